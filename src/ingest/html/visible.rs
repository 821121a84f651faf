//! Who wrote an article and when, as the page shows it to those who read it.

use dom_query::{Document, NodeRef};

use super::elements::line;
use super::elsewhere::is_elsewhere;
use super::names::name_in;
use super::prose::{self, Leaf};
use crate::ingest::{dates, furniture};

/// How many blocks behind the title may say who and when.
const NEAR: usize = 15;

/// The date that stands alone behind the title, else right before it.
pub fn date(leaves: &[Leaf<'_>], title: &str) -> Option<String> {
    let behind = near(leaves, title, 0);
    let (changed, first): (Vec<&String>, Vec<&String>) =
        behind.iter().partition(|part| dates::is_of_change(part));
    let mut behind = first.into_iter().chain(changed);
    let behind = behind.find_map(|part| dates::whole_line(part));
    let before = || {
        let at = title_at(leaves, title)?;
        let before = leaves[..at].iter().rev().take(BEFORE);
        let mut before = before.filter(|leaf| !leaf.is_link());
        before.find_map(|leaf| dates::whole_line(&leaf.words))
    };
    behind.or_else(before)
}

/// The date in the line behind the title that names who wrote the article.
pub fn date_of_byline(leaves: &[Leaf<'_>], title: &str) -> Option<String> {
    let near = near(leaves, title, 0);
    near.iter()
        .find_map(|part| furniture::byline_and_date(part)?.1)
}

/// The name in "By Ana Ruiz" behind the title, else the first that links to a page about an author, else what a
/// sentence of its own says.
pub fn byline(doc: &Document, leaves: &[Leaf<'_>], title: &str) -> Option<String> {
    // Some put what the article is about before who wrote it.
    let near = near(leaves, title, 1);
    let said = near.iter().find_map(|part| furniture::byline(part));
    let labelled = || near.windows(2).find_map(|two| labelled(&two[0], &two[1]));
    let linked = || {
        let links = doc.select("a[href*='/author/'], a[href*='/authors/'], a[href*='/autor/'], a[href*='/autoren/'], a[href*='/auteur/']");
        links
            .nodes()
            .iter()
            .take(20)
            .filter(|link| !is_elsewhere(link) && !is_of_reviewer(link))
            .find_map(|link| name_in(&line(link)))
    };
    let told = || leaves.iter().find_map(told);
    said.and_then(name_in)
        .or_else(|| near.iter().find_map(|part| eastern(part)))
        .or_else(labelled)
        .or_else(linked)
        .or_else(told)
}

/// The name in "This post was written by Ana Ruiz, who keeps the lighthouse."
fn told(leaf: &Leaf<'_>) -> Option<String> {
    const ARTICLES: [&str; 6] = ["article", "blog", "essay", "piece", "post", "story"];
    let rest = leaf.words.strip_prefix("This ")?;
    let (article, name) = rest.split_once(" was written by ")?;
    let (_, last) = article.rsplit_once(' ').unwrap_or(("", article));
    let end = name.find([',', ';', '(']).or_else(|| name.find(". "));
    let name = name[..end.unwrap_or(name.len())].trim_end_matches('.');
    let named = name
        .split(' ')
        .all(|word| word.starts_with(char::is_uppercase));
    (ARTICLES.contains(&last) && named).then(|| name_in(name))?
}

/// Whether a link names who looked over what another one wrote.
fn is_of_reviewer(link: &NodeRef<'_>) -> bool {
    let before = link.prev_sibling().filter(NodeRef::is_text);
    before.is_some_and(|before| {
        let words = before.text().trim_end().to_lowercase();
        ["reviewed by", "checked by", "edited by", "verified by"]
            .iter()
            .any(|end| words.ends_with(end))
    })
}

/// The name in a line of its own, or a cell, behind one that says "By" or "Author".
fn labelled(label: &str, name: &str) -> Option<String> {
    const LABELS: [&str; 12] = [
        "auteur",
        "author",
        "authors",
        "autor",
        "autoren",
        "autorin",
        "autore",
        "by",
        "par",
        "por",
        "von",
        "written by",
    ];
    let label = label.trim_end_matches([' ', ':']).to_lowercase();
    let short = name.starts_with(char::is_uppercase) && name.split(' ').count() <= 8;
    (LABELS.contains(&label.as_str()) && short).then(|| name_in(name))?
}

/// How many blocks right before the title may say when.
const BEFORE: usize = 3;

/// The longest line, in characters, that says who and when and how long it takes to read.
const LONG_FACT: usize = 200;

/// Whether a block that is as long as a paragraph says no more than who wrote the article and when.
pub fn is_long_fact(leaf: &Leaf<'_>) -> bool {
    leaf.chars <= LONG_FACT && leaf.is_prose() && furniture::is_fact(&leaf.words)
}

/// The blocks of a page but for menus and its foot.
pub fn leaves(doc: &Document) -> Vec<Leaf<'_>> {
    let body = doc.body().into_iter();
    body.flat_map(|body| {
        prose::leaves(body, |node| node.has_name("nav") || node.has_name("footer"))
    })
    .collect()
}

fn title_at(leaves: &[Leaf<'_>], title: &str) -> Option<usize> {
    leaves.iter().position(|leaf| prose::is_title(leaf, title))
}

/// The short lines between the title's heading and the first paragraph, or the one behind so many, cut where signs part
/// them.
fn near(leaves: &[Leaf<'_>], title: &str, paragraphs: usize) -> Vec<String> {
    let Some(at) = title_at(leaves, title) else {
        return Vec::new();
    };
    let behind = leaves[at + 1..].iter().take(NEAR);
    let mut met = 0;
    behind
        .take_while(|leaf| {
            met += usize::from(leaf.is_prose() && !is_long_fact(leaf));
            met <= paragraphs
        })
        .filter(|leaf| !leaf.is_prose() || is_long_fact(leaf))
        .flat_map(|leaf| leaf.words.split(['|', '•', '·', '⋅', '—']))
        .flat_map(labels)
        .collect()
}

/// A part of a line; the words between blanks where it is Chinese or Japanese with labels: "2024-05-12 08:00 来源：… 作者：…".
fn labels(part: &str) -> Vec<String> {
    let part = part.trim();
    if !part.contains('：') {
        return vec![part.to_owned()];
    }
    let figures = |word: &str| !word.contains(char::is_alphabetic);
    let mut words: Vec<String> = Vec::new();
    for word in part.split_whitespace() {
        match words.last_mut() {
            Some(last) if figures(last) && figures(word) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// The name behind a label in Chinese or Japanese.
fn eastern(part: &str) -> Option<String> {
    const LABELS: [&str; 6] = ["作者", "记者", "記者", "撰文", "文", "取材・文"];
    let (label, _) = part.split_once(['：', ':'])?;
    LABELS.contains(&label).then(|| name_in(part))?
}

/// The date that an element carries in an attribute or as its words.
pub fn date_of(node: &NodeRef<'_>) -> Option<String> {
    let attributes = [
        "datetime",
        "content",
        "data-published",
        "data-date",
        "data-timestamp",
    ];
    if let Some(date) = attributes
        .iter()
        .find_map(|name| dates::parse(&node.attr(name)?))
    {
        return Some(date);
    }
    if node.normalized_char_count() > 200 {
        return None;
    }
    dates::parse(&line(node))
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::read;

    #[track_caller]
    fn check(head: &str, body: &str, byline: Option<&str>, published: Option<&str>) {
        let page = format!("<title>A quay for Almery</title>{head}<body>{body}");
        let meta = read(&page, Hint::default()).meta;
        assert_eq!(meta.byline.as_deref(), byline);
        assert_eq!(meta.published.as_deref(), published);
    }

    const WORDS: &str = "<p>The harbour master said on Monday that the new quay of Port Almery will be \
        open before the spring comes, as By Law and 1 April 2020 ask.</p>";

    #[test]
    fn name_and_date_stand_behind_the_title() {
        let (name, date) = (Some("Ana Ruiz"), Some("2024-05-12"));
        let line = "<h1>A quay for Almery</h1><div>By Ana Ruiz · Harbour · <small>Updated May 12, 2024</small></div>";
        check("", &format!("{line}{WORDS}"), name, date);
        let behind = format!(
            "<h1>A quay for Almery</h1>{WORDS}<div>By</div><div>The Almery Team</div>{WORDS}"
        );
        check("", &behind, Some("The Almery Team"), None);
        let linked =
            "<h1>A quay for Almery</h1><a href='/author/ana'>Ana Ruiz</a><p>12 May 2024</p>";
        check("", &format!("{linked}{WORDS}"), name, date);
        check("", &format!("<p>12 May 2024</p>{WORDS}"), None, None);
        for line in [
            "<p>Updated: 14 May 2024 | Published: 12 May 2024</p>",
            "<p>Updated <time datetime=2024-05-14>14 May</time></p><p>Published <time datetime=2024-05-12>12 May</time></p>",
        ] {
            check(
                "",
                &format!("<h1>A quay for Almery</h1>{line}{WORDS}"),
                None,
                date,
            );
        }
        let before = "<div>12 May 2024</div><div>•</div><h1>A quay for Almery</h1>";
        check("", &format!("{before}{WORDS}"), None, date);
        let told = "<p>This post was written by Ana Ruiz, who keeps the lighthouse of the port and its lamps, and has done so for long.</p>";
        check("", &format!("{told}{WORDS}"), name, None);
        let other = "<p>This law was written by Bo Maas.</p><p>This post was written by those who know.</p>";
        check("", &format!("{other}{WORDS}"), None, None);
        let line = "<div class=date>said on Sunday, 3 March 2024</div><h1>A quay for Almery</h1>\
            <p>By Ana Ruiz , Bo Maas on Sunday, May 12th, 2024 at 11:08 a.m.</p>";
        check(
            "",
            &format!("{line}{WORDS}"),
            Some("Ana Ruiz, Bo Maas"),
            Some("2024-05-12T11:08:00Z"),
        );
    }

    #[test]
    fn a_line_of_facts_may_be_as_long_as_a_paragraph() {
        let line = "<p>Par <a href=/a>Ana Ruiz</a> — Publié le 12 mai 2024 à 08h00, mis à jour à 10h12 — Temps de lecture : 2 min.</p>";
        let page = format!(
            "<title>A quay for Almery</title><h1>A quay for Almery</h1>{line}{WORDS}{WORDS}"
        );
        let article = read(&page, Hint::default());
        assert_eq!(article.meta.byline.as_deref(), Some("Ana Ruiz"));
        assert!(
            article
                .meta
                .published
                .is_some_and(|it| it.starts_with("2024-05-12T08:00"))
        );
        assert!(!article.text.contains("Temps"), "{}", article.text);
        // What the article is about may stand before it.
        let page = format!(
            "<title>A quay for Almery</title><h1>A quay for Almery</h1>{WORDS}{line}{WORDS}{WORDS}"
        );
        let article = read(&page, Hint::default());
        assert_eq!(article.meta.byline.as_deref(), Some("Ana Ruiz"));
        assert!(!article.text.contains("Temps"), "{}", article.text);
    }

    #[test]
    fn a_line_of_labels_is_read_word_by_word() {
        let line = "<h1>A quay for Almery</h1><div class=info><span>2024-05-12 08:00</span> <span>来源：阿尔梅里日报</span> \
            <span>作者：王小明</span> <span>编辑：李四</span></div>";
        check(
            "",
            &format!("{line}{WORDS}"),
            Some("王小明"),
            Some("2024-05-12T08:00:00Z"),
        );
    }

    #[test]
    fn what_is_reviewed_has_an_author_of_its_own() {
        let head = r#"<script type="application/ld+json">{"@type":"ClaimReview","author":{"name":"Almery Post"},
            "itemReviewed":{"@type":"NewsArticle","author":{"name":"The port"},"datePublished":"2019-01-01"}}</script>"#;
        let line = "<h1>A quay for Almery</h1><p>By Ana Ruiz</p><p>12 May 2024</p>";
        let words = format!("{line}{WORDS}");
        check(head, &words, Some("Ana Ruiz"), Some("2024-05-12"));
    }

    #[test]
    fn the_name_in_the_address_is_the_sites() {
        let check = |url: &str, author: &str, line: &str, expected: &str| {
            let page = format!(
                "<title>A quay for Almery</title><meta name=author content='{author}'><body><h1>A quay for Almery</h1>\
                 {line}{WORDS}"
            );
            let hint = Hint {
                url: Some(url),
                ..Hint::default()
            };
            assert_eq!(read(&page, hint).meta.byline.as_deref(), Some(expected));
        };
        let line =
            "<h3>by Dr. Ana Ruiz, PhD and Bo Maas | Harbours</h3><div class=author-name>QNL</div>";
        let letter = "https://letter.qnl.example/p/quay";
        check(letter, "QNL", line, "Dr. Ana Ruiz, PhD and Bo Maas");
        check(letter, "QNL", "", "QNL");
        let line = "<p>By Top</p>";
        check("https://anaruiz.example/quay", "Ana Ruiz", line, "Ana Ruiz");
    }

    #[test]
    fn names_stand_behind_words_of_many_languages() {
        for (line, name) in [
            ("<p>Von Ana Ruiz</p>", "Ana Ruiz"),
            ("<p>Von <a href=/autor/ana>Ana Ruiz</a></p>", "Ana Ruiz"),
            ("<p>Von Ana Ruiz und Bo Maas</p>", "Ana Ruiz und Bo Maas"),
            (
                "<p>Von Ana Ruiz, Bo Maas, und Kim Lind</p>",
                "Ana Ruiz, Bo Maas, und Kim Lind",
            ),
            ("<p>Par Ana Ruiz et Bo Maas</p>", "Ana Ruiz et Bo Maas"),
            ("<p>Por Ana Ruiz de la Mar</p>", "Ana Ruiz de la Mar"),
            ("<div>di Ana Ruiz</div>", "Ana Ruiz"),
            ("<div>Door Ana van der Meer</div>", "Ana van der Meer"),
            ("<p>Autor: Ana Ruiz</p>", "Ana Ruiz"),
            ("<p>Auteur : Ana Ruiz</p>", "Ana Ruiz"),
            (
                "<table><tr><td>By<td><a href=/x>Ana Ruiz</a></table>",
                "Ana Ruiz",
            ),
            (
                "<table class=facts><tr><th>Author:<td>Ana Ruiz</table>",
                "Ana Ruiz",
            ),
            ("<dl><dt>Autorin<dd>Ana Ruiz</dl>", "Ana Ruiz"),
            ("<p>Escrito por Ana Ruiz</p>", "Ana Ruiz"),
            ("<p>A cura di Ana Ruiz</p>", "Ana Ruiz"),
            (
                "<div>Medically reviewed by <a href=/authors/kim>Kim Lind, MD</a> — Written by <a href=/authors/ana>Ana Ruiz</a></div>",
                "Ana Ruiz",
            ),
            (
                "<ul class=authors><li><a rel=author href=/a>Ana Ruiz</a><li><a rel=author href=/b>Bo Maas</a></ul>",
                "Ana Ruiz, Bo Maas",
            ),
        ] {
            let body = format!("<h1>A quay for Almery</h1>{line}{WORDS}");
            check("", &body, Some(name), None);
        }
        for line in [
            "<p>Von Menschen und Mäusen</p>",
            "<p>Von Almery nach Port Lind</p>",
            "<p>Por favor</p>",
            "<p>Par Almery</p>",
            "<p class=byline><a href=/>Home</a> / <a href=/n>News</a></p>",
            "<div class=post-byline><ul><li><a href=/blog/tag/lamps>Lamps of Almery</a></ul></div>",
        ] {
            let body = format!("<h1>A quay for Almery</h1>{line}{WORDS}");
            check("", &body, None, None);
        }
    }

    #[test]
    fn a_page_may_name_several() {
        let both = Some("Ana Ruiz, Bo Maas");
        let data = |author: &str| {
            format!(
                "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"author\":{author}}}</script>"
            )
        };
        for head in [
            "<meta name=author content='Ana Ruiz'><meta name=author content='Bo Maas'>".to_owned(),
            "<meta name=citation_author content='Ana Ruiz'><meta name=citation_author content='Bo Maas'>".to_owned(),
            data(r#"[{"name":"Ana Ruiz"},{"name":"Ana Ruiz "},"Bo Maas"]"#),
            data(r#"{"@list":[{"name":"Ana Ruiz"},{"givenName":"Bo","familyName":"Maas"}]}"#),
        ] {
            check(&head, WORDS, both, None);
        }
        let head = "<meta name=author content='ana@almery.example (Ana Ruiz)'>";
        check(head, WORDS, Some("Ana Ruiz"), None);
    }

    #[test]
    fn a_class_in_a_sentence_names_nobody() {
        let words = "<p>The board of the port will <span class=author>Never</span> pay for it, said \
            <em class=byline>Bo Maas</em> and all others who were at the quay on that day.</p>";
        check("", &format!("{words}{WORDS}"), None, None);
        let line = "<p class=byline>Ana Ruiz</p>";
        check("", &format!("{line}{words}{WORDS}"), Some("Ana Ruiz"), None);
    }

    #[test]
    fn a_person_is_named_before_the_site() {
        let head = "<meta property=og:site_name content='Almery Post'><meta name=author content='Almery Post'>";
        let line = "<h1>A quay for Almery</h1><p>By Ana Ruiz</p>";
        check(head, &format!("{line}{WORDS}"), Some("Ana Ruiz"), None);
        check(head, WORDS, Some("Almery Post"), None);
    }

    #[test]
    fn linked_data_may_be_escaped() {
        let head = "<script type='application/ld+json'>{&quot;@type&quot;:&quot;Article&quot;,\
            &quot;datePublished&quot;:&quot;2024-05-12&quot;}</script>";
        check(head, WORDS, None, Some("2024-05-12"));
        let head = "<meta name='script:ld+json' content='{&quot;@type&quot;:&quot;Article&quot;,&quot;datePublished&quot;:&quot;2024-05-12&quot;}'>";
        check(head, WORDS, None, Some("2024-05-12"));
        let head = "<link rel=canonical href=https://almery.example/news/2024/05/12/quay>";
        check(head, WORDS, None, Some("2024-05-12"));
    }
}

//! Pages, feeds and texts in, articles out, as golden files with one tag a block; and hostile input.

mod golden;

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use pullquote::ingest::{Hint, Ingested, discover, ingest, opml};
use pullquote::model::{Article, BlockKind, Feed, MarkKind, is_unsafe};

const ADDRESS: &str = "https://almery.example/news/quay";

fn hint(name: &str) -> Hint<'_> {
    Hint {
        name,
        content_type: None,
        url: Some(ADDRESS),
    }
}

#[test]
fn samples_read_as_their_golden_files_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ingest");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".snap"))
        .collect();
    names.sort();
    assert!(names.len() >= 8);
    for name in names {
        let path = format!("tests/ingest/{name}");
        let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap();
        let printed = match ingest(&bytes, hint(&name)) {
            Ok(Ingested::Article(article)) => print(&article),
            Ok(Ingested::Feed(feed)) => print_feed(&feed),
            Err(error) => format!("error: {error}\n"),
        };
        golden::check(&format!("{path}.snap"), &printed);
    }
}

fn print_feed(feed: &Feed) -> String {
    let mut out = format!("feed: {}\n", feed.title);
    let facts = [
        ("home", &feed.home),
        ("description", &feed.description),
        ("updated", &feed.updated),
        ("damage", &feed.damage),
    ];
    for (name, value) in facts {
        if let Some(value) = value {
            out.push_str(&format!("{name}: {value}\n"));
        }
    }
    for item in &feed.items {
        out.push_str(&format!(
            "\n--- {} {:?} {:?}\n",
            item.id, item.tags, item.enclosures
        ));
        out.push_str(&print(&item.article));
    }
    out
}

/// Facts, an empty line, then a line for each block.
fn print(article: &Article) -> String {
    let meta = &article.meta;
    let mut out = format!("title: {}\n", meta.title);
    let facts = [
        ("byline", &meta.byline),
        ("published", &meta.published),
        ("site", &meta.site),
        ("lang", &meta.lang),
        ("url", &meta.url),
        ("excerpt", &meta.excerpt),
        ("damage", &meta.damage),
    ];
    for (name, value) in facts {
        if let Some(value) = value {
            out.push_str(&format!("{name}: {value}\n"));
        }
    }
    out.push('\n');
    for block in &article.blocks {
        let tag = match block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph => "p".into(),
            BlockKind::Item(None) => "item".into(),
            BlockKind::Item(Some(number)) => format!("item {number}"),
            BlockKind::BlockQuote => "quote".into(),
            BlockKind::Code => "code".into(),
            BlockKind::Table => "table".into(),
            BlockKind::Image => "image".into(),
            BlockKind::Caption => "caption".into(),
            BlockKind::Rule => "rule".into(),
        };
        let words = marked(article, block.span.start, block.span.end);
        let indent = "  ".repeat(block.depth.into());
        out.push_str(&format!("{indent}[{tag}] {}\n", words.replace('\n', "\\n")));
    }
    out
}

/// The words of a block with its marks written in.
fn marked(article: &Article, start: usize, end: usize) -> String {
    let mut signs: Vec<(usize, usize, String)> = Vec::new();
    for (n, mark) in article.marks.iter().enumerate() {
        if mark.span.start < start || mark.span.end > end {
            continue;
        }
        let (open, close) = match &mark.kind {
            MarkKind::Emphasis => ("<em>".into(), "</em>"),
            MarkKind::Strong => ("<b>".into(), "</b>"),
            MarkKind::Code => ("<code>".into(), "</code>"),
            MarkKind::Link(to) => (format!("<a {to}>"), "</a>"),
            MarkKind::Image(from) => (format!("<img {from}>"), "</img>"),
            MarkKind::Cell { header: true } => ("<th>".into(), "</th>"),
            MarkKind::Cell { header: false } => ("<td>".into(), "</td>"),
        };
        signs.push((mark.span.start, 1000 + n, open));
        let inner_first = 999 - n.min(900);
        let closes = if mark.span.is_empty() {
            1000 + n
        } else {
            inner_first
        };
        signs.push((mark.span.end, closes, close.into()));
    }
    signs.sort_by_key(|sign| (sign.0, sign.1));
    let mut out = String::new();
    let mut at = start;
    for (place, _, sign) in signs {
        out.push_str(&article.text[at..place]);
        out.push_str(&sign);
        at = place;
    }
    out.push_str(&article.text[at..end]);
    out
}

fn article(bytes: &[u8]) -> Article {
    match ingest(bytes, hint("input")) {
        Ok(Ingested::Article(article)) => *article,
        other => panic!("an article was expected, not {other:?}"),
    }
}

#[test]
fn escapes_and_overrides_never_leave() {
    let page = "<title>A\u{1b}]0;x\u{7}B&#27;&#155;C</title><meta name=author content='E\u{202e}vil'>\
        <p>One \u{9b}31m two &#x1b;[2J three &#8238;four&#8206; soft&shy;hyphen zero&#8203;width</p>";
    let article = article(page.as_bytes());
    assert_eq!(article.meta.title, "AB›C");
    assert_eq!(article.text, "One two three four softhyphen zerowidth");
    assert_eq!(article.meta.byline.as_deref(), Some("Evil"));
}

#[test]
fn nested_without_end_is_a_best_effort() {
    for depth in [5_000, 50_000] {
        let page = format!(
            "<title>Deep</title>{}<p>The quay is &amp; stays open.</p>",
            "<div>".repeat(depth)
        );
        let article = article(page.as_bytes());
        assert_eq!(article.text, "The quay is & stays open.");
        assert_eq!(article.meta.title, "Deep");
        assert!(article.meta.damage.is_some());
    }
    for open in [
        "<table><div>",
        "<b id=1><p>",
        "<svg><g>",
        "<ul><li>",
        "<a href=x>",
        "<q>",
        "<select>",
        "<template>",
    ] {
        let page = format!("<p>Words.</p>{}<p>More words.", open.repeat(3_000));
        let _ = ingest(page.as_bytes(), hint("deep"));
    }
}

/// Pages that cost more than their size, if a rule looks at each piece of them from each other.
#[test]
fn many_of_a_kind_take_no_longer_than_their_size() {
    let prose = "<p>The harbour master said on Monday that the new quay of Port Almery will be open \
        before the spring comes, whatever the weather brings.</p>";
    let teaser = "<div><h3><a href='/x'>What became of the lamps</a></h3><p>12 May</p></div>";
    let author = "<div class=author-bio><p>Ana Ruiz writes of ships.</p></div>";
    let hidden = "<div style='display:none'><p>Some words that are not to be seen.</p>";
    let kinds = [
        teaser,
        author,
        hidden,
        "<noscript><p>Switch it on.</p></noscript>",
        "<figure>Advertisement<p>Words.</p>",
        "<p><a href=/x>Related: The lamps</a></p>",
        "<section class=share><section class=share>",
        "<article><h1>A quay</h1>",
        "<h1>A quay</h1><p>By Ana Ruiz</p>",
        "<table><tr><td>1</td><td>2</td></tr>",
        "<script type='application/ld+json'>{\"@type\":\"Article\"}</script>",
        "<meta property=og:title content='A quay'>",
        "<figure><img src=a.jpg><figcaption>A quay</figcaption></figure>",
        "<div><h2 id=a>A quay</h2><a href=/e>[edit]</a></div><ul><li>One</ul>",
        "<blockquote class=twitter-tweet><p>A quay</p></blockquote>",
        "<article class=comment><time datetime=2024-05-12>12 May</time>",
        "<p>A <span class=promo><b class=ad>quay",
        "<sup><a href=#fn1>1</a></sup>",
    ];
    for kind in kinds {
        let page = format!(
            "<title>A quay</title><main>{}{}",
            prose.repeat(20),
            kind.repeat(1_000)
        );
        let article = article(page.as_bytes());
        assert!(article.text.contains("harbour master"), "{kind}");
    }
}

#[test]
fn one_endless_line_is_an_article() {
    let sentence = "The quay is open. ";
    for text in [
        sentence.repeat(15_000),
        "quay".repeat(60_000),
        "é ".repeat(120_000),
    ] {
        assert_eq!(article(text.as_bytes()).text, text.trim_end());
        let page = format!("<title>Quay</title><p>{text}");
        assert_eq!(article(page.as_bytes()).text, text.trim_end());
        let _ = ingest(format!("# A quay\n\n{text}").as_bytes(), hint("quay.md"));
        let _ = ingest(format!("<rss><item><title>{text}").as_bytes(), hint("feed"));
        let _ = ingest(format!("<p title='{text}").as_bytes(), hint("quay"));
    }
}

#[test]
fn input_without_words_is_refused_in_one_sentence() {
    let zip = b"PK\x03\x04\x14\0\0\0";
    for bytes in [
        b"".as_slice(),
        b" \n",
        b"\x89PNG\r\n\x1a\n\0\0",
        zip,
        b"%PDF-1.7",
        &[0, 1, 2, 3, 4, 5],
    ] {
        let sentence = ingest(bytes, hint("x\u{1b}[1m.bin"))
            .unwrap_err()
            .to_string();
        assert!(sentence.starts_with("x.bin: "), "{sentence}");
        assert!(
            !sentence.contains('\n') && sentence.len() > 20,
            "{sentence}"
        );
    }
}

#[test]
fn a_charset_that_lies_is_found_out() {
    let page = "<meta charset='shift_jis'><p>The café’s “menu”</p>";
    assert_eq!(article(page.as_bytes()).text, "The café’s “menu”");
    let latin = b"<meta charset='utf-8'><p>Un \xe9t\xe9 \xe0 la plage, d\xe9j\xe0 pass\xe9.</p>";
    assert_eq!(article(latin).text, "Un été à la plage, déjà passé.");
}

#[test]
fn a_feed_cut_anywhere_keeps_what_stands_before() {
    let whole =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ingest/feed.rss.xml")).unwrap();
    let mut last = 0;
    for cut in (200..whole.len()).step_by(37) {
        if let Ok(Ingested::Feed(feed)) = ingest(&whole[..cut], hint("feed")) {
            assert!(feed.items.len() >= last, "at {cut}");
            assert!(cut + 40 > whole.len() || feed.damage.is_some(), "at {cut}");
            last = feed.items.len();
        }
    }
    assert!(last >= 2);
}

fn check_safe(text: &str) {
    assert!(text.chars().all(|c| c == '\n' || !is_unsafe(c)), "{text:?}");
}

fn check_article(article: &Article) {
    check_safe(&article.text);
    let meta = &article.meta;
    let facts = [
        &meta.byline,
        &meta.published,
        &meta.site,
        &meta.lang,
        &meta.url,
        &meta.excerpt,
        &meta.damage,
    ];
    for line in facts.into_iter().flatten().chain([&meta.title]) {
        check_safe(line);
        assert!(!line.contains('\n'));
    }
    for mark in &article.marks {
        assert!(
            article
                .blocks
                .iter()
                .any(|block| block.span.covers(mark.span))
        );
    }
}

/// Pieces that readers stumble over, in any order.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::sample::select(vec![
        "<!DOCTYPE html>",
        "<html>",
        "<title>",
        "</title>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<i>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<ul>",
        "<li>",
        "</ul>",
        "<a href='x'>",
        "</a>",
        "<pre>",
        "</pre>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<svg>",
        "<br>",
        "<img src=x alt=y>",
        "<template>",
        "&amp;",
        "&#27;",
        "&#x9b;",
        "<rss>",
        "<channel>",
        "<item>",
        "</item>",
        "<description>",
        "<![CDATA[",
        "]]>",
        "<feed>",
        "<entry>",
        "<content type='xhtml'>",
        "</content>",
        "xmlns='a'",
        "{\"items\":[",
        "}",
        "# ",
        "\n\n",
        "```\n",
        "> ",
        "| a |\n|---|\n",
        "---\n",
        "\u{202e}",
        "\u{9b}",
        "\u{1b}]8;;",
        "\0",
        "é",
        "“Words,” she said. ",
        "12 May 2024",
        "By Ana",
        "\t",
    ]);
    let piece = prop_oneof![
        4 => pieces.prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..12),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]
    #[test]
    fn no_input_panics_and_nothing_unsafe_leaves(bytes in soup()) {
        match ingest(&bytes, hint("soup")) {
            Ok(Ingested::Article(article)) => check_article(&article),
            Ok(Ingested::Feed(feed)) => {
                check_safe(&feed.title);
                for item in &feed.items {
                    check_safe(&item.id);
                    check_article(&item.article);
                }
            }
            Err(error) => check_safe(&error.to_string()),
        }
        let text = String::from_utf8_lossy(&bytes);
        for link in discover(&text, Some(ADDRESS)) {
            check_safe(&link.title);
        }
        let _ = opml::read(&bytes);
    }
}

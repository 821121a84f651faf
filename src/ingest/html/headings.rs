//! Headings without what encyclopaedias and manuals hang on them, and kept where they stand.
//!
//! "[edit]", "#" and "¶" are links to work on a section or to name it, not words. A wrapper round a
//! heading and such a link looks like a menu to those who look for the article; so does a heading
//! whose id is made of its own words ("#social-media").

use dom_query::NodeRef;

use super::classes;
use super::elements::is_block;
use super::inline::unname;
use super::prose::is_heading;

/// Words of links that stand beside a heading, in lower case.
const LINKS: &[&str] = &[
    "edit",
    "edit section",
    "edit source",
    "edit this section",
    "bearbeiten",
    "quelltext bearbeiten",
    "modifier",
    "modifier le code",
    "editar",
    "editar código",
    "modifica",
    "modifica wikitesto",
    "bewerken",
    "brontekst bewerken",
    "edytuj",
    "edytuj kod",
    "править",
    "编辑",
    "編輯",
    "編集",
    "link",
    "permalink",
    "anchor",
    "copy link",
    "link to this heading",
    "link to this section",
    "direct link to heading",
    "permalink to this heading",
];

/// Cleans all headings under `root`.
pub fn clean(root: NodeRef<'_>) {
    name_those_in_other_words(root);
    let headings: Vec<NodeRef<'_>> = root.descendants_it().filter(is_heading).collect();
    for heading in headings {
        strip_links(heading);
        keep_named(&heading);
        unwrap(heading);
    }
}

/// Makes headings of what a page only says to be headings: `<div role="heading" aria-level="3">`.
fn name_those_in_other_words(root: NodeRef<'_>) {
    let is_said = |node: &NodeRef<'_>| {
        let other = node.has_name("div") || node.has_name("span") || node.has_name("p");
        other && node.attr("role").as_deref() == Some("heading")
    };
    let said: Vec<NodeRef<'_>> = root.descendants_it().filter(is_said).collect();
    for node in said {
        let holds_block = node
            .descendants_it()
            .any(|inner| is_block(&inner.node_name().unwrap_or_default()));
        if !holds_block {
            node.rename(match &*node.attr_or("aria-level", "2") {
                "1" => "h1",
                "3" => "h3",
                "4" => "h4",
                "5" | "6" => "h5",
                _ => "h2",
            });
            node.remove_attr("role");
        }
    }
}

/// Takes the links away that stand in a heading or right behind it and are no words of it.
fn strip_links(heading: NodeRef<'_>) {
    let mut beside = Vec::new();
    let mut next = heading.next_sibling();
    while let Some(node) = next.filter(is_inline) {
        beside.push(node);
        next = node.next_sibling();
    }
    if beside.iter().any(NodeRef::is_text)
        && beside
            .iter()
            .any(|node| !is_apparatus(node) && !is_blank(node))
    {
        beside.clear();
    }
    let inside = heading.descendants_it().filter(|node| node.is_element());
    let inside: Vec<NodeRef<'_>> = inside.collect();
    let whole = bare(&heading.text());
    for node in inside.into_iter().chain(beside) {
        let words = bare(&node.text());
        if node.parent().is_some() && is_apparatus(&node) && words != whole {
            unbracket(&node);
            node.remove_from_parent();
        }
    }
    unbar(&heading);
}

/// Takes away what is left of "[edit | edit source]" at the end of a heading: brackets and bars.
fn unbar(heading: &NodeRef<'_>) {
    let text = heading.text();
    let text = text.trim_end();
    let start = text.rfind('[').filter(|_| text.ends_with(']'));
    let Some(rest) = start.and_then(|start| text.get(start..)) else {
        return;
    };
    if !rest.chars().all(|c| c.is_whitespace() || "[|]".contains(c)) {
        return;
    }
    let mut left = rest.chars().filter(|c| !c.is_whitespace()).count();
    let texts = heading.descendants_it().filter(NodeRef::is_text);
    for node in texts.collect::<Vec<_>>().into_iter().rev() {
        let mut words = node.text().to_string();
        while left > 0
            && let Some(last) = words.pop()
        {
            left -= usize::from(!last.is_whitespace());
        }
        node.set_text(words);
    }
}

/// Takes the brackets away that stand as text round a link that goes.
fn unbracket(node: &NodeRef<'_>) {
    let (before, behind) = (node.prev_sibling(), node.next_sibling());
    if let (Some(before), Some(behind)) = (before, behind)
        && before.is_text()
        && behind.is_text()
        && let (Some(start), Some(end)) = (
            before.text().trim_end().strip_suffix('['),
            behind.text().trim_start().strip_prefix(']'),
        )
    {
        before.set_text(start);
        behind.set_text(end);
    }
}

/// Whether an element is a link to edit or to name a section: signs alone, or known words, in brackets
/// or not.
fn is_apparatus(node: &NodeRef<'_>) -> bool {
    let text = node.text();
    let text = text.trim();
    if !node.is_element() {
        return matches!(text, "[" | "]");
    }
    let linked = || node.has_name("a") || node.descendants_it().any(|inner| inner.has_name("a"));
    let named = || {
        let class = node.attr_or("class", "").to_ascii_lowercase();
        [
            "anchor",
            "headerlink",
            "permalink",
            "hash-link",
            "editsection",
        ]
        .iter()
        .any(|name| class.contains(name))
    };
    let signs = !text.is_empty() && text.chars().all(|c| "#¶§🔗∞⚓\u{200b}\u{fe0f}".contains(c));
    let words = text.trim_matches(['[', ']', ' ']).to_lowercase();
    let bracketed = text.starts_with('[') && text.ends_with(']');
    let known = LINKS.contains(&words.as_str())
        || words
            .split([' ', '|'])
            .filter(|word| !word.is_empty())
            .count()
            <= 5
            && bracketed
            && words.split('|').all(|part| LINKS.contains(&part.trim()));
    // "[edit]" in a language that is not known: all of it is a link in brackets.
    let all_linked = bracketed && node.has_name("span") && named();
    (linked() || named()) && (signs || known || all_linked)
}

fn is_inline(node: &NodeRef<'_>) -> bool {
    node.is_text() || node.is_element() && !is_block(&node.node_name().unwrap_or_default())
}

fn is_blank(node: &NodeRef<'_>) -> bool {
    node.is_text() && node.text().trim().is_empty()
}

fn bare(text: &str) -> String {
    let letters = text.chars().filter(|c| !c.is_whitespace());
    letters.collect()
}

/// Takes the names of a heading, and of the section that it heads, where they are made of its words or
/// say nothing: "scroll-mt-2" is no furniture.
fn keep_named(heading: &NodeRef<'_>) {
    let slug = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_ascii_alphanumeric());
        letters.map(|c| c.to_ascii_lowercase()).collect()
    };
    let text = slug(&heading.text());
    let made = |node: &NodeRef<'_>| {
        let id = slug(&node.attr_or("id", ""));
        !id.is_empty() && text.starts_with(&id) && id.len() * 5 >= text.len() * 3
    };
    if made(heading) {
        heading.remove_attr("id");
    }
    let inside = heading
        .descendants_it()
        .filter(|node| node.is_element() && made(node));
    inside
        .collect::<Vec<_>>()
        .iter()
        .for_each(|node| node.remove_attr("id"));
    if !classes::is_named_furniture(heading) && within_prose(heading) {
        unname(heading);
    }
    let first = heading.prev_sibling().is_none_or(|node| is_blank(&node));
    if let Some(section) = heading.parent().filter(|_| first)
        && made(&section)
    {
        section.remove_attr("id");
    }
}

/// Puts a heading in the place of a wrapper that holds nothing else, between paragraphs.
fn unwrap(heading: NodeRef<'_>) {
    let letters = bare(&heading.text()).chars().count();
    for _ in 0..3 {
        let Some(wrapper) = heading.parent() else {
            return;
        };
        let name = wrapper.node_name().unwrap_or_default();
        let frames = matches!(&*name, "div" | "header" | "hgroup" | "span");
        if !frames
            || classes::is_named_furniture(&wrapper)
            || !within_prose(&wrapper)
            || !holds_only(&wrapper, letters)
        {
            return;
        }
        wrapper.replace_with(&heading);
    }
}

/// Whether an element holds so many signs and no picture, looking no further than that takes.
fn holds_only(wrapper: &NodeRef<'_>, letters: usize) -> bool {
    let mut seen = 0;
    wrapper.descendants_it().take(100).all(|node| {
        if node.is_text() {
            seen += bare(&node.text()).chars().count();
        }
        seen <= letters && !node.has_name("img")
    })
}

/// How many elements behind a heading are looked at for one that is no heading.
const HEADINGS: usize = 4;

/// Whether a paragraph or the like stands right behind an element, or right before it.
fn within_prose(node: &NodeRef<'_>) -> bool {
    let is_prose = |node: NodeRef<'_>| {
        matches!(
            &*node.node_name().unwrap_or_default(),
            "p" | "ul" | "ol" | "dl" | "blockquote" | "figure" | "pre" | "table"
        )
    };
    // A heading of a part may be followed by that of its first section.
    let mut behind =
        std::iter::successors(node.next_element_sibling(), NodeRef::next_element_sibling);
    let behind = behind
        .by_ref()
        .take(HEADINGS)
        .find(|next| !is_heading(next));
    behind.is_some_and(is_prose) || node.prev_element_sibling().is_some_and(is_prose)
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::read;
    use crate::model::BlockKind;

    const QUAY: &str = "<p>The harbour master said on Monday that the new quay of Port Almery will be open \
        before the spring comes, whatever the weather brings.</p>";

    #[track_caller]
    fn check(heading: &str, expected: &str) {
        let page = format!(
            "<title>A quay for Almery</title><body><div id=content><div class=inner>{QUAY}{QUAY}{heading}{QUAY}{heading}{QUAY}</div></div>"
        );
        let article = read(&page, Hint::default());
        let headings: Vec<&str> = article
            .blocks
            .iter()
            .filter(|block| matches!(block.kind, BlockKind::Heading(_)))
            .map(|block| &article.text[block.span.start..block.span.end])
            .collect();
        assert_eq!(headings, [expected, expected], "{heading}");
        assert_eq!(article.blocks.len(), 6, "{}", article.text);
    }

    #[test]
    fn links_beside_headings_go() {
        check(
            "<h2>Lamps<span class=mw-editsection>[<a href=/e>edit</a>]</span></h2>",
            "Lamps",
        );
        check(
            "<div class='mw-heading mw-heading2'><h2 id=Lamps>Lamps</h2><span class=mw-editsection>\
             <span>[</span><a href=/e>Bearbeiten</a><span> | </span><a href=/q>Quelltext bearbeiten</a><span>]</span></span></div>",
            "Lamps",
        );
        check("<h2>Lamps [<a href=/e>edit</a>]</h2>", "Lamps");
        check(
            "<h2>Lampes [<a href=/e>modifier</a> | <a href=/q>modifier le code</a>]</h2>",
            "Lampes",
        );
        check("<h2>Lamps [new]</h2>", "Lamps [new]");
        check("<h2><a class=anchor href=#lamps>#</a>Lamps</h2>", "Lamps");
        check(
            "<h2>Lamps<a class=headerlink href=#lamps title=Permalink>¶</a></h2>",
            "Lamps",
        );
        check(
            "<div class=markdown-heading><h3>Lamps</h3><a class=anchor href=#lamps>#</a></div>",
            "Lamps",
        );
        check("<h2><a class=anchor href=#lamps>Lamps</a></h2>", "Lamps");
        check("<h2>C# and F#</h2>", "C# and F#");
    }

    #[test]
    fn headings_stay_whatever_they_are_called() {
        check("<h2 id=social-media>Social media</h2>", "Social media");
        check("<h3 class='scroll-mt-2 media-heading'>Lamps</h3>", "Lamps");
        check(
            "<h3><span id=Quay_promotion>Quay promotion</span></h3>",
            "Quay promotion",
        );
        check(
            "<header class=section-header><h2>Lamps</h2></header>",
            "Lamps",
        );
        check(
            "<div class=title-wrapper><div><h2>Lamps</h2></div></div>",
            "Lamps",
        );
    }
}

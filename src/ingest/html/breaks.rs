//! Line breaks: those between paragraphs that a page has written without elements for them, and those that must not be lost.
//!
//! Many pages set one break behind each paragraph. What stands between two of them is a paragraph where it is made of
//! sentences; lines of verse, of addresses and of lists stay lines.

use std::collections::HashSet;

use dom_query::{Element, NodeData, NodeRef};

use super::classes;
use super::elements::{is_block, named};

/// How many letters make a line a paragraph, where it ends as sentences do.
const LONG: usize = 60;

/// So many bytes at the end of a piece of text are enough to tell of it.
const END: usize = 1000;

/// The most nodes of an element within a line that are looked at.
const WITHIN: usize = 200;

/// What elements are called whose lines are verse, however long.
const VERSE: [&str; 7] = [
    "lyrics", "poem", "poetry", "song", "stanza", "stanzas", "verse",
];

/// Makes two breaks, which part paragraphs, of each one under `root` that stands between sentences, and sets off
/// lines that are told by their style alone.
pub fn part(root: NodeRef<'_>) {
    let (mut breaks, mut lines) = (Vec::new(), Vec::new());
    for node in root.descendants_it() {
        let (is_break, is_line) = node.query_or((false, false), |n| {
            n.as_element().map_or((false, false), |element| {
                let name = &*element.name.local;
                (name == "br", !is_block(name) && is_shown_as_line(element))
            })
        });
        breaks.extend(is_break.then_some(node));
        lines.extend(is_line.then_some(node));
    }
    lines.iter().for_each(set_off);
    let mut seen = HashSet::new();
    for line_break in breaks {
        if let Some(parent) = line_break.parent()
            && seen.insert(parent.id)
            && !keeps_lines(&parent)
        {
            part_in(&parent);
        }
    }
}

/// Whether the lines under an element are meant to stand as they are.
fn keeps_lines(parent: &NodeRef<'_>) -> bool {
    std::iter::successors(Some(*parent), NodeRef::parent)
        .take(4)
        .any(|node| {
            let name = node.node_name().unwrap_or_default();
            matches!(&*name, "pre" | "address" | "h1" | "h2" | "h3")
                || classes::has_word(&node.attr_or("class", ""), |word| VERSE.contains(&word))
        })
}

/// The words between two breaks.
#[derive(Clone, Copy, Default)]
struct Line {
    /// Letters, as far as they are counted.
    letters: usize,
    /// The last sign that is neither blank nor closes something.
    last: Option<char>,
}

impl Line {
    /// Whether it ends as a sentence does.
    fn ends(&self) -> bool {
        matches!(
            self.last,
            Some('.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।')
        )
    }

    fn is_paragraph(&self) -> bool {
        self.letters >= LONG && self.ends()
    }

    fn add(&mut self, text: &str) {
        let end = text.len().saturating_sub(END);
        let end = (end..=text.len()).find(|at| text.is_char_boundary(*at));
        for c in text.get(end.unwrap_or(0)..).unwrap_or(text).chars() {
            if !c.is_whitespace() && !"\"'”’“‘»›)]」』】）".contains(c) {
                self.last = Some(c);
                // A sign of Chinese, Japanese or Korean says as much as a short word.
                self.letters += if ('\u{2e80}'..='\u{d7af}').contains(&c) {
                    3
                } else {
                    1
                };
            }
        }
    }

    fn add_node(&mut self, node: &NodeRef<'_>) {
        let inside = node.descendants_it().take(WITHIN);
        for inner in std::iter::once(*node).chain(inside) {
            inner.query_or((), |n| {
                if let NodeData::Text { contents } = &n.data {
                    self.add(contents);
                }
            });
        }
    }
}

/// The lines of one element.
#[derive(Default)]
struct Lines<'a> {
    /// Each single break with the lines before and behind it.
    between: Vec<(NodeRef<'a>, Line, Line)>,
    /// The break behind the last line.
    open: Option<(NodeRef<'a>, Line)>,
    /// The line that is read.
    line: Line,
    count: usize,
    paragraphs: usize,
}

impl Lines<'_> {
    /// Ends the line; says what it was, unless it is empty.
    fn end(&mut self) -> Option<Line> {
        let line = std::mem::take(&mut self.line);
        let open = self.open.take();
        line.last?;
        self.count += 1;
        self.paragraphs += usize::from(line.is_paragraph());
        self.between
            .extend(open.map(|(at, before)| (at, before, line)));
        Some(line)
    }
}

/// Parts the lines of one element, where most of them are paragraphs.
fn part_in(parent: &NodeRef<'_>) {
    let mut lines = Lines::default();
    for child in parent.children_it(false) {
        let name = child.node_name().unwrap_or_default();
        if &*name == "br" {
            // Behind another break, or at the beginning, it parts no lines.
            lines.open = lines.end().map(|line| (child, line));
        } else if child.is_element() && is_block(&name) {
            lines.end();
        } else {
            lines.line.add_node(&child);
        }
    }
    lines.end();
    if lines.paragraphs < 2 || lines.paragraphs * 2 < lines.count {
        return;
    }
    for (at, before, behind) in lines.between {
        if before.ends() && (before.is_paragraph() || behind.is_paragraph()) {
            at.insert_before(&at.tree.new_element("br"));
        }
    }
}

/// Puts breaks round words that the page shows as a line of their own, though their element stands in a sentence.
fn set_off(node: &NodeRef<'_>) {
    let stands =
        |node: NodeRef<'_>| !node.has_name("br") && (node.is_element() || node.is_nonempty_text());
    if node.prev_sibling().is_some_and(stands) {
        node.insert_before(&node.tree.new_element("br"));
    }
    if node.next_sibling().is_some_and(stands) {
        node.insert_after(&node.tree.new_element("br"));
    }
}

fn is_shown_as_line(element: &Element) -> bool {
    let mut attrs = element.attrs.iter();
    attrs.any(|attr| &*attr.name.local == "style" && is_block_style(&attr.value))
}

fn is_block_style(style: &str) -> bool {
    style.split(';').any(|rule| {
        rule.split_once(':').is_some_and(|(name, value)| {
            name.trim().eq_ignore_ascii_case("display")
                && value.trim().eq_ignore_ascii_case("block")
        })
    })
}

/// Keeps breaks before words that a paragraph follows: the reader of pages looks only for the paragraph and would drop the break,
/// and the last word of one line would stick to the first of the next.
pub fn keep(root: NodeRef<'_>) {
    for line_break in named(root, "br") {
        let mut behind = std::iter::successors(line_break.next_sibling(), NodeRef::next_sibling);
        let words = behind.find(|node| node.is_element() || node.is_nonempty_text());
        let becomes_paragraph = |node: NodeRef<'_>| {
            let name = node.node_name().unwrap_or_default();
            matches!(&*name, "p" | "div") || &*name == "br" && is_doubled(&node)
        };
        if let Some(words) = words
            && words.is_text()
            && words.next_element_sibling().is_some_and(becomes_paragraph)
        {
            words.insert_before(&words.tree.new_element("span"));
        }
    }
}

/// Whether another break stands right behind one.
fn is_doubled(line_break: &NodeRef<'_>) -> bool {
    let mut behind = std::iter::successors(line_break.next_sibling(), NodeRef::next_sibling);
    let next = behind.find(|node| node.is_element() || node.is_nonempty_text());
    next.is_some_and(|next| next.has_name("br"))
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::builder::ArticleBuilder;
    use crate::ingest::html::{Base, fragment, read};
    use crate::model::Meta;

    const QUAY: &str = "The harbour master said on Monday that the new quay of Port Almery will be open before the spring.";
    const LAMPS: &str = "“Nobody in the town has asked for more lamps than there are,” said Ana Ruiz, who had waited for hours.”";
    const FERRY: &str = "The ferry will sail on Sundays too, and the captain hopes that people from the island will come.";

    /// A text whose paragraphs are parted by lines that are empty.
    #[track_caller]
    fn check(inside: &str, expected: &str) {
        for (open, close) in [
            ("<div>", "</div>"),
            ("<p>", "</p>"),
            ("<section>", "</section>"),
        ] {
            let page = format!(
                "<title>A quay for Almery</title><article><h1>A quay for Almery</h1>{open}{inside}{close}</article>"
            );
            assert_eq!(read(&page, Hint::default()).text, expected, "{page}");
        }
        let mut out = ArticleBuilder::new(Meta::default());
        fragment(inside, &Base::default(), &mut out);
        assert_eq!(out.finish().text, expected, "in a feed");
    }

    #[test]
    fn sentences_between_breaks_are_paragraphs() {
        check(
            &format!("{QUAY}<br>{LAMPS}<br/>\n{FERRY}"),
            &format!("{QUAY}\n\n{LAMPS}\n\n{FERRY}"),
        );
        check(
            &format!("{QUAY}<br><br>{LAMPS}<br>{FERRY}<br>“Yes.”<br>{QUAY}"),
            &format!("{QUAY}\n\n{LAMPS}\n\n{FERRY}\n\n“Yes.”\n\n{QUAY}"),
        );
        // A line that ends no sentence stays with what it heads.
        check(
            &format!("{QUAY}<br><b>The lamps</b><br>{LAMPS}<br>{FERRY}"),
            &format!("{QUAY}\n\nThe lamps\n{LAMPS}\n\n{FERRY}"),
        );
        let port = "港長の田中一郎氏は月曜日、新しい埠頭は春までに開くと述べた。";
        check(
            &format!("{port}<br>{port}<br>{port}"),
            &format!("{port}\n\n{port}\n\n{port}"),
        );
    }

    #[test]
    fn lines_that_are_no_paragraphs_stay_lines() {
        let verse = "The lamp is lit upon the pier,<br>the boats come home at last,<br>and those who waited all the year<br>forget the year is past.";
        check(
            &format!("{QUAY}<br><br>{verse}<br><br>{FERRY}"),
            &format!("{QUAY}\n\n{}\n\n{FERRY}", verse.replace("<br>", "\n")),
        );
        check(
            &format!("<div class='entry poem'>{QUAY}<br>{FERRY}<br>{QUAY}</div>"),
            &format!("{QUAY}\n{FERRY}\n{QUAY}"),
        );
        let list = "These are the towns that have a quay:<br>1. Almery<br>2. Dunmore<br>3. Rowe";
        check(
            &format!("{QUAY}<br><br>{list}<br><br>{FERRY}"),
            &format!("{QUAY}\n\n{}\n\n{FERRY}", list.replace("<br>", "\n")),
        );
    }

    #[test]
    fn what_is_shown_as_a_line_is_one() {
        let line = "<span style='color: red; display: block'>The lamp is lit upon the pier,</span>";
        check(
            &format!("{QUAY}<br><br>{line}{line}<i>the boats</i><br><br>{FERRY}"),
            &format!(
                "{QUAY}\n\nThe lamp is lit upon the pier,\nThe lamp is lit upon the pier,\nthe boats\n\n{FERRY}"
            ),
        );
    }

    #[test]
    fn no_words_stick_together_where_a_paragraph_follows() {
        check(
            &format!("Port Almery, on the coast<br>the first of May<br><br>{QUAY}<br><br>{LAMPS}"),
            &format!("Port Almery, on the coast\nthe first of May\n\n{QUAY}\n\n{LAMPS}"),
        );
        let page = format!(
            "<title>A quay for Almery</title><article><p>{FERRY}</p><div>Port Almery, on the coast<br>the first of May<p>{QUAY}</p><p>{LAMPS}</p></div></article>"
        );
        let text = read(&page, Hint::default()).text;
        assert!(text.contains("the coast\nthe first"), "{text}");
    }
}

//! Words inside a sentence stay, whatever their element is called.
//!
//! Who looks for furniture by its name (`class="promo"`) would take the "not" out of "will not pay".
//! So before that, elements within running words lose the names that could make somebody drop them.
//! What is said of signs of footnotes and powers stands in `raised`.

use dom_query::{Element, NodeData, NodeRef};

use super::elements::{SKIPPED, is_block, is_tooltip};
use super::{captions, classes, prose, raised};

/// Letters that a block has to have outside of named elements, when it is neither a paragraph nor the
/// like, to be running words.
const RUNNING: usize = 40;

/// The most nodes that an element within a sentence holds.
const WITHIN: usize = 200;

/// What is known of the words of one block.
struct Words<'a> {
    block: NodeRef<'a>,
    /// Letters and digits outside of what is named as furniture.
    own: usize,
    /// Elements with names.
    named: Vec<NodeRef<'a>>,
    /// Elements that are hidden from those who listen, as the pieces of a large first letter are.
    unheard: Vec<NodeRef<'a>>,
    /// Elements that are for those who listen alone.
    heard: Vec<NodeRef<'a>>,
    /// Elements that others take for blocks.
    strange: Vec<NodeRef<'a>>,
}

/// Makes the words inside sentences safe under `root`.
pub fn settle(root: NodeRef<'_>) {
    let mut signs = Vec::new();
    for words in blocks(root, &mut signs) {
        if words.unheard.iter().any(|node| letters_in(node) > 0) {
            // The word is there twice, or the large letter is all that there is of it.
            if words.heard.is_empty() {
                let glued = words.unheard.iter().filter(|node| is_glued(node));
                glued.for_each(|node| node.remove_attr("aria-hidden"));
            }
            words.heard.iter().for_each(unname);
        } else {
            let said = words.heard.iter().filter(|node| is_word(node, &[]));
            said.for_each(unname);
        }
        let enough = if is_text(&words.block) { 1 } else { RUNNING };
        if words.own >= enough {
            if words.block.has_name("figcaption") {
                words.named.iter().for_each(captions::part_credit);
                let labels = words.heard.iter().filter(|it| captions::is_label(it));
                labels.for_each(unname);
            }
            for named in &words.named {
                raised::bracket(named);
                unname(named);
            }
        }
        words.strange.iter().for_each(make_plain);
    }
    signs.iter().for_each(raised::unglue);
}

/// Takes away the names of an element.
pub fn unname(node: &NodeRef<'_>) {
    for name in ["class", "id", "role"] {
        node.remove_attr(name);
    }
}

/// The blocks under `root` with what stands in their own words. Links and raised signs come into `signs`.
fn blocks<'a>(root: NodeRef<'a>, signs: &mut Vec<NodeRef<'a>>) -> Vec<Words<'a>> {
    let mut blocks = vec![Words::of(root)];
    // An element, the place of its block, and whether it stands in what is named as furniture.
    let mut todo = vec![(root, 0, false)];
    while let Some((node, mut place, mut inside)) = todo.pop() {
        let met = node.query_or(Met::Nothing, |n| match &n.data {
            NodeData::Text { contents } => {
                if !inside && blocks[place].own < RUNNING {
                    blocks[place].own += letters_of(contents);
                }
                Met::Nothing
            }
            NodeData::Element(element) => Met::of(element),
            NodeData::Document | NodeData::Fragment => Met::Frame,
            _ => Met::Nothing,
        });
        match met {
            Met::Nothing => continue,
            Met::Button => {
                if is_word(&node, &['.', ',', ';', ':', ')', '?', '!']) {
                    blocks[place].strange.push(node);
                }
                continue;
            }
            Met::Frame => {}
            Met::Block => {
                place = blocks.len();
                inside = false;
                blocks.push(Words::of(node));
            }
            Met::Inline {
                sign,
                strange,
                named,
            } => {
                if sign {
                    signs.push(node);
                }
                if strange && is_strange(&node) {
                    blocks[place].strange.push(node);
                }
                if named {
                    inside |= blocks[place].sort(node);
                }
            }
        }
        todo.extend(node.children_it(true).map(|child| (child, place, inside)));
    }
    blocks
}

/// What the walk meets.
enum Met {
    /// Nothing to go into.
    Nothing,
    /// The document itself.
    Frame,
    Button,
    Block,
    Inline {
        /// It may be the sign of a note or a power.
        sign: bool,
        /// Others may not know it for a part of a sentence.
        strange: bool,
        /// It has names.
        named: bool,
    },
}

impl Met {
    fn of(element: &Element) -> Self {
        let name = &*element.name.local;
        if name == "button" {
            return Self::Button;
        }
        if SKIPPED.contains(&name) {
            return Self::Nothing;
        }
        if is_block(name) {
            return Self::Block;
        }
        let mut attrs = element.attrs.iter();
        Self::Inline {
            sign: matches!(name, "sup" | "a"),
            strange: name == "tt" || OLD.contains(&name) || name.contains('-'),
            named: attrs
                .any(|attr| matches!(&*attr.name.local, "class" | "id" | "role" | "aria-hidden")),
        }
    }
}

impl<'a> Words<'a> {
    const fn of(block: NodeRef<'a>) -> Self {
        Self {
            block,
            own: 0,
            named: Vec::new(),
            unheard: Vec::new(),
            heard: Vec::new(),
            strange: Vec::new(),
        }
    }

    /// Takes an element of the block's words; says whether it is named as furniture.
    fn sort(&mut self, node: NodeRef<'a>) -> bool {
        if !is_within(&node) {
            return false;
        }
        if is_tooltip(&node) {
            return true;
        }
        if node.attr("aria-hidden").as_deref() == Some("true") {
            self.unheard.push(node);
        } else if classes::is_for_listeners(&node) {
            self.heard.push(node);
            return true;
        } else {
            self.named.push(node);
        }
        classes::is_named_furniture(&node)
    }
}

/// Whether an element is small enough for a sentence and holds no block.
fn is_within(node: &NodeRef<'_>) -> bool {
    let mut inside = node.descendants_it();
    let holds_block = inside
        .by_ref()
        .take(WITHIN)
        .any(|inner| inner.is_element() && is_block(&inner.node_name().unwrap_or_default()));
    !holds_block && inside.next().is_none()
}

/// Elements of old pages that belong into sentences.
const OLD: [&str; 9] = [
    "acronym", "bdi", "big", "blink", "font", "nobr", "s", "strike", "u",
];

/// Whether an inline element is none that is known as such to others, who would part a sentence at it:
/// an old one, or one that a page has made up and put among words.
fn is_strange(node: &NodeRef<'_>) -> bool {
    let is_old = node.query_or(false, |n| {
        n.as_element()
            .is_some_and(|it| !it.name.local.contains('-'))
    });
    let is_words = |node: NodeRef<'_>| node.is_nonempty_text();
    let in_inline = |above: NodeRef<'_>| !is_block(&above.node_name().unwrap_or_default());
    let among_words = || {
        node.prev_sibling().is_some_and(is_words)
            || node.next_sibling().is_some_and(is_words)
            || node.parent().is_some_and(in_inline)
    };
    (is_old || among_words()) && is_within(node)
}

/// Gives an element a name by which everybody knows it as a part of a sentence.
fn make_plain(node: &NodeRef<'_>) {
    node.rename(if node.has_name("tt") { "code" } else { "span" });
}

/// How many letters and digits a piece of text has; none for what is no text.
fn letters(node: &NodeRef<'_>) -> Option<usize> {
    node.query_or(None, |n| match &n.data {
        NodeData::Text { contents } => Some(letters_of(contents)),
        _ => None,
    })
}

fn letters_of(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

fn letters_in(node: &NodeRef<'_>) -> usize {
    node.descendants_it()
        .filter_map(|inner| letters(&inner))
        .sum()
}

/// Whether a block is running words by its nature.
fn is_text(block: &NodeRef<'_>) -> bool {
    prose::is_heading(block)
        || matches!(
            &*block.node_name().unwrap_or_default(),
            "p" | "li"
                | "dd"
                | "dt"
                | "td"
                | "th"
                | "blockquote"
                | "figcaption"
                | "caption"
                | "pre"
        )
}

/// Whether an element is a word of a sentence that goes on behind it: in small letters, or with one of these signs.
fn is_word(node: &NodeRef<'_>, signs: &[char]) -> bool {
    let text = |node: Option<NodeRef<'_>>| node.filter(NodeRef::is_text).map(|it| it.text());
    let goes_on = text(node.next_sibling()).is_some_and(|behind| {
        let behind = behind.trim_start();
        behind.starts_with(char::is_lowercase) || behind.starts_with(signs)
    });
    let begins = text(node.prev_sibling()).is_some_and(|before| {
        let ends_word = |c: char| c.is_alphanumeric() || c == ',';
        before.ends_with(char::is_whitespace) && before.trim_end().ends_with(ends_word)
    });
    goes_on && begins && is_within(node) && node.text().trim().starts_with(char::is_alphabetic)
}

/// Whether an element is a piece of the word that goes on in the text behind it.
fn is_glued(node: &NodeRef<'_>) -> bool {
    let behind = node.next_sibling().filter(NodeRef::is_text);
    behind.is_some_and(|text| text.text().starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::{Base, fragment, read};
    use crate::model::Meta;

    const QUAY: &str = "The harbour master said on Monday that the new quay of Port Almery will be open \
        before the spring comes, whatever the weather brings.";

    #[track_caller]
    fn check(sentence: &str, expected: &str) {
        let page = format!(
            "<title>A quay for Almery</title><article><p>{QUAY}<p>{sentence}<p>{QUAY}</article>"
        );
        let article = read(&page, Hint::default());
        let found = article.text.split("\n\n").nth(1);
        assert_eq!(found, Some(expected));
        let mut out = crate::ingest::builder::ArticleBuilder::new(Meta::default());
        fragment(sentence, &Base::default(), &mut out);
        assert_eq!(out.finish().text, expected, "in a feed");
    }

    #[test]
    fn no_word_of_a_sentence_is_dropped_for_its_name() {
        for name in [
            "promo",
            "ad",
            "share-this",
            "social",
            "comment",
            "sidebar-x",
            "header",
            "hidden-x",
            "rss",
        ] {
            check(
                &format!("“We will <em class={name}>not</em> pay,” said Ana Ruiz."),
                "“We will not pay,” said Ana Ruiz.",
            );
            check(
                &format!(
                    "“We will <b><span id={name} role=note>not</span></b> pay,” said <a class={name} href=/a>Ana Ruiz</a>."
                ),
                "“We will not pay,” said Ana Ruiz.",
            );
            check(
                &format!(
                    "<span class='{name} dropcap'>T</span>he quay is <span class={name}>open</span>."
                ),
                "The quay is open.",
            );
        }
    }

    #[test]
    fn no_sentence_is_parted_at_an_element() {
        for name in [
            "u",
            "s",
            "font",
            "big",
            "bdi",
            "tt",
            "nobr",
            "x-term",
            "story-emphasis",
        ] {
            // Two breaks make paragraphs, and then each piece of the first would be one.
            let words = format!(
                "The <{name}>quay</{name}> is <a href=/x><{name}>open</{name}></a>, he said."
            );
            let page = format!(
                "<title>A quay</title><article><p>{QUAY}</p><p>{words}<br><br>{QUAY}</p><p>{QUAY}</p></article>"
            );
            let article = read(&page, Hint::default());
            let found = article.text.split("\n\n").nth(1);
            assert_eq!(found, Some("The quay is open, he said."), "{name}");
        }
    }

    #[test]
    fn words_for_listeners_and_buttons_stay_within_a_sentence_alone() {
        for (name, end) in [
            ("span class=sr-only", "span"),
            ("button type=button", "button"),
        ] {
            check(
                &format!(
                    "The harbour <{name}>master</{end}> spoke of <{name}>lamps</{end}> and ice."
                ),
                "The harbour master spoke of lamps and ice.",
            );
        }
        check(
            "The lamps<button>1</button> burn. <button>Share</button>",
            "The lamps burn.",
        );
        check(
            "The quay<span role=tooltip>A wall at the water.</span> holds.",
            "The quay holds.",
        );
    }

    #[test]
    fn large_letters_are_read_once() {
        check(
            "<span aria-hidden=true class=initial>T</span>he quay is open.",
            "The quay is open.",
        );
        check(
            "<span class=sr-only>The</span><span aria-hidden=true>T</span><span aria-hidden=true>he</span> quay is open.",
            "The quay is open.",
        );
    }

    #[test]
    fn notes_and_powers_do_not_stick_to_words() {
        check(
            "They had alerts,<sup><a href=#fn22>22</a></sup> and lamps.",
            "They had alerts,[22] and lamps.",
        );
        check(
            "They had lamps<a href=#_ftn3 class=x>3</a> too.",
            "They had lamps[3] too.",
        );
        check("They had lamps<sup>4</sup> too.", "They had lamps[4] too.");
        check(
            "They had lamps.<sup>[5]</sup> Yes.",
            "They had lamps.[5] Yes.",
        );
        check(
            "Some 10<sup>6</sup> lamps on 30 km<sup>2</sup>.",
            "Some 10⁶ lamps on 30 km².",
        );
        check("The 19<sup>th</sup> lamp.", "The 19th lamp.");
        check("It is so. <a href=#r1>↩</a>", "It is so.");
        check("See <a href=#note1>1</a>.", "See 1.");
        check(
            "The lamps of the harbour are older than the town<label class=sidenote-number></label><span class=sidenote>They came over the ice.</span> and still burn.",
            "The lamps of the harbour are older than the town [They came over the ice.] and still burn.",
        );
        check(
            "They burn on most of the evenings of the year<small class='margin-note'>But not in June.</small>still.",
            "They burn on most of the evenings of the year [But not in June.] still.",
        );
    }
}

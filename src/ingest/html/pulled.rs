//! What pages show a second time beside the words: sentences drawn out in large letters, numbers of lines beside code.

use dom_query::{NodeData, NodeRef};

use super::classes;
use super::elements::{SKIPPED, named};

/// The most elements that are looked at.
const MOST: usize = 30;

/// The longest sentence, in bytes, that is drawn out.
const LONG: usize = 600;

/// So many letters at least, so that it is the same sentence.
const LETTERS: usize = 12;

/// The longest article, in bytes, that is searched for them.
const ARTICLE: usize = 2_000_000;

/// Takes away what is called a pull quote and stands in the article besides.
pub fn strip(root: NodeRef<'_>) {
    let called_so = |node: &NodeRef<'_>| {
        node.query_or(false, |n| {
            n.as_element().is_some_and(|element| {
                let mut attrs = element.attrs.iter();
                attrs.any(|attr| &*attr.name.local == "class" && is_named(&attr.value))
            })
        })
    };
    let outer = |node: &NodeRef<'_>| !node.ancestors_it(Some(6)).any(|above| called_so(&above));
    let named = root.descendants_it().filter(called_so).filter(outer);
    let named: Vec<NodeRef<'_>> = named.take(MOST).collect();
    let drawn: Vec<(NodeRef<'_>, String)> = named
        .into_iter()
        .map(|node| (node, bare(&node.text())))
        .filter(|(_, words)| (LETTERS..LONG).contains(&words.len()))
        .collect();
    if !drawn.is_empty() {
        let whole = shown(root);
        for (node, words) in &drawn {
            let same = drawn.iter().filter(|(_, other)| other == words).count();
            if whole.matches(words.as_str()).count() > same {
                node.remove_from_parent();
            }
        }
    }
    strip_numbers(root);
}

/// The letters of what a page shows, up to some length.
fn shown(root: NodeRef<'_>) -> String {
    let (mut out, mut todo) = (String::new(), vec![root]);
    while let Some(node) = todo.pop() {
        let goes_on = node.query_or(true, |n| match &n.data {
            NodeData::Text { contents } => {
                out.push_str(&bare(contents));
                false
            }
            NodeData::Element(element) => !SKIPPED.contains(&&*element.name.local),
            _ => true,
        });
        if out.len() > ARTICLE {
            return String::new();
        }
        if goes_on {
            todo.extend(node.children_it(true));
        }
    }
    out
}

/// "pullquote", "pull-quote", "article__pull_quote".
fn is_named(class: &str) -> bool {
    class.contains("uote") && {
        let joined: String = class.chars().filter(|c| !matches!(c, '-' | '_')).collect();
        joined.to_ascii_lowercase().contains("pullquote")
    }
}

fn bare(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Takes the numbers of lines away that stand beside code, as an element of their own.
fn strip_numbers(root: NodeRef<'_>) {
    const NAMES: [&str; 8] = [
        "gutter",
        "lineno",
        "linenos",
        "linenodiv",
        "linenumber",
        "linenumbers",
        "lnt",
        "numbers",
    ];
    for code in named(root, "pre") {
        let around = std::iter::successors(Some(code), NodeRef::parent).take(4);
        let around = around.into_iter().find(|node| {
            classes::has_word(&node.attr_or("class", ""), |word| NAMES.contains(&word))
        });
        let numbers = |text: &str| {
            let mut words = text.split_whitespace().peekable();
            words.peek().is_some() && words.all(|word| word.chars().all(|c| c.is_ascii_digit()))
        };
        let called = around.filter(|node| numbers(&node.text()));
        if let Some(called) = called {
            called.remove_from_parent();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::read;

    const QUAY: &str = "The harbour master said on Monday that the new quay of Port Almery will be open before the spring comes.";
    const LAMPS: &str = "“Nobody in the town has asked for more lamps than there are,” said Ana Ruiz, “and nobody will pay for them.”";

    #[track_caller]
    fn check(inside: &str, expected: &[&str]) {
        let page = format!(
            "<title>A quay for Almery</title><article><h1>A quay for Almery</h1><p>{QUAY}</p>{inside}<p>{LAMPS}</p><p>{QUAY}</p></article>"
        );
        let text = read(&page, Hint::default()).text;
        let blocks: Vec<&str> = text.split("\n\n").collect();
        assert_eq!(blocks[1..blocks.len() - 2], *expected, "{inside}");
    }

    #[test]
    fn a_sentence_drawn_out_is_read_once() {
        let words = "Nobody in the town has asked for more lamps";
        for (tag, class) in [
            ("blockquote", "pullquote"),
            ("div", "c-pull-quote__text"),
            ("aside", "pullQuote"),
        ] {
            check(
                &format!("<{tag} class='{class}'><p>“{words}.”</p></{tag}>"),
                &[],
            );
        }
        // What stands nowhere else is not lost.
        check(
            "<blockquote class=pullquote><p>The lamps came over the ice.</p></blockquote>",
            &["The lamps came over the ice."],
        );
    }

    #[test]
    fn numbers_of_lines_are_no_code() {
        check(
            "<table><tr><td class=gutter><pre>1\n2\n3</pre></td><td class=code><pre>for f in *\ndo\ndone</pre></td></tr></table>",
            &["for f in *\ndo\ndone"],
        );
        check("<pre>1\n2\n3</pre>", &["1\n2\n3"]);
    }
}

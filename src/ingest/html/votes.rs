//! How many readers voted for a question, an answer or a post: a lone number in an element that is called so, beside the button to vote.

use dom_query::{Element, NodeData, NodeRef};

use super::classes;

/// What such an element is called.
const NAMES: [&str; 6] = ["downvotes", "karma", "upvote", "upvotes", "vote", "votes"];

/// So many nodes beside a number are looked at for a button.
const BESIDE: usize = 60;

/// The longest number, in characters.
const LONG: usize = 7;

/// Takes the counts of votes away under `root`.
///
/// They are told by their class, which is gone once the article has been looked for.
pub fn strip(root: NodeRef<'_>) {
    let is_count = |node: &NodeRef<'_>| {
        let named = node.query_or(false, |n| n.as_element().is_some_and(is_named));
        named && is_number(&one_line(node)) && has_button(node)
    };
    let counts: Vec<NodeRef<'_>> = root.descendants_it().filter(is_count).collect();
    counts.iter().for_each(NodeRef::remove_from_parent);
}

/// Whether a button stands beside an element; without one, the votes may be what the article is about.
fn has_button(node: &NodeRef<'_>) -> bool {
    node.parent().is_some_and(|parent| {
        let mut beside = parent.descendants_it().take(BESIDE);
        beside.any(|inner| inner.has_name("button"))
    })
}

/// Whether a block is called so; a number in a sentence never is.
fn is_named(element: &Element) -> bool {
    matches!(&*element.name.local, "div" | "p")
        && element.attrs.iter().any(|attr| {
            &*attr.name.local == "class"
                && classes::has_word(&attr.value, |word| NAMES.contains(&word))
        })
}

fn is_number(words: &str) -> bool {
    let number = words.trim_start_matches(['+', '-', '−', '▲', ' ']);
    let digits = number.trim_end_matches(['k', 'K', 'm', 'M', '▲', '▼', ' ']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.' || c == ',')
}

/// The first few signs of an element's words.
fn one_line(node: &NodeRef<'_>) -> String {
    let mut words = String::new();
    for inner in node.descendants_it() {
        inner.query_or((), |n| {
            if let NodeData::Text { contents } = &n.data {
                words.extend(contents.trim().chars().take(LONG + 1));
            }
        });
        if words.chars().count() > LONG {
            break;
        }
    }
    if words.chars().count() > LONG {
        String::new()
    } else {
        words
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::read;

    const QUAY: &str = "The harbour master said on Monday that the new quay of Port Almery will be open before the spring comes.";

    #[test]
    fn counts_of_votes_go() {
        for (inside, stays) in [
            (
                "<div class=votecell><button>Up</button><div class=vote-count>42</div></div>",
                false,
            ),
            (
                "<div><button>▲</button><div class=js-vote-count>1.2k</div></div>",
                false,
            ),
            ("<div>Pell <div class=votes>1,204</div></div>", true),
            (
                "<p>It went <span class=votes>42</span> to 7. <button>Share</button></p>",
                true,
            ),
            ("<div class=year>1850</div>", true),
            (
                "<div class=vote>Nobody of the town voted for 42</div>",
                true,
            ),
            (
                "<table class=votes><tr><td>Almery<td>42<tr><td>Rowe<td>12</table>",
                true,
            ),
        ] {
            let page = format!(
                "<title>A quay for Almery</title><main><h1>A quay for Almery</h1><p>{QUAY}</p>{inside}<p>{QUAY}</p></main>"
            );
            let text = read(&page, Hint::default()).text;
            let kept = text.split("\n\n").count() > 2;
            assert_eq!(kept, stays, "{inside}\n{text}");
        }
    }
}

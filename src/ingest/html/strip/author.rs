//! What a page tells at its end of who wrote the article.

use dom_query::NodeRef;

use super::words::remove_words;
use crate::ingest::html::classes;
use crate::ingest::html::prose::{self, Leaf, leaves};

/// The longest paragraph, in characters, that says who an author is.
const ABOUT: usize = 500;

/// The most boxes about authors at the end of an article.
const AUTHORS: usize = 10;

/// Whether a paragraph says what the author of the article does besides.
fn is_about_author(leaf: &Leaf<'_>, byline: Option<&str>) -> bool {
    const DOES: [&str; 9] = [
        " is a ",
        " is an ",
        " is the ",
        " writes ",
        " covers ",
        " reports ",
        " reported from",
        " can be reached",
        " has covered ",
    ];
    // Some pages put the paper behind the name.
    let does = |name: &str| {
        let rest = leaf.words.strip_prefix(name);
        rest.is_some_and(|rest| DOES.iter().any(|does| rest.starts_with(does)))
    };
    leaf.chars < ABOUT
        && names(byline).filter(|name| name.contains(' ')).any(|name| {
            let second = name.match_indices(' ').nth(1).map(|(at, _)| at);
            does(name) || second.is_some_and(|end| does(&name[..end]))
        })
}

/// Whether a line says where the author can be reached: "Contact reporter Ana Ruiz at ana@almery.example".
fn is_contact(leaf: &Leaf<'_>, byline: Option<&str>) -> bool {
    const BEGINNINGS: [&str; 6] = [
        "contact ",
        "email ",
        "e-mail ",
        "follow ",
        "reach ",
        "write to ",
    ];
    let lower = leaf.words.to_lowercase();
    leaf.chars < ABOUT / 2
        && leaf.words.contains('@')
        && BEGINNINGS.iter().any(|start| lower.starts_with(start))
        && names(byline).any(|name| leaf.words.contains(name))
}

/// The names in a byline.
fn names(byline: Option<&str>) -> impl Iterator<Item = &str> {
    let names = byline.unwrap_or_default().split([',', '&']);
    names
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|name| !name.is_empty())
}

/// How many blocks at the end may be about the author, where the first of them says so.
const TOLD: usize = 4;

/// Takes what is told of an author at the end in several paragraphs: "Ana Ruiz is a reporter.", "She was born in Almery."
fn strip_told(leaves: &mut Vec<Leaf<'_>>, byline: Option<&str>) {
    let start = leaves.len().saturating_sub(TOLD).max(1);
    let about = (start..leaves.len()).find(|at| is_about_author(&leaves[*at], byline));
    let goes_on = |leaf: &Leaf<'_>| {
        let first = leaf.words.split(' ').next().unwrap_or_default();
        !leaf.is_prose()
            || matches!(first, "She" | "He" | "They" | "Her" | "His" | "Their")
            || names(byline).any(|name| name.split(' ').next() == Some(first))
    };
    if let Some(at) = about
        && leaves[at + 1..].iter().all(goes_on)
    {
        leaves.drain(at..).for_each(|leaf| remove_words(&leaf));
    }
}

/// "About the author", with nothing below it.
fn is_author_heading(words: &str) -> bool {
    let lower = words.to_lowercase();
    lower.starts_with("about the ")
        && ["author", "contributor", "writer"]
            .iter()
            .any(|who| lower.contains(who))
        && lower.split(' ').count() <= 4
}

/// What says at the end who wrote the article goes.
pub fn strip_author(root: NodeRef<'_>, byline: Option<&str>) {
    let mut leaves = leaves(root, |_| false);
    strip_told(&mut leaves, byline);
    let mut gone = 0;
    while let Some(last) = leaves.pop().filter(|_| gone < AUTHORS) {
        let author = std::iter::successors(Some(last.node), NodeRef::parent)
            .take_while(|node| node.id != root.id)
            .filter(|node| node.is_element() && classes::is_named_author(node))
            .last();
        match author {
            Some(author) if prose::amount_in(author) < 3 * ABOUT => {
                author.remove_from_parent();
                gone += 1;
                leaves.retain(|leaf| {
                    leaf.node
                        .ancestors_it(None)
                        .all(|node| node.id != author.id)
                });
            }
            _ if (is_about_author(&last, byline) || is_contact(&last, byline))
                && !leaves.is_empty() =>
            {
                remove_words(&last);
                gone += 1;
            }
            _ if last.is_prose() => return,
            _ if prose::is_heading(&last.node) && is_author_heading(&last.words) => {
                remove_words(&last);
                return;
            }
            _ => {}
        }
    }
}

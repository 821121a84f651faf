//! Lists of what is in an article, a link to each of its headings: the reader has its own.

use std::collections::HashSet;

use dom_query::NodeRef;

use super::words::remove_words;
use crate::ingest::furniture;
use crate::ingest::html::prose::{self, Leaf};

/// The fewest entries of a list.
const ENTRIES: usize = 3;
/// So many are one also where nothing says so.
const LONG: usize = 8;

/// Takes the lists away whose entries lead to the headings under `root`, and that say so ("In this article") or are long.
pub fn strip(root: NodeRef<'_>) {
    // The walk holds the tree, and must end before anything is taken out.
    if root
        .descendants_it()
        .filter(is_within)
        .nth(ENTRIES - 1)
        .is_none()
    {
        return;
    }
    let leaves = prose::leaves(root, |_| false);
    let headings: HashSet<String> = leaves
        .iter()
        .filter(|leaf| prose::is_heading(&leaf.node))
        .map(|leaf| bare(&leaf.words))
        .collect();
    if headings.len() < ENTRIES {
        return;
    }
    let mut at = 0;
    while at < leaves.len() {
        let count = leaves[at..]
            .iter()
            .take_while(|leaf| leads_within(leaf))
            .count();
        let entries = &leaves[at..at + count];
        let known = entries
            .iter()
            .filter(|leaf| headings.contains(&bare(&leaf.words)));
        let label = at.checked_sub(1).and_then(|before| leaves.get(before));
        let worn = label.filter(|leaf| furniture::on_list(&leaf.words));
        let is_long = count >= LONG && !label.is_some_and(is_part);
        if count >= ENTRIES && (is_long || worn.is_some()) && known.count() * 5 >= count * 3 {
            entries.iter().for_each(remove_words);
            worn.into_iter().for_each(remove_words);
        }
        at += count.max(1);
    }
}

/// Whether a line heads a list that is a part of the work, as encyclopaedias and manuals have it.
fn is_part(leaf: &Leaf<'_>) -> bool {
    const NAMES: [&str; 12] = [
        "contents",
        "indice",
        "inhalt",
        "inhoud",
        "innehåll",
        "obsah",
        "sommaire",
        "sumário",
        "índice",
        "содержание",
        "目录",
        "目次",
    ];
    let lower = leaf.words.to_lowercase();
    NAMES.contains(&lower.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a line is a link to a place on the same page.
fn leads_within(leaf: &Leaf<'_>) -> bool {
    if !leaf.is_link() || prose::is_heading(&leaf.node) || leaf.is_prose() {
        return false;
    }
    let inside = leaf.node.descendants_it().find(|node| node.has_name("a"));
    let link = inside.or_else(|| {
        leaf.node
            .ancestors_it(Some(3))
            .find(|node| node.has_name("a"))
    });
    link.is_some_and(|link| is_within(&link))
}

/// Whether an element is a link to a place on the same page.
fn is_within(node: &NodeRef<'_>) -> bool {
    node.has_name("a")
        && node
            .attr("href")
            .is_some_and(|href| href.trim().starts_with('#'))
}

/// The letters of a line without the number before it.
fn bare(words: &str) -> String {
    let words = words.trim_start_matches(|c: char| c.is_ascii_digit() || ".) ".contains(c));
    let letters = words.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use crate::ingest::Hint;
    use crate::ingest::html::read;

    const QUAY: &str = "The harbour master said on Monday that the new quay of Port Almery will be open before the spring comes.";

    #[track_caller]
    fn check(list: &str, stays: bool) {
        let part = |name: &str| format!("<h2 id={name}>{name}</h2><p>{QUAY}</p><p>{QUAY}</p>");
        let page = format!(
            "<title>A quay for Almery</title><article><h1>A quay for Almery</h1><p>{QUAY}</p>{list}{}{}{}</article>",
            part("Lamps"),
            part("Ferries"),
            part("Boats")
        );
        let text = read(&page, Hint::default()).text;
        assert_eq!(
            text.matches("Ferries").count(),
            1 + usize::from(stays),
            "{list}\n{text}"
        );
        assert_eq!(text.contains("In this"), stays, "{list}\n{text}");
    }

    #[test]
    fn a_list_of_the_headings_goes() {
        let entries = |tag: &str, to: &str| -> String {
            let names = ["Lamps", "Ferries", "Boats"];
            names
                .iter()
                .map(|name| format!("<{tag}><a href='{to}{name}'>{name}</a></{tag}>"))
                .collect()
        };
        check(
            &format!("<h2>In this article</h2><ul>{}</ul>", entries("li", "#")),
            false,
        );
        check(
            &format!(
                "<p><b>In this article:</b></p><div>{}</div>",
                entries("div", "#")
            ),
            false,
        );
        check(
            &format!("<h2>In this town</h2><ul>{}</ul>", entries("li", "/")),
            true,
        );
        check(
            "<h2>In this town</h2><ul><li>Ferries<li><a href=#Boats>Boats</a><li><a href=#x>Who</a></ul>",
            true,
        );
    }
}

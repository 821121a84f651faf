//! What stands with the pictures of an article: captions and their buttons, which of several pictures it is.

use dom_query::NodeRef;

use crate::ingest::html::captions;
use crate::ingest::html::classes;
use crate::ingest::html::elements::line;
use crate::ingest::html::prose::{self, Leaf};

/// Whether a block belongs to a picture.
pub fn is_of_picture(node: &NodeRef<'_>) -> bool {
    let mut above = std::iter::successors(Some(*node), NodeRef::parent).take(4);
    above.any(|node| node.has_name("figure") || node.has_name("figcaption"))
        || captions::is_caption(&node.node_name().unwrap_or_default(), node)
}

/// How many blocks on a caption may come again.
const AGAIN: usize = 4;

/// "1/4": which of several pictures it is, beside one.
pub fn is_number_of_picture(leaf: &Leaf<'_>) -> bool {
    let number = |part: &str| -> Option<usize> { part.trim().parse().ok() };
    let parts = leaf.words.split_once('/').filter(|_| leaf.chars <= 8);
    let parts = parts.and_then(|(one, of)| number(one).zip(number(of)));
    let near = || {
        let mut inside = leaf.node.ancestors_it(Some(2)).take(2);
        inside.any(|above| above.descendants_it().take(40).any(|it| it.has_name("img")))
    };
    parts.is_some_and(|(one, of)| one > 0 && one <= of) && !prose::is_heading(&leaf.node) && near()
}

/// Whether a block is a part of what a caption before it said: pages show a picture in two sizes.
pub fn is_told(leaf: &Leaf<'_>, before: &[Leaf<'_>]) -> bool {
    let said = |other: &&Leaf<'_>| {
        let (whole, part) = (without_button(&other.words), leaf.words.as_str());
        whole != part && (whole.starts_with(part) || whole.ends_with(part))
    };
    let near = &before[before.len().saturating_sub(AGAIN)..];
    let mut told = near.iter().filter(said);
    leaf.words.contains(' ') && told.any(|other| is_caption(&other.node)) && is_caption(&leaf.node)
}

/// The buttons of captions.
const BUTTONS: [&str; 2] = ["hide caption", "toggle caption"];

fn without_button(words: &str) -> &str {
    let button = BUTTONS.iter().find_map(|button| words.strip_suffix(button));
    button.unwrap_or(words).trim_end()
}

/// Takes the button out of a caption that has one.
pub fn remove_button(caption: &Leaf<'_>) {
    if without_button(&caption.words) != caption.words {
        let is_button = |node: &NodeRef<'_>| BUTTONS.contains(&&*line(node));
        // The walk holds the tree, and must end before anything is taken out.
        let button = caption
            .node
            .descendants_it()
            .find(|node| node.is_element() && is_button(node));
        button.iter().for_each(NodeRef::remove_from_parent);
    }
}

/// Whether a block says what a picture shows or who took it.
fn is_caption(node: &NodeRef<'_>) -> bool {
    const NAMES: [&str; 6] = ["caption", "credit", "credits", "image", "photo", "picture"];
    std::iter::successors(Some(*node), NodeRef::parent)
        .take(4)
        .take_while(|node| {
            !matches!(
                &*node.node_name().unwrap_or_default(),
                "article" | "main" | "body"
            )
        })
        .any(|node| {
            let class = node.attr_or("class", "");
            matches!(
                &*node.node_name().unwrap_or_default(),
                "figure" | "figcaption"
            ) || classes::words(&class).any(|word| NAMES.contains(&word.as_str()))
        })
}

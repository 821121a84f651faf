//! Offers that a page makes in the place of the rest of its article.

use dom_query::NodeRef;

use crate::ingest::html::classes;
use crate::ingest::html::prose::{self, Leaf, leaves};

/// What elements are called that hold an offer. Some call the words that are paid for so, too.
const NAMES: [&str; 8] = [
    "barrier",
    "meteredcontent",
    "offer",
    "offers",
    "paygate",
    "paywall",
    "regwall",
    "subscribe",
];

/// How offers begin, in lower case.
const BEGINS: [&str; 24] = [
    "subscribe to ",
    "subscribe for ",
    "subscribe now",
    "sign in to ",
    "log in to ",
    "register to ",
    "register for free",
    "create a free account",
    "to continue reading",
    "to read the full",
    "to read this",
    "continue reading with",
    "keep reading with",
    "this article is for subscribers",
    "this article is reserved for",
    "already a subscriber",
    "you’ve reached your",
    "you have reached your",
    "weiterlesen mit",
    "jetzt weiterlesen",
    "suscríbete para",
    "abonnez-vous pour",
    "la suite est réservée",
    "chcesz czytać dalej",
];

/// The longest offer, in characters.
const LONG: usize = 3000;

/// So many elements that begin as offers do are looked at.
const MOST: usize = 4;

/// Takes offers away: what is called so, begins so and stands behind all of the article.
pub fn strip(root: NodeRef<'_>) {
    let walls: Vec<NodeRef<'_>> = root
        .descendants_it()
        .filter(|node| node.is_element() && is_called_so(node) && begins_so(node))
        .take(MOST)
        .collect();
    for wall in walls {
        let chars: usize = leaves(wall, |_| false).iter().map(|leaf| leaf.chars).sum();
        let all = leaves(root, |_| false);
        let own = prose::amount_in(wall);
        let mut behind = all
            .iter()
            .skip_while(|leaf| !is_under(leaf, &wall))
            .skip_while(|leaf| is_under(leaf, &wall));
        let is_last = !behind.any(Leaf::is_prose);
        if chars <= LONG && is_last && prose::amount(&all) > own {
            wall.remove_from_parent();
        }
    }
}

fn is_called_so(node: &NodeRef<'_>) -> bool {
    node.query_or(false, |n| {
        n.as_element().is_some_and(|element| {
            element.attrs.iter().any(|attr| {
                matches!(&*attr.name.local, "class" | "id")
                    && classes::has_word(&attr.value, |word| NAMES.contains(&word))
            })
        })
    })
}

/// So many nodes of an element are looked at for its first words.
const HEAD: usize = 60;

/// Whether the first words of an element are those of an offer.
fn begins_so(node: &NodeRef<'_>) -> bool {
    let mut inside = node.descendants_it().take(HEAD);
    let first = inside.find(NodeRef::is_nonempty_text);
    first.is_some_and(|first| {
        let lower = first.text().trim_start().to_lowercase();
        BEGINS.iter().any(|start| lower.starts_with(start))
    })
}

fn is_under(leaf: &Leaf<'_>, node: &NodeRef<'_>) -> bool {
    leaf.node.id == node.id
        || leaf
            .node
            .ancestors_it(None)
            .any(|above| above.id == node.id)
}

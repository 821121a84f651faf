//! Takes the words of a block out of the tree.

use crate::ingest::html::elements::is_block;
use crate::ingest::html::prose::{Leaf, leaves};

/// Takes the words of a leaf away, and its element with them when no other block stands inside.
pub fn remove_words(leaf: &Leaf<'_>) {
    if leaves(leaf.node, |_| false).len() <= 1 {
        return leaf.node.remove_from_parent();
    }
    for child in leaf.node.children() {
        let words = child.is_text() || !is_block(&child.node_name().unwrap_or_default());
        let holds_blocks = || {
            child
                .descendants_it()
                .any(|node| is_block(&node.node_name().unwrap_or_default()) || node.has_name("img"))
        };
        if words && !child.has_name("img") && !holds_blocks() {
            child.remove_from_parent();
        }
    }
}

//! Who signs a block quotation: `<footer>` and `<cite>` in it are lines of it, whatever they are elsewhere.

use dom_query::{Document, NodeRef};

/// Makes lines of the signatures in block quotations, so that they neither go as furniture nor stick to the words.
pub fn keep(doc: &Document) {
    for footer in doc.select("blockquote footer").nodes() {
        footer.rename("div");
    }
    for cite in doc.select("blockquote > cite").nodes() {
        // Between other words it is the title of a work.
        if is_last(cite) {
            cite.rename("div");
        }
    }
}

fn is_last(node: &NodeRef<'_>) -> bool {
    let mut after = std::iter::successors(node.next_sibling(), NodeRef::next_sibling);
    after.all(|node| node.text().trim().is_empty())
}

//! Who signs a block quotation: `<footer>` and `<cite>` in it are lines of it, whatever they are elsewhere.

use dom_query::{Document, NodeRef};

use super::elements::named;

/// Makes lines of the signatures in block quotations, so that they neither go as furniture nor stick to the words.
pub fn keep(doc: &Document) {
    for quotation in named(doc.root(), "blockquote") {
        for footer in named(quotation, "footer") {
            footer.rename("div");
        }
        // Between other words it is the title of a work.
        let cites = quotation.children().into_iter();
        let cites = cites.filter(|node| node.has_name("cite") && is_last(node));
        cites.for_each(|cite| cite.rename("div"));
    }
}

fn is_last(node: &NodeRef<'_>) -> bool {
    let mut after = std::iter::successors(node.next_sibling(), NodeRef::next_sibling);
    after.all(|node| node.text().trim().is_empty())
}

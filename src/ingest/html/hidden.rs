//! Words that a page sends hidden and shows by a script, which never runs here.

use dom_query::{Document, NodeRef};

use super::elements::{is_hidden, named};
use super::prose::{self, Leaf};

/// Shows what is meant to be read.
pub fn show(doc: &Document) {
    show_amp(doc);
    show_streamed(doc);
    show_withheld(doc);
    show_unscripted(doc);
}

/// Makes pictures of those of AMP, which a script puts in their place; what stands in them is for browsers without one.
fn show_amp(doc: &Document) {
    let page = doc.html_root();
    if !page.has_attr("amp") && !page.has_attr("⚡") {
        return;
    }
    for name in ["amp-img", "amp-anim"] {
        for node in named(doc.root(), name) {
            if node.has_attr("src") {
                node.remove_children();
                node.rename("img");
            }
        }
    }
}

/// Shows what React sends hidden, to be put in place by a script.
fn show_streamed(doc: &Document) {
    for node in named(doc.root(), "div") {
        if node.has_attr("hidden") && node.attr_or("id", "").starts_with("S:") {
            node.remove_attr("hidden");
        }
    }
}

/// Shows an element that is not displayed though it holds more running text than all that is.
fn show_withheld(doc: &Document) {
    if let Some(node) = fullest(doc, is_withheld) {
        node.remove_attr("style");
    }
}

/// Makes a part of the page of `<noscript>` where it holds the running text, and the page does not.
fn show_unscripted(doc: &Document) {
    if let Some(node) = fullest(doc, |node| node.has_name("noscript")) {
        node.rename("div");
    }
}

fn is_withheld(node: &NodeRef<'_>) -> bool {
    node.is_element() && node.has_attr("style") && is_hidden(node) && !prose::is_beside(node)
}

/// The fewest paragraphs that make an article of what is not shown; some pages hide a copy of their
/// article as one piece, for machines.
const PARAGRAPHS: usize = 3;

/// Of the elements that are not shown and fit, the one that holds twice as much running text as all
/// that is.
fn fullest<'d>(doc: &'d Document, fits: impl Fn(&NodeRef<'d>) -> bool) -> Option<NodeRef<'d>> {
    let mut best = None;
    let mut most = 0;
    let mut todo = vec![doc.body()?];
    while let Some(node) = todo.pop() {
        if !fits(&node) {
            todo.extend(node.children_it(true));
            continue;
        }
        let children = node.children_it(false);
        let mut inside: Vec<Leaf<'_>> = children
            .flat_map(|child| prose::leaves(child, prose::is_beside))
            .collect();
        inside.retain(Leaf::is_prose);
        let amount = prose::amount(&inside);
        if amount > most && inside.len() >= PARAGRAPHS {
            (best, most) = (Some(node), amount);
        }
    }
    let shown = || prose::amount(&prose::leaves(doc.root(), prose::is_beside));
    best.filter(|_| most > 2 * shown())
}

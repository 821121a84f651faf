//! Words that a page sends hidden and shows by a script, which never runs here.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

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

/// Shows what is not displayed though it holds more running text than all that is: one element, or paragraphs that are hidden one by one.
fn show_withheld(doc: &Document) {
    let found = fullest(doc, is_withheld);
    found.iter().for_each(|node| node.remove_attr("style"));
}

/// Makes a part of the page of `<noscript>` where it holds the running text, and the page does not.
fn show_unscripted(doc: &Document) {
    let found = fullest(doc, |node| node.has_name("noscript"));
    found.iter().for_each(|node| node.rename("div"));
}

fn is_withheld(node: &NodeRef<'_>) -> bool {
    node.is_element() && node.has_attr("style") && is_hidden(node) && !prose::is_beside(node)
}

/// The fewest paragraphs that make an article of what is not shown; some pages hide a copy of their
/// article as one piece, for machines.
const PARAGRAPHS: usize = 3;

/// Of the elements that are not shown and fit, those called alike beside each other that hold twice as much
/// running text as all that is.
fn fullest<'d>(doc: &'d Document, fits: impl Fn(&NodeRef<'d>) -> bool) -> Vec<NodeRef<'d>> {
    /// Elements called alike in one parent, their running text and its paragraphs.
    #[derive(Default)]
    struct Group<'d> {
        nodes: Vec<NodeRef<'d>>,
        amount: usize,
        paragraphs: usize,
    }
    let mut groups: HashMap<(Option<NodeId>, String), Group<'d>> = HashMap::new();
    let mut todo = Vec::from_iter(doc.body());
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
        let called = node.attr_or("class", "").to_string();
        // Those without a name have nothing in common.
        let parent = if called.is_empty() {
            Some(node)
        } else {
            node.parent()
        };
        let key = (parent.map(|parent| parent.id), called);
        let group = groups.entry(key).or_default();
        group.nodes.push(node);
        group.amount += prose::amount(&inside);
        group.paragraphs += inside.len();
    }
    let whole = groups
        .into_values()
        .filter(|group| group.paragraphs >= PARAGRAPHS.max(group.nodes.len() / 2));
    let best = whole.max_by_key(|group| group.amount);
    let shown = || prose::amount(&prose::leaves(doc.root(), prose::is_beside));
    best.filter(|group| group.amount > 2 * shown())
        .map_or_else(Vec::new, |group| group.nodes)
}

//! Cards: small boxes beside each other that show what else there is, other stories or people.

use std::collections::{HashMap, HashSet};

use dom_query::{NodeId, NodeRef};
use url::Url;

use super::prose;

/// The most running text, in characters, that one card has.
const CARD: usize = 500;

/// Cards go: at least two alike beside each other, each with a link within the site for its heading
/// and hardly a paragraph, where the article is three times as long as all of them.
pub fn strip(root: NodeRef<'_>, site: Option<&str>) {
    let leaves = prose::leaves(root, |_| false);
    // Many headings stand in one element, which is looked at once.
    let mut known: HashMap<NodeId, bool> = HashMap::new();
    let mut cards: Vec<NodeRef<'_>> = Vec::new();
    let mut seen: HashSet<NodeId> = HashSet::new();
    let mut beside: HashMap<NodeId, usize> = HashMap::new();
    for leaf in leaves.iter().filter(|leaf| leaf.is_link()) {
        let above = std::iter::successors(Some(leaf.node), NodeRef::parent);
        let inside: Vec<NodeRef<'_>> = above
            .take(8)
            .take_while(|node| node.id != root.id)
            .collect();
        if !inside.iter().take(4).any(prose::is_heading) || !leads_on(&leaf.node, site) {
            continue;
        }
        // The outermost that is still one card.
        let mut is_card =
            |node: &NodeRef<'_>| *known.entry(node.id).or_insert_with(|| is_card(node));
        let card = inside.into_iter().take_while(|node| is_card(node)).last();
        let card = card.filter(|card| !prose::is_heading(card) && seen.insert(card.id));
        if let Some((card, parent)) = card.and_then(|card| Some((card, card.parent()?))) {
            *beside.entry(parent.id).or_default() += 1;
            cards.push(card);
        }
    }
    cards.retain(|card| {
        card.parent().is_some_and(|parent| {
            beside.get(&parent.id) > Some(&1) && !is_one_of_the_parts(card, &parent)
        })
    });
    let all = prose::amount(&leaves);
    let (mut prose, mut chars) = (0, 0);
    for card in &cards {
        let inside = prose::leaves(*card, |_| false);
        prose += prose::amount(&inside);
        chars += inside.iter().map(|leaf| leaf.chars).sum::<usize>();
    }
    // A page that is a list has hardly anything besides its entries.
    if prose * 4 < all && chars < all * 4 {
        cards.iter().for_each(NodeRef::remove_from_parent);
    }
}

/// How many elements beside a card are looked at.
const BESIDE: usize = 60;

/// Whether elements called the same stand beside it that are no cards: short posts of a board among long ones.
fn is_one_of_the_parts(card: &NodeRef<'_>, parent: &NodeRef<'_>) -> bool {
    let called = |node: &NodeRef<'_>| {
        let class = node.attr_or("class", "");
        let first = class.split_whitespace().next().unwrap_or_default();
        (node.node_name(), first.to_owned())
    };
    let own = called(card);
    let mut others = parent
        .children_it(false)
        .filter(NodeRef::is_element)
        .take(BESIDE);
    !own.1.is_empty() && others.any(|other| called(&other) == own && prose::amount_in(other) > CARD)
}

/// Whether the link in or round a heading leads to another page of the same site.
fn leads_on(heading: &NodeRef<'_>, site: Option<&str>) -> bool {
    let within = heading.descendants_it().find(|node| node.has_name("a"));
    let round = || {
        heading
            .ancestors_it(Some(4))
            .find(|node| node.has_name("a"))
    };
    let Some(link) = within.or_else(round) else {
        return false;
    };
    let href = link.attr_or("href", "");
    let href = href.trim();
    match Url::parse(href) {
        Ok(url) => site.is_some() && url.host_str() == site,
        Err(_) => !href.is_empty() && !href.starts_with('#'),
    }
}

/// Whether an element has one heading, at most one paragraph and few lines.
fn is_card(node: &NodeRef<'_>) -> bool {
    if node.normalized_char_count() > 2 * CARD {
        return false;
    }
    let headings = node.descendants_it().filter(prose::is_heading).count();
    let leaves = prose::leaves(*node, |_| false);
    let prose = leaves.iter().filter(|leaf| leaf.is_prose()).count();
    headings <= 1 && prose <= 1 && leaves.len() < 8
}

/// How many boxes alike show people, rather than what the article is about.
const PEOPLE: usize = 8;

/// Boxes alike with a picture, a few words and a line that all of them have go where the article is longer
/// than all of them: those who work for a site, or praise it. A list of what the article is about has
/// headings, links or captions, and says something else in each.
pub fn strip_people(root: NodeRef<'_>) {
    let mut boxes: Vec<NodeRef<'_>> = Vec::new();
    for parent in root.descendants_it().filter(NodeRef::is_element) {
        let mut children = parent.children_it(false).filter(NodeRef::is_element);
        let Some(class) = children.next().and_then(|first| first.attr("class")) else {
            continue;
        };
        let alike = |node: &NodeRef<'_>| node.attr("class").as_ref() == Some(&class);
        if children.filter(alike).take(PEOPLE - 1).count() < PEOPLE - 1 {
            continue;
        }
        let people: Vec<NodeRef<'_>> = parent.children_it(false).filter(alike).collect();
        if people.iter().all(shows_person) && share_line(&people) {
            boxes.extend(people);
        }
    }
    let chars = |node: &NodeRef<'_>| -> usize {
        let leaves = prose::leaves(*node, |_| false);
        leaves.iter().map(|leaf| leaf.chars).sum()
    };
    if !boxes.is_empty() && boxes.iter().map(chars).sum::<usize>() < prose::amount_in(root) {
        boxes.iter().for_each(NodeRef::remove_from_parent);
    }
}

/// Whether the same short line stands in all boxes.
fn share_line(boxes: &[NodeRef<'_>]) -> bool {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for one in boxes {
        let lines: HashSet<String> = prose::leaves(*one, |_| false)
            .into_iter()
            .map(|leaf| leaf.words)
            .collect();
        for line in lines {
            *counts.entry(line).or_default() += 1;
        }
    }
    counts.values().any(|count| *count == boxes.len())
}

/// Whether an element holds a picture and a few words, and nothing that an article is made of.
fn shows_person(node: &NodeRef<'_>) -> bool {
    let mut pictured = false;
    for inner in node.descendants_it() {
        match &*inner.node_name().unwrap_or_default() {
            "img" => pictured = true,
            "a" | "figure" | "figcaption" | "table" | "li" | "h1" | "h2" | "h3" | "h4" => {
                return false;
            }
            _ => {}
        }
    }
    let leaves = prose::leaves(*node, |_| false);
    pictured && (2..8).contains(&leaves.len()) && leaves.iter().all(|leaf| leaf.chars < CARD)
}

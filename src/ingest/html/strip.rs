//! Takes out of an article what the page wears inside it.

use std::collections::{HashMap, HashSet};

use dom_query::{NodeId, NodeRef};
use url::Url;

use super::prose::{self, Leaf, amount, leaves};
use crate::ingest::furniture;

/// Takes the furniture out of the article under `root`, which has that title, byline and address.
pub fn strip(root: NodeRef<'_>, title: &str, byline: Option<&str>, address: Option<&str>) {
    let address = address.and_then(|address| Url::parse(address).ok());
    let site = address.as_ref().and_then(Url::host_str);
    strip_named(root);
    strip_cards(root, site);
    strip_lines(root, title);
    strip_author(root, byline);
}

/// Elements named as furniture go when hardly any running text is in them, alone and together.
fn strip_named(root: NodeRef<'_>) {
    let all = amount(&leaves(root, |_| false));
    let mut left = all / 4;
    let named: Vec<NodeRef<'_>> = root
        .descendants_it()
        .filter(|node| node.is_element() && prose::is_named_furniture(node))
        .collect();
    for node in named.into_iter().filter(|node| node.parent().is_some()) {
        let prose = amount(&leaves(node, |_| false));
        if prose * 5 < all.max(1) && prose <= left {
            left -= prose;
            node.remove_from_parent();
        }
    }
}

/// Lines of furniture go from both ends, and those that only send the reader elsewhere from between.
fn strip_lines(root: NodeRef<'_>, title: &str) {
    let leaves = leaves(root, |_| false);
    let Some(first) = leaves.iter().position(Leaf::is_prose) else {
        return;
    };
    let last = leaves.iter().rposition(Leaf::is_prose).unwrap_or(first);
    let repeated = repeated(&leaves);
    for (at, leaf) in leaves.iter().enumerate() {
        let between = first < at && at < last;
        // Lists of links may be what the article is about.
        let posted = leaf.node.has_name("blockquote")
            || leaf
                .node
                .ancestors_it(Some(4))
                .any(|node| node.has_name("blockquote"));
        let loose = !leaf.node.has_name("li") && !posted && !between && leaf.chars < 200;
        let away = sends_away(leaf) || leaf.is_link() && (loose || is_shouted(leaf));
        let fact = at < first && (furniture::is_fact(&leaf.words) || prose::is_title(leaf, title));
        let listed = furniture::on_list(&leaf.words) && !leaf.node.has_name("figcaption");
        let invites = furniture::is_invitation(&leaf.words);
        let again = repeated.contains(leaf.words.as_str()) && is_loose_link(leaf);
        let goes = (away || fact || listed || again) && !leaf.is_prose() || invites;
        if goes && leaf.node.id != root.id {
            remove_words(leaf);
        }
    }
}

/// Words of links that stand alone again and again: "Buying options", "Jump to details".
fn repeated<'l>(leaves: &'l [Leaf<'_>]) -> HashSet<&'l str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for leaf in leaves.iter().filter(|leaf| is_loose_link(leaf)) {
        *counts.entry(&leaf.words).or_default() += 1;
    }
    // Where there are more of them than paragraphs, they are what the page is about.
    let paragraphs = leaves.iter().filter(|leaf| leaf.is_prose()).count();
    let often = counts
        .into_iter()
        .filter(|(_, count)| (3..=paragraphs).contains(count));
    often.map(|(words, _)| words).collect()
}

/// Whether a short line is nothing but a link, and neither a heading nor an item.
fn is_loose_link(leaf: &Leaf<'_>) -> bool {
    leaf.chars < 50
        && leaf.is_link()
        && !prose::is_heading(&leaf.node)
        && !matches!(
            &*leaf.node.node_name().unwrap_or_default(),
            "li" | "td" | "th" | "dd" | "dt" | "blockquote" | "figcaption"
        )
}

/// How lines begin that send the reader elsewhere, in lower case.
const AWAY: &[&str] = &[
    "read more",
    "related",
    "see more",
    "see also",
    "don't miss",
    "more:",
    "read:",
    "read also",
    "also read",
    "read next",
    "click here",
    "watch:",
    "more from",
    "lesen sie auch",
    "lesen sie hier",
    "lesen sie mehr",
    "lesen sie dazu",
    "auch interessant",
    "mehr zum thema",
    "mehr dazu",
    "mehr lesen",
    "siehe auch",
    "weiterlesen",
    "zum thema",
    "czytaj też",
    "czytaj także",
    "czytaj również",
    "czytaj więcej",
    "przeczytaj",
    "zobacz też",
    "zobacz także",
    "zobacz również",
    "zobacz więcej",
    "polecamy",
    "sprawdź też",
    "lee también",
    "lea también",
    "leer también",
    "lee más",
    "leer más",
    "ver también",
    "ver más",
    "te puede interesar",
    "le puede interesar",
    "también te puede",
    "también puede",
    "más información",
    "noticias relacionadas",
    "à lire aussi",
    "a lire aussi",
    "lire aussi",
    "lire la suite",
    "voir aussi",
    "leggi anche",
    "leggi di più",
    "vedi anche",
    "leia também",
    "leia mais",
    "veja também",
    "veja mais",
    "saiba mais",
    "lees ook",
    "lees meer",
    "bekijk ook",
    "читайте также",
    "смотрите также",
];

/// Whether a line only names what else there is to read: all of it is a link, or all behind a colon.
fn sends_away(leaf: &Leaf<'_>) -> bool {
    let lower = leaf.words.to_lowercase();
    let bare = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some(start) = AWAY.iter().find(|start| bare.starts_with(**start)) else {
        return false;
    };
    let colon = bare.find(": ").filter(|at| *at <= start.len() + 8);
    leaf.is_link() || colon.is_some_and(|at| (leaf.linked + at + 4) * 10 >= leaf.chars * 9)
}

/// Whether a line is several words in capitals only, as pages write links between paragraphs.
fn is_shouted(leaf: &Leaf<'_>) -> bool {
    !prose::is_heading(&leaf.node)
        && leaf.words.split(' ').count() > 3
        && leaf.words.chars().any(char::is_uppercase)
        && !leaf.words.chars().any(char::is_lowercase)
}

/// Takes the words of a leaf away, and its element with them when no other block stands inside.
fn remove_words(leaf: &Leaf<'_>) {
    if leaves(leaf.node, |_| false).len() <= 1 {
        return leaf.node.remove_from_parent();
    }
    for child in leaf.node.children() {
        let words = child.is_text() || !super::is_block(&child.node_name().unwrap_or_default());
        let holds_blocks = || {
            child.descendants_it().any(|node| {
                super::is_block(&node.node_name().unwrap_or_default()) || node.has_name("img")
            })
        };
        if words && !child.has_name("img") && !holds_blocks() {
            child.remove_from_parent();
        }
    }
}

/// The most running text, in characters, that one card has.
const CARD: usize = 500;

/// Cards go: at least two alike beside each other, each with a link within the site for its heading
/// and hardly a paragraph, where the article is three times as long as all of them.
fn strip_cards(root: NodeRef<'_>, site: Option<&str>) {
    let leaves = leaves(root, |_| false);
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
        card.parent()
            .is_some_and(|parent| beside.get(&parent.id) > Some(&1))
    });
    let prose: usize = cards
        .iter()
        .map(|card| amount(&self::leaves(*card, |_| false)))
        .sum();
    if prose * 4 < amount(&leaves) {
        cards.iter().for_each(NodeRef::remove_from_parent);
    }
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
    let leaves = leaves(*node, |_| false);
    let prose = leaves.iter().filter(|leaf| leaf.is_prose()).count();
    headings <= 1 && prose <= 1 && leaves.len() < 8
}

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
    let names = byline.unwrap_or_default().split([',', '&']);
    let names = names.flat_map(|part| part.split(" and ")).map(str::trim);
    leaf.chars < CARD
        && names.filter(|name| name.contains(' ')).any(|name| {
            leaf.words
                .strip_prefix(name)
                .is_some_and(|rest| DOES.iter().any(|does| rest.starts_with(does)))
        })
}

/// What says at the end who wrote the article goes.
fn strip_author(root: NodeRef<'_>, byline: Option<&str>) {
    let mut leaves = leaves(root, |_| false);
    let mut gone = 0;
    while let Some(last) = leaves.pop().filter(|_| gone < AUTHORS) {
        let author = std::iter::successors(Some(last.node), NodeRef::parent)
            .take_while(|node| node.id != root.id)
            .filter(|node| node.is_element() && prose::is_named_author(node))
            .last();
        match author {
            Some(author) if amount(&self::leaves(author, |_| false)) < 3 * CARD => {
                author.remove_from_parent();
                gone += 1;
                leaves.retain(|leaf| {
                    leaf.node
                        .ancestors_it(None)
                        .all(|node| node.id != author.id)
                });
            }
            _ if is_about_author(&last, byline) && !leaves.is_empty() => {
                remove_words(&last);
                gone += 1;
            }
            _ if last.is_prose() => return,
            _ => {}
        }
    }
}

//! Takes out of an article what the page wears inside it.

mod author;
mod away;
mod contents;
mod others;
mod pictures;
mod times;
mod walls;
mod words;

use std::collections::{HashMap, HashSet};

use dom_query::{NodeId, NodeRef};
use url::Url;

use self::author::strip_author;
use self::away::{is_label, sends_away};
use self::others::others;
use self::pictures::{is_number_of_picture, is_of_picture, is_told, remove_button};
use self::words::remove_words;
use super::cards;
use super::classes;
use super::elements::named;
use super::posts;
use super::prose::{self, Leaf, leaves};
use super::visible;
use crate::ingest::{dates, furniture};

/// Takes the furniture out of the article under `root`, which has that title, byline and address.
pub fn strip(root: NodeRef<'_>, title: &str, byline: Option<&str>, address: Option<&str>) {
    let address = address.and_then(|address| Url::parse(address).ok());
    let site = address.as_ref().and_then(Url::host_str);
    strip_menus(root);
    strip_named(root);
    walls::strip(root);
    strip_faces(root);
    strip_hovering(root);
    cards::strip(root, site);
    cards::strip_people(root);
    contents::strip(root);
    strip_lines(root, title, byline);
    strip_author(root, byline);
}

/// Elements named as furniture go when hardly any running text is in them, alone and together.
fn strip_named(root: NodeRef<'_>) {
    let all = prose::amount_in(root);
    let mut left = all / 4;
    let named: Vec<NodeRef<'_>> = root
        .descendants_it()
        .filter(|node| node.is_element() && classes::is_named_furniture(node))
        .collect();
    // Those beside each other that are called the same go together or stay together: comments, cards.
    let mut groups: HashMap<(Option<NodeId>, String), Vec<NodeRef<'_>>> = HashMap::new();
    let mut order = Vec::new();
    for node in named {
        let class = node.attr_or("class", "");
        let id = node.attr_or("id", "");
        let called = class.split_whitespace().next().unwrap_or(&id);
        let key = (node.parent().map(|parent| parent.id), called.to_owned());
        let group = groups.entry(key.clone()).or_default();
        if group.is_empty() {
            order.push(key);
        }
        group.push(node);
    }
    for group in order.iter().filter_map(|key| groups.get(key)) {
        let here: Vec<&NodeRef<'_>> = group
            .iter()
            .filter(|node| node.parent().is_some())
            .collect();
        let prose: usize = here.iter().map(|node| prose::amount_in(**node)).sum();
        if prose * 5 < all.max(1) && prose <= left {
            left -= prose;
            here.iter().for_each(|node| node.remove_from_parent());
        }
    }
}

/// Menus go: elements for finding one's way with nothing but links in them, where there is something to read besides.
fn strip_menus(root: NodeRef<'_>) {
    let is_menu = |node: &NodeRef<'_>| {
        node.query_or(false, |n| {
            n.as_element().is_some_and(|element| {
                &*element.name.local == "nav"
                    || element
                        .attrs
                        .iter()
                        .any(|it| &*it.name.local == "role" && &*it.value == "navigation")
            })
        })
    };
    let (mut todo, mut menus) = (vec![root], Vec::new());
    while let Some(node) = todo.pop() {
        match is_menu(&node) && node.id != root.id {
            true => menus.push(node),
            false => todo.extend(node.children_it(false)),
        }
    }
    if menus.is_empty() || prose::amount_in(root) < MENUS {
        return;
    }
    for menu in menus {
        if leaves(menu, |_| false).iter().all(Leaf::is_link) {
            menu.remove_from_parent();
        }
    }
}

/// So much running text, in characters, is more than what a menu leads to.
const MENUS: usize = 300;

/// The widest picture, in pixels, that may be somebody's face beside what they wrote.
const FACE: usize = 200;

/// Pictures of those who write, as boards and papers put them beside each post, and what a board calls them.
fn strip_faces(root: NodeRef<'_>) {
    let named_face = |node: &NodeRef<'_>| {
        let class = node.attr_or("class", "");
        classes::words(&class)
            .any(|word| matches!(word.as_str(), "avatar" | "avatars" | "gravatar"))
    };
    let members = root
        .descendants_it()
        .filter(|node| node.is_element() && posts::is_about_member(node));
    members
        .collect::<Vec<_>>()
        .iter()
        .for_each(NodeRef::remove_from_parent);
    for picture in named(root, "img") {
        let width = picture.attr("width").and_then(|it| it.trim().parse().ok());
        let above = std::iter::successors(Some(picture), NodeRef::parent).take(3);
        if width.is_none_or(|width: usize| width <= FACE)
            && above.into_iter().any(|it| named_face(&it))
        {
            picture.remove_from_parent();
        }
    }
}

/// Cards that pages show while one points at a link in a sentence: behind the link, with a picture and nothing but links.
fn strip_hovering(root: NodeRef<'_>) {
    let letters = |node: &NodeRef<'_>| node.text().chars().filter(|c| c.is_alphanumeric()).count();
    let is_card = |node: &NodeRef<'_>| {
        let behind = node.prev_element_sibling();
        if !node.has_name("span") || behind.is_none_or(|link| !link.has_name("a")) {
            return false;
        }
        let links = named(*node, "a");
        links.len() >= 2 && letters(node) == links.iter().map(letters).sum::<usize>()
    };
    // Thousands of pictures may stand in one.
    let mut known: HashMap<NodeId, bool> = HashMap::new();
    for picture in named(root, "img") {
        let above = std::iter::successors(picture.parent(), NodeRef::parent).take(3);
        let mut above = above.into_iter();
        if let Some(card) = above.find(|it| *known.entry(it.id).or_insert_with(|| is_card(it))) {
            card.remove_from_parent();
        }
    }
}

/// How many blocks at the beginning may have the title among them.
const HEAD: usize = 4;

/// How many times as long as its running text a page is that is a list.
const LIST: usize = 8;

/// Lines of furniture go from both ends, and those that only send the reader elsewhere from between.
fn strip_lines(root: NodeRef<'_>, title: &str, byline: Option<&str>) {
    let leaves = leaves(root, |_| false);
    // A long headline is no running text.
    let is_prose = |leaf: &Leaf<'_>| {
        leaf.is_prose()
            && !prose::is_title(leaf, title)
            && !is_of_picture(&leaf.node)
            && !visible::is_long_fact(leaf)
    };
    // A notice may stand before the title.
    let start = leaves
        .iter()
        .take(HEAD)
        .position(|leaf| prose::is_title(leaf, title));
    let start = start.unwrap_or(0);
    let Some(first) = leaves[start..]
        .iter()
        .position(is_prose)
        .map(|at| at + start)
    else {
        return;
    };
    let last = leaves.iter().rposition(is_prose).unwrap_or(first);
    let repeated = repeated(&leaves);
    let others = others(&leaves, last + 1);
    let announced = announced(root, &leaves, last + 1);
    let all: usize = leaves.iter().map(|leaf| leaf.chars).sum();
    let timed = times::first_of_many(&leaves, first, last);
    let is_list = all > LIST * prose::amount(&leaves);
    for (at, leaf) in leaves.iter().enumerate() {
        let between = first < at && at < last;
        // Lists of links may be what the article is about.
        let posted = leaf.node.has_name("blockquote")
            || leaf
                .node
                .ancestors_it(Some(4))
                .any(|node| node.has_name("blockquote"));
        let part = leaf.node.has_name("li") || leaf.node.has_name("th");
        let loose = !is_list && !part && !posted && !between && leaf.chars < 200;
        let away = sends_away(leaf) || leaf.is_link() && (loose || is_shouted(leaf));
        let titled =
            at < first && (prose::is_title(leaf, title) || is_whole_title(&leaf.words, title));
        // What the article is about may stand before who wrote it.
        let named = || byline.is_some_and(|name| leaf.words.contains(name));
        let fact = (at < first || at == first + 1 && named()) && furniture::is_fact(&leaf.words)
            || !between && byline.is_some_and(|name| says_who(&leaf.words, name));
        let counted = !is_list && (furniture::is_count(&leaf.words) || is_number_of_picture(leaf));
        // A short sentence between paragraphs may be what somebody says.
        let said = between && leaf.words.ends_with(['.', '!', '?']) && !leaf.words.ends_with("..");
        let listed = (furniture::on_list(&leaf.words) && !said || counted)
            && !others.sections.contains(&at)
            && !leaf.node.has_name("figcaption")
            && !(between && heads_section(leaf, leaves.get(at + 1)));
        // "More on this", and one link.
        let labelled = between
            && leaf.is_link()
            && !leaf.node.has_name("li")
            && leaves[at - 1].chars <= ANNOUNCES
            && is_label(&leaves[at - 1].words);
        let noticed = at + NOTICES >= leaves.len() && furniture::is_notice(&leaf.words);
        let invites = furniture::is_invitation(&leaf.words);
        let again = repeated.contains(leaf.words.as_str()) && is_loose_link(leaf);
        let told = is_told(leaf, &leaves[..at]);
        let line = (away || fact || listed || again || labelled)
            && !is_labelled(&leaf.node)
            && timed != Some(at);
        let other = others.lists.contains(&at) && !is_list;
        let other = other || at >= announced;
        let goes =
            line && (!leaf.is_prose() || fact) || invites || told || titled || noticed || other;
        if goes && leaf.node.id != root.id {
            remove_words(leaf);
        } else {
            remove_button(leaf);
        }
    }
}

/// The longest line, in characters, that announces what follows.
const ANNOUNCES: usize = 50;

/// Where the lines at the end begin, from `start` on, that announce what does not follow: "More on the harbour:", "References:".
fn announced(root: NodeRef<'_>, leaves: &[Leaf<'_>], start: usize) -> usize {
    let announces = |leaf: &Leaf<'_>| leaf.chars <= ANNOUNCES && leaf.words.ends_with([':', '：']);
    let count = leaves[start..]
        .iter()
        .rev()
        .take_while(|leaf| announces(leaf))
        .count();
    let first = leaves.len() - count;
    let Some(line) = leaves.get(first) else {
        return first;
    };
    // A picture may be what it announces.
    let behind = root
        .descendants_it()
        .skip_while(|node| node.id != line.node.id);
    match behind.into_iter().any(|node| node.has_name("img")) {
        true => leaves.len(),
        false => first,
    }
}

/// How many blocks at the end may say whose the words are, however long.
const NOTICES: usize = 4;

/// The longest name of a site behind a title.
const SITE: usize = 40;

/// Whether a line is the title with the site's name behind it, as the page's window has it.
fn is_whole_title(line: &str, title: &str) -> bool {
    let rest = line.strip_prefix(title).filter(|_| title.contains(' '));
    rest.is_some_and(|rest| {
        let site = rest.trim_start();
        site.starts_with(['|', '–', '—', '-', '·', '•', '«', '»']) && rest.chars().count() <= SITE
    })
}

/// Whether a heading that pages wear, such as "Search" or "See also", heads what follows here.
fn heads_section(leaf: &Leaf<'_>, next: Option<&Leaf<'_>>) -> bool {
    prose::is_heading(&leaf.node)
        && furniture::heads_section(&leaf.words)
        && next.is_some_and(|next| {
            let listed = next.node.has_name("li") && !sends_away(next);
            (next.is_prose() || listed) && !furniture::is_invitation(&next.words)
        })
}

/// Whether an element is the cell of a fact, behind the one that says which.
fn is_labelled(node: &NodeRef<'_>) -> bool {
    let label = node.prev_element_sibling();
    let is_label = |label: NodeRef<'_>| {
        (label.has_name("th") || label.has_name("dt")) && !label.text().trim().is_empty()
    };
    (node.has_name("td") || node.has_name("dd")) && label.is_some_and(is_label)
}

/// Whether a line is nothing but the name of who wrote the article, and perhaps a date that sticks to it.
fn says_who(line: &str, byline: &str) -> bool {
    let (line, byline) = (line.to_lowercase(), byline.to_lowercase());
    let rest = line
        .strip_prefix(&byline)
        .or_else(|| line.strip_suffix(&byline));
    rest.is_some_and(|rest| {
        let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
        rest.is_empty() || dates::whole_line(rest).is_some()
    })
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

/// Whether a line is several words in capitals only, as pages write links between paragraphs.
fn is_shouted(leaf: &Leaf<'_>) -> bool {
    !prose::is_heading(&leaf.node)
        && leaf.words.split(' ').count() > 3
        && leaf.words.chars().any(char::is_uppercase)
        && !leaf.words.chars().any(char::is_lowercase)
}

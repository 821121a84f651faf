//! Takes out of an article what the page wears inside it.

use std::collections::{HashMap, HashSet};

use dom_query::NodeRef;
use url::Url;

use super::cards;
use super::classes;
use super::prose::{self, Leaf, leaves};
use crate::ingest::{dates, furniture};

/// Takes the furniture out of the article under `root`, which has that title, byline and address.
pub fn strip(root: NodeRef<'_>, title: &str, byline: Option<&str>, address: Option<&str>) {
    let address = address.and_then(|address| Url::parse(address).ok());
    let site = address.as_ref().and_then(Url::host_str);
    strip_named(root);
    cards::strip(root, site);
    cards::strip_people(root);
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
    for node in named.into_iter().filter(|node| node.parent().is_some()) {
        let prose = prose::amount_in(node);
        if prose * 5 < all.max(1) && prose <= left {
            left -= prose;
            node.remove_from_parent();
        }
    }
}

/// How many times as long as its running text a page is that is a list.
const LIST: usize = 8;

/// Lines of furniture go from both ends, and those that only send the reader elsewhere from between.
fn strip_lines(root: NodeRef<'_>, title: &str, byline: Option<&str>) {
    let leaves = leaves(root, |_| false);
    // A long headline is no running text.
    let is_prose = |leaf: &Leaf<'_>| leaf.is_prose() && !prose::is_title(leaf, title);
    let Some(first) = leaves.iter().position(is_prose) else {
        return;
    };
    let last = leaves.iter().rposition(is_prose).unwrap_or(first);
    let repeated = repeated(&leaves);
    let all: usize = leaves.iter().map(|leaf| leaf.chars).sum();
    let is_list = all > LIST * prose::amount(&leaves);
    for (at, leaf) in leaves.iter().enumerate() {
        let between = first < at && at < last;
        // Lists of links may be what the article is about.
        let posted = leaf.node.has_name("blockquote")
            || leaf
                .node
                .ancestors_it(Some(4))
                .any(|node| node.has_name("blockquote"));
        let loose =
            !is_list && !leaf.node.has_name("li") && !posted && !between && leaf.chars < 200;
        let away = sends_away(leaf) || leaf.is_link() && (loose || is_shouted(leaf));
        let titled = at < first && prose::is_title(leaf, title);
        let fact = at < first && furniture::is_fact(&leaf.words)
            || !between && byline.is_some_and(|name| says_who(&leaf.words, name));
        let listed = furniture::on_list(&leaf.words) && !leaf.node.has_name("figcaption");
        let invites = furniture::is_invitation(&leaf.words);
        let again = repeated.contains(leaf.words.as_str()) && is_loose_link(leaf);
        let told = is_told(leaf, &leaves[..at]);
        let goes =
            (away || fact || listed || again) && !leaf.is_prose() || invites || told || titled;
        if goes && leaf.node.id != root.id {
            remove_words(leaf);
        } else {
            remove_button(leaf);
        }
    }
}

/// How many blocks on a caption may come again.
const AGAIN: usize = 4;

/// Whether a block is a part of what a caption before it said: pages show a picture in two sizes.
fn is_told(leaf: &Leaf<'_>, before: &[Leaf<'_>]) -> bool {
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
fn remove_button(caption: &Leaf<'_>) {
    if without_button(&caption.words) != caption.words {
        let is_button = |node: &NodeRef<'_>| BUTTONS.contains(&&*super::elements::line(node));
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
    "meer over",
    "läs också",
    "läs mer",
    "läs även",
    "les også",
    "læs også",
    "potrebbe interessarti",
    "sur le même sujet",
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
        let words =
            child.is_text() || !super::elements::is_block(&child.node_name().unwrap_or_default());
        let holds_blocks = || {
            child.descendants_it().any(|node| {
                super::elements::is_block(&node.node_name().unwrap_or_default())
                    || node.has_name("img")
            })
        };
        if words && !child.has_name("img") && !holds_blocks() {
            child.remove_from_parent();
        }
    }
}

/// The longest paragraph, in characters, that says who an author is.
const ABOUT: usize = 500;

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
    // Some pages put the paper behind the name.
    let does = |name: &str| {
        let rest = leaf.words.strip_prefix(name);
        rest.is_some_and(|rest| DOES.iter().any(|does| rest.starts_with(does)))
    };
    leaf.chars < ABOUT
        && names(byline).filter(|name| name.contains(' ')).any(|name| {
            let second = name.match_indices(' ').nth(1).map(|(at, _)| at);
            does(name) || second.is_some_and(|end| does(&name[..end]))
        })
}

/// The names in a byline.
fn names(byline: Option<&str>) -> impl Iterator<Item = &str> {
    let names = byline.unwrap_or_default().split([',', '&']);
    names
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|name| !name.is_empty())
}

/// How many blocks at the end may be about the author, where the first of them says so.
const TOLD: usize = 4;

/// Takes what is told of an author at the end in several paragraphs: "Ana Ruiz is a reporter.", "She was born in Almery."
fn strip_told(leaves: &mut Vec<Leaf<'_>>, byline: Option<&str>) {
    let start = leaves.len().saturating_sub(TOLD).max(1);
    let about = (start..leaves.len()).find(|at| is_about_author(&leaves[*at], byline));
    let goes_on = |leaf: &Leaf<'_>| {
        let first = leaf.words.split(' ').next().unwrap_or_default();
        !leaf.is_prose()
            || matches!(first, "She" | "He" | "They" | "Her" | "His" | "Their")
            || names(byline).any(|name| name.split(' ').next() == Some(first))
    };
    if let Some(at) = about
        && leaves[at + 1..].iter().all(goes_on)
    {
        leaves.drain(at..).for_each(|leaf| remove_words(&leaf));
    }
}

/// "About the author", with nothing below it.
fn is_author_heading(words: &str) -> bool {
    let lower = words.to_lowercase();
    lower.starts_with("about the ")
        && ["author", "contributor", "writer"]
            .iter()
            .any(|who| lower.contains(who))
        && lower.split(' ').count() <= 4
}

/// What says at the end who wrote the article goes.
fn strip_author(root: NodeRef<'_>, byline: Option<&str>) {
    let mut leaves = leaves(root, |_| false);
    strip_told(&mut leaves, byline);
    let mut gone = 0;
    while let Some(last) = leaves.pop().filter(|_| gone < AUTHORS) {
        let author = std::iter::successors(Some(last.node), NodeRef::parent)
            .take_while(|node| node.id != root.id)
            .filter(|node| node.is_element() && classes::is_named_author(node))
            .last();
        match author {
            Some(author) if prose::amount_in(author) < 3 * ABOUT => {
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
            _ if prose::is_heading(&last.node) && is_author_heading(&last.words) => {
                remove_words(&last);
                return;
            }
            _ => {}
        }
    }
}

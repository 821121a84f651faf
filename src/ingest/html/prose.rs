//! Where the running text of a page stands, and what in it is furniture.

use std::collections::HashMap;

use dom_query::{NodeData, NodeId, NodeRef};

use super::blocks::is_hidden;
use super::{SKIPPED, is_block};

/// The shortest block that counts as running text.
const LONG: usize = 80;

/// A block element with words of its own.
pub struct Leaf<'a> {
    /// The element.
    pub node: NodeRef<'a>,
    /// Its own words, white space folded; only the first few hundred.
    pub words: String,
    /// Characters of its own words.
    pub chars: usize,
    /// Characters of them that are links.
    pub linked: usize,
}

impl Leaf<'_> {
    /// Whether it is running text.
    pub fn is_prose(&self) -> bool {
        self.chars >= LONG && self.linked * 2 < self.chars
    }

    /// Whether hardly anything in it is not a link.
    pub fn is_link(&self) -> bool {
        self.linked * 10 >= self.chars * 9
    }
}

/// The blocks with words under `root`, in order. What `skip` says of an element holds for all in it.
pub fn leaves<'a>(root: NodeRef<'a>, skip: impl Fn(&NodeRef<'a>) -> bool) -> Vec<Leaf<'a>> {
    let mut leaves: Vec<Leaf<'a>> = Vec::new();
    let mut places: HashMap<NodeId, usize> = HashMap::new();
    // An element, the block that it stands in, and whether it is a link's.
    let mut todo = vec![(root, root, false)];
    while let Some((node, block, link)) = todo.pop() {
        let text = node.query_or(None, |n| match &n.data {
            NodeData::Text { contents } => Some(contents.to_string()),
            _ => None,
        });
        if let Some(text) = text {
            if text.trim().is_empty() {
                continue;
            }
            let place = *places.entry(block.id).or_insert_with(|| {
                leaves.push(Leaf {
                    node: block,
                    words: String::new(),
                    chars: 0,
                    linked: 0,
                });
                leaves.len() - 1
            });
            leaves[place].add(&text, link);
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        if SKIPPED.contains(&&*name) || node.is_element() && (is_hidden(&node) || skip(&node)) {
            continue;
        }
        let block = if is_block(&name) { node } else { block };
        let link = link || &*name == "a";
        todo.extend(node.children_it(true).map(|child| (child, block, link)));
    }
    leaves
}

impl Leaf<'_> {
    fn add(&mut self, text: &str, link: bool) {
        for word in text.split_whitespace() {
            let chars = word.chars().map(weight).sum::<usize>() + 1;
            self.chars += chars;
            self.linked += if link { chars } else { 0 };
            if self.words.len() < 300 {
                if !self.words.is_empty() {
                    self.words.push(' ');
                }
                self.words.push_str(word);
            }
        }
    }
}

/// A sign of Chinese, Japanese or Korean says as much as a short word.
const fn weight(c: char) -> usize {
    if matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}') {
        3
    } else {
        1
    }
}

/// Characters of running text among the leaves.
pub fn amount(leaves: &[Leaf<'_>]) -> usize {
    leaves
        .iter()
        .filter(|leaf| leaf.is_prose())
        .map(|leaf| leaf.chars)
        .sum()
}

/// The innermost element that holds nearly all running text of the page, and how much that is.
///
/// What is named as furniture does not count, unless nearly all of the page stands in it: some pages call
/// everything "with-sidebar".
pub fn densest(body: NodeRef<'_>) -> Option<(NodeRef<'_>, usize)> {
    let mut leaves = leaves(body, is_beside);
    leaves.retain(Leaf::is_prose);
    let sums = sums(&leaves);
    let most = amount(&leaves);
    let light = |node: &NodeRef<'_>| sums.get(&node.id).is_some_and(|sum| sum * 100 < most * 85);
    leaves.retain(|leaf| {
        let mut above = std::iter::successors(Some(leaf.node), NodeRef::parent);
        !above.any(|node| node.is_element() && light(&node) && is_named_furniture(&node))
    });
    let (sums, most) = (self::sums(&leaves), amount(&leaves));
    let mut best = body;
    loop {
        let heavy = |child: &NodeRef<'_>| {
            sums.get(&child.id)
                .is_some_and(|sum| sum * 100 >= most * 85)
        };
        match best.children_it(false).find(heavy) {
            Some(child) if is_container(&child) => best = child,
            _ => break,
        }
    }
    (most > 0).then_some((best, most))
}

fn is_container(node: &NodeRef<'_>) -> bool {
    !matches!(
        &*node.node_name().unwrap_or_default(),
        "p" | "li" | "ul" | "ol" | "table" | "pre" | "blockquote"
    )
}

/// How much of the leaves' words stands under each element.
fn sums(leaves: &[Leaf<'_>]) -> HashMap<NodeId, usize> {
    let mut sums = HashMap::new();
    for leaf in leaves {
        for node in std::iter::successors(Some(leaf.node), NodeRef::parent) {
            *sums.entry(node.id).or_default() += leaf.chars;
        }
    }
    sums
}

/// Whether an element stands beside the article by its nature.
pub fn is_beside(node: &NodeRef<'_>) -> bool {
    matches!(
        &*node.node_name().unwrap_or_default(),
        "nav" | "footer" | "aside" | "form"
    )
}

/// Words in classes and ids that name furniture.
const NAMES: &[&str] = &[
    "ad",
    "ads",
    "adslot",
    "advert",
    "advertisement",
    "advertising",
    "authorbox",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "commentlist",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "footer",
    "login",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "newsletters",
    "outbrain",
    "overlay",
    "pager",
    "pagination",
    "paywall",
    "popup",
    "promo",
    "promos",
    "promotion",
    "recirc",
    "recirculation",
    "recommended",
    "recommendations",
    "related",
    "respond",
    "share",
    "shares",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "socials",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "taglist",
    "toolbar",
    "trending",
];

/// Whether the class or id of an element names furniture.
pub fn is_named_furniture(node: &NodeRef<'_>) -> bool {
    if matches!(
        &*node.node_name().unwrap_or_default(),
        "html" | "body" | "main" | "article"
    ) {
        return false;
    }
    let names = [node.attr_or("class", ""), node.attr_or("id", "")];
    is_for_listeners(node)
        || names
            .iter()
            .any(|name| words(name).any(|word| NAMES.contains(&word.as_str())))
}

/// Whether the class or id of an element says that it is heard and not seen.
pub fn is_for_listeners(node: &NodeRef<'_>) -> bool {
    const SIGNS: [&str; 4] = [
        "screen-reader",
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
    ];
    let names = [node.attr_or("class", ""), node.attr_or("id", "")];
    let named = |name: &str| SIGNS.iter().any(|sign| name.contains(sign));
    names.iter().any(|name| named(name))
}

/// Whether the class of an element says that it is about the author.
pub fn is_named_author(node: &NodeRef<'_>) -> bool {
    if node.has_name("article") || node.has_name("main") {
        return false;
    }
    let class = node.attr_or("class", "");
    class.split_whitespace().any(|name| {
        let words: Vec<String> = words(name).collect();
        let of = |word: &str| words.iter().any(|w| w == word);
        words
            .first()
            .is_some_and(|word| word == "author" || word == "vcard")
            || of("bio")
            || of("about") && of("author")
            || of("post") && of("author")
            || of("author") && of("box")
    })
}

/// The words of `articleRelated article__share-bar`, in lower case.
pub fn words(name: &str) -> impl Iterator<Item = String> + '_ {
    let mut before = ' ';
    let spaced: String = name
        .chars()
        .flat_map(|c| {
            let cut = c.is_ascii_uppercase() && before.is_ascii_lowercase();
            before = c;
            [
                cut.then_some(' '),
                Some(if c.is_ascii_alphanumeric() {
                    c.to_ascii_lowercase()
                } else {
                    ' '
                }),
            ]
        })
        .flatten()
        .collect();
    spaced
        .split_whitespace()
        .map(str::to_string)
        .collect::<Vec<_>>()
        .into_iter()
}

/// Whether a block is a heading that says the article's title.
pub fn is_title(leaf: &Leaf<'_>, title: &str) -> bool {
    !title.is_empty() && leaf.words == title && is_heading(&leaf.node)
}

/// Whether an element is a heading of any level.
pub fn is_heading(node: &NodeRef<'_>) -> bool {
    matches!(
        &*node.node_name().unwrap_or_default(),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
    )
}

/// Drops the articles that a page shows behind the one it is about: those beside the article whose
/// heading is the page's title, else the first that has a main heading of its own.
pub fn drop_others(body: NodeRef<'_>, title: &str) {
    let articles: Vec<NodeRef<'_>> = body
        .descendants_it()
        .filter(|node| node.has_name("article"))
        .take(200)
        .collect();
    let inside = |inner: &NodeRef<'_>, outer: &NodeRef<'_>| {
        inner.ancestors_it(None).any(|node| node.id == outer.id)
    };
    let headed = |article: &NodeRef<'_>, fits: &dyn Fn(&NodeRef<'_>) -> bool| {
        amount(&leaves(*article, |_| false)) > 500
            && article.descendants_it().any(|node| fits(&node))
    };
    let titled = |node: &NodeRef<'_>| {
        (node.has_name("h1") || node.has_name("h2"))
            && !title.is_empty()
            && super::facts::line(node) == title
    };
    let first = |node: &NodeRef<'_>| node.has_name("h1");
    let find = |fits: &dyn Fn(&NodeRef<'_>) -> bool| {
        let fitting: Vec<&NodeRef<'_>> = articles
            .iter()
            .filter(|article| headed(article, fits))
            .collect();
        let innermost =
            |article: &&NodeRef<'_>| fitting.iter().all(|other| !inside(other, article));
        fitting.iter().copied().find(innermost)
    };
    let about = find(&titled).or_else(|| find(&first));
    let Some(about) = about else { return };
    for other in &articles {
        if other.id != about.id && !inside(other, about) && !inside(about, other) {
            other.remove_from_parent();
        }
    }
}

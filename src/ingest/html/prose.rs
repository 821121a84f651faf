//! Where the running text of a page stands, and what in it is furniture.

use std::collections::HashMap;

use dom_query::{Element, NodeData, NodeId, NodeRef};

use super::classes::is_named_furniture;
use super::elements::{SKIPPED, hides, is_block, line};

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
    gather(root, skip, WORDS)
}

/// Characters of running text under `root`.
pub fn amount_in(root: NodeRef<'_>) -> usize {
    amount(&gather(root, |_| false, 0))
}

/// How many bytes of its words a leaf keeps.
const WORDS: usize = 300;

/// The leaves under `root`, each with its words up to `most` bytes.
fn gather<'a>(
    root: NodeRef<'a>,
    skip: impl Fn(&NodeRef<'a>) -> bool,
    most: usize,
) -> Vec<Leaf<'a>> {
    let mut leaves: Vec<Leaf<'a>> = Vec::new();
    // Each block met, with the place of its leaf once it has words of its own.
    let mut blocks: Vec<(NodeRef<'a>, Option<usize>)> = vec![(root, None)];
    // An element, the block that it stands in, and whether it is a link's.
    let mut todo = vec![(root, 0, false)];
    while let Some((node, mut block, mut link)) = todo.pop() {
        // One look at each node: this walk is made more than once a page, and pages are large.
        let met = node.query_or(Met::Nothing, |n| match &n.data {
            NodeData::Text { contents } if !contents.trim().is_empty() => {
                let (element, place) = &mut blocks[block];
                let place = *place.get_or_insert_with(|| {
                    leaves.push(Leaf {
                        node: *element,
                        words: String::new(),
                        chars: 0,
                        linked: 0,
                    });
                    leaves.len() - 1
                });
                leaves[place].add(contents, link, most);
                Met::Nothing
            }
            NodeData::Element(element) => Met::of(element),
            NodeData::Document | NodeData::Fragment => Met::Inline,
            _ => Met::Nothing,
        });
        match met {
            Met::Nothing => continue,
            _ if node.is_element() && skip(&node) => continue,
            Met::Block => {
                block = blocks.len();
                blocks.push((node, None));
            }
            Met::Link => link = true,
            Met::Inline => {}
        }
        todo.extend(node.children_it(true).map(|child| (child, block, link)));
    }
    leaves
}

/// What a walk meets.
enum Met {
    /// Nothing to go into.
    Nothing,
    Block,
    Link,
    Inline,
}

impl Met {
    fn of(element: &Element) -> Self {
        match &*element.name.local {
            name if SKIPPED.contains(&name) || hides(element) => Self::Nothing,
            "a" => Self::Link,
            name if is_block(name) => Self::Block,
            _ => Self::Inline,
        }
    }
}

impl Leaf<'_> {
    fn add(&mut self, text: &str, link: bool, most: usize) {
        if text.is_ascii() && self.words.len() >= most {
            let (letters, words) = count(text.as_bytes());
            self.chars += letters + words;
            self.linked += if link { letters + words } else { 0 };
            return;
        }
        for word in text.split_whitespace() {
            let letters = if word.is_ascii() {
                word.len()
            } else {
                word.chars().map(weight).sum()
            };
            self.chars += letters + 1;
            self.linked += if link { letters + 1 } else { 0 };
            if self.words.len() < most {
                if !self.words.is_empty() {
                    self.words.push(' ');
                }
                self.words.push_str(word);
            }
        }
    }
}

/// How many bytes of plain ASCII are no blanks, and how many words they make.
fn count(text: &[u8]) -> (usize, usize) {
    let (mut letters, mut words, mut before) = (0, 0, true);
    for byte in text {
        // What `char::is_whitespace` says of ASCII.
        let blank = matches!(byte, b'\t'..=b'\r' | b' ');
        letters += usize::from(!blank);
        words += usize::from(before & !blank);
        before = blank;
    }
    (letters, words)
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
    if articles.len() < 2 {
        return;
    }
    let stories: Vec<NodeRef<'_>> = articles
        .iter()
        .filter(|article| amount_in(**article) > 500)
        .copied()
        .collect();
    let titled = |node: &NodeRef<'_>| {
        (node.has_name("h1") || node.has_name("h2")) && !title.is_empty() && line(node) == title
    };
    let first = |node: &NodeRef<'_>| node.has_name("h1");
    let find = |fits: &dyn Fn(&NodeRef<'_>) -> bool| {
        let fitting: Vec<&NodeRef<'_>> = stories
            .iter()
            .filter(|story| story.descendants_it().any(|node| fits(&node)))
            .collect();
        let innermost =
            |article: &&NodeRef<'_>| fitting.iter().all(|other| !inside(other, article));
        fitting.iter().copied().find(innermost)
    };
    let about = find(&titled).or_else(|| {
        // Where the title stands outside of all articles, they are what the page is about.
        let mut titles = body.descendants_it().filter(titled);
        let outside = |node: &NodeRef<'_>| articles.iter().all(|article| !inside(node, article));
        (!titles.any(|node| outside(&node)))
            .then(|| find(&first))
            .flatten()
    });
    let Some(about) = about else { return };
    for other in &articles {
        if other.id != about.id && !inside(other, about) && !inside(about, other) {
            other.remove_from_parent();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn letters_and_words_are_counted_as_they_are_split() {
        for text in [
            "",
            " ",
            "a",
            " a b",
            "the\tquay\r\n is\x0bopen\x0c ",
            "\x1cx\x00 y",
        ] {
            let words: Vec<&str> = text.split_whitespace().collect();
            let letters = words.iter().map(|word| word.len()).sum();
            assert_eq!(count(text.as_bytes()), (letters, words.len()), "{text:?}");
        }
    }
}

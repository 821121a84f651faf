//! Where on a page its facts stand.

use dom_query::{Document, NodeRef};

/// Elements in which pages put facts, found in one walk, each kind in order.
#[derive(Default)]
pub struct Spots<'a> {
    /// `<meta>` with a content.
    pub metas: Vec<NodeRef<'a>>,
    /// `<title>`.
    pub titles: Vec<NodeRef<'a>>,
    /// Main headings.
    pub headings: Vec<NodeRef<'a>>,
    /// Links to the address of the page itself.
    pub links: Vec<NodeRef<'a>>,
    /// JSON-LD.
    pub scripts: Vec<NodeRef<'a>>,
    /// `<time>`.
    pub times: Vec<NodeRef<'a>>,
    /// Elements that say that they hold when the article was published.
    pub dated: Vec<NodeRef<'a>>,
}

impl<'a> Spots<'a> {
    /// Those of a page.
    pub fn of(doc: &'a Document) -> Self {
        let mut spots = Self::default();
        for node in doc.root().descendants_it() {
            let Some(element) = node.element_ref() else {
                continue;
            };
            let has = |name: &str, fits: fn(&str) -> bool| {
                let mut attrs = element.attrs.iter();
                attrs.any(|attr| &*attr.name.local == name && fits(&attr.value))
            };
            let name = &*element.name.local;
            let kind = match name {
                "meta" if has("content", |_| true) => Some(&mut spots.metas),
                "title" => Some(&mut spots.titles),
                "h1" => Some(&mut spots.headings),
                "link" if has("rel", |rel| rel == "canonical") => Some(&mut spots.links),
                "script" if has("type", |kind| kind.contains("ld+json")) => {
                    Some(&mut spots.scripts)
                }
                "time" => Some(&mut spots.times),
                _ => None,
            };
            kind.into_iter().for_each(|kind| kind.push(node));
            let is_dated = has("itemprop", |it| {
                matches!(it, "datePublished" | "dateCreated")
            });
            let is_own_time = || {
                let is_named = |class: &str| {
                    let mut names = class.split_ascii_whitespace();
                    names.any(|name| matches!(name, "published" | "entry-date"))
                };
                has("pubdate", |_| true) || has("class", is_named)
            };
            if is_dated || name == "time" && is_own_time() {
                spots.dated.push(node);
            }
        }
        spots
    }
}

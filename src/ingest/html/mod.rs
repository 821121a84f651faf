//! Web pages: markup to a tree, the article in it, its facts, its blocks.

mod address;
mod blocks;
mod breaks;
mod captions;
mod cards;
mod classes;
mod disclosed;
mod discover;
mod elements;
mod elsewhere;
mod embeds;
mod facts;
mod flat;
mod formulas;
mod frames;
mod headings;
mod hidden;
mod inline;
mod linked_data;
mod names;
pub mod notes;
mod posts;
mod prose;
mod pulled;
mod raised;
mod readable;
mod signatures;
mod split;
mod stated;
mod strip;
mod told;
pub mod tree;
mod typed;
mod visible;
mod votes;

pub use self::address::Base;
pub use self::discover::{FeedLink, FeedLinkKind, discover};
pub use self::elements::line;
pub use self::split::next_page;
use super::builder::ArticleBuilder;
use crate::ingest::hint::Hint;
use crate::model::Article;

/// Reads a page: finds the article among the furniture.
pub fn read(markup: &str, hint: Hint<'_>) -> Article {
    let page = tree::parse(markup);
    let base = Base::new(hint.url, page.doc.base_uri().as_deref());
    headings::clean(page.doc.root());
    let (meta, told) = facts::read(&page.doc, hint.url, &base);
    let mut out = ArticleBuilder::new(meta);
    match page.damage {
        Some(damage) => {
            out.meta().damage = Some(damage.into());
            flat::read(markup, &mut out);
        }
        None => {
            let inside = page.framed.then(|| frames::inside(&page.doc)).flatten();
            if inside.is_some() {
                out.meta().damage = Some(frames::DAMAGE.into());
            }
            let doc = inside.unwrap_or(page.doc);
            readable::read(doc, told.as_deref(), &base, &mut out);
        }
    }
    out.finish()
}

/// Writes a piece of markup, such as a feed gives, into `out`; all of it is content.
pub fn fragment(markup: &str, base: &Base, out: &mut ArticleBuilder) {
    let page = tree::parse(markup);
    match page.damage {
        Some(_) => flat::read(markup, out),
        None => {
            let root = page.doc.root();
            headings::clean(root);
            formulas::settle(root);
            inline::settle(root);
            breaks::part(root);
            blocks::walk(root, base, out);
        }
    }
}

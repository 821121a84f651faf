//! Web pages: markup to a tree, the article in it, its facts, its blocks.

mod address;
mod blocks;
mod cards;
mod discover;
mod elsewhere;
mod embeds;
mod facts;
mod flat;
mod headings;
mod hidden;
mod inline;
mod linked_data;
mod names;
pub mod notes;
mod prose;
mod readable;
mod signatures;
mod split;
mod strip;
pub mod tree;
mod visible;

pub use self::address::Base;
pub use self::discover::{FeedLink, FeedLinkKind, discover};
pub use self::facts::line;
pub use self::split::next_page;
use super::Hint;
use super::builder::ArticleBuilder;
use crate::model::Article;

/// Elements whose content nobody reads as words of the page.
const SKIPPED: [&str; 24] = [
    "script", "style", "noscript", "template", "head", "svg", "math", "button", "select",
    "textarea", "input", "option", "datalist", "iframe", "object", "embed", "audio", "video",
    "canvas", "map", "dialog", "title", "noframes", "meter",
];

/// Whether an element of that name ends the words before it.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

/// Reads a page: finds the article among the furniture.
pub fn read(markup: &str, hint: Hint<'_>) -> Article {
    let page = tree::parse(markup);
    let base = Base::new(hint.url, page.doc.base_uri().as_deref());
    headings::clean(page.doc.root());
    let mut out = ArticleBuilder::new(facts::read(&page.doc, hint.url, &base));
    match page.damage {
        Some(damage) => {
            out.meta().damage = Some(damage.into());
            flat::read(markup, &mut out);
        }
        None => readable::read(page.doc, &base, &mut out),
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
            inline::settle(root);
            blocks::walk(root, base, out);
        }
    }
}

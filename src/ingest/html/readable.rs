//! Finds the article among a page's furniture.

use dom_query::{Document, NodeData, NodeRef};
use dom_smoothie::{Config, Readability};

use super::address::Base;
use super::blocks;
use crate::ingest::builder::ArticleBuilder;

/// The most that a text may cost to be written as markup: its bytes by the signs to be escaped in
/// it. The reader of pages writes its result out, and html5ever looks to the end for each sign.
const ESCAPES: usize = 10_000_000_000;

/// Writes the article of `doc` into `out`.
pub fn read(doc: Document, base: &Base, out: &mut ArticleBuilder) {
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let spare = doc.clone();
    if !is_costly(&doc)
        && let Ok(mut reader) = Readability::with_document(doc, None, Some(config))
        && reader.parse().is_ok()
        && let Some(root) = content(&reader.doc)
    {
        blocks::walk(root, base, out);
    } else {
        blocks::walk(spare.root(), base, out);
    }
}

fn content(doc: &Document) -> Option<NodeRef<'_>> {
    let found = doc.try_select("#readability-page-1")?;
    found.nodes().first().copied()
}

fn is_costly(doc: &Document) -> bool {
    doc.root().descendants_it().any(|node| {
        node.query_or(false, |n| match &n.data {
            NodeData::Text { contents } => {
                let signs = memchr::memchr2_iter(b'&', 0xc2, contents.as_bytes()).count();
                contents.len().saturating_mul(signs) > ESCAPES
            }
            _ => false,
        })
    })
}

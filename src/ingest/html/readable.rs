//! Finds the article among a page's furniture.

use dom_query::{Document, NodeData, NodeRef};
use dom_smoothie::{Config, Readability};

use super::address::Base;
use super::blocks;
use super::prose::{self, Leaf};
use crate::ingest::builder::ArticleBuilder;

/// The most that a text may cost to be written as markup: its bytes by the signs to be escaped in
/// it. The reader of pages writes its result out, and html5ever looks to the end for each sign.
const ESCAPES: usize = 10_000_000_000;

/// How much running text, in percent of all that the page has, is enough for an article: one that
/// has the first paragraph is less doubtful than one that begins elsewhere.
const ENOUGH: (usize, usize) = (30, 55);
/// How many characters are enough for one that begins right, whatever else is on the page.
const LONG: usize = 2500;

/// Writes the article of `doc` into `out`. Where the reader of pages fails or leaves most of the
/// running text behind, the innermost element that holds nearly all of it is the article.
pub fn read(doc: Document, base: &Base, out: &mut ArticleBuilder) {
    show_streamed(&doc);
    prose::drop_others(body_of(&doc), &out.meta().title);
    let spare = doc.clone();
    let body = body_of(&spare);
    let densest = prose::densest(body);
    let read = (!is_costly(&doc)).then(|| parse(doc)).flatten();
    let found = read.as_ref().and_then(|reader| content(&reader.doc));
    let enough = |root: &NodeRef<'_>| {
        let Some((place, most)) = densest else {
            return true;
        };
        let words = prose::leaves(*root, |_| false);
        let chars: usize = words.iter().map(|leaf| leaf.chars).sum();
        let begins = has_beginning(&words, place);
        let enough = if begins { ENOUGH.0 } else { ENOUGH.1 };
        begins && chars >= LONG || chars * 100 >= most * enough
    };
    let root = found
        .filter(enough)
        .or(densest.map(|(node, _)| node))
        .or(found)
        .unwrap_or(body);
    prose::strip(root);
    blocks::walk(root, base, out);
}

fn body_of(doc: &Document) -> NodeRef<'_> {
    doc.body().unwrap_or_else(|| doc.root())
}

/// Whether the first paragraph of `place` is among the words.
fn has_beginning(words: &[Leaf<'_>], place: NodeRef<'_>) -> bool {
    let first = prose::leaves(place, prose::is_beside)
        .into_iter()
        .find(Leaf::is_prose);
    first.is_none_or(|first| {
        let start: String = first.words.chars().take(60).collect();
        words.iter().any(|leaf| leaf.words.contains(&start))
    })
}

/// Shows what React sends hidden, to be put in place by a script.
fn show_streamed(doc: &Document) {
    for node in doc.select("div[hidden][id^='S:']").nodes() {
        node.remove_attr("hidden");
    }
}

fn parse(doc: Document) -> Option<Readability> {
    let config = Config {
        disable_json_ld: true,
        // The furniture is told by them.
        keep_classes: true,
        ..Config::default()
    };
    let mut reader = Readability::with_document(doc, None, Some(config)).ok()?;
    reader.parse().is_ok().then_some(reader)
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

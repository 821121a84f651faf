//! Finds the article among a page's furniture.

use std::borrow::Cow;
use std::iter;

use dom_query::{Document, NodeData, NodeRef};
use dom_smoothie::{Config, Readability};

use super::address::Base;
use super::blocks;
use super::breaks;
use super::classes;
use super::prose::{self, Leaf};
use super::{
    disclosed, embeds, formulas, hidden, inline, posts, pulled, signatures, stated, strip, told,
    votes,
};
use crate::ingest::builder::ArticleBuilder;

/// The most that a text may cost to be written as markup: its bytes by the signs to be escaped in
/// it. The reader of pages writes its result out, and html5ever looks to the end for each sign.
const ESCAPES: usize = 10_000_000_000;

/// How much running text, in percent of all that the page has, is enough for an article: one that
/// has the first paragraph is less doubtful than one that begins elsewhere.
const ENOUGH: (usize, usize) = (30, 55);
/// How much is enough where all posts of a board are the article.
const NEARLY_ALL: usize = 95;
/// How many characters are enough for one that begins right, whatever else is on the page.
const LONG: usize = 2500;
/// An article of fewer characters is believed only when it has half of the page's running text.
const SHORT: usize = 1000;
/// How many paragraphs are looked for among others.
const MOST: usize = 100;

/// Writes the article of `doc` into `out`. Where the reader of pages fails or leaves most of the
/// running text behind, the innermost element that holds nearly all of it is the article. `told` are the words that the page
/// tells machines of: where it shows but their beginning, they are the article.
pub fn read(doc: Document, told: Option<&str>, base: &Base, out: &mut ArticleBuilder) {
    let title = out.meta().title.clone();
    hidden::show(&doc);
    disclosed::show(&doc);
    formulas::settle(body_of(&doc));
    inline::settle(body_of(&doc));
    breaks::part(body_of(&doc));
    breaks::keep(body_of(&doc));
    embeds::settle(body_of(&doc));
    posts::settle(body_of(&doc));
    signatures::keep(&doc);
    pulled::strip(body_of(&doc));
    votes::strip(body_of(&doc));
    prose::drop_others(body_of(&doc), &title);
    let spare = doc.clone();
    let body = body_of(&spare);
    let densest = prose::densest(body);
    let read = (!is_costly(&doc)).then(|| parse(doc)).flatten();
    let found = read.as_ref().and_then(|reader| content(&reader.doc));
    let enough = |root: &NodeRef<'_>| match densest {
        Some((place, most)) => is_enough(*root, place, most, &title),
        None => is_most(*root, body),
    };
    let root = found
        .filter(enough)
        .or(densest.map(|(node, _)| node))
        .unwrap_or(body);
    let root = fuller(root, body).unwrap_or(root);
    let meta = out.meta();
    strip::strip(root, &title, meta.byline.as_deref(), meta.url.as_deref());
    let told = told.map(Cow::Borrowed);
    let stated = || stated::read(&spare, &title).map(Cow::Owned);
    match told::fuller(
        root,
        told.into_iter().chain(iter::once_with(stated).flatten()),
    ) {
        Some(told) => told::write(&told, base, out),
        None => blocks::walk(root, base, out),
    }
}

/// How many times as many words that are no links the main part of a page has, which is a long list, as
/// what looks like its article.
const LIST: usize = 4;

/// The main part of a page, where it is a list of short entries and `root` only its introduction.
fn fuller<'a>(root: NodeRef<'_>, body: NodeRef<'a>) -> Option<NodeRef<'a>> {
    let main = body.descendants_it().find(|node| {
        node.has_name("main") || node.attr("role").is_some_and(|role| &*role == "main")
    })?;
    let words = |leaves: Vec<Leaf<'_>>| -> usize {
        leaves.iter().map(|leaf| leaf.chars - leaf.linked).sum()
    };
    let known = prose::leaves(root, |_| false);
    if prose::amount(&known) >= SHORT {
        return None;
    }
    let skip = |node: &NodeRef<'_>| prose::is_beside(node) || classes::is_named_furniture(node);
    let all = words(prose::leaves(main, skip));
    (all >= LONG && all > LIST * words(known)).then_some(main)
}

fn body_of(doc: &Document) -> NodeRef<'_> {
    doc.body().unwrap_or_else(|| doc.root())
}

/// Whether `found` is the article of a page whose running text, `most` of it, stands in `place`.
fn is_enough(found: NodeRef<'_>, place: NodeRef<'_>, most: usize, title: &str) -> bool {
    let words = prose::leaves(found, |_| false);
    let chars: usize = words.iter().map(|leaf| leaf.chars).sum();
    if chars < SHORT && prose::amount(&words) * 2 < most {
        return false;
    }
    let leaves = prose::leaves(place, prose::is_beside);
    if is_notice(&words, &leaves) {
        return false;
    }
    if posts::is_board(&place) {
        return chars * 100 >= most * NEARLY_ALL;
    }
    let begins = has_beginning(&words, &leaves, title);
    let enough = if begins { ENOUGH.0 } else { ENOUGH.1 };
    begins && chars >= LONG || chars * 100 >= most * enough
}

/// Whether the words are a notice about cookies, which may be longer than any paragraph of the page.
fn is_notice(words: &[Leaf<'_>], leaves: &[Leaf<'_>]) -> bool {
    let mut paragraphs = leaves.iter().filter(|leaf| leaf.is_prose()).take(MOST);
    words
        .iter()
        .any(|leaf| leaf.words.to_lowercase().contains("cookie"))
        && !paragraphs.any(|leaf| is_among(leaf, words))
}

/// Whether a page without running text, such as a list of links, is for the most part in `found`.
fn is_most(found: NodeRef<'_>, body: NodeRef<'_>) -> bool {
    let chars = |root: NodeRef<'_>, skip: fn(&NodeRef<'_>) -> bool| -> usize {
        prose::leaves(root, skip)
            .iter()
            .map(|leaf| leaf.chars)
            .sum()
    };
    chars(found, |_| false) * 3 >= chars(body, prose::is_beside)
}

/// Whether the first paragraph of `leaves`, or the first behind the article's title, is among the words.
fn has_beginning(words: &[Leaf<'_>], leaves: &[Leaf<'_>], title: &str) -> bool {
    let titled = leaves.iter().position(|leaf| prose::is_title(leaf, title));
    let behind = &leaves[titled.unwrap_or(0)..];
    let first = leaves.iter().find(|leaf| leaf.is_prose());
    let behind = behind.iter().find(|leaf| leaf.is_prose());
    first.is_none_or(|first| is_among(first, words))
        || behind.is_some_and(|first| is_among(first, words))
}

fn is_among(leaf: &Leaf<'_>, words: &[Leaf<'_>]) -> bool {
    let start: String = leaf.words.chars().take(60).collect();
    words.iter().any(|other| other.words.contains(&start))
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

#[cfg(test)]
mod tests;

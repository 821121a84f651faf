//! What all kinds of packed articles have in common: bounds, gzip, a feed of what was found, names of files.

use std::io::Read;

use flate2::bufread::MultiGzDecoder;

use crate::error::Result;
use crate::ingest::feed;
use crate::ingest::fold;
use crate::ingest::hint::{Hint, Ingested, refusal};
use crate::model::{Article, BlockKind, Feed, Span};

/// The most articles of one file that are read.
pub const MOST_ITEMS: usize = 50_000;
/// The most bytes of one article in it, unpacked.
pub const MOST_OF_ONE: usize = 16 << 20;
/// The most bytes of all articles in it, unpacked.
pub const MOST_OF_ALL: usize = 128 << 20;

/// How gzip begins (RFC 1952).
pub const GZIP: &[u8] = b"\x1f\x8b";

/// What gzip holds, as far as it can be read; cut at the most that is read of one article.
pub fn unpack(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    // What can be unpacked of a damaged one is better than none.
    let _ = MultiGzDecoder::new(bytes)
        .take(MOST_OF_ONE as u64)
        .read_to_end(&mut plain);
    plain
}

/// A feed of what was found, or the sentence that nothing was.
pub fn gathered(mut feed: Feed, hint: Hint<'_>, what: &str) -> Result<Ingested> {
    if feed.items.is_empty() {
        return Err(refusal(hint, format!("is {what} without words to read")));
    }
    feed::tell_apart(&mut feed.items);
    feed.items.iter_mut().for_each(feed::name_untitled);
    Ok(Ingested::Feed(Box::new(feed)))
}

/// Takes the first heading away where it says the title again, which stands above the text already.
pub fn without_title(article: &mut Article) {
    let [first, second, ..] = article.blocks.as_slice() else {
        return;
    };
    let start = second.span.start;
    let is_title = matches!(first.kind, BlockKind::Heading(_))
        && fold::one_line(first.span.of(&article.text)) == article.meta.title;
    let Some(rest) = article.text.get(start..).filter(|_| is_title) else {
        return;
    };
    let moved = |span: Span| Span::new(span.start - start, span.end - start);
    article.text = rest.to_string();
    article.blocks.remove(0);
    for block in &mut article.blocks {
        block.span = moved(block.span);
    }
    article.marks.retain(|mark| mark.span.start >= start);
    for mark in &mut article.marks {
        mark.span = moved(mark.span);
    }
}

/// The last part of a file's name or address, without its ending: what a file without a title is called.
pub fn stem(name: &str) -> &str {
    let name = name.trim_end_matches('/');
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match name.split_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

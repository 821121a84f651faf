//! Files that articles come in: e-mail and mailboxes, saved pages (MHTML), books (EPUB), web archives (WARC).
//!
//! Each is told by its bytes and read by a crate that knows it; what is inside goes through the same
//! readers as a page or a text. Every count and size is bounded: an archive may claim anything.

mod epub;
mod head;
mod mail;
pub mod warc;

use std::io::Read;

use flate2::bufread::MultiGzDecoder;

use super::{Hint, Ingested, fold};
use crate::error::Result;
use crate::model::{Article, BlockKind, Feed, Span};

/// The most articles of one file that are read.
const MOST_ITEMS: usize = 50_000;
/// The most bytes of one article in it, unpacked.
pub const MOST_OF_ONE: usize = 16 << 20;
/// The most bytes of all articles in it, unpacked.
const MOST_OF_ALL: usize = 128 << 20;

/// Reads bytes that hold packed articles; none when they are nothing of the kind.
///
/// # Errors
/// One sentence when they are, and there is no article in them.
pub fn read(bytes: &[u8], hint: Hint<'_>) -> Option<Result<Ingested>> {
    if epub::is_book(bytes) {
        Some(epub::read(bytes, hint))
    } else if warc::is_archive(bytes) {
        Some(warc::read(bytes, hint))
    } else if bytes.starts_with(GZIP) {
        Some(unzipped(bytes, hint))
    } else if mail::is_mailbox(bytes) {
        Some(mail::read_mailbox(bytes, hint))
    } else if mail::is_message(bytes, hint) {
        Some(mail::read(bytes, hint))
    } else {
        None
    }
}

/// How gzip begins (RFC 1952).
const GZIP: &[u8] = b"\x1f\x8b";

/// Reads what is packed with gzip, twice too: servers pack a packed file again.
fn unzipped(bytes: &[u8], hint: Hint<'_>) -> Result<Ingested> {
    let mut plain = unpack(bytes);
    if plain.starts_with(GZIP) {
        plain = unpack(&plain);
    }
    let why = match plain.len() {
        0 => "is damaged gzip data; get it again".to_owned(),
        MOST_OF_ONE.. => format!("is larger than {} MB when unpacked", MOST_OF_ONE >> 20),
        _ if plain.starts_with(GZIP) => "is packed with gzip more than twice".to_owned(),
        _ => return super::ingest(&plain, hint),
    };
    Err(super::refusal(hint, why))
}

/// What gzip holds, as far as it can be read; cut at the most that is read of one article.
fn unpack(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    // What can be unpacked of a damaged one is better than none.
    let _ = MultiGzDecoder::new(bytes)
        .take(MOST_OF_ONE as u64)
        .read_to_end(&mut plain);
    plain
}

/// Whether bytes, known to come from a folder of mail, are a message.
pub fn is_letter(bytes: &[u8]) -> bool {
    let hint = Hint {
        content_type: Some("message/rfc822"),
        ..Hint::default()
    };
    mail::is_message(bytes, hint)
}

/// A feed of what was found, or the sentence that nothing was.
fn gathered(mut feed: Feed, hint: Hint<'_>, what: &str) -> Result<Ingested> {
    if feed.items.is_empty() {
        return Err(super::refusal(
            hint,
            format!("is {what} without words to read"),
        ));
    }
    super::feed::tell_apart(&mut feed.items);
    feed.items.iter_mut().for_each(super::feed::name_untitled);
    Ok(Ingested::Feed(Box::new(feed)))
}

/// Takes the first heading away where it says the title again, which stands above the text already.
fn without_title(article: &mut Article) {
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
fn stem(name: &str) -> &str {
    let name = name.trim_end_matches('/');
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match name.split_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

#[cfg(test)]
mod tests;

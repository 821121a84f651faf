//! Files that articles come in: e-mail and mailboxes, saved pages (MHTML), books (EPUB), PDF, web archives (WARC).
//!
//! Each is told by its bytes and read by a crate that knows it; what is inside goes through the same
//! readers as a page or a text. Every count and size is bounded: an archive may claim anything.

mod epub;
mod head;
mod letter;
mod mail;
mod parts;
mod pdf;
pub mod warc;

use std::borrow::Cow;

pub use self::epub::{files_in_book, in_book};
use self::parts::{GZIP, MOST_OF_ONE, unpack};
use super::hint::{Hint, Ingested, refusal};
use super::unpacked::unpacked;
use crate::error::Result;

/// Reads bytes that hold packed articles; none when they are nothing of the kind.
///
/// # Errors
/// One sentence when they are, and there is no article in them.
pub fn read(bytes: &[u8], hint: Hint<'_>) -> Option<Result<Ingested>> {
    reader(bytes, hint).map(|read| read(bytes, hint))
}

/// Whether bytes hold packed articles.
pub fn is_packed(bytes: &[u8], hint: Hint<'_>) -> bool {
    reader(bytes, hint).is_some()
}

/// What reads bytes of one kind.
type Reader = fn(&[u8], Hint<'_>) -> Result<Ingested>;

/// The reader of what the bytes are, told by their beginning.
fn reader(bytes: &[u8], hint: Hint<'_>) -> Option<Reader> {
    let known: [(bool, Reader); 6] = [
        (epub::is_book(bytes), epub::read),
        (warc::is_archive(bytes), warc::read),
        (bytes.starts_with(GZIP), unzipped),
        (pdf::is_pdf(bytes), pdf::read),
        (mail::is_mailbox(bytes), mail::read_mailbox),
        (mail::is_message(bytes, hint), mail::read),
    ];
    let found = known.into_iter().find(|(is, _)| *is);
    found.map(|(_, read)| read)
}

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
        _ => {
            return read(&plain, hint).unwrap_or_else(|| {
                let mut items = Vec::new();
                let mut found = unpacked(&plain, hint, &mut |item| items.push(item))?;
                if let Ingested::Feed(feed) = &mut found {
                    feed.items = items;
                }
                Ok(found)
            });
        }
    };
    Err(refusal(hint, why))
}

/// What gzip holds; other bytes, and what is larger than is read, as they are.
pub fn without_gzip(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.starts_with(GZIP) {
        return Cow::Borrowed(bytes);
    }
    let plain = unpack(bytes);
    match plain.len() {
        0 | MOST_OF_ONE.. => Cow::Borrowed(bytes),
        _ => Cow::Owned(plain),
    }
}

/// Whether bytes, known to come from a folder of mail, are a message.
pub fn is_letter(bytes: &[u8]) -> bool {
    let hint = Hint {
        content_type: Some("message/rfc822"),
        ..Hint::default()
    };
    mail::is_message(bytes, hint)
}

#[cfg(test)]
mod tests;

//! Files that articles come in: e-mail and mailboxes, saved pages (MHTML), books (EPUB), PDF, web archives (WARC).
//!
//! Each is told by its bytes and read by a crate that knows it; what is inside goes through the same
//! readers as a page or a text. Every count and size is bounded: an archive may claim anything.

mod epub;
mod head;
mod mail;
mod parts;
mod pdf;
pub mod warc;

use self::parts::{GZIP, MOST_OF_ONE, unpack};
use super::hint::{Hint, Ingested, refusal};
use super::unpacked::unpacked;
use crate::error::Result;

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
    } else if pdf::is_pdf(bytes) {
        Some(pdf::read(bytes, hint))
    } else if mail::is_mailbox(bytes) {
        Some(mail::read_mailbox(bytes, hint))
    } else if mail::is_message(bytes, hint) {
        Some(mail::read(bytes, hint))
    } else {
        None
    }
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

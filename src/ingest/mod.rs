//! Bytes to articles: guess the format, pick one reader.
//!
//! Pure: no files, clock or network. Everything read here is hostile until the builder has cleaned it.

pub mod builder;
mod charset;
mod dates;
mod entities;
mod feed;
mod feed_address;
mod fold;
mod folders;
mod format;
mod furniture;
mod hint;
mod html;
mod json;
pub mod later;
mod mangled;
mod markdown;
mod opening;
pub mod opml;
mod packed;
mod picture;
mod piece;
mod text;
mod turns;
mod unpacked;

pub use self::feed_address::{feed_address, is_feed_scheme, is_host};
use self::format::Format;
pub use self::hint::{Hint, Ingested};
pub use self::html::{FeedLink, FeedLinkKind, discover, next_page};
pub use self::json::{Room, json, strings_mended};
pub use self::opening::{OPENING, opening};
pub use self::packed::{files_in_book, in_book, is_letter, warc};
pub use self::picture::{is_picture, picture};
use crate::error::Result;
use crate::model::FeedItem;

/// Whether the bytes are a list of subscriptions, for [`opml::read`].
pub fn is_list(bytes: &[u8], hint: Hint<'_>) -> bool {
    format::not_text(bytes).is_none()
        && format::guess(&charset::decode(bytes, hint.content_type), hint) == Format::Opml
}

/// Reads bytes of any kind.
///
/// # Errors
/// One sentence when there is nothing to read: empty, binary, or a page without words.
pub fn ingest(bytes: &[u8], hint: Hint<'_>) -> Result<Ingested> {
    let mut items = Vec::new();
    let mut found = ingest_each(bytes, hint, &mut |item| items.push(item))?;
    if let Ingested::Feed(feed) = &mut found {
        feed.items = items;
    }
    Ok(found)
}

/// The same, with the items of a feed given one by one as they are read: the feed that comes back has none. Of a large
/// feed they are never all in memory.
///
/// # Errors
/// As [`ingest`].
pub fn ingest_each(
    bytes: &[u8],
    hint: Hint<'_>,
    each: &mut dyn FnMut(FeedItem),
) -> Result<Ingested> {
    let Some(packed) = packed::read(bytes, hint) else {
        return unpacked::unpacked(bytes, hint, each);
    };
    let mut packed = packed?;
    if let Ingested::Feed(feed) = &mut packed {
        feed.items.drain(..).for_each(each);
    }
    Ok(packed)
}

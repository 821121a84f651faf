//! What is known of bytes before they are read, and what they turn out to be.

use crate::error::Error;
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
    /// A feed, a book, a mailbox, an archive: each item is an article.
    Feed(Box<Feed>),
}

/// The error of an input that holds no article: its name and the reason.
pub(super) fn refusal(hint: Hint<'_>, reason: String) -> Error {
    let name = if hint.name.is_empty() {
        "input"
    } else {
        hint.name
    };
    Error::no_article(name, reason)
}

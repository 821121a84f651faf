//! An article and its notes to bytes: one file a format.
//!
//! Three things can be given out: the whole article ([`ArticleFormat`]), the quotes in it
//! ([`QuoteFormat`]), the names in it ([`EntityFormat`]). All text is clean by the time it leaves:
//! articles are clean from the builder on, and JSON escapes what is left in texts that are annotated
//! exactly as given.

mod bibtex;
mod csl;
mod csv;
mod entities;
mod html;
mod inline;
mod json;
mod markdown;
mod offsets;
mod quotes;
pub mod tally;
mod text;
mod w3c;

pub use entities::{Named, render as render_entities};
pub use json::{annotated, extracted, failed, to_line};
pub use markdown::escape;
pub use offsets::CodePoints;
pub use quotes::{Lifted, attribution, lift, render as render_quotes};

use crate::model::Article;

/// How a whole article is given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArticleFormat {
    /// Linear text, a block a line, blank lines between.
    Text,
    /// CommonMark with tables.
    Markdown,
    /// One HTML document without styles or scripts.
    Html,
    /// One JSON value.
    Json,
    /// One JSON value a line.
    JsonLines,
}

/// How quotes are given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteFormat {
    /// For reading.
    Text,
    /// Block quotes with their source.
    Markdown,
    /// A header row, then a quote a row (RFC 4180).
    Csv,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// BibTeX entries of the articles, the words in `note`.
    Bibtex,
    /// CSL-JSON items of the articles, the words in `note`.
    CslJson,
    /// W3C Web Annotations with exact, prefix and suffix.
    W3c,
}

/// How names are given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntityFormat {
    /// For reading.
    Text,
    /// A header row, then a name a row (RFC 4180).
    Csv,
    /// One JSON array.
    Json,
}

/// One article in a format that stands for itself; JSON comes from [`extracted`].
pub fn render_article(article: &Article, format: ArticleFormat) -> String {
    match format {
        ArticleFormat::Text => text::render(article),
        ArticleFormat::Markdown => markdown::render(article),
        ArticleFormat::Html => html::render(article),
        ArticleFormat::Json | ArticleFormat::JsonLines => to_line(&extracted("", article)),
    }
}

//! In which forms articles, quotes and names are printed, as they are asked for on the command line.

use clap::ValueEnum;

use crate::export::{ArticleFormat, EntityFormat, QuoteFormat};

/// The number of an article.
pub fn article_number(words: &str) -> Result<i64, &'static str> {
    let number = words.parse();
    number.map_err(|_| "not a number; `pullquote list` gives the numbers of articles")
}

/// How an article is printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ArticleForm {
    /// Linear text.
    Text,
    /// CommonMark.
    Markdown,
    /// An HTML document.
    Html,
    /// A JSON value an article.
    Json,
    /// A line of JSON an article.
    Jsonl,
}

/// How quotes are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum QuoteForm {
    /// For reading.
    Text,
    /// Block quotes with their source.
    Markdown,
    /// A table.
    Csv,
    /// A JSON array.
    Json,
    /// A line of JSON a quote.
    Jsonl,
    /// BibTeX entries.
    Bibtex,
    /// CSL-JSON items.
    CslJson,
    /// W3C Web Annotations.
    W3c,
}

/// How names are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum EntityForm {
    /// For reading.
    Text,
    /// A table.
    Csv,
    /// A JSON array.
    Json,
}

impl From<ArticleForm> for ArticleFormat {
    fn from(form: ArticleForm) -> Self {
        match form {
            ArticleForm::Text => ArticleFormat::Text,
            ArticleForm::Markdown => ArticleFormat::Markdown,
            ArticleForm::Html => ArticleFormat::Html,
            ArticleForm::Json => ArticleFormat::Json,
            ArticleForm::Jsonl => ArticleFormat::JsonLines,
        }
    }
}

impl From<QuoteForm> for QuoteFormat {
    fn from(form: QuoteForm) -> Self {
        match form {
            QuoteForm::Text => QuoteFormat::Text,
            QuoteForm::Markdown => QuoteFormat::Markdown,
            QuoteForm::Csv => QuoteFormat::Csv,
            QuoteForm::Json => QuoteFormat::Json,
            QuoteForm::Jsonl => QuoteFormat::JsonLines,
            QuoteForm::Bibtex => QuoteFormat::Bibtex,
            QuoteForm::CslJson => QuoteFormat::CslJson,
            QuoteForm::W3c => QuoteFormat::W3c,
        }
    }
}

impl From<EntityForm> for EntityFormat {
    fn from(form: EntityForm) -> Self {
        match form {
            EntityForm::Text => EntityFormat::Text,
            EntityForm::Csv => EntityFormat::Csv,
            EntityForm::Json => EntityFormat::Json,
        }
    }
}

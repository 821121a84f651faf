//! In which formats articles, quotes and names are given out.

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

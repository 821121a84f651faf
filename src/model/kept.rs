//! What the library knows beyond articles: quotations by whom they are, older texts of a story, the
//! reader's notes on passages.

use std::collections::BTreeSet;

use super::{Article, ArticleId, QuoteKind, Span};

/// One quotation on the shelf.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The article that it stands in.
    pub article: ArticleId,
    /// Its place in the article's notes.
    pub nth: usize,
    /// Between marks, reported, or both.
    pub kind: QuoteKind,
    /// Its words, the parts joined by a space.
    pub words: String,
    /// Who said it, after the reader's corrections.
    pub who: Option<String>,
    /// How sure the speaker is, 0 to 1.
    pub certainty: f32,
    /// Seconds since 1970 of the article.
    pub at: i64,
    /// The article's headline.
    pub title: String,
    /// Who wrote the article.
    pub byline: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The feed or site.
    pub source: String,
}

/// The quotations that are alike in what they are counted by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What they are counted by: speaker, feed, month, in the order that was asked for.
    pub key: Vec<String>,
    /// How many there are.
    pub quotes: u32,
    /// How many words they have together.
    pub words: usize,
    /// In how many articles.
    pub articles: usize,
    /// By which feeds, in the order of the alphabet.
    pub feeds: BTreeSet<String>,
    /// When the first of these articles was published, in seconds since 1970.
    pub first: i64,
    /// When the last was.
    pub last: i64,
}

/// How two quotations are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same words; letter case and punctuation aside.
    Identical,
    /// The other has a part of these words.
    Shortened,
    /// The other has these words and more.
    Longer,
    /// Most words are the same, in the same order.
    Altered,
}

/// What an updated story said before.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// When the next text replaced it, in seconds since 1970.
    pub until: i64,
    /// Its headline and words.
    pub article: Article,
}

/// A note on a passage, or a passage that is highlighted, or both.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Remark {
    /// Its number.
    pub id: i64,
    /// Where the passage stands now; none when it is no longer in the text.
    pub span: Option<Span>,
    /// The passage's words.
    pub exact: String,
    /// What stood before it.
    pub prefix: String,
    /// What stood after it.
    pub suffix: String,
    /// Whether it is highlighted.
    pub lit: bool,
    /// What the reader noted; may be empty where it is highlighted.
    pub words: String,
    /// When, in seconds since 1970.
    pub at: i64,
}

impl Remark {
    /// Whether the highlight stays when its note is taken away: of one without a note nothing would be left.
    pub fn stays(&self) -> bool {
        self.lit && !self.words.is_empty()
    }
}

/// What the library knows of an article beside its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// When its feed changed it last, as an ISO 8601 day.
    pub updated: Option<String>,
    /// How many older texts there are.
    pub versions: usize,
    /// The reader's notes on passages.
    pub notes: Vec<Remark>,
    /// The sources of the other articles that tell its story.
    pub elsewhere: Vec<String>,
}

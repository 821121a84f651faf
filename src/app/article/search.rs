//! Search in the open article.

use crate::model::{Span, find};

/// A search that is live: its words and where they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// The words as typed.
    pub words: String,
    /// Every match, in order, none over another.
    pub hits: Vec<Span>,
    /// The match that was gone to.
    pub current: Option<usize>,
}

impl Search {
    /// Looks for words in `text`, as [`find`] does.
    pub fn new(text: &str, words: &str) -> Self {
        Search {
            words: words.to_owned(),
            hits: find(text, words),
            current: None,
        }
    }
}

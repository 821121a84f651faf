//! A search in a text, as it is typed.

use super::{Span, find};

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
    /// The same after a search in that text for what was typed so far: where that found nothing, more words find nothing.
    pub fn after(known: Option<Search>, text: &str, words: &str) -> Self {
        match known {
            Some(known) if known.words == words => known,
            Some(known) if known.hits.is_empty() && words.starts_with(&known.words) => Search {
                words: words.to_owned(),
                ..known
            },
            _ => Self::new(text, words),
        }
    }

    /// Looks for words in `text`, as [`find`] does.
    pub fn new(text: &str, words: &str) -> Self {
        Search {
            words: words.to_owned(),
            hits: find(text, words),
            current: None,
        }
    }
}

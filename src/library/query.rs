//! The query language of search, lists, saved queries and filters: [`crate::model::EXAMPLES`] tells what
//! can be asked. Read into alternatives, of each of which all terms hold; parentheses are multiplied out.

mod read;
mod terms;

pub use self::terms::Query;
pub(super) use self::terms::{State, Term, What, seconds};
use crate::error::Result;

impl Query {
    /// Reads a query; `now`, in seconds since 1970, gives "7d" its meaning.
    ///
    /// # Errors
    /// One sentence when a date cannot be read, a state is unknown or a value is missing.
    pub fn parse(text: &str, now: i64) -> Result<Self> {
        // SQLite takes a NUL for the end of what is asked.
        read::read(&text.replace('\0', " "), now)
    }

    /// Any of these.
    pub(super) fn any(any: Vec<Vec<Term>>) -> Self {
        Self {
            any,
            ..Self::default()
        }
    }

    /// What of the query is not asked as it was written: one sentence.
    pub fn caution(&self) -> Option<&'static str> {
        self.shortened
            .then_some("A long passage: only its longest words were looked for.")
    }

    /// Everything that is unread.
    pub fn unread() -> Self {
        Self::of(What::Is(State::Unread))
    }

    /// Everything from the feed of that name or number.
    pub fn feed(feed: &str) -> Self {
        Self::of(What::Feed(feed.to_owned()))
    }

    fn of(what: What) -> Self {
        Self::any(vec![vec![Term { not: false, what }]])
    }

    /// This, and the terms of `other` too.
    #[must_use]
    pub fn and(self, other: &Query) -> Self {
        if self.any.is_empty() {
            return other.clone();
        }
        if other.any.is_empty() {
            return self;
        }
        let pairs = self.any.iter().flat_map(|left| {
            other
                .any
                .iter()
                .map(|right| left.iter().chain(right).cloned().collect())
        });
        Self {
            any: pairs.collect(),
            shortened: self.shortened || other.shortened,
        }
    }

    /// The column of stored counts that answers the query, if one does.
    pub(super) fn stored_count(&self) -> Option<&'static str> {
        match self.any.as_slice() {
            [] => Some("total"),
            [all] => match all.as_slice() {
                [
                    Term {
                        not: false,
                        what: What::Is(State::Unread),
                    },
                ] => Some("unread"),
                _ => None,
            },
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;

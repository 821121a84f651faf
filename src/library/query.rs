//! The query language of search, lists, saved queries and filters: [`crate::model::EXAMPLES`] tells what
//! can be asked. Read into alternatives, of each of which all terms hold; parentheses are multiplied out.

mod read;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use crate::error::{Error, Result};

/// What is looked for: any of the alternatives, of which all terms hold. Without terms, everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Never empty inside; no alternatives mean everything.
    pub(super) any: Vec<Vec<Term>>,
    /// It is a long passage, of which only some words are looked for.
    shortened: bool,
}

/// One condition.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    /// Turned round by `-`.
    pub not: bool,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    Words(String),
    Title(String),
    Byline(String),
    Quote(String),
    Said(String),
    About(String),
    Feed(String),
    Tag(String),
    Link(String),
    Is(State),
    After(i64),
    Before(i64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Read,
    Unread,
    Starred,
    Quoted,
    Noted,
    Updated,
    Hidden,
}

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

fn state(word: &str) -> Result<State> {
    Ok(match word.to_ascii_lowercase().as_str() {
        "read" => State::Read,
        "unread" => State::Unread,
        "starred" | "favourite" | "favorite" => State::Starred,
        "quoted" => State::Quoted,
        "noted" => State::Noted,
        "updated" | "changed" => State::Updated,
        "hidden" => State::Hidden,
        _ => {
            return Err(Error::Message(format!(
                "is:{word}: unknown; there are read, unread, starred, quoted, noted, updated and hidden"
            )));
        }
    })
}

/// A date, or so long ago: "2026-01-31", "2026-01", "2026", "7d".
fn moment(text: &str, now: i64) -> Result<i64> {
    if let Some(at) = seconds(text) {
        return Ok(at);
    }
    let ago = text.len().checked_sub(1).and_then(|end| {
        let count: i64 = text.get(..end)?.parse().ok()?;
        let unit = match text.get(end..)? {
            "h" => 3_600,
            "d" => 86_400,
            "w" => 7 * 86_400,
            "m" => 30 * 86_400,
            "y" => 365 * 86_400,
            _ => return None,
        };
        count.checked_mul(unit)
    });
    match (text, ago) {
        ("today", _) => Ok(now - now.rem_euclid(86_400)),
        ("yesterday", _) => Ok(now - now.rem_euclid(86_400) - 86_400),
        (_, Some(ago)) => Ok(now.saturating_sub(ago)),
        _ => Err(Error::Message(format!(
            "{text}: not a date; write 2026-01-31, 2026-01, 2026, today, or 7d for seven days ago"
        ))),
    }
}

/// ISO 8601, also a month or a year alone, as seconds since 1970; a date begins at midnight UTC.
pub(super) fn seconds(iso: &str) -> Option<i64> {
    if let Ok(time) = iso.parse::<Timestamp>() {
        return Some(time.as_second());
    }
    let whole = match iso.len() {
        4 => format!("{iso}-01-01"),
        7 => format!("{iso}-01"),
        _ => iso.get(..10)?.to_owned(),
    };
    let date: Date = whole.parse().ok()?;
    let midnight = date.to_datetime(Time::midnight());
    Some(Offset::UTC.to_timestamp(midnight).ok()?.as_second())
}

#[cfg(test)]
mod tests;

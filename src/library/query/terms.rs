//! What a query is made of: alternatives of conditions. States and times by their words.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use crate::error::{Error, Result};

/// What is looked for: any of the alternatives, of which all terms hold. Without terms, everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Never empty inside; no alternatives mean everything.
    pub(in crate::library) any: Vec<Vec<Term>>,
    /// It is a long passage, of which only some words are looked for.
    pub(super) shortened: bool,
}

/// One condition.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::library) struct Term {
    /// Turned round by `-`.
    pub not: bool,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::library) enum What {
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
pub(in crate::library) enum State {
    Read,
    Unread,
    Starred,
    Quoted,
    Noted,
    Updated,
    Hidden,
}

/// The state that a word names.
pub(super) fn state(word: &str) -> Result<State> {
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
pub(super) fn moment(text: &str, now: i64) -> Result<i64> {
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
pub(in crate::library) fn seconds(iso: &str) -> Option<i64> {
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

//! The query language of search, lists, saved queries and filters.
//!
//! ```text
//! ferry "new quay"        both the word and the phrase, in title, byline or text
//! ferr*                   words that begin so
//! -strike                 without the word; `-` turns every term round
//! title:ferry by:Ruiz     in the title, in the byline
//! quote:ferry             in somebody's words
//! said:"Ana Ruiz"         with a quotation of hers; with quote: in the same quotation
//! about:ferry             in the headline or in somebody's words
//! feed:herald tag:sea     from a feed (part of its name or address), with a tag (its feed's too)
//! unread starred          or is:unread, is:read, is:starred, is:quoted, is:noted, is:updated, is:hidden
//! after:2026-01 before:7d since the start of 2026-01, until seven days ago (h, d, w, m, y)
//! a b OR c                either
//! ```

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use crate::error::{Error, Result};

/// What is looked for: any of the alternatives, of which all terms hold. Without terms, everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Never empty inside; no alternatives mean everything.
    pub(super) any: Vec<Vec<Term>>,
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
        let mut any = Vec::new();
        let mut all = Vec::new();
        let mut rest = text;
        while let Some(token) = next_token(&mut rest) {
            if token.bare() && token.value == "OR" {
                any.push(std::mem::take(&mut all));
                continue;
            }
            all.extend(term(token, &mut rest, now)?);
        }
        any.push(all);
        // An empty alternative, as in "a OR", says nothing.
        any.retain(|all| !all.is_empty());
        Ok(Self { any })
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
        Self {
            any: vec![vec![Term { not: false, what }]],
        }
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

/// A piece of the query: `-key:"value"`.
struct Token<'a> {
    not: bool,
    key: Option<&'a str>,
    value: &'a str,
    quoted: bool,
}

impl Token<'_> {
    fn bare(&self) -> bool {
        !self.not && !self.quoted && self.key.is_none()
    }
}

const KEYS: [&str; 11] = [
    "title", "by", "quote", "said", "about", "feed", "tag", "is", "after", "before", "from",
];

fn next_token<'a>(rest: &mut &'a str) -> Option<Token<'a>> {
    let text = rest.trim_start();
    if text.is_empty() {
        *rest = text;
        return None;
    }
    let (not, text) = match text.strip_prefix('-') {
        Some(after) if !after.starts_with([' ', '-']) && !after.is_empty() => (true, after),
        _ => (false, text),
    };
    let (key, text) = match text.split_once(':') {
        Some((key, after)) if KEYS.contains(&key.to_ascii_lowercase().as_str()) => {
            (Some(key), after)
        }
        _ => (None, text),
    };
    let (value, quoted, after) = value(text);
    *rest = after;
    Some(Token {
        not,
        key,
        value,
        quoted,
    })
}

/// The value at the start of `text`, whether it stood in quotation marks, and what comes after it.
fn value(text: &str) -> (&str, bool, &str) {
    for (open, close) in [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»')] {
        if let Some(inside) = text.strip_prefix(open) {
            let end = inside.find(close).unwrap_or(inside.len());
            let after = inside.get(end + close.len_utf8()..).unwrap_or_default();
            return (&inside[..end], true, after);
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (&text[..end], false, &text[end..])
}

fn term(token: Token<'_>, rest: &mut &str, now: i64) -> Result<Option<Term>> {
    let Some(key) = token.key else {
        let what = match token.value.to_lowercase().as_str() {
            "unread" if !token.quoted => What::Is(State::Unread),
            "starred" if !token.quoted => What::Is(State::Starred),
            _ => What::Words(token.value.to_owned()),
        };
        return Ok(Some(Term {
            not: token.not,
            what,
        }));
    };
    let mut text = token.value.to_owned();
    if text.is_empty() && !token.quoted {
        // "quote: ferry", as one writes it in prose.
        text = match next_token(rest) {
            Some(next) if next.key.is_none() && !next.not => next.value.to_owned(),
            _ => {
                return Err(Error::Message(format!(
                    "{key}: what should stand after it? For instance {key}:\"two words\""
                )));
            }
        };
    }
    let what = match key.to_ascii_lowercase().as_str() {
        "title" => What::Title(text),
        "by" => What::Byline(text),
        "quote" => What::Quote(text),
        "said" => What::Said(text),
        "about" => What::About(text),
        "feed" | "from" => What::Feed(text),
        "tag" => What::Tag(text),
        "after" => What::After(moment(&text, now)?),
        "before" => What::Before(moment(&text, now)?),
        _ => What::Is(state(&text)?),
    };
    Ok(Some(Term {
        not: token.not,
        what,
    }))
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
mod tests {
    use super::*;

    /// 2026-08-10, noon UTC.
    const NOW: i64 = 1_786_363_200;

    fn check(text: &str, expected: &[&[What]]) {
        let query = Query::parse(text, NOW).unwrap();
        let found: Vec<Vec<What>> = query
            .any
            .iter()
            .map(|all| all.iter().map(|term| term.what.clone()).collect())
            .collect();
        let expected: Vec<Vec<What>> = expected.iter().map(|all| all.to_vec()).collect();
        assert_eq!(found, expected, "{text}");
    }

    fn error(text: &str) -> String {
        Query::parse(text, NOW).unwrap_err().to_string()
    }

    #[test]
    fn words_phrases_and_keys() {
        let words = |text: &str| What::Words(text.into());
        check("", &[]);
        check(
            "ferry \"new quay\"",
            &[&[words("ferry"), words("new quay")]],
        );
        check(
            "said:“Ana Ruiz” ferry",
            &[&[What::Said("Ana Ruiz".into()), words("ferry")]],
        );
        check("quote: ferry", &[&[What::Quote("ferry".into())]]);
        check("at 12:30", &[&[words("at"), words("12:30")]]);
        check("\"never closed", &[&[words("never closed")]]);
        check("a b OR c", &[&[words("a"), words("b")], &[words("c")]]);
        check("OR a OR", &[&[words("a")]]);
        check(
            "Unread \"unread\"",
            &[&[What::Is(State::Unread), words("unread")]],
        );
    }

    #[test]
    fn minus_turns_a_term_round() {
        let query = Query::parse("-ferry -tag:sea - --", NOW).unwrap();
        let not: Vec<bool> = query.any[0].iter().map(|term| term.not).collect();
        assert_eq!(not, [true, true, false, false]);
    }

    #[test]
    fn dates_and_spans_of_time() {
        check("after:2026-08-10", &[&[What::After(NOW - 43_200)]]);
        check("after:1970", &[&[What::After(0)]]);
        check("after:1970-02", &[&[What::After(31 * 86_400)]]);
        check("before:7d", &[&[What::Before(NOW - 7 * 86_400)]]);
        check("after:today", &[&[What::After(NOW - 43_200)]]);
        assert_eq!(seconds("1970-01-02T00:00:05Z"), Some(86_405));
        assert_eq!(seconds("soon"), None);
        assert_eq!(seconds("äääääääää"), None);
    }

    #[test]
    fn mistakes_get_a_sentence() {
        assert!(error("after:soon").starts_with("soon: not a date"));
        assert!(error("is:green").starts_with("is:green: unknown"));
        assert!(error("tag:").starts_with("tag: what should"));
    }

    #[test]
    fn two_queries_hold_together() {
        let left = Query::parse("a OR b", NOW).unwrap();
        let both = left.and(&Query::parse("c", NOW).unwrap());
        assert_eq!(both, Query::parse("a c OR b c", NOW).unwrap());
        assert_eq!(both, Query::default().and(&both));
    }
}

//! What is listed: queries that may not be finished, and rows that stay while their list changes.

use std::collections::HashSet;

use crate::error::Error;
use crate::library::Query;
use crate::model::{ArticleId, ArticleRow};

/// Some rows of a list, read before anybody asks for them.
#[derive(Debug)]
pub struct Known {
    /// The list that they are of.
    pub asked: (String, String),
    /// What tells whether the library is still the same.
    pub stamp: (i64, i64),
    /// How many rows the whole list has.
    pub total: usize,
    /// How many of those are unread; none where that may be another number by now.
    pub unread: Option<usize>,
    /// The number of the first of these rows.
    pub from: usize,
    pub rows: Vec<ArticleRow>,
}

/// Some rows of a list, as they are sent.
#[derive(Debug)]
pub struct Listed {
    /// How many rows the whole list has.
    pub total: usize,
    /// How many of those are unread, where that is known.
    pub unread: Option<usize>,
    pub rows: Vec<ArticleRow>,
}

/// What a row of the list of feeds means; one that cannot be read means nothing that there is.
pub fn part(within: &str, now: i64) -> Query {
    Query::parse(within, now).unwrap_or_else(|_| Query::feed("0"))
}

/// A query that may not be finished: its last word is looked for as a beginning, and what cannot be
/// read is taken as words, with the sentence why.
pub fn while_typing(filter: &str, now: i64) -> (Query, Option<Error>) {
    let last = filter.split_whitespace().next_back().unwrap_or_default();
    let open = last.chars().all(char::is_alphanumeric) && !filter.ends_with(' ');
    let whole = ["unread", "starred", "OR", "AND", "NOT"].contains(&last);
    let text = if open && !whole && !last.is_empty() {
        format!("{filter}*")
    } else {
        filter.to_owned()
    };
    match Query::parse(&text, now) {
        Ok(query) => (query, None),
        Err(error) => {
            let words = format!("\"{}\"", filter.replace('"', " "));
            (Query::parse(&words, now).unwrap_or_default(), Some(error))
        }
    }
}

/// Whether the last word of a filter is one letter so far.
pub fn is_begun(filter: &str) -> bool {
    let mut last = filter.rsplit(|c: char| !c.is_alphanumeric());
    let mut letters = last.next().unwrap_or_default().chars();
    letters.next().is_some_and(|letter| letter.is_ascii()) && letters.next().is_none()
}

/// The rows that are there now, with those before that are no longer meant and that `stay`, where they were. There may be
/// a million of both, which mostly differ in few: what they begin and end with alike stays as it is.
pub(super) fn merged(
    before: &[ArticleId],
    now: Vec<ArticleId>,
    stays: impl Fn(ArticleId) -> bool,
) -> Vec<ArticleId> {
    let same = |(one, other): &(&ArticleId, &ArticleId)| one == other;
    let head = before.iter().zip(&now).take_while(same).count();
    let (gone, new) = (&before[head..], &now[head..]);
    let pairs = gone.iter().rev().zip(new.iter().rev());
    let tail = pairs.take_while(same).count();
    let gone = &gone[..gone.len() - tail];
    if gone.is_empty() {
        return now;
    }
    let new = head..now.len() - tail;
    let middle = mixed(gone, &now[new.clone()], stays);
    let mut all = now;
    let _ = all.splice(new, middle);
    all
}

/// The same of rows that differ.
fn mixed(
    before: &[ArticleId],
    now: &[ArticleId],
    stays: impl Fn(ArticleId) -> bool,
) -> Vec<ArticleId> {
    let known: HashSet<ArticleId> = before.iter().copied().collect();
    let still = now.iter().copied().filter(|id| known.contains(id));
    // Mostly they are the first ones: then the others are not looked at.
    let meant: HashSet<ArticleId> = still.take(known.len()).collect();
    let mut to_come = meant.clone();
    let mut all = Vec::with_capacity(now.len() + before.len());
    let mut rest = now.iter().copied();
    for id in before {
        if !meant.contains(id) && stays(*id) {
            all.push(*id);
        }
        while to_come.contains(id) {
            let Some(next) = rest.next() else { break };
            to_come.remove(&next);
            all.push(next);
        }
    }
    all.extend(rest);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_a_word_that_is_begun() {
        for (filter, begun) in [
            ("o", true),
            ("ok", false),
            ("harbour NOT f", true),
            ("said:o", true),
            ("said:", false),
            ("", false),
            ("o ", false),
            ("灯", false),
        ] {
            assert_eq!(is_begun(filter), begun, "{filter}");
        }
    }

    #[test]
    fn what_is_new_comes_between_what_stays() {
        let ids = |numbers: &[i64]| -> Vec<ArticleId> {
            numbers.iter().map(|it| ArticleId(*it)).collect()
        };
        let check = |before: &[i64], now: &[i64], wanted: &[i64]| {
            assert_eq!(merged(&ids(before), ids(now), |id| id.0 < 10), ids(wanted));
        };
        check(&[3, 2, 1], &[4, 3, 2, 1], &[4, 3, 2, 1]);
        check(&[3, 2, 1], &[5, 3, 1], &[5, 3, 2, 1]);
        check(&[3, 2, 1], &[], &[3, 2, 1]);
        check(&[30, 3, 20, 2, 10], &[40, 3, 1], &[40, 3, 2, 1]);
        check(&[30, 20], &[], &[]);
        check(&[], &[2, 1], &[2, 1]);
        check(&[3, 1], &[3, 2, 1, 0], &[3, 2, 1, 0]);
        check(&[1, 2], &[2, 1], &[2, 1]);
        check(&[5, 4, 3, 2], &[6, 5, 3, 2, 1], &[6, 5, 4, 3, 2, 1]);
        check(&[9, 5, 4, 3, 1], &[9, 7, 5, 3, 1], &[9, 7, 5, 4, 3, 1]);
        check(&[9, 4, 5, 1], &[9, 5, 4, 6, 1], &[9, 5, 4, 6, 1]);
    }
}

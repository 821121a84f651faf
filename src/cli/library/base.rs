//! What the commands of the library begin with: the library itself, the time, queries as they were typed.

use crate::error::Result;
use crate::library::{Library, Query};
use crate::world::{clock, paths};

/// The library of this user.
pub(super) fn open() -> Result<Library> {
    Library::open(&paths::library(None)?)
}

/// Seconds since 1970.
pub(super) fn now() -> i64 {
    clock::now().as_second()
}

/// Stands for the hyphen before a word of a query.
pub const MINUS: char = '−';

/// The words of a command line as the query that was typed.
pub(super) fn typed(words: &[String]) -> String {
    let word = |word: &String| match word.strip_prefix(MINUS) {
        Some(rest) => format!("-{rest}"),
        None => word.clone(),
    };
    words.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// The words of a command line as a query; the name of a saved query stands for that query.
pub(super) fn read_query(library: &Library, words: &[String]) -> Result<Query> {
    let text = typed(words);
    let saved = library
        .saved_queries()?
        .into_iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(text.trim()))
        .map(|(_, query)| query);
    Query::parse(saved.as_deref().unwrap_or(&text), now())
}

/// "1 article", "3 articles".
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

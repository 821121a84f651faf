//! The library's commands: add, refresh, feeds, list, show, search, said, tag and the others around
//! them. Each opens the library, does one thing and prints it; nothing asks a question.

mod add;
pub mod args;
mod changes;
mod elsewhere;
mod following;
mod import;
mod lists;
mod marks;
mod notes;
mod print;
mod quotes;
mod store;
mod sync;

pub use add::add;
pub use following::{feeds, refresh};
pub use import::{export, import};
pub use lists::{list, search, show};
pub use marks::{filter, mark, tag, undo};
pub use quotes::said;
pub use store::doctor;
pub use sync::sync;

use crate::error::Result;
use crate::library::{Library, Query};
use crate::world::{clock, paths};

/// The library of this user.
fn open() -> Result<Library> {
    Library::open(&paths::library(None)?)
}

/// Seconds since 1970.
fn now() -> i64 {
    clock::now().as_second()
}

/// Stands for the hyphen before a word of a query.
pub const MINUS: char = '−';

/// The words of a command line as the query that was typed.
fn typed(words: &[String]) -> String {
    let word = |word: &String| match word.strip_prefix(MINUS) {
        Some(rest) => format!("-{rest}"),
        None => word.clone(),
    };
    words.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// The words of a command line as a query; the name of a saved query stands for that query.
fn read_query(library: &Library, words: &[String]) -> Result<Query> {
    let text = typed(words);
    let saved = library
        .saved_queries()?
        .into_iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(text.trim()))
        .map(|(_, query)| query);
    Query::parse(saved.as_deref().unwrap_or(&text), now())
}

/// "1 article", "3 articles".
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

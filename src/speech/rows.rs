//! Rows of lists as they are read out: the number, the words that matter, then the rest.

use crate::command::key_names;
use crate::command::keymap::Keymap;
use crate::command::table::Row;
use crate::compare::Change;
use crate::layout::width;
use crate::model::{ArticleRow, Selection};
use crate::words;
use crate::words::{day, shelf};

/// "2 Rain delays bridge repairs again. Harbour News, 5 November, 1 quote, unread." Where that has no room
/// in one row, the end of which may be cut: "2 Unread: Rain delays bridge repairs again. Harbour News."
pub fn article(number: usize, row: &ArticleRow, today: &str, facts: bool, room: usize) -> String {
    if !facts {
        return format!("{number} {}", words::sentence(words::title(&row.title)));
    }
    let whole = format!("{number} {}", whole_article(row, today));
    let states = words::known(", ", states(row));
    if states.is_empty() || width::of(&whole) <= room {
        return whole;
    }
    let title = words::sentence(words::title(&row.title));
    let facts = sentence_behind(&words::known(", ", known(row, today)));
    format!("{number} {}: {title}{facts}", words::capital(&states))
}

/// Whether it is read, and more that changes with it.
fn states(row: &ArticleRow) -> [Option<String>; 2] {
    [
        (!row.read).then(|| "unread".to_owned()),
        row.starred.then(|| "favourite".to_owned()),
    ]
}

/// Where it comes from, when, and how much is said in it.
fn known(row: &ArticleRow, today: &str) -> [Option<String>; 3] {
    let quotes = usize::try_from(row.quotes).unwrap_or(usize::MAX);
    [
        Some(row.source.clone()),
        row.published.as_deref().map(|at| day::spoken(at, today)),
        (quotes > 0).then(|| words::count(quotes, "quote")),
    ]
}

/// The same without the number.
pub fn whole_article(row: &ArticleRow, today: &str) -> String {
    let title = words::sentence(words::title(&row.title));
    let facts = words::known(", ", known(row, today).into_iter().chain(states(row)));
    format!("{title}{}", sentence_behind(&facts))
}

/// The facts as a sentence behind another.
fn sentence_behind(facts: &str) -> String {
    match facts {
        "" => String::new(),
        facts => format!(" {facts}."),
    }
}

/// "5 Harbour News. 8 unread of 120, feed." Where that has no room in one row: "5 8 unread of 120, feed:
/// Harbour News."
pub fn selection(number: usize, row: &Selection, room: usize) -> String {
    let kind = match shelf::heading(row.kind) {
        Some("Saved queries") => Some("saved query"),
        Some("Tags") => Some("tag"),
        Some(_) => Some("feed"),
        None => None,
    };
    let counts = match (row.unread, row.total) {
        (Some(0), Some(total)) => Some(words::count(total as usize, "article")),
        (Some(unread), Some(total)) if unread == total => Some(format!("{unread} unread")),
        (Some(unread), Some(total)) => Some(format!("{unread} unread of {total}")),
        _ => None,
    };
    let facts = words::known(", ", [counts, kind.map(str::to_owned)]);
    let trouble = shelf::trouble(row).map_or_else(String::new, |it| format!(" {it}"));
    let name = words::sentence(&row.name);
    let whole = format!("{number} {name}{}", sentence_behind(&facts));
    if facts.is_empty() || width::of(&whole) <= room {
        return whole + &trouble;
    }
    format!("{number} {facts}: {name}{trouble}")
}

/// "right parenthesis or right bracket q: Go to the next quote."
pub fn command(row: &Row, keymap: &Keymap) -> String {
    format!(
        "{}: {}",
        key_names::first_two(&keymap.keys(row.command)),
        row.help()
    )
}

/// What became of a part of a story: "Changed: was: One vote, now: Two votes, decided it."
pub fn change(change: &Change) -> String {
    let pair = match change {
        Change::Unchanged(count) => {
            return format!("{} unchanged.", words::count(*count, "paragraph"));
        }
        Change::Pair(pair) => pair,
    };
    match (&*pair.old.words, &*pair.new.words) {
        ("", new) => format!("New: {new}"),
        (old, "") => format!("Taken out: {old}"),
        _ => {
            let told = pair.told(["was", "now", "taken out", "new"]);
            format!("Changed: {}", words::sentence(&told))
        }
    }
}

#[cfg(test)]
mod tests;

//! What the names in a query mean: a person by the name that the reader joined it to, feeds by a part of their names.

use rusqlite::{Connection, OptionalExtension, ToSql};

use super::search::text::phrase;
use crate::error::Result;
use crate::model::FeedId;

/// The name that the reader joined this one to, or itself.
pub(super) fn known_as(db: &Connection, name: &str) -> Result<String> {
    let who: Option<String> = db
        .prepare_cached("SELECT who FROM merges WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    Ok(who.unwrap_or_else(|| name.to_owned()))
}

/// Nobody's name has more words; SQLite looks for tens of thousands in seconds.
const LONGEST_NAME: usize = 50;

/// The question to `quote_text` that finds what a person of that name said.
pub(super) fn speaker_match(db: &Connection, name: &str) -> Result<String> {
    let words = known_as(db, name)?;
    // Each word by itself, so that "Ruiz Ana" finds Ana Ruiz.
    let words: Vec<String> = words.split_whitespace().map(phrase).collect();
    if words.is_empty() || words.len() > LONGEST_NAME {
        return Ok("who : \"\"".to_owned());
    }
    Ok(format!("who : ({})", words.join(" AND ")))
}

/// The feeds that `name` means: that of this number or address, else all that have it in their names or addresses.
pub(super) fn find_feeds(db: &Connection, name: &str) -> Result<Vec<FeedId>> {
    let find = |sql: &str, values: &[&dyn ToSql]| -> Result<Vec<FeedId>> {
        let mut statement = db.prepare_cached(sql)?;
        let rows = statement.query_map(values, |row| Ok(FeedId(row.get(0)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    };
    let exact = find(
        "SELECT id FROM feeds WHERE url = ?1 OR id = ?2 ORDER BY id",
        &[&name, &name.parse::<i64>().ok()],
    )?;
    if !exact.is_empty() {
        return Ok(exact);
    }
    find(
        "SELECT id FROM feeds
          WHERE instr(lower(coalesce(name, '') || ' ' || title || ' ' || url), lower(?1)) ORDER BY id",
        &[&name],
    )
}

//! Reads newsboat's cache, which is an SQLite file too. It is opened for reading only.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};

use crate::error::{Error, Result};

/// An item of newsboat's cache.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cached {
    /// The feed's address, as in the `urls` file.
    pub feed: String,
    /// Its id.
    pub guid: String,
    /// Its headline.
    pub title: String,
    /// Its author.
    pub author: String,
    /// Its address.
    pub url: String,
    /// Its date, in seconds since 1970.
    pub date: i64,
    /// Its content, as HTML.
    pub content: String,
    /// Not read.
    pub unread: bool,
    /// The letters that it was flagged with.
    pub flags: String,
    /// Deleted by the reader.
    pub deleted: bool,
    /// With something attached: sound, a picture.
    pub enclosed: bool,
}

/// The feeds of a cache: address, title, page. None where it cannot be read.
pub fn newsboat_feeds(path: &Path) -> Vec<(String, String, String)> {
    let read = || -> rusqlite::Result<Vec<_>> {
        let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mut statement =
            db.prepare("SELECT rssurl, coalesce(title, ''), coalesce(url, '') FROM rss_feed")?;
        let rows = statement.query_map([], |row| Ok((text(row, 0), text(row, 1), text(row, 2))))?;
        rows.collect()
    };
    read().unwrap_or_default()
}

/// Hands on the items of a cache, the oldest first, in bundles of at most `bundle`.
///
/// # Errors
/// When the file is no cache of newsboat's, or `take` fails.
pub fn newsboat_cache(
    path: &Path,
    bundle: usize,
    mut take: impl FnMut(Vec<Cached>) -> Result<()>,
) -> Result<()> {
    let wrong = |error: rusqlite::Error| {
        Error::no_article(
            path.display().to_string(),
            format!("not a cache of newsboat's ({error})"),
        )
    };
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(wrong)?;
    // What is reckoned while it is read need not end.
    let tables = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'rss_item'";
    let tables: i64 = db.query_row(tables, [], |row| row.get(0)).map_err(wrong)?;
    if tables == 0 {
        let why = "not a cache of newsboat's (it has no table rss_item)";
        return Err(Error::no_article(path.display().to_string(), why));
    }
    let mut statement = db
        .prepare(
            "SELECT feedurl, guid, title, author, url, pubDate, content, unread, flags, deleted,
                    coalesce(enclosure_url, '') <> ''
               FROM rss_item ORDER BY pubDate, id",
        )
        .map_err(wrong)?;
    let mut rows = statement.query([]).map_err(wrong)?;
    let mut items = Vec::new();
    while let Some(row) = rows.next().map_err(wrong)? {
        let item = Cached {
            feed: text(row, 0),
            guid: text(row, 1),
            title: text(row, 2),
            author: text(row, 3),
            url: text(row, 4),
            date: number(row, 5),
            content: text(row, 6),
            unread: number(row, 7) != 0,
            flags: text(row, 8),
            deleted: number(row, 9) != 0,
            enclosed: number(row, 10) != 0,
        };
        items.push(item);
        if items.len() == bundle {
            take(std::mem::take(&mut items))?;
        }
    }
    take(items)
}

/// A column as words, whatever it holds: SQLite keeps in any column what was put there, also bytes that are no UTF-8.
fn text(row: &Row<'_>, column: usize) -> String {
    match row.get_ref(column) {
        Ok(ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        Ok(ValueRef::Integer(number)) => number.to_string(),
        Ok(ValueRef::Real(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The same as a whole number; 0 for what is none.
fn number(row: &Row<'_>, column: usize) -> i64 {
    match row.get_ref(column) {
        Ok(ValueRef::Integer(number)) => number,
        Ok(ValueRef::Real(number)) => number as i64,
        Ok(ValueRef::Text(words)) => {
            let words = String::from_utf8_lossy(words);
            words.trim().parse().unwrap_or(0)
        }
        _ => 0,
    }
}

//! Reads newsboat's cache, which is an SQLite file too. It is opened for reading only.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

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
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
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
    let mut statement = db
        .prepare(
            "SELECT feedurl, guid, coalesce(title, ''), coalesce(author, ''), coalesce(url, ''),
                    coalesce(pubDate, 0), coalesce(content, ''), unread, coalesce(flags, ''),
                    coalesce(deleted, 0), coalesce(enclosure_url, '') <> ''
               FROM rss_item ORDER BY pubDate, id",
        )
        .map_err(wrong)?;
    let mut rows = statement.query([]).map_err(wrong)?;
    let mut items = Vec::new();
    while let Some(row) = rows.next().map_err(wrong)? {
        let item = Cached {
            feed: row.get(0)?,
            guid: row.get(1)?,
            title: row.get(2)?,
            author: row.get(3)?,
            url: row.get(4)?,
            date: row.get(5)?,
            content: row.get(6)?,
            unread: row.get(7)?,
            flags: row.get(8)?,
            deleted: row.get(9)?,
            enclosed: row.get(10)?,
        };
        items.push(item);
        if items.len() == bundle {
            take(std::mem::take(&mut items))?;
        }
    }
    take(items)
}

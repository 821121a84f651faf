//! Articles that a server of news keeps as well: what each side knows, and how they come to agree.
//!
//! Beside an article stands what the server last knew of it. Where that differs, the reader changed
//! something here since; no list of changes is kept, so nothing can be sent twice or forgotten, and
//! what was undone is not sent at all.

use std::collections::{HashMap, HashSet};

use rusqlite::{OptionalExtension, Transaction, params};

use super::articles::{Incoming, Saved, save_one};
use super::{Library, filters};
use crate::error::Result;
use crate::model::{ArticleId, FeedId};

/// A feed that the server follows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stream {
    /// The server's name for it.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The folders that it is in.
    pub tags: Vec<String>,
}

/// An article of the server's on its way to the shelf.
#[derive(Clone, Debug)]
pub struct SyncedItem {
    /// The server's number for it.
    pub number: i64,
    /// What the server knows of it.
    pub read: bool,
    /// What the server knows of it.
    pub starred: bool,
    /// Its words.
    pub incoming: Incoming,
}

/// What changed here and the server does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// The server's number for the article.
    pub number: i64,
    /// As it is here.
    pub read: bool,
    /// As it is here.
    pub starred: bool,
    /// Which of the two the server knows otherwise.
    pub differs: (bool, bool),
}

impl Library {
    /// Follows what the server follows, and no longer what it has given up. Gives the feed of each
    /// stream's name. Folders become tags where a feed is new; `now` is when the server was asked.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn follow_streams(
        &mut self,
        streams: &[Stream],
        now: i64,
    ) -> Result<HashMap<String, FeedId>> {
        self.write(|db| {
            let mut feeds = HashMap::new();
            for stream in streams {
                feeds.insert(stream.name.clone(), follow(db, stream)?);
            }
            let mut given_up = db.prepare_cached(
                "UPDATE feeds SET removed = 1, stream = NULL
                  WHERE stream IS NOT NULL AND stream NOT IN (SELECT value FROM json_each(?1))",
            )?;
            given_up.execute([json(streams.iter().map(|stream| &stream.name))])?;
            db.execute(
                "UPDATE feeds SET checked = ?1, error = NULL WHERE stream IS NOT NULL",
                [now],
            )?;
            Ok(feeds)
        })
    }

    /// The streams whose feeds the reader no longer follows here.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn unfollowed_streams(&self) -> Result<Vec<String>> {
        let mut statement = self.db.prepare_cached(
            "SELECT stream FROM feeds WHERE stream IS NOT NULL AND removed = 1 ORDER BY id",
        )?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What the server has yet to hear of.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn unsent(&self) -> Result<Vec<Unsent>> {
        let mut statement = self.db.prepare_cached(
            "SELECT number, a.read, a.starred, a.read <> s.read, a.starred <> s.starred
               FROM synced AS s JOIN articles AS a ON a.id = article
              WHERE a.read <> s.read OR a.starred <> s.starred ORDER BY number",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(Unsent {
                number: row.get(0)?,
                read: row.get(1)?,
                starred: row.get(2)?,
                differs: (row.get(3)?, row.get(4)?),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Notes that the server has heard of these.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn sent(&mut self, sent: &[Unsent]) -> Result<()> {
        self.write(|db| {
            let mut statement =
                db.prepare_cached("UPDATE synced SET read = ?2, starred = ?3 WHERE number = ?1")?;
            for one in sent {
                statement.execute(params![one.number, one.read, one.starred])?;
            }
            Ok(())
        })
    }

    /// The server's numbers for all that is on the shelf.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn synced_items(&self) -> Result<HashSet<i64>> {
        let mut statement = self.db.prepare_cached("SELECT number FROM synced")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Saves articles of the server's, in one transaction. One that its feed has brought here before,
    /// by its address, stays as it is; it is read or starred when either side says so.
    ///
    /// # Errors
    /// When the library cannot be written; then none is saved.
    pub fn save_synced(&mut self, items: &[SyncedItem], now: i64) -> Result<Vec<Saved>> {
        self.write(|db| {
            let mut saved = Vec::with_capacity(items.len());
            for item in items {
                saved.push(keep(db, item, now)?);
            }
            filters::run(db, &saved, now)?;
            Ok(saved)
        })
    }

    /// Takes over what the server knows, except where the reader changed something here meanwhile.
    /// The sets are whole: what is not in them is read, or no favourite. Not an act of the reader.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn agree(&mut self, unread: &HashSet<i64>, starred: &HashSet<i64>) -> Result<()> {
        let sides = [
            ("read", "number NOT IN", json(unread)),
            ("starred", "number IN", json(starred)),
        ];
        self.write(|db| {
            for (column, told, items) in &sides {
                let told = format!("({told} (SELECT value FROM json_each(?1)))");
                db.prepare_cached(&format!(
                    "UPDATE articles SET {column} = NOT {column} WHERE id IN
                       (SELECT article FROM synced AS s JOIN articles AS a ON a.id = article
                         WHERE a.{column} = s.{column} AND s.{column} <> {told})"
                ))?
                .execute([items])?;
                db.prepare_cached(&format!(
                    "UPDATE synced SET {column} = {told} WHERE {column} <> {told}"
                ))?
                .execute([items])?;
            }
            Ok(())
        })
    }

    /// Forgets the server: its feeds are asked from here again, and everything stays. By what name a feed
    /// gives an article the server never told; it is known by its address until the feed gives it.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn forget_server(&mut self) -> Result<()> {
        self.write(|db| {
            db.execute(
                "UPDATE OR IGNORE articles SET item = ?1 || url
                  WHERE url IS NOT NULL AND id IN (SELECT article FROM synced)",
                [NAMELESS],
            )?;
            db.execute_batch("UPDATE feeds SET stream = NULL; DELETE FROM synced;")?;
            Ok(())
        })
    }
}

/// Stands before the address of an article whose name in its feed is not known.
const NAMELESS: &str = "address:";

/// Gives an article that came from a forgotten server the name that its feed has for it.
pub(super) fn name_nameless(db: &Transaction<'_>, incoming: &Incoming) -> Result<()> {
    let Some(url) = &incoming.article.meta.url else {
        return Ok(());
    };
    db.prepare_cached("UPDATE OR IGNORE articles SET item = ?2 WHERE feed = ?1 AND item = ?3")?
        .execute(params![
            incoming.feed.0,
            incoming.item,
            format!("{NAMELESS}{url}")
        ])?;
    Ok(())
}

fn follow(db: &Transaction<'_>, stream: &Stream) -> Result<FeedId> {
    let found: Option<i64> = db
        .prepare_cached(
            "SELECT id FROM feeds WHERE stream = ?1 OR url = ?2 ORDER BY stream IS NULL",
        )?
        .query_row([&stream.name, &stream.url], |row| row.get(0))
        .optional()?;
    if let Some(id) = found {
        db.prepare_cached("UPDATE feeds SET stream = ?2, removed = 0 WHERE id = ?1")?
            .execute(params![id, stream.name])?;
        return Ok(FeedId(id));
    }
    db.prepare_cached("INSERT INTO feeds (url, title, stream) VALUES (?1, ?2, ?3)")?
        .execute([&stream.url, &stream.title, &stream.name])?;
    let id = db.last_insert_rowid();
    for tag in &stream.tags {
        db.prepare_cached("INSERT OR IGNORE INTO feed_tags (feed, tag) VALUES (?1, ?2)")?
            .execute(params![id, tag])?;
    }
    Ok(FeedId(id))
}

fn keep(db: &Transaction<'_>, item: &SyncedItem, now: i64) -> Result<Saved> {
    let incoming = &item.incoming;
    let found: Option<i64> = db
        .prepare_cached(
            "SELECT a.id FROM articles AS a LEFT JOIN synced AS s ON article = a.id
              WHERE feed = ?1 AND (a.item = ?2 OR a.url = ?3 AND number IS NULL) LIMIT 1",
        )?
        .query_row(
            params![incoming.feed.0, incoming.item, incoming.article.meta.url],
            |row| row.get(0),
        )
        .optional()?;
    let saved = match found {
        Some(id) => Saved::Same(ArticleId(id)),
        None => save_one(db, incoming, now)?,
    };
    let id = saved.id().0;
    db.prepare_cached(
        "INSERT OR REPLACE INTO synced (article, number, read, starred) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![id, item.number, item.read, item.starred])?;
    db.prepare_cached(
        "UPDATE articles SET read = read OR ?2, starred = starred OR ?3 WHERE id = ?1",
    )?
    .execute(params![id, item.read, item.starred])?;
    Ok(saved)
}

/// A JSON list for `json_each`.
fn json<T: serde::Serialize>(values: impl IntoIterator<Item = T>) -> String {
    let values: Vec<T> = values.into_iter().collect();
    serde_json::to_string(&values).unwrap_or_else(|_| "[]".to_owned())
}

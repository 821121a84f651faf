//! Articles that a server of news keeps as well: what each side knows, and how they come to agree.
//!
//! Beside an article stands what the server last knew of it. Where that differs, the reader changed
//! something here since; no list of changes is kept, so nothing can be sent twice or forgotten, and
//! what was undone is not sent at all. A server is believed only about what it still has: of the rest
//! it says nothing, and that stays as it is here.
//!
//! - `streams` and `edits` agree about feeds, `states` about read, starred and tags, `items` puts the server's
//!   articles on the shelf. All that one synchronisation changes is one act, which can be undone.

mod edits;
mod items;
mod states;
mod streams;

use std::collections::HashSet;

use rusqlite::types::Value;
use rusqlite::{Transaction, params};

use super::Library;
use super::acts::{Field, Place, begin, change, forget_if_empty};
use super::articles::Incoming;
use super::whole::can_go_on;
use crate::error::Result;
use crate::model::FeedId;

pub use edits::StreamEdit;
pub(super) use items::name_nameless;
pub use states::{Doubt, Heard};
pub use streams::{Followed, is_much};

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

/// What the server knows of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Whether it was read.
    pub read: bool,
    /// Whether it is a favourite.
    pub starred: bool,
}

/// An article of the server's on its way to the shelf.
#[derive(Clone, Debug)]
pub struct SyncedItem {
    /// The server's name for it.
    pub name: String,
    /// What the server knows of it.
    pub state: State,
    /// Its words.
    pub incoming: Incoming,
}

/// What changed here and the server does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// The server's name for the article.
    pub name: String,
    /// As it is here.
    pub state: State,
    /// Which of the two the server knows otherwise.
    pub differs: State,
}

/// The act of one synchronisation: all that it changes here, so that it can be undone. It begins with
/// the first change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncAct {
    act: Option<i64>,
    /// When it began, in seconds since 1970.
    now: i64,
    read: usize,
    starred: usize,
    tagged: usize,
    feeds: HashSet<i64>,
}

impl SyncAct {
    /// Nothing yet, at `now`.
    pub fn new(now: i64) -> Self {
        Self {
            now,
            ..Self::default()
        }
    }

    /// The number under which changes are noted.
    fn number(&mut self, db: &Transaction<'_>) -> Result<i64> {
        if let Some(act) = self.act
            && can_go_on(db, act)?
        {
            return Ok(act);
        }
        let act = begin(db, "synchronised", self.now)?;
        self.act = Some(act);
        Ok(act)
    }

    /// Changes one field, notes it and counts it; nothing when it is so already.
    fn change(
        &mut self,
        db: &Transaction<'_>,
        field: Field,
        row: i64,
        key: &str,
        value: Value,
    ) -> Result<()> {
        let fresh = self.act.is_none();
        let act = self.number(db)?;
        let place = Place { field, row, key };
        if change(db, act, &place, &value)? {
            match field {
                Field::Read => self.read += 1,
                Field::Starred => self.starred += 1,
                Field::Tag => self.tagged += 1,
                _ => drop(self.feeds.insert(row)),
            }
        } else if fresh {
            forget_if_empty(db, act)?;
            self.act = None;
        }
        Ok(())
    }

    /// What it changed: "synchronised (3 read or unread, 1 favourite, 2 feeds)".
    fn sentence(&self) -> String {
        let words = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {many}")),
        };
        let facts = [
            words(self.read, "read or unread", "read or unread"),
            words(self.starred, "favourite", "favourites"),
            words(self.tagged, "tag", "tags"),
            words(self.feeds.len(), "feed", "feeds"),
        ];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        format!("synchronised ({})", facts.join(", "))
    }
}

impl Library {
    /// Says in the list of acts what a synchronisation changed.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn end_sync(&mut self, act: &SyncAct) -> Result<()> {
        if let Some(number) = act.act {
            self.want_room()?;
            self.db.execute(
                "UPDATE acts SET what = ?2 WHERE id = ?1",
                params![number, act.sentence()],
            )?;
        }
        Ok(())
    }

    /// The server's names for all that is on the shelf.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn synced_names(&self) -> Result<HashSet<String>> {
        let mut statement = self.db.prepare_cached("SELECT name FROM synced")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Forgets the server: its feeds are asked from here again, and everything stays. By what name a feed
    /// gives an article the server never told; it is known by its address until the feed gives it.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn forget_server(&mut self) -> Result<()> {
        self.write(|db| {
            forget_names(db)?;
            db.execute_batch("UPDATE feeds SET stream = NULL, served = 0, agreed = NULL;")?;
            Ok(())
        })
    }

    /// Forgets by what names the server knows articles: it was set up anew. Everything stays; what it
    /// still has is found again by link and title.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn forget_names(&mut self) -> Result<()> {
        self.write(forget_names)
    }

    /// The feeds that the server has to know and those of its own, by number.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn served_feeds(&self) -> Result<Vec<FeedId>> {
        let mut statement = self
            .db
            .prepare_cached("SELECT id FROM feeds WHERE stream IS NOT NULL AND removed = 0")?;
        let rows = statement.query_map([], |row| Ok(FeedId(row.get(0)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Another numbering may use the same names for other articles: none of them keeps one.
fn forget_names(db: &Transaction<'_>) -> Result<()> {
    db.execute_batch(
        "UPDATE OR IGNORE articles SET item = 'was:' || id WHERE id IN (SELECT article FROM synced);
         UPDATE texts SET hash = 0 WHERE article IN (SELECT article FROM synced);
         DELETE FROM synced;
         DELETE FROM synced_tags;",
    )?;
    Ok(())
}

/// A JSON list for `json_each`.
fn json<T: serde::Serialize>(values: impl IntoIterator<Item = T>) -> String {
    let values: Vec<T> = values.into_iter().collect();
    serde_json::to_string(&values).unwrap_or_else(|_| "[]".to_owned())
}

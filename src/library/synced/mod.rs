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
mod kinds;
mod states;
mod streams;

use std::collections::HashSet;

use rusqlite::{Transaction, params};

use super::Library;
use crate::error::Result;
use crate::model::FeedId;

pub use edits::StreamEdit;
pub use kinds::{State, Stream, SyncAct, SyncedItem, Unsent};
pub use states::{Doubt, Heard};
pub use streams::{Followed, is_much};

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

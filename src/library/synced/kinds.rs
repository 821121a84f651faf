//! What the library and a server tell each other, and the act of one synchronisation.

use std::collections::HashSet;

use rusqlite::Transaction;
use rusqlite::types::Value;

use crate::error::Result;
use crate::library::acts::{Field, Place, begin, change, settle};
use crate::library::articles::stored::Incoming;
use crate::library::whole::can_go_on;

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
    pub(super) act: Option<i64>,
    /// When it began, in seconds since 1970.
    pub(super) now: i64,
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
    pub(super) fn number(&mut self, db: &Transaction<'_>) -> Result<i64> {
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
    pub(super) fn change(
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
            self.act = None;
        }
        if fresh {
            settle(db, act)?;
        }
        Ok(())
    }

    /// What it changed: "synchronised (3 read or unread, 1 favourite, 2 feeds)".
    pub(super) fn sentence(&self) -> String {
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

/// A JSON list for `json_each`.
pub(super) fn json<T: serde::Serialize>(values: impl IntoIterator<Item = T>) -> String {
    let values: Vec<T> = values.into_iter().collect();
    serde_json::to_string(&values).unwrap_or_else(|_| "[]".to_owned())
}

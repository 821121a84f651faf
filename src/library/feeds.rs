//! What is followed: feeds and the reader's settings for each; `asking` is what a refresh needs of them.

mod asking;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, Transaction, params};

pub use self::asking::{Answer, Due, OnShelf};
use super::acts::{Field, Place, change, list_articles};
use super::meant::find_feeds;
use super::whole::note_followed;
use super::{Library, named};
use crate::error::Result;
use crate::model::{ArticleId, FeedChange, FeedId, FeedRow, SortSmall};

const COLUMNS: &str = "id, url, coalesce(name, nullif(title, ''), url), home,
    (SELECT group_concat(tag, char(31)) FROM feed_tags WHERE feed = id),
    total, unread, full_text, every, keep, checked, error";

impl Library {
    /// Follows the feed at `url`; one that was followed before keeps its articles and settings. Says
    /// whether it is new.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn follow(&mut self, url: &str, title: &str) -> Result<(FeedId, bool)> {
        if self.whole.is_none() {
            return self.write(|db| follow(db, None, url, title));
        }
        self.within("", 0, |db, act| follow(db, Some(act), url, title))
    }

    /// What is followed, by name; first the reader's own.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn feeds(&self) -> Result<Vec<FeedRow>> {
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM feeds WHERE removed = 0 ORDER BY id"
        ))?;
        let rows = statement.query_map([], read_row)?;
        let mut feeds: Vec<FeedRow> = rows.collect::<rusqlite::Result<_>>()?;
        feeds.sort_small_by(|one, other| {
            let kept = |feed: &FeedRow| feed.id != FeedId::KEPT;
            (kept(one).cmp(&kept(other))).then_with(|| named::compare(&one.name, &other.name))
        });
        Ok(feeds)
    }

    /// The feeds that `name` means: its number, its address, or a part of its name or address.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn find_feeds(&self, name: &str) -> Result<Vec<FeedId>> {
        find_feeds(&self.db, name)
    }

    /// Changes settings in one act; false when they were so already.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn change_feed(&mut self, id: FeedId, changes: &[FeedChange], now: i64) -> Result<bool> {
        let number = |value: &Option<i64>| value.map_or(Value::Null, Value::from);
        let flag = |on: bool| if on { Value::from(true) } else { Value::Null };
        let changes: Vec<(Place<'_>, Value)> = changes
            .iter()
            .map(|change| {
                let (field, key, value) = match change {
                    FeedChange::Name(name) => (
                        Field::FeedName,
                        "",
                        name.clone().map_or(Value::Null, Value::from),
                    ),
                    FeedChange::FullText(on) => (Field::FeedFullText, "", (*on).into()),
                    FeedChange::Every(every) => (Field::FeedEvery, "", number(every)),
                    FeedChange::Keep(days) => (Field::FeedKeep, "", number(days)),
                    FeedChange::Tag(tag, on) => (Field::FeedTag, tag.as_str(), flag(*on)),
                    FeedChange::Removed(on) => (Field::FeedRemoved, "", (*on).into()),
                };
                let place = Place {
                    field,
                    row: id.0,
                    key,
                };
                (place, value)
            })
            .collect();
        self.act("feed changed", now, &changes)
    }

    /// Keeps the title of a feed and the page that it belongs to, where the feed has not told them yet.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn set_head(&mut self, id: FeedId, title: &str, home: Option<&str>) -> Result<()> {
        let mut set = self.db.prepare_cached(
            "UPDATE feeds SET home = coalesce(home, ?2), title = iif(title = '', ?3, title)
              WHERE id = ?1",
        )?;
        set.execute(params![id.0, home, title])?;
        Ok(())
    }

    /// Whether a list's name for a feed tells something here: it has no name of the reader's yet, and
    /// another title of its own.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn may_be_named(&self, id: FeedId, name: Option<&str>) -> Result<bool> {
        let mut statement = self
            .db
            .prepare_cached("SELECT name IS NULL AND title IS NOT ?2 FROM feeds WHERE id = ?1")?;
        Ok(statement.query_row(params![id.0, name], |row| row.get(0))?)
    }

    /// The feed that an article came from; none for articles that were added by hand.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn feed_of(&self, article: ArticleId) -> Result<Option<FeedId>> {
        let mut statement = self.db.prepare_cached(
            "SELECT feeds.id FROM articles JOIN feeds ON feeds.id = feed
              WHERE articles.id = ?1 AND feeds.url <> '' AND removed = 0",
        )?;
        let feed = statement.query_row([article.0], |row| row.get(0));
        Ok(feed.optional()?.map(FeedId))
    }
}

/// Follows a feed; under an act, when it is a part of one.
fn follow(
    db: &Transaction<'_>,
    act: Option<i64>,
    url: &str,
    title: &str,
) -> Result<(FeedId, bool)> {
    let found: Option<(i64, bool, bool)> = db
        .prepare_cached("SELECT id, removed, total = 0 FROM feeds WHERE url = ?1")?
        .query_row([url], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((id, removed, empty)) = found else {
        db.prepare_cached("INSERT INTO feeds (url, title) VALUES (?1, ?2)")?
            .execute([url, title])?;
        let id = FeedId(db.last_insert_rowid());
        if let Some(act) = act {
            note_followed(db, act, id)?;
        }
        return Ok((id, true));
    };
    match act {
        Some(act) if removed => {
            // Articles that were here before stay when it is undone.
            let (field, value) = match empty {
                true => (Field::Followed, 1),
                false => (Field::FeedRemoved, 0),
            };
            let (row, key) = (id, "");
            let place = Place { field, row, key };
            change(db, act, &place, &Value::Integer(value))?;
        }
        _ => {
            db.prepare_cached("UPDATE feeds SET removed = 0 WHERE id = ?1")?
                .execute([id])?;
            list_articles(db, id, true)?;
        }
    }
    Ok((FeedId(id), removed))
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<FeedRow> {
    let tags: Option<String> = row.get(4)?;
    Ok(FeedRow {
        id: FeedId(row.get(0)?),
        url: row.get(1)?,
        name: row.get(2)?,
        home: row.get(3)?,
        tags: tags
            .map(|tags| tags.split('\u{1f}').map(str::to_owned).collect())
            .unwrap_or_default(),
        total: row.get(5)?,
        unread: row.get(6)?,
        full_text: row.get(7)?,
        every: row.get(8)?,
        keep: row.get(9)?,
        checked: row.get(10)?,
        error: row.get(11)?,
    })
}

//! The columns that an act can change: how each is read, written and emptied.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Transaction, params};

use crate::error::Result;
use crate::library::TAKEN_BACK;
use crate::library::articles::save::swap;
use crate::model::ArticleId;

/// A column that an act can change. The number is stored: never give one a new meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::library) enum Field {
    Read = 1,
    Starred = 2,
    Hidden = 3,
    Tag = 4,
    Remark = 5,
    Correction = 6,
    Merge = 7,
    FeedName = 8,
    FeedFullText = 9,
    FeedEvery = 10,
    FeedKeep = 11,
    FeedRemoved = 12,
    FeedTag = 13,
    Query = 14,
    Filter = 15,
    /// Whether a feed is followed, with all its articles: without it they are in no list.
    Followed = 16,
    /// Whether the words are those of the page; writing it swaps them for those of the feed, or back.
    Page = 17,
    FeedTitle = 20,
    /// Whether the server is to follow a feed. Nothing is told of one that is neither to be there nor here.
    FeedServed = 21,
}

/// One field of one row; `key` says which where the row does not.
pub(in crate::library) struct Place<'a> {
    pub field: Field,
    pub row: i64,
    pub key: &'a str,
}

/// The statements for a plain column; an empty key goes with it.
macro_rules! column {
    ($table:literal, $column:literal) => {
        (
            concat!(
                "SELECT ",
                $column,
                " FROM ",
                $table,
                " WHERE id = ?1 AND ?2 = ''"
            ),
            concat!(
                "UPDATE ",
                $table,
                " SET ",
                $column,
                " = ?3 WHERE id = ?1 AND ?2 = ''"
            ),
            None,
        )
    };
}

impl Field {
    pub(super) fn of(number: i64) -> Option<Self> {
        use Field::*;
        [
            Read,
            Starred,
            Hidden,
            Tag,
            Remark,
            Correction,
            Merge,
            FeedName,
            FeedFullText,
            FeedEvery,
            FeedKeep,
            FeedRemoved,
            FeedTag,
            Query,
            Filter,
            Followed,
            Page,
            FeedTitle,
            FeedServed,
        ]
        .into_iter()
        .find(|field| *field as i64 == number)
    }

    /// How to read the field of row ?1 and key ?2, to write ?3 into it, and to empty it.
    const fn sql(self) -> (&'static str, &'static str, Option<&'static str>) {
        match self {
            Field::Read => column!("articles", "read"),
            Field::Starred => column!("articles", "starred"),
            Field::Hidden => column!("articles", "hidden"),
            Field::Remark => column!("remarks", "words"),
            Field::FeedName => column!("feeds", "name"),
            Field::FeedTitle => column!("feeds", "title"),
            Field::FeedFullText => column!("feeds", "full_text"),
            Field::FeedEvery => column!("feeds", "every"),
            Field::FeedKeep => column!("feeds", "keep"),
            Field::FeedRemoved => column!("feeds", "removed"),
            Field::FeedServed => column!("feeds", "served"),
            Field::Filter => column!("filters", "act"),
            Field::Followed => (
                "SELECT removed = 0 FROM feeds WHERE id = ?1 AND ?2 = ''",
                "UPDATE feeds SET removed = NOT ?3 WHERE id = ?1 AND ?2 = ''",
                None,
            ),
            Field::Page => (
                "SELECT page FROM texts WHERE article = ?1 AND ?2 = ''",
                "UPDATE texts SET page = ?3 WHERE article = ?1 AND ?2 = ''",
                None,
            ),
            Field::Tag => (
                "SELECT 1 FROM article_tags WHERE article = ?1 AND tag = ?2",
                "INSERT OR IGNORE INTO article_tags (article, tag, own) SELECT ?1, ?2, 1 WHERE ?3",
                Some("DELETE FROM article_tags WHERE article = ?1 AND tag = ?2"),
            ),
            Field::FeedTag => (
                "SELECT 1 FROM feed_tags WHERE feed = ?1 AND tag = ?2",
                "INSERT OR IGNORE INTO feed_tags (feed, tag) SELECT ?1, ?2 WHERE ?3",
                Some("DELETE FROM feed_tags WHERE feed = ?1 AND tag = ?2"),
            ),
            Field::Correction => (
                "SELECT who FROM corrections WHERE article = ?1 AND words = ?2",
                "INSERT OR REPLACE INTO corrections (article, words, who) VALUES (?1, ?2, ?3)",
                Some("DELETE FROM corrections WHERE article = ?1 AND words = ?2"),
            ),
            Field::Merge => (
                "SELECT who FROM merges WHERE name = ?2 AND ?1 = 0",
                "INSERT OR REPLACE INTO merges (name, who) SELECT ?2, ?3 WHERE ?1 = 0",
                Some("DELETE FROM merges WHERE name = ?2 AND ?1 = 0"),
            ),
            Field::Query => (
                "SELECT query FROM queries WHERE name = ?2 AND ?1 = 0",
                "INSERT OR REPLACE INTO queries (name, query) SELECT ?2, ?3 WHERE ?1 = 0",
                Some("DELETE FROM queries WHERE name = ?2 AND ?1 = 0"),
            ),
        }
    }
}

/// What the field of that row and key is now; null where there is none.
pub(super) fn get(db: &Transaction<'_>, field: Field, row: i64, key: &str) -> Result<Value> {
    let value = db
        .prepare_cached(field.sql().0)?
        .query_row(params![row, key], |found| found.get(0))
        .optional()?;
    Ok(value.unwrap_or(Value::Null))
}

/// Writes a value into the field, and updates what is derived from it.
pub(super) fn put(
    db: &Transaction<'_>,
    field: Field,
    row: i64,
    key: &str,
    value: &Value,
) -> Result<()> {
    if field == Field::Page {
        return swap(db, ArticleId(row), *value != Value::Integer(0));
    }
    let (_, write, empty) = field.sql();
    match (value, empty) {
        (Value::Null, Some(delete)) => db.prepare_cached(delete)?.execute(params![row, key])?,
        _ => db
            .prepare_cached(write)?
            .execute(params![row, key, value])?,
    };
    if field == Field::Followed {
        list_articles(db, row, *value == Value::Integer(1))?;
    }
    follow(db, field, row, key)
}

/// Lists the articles of a feed again that went with it when following it was undone, or lets all of
/// them go.
pub(in crate::library) fn list_articles(
    db: &Transaction<'_>,
    feed: i64,
    listed: bool,
) -> Result<()> {
    let (from, to) = if listed {
        (TAKEN_BACK, 0)
    } else {
        (0, TAKEN_BACK)
    };
    db.prepare_cached("UPDATE articles SET hidden = ?3 WHERE feed = ?1 AND hidden = ?2")?
        .execute([feed, from, to])?;
    Ok(())
}

/// What `quotes.who` should be.
const WHO: &str = "coalesce(
    (SELECT c.who FROM corrections AS c WHERE c.article = quotes.article AND c.words = quotes.words),
    (SELECT m.who FROM merges AS m WHERE m.name = quotes.speaker), quotes.speaker)";

/// After a correction was written or taken back: `quotes.who` follows.
fn follow(db: &Transaction<'_>, field: Field, row: i64, key: &str) -> Result<()> {
    match field {
        Field::Correction => {
            db.prepare_cached(&format!(
                "UPDATE quotes SET who = nullif({WHO}, '') WHERE article = ?1 AND words = ?2"
            ))?
            .execute(params![row, key])?;
        }
        Field::Merge => {
            db.prepare_cached(&format!(
                "UPDATE quotes SET who = nullif({WHO}, '') WHERE speaker = ?1 COLLATE NOCASE"
            ))?
            .execute([key])?;
        }
        _ => {}
    }
    Ok(())
}

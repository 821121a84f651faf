//! Names and tags of a feed on both sides, and what of them the server has yet to hear.

use rusqlite::{Transaction, params};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::library::Library;
use crate::model::FeedId;

/// What changed here of a feed that the server follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamEdit {
    /// The feed.
    pub feed: FeedId,
    /// The server's name for it.
    pub stream: String,
    /// Its new name.
    pub title: Option<String>,
    /// The folder that it goes into.
    pub into: Option<String>,
    /// The folder that it leaves.
    pub out_of: Option<String>,
}

/// Name and tags of a feed, on one side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Face {
    pub name: String,
    pub tags: Vec<String>,
}

/// Both sides when they agreed last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Agreed {
    pub here: Face,
    pub there: Face,
}

impl Face {
    pub fn has(&self, tag: &str) -> bool {
        self.tags.iter().any(|it| same(it, tag))
    }
}

/// Tags are the same whatever their capitals.
fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

impl Library {
    /// What changed here of the feeds that the server follows. `many` says that a feed can be in
    /// several folders there; in others a further tag stays here alone.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn stream_edits(&mut self, many: bool) -> Result<Vec<StreamEdit>> {
        self.write(|db| {
            let mut statement = db.prepare_cached(
                "SELECT id, stream, agreed FROM feeds
                  WHERE stream IS NOT NULL AND removed = 0 AND agreed IS NOT NULL ORDER BY id",
            )?;
            let mut rows = statement.query([])?;
            let mut edits = Vec::new();
            while let Some(row) = rows.next()? {
                let (id, stream, agreed): (i64, String, String) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                let Ok(agreed) = serde_json::from_str::<Agreed>(&agreed) else {
                    continue;
                };
                edits.extend(edit(FeedId(id), stream, &face(db, id)?, &agreed, many));
            }
            Ok(edits)
        })
    }

    /// Notes that the server has made a change of a feed.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn edited(&mut self, edit: &StreamEdit) -> Result<()> {
        self.write(|db| {
            let Some(mut agreed) = agreed(db, edit.feed.0)? else {
                return Ok(());
            };
            agreed.here = face(db, edit.feed.0)?;
            if let Some(title) = &edit.title {
                agreed.there.name = title.clone();
            }
            agreed
                .there
                .tags
                .retain(|tag| edit.out_of.as_deref().is_none_or(|out| !same(tag, out)));
            agreed.there.tags.extend(edit.into.clone());
            keep_agreed(db, edit.feed.0, &agreed)
        })
    }
}

/// What the server has to hear of a feed; none when nothing changed here.
fn edit(
    feed: FeedId,
    stream: String,
    now: &Face,
    agreed: &Agreed,
    many: bool,
) -> Option<StreamEdit> {
    let title = (now.name != agreed.here.name && !now.name.is_empty()).then(|| now.name.clone());
    let added = now.tags.iter().find(|tag| !agreed.here.has(tag));
    let removed = agreed
        .here
        .tags
        .iter()
        .find(|tag| !now.has(tag) && agreed.there.has(tag));
    let free = agreed.there.tags.is_empty() || removed.is_some() || many;
    let edit = StreamEdit {
        feed,
        stream,
        title,
        into: added.filter(|_| free).cloned(),
        out_of: removed.cloned(),
    };
    let says = edit.title.is_some() || edit.into.is_some() || edit.out_of.is_some();
    says.then_some(edit)
}

pub(super) fn face(db: &Transaction<'_>, id: i64) -> Result<Face> {
    let name = db
        .prepare_cached("SELECT coalesce(name, title) FROM feeds WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?;
    let tags = tags_of(db, id)?;
    Ok(Face { name, tags })
}

pub(super) fn tags_of(db: &Transaction<'_>, id: i64) -> Result<Vec<String>> {
    let mut statement =
        db.prepare_cached("SELECT tag FROM feed_tags WHERE feed = ?1 ORDER BY tag")?;
    let rows = statement.query_map([id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn agreed(db: &Transaction<'_>, id: i64) -> Result<Option<Agreed>> {
    let text: Option<String> = db
        .prepare_cached("SELECT agreed FROM feeds WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

pub(super) fn keep_agreed(db: &Transaction<'_>, id: i64, agreed: &Agreed) -> Result<()> {
    let text = serde_json::to_string(agreed).unwrap_or_default();
    db.prepare_cached("UPDATE feeds SET agreed = ?2 WHERE id = ?1")?
        .execute(params![id, text])?;
    Ok(())
}

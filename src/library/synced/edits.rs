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
    #[serde(default)]
    pub telling: Telling,
}

/// What the server is being told of a feed, noted before it is asked. After an end in the middle nobody knows whether it
/// heard: what it says of that counts for nothing, and what is here is told again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Telling {
    /// That it is to follow the feed.
    #[serde(default)]
    pub follow: bool,
    /// That it is to give the feed up.
    #[serde(default)]
    pub unfollow: bool,
    /// The name.
    #[serde(default)]
    pub name: bool,
    /// Folders that the feed goes into or leaves.
    #[serde(default)]
    pub tags: Vec<String>,
}

impl Face {
    pub fn has(&self, tag: &str) -> bool {
        has(&self.tags, tag)
    }

    /// Puts the feed into a folder, or takes it out.
    pub fn set(&mut self, tag: &str, on: bool) {
        self.tags.retain(|it| !same(it, tag));
        if on {
            self.tags.push(tag.to_owned());
        }
    }
}

impl Agreed {
    /// Whether the sides have never met: nothing is known of either.
    pub fn is_new(&self) -> bool {
        (&self.here, &self.there) == (&Face::default(), &Face::default())
    }
}

/// Whether a tag is among these.
pub(super) fn has(tags: &[String], tag: &str) -> bool {
    tags.iter().any(|it| same(it, tag))
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
                edits.extend(changes(FeedId(id), &stream, &face(db, id)?, &agreed, many));
            }
            Ok(edits)
        })
    }

    /// Notes that the server is now told of a change of a feed.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn editing(&mut self, edit: &StreamEdit) -> Result<()> {
        self.know(edit.feed, |agreed| {
            agreed.telling.name = edit.title.is_some();
            let tags = edit.into.iter().chain(&edit.out_of);
            agreed.telling.tags = tags.cloned().collect();
        })
    }

    /// Notes that the server has made a change of a feed: that change alone, there may be another here since.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn edited(&mut self, edit: &StreamEdit) -> Result<()> {
        self.know(edit.feed, |agreed| {
            agreed.telling = Telling::default();
            for side in [&mut agreed.here, &mut agreed.there] {
                if let Some(title) = &edit.title {
                    side.name.clone_from(title);
                }
                if let Some(tag) = &edit.out_of {
                    side.set(tag, false);
                }
                if let Some(tag) = &edit.into {
                    side.set(tag, true);
                }
            }
        })
    }

    /// Changes what is known of a feed on both sides.
    pub(super) fn know(&mut self, feed: FeedId, change: impl FnOnce(&mut Agreed)) -> Result<()> {
        self.write(|db| {
            let Some(mut known) = agreed(db, feed.0)? else {
                return Ok(());
            };
            change(&mut known);
            keep_agreed(db, feed.0, &known)
        })
    }
}

/// What the server has to hear of a feed, one folder in and one out at a time; nothing when nothing changed here.
fn changes(feed: FeedId, stream: &str, now: &Face, agreed: &Agreed, many: bool) -> Vec<StreamEdit> {
    let mut title =
        (now.name != agreed.here.name && !now.name.is_empty()).then(|| now.name.clone());
    let removed = agreed.here.tags.iter();
    let mut removed = removed.filter(|tag| !now.has(tag) && agreed.there.has(tag));
    let free = agreed.there.tags.is_empty() || many || removed.clone().next().is_some();
    let most = match (free, many) {
        (false, _) => 0,
        (true, false) => 1,
        (true, true) => usize::MAX,
    };
    let added = now.tags.iter().filter(|tag| !agreed.here.has(tag));
    let mut added = added.take(most);
    let next = || {
        let edit = StreamEdit {
            feed,
            stream: stream.to_owned(),
            title: title.take(),
            into: added.next().cloned(),
            out_of: removed.next().cloned(),
        };
        let says = edit.title.is_some() || edit.into.is_some() || edit.out_of.is_some();
        says.then_some(edit)
    };
    std::iter::from_fn(next).collect()
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

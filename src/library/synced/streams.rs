//! Feeds on both sides: followed, given up, renamed, put into other folders.
//!
//! Each feed remembers its name and tags on either side when they agreed last. What differs from that
//! on one side goes to the other; where both differ, the reader's own change here stays.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Transaction, params};

use super::edits::{Agreed, Face, Telling, agreed, face, has, keep_agreed, tags_of};
use super::kinds::{Stream, SyncAct, json};
use crate::error::Result;
use crate::library::Library;
use crate::library::acts::{Field, list_articles};
use crate::model::FeedId;

/// So many feeds given up at once are few, however large a part they are.
const FEW: usize = 5;

/// What came of the server's list of feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// The feed of each stream's name.
    pub feeds: HashMap<String, FeedId>,
    /// So many feeds that the server no longer follows stay: they are most of all.
    pub held: usize,
}

impl Library {
    /// Follows what the server follows, and no longer what it has given up; names and folders go the
    /// same way. Without `whole` the list has gaps and says of nothing that it was given up. Where it
    /// gives up most feeds at once they stay, unless that is `meant`.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn follow_streams(
        &mut self,
        streams: &[Stream],
        whole: bool,
        meant: bool,
        act: &mut SyncAct,
    ) -> Result<Followed> {
        self.write(|db| {
            let mut followed = Followed::default();
            for stream in streams {
                let feed = follow(db, stream, act)?;
                followed.feeds.insert(stream.name.clone(), feed);
            }
            if whole {
                followed.held = give_up(db, streams, meant, act)?;
                // What is not among them the server never heard of, or does not want.
                db.execute(
                    "UPDATE feeds SET agreed = NULL WHERE stream IS NULL AND
                        CASE WHEN json_valid(agreed) THEN json_extract(agreed, '$.telling.follow') END",
                    [],
                )?;
            }
            db.execute(
                "UPDATE feeds SET checked = ?1, error = NULL WHERE stream IS NOT NULL",
                [act.now],
            )?;
            Ok(followed)
        })
    }

    /// The streams whose feeds the reader gave up here, and how many the server follows. What it follows here because the
    /// server does, and no longer because that was undone, is not given up there.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn unfollowed_streams(&self) -> Result<(Vec<String>, usize)> {
        let mut statement = self.db.prepare_cached(
            "SELECT stream, removed AND coalesce(served, 1) FROM feeds
              WHERE stream IS NOT NULL ORDER BY id",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let all: Vec<(String, bool)> = rows.collect::<rusqlite::Result<_>>()?;
        let count = all.len();
        let given_up = all.into_iter().filter(|(_, given_up)| *given_up);
        Ok((given_up.map(|(stream, _)| stream).collect(), count))
    }

    /// The streams of feeds that the server was being told to give up when there was an end, and that are followed here
    /// again: it may have heard.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn half_given_up(&self) -> Result<Vec<String>> {
        let mut statement = self.db.prepare_cached(
            "SELECT stream FROM feeds WHERE stream IS NOT NULL AND removed = 0 AND
                CASE WHEN json_valid(agreed) THEN json_extract(agreed, '$.telling.unfollow') END",
        )?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Notes that the server is now told to give up a stream.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn unfollowing(&mut self, stream: &str) -> Result<()> {
        self.write(|db| {
            let Some(id) = feed_of(db, stream)? else {
                return Ok(());
            };
            let mut known = agreed(db, id)?.unwrap_or_default();
            known.telling.unfollow = true;
            keep_agreed(db, id, &known)
        })
    }

    /// Notes that the server no longer follows a stream.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn unfollowed(&mut self, stream: &str) -> Result<()> {
        self.write(|db| match feed_of(db, stream)? {
            Some(id) => ask_from_here(db, id),
            None => Ok(()),
        })
    }

    /// Feeds that are followed here and not yet there; the server has no names for them.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn unserved(&mut self) -> Result<Vec<(FeedId, Stream)>> {
        self.write(|db| {
            let mut statement = db.prepare_cached(
                "SELECT id, url, coalesce(name, nullif(title, ''), '') FROM feeds
                  WHERE stream IS NULL AND removed = 0 AND url LIKE 'http%' AND coalesce(served, 1)
                  ORDER BY id",
            )?;
            let rows =
                statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            let feeds: Vec<(i64, String, String)> = rows.collect::<rusqlite::Result<_>>()?;
            feeds
                .into_iter()
                .map(|(id, url, title)| {
                    let stream = Stream {
                        url,
                        title,
                        tags: tags_of(db, id)?,
                        ..Stream::default()
                    };
                    Ok((FeedId(id), stream))
                })
                .collect()
        })
    }

    /// Notes that the server is now told to follow a feed, in a folder.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn following(&mut self, feed: FeedId, folder: Option<&str>) -> Result<()> {
        let telling = Telling {
            follow: true,
            tags: folder.map(str::to_owned).into_iter().collect(),
            ..Telling::default()
        };
        self.write(|db| {
            let agreed = Agreed {
                here: face(db, feed.0)?,
                there: Face::default(),
                telling,
            };
            keep_agreed(db, feed.0, &agreed)
        })
    }

    /// Notes that the server has heard that it is to follow a feed; its list will tell under what name.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn followed(&mut self, feed: FeedId) -> Result<()> {
        self.know(feed, |agreed| agreed.telling.tags.clear())
    }

    /// Notes under what name the server follows a feed that it was told to follow. One that it has another feed of
    /// here for stays on this machine alone; whether it does not.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn named_there(&mut self, feed: FeedId, stream: &str) -> Result<bool> {
        self.write(|db| {
            let is_free = feed_of(db, stream)?.is_none_or(|id| id == feed.0);
            match is_free {
                true => db.execute(
                    "UPDATE feeds SET stream = ?2 WHERE id = ?1",
                    params![feed.0, stream],
                )?,
                false => db.execute(
                    "UPDATE feeds SET served = 0, agreed = NULL WHERE id = ?1",
                    [feed.0],
                )?,
            };
            Ok(is_free)
        })
    }

    /// What is followed here and not settled stays on this machine alone, or with `there` is to be
    /// followed by the server too. Says how many feeds are followed here alone.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn settle_feeds(&mut self, there: bool) -> Result<usize> {
        self.write(|db| {
            let sql = match there {
                true => "UPDATE feeds SET served = 1 WHERE removed = 0 AND stream IS NULL",
                false => "UPDATE feeds SET served = 0 WHERE served IS NULL",
            };
            db.execute(sql, [])?;
            let count: i64 = db.query_row(
                "SELECT count(*) FROM feeds WHERE removed = 0 AND stream IS NULL AND url LIKE 'http%' AND served = 0",
                [],
                |row| row.get(0),
            )?;
            Ok(usize::try_from(count).unwrap_or(0))
        })
    }
}

/// Follows one stream; takes over its name and folders where they have changed there.
fn follow(db: &Transaction<'_>, stream: &Stream, act: &mut SyncAct) -> Result<FeedId> {
    let other_scheme = match stream.url.split_once("://") {
        Some(("http", rest)) => format!("https://{rest}"),
        Some(("https", rest)) => format!("http://{rest}"),
        _ => stream.url.clone(),
    };
    let found: Option<(i64, bool, bool, bool)> = db
        .prepare_cached(
            "SELECT id, removed, stream IS ?1, total = 0 FROM feeds
              WHERE stream = ?1 OR url IN (?2, ?3) OR url IN (?4, ?5) AND stream IS NULL
              ORDER BY stream IS ?1 DESC, url = ?2 DESC",
        )?
        .query_row(
            [
                &stream.name,
                &stream.url,
                &other_scheme,
                &other_end(&stream.url),
                &other_end(&other_scheme),
            ],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )
        .optional()?;
    let before = match found {
        Some((id, ..)) => agreed(db, id)?,
        None => None,
    };
    let telling = before
        .as_ref()
        .map_or_else(Telling::default, |it| it.telling.clone());
    let id = match found {
        Some((id, removed, known, empty)) => {
            // What the reader gave up here and the server still has, or was being told to follow, stays given up.
            if removed && !known && !telling.follow {
                follow_here(db, id, empty, act)?;
                list_articles(db, id, true)?;
            }
            id
        }
        None => {
            db.prepare_cached("INSERT INTO feeds (url, title, removed) VALUES (?1, ?2, 1)")?
                .execute([&stream.url, &stream.title])?;
            let id = db.last_insert_rowid();
            follow_here(db, id, true, act)?;
            id
        }
    };
    db.prepare_cached("UPDATE feeds SET stream = NULL WHERE stream = ?2 AND id <> ?1")?
        .execute(params![id, stream.name])?;
    db.prepare_cached(
        "UPDATE feeds SET stream = ?2, served = CASE WHEN removed THEN served ELSE 1 END WHERE id = ?1",
    )?
    .execute(params![id, stream.name])?;
    // Where another feed has that address already, both stay as they are.
    db.prepare_cached("UPDATE OR IGNORE feeds SET url = ?2 WHERE id = ?1")?
        .execute(params![id, stream.url])?;
    let new = before.as_ref().is_none_or(Agreed::is_new);
    let first = new || telling.follow;
    let before = before.unwrap_or_default();
    let here = face(db, id)?;
    let there = Face {
        name: stream.title.clone(),
        tags: stream.tags.clone(),
    };
    let unchanged = new || here.name == before.here.name;
    if !there.name.is_empty() && there.name != before.there.name && !telling.name {
        act.change(db, Field::FeedTitle, id, "", there.name.clone().into())?;
        if !first && unchanged {
            act.change(db, Field::FeedName, id, "", Value::Null)?;
        }
    }
    for tag in before.there.tags.iter().chain(&there.tags) {
        let on = there.has(tag);
        if on != before.there.has(tag) && !has(&telling.tags, tag) {
            let value = if on { true.into() } else { Value::Null };
            act.change(db, Field::FeedTag, id, tag, value)?;
        }
    }
    // What was changed here meanwhile stays a change, and what it was being told may have to be told again: it is told
    // next.
    let after = face(db, id)?;
    let mut agreed_here = before.here.clone();
    if telling.name {
        agreed_here.name.clone_from(&there.name);
    } else if unchanged {
        agreed_here.name = after.name;
    }
    if new {
        agreed_here.tags = after.tags;
    } else {
        let tags = before.there.tags.iter().chain(&there.tags);
        for tag in tags.chain(&telling.tags) {
            let on = there.has(tag);
            if on != before.there.has(tag) || has(&telling.tags, tag) {
                agreed_here.set(tag, on);
            }
        }
    }
    let agreed = Agreed {
        here: agreed_here,
        there,
        telling: Telling::default(),
    };
    keep_agreed(db, id, &agreed)?;
    Ok(FeedId(id))
}

/// Follows here what the server follows. Where that is undone, articles that were here before stay.
fn follow_here(db: &Transaction<'_>, id: i64, empty: bool, act: &mut SyncAct) -> Result<()> {
    match empty {
        true => act.change(db, Field::Followed, id, "", true.into())?,
        false => act.change(db, Field::FeedRemoved, id, "", false.into())?,
    }
    db.prepare_cached("UPDATE feeds SET served = 0 WHERE id = ?1")?
        .execute([id])?;
    act.change(db, Field::FeedServed, id, "", true.into())
}

/// The same address with or without the slash at its end.
fn other_end(url: &str) -> String {
    match url.strip_suffix('/') {
        Some(url) => url.to_owned(),
        None => format!("{url}/"),
    }
}

/// Gives up what is not among the streams; says how many stay because they are most of all.
fn give_up(
    db: &Transaction<'_>,
    streams: &[Stream],
    meant: bool,
    act: &mut SyncAct,
) -> Result<usize> {
    let mut statement = db.prepare_cached(
        "SELECT id, removed FROM feeds
          WHERE stream IS NOT NULL AND stream NOT IN (SELECT value FROM json_each(?1))",
    )?;
    let names = json(streams.iter().map(|stream| &stream.name));
    let rows = statement.query_map([names], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let gone: Vec<(i64, bool)> = rows.collect::<rusqlite::Result<_>>()?;
    let followed: i64 = db.query_row(
        "SELECT count(*) FROM feeds WHERE stream IS NOT NULL AND removed = 0",
        [],
        |row| row.get(0),
    )?;
    let count = gone.iter().filter(|(_, removed)| !removed).count();
    let all = usize::try_from(followed).unwrap_or(usize::MAX);
    let held = !meant && count > 0 && (count >= all || is_much(count, all));
    for (id, removed) in gone {
        if removed || !held {
            act.change(db, Field::FeedRemoved, id, "", true.into())?;
            ask_from_here(db, id)?;
        }
    }
    Ok(if held { count } else { 0 })
}

/// Whether so many feeds of all, given up at once, look like a mistake.
pub fn is_much(count: usize, all: usize) -> bool {
    count >= FEW && count * 2 > all
}

fn feed_of(db: &Transaction<'_>, stream: &str) -> Result<Option<i64>> {
    let mut statement = db.prepare_cached("SELECT id FROM feeds WHERE stream = ?1")?;
    Ok(statement.query_row([stream], |row| row.get(0)).optional()?)
}

/// The server says no more of a feed. By what names it gives its articles is not known here; they are
/// told by link and title, and their words may come in another shape.
fn ask_from_here(db: &Transaction<'_>, id: i64) -> Result<()> {
    db.prepare_cached(
        "UPDATE feeds SET stream = NULL, etag = NULL, modified = NULL WHERE id = ?1",
    )?
    .execute([id])?;
    db.prepare_cached(
        "UPDATE synced SET gone = 1 WHERE article IN (SELECT id FROM articles WHERE feed = ?1)",
    )?
    .execute([id])?;
    Ok(())
}

//! What asking a feed needs of the shelf, and what is kept of its answer.

use std::collections::HashMap;

use rusqlite::params;

use super::super::articles::index::unindex;
use super::super::{Library, TAKEN_BACK};
use crate::error::Result;
use crate::model::{ArticleId, FeedId};

/// A feed to ask, and what its source needs to know to say "nothing new".
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// Its number.
    pub id: FeedId,
    /// Where to ask.
    pub url: String,
    /// The reader's name for it, else its own title, else its address.
    pub name: String,
    /// The last answer's `ETag`.
    pub etag: Option<String>,
    /// The last answer's `Last-Modified`.
    pub modified: Option<String>,
    /// Fetch the page of each new article.
    pub full_text: bool,
    /// Not before this time, in seconds since 1970.
    pub wait: i64,
}

/// The items of a feed that are on the shelf.
#[derive(Clone, Debug, Default)]
pub struct OnShelf {
    /// Each with the hash of what the source gave; none where the text was given up.
    pub items: HashMap<String, Option<i64>>,
    /// Their names by address and hash: an item that comes under another name is no other item.
    pub by_words: HashMap<(String, i64), String>,
}

/// What a source said.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A feed.
    Fresh {
        /// Its title.
        title: String,
        /// Its page.
        home: Option<String>,
        /// For the next question.
        etag: Option<String>,
        /// For the next question.
        modified: Option<String>,
        /// Where it has moved for good.
        moved: Option<String>,
    },
    /// "Nothing new".
    Unchanged,
    /// No feed, and why.
    Failed {
        /// One sentence.
        why: String,
        /// Do not ask before this time; `i64::MAX` when it is gone for good.
        wait: Option<i64>,
    },
}

impl Library {
    /// The feeds to ask at `now`, the longest unasked first. With `which`, these, due or not. What a
    /// server follows for the reader is not asked from here.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn due(&self, which: Option<&[FeedId]>, now: i64) -> Result<Vec<Due>> {
        let mut statement = self.db.prepare_cached(
            "SELECT id, url, coalesce(name, nullif(title, ''), url), etag, modified, full_text, wait,
                    every IS NOT NULL AND checked IS NOT NULL AND checked + every > ?1
               FROM feeds WHERE removed = 0 AND url <> '' AND stream IS NULL ORDER BY checked, id",
        )?;
        let mut rows = statement.query([now])?;
        let mut due = Vec::new();
        while let Some(row) = rows.next()? {
            let feed = Due {
                id: FeedId(row.get(0)?),
                url: row.get(1)?,
                name: row.get(2)?,
                etag: row.get(3)?,
                modified: row.get(4)?,
                full_text: row.get(5)?,
                wait: row.get(6)?,
            };
            let early: bool = row.get(7)?;
            let wanted = match which {
                Some(which) => which.contains(&feed.id),
                None => !early && feed.wait <= now,
            };
            if wanted {
                due.push(feed);
            }
        }
        Ok(due)
    }

    /// The items of a feed that are on the shelf.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn on_shelf(&self, feed: FeedId) -> Result<OnShelf> {
        let mut statement = self.db.prepare_cached(
            "SELECT item, hash, url FROM articles LEFT JOIN texts ON article = id
              WHERE feed = ?1 AND hidden <> ?2",
        )?;
        let mut rows = statement.query(params![feed.0, TAKEN_BACK])?;
        let mut found = OnShelf::default();
        while let Some(row) = rows.next()? {
            let (item, hash, url): (String, Option<i64>, Option<String>) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            if let (Some(hash), Some(url)) = (hash.filter(|hash| *hash != 0), url) {
                found.by_words.insert((url, hash), item.clone());
            }
            found.items.insert(item, hash);
        }
        Ok(found)
    }

    /// Calls items of a feed by the names that its source has for them now.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn rename_items(&mut self, feed: FeedId, names: &[(String, String)]) -> Result<()> {
        if names.is_empty() {
            return Ok(());
        }
        self.write(|db| {
            let mut statement = db.prepare_cached(
                "UPDATE OR IGNORE articles SET item = ?3 WHERE feed = ?1 AND item = ?2",
            )?;
            for (old, new) in names {
                statement.execute(params![feed.0, old, new])?;
            }
            Ok(())
        })
    }

    /// Keeps what a feed's source said at `now`.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn answered(&mut self, feed: FeedId, answer: &Answer, now: i64) -> Result<()> {
        self.write(|db| {
            match answer {
                Answer::Fresh {
                    title,
                    home,
                    etag,
                    modified,
                    moved,
                } => {
                    db.prepare_cached(
                        "UPDATE feeds SET title = coalesce(nullif(?2, ''), title), home = coalesce(?3, home),
                           etag = ?4, modified = ?5, checked = ?6, wait = 0, failures = 0, error = NULL
                          WHERE id = ?1",
                    )?
                    .execute(params![feed.0, title, home, etag, modified, now])?;
                    if let Some(moved) = moved {
                        // Where another feed has that address already, both stay as they are.
                        db.prepare_cached("UPDATE OR IGNORE feeds SET url = ?2 WHERE id = ?1")?
                            .execute(params![feed.0, moved])?;
                    }
                }
                Answer::Unchanged => {
                    db.prepare_cached(
                        "UPDATE feeds SET checked = ?2, wait = 0, failures = 0, error = NULL WHERE id = ?1",
                    )?
                    .execute(params![feed.0, now])?;
                }
                Answer::Failed { why, wait } => {
                    db.prepare_cached(
                        "UPDATE feeds SET failures = failures + 1, error = ?2, wait = coalesce(?3, wait)
                          WHERE id = ?1",
                    )?
                    .execute(params![feed.0, why, wait])?;
                }
            }
            Ok(())
        })
    }

    /// Gives up the texts that a feed's time of keeping has passed: read, and neither a favourite nor
    /// tagged by the reader nor noted. Says how many.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn tidy(&mut self, feed: FeedId, now: i64) -> Result<usize> {
        self.write(|db| {
            let mut statement = db.prepare_cached(
                "SELECT articles.id FROM articles JOIN texts ON article = articles.id
                   JOIN feeds ON feeds.id = feed
                  WHERE feed = ?1 AND keep IS NOT NULL AND articles.saved < ?2 - keep * 86400
                    AND articles.at < ?2 - keep * 86400 AND read = 1 AND starred = 0
                    AND NOT EXISTS (SELECT 1 FROM remarks WHERE remarks.article = articles.id)
                    AND articles.id NOT IN (SELECT row FROM changes WHERE field = 4)",
            )?;
            let old: Vec<i64> = statement
                .query_map(params![feed.0, now], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            for &id in &old {
                unindex(db, ArticleId(id))?;
                for sql in [
                    "DELETE FROM quotes WHERE article = ?1",
                    "DELETE FROM versions WHERE article = ?1",
                    "DELETE FROM texts WHERE article = ?1",
                    "UPDATE articles SET hidden = 1 WHERE id = ?1",
                ] {
                    db.prepare_cached(sql)?.execute([id])?;
                }
            }
            Ok(old.len())
        })
    }
}

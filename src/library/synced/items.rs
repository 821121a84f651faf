//! Puts the server's articles on the shelf, each once, whatever names and numbers it had before.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, Transaction, params};

use super::kinds::{State, SyncAct, SyncedItem, json};
use crate::error::Result;
use crate::library::acts::Field;
use crate::library::articles::nameless::SERVER;
use crate::library::articles::save::save_one;
use crate::library::articles::stored::{Incoming, Saved};
use crate::library::{Library, TAKEN_BACK, filters, query};
use crate::model::{Article, ArticleId, FeedId};

impl SyncedItem {
    /// The item by which an article of the server's is known on the shelf.
    pub fn item(name: &str) -> String {
        format!("{SERVER}{name}")
    }
}

/// An article on the shelf that a server's article may be.
struct Found {
    feed: FeedId,
    item: String,
    title: String,
    url: Option<String>,
}

impl Library {
    /// Saves articles of the server's, in one transaction. One that is here already, from its feed or under
    /// another name, stays as it is; it is read or starred when either side says so.
    ///
    /// # Errors
    /// When the library cannot be written; then none is saved.
    pub fn save_synced(&mut self, items: &[SyncedItem], act: &mut SyncAct) -> Result<Vec<Saved>> {
        let now = act.now;
        self.requoted += 1;
        self.write(|db| {
            let mut saved = Vec::with_capacity(items.len());
            for item in items {
                saved.push(keep(db, item, act)?);
            }
            filters::run(db, &saved, now)?;
            Ok(saved)
        })
    }

    /// Of these articles of a server, the names under which it gave the same ones before: where it no
    /// longer has those, they are the same.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn earlier_names<'a>(
        &self,
        items: impl IntoIterator<Item = (FeedId, &'a Article)>,
    ) -> Result<Vec<String>> {
        let mut statement = self.db.prepare_cached(
            "SELECT name FROM articles AS a JOIN synced ON article = a.id
              WHERE gone = 0 AND feed = ?1 AND url = ?2 AND title = ?3",
        )?;
        let mut names = Vec::new();
        for (feed, article) in items {
            let meta = &article.meta;
            let rows =
                statement.query_map(params![feed.0, meta.url, meta.title], |row| row.get(0))?;
            for name in rows {
                names.push(name?);
            }
        }
        Ok(names)
    }

    /// The names of up to `count` articles that came since `after`, those first that were looked at
    /// longest ago.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn unlooked(&self, after: i64, count: usize) -> Result<Vec<String>> {
        let mut statement = self.db.prepare_cached(
            "SELECT name FROM synced JOIN articles AS a ON a.id = article
              WHERE gone = 0 AND saved >= ?1 ORDER BY looked, a.id DESC LIMIT ?2",
        )?;
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![after, count], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// When that article was heard of last of which nothing was heard for the longest time, in seconds since 1970.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn heard_longest_ago(&self) -> Result<Option<i64>> {
        let sql = "SELECT min(looked) FROM synced WHERE gone = 0";
        Ok(self.db.query_row(sql, [], |row| row.get(0))?)
    }

    /// The hashes of what the server sent last of these; none where the text was given up.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn synced_hashes(&self, names: &[String]) -> Result<HashMap<String, Option<i64>>> {
        let mut statement = self.db.prepare_cached(
            "SELECT name, hash FROM synced LEFT JOIN texts USING (article)
              WHERE name IN (SELECT value FROM json_each(?1))",
        )?;
        let rows = statement.query_map([json(names)], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Puts corrected words in the place of the old, which are kept as a version. `looked` are the names of
    /// all that the server sent again.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn renew_synced(
        &mut self,
        looked: &[String],
        corrected: &[(String, Incoming)],
        now: i64,
    ) -> Result<usize> {
        self.requoted += 1;
        self.write(|db| {
            db.prepare_cached(
                "UPDATE synced SET looked = ?2 WHERE name IN (SELECT value FROM json_each(?1))",
            )?
            .execute(params![json(looked), now])?;
            let mut changed = 0;
            for (name, incoming) in corrected {
                // Another article under the same name is not a correction.
                let other = |it: &Found| differs(&incoming.article, &it.title, it.url.as_deref());
                if let Some(found) = by_name(db, name)?.filter(|it| !other(it)) {
                    let saved = shelve(db, &as_known(incoming, &found), now)?;
                    changed += usize::from(matches!(saved, Saved::Changed(_)));
                }
            }
            Ok(changed)
        })
    }

    /// Whether these articles are others than those that have their names here: link and title differ.
    /// Says of how many names that is so, and of how many it could be seen.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn strangers<'a>(
        &self,
        items: impl IntoIterator<Item = (&'a str, &'a Article)>,
    ) -> Result<(usize, usize)> {
        let mut statement = self.db.prepare_cached(
            "SELECT title, url FROM synced JOIN articles ON id = article WHERE name = ?1",
        )?;
        let (mut strange, mut seen) = (0, 0);
        for (name, article) in items {
            let found: Option<(String, Option<String>)> = statement
                .query_row([name], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            if let Some((title, url)) = found {
                seen += 1;
                strange += usize::from(differs(article, &title, url.as_deref()));
            }
        }
        Ok((strange, seen))
    }
}

/// Whether an article is another than the one with this title and address.
fn differs(article: &Article, title: &str, url: Option<&str>) -> bool {
    article.meta.title != title && article.meta.url.as_deref() != url
}

/// The same article as it is known on the shelf.
fn as_known(incoming: &Incoming, found: &Found) -> Incoming {
    Incoming {
        feed: found.feed,
        item: found.item.clone(),
        ..incoming.clone()
    }
}

fn keep(db: &Transaction<'_>, item: &SyncedItem, act: &mut SyncAct) -> Result<Saved> {
    let incoming = &item.incoming;
    let named = by_name(db, &item.name)?
        .filter(|found| !differs(&incoming.article, &found.title, found.url.as_deref()));
    let saved = match (named, same(db, incoming)?) {
        (Some(found), _) => shelve(db, &as_known(incoming, &found), act.now)?,
        (None, Some(id)) => {
            // From now on it is the server that tells when its words change.
            db.prepare_cached("UPDATE texts SET hash = ?2 WHERE article = ?1")?
                .execute(params![id, incoming.hash])?;
            if item.state.read {
                act.change(db, Field::Read, id, "", true.into())?;
            }
            if item.state.starred {
                act.change(db, Field::Starred, id, "", true.into())?;
            }
            Saved::Same(ArticleId(id))
        }
        (None, None) => {
            // Another numbering had this name for another article.
            db.prepare_cached(
                "UPDATE articles SET item = 'was:' || id WHERE feed = ?1 AND item = ?2",
            )?
            .execute(params![incoming.feed.0, incoming.item])?;
            let saved = shelve(db, incoming, act.now)?;
            // Each such statement costs a segment of the index: none where nothing is to be said.
            if item.state != State::default() {
                db.prepare_cached("UPDATE articles SET read = ?2, starred = ?3 WHERE id = ?1")?
                    .execute(params![saved.id().0, item.state.read, item.state.starred])?;
            }
            saved
        }
    };
    db.prepare_cached(
        "INSERT OR REPLACE INTO synced (article, name, read, starred, looked)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        saved.id().0,
        item.name,
        item.state.read,
        item.state.starred,
        act.now
    ])?;
    Ok(saved)
}

/// Saves an article. The server may send those of a feed, too, that is not followed here: they are in no list until
/// it is.
fn shelve(db: &Transaction<'_>, incoming: &Incoming, now: i64) -> Result<Saved> {
    let saved = save_one(db, incoming, now)?;
    let Some(id) = saved.arrived() else {
        return Ok(saved);
    };
    let hidden = db
        .prepare_cached(
            "UPDATE articles SET hidden = ?2
              WHERE id = ?1 AND feed IN (SELECT id FROM feeds WHERE removed)",
        )?
        .execute([id.0, TAKEN_BACK])?;
    Ok(match hidden {
        0 => saved,
        _ => Saved::Same(id),
    })
}

fn by_name(db: &Transaction<'_>, name: &str) -> Result<Option<Found>> {
    Ok(db
        .prepare_cached(
            "SELECT feed, item, title, url FROM synced JOIN articles ON id = article
              WHERE name = ?1",
        )?
        .query_row([name], |row| {
            Ok(Found {
                feed: FeedId(row.get(0)?),
                item: row.get(1)?,
                title: row.get(2)?,
                url: row.get(3)?,
            })
        })
        .optional()?)
}

/// The article of the feed that is the same by link and title, or by title and time where it has no
/// link, and to which no article belongs that the server still has.
fn same(db: &Transaction<'_>, incoming: &Incoming) -> Result<Option<i64>> {
    let meta = &incoming.article.meta;
    let at = meta.published.as_deref().and_then(query::seconds);
    Ok(db
        .prepare_cached(
            "SELECT a.id FROM articles AS a LEFT JOIN synced AS s ON article = a.id
              WHERE feed = ?1 AND coalesce(gone, 1) AND
                (url = ?2 AND (title = ?3 OR at = ?4)
                 OR url IS NULL AND ?2 IS NULL AND title = ?3 AND title <> '' AND at = ?4)
              ORDER BY title = ?3 DESC, a.id LIMIT 1",
        )?
        .query_row(params![incoming.feed.0, meta.url, meta.title, at], |row| {
            row.get(0)
        })
        .optional()?)
}

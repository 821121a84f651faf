//! Where an article came from, on this machine: its file, and the others that came with it.

use rusqlite::{OptionalExtension, params};

use super::{Library, TAKEN_BACK};
use crate::error::Result;
use crate::model::{ArticleId, FeedId};

/// Where an article came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The address of its feed; empty for one that was kept by hand.
    pub feed: String,
    /// What tells it from the others of its feed; of one that was kept by hand its address, or the path of its file.
    pub item: String,
    /// Its own address.
    pub url: Option<String>,
}

impl Library {
    /// Where an article came from.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn origin(&self, id: ArticleId) -> Result<Option<Origin>> {
        let mut statement = self.db.prepare_cached(
            "SELECT feeds.url, item, articles.url FROM articles JOIN feeds ON feeds.id = feed WHERE articles.id = ?1",
        )?;
        let found = statement.query_row([id.0], |row| {
            Ok(Origin {
                feed: row.get(0)?,
                item: row.get(1)?,
                url: row.get(2)?,
            })
        });
        Ok(found.optional()?)
    }

    /// The chapter of the same book that stands at a place in it.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn chapter(&self, of: ArticleId, place: &str) -> Result<Option<ArticleId>> {
        let mut statement = self.db.prepare_cached(
            "SELECT id FROM articles
              WHERE feed = (SELECT feed FROM articles WHERE id = ?1) AND feed <> ?2 AND hidden <> ?3
                AND substr(item, -length(?4)) = ?4 LIMIT 1",
        )?;
        let values = params![of.0, FeedId::KEPT.0, TAKEN_BACK, format!("#{place}")];
        let found = statement.query_row(values, |row| row.get(0));
        Ok(found.optional()?.map(ArticleId))
    }

    /// The article that was kept by hand from that file.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn of_file(&self, path: &str) -> Result<Option<ArticleId>> {
        let mut statement = self.db.prepare_cached(
            "SELECT id FROM articles WHERE feed = ?1 AND item = ?2 AND hidden <> ?3",
        )?;
        let values = params![FeedId::KEPT.0, path, TAKEN_BACK];
        let found = statement.query_row(values, |row| row.get(0));
        Ok(found.optional()?.map(ArticleId))
    }
}

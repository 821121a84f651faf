//! Lists: the articles that a query means, by date, and how many.

use rusqlite::{OptionalExtension, Row, ToSql, params, params_from_iter};

use super::query::Query;
use super::search::{Clause, clause};
use super::{Library, TAKEN_BACK};
use crate::error::Result;
use crate::model::{ArticleId, ArticleRow, FeedId};

/// A place in a list, so that the next rows are found without counting from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// [`ArticleRow::at`] of the row.
    pub at: i64,
    /// Its number.
    pub id: ArticleId,
}

impl From<&ArticleRow> for Key {
    fn from(row: &ArticleRow) -> Self {
        Key {
            at: row.at,
            id: row.id,
        }
    }
}

/// Which end of time comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest first.
    #[default]
    Newest,
    /// The oldest first.
    Oldest,
}

/// Where an article comes from: the feed's name, for kept articles the site.
pub(super) const SOURCE: &str = "CASE WHEN articles.feed = 1 THEN coalesce(articles.site, '')
         ELSE coalesce(feeds.name, nullif(feeds.title, ''), feeds.url) END";

/// The columns of an [`ArticleRow`], for [`read_row`]. One more is counted than [`ArticleRow::MOST_OTHERS`]: the article itself.
const COLUMNS: &str = "articles.id, articles.feed,
    articles.title, articles.byline, articles.url, articles.published, articles.at,
    articles.read, articles.starred, articles.changed IS NOT NULL, articles.words, articles.quotes,
    (SELECT count(*) - 1 FROM
       (SELECT 1 FROM articles AS other WHERE other.hidden = 0 AND other.story <> 0
           AND other.story = articles.story
           AND other.at BETWEEN articles.at - 259200 AND articles.at + 259200 LIMIT 301)),
    (SELECT group_concat(tag, char(31)) FROM article_tags WHERE article = articles.id)";

impl Library {
    /// The first `count` rows that `query` means, by date, beyond `from` when given.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn rows(
        &self,
        query: &Query,
        order: Order,
        from: Option<Key>,
        count: usize,
    ) -> Result<Vec<ArticleRow>> {
        let mut clause = clause(&self.db, query)?;
        let (direction, beyond) = match order {
            Order::Newest => ("DESC", "<"),
            Order::Oldest => ("ASC", ">"),
        };
        if let Some(key) = from {
            clause.and(
                &format!("(articles.at, articles.id) {beyond} (?, ?)"),
                [key.at.into(), key.id.0.into()],
            );
        }
        let sql = format!(
            "SELECT {COLUMNS}, {SOURCE} FROM articles JOIN feeds ON feeds.id = articles.feed
              WHERE {} ORDER BY articles.at {direction}, articles.id {direction} LIMIT {count}",
            clause.sql
        );
        self.read_rows(&sql, &clause)
    }

    /// The numbers of all that `query` means, newest first: a list that stays as it is while its
    /// articles are read.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn ids(&self, query: &Query) -> Result<Vec<ArticleId>> {
        let clause = clause(&self.db, query)?;
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT articles.id FROM articles WHERE {} ORDER BY at DESC, id DESC",
            clause.sql
        ))?;
        let ids = statement.query_map(params_from_iter(&clause.values), |row| {
            Ok(ArticleId(row.get(0)?))
        })?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// The rows of these articles, in this order; those that are gone are left out.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn rows_of(&self, ids: &[ArticleId]) -> Result<Vec<ArticleRow>> {
        // Together: each question by itself would take and give back the lock of readers.
        let _together = self.db.unchecked_transaction()?;
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS}, {SOURCE} FROM articles JOIN feeds ON feeds.id = articles.feed
              WHERE articles.id = ?1"
        ))?;
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            rows.extend(
                statement
                    .query_map([id.0], read_row)?
                    .collect::<rusqlite::Result<Vec<_>>>()?,
            );
        }
        Ok(rows)
    }

    /// How many articles `query` means. All, and all unread, are kept counted.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn count(&self, query: &Query) -> Result<u64> {
        let sql = match query.stored_count() {
            Some(column) => format!("SELECT coalesce(sum({column}), 0) FROM feeds"),
            None => {
                if let Some(count) = self.count_common(query)? {
                    return Ok(count);
                }
                let clause = clause(&self.db, query)?;
                let sql = format!("SELECT count(*) FROM articles WHERE {}", clause.sql);
                let mut statement = self.db.prepare_cached(&sql)?;
                let count: i64 =
                    statement.query_row(params_from_iter(&clause.values), |row| row.get(0))?;
                return Ok(count.unsigned_abs());
            }
        };
        let count: i64 = self
            .db
            .prepare_cached(&sql)?
            .query_row([], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// The article of that address; one that was kept by hand before others.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn by_address(&self, url: &str) -> Result<Option<ArticleId>> {
        let mut statement = self.db.prepare_cached(
            "SELECT id FROM articles WHERE url = ?1 AND hidden <> ?2 ORDER BY feed <> 1, id LIMIT 1",
        )?;
        let found = statement.query_row(params![url, TAKEN_BACK], |row| row.get(0));
        Ok(found.optional()?.map(ArticleId))
    }

    /// The other articles that tell the story of this one, oldest first; [`ArticleRow::MOST_OTHERS`] at most.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn same_story(&self, id: ArticleId) -> Result<Vec<ArticleRow>> {
        let sql = format!(
            "SELECT {COLUMNS}, {SOURCE} FROM articles AS this
               JOIN articles ON articles.story = this.story AND articles.id <> this.id
                AND articles.story <> 0
               JOIN feeds ON feeds.id = articles.feed
              WHERE this.id = ? AND this.story <> 0 AND articles.hidden = 0
                AND articles.at BETWEEN this.at - 259200 AND this.at + 259200
              ORDER BY articles.at, articles.id LIMIT {}",
            ArticleRow::MOST_OTHERS
        );
        self.read_rows(&sql, &Clause::new("", [id.0.into()]))
    }

    fn read_rows(&self, sql: &str, clause: &Clause) -> Result<Vec<ArticleRow>> {
        let mut statement = self.db.prepare_cached(sql)?;
        let values = clause.values.iter().map(|value| value as &dyn ToSql);
        let rows = statement.query_map(params_from_iter(values), read_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// A row of [`COLUMNS`] and [`SOURCE`].
fn read_row(row: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    let tags: Option<String> = row.get(13)?;
    Ok(ArticleRow {
        id: ArticleId(row.get(0)?),
        feed: FeedId(row.get(1)?),
        source: row.get(14)?,
        title: row.get(2)?,
        byline: row.get(3)?,
        url: row.get(4)?,
        published: row.get(5)?,
        at: row.get(6)?,
        read: row.get(7)?,
        starred: row.get(8)?,
        changed: row.get(9)?,
        words: row.get(10)?,
        quotes: row.get(11)?,
        uncounted: false,
        others: row.get::<_, i64>(12)?.max(0).unsigned_abs() as u32,
        tags: tags
            .map(|tags| tags.split('\u{1f}').map(str::to_owned).collect())
            .unwrap_or_default(),
        snippet: None,
    })
}

//! The list of feeds: all articles, saved queries, the reader's tags, feeds, each with its counts.

use rusqlite::params_from_iter;

use super::query::Query;
use super::search::clause;
use super::{Library, named};
use crate::error::Result;
use crate::model::{FeedId, FeedRow, Selection, SelectionKind, SortSmall};

impl Library {
    /// All rows of the list of feeds. Those of queries and tags are not counted yet: that may take
    /// longer than a key may wait, so [`Self::counted`] does it.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn selections(&self) -> Result<Vec<Selection>> {
        let feeds = self.feeds()?;
        // Articles of feeds that are no longer followed are in the library too.
        let (total, unread): (u32, u32) = self
            .db
            .prepare_cached("SELECT coalesce(sum(total), 0), coalesce(sum(unread), 0) FROM feeds")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (starred, new_starred): (u32, u32) = self
            .db
            .prepare_cached(
                "SELECT count(*), coalesce(sum(read = 0), 0) FROM articles
                  WHERE hidden = 0 AND starred = 1",
            )?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let built_in = |kind, name: &str, query: &str, total, unread| Selection {
            kind,
            name: name.to_owned(),
            query: query.to_owned(),
            total: Some(total),
            unread: Some(unread),
            feed: None,
        };
        let mut all = vec![
            built_in(SelectionKind::All, "All articles", "", total, unread),
            built_in(SelectionKind::Unread, "Unread", "unread", unread, unread),
            built_in(
                SelectionKind::Favourites,
                "Favourites",
                "starred",
                starred,
                new_starred,
            ),
        ];
        let queries = self.saved_queries()?.into_iter();
        all.extend(queries.map(|(name, query)| uncounted(SelectionKind::Query, name, query)));
        let tags = self.own_tags()?.into_iter();
        all.extend(tags.map(|tag| {
            let query = format!("tag:\"{}\"", tag.replace('"', " "));
            uncounted(SelectionKind::Tag, tag, query)
        }));
        let shown = |feed: &FeedRow| feed.id != FeedId::KEPT || feed.total > 0;
        all.extend(feeds.into_iter().filter(shown).map(|feed| Selection {
            kind: SelectionKind::Feed,
            name: feed.name.clone(),
            query: format!("feed:{}", feed.id.0),
            total: Some(feed.total),
            unread: Some(feed.unread),
            feed: Some(feed),
        }));
        Ok(all)
    }

    /// Counts what [`Self::selections`] has left uncounted; a query that cannot be read has nothing.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn counted(&self, mut selections: Vec<Selection>, now: i64) -> Result<Vec<Selection>> {
        let small = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        // Together, so that the counts are of one time; there may be thousands of tags.
        let _together = self.db.unchecked_transaction()?;
        for selection in selections.iter_mut().filter(|it| it.total.is_none()) {
            let (total, unread) = match Query::parse(&selection.query, now) {
                Ok(query) => self.count_with_unread(&query)?,
                Err(_) => (0, 0),
            };
            (selection.total, selection.unread) = (Some(small(total)), Some(small(unread)));
        }
        Ok(selections)
    }

    /// How many articles a query means, and how many of them are unread.
    fn count_with_unread(&self, query: &Query) -> Result<(u64, u64)> {
        if query.stored_count().is_some() || query.text().is_some() {
            let unread = self.count(&Query::unread().and(query))?;
            return Ok((self.count(query)?, unread));
        }
        let clause = clause(&self.db, query)?;
        let sql = format!(
            "SELECT count(*), coalesce(sum(read = 0), 0) FROM articles WHERE {}",
            clause.sql
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let values = params_from_iter(&clause.values);
        let (total, unread): (i64, i64) =
            statement.query_row(values, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((total.unsigned_abs(), unread.unsigned_abs()))
    }

    /// The tags that the reader put on articles and feeds, by name.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn own_tags(&self) -> Result<Vec<String>> {
        let mut statement = self.db.prepare_cached(
            "SELECT tag FROM article_tags WHERE own = 1
             UNION SELECT tag FROM feed_tags JOIN feeds ON feeds.id = feed WHERE removed = 0
             ORDER BY 1",
        )?;
        let rows = statement.query_map([], |row| row.get(0))?;
        let mut tags: Vec<String> = rows.collect::<rusqlite::Result<_>>()?;
        tags.sort_small_by(|one, other| named::compare(one, other));
        Ok(tags)
    }
}

fn uncounted(kind: SelectionKind, name: String, query: String) -> Selection {
    Selection {
        kind,
        name,
        query,
        ..Selection::default()
    }
}

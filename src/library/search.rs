//! Ranks what a query finds; `clause` turns it into SQL, `text` into a question to the index of words, `common` answers
//! where very many articles have the words.

mod clause;
mod common;
pub(super) mod text;

use rusqlite::{OptionalExtension, params, params_from_iter};

pub(super) use self::clause::{Clause, clause, one_of, quoted};
pub(super) use self::common::MANY;
use self::text::BEST;
pub(super) use self::text::{WITH_TEXT, part_of, phrase, text_of};
use super::query::Query;
use super::{Library, Order};
use crate::error::Result;
use crate::model::{ArticleId, ArticleRow};

/// What comes first among the articles found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ranking {
    /// The most to the point (BM25, the title counted eight times, the byline four times).
    #[default]
    Best,
    /// The newest.
    Newest,
}

/// What a search gives.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    /// The first ones.
    pub rows: Vec<ArticleRow>,
    /// How many there are, where that is known without counting them.
    pub all: Option<u64>,
}

impl Library {
    /// The `count` first articles that `query` means, each with a snippet where words were found.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn search(&self, query: &Query, ranking: Ranking, count: usize) -> Result<Hits> {
        let Some(text) = query.text() else {
            let rows = self.rows(query, Order::Newest, None, count)?;
            return Ok(Hits { rows, all: None });
        };
        let (ids, all) = self.found(query, &text, ranking, count)?;
        let mut rows = self.rows_of(&ids)?;
        let mut statement = self.db.prepare_cached(
            "SELECT snippet(article_text, -1, char(2), char(3), '…', 24) FROM article_text
              WHERE article_text MATCH ?1 AND rowid = ?2",
        )?;
        for row in &mut rows {
            row.snippet = statement
                .query_row(params![text, row.id.0], |found| found.get(0))
                .optional()?;
        }
        Ok(Hits { rows, all })
    }

    /// The first that are found, and how many there are where that is known.
    fn found(
        &self,
        query: &Query,
        text: &str,
        ranking: Ranking,
        count: usize,
    ) -> Result<(Vec<ArticleId>, Option<u64>)> {
        let rest = clause(&self.db, &query.without_words())?;
        if self.is_common(text)? {
            let ids = match ranking {
                Ranking::Best => return self.best(text, &rest, count),
                Ranking::Newest => self.newest(text, &rest, count)?,
            };
            if let Some(ids) = ids {
                return Ok((ids, None));
            }
        }
        let mut clause = Clause::new("article_text MATCH ?", [text.to_owned().into()]);
        clause.and(&rest.sql, rest.values);
        let order = match ranking {
            Ranking::Best => format!("{BEST}, articles.at DESC"),
            Ranking::Newest => "articles.at DESC, articles.id DESC".to_owned(),
        };
        let sql = format!(
            "SELECT articles.id FROM article_text CROSS JOIN articles ON articles.id = article_text.rowid
              WHERE {} ORDER BY {order} LIMIT {count}",
            clause.sql
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let ids = statement.query_map(params_from_iter(&clause.values), |row| {
            Ok(ArticleId(row.get(0)?))
        })?;
        Ok((ids.collect::<rusqlite::Result<_>>()?, None))
    }
}

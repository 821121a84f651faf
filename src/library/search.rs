//! Ranks what a query finds; `clause` turns it into SQL, `text` into a question to the index of words.

mod clause;
pub(super) mod text;

use rusqlite::{OptionalExtension, params, params_from_iter};

pub(super) use self::clause::{Clause, clause, one_of, quoted};
pub(super) use self::text::{part_of, phrase, text_of};
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

/// So many hits make a word a common one.
const MANY: i64 = 3000;

const BEST: &str = "bm25(article_text, 8.0, 4.0, 1.0)";

impl Library {
    /// The `count` first articles that `query` means, each with a snippet where words were found.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn search(&self, query: &Query, ranking: Ranking, count: usize) -> Result<Vec<ArticleRow>> {
        let Some(text) = query.text() else {
            return self.rows(query, Order::Newest, None, count);
        };
        let ids = self.found(query, &text, ranking, count)?;
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
        Ok(rows)
    }

    fn found(
        &self,
        query: &Query,
        text: &str,
        ranking: Ranking,
        count: usize,
    ) -> Result<Vec<ArticleId>> {
        let rest = clause(&self.db, &query.without_words())?;
        if ranking == Ranking::Newest
            && let Some(ids) = self.newest(text, &rest, count)?
        {
            return Ok(ids);
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
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// The newest by asking of one article after the other whether it has the words. For words that
    /// many have this is far quicker than sorting all that have them; none where it would not be.
    fn newest(&self, text: &str, rest: &Clause, count: usize) -> Result<Option<Vec<ArticleId>>> {
        let hits: i64 = self
            .db
            .prepare_cached(
                "SELECT count(*) FROM
                   (SELECT 1 FROM article_text WHERE article_text MATCH ?1 LIMIT ?2)",
            )?
            .query_row(params![text, MANY], |row| row.get(0))?;
        if hits < MANY {
            return Ok(None);
        }
        let most = count.saturating_mul(8);
        let mut walk = self.db.prepare_cached(&format!(
            "SELECT articles.id FROM articles WHERE {} ORDER BY at DESC, id DESC LIMIT {most}",
            rest.sql
        ))?;
        let mut has = self.db.prepare_cached(
            "SELECT 1 FROM article_text WHERE article_text MATCH ?1 AND rowid = ?2",
        )?;
        let mut rows = walk.query(params_from_iter(&rest.values))?;
        let mut found = Vec::new();
        let mut asked = 0;
        while found.len() < count {
            let Some(row) = rows.next()? else {
                return Ok((asked < most).then_some(found));
            };
            let id: i64 = row.get(0)?;
            asked += 1;
            if has.exists(params![text, id])? {
                found.push(ArticleId(id));
            }
        }
        Ok(Some(found))
    }
}

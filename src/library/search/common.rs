//! Words that very many articles have. A row of each of these would take longer to look up than all else, so they are told
//! apart by sets of their numbers, and rows are looked up for what is shown.

use std::cmp::Reverse;

use rusqlite::{params, params_from_iter};

use super::super::Library;
use super::super::query::Query;
use super::super::set::Set;
use super::clause::{Clause, clause};
use super::text::{BEST, WITH_TEXT};
use crate::error::Result;
use crate::model::ArticleId;

/// So many hits make a word a common one.
pub(in crate::library) const MANY: i64 = 3000;

impl Library {
    /// Whether very many articles have the words.
    pub(super) fn is_common(&self, text: &str) -> Result<bool> {
        let sql = format!("SELECT count(*) FROM ({WITH_TEXT} LIMIT {MANY})");
        let mut statement = self.db.prepare_cached(&sql)?;
        let hits: i64 = statement.query_row([text], |row| row.get(0))?;
        Ok(hits >= MANY)
    }

    /// What `rest` allows.
    fn allowed(&self, rest: &Clause) -> Result<Set> {
        let sql = format!("SELECT articles.id FROM articles WHERE {}", rest.sql);
        self.set(&sql, &rest.values)
    }

    /// How many articles have the words of `query` and are all else that it says; none where the words are not common.
    pub(in crate::library) fn count_common(&self, query: &Query) -> Result<Option<u64>> {
        let Some(text) = query.text() else {
            return Ok(None);
        };
        if !self.is_common(&text)? {
            return Ok(None);
        }
        let allowed = self.allowed(&clause(&self.db, &query.without_words())?)?;
        let mut count = 0;
        self.each(WITH_TEXT, &[text.into()], |id| {
            count += u64::from(allowed.has(id));
        })?;
        Ok(Some(count))
    }

    /// The `count` that are most to the point, and how many there are.
    pub(super) fn best(
        &self,
        text: &str,
        rest: &Clause,
        count: usize,
    ) -> Result<(Vec<ArticleId>, Option<u64>)> {
        let allowed = self.allowed(rest)?;
        let sql = format!("SELECT rowid, {BEST} FROM article_text WHERE article_text MATCH ?1");
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query([text])?;
        let mut ranked: Vec<(f64, i64)> = Vec::new();
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            if allowed.has(id) {
                ranked.push((row.get(1)?, id));
            }
        }
        let all = ranked.len() as u64;
        if count == 0 {
            return Ok((Vec::new(), Some(all)));
        }
        if count < ranked.len() {
            // The best, and those that are as good as the last of them: the newest of these come first.
            let (_, last, _) = ranked.select_nth_unstable_by(count - 1, |a, b| a.0.total_cmp(&b.0));
            let last = last.0;
            ranked.retain(|(score, _)| *score <= last);
        }
        let mut time = self
            .db
            .prepare_cached("SELECT at FROM articles WHERE id = ?1")?;
        let mut dated = Vec::with_capacity(ranked.len());
        for (score, id) in ranked {
            let at: i64 = time.query_row([id], |row| row.get(0))?;
            dated.push((score, Reverse(at), id));
        }
        dated.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let best = dated.into_iter().take(count);
        Ok((best.map(|(.., id)| ArticleId(id)).collect(), Some(all)))
    }

    /// The newest by asking of one article after the other whether it has the words. For words that
    /// many have this is far quicker than sorting all that have them; none where it would not be.
    pub(super) fn newest(
        &self,
        text: &str,
        rest: &Clause,
        count: usize,
    ) -> Result<Option<Vec<ArticleId>>> {
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

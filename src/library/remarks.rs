//! The reader's notes on passages.

use rusqlite::params;
use rusqlite::types::Value;

use super::Library;
use super::acts::{Field, Place};
use crate::error::Result;
use crate::model::{Article, ArticleId, Remark, Span};

impl Library {
    /// Notes `words` on a passage.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn remark(
        &mut self,
        id: ArticleId,
        article: &Article,
        passage: Span,
        words: &str,
        now: i64,
    ) -> Result<i64> {
        let start = i64::try_from(passage.start).unwrap_or(0);
        self.want_room()?;
        self.db.execute(
            "INSERT INTO remarks (article, start, exact, at) VALUES (?1, ?2, ?3, ?4)",
            params![id.0, start, passage.of(&article.text), now],
        )?;
        let remark = self.db.last_insert_rowid();
        self.put_remark(remark, Some(words), "note made", now)?;
        Ok(remark)
    }

    /// Changes a note's words, or with none takes it away; false when there is none of that number.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn set_remark(&mut self, remark: i64, words: Option<&str>, now: i64) -> Result<bool> {
        let what = match words {
            Some(_) => "note changed",
            None => "note taken away",
        };
        self.put_remark(remark, words, what, now)
    }

    fn put_remark(
        &mut self,
        remark: i64,
        words: Option<&str>,
        what: &str,
        now: i64,
    ) -> Result<bool> {
        let place = Place {
            field: Field::Remark,
            row: remark,
            key: "",
        };
        let value = words.map_or(Value::Null, |words| words.to_owned().into());
        self.act(what, now, &[(place, value)])
    }

    /// The notes on an article, in the order of their passages.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn remarks(&self, id: ArticleId, article: &Article) -> Result<Vec<Remark>> {
        let mut statement = self.db.prepare_cached(
            "SELECT id, start, exact, words, at FROM remarks
              WHERE article = ?1 AND words IS NOT NULL ORDER BY start, id",
        )?;
        let rows = statement.query_map([id.0], |row| {
            let (start, exact): (u32, String) = (row.get(1)?, row.get(2)?);
            Ok(Remark {
                id: row.get(0)?,
                span: find(&article.text, &exact, start as usize),
                exact,
                words: row.get(3)?,
                at: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The passage where it was, else where its words stand nearest to there.
fn find(text: &str, exact: &str, start: usize) -> Option<Span> {
    let end = start.saturating_add(exact.len());
    if text.get(start..end) == Some(exact) {
        return Some(Span::new(start, end));
    }
    if exact.is_empty() {
        return None;
    }
    text.match_indices(exact)
        .map(|(at, _)| at)
        .min_by_key(|at| at.abs_diff(start))
        .map(|at| Span::new(at, at + exact.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_found_again() {
        assert_eq!(find("the ferry", "ferry", 4), Some(Span::new(4, 9)));
        assert_eq!(
            find("ferry, the old ferry", "ferry", 14),
            Some(Span::new(15, 20))
        );
        assert_eq!(find("the boat", "ferry", 4), None);
        assert_eq!(find("the boat", "", 99), None);
    }
}

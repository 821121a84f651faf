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
        self.put_on(id, &article.text, passage, words, false, now)
    }

    /// Highlights a passage, with a note that may be empty.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn highlight(
        &mut self,
        id: ArticleId,
        article: &Article,
        passage: Span,
        words: &str,
        now: i64,
    ) -> Result<i64> {
        self.put_on(id, &article.text, passage, words, true, now)
    }

    fn put_on(
        &mut self,
        id: ArticleId,
        text: &str,
        passage: Span,
        words: &str,
        lit: bool,
        now: i64,
    ) -> Result<i64> {
        let start = i64::try_from(passage.start).unwrap_or(0);
        let before = text.get(..passage.start).unwrap_or_default();
        let after = text.get(passage.end..).unwrap_or_default();
        let back = before.char_indices().rev().nth(AROUND - 1);
        let prefix = &before[back.map_or(0, |(at, _)| at)..];
        let on = after.char_indices().nth(AROUND);
        let suffix = &after[..on.map_or(after.len(), |(at, _)| at)];
        self.want_room()?;
        self.db.execute(
            "INSERT INTO remarks (article, start, exact, prefix, suffix, lit, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![id.0, start, passage.of(text), prefix, suffix, lit, now],
        )?;
        let remark = self.db.last_insert_rowid();
        let what = if lit { "highlight made" } else { "note made" };
        self.put_remark(remark, Some(words), what, now)?;
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
            "SELECT id, start, exact, words, at, prefix, suffix, lit FROM remarks
              WHERE article = ?1 AND words IS NOT NULL ORDER BY start, id",
        )?;
        let rows = statement.query_map([id.0], |row| {
            let start: u32 = row.get(1)?;
            let mut remark = Remark {
                id: row.get(0)?,
                span: None,
                exact: row.get(2)?,
                words: row.get(3)?,
                at: row.get(4)?,
                prefix: row.get(5)?,
                suffix: row.get(6)?,
                lit: row.get(7)?,
            };
            remark.span = find(&article.text, &remark, start as usize);
            Ok(remark)
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Characters before and after a passage that are kept with it.
const AROUND: usize = 32;

/// The passage where it was, else where most of what stood around it stands again, else nearest to where it was.
fn find(text: &str, remark: &Remark, start: usize) -> Option<Span> {
    let Remark {
        exact,
        prefix,
        suffix,
        ..
    } = remark;
    if exact.is_empty() {
        return None;
    }
    // How many bytes around a place are those that stood there.
    let alike = |at: usize| {
        let (before, after) = (&text.as_bytes()[..at], &text.as_bytes()[at + exact.len()..]);
        let same = |(one, other): &(&u8, &u8)| one == other;
        let before = before.iter().rev().zip(prefix.as_bytes().iter().rev());
        let after = after.iter().zip(suffix.as_bytes());
        before.take_while(same).count() + after.take_while(same).count()
    };
    let here = text.get(start..start.saturating_add(exact.len())) == Some(exact);
    if here && alike(start) == prefix.len() + suffix.len() {
        return Some(Span::new(start, start + exact.len()));
    }
    text.match_indices(exact.as_str())
        .map(|(at, _)| at)
        .max_by_key(|at| (alike(*at), std::cmp::Reverse(at.abs_diff(start))))
        .map(|at| Span::new(at, at + exact.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, around: [&str; 3], start: usize, expected: Option<usize>) {
        let [prefix, exact, suffix] = around.map(str::to_owned);
        let remark = Remark {
            exact,
            prefix,
            suffix,
            ..Remark::default()
        };
        let found = find(text, &remark, start);
        assert_eq!(found.map(|span| span.start), expected, "{text}");
        assert!(found.is_none_or(|span| span.of(text) == remark.exact));
    }

    #[test]
    fn a_passage_is_found_again() {
        check("the ferry", ["", "ferry", ""], 4, Some(4));
        check("ferry, the old ferry", ["", "ferry", ""], 14, Some(15));
        check("the boat", ["", "ferry", ""], 4, None);
        check("the boat", ["", "", ""], 99, None);
        // What stood around it counts for more than where it stood.
        let text = "A ferry came. The old ferry went. The ferry stays.";
        check(text, ["The old ", "ferry", " went."], 2, Some(22));
        check(text, ["The ", "ferry", " stays."], 22, Some(38));
        check(
            "né – the ferry – né",
            ["né – the ", "ferry", " – né"],
            0,
            Some(12),
        );
    }
}

//! What the reader does to the shelf, and how it is undone.
//!
//! Every act is kept as the fields it changed, each with the value before and after, in the same
//! transaction as the change itself. Undo puts back a field only where it still is what the act made
//! of it, so that nobody else's later change is lost. Acts outlive the program; a new act ends what
//! could be redone. `fields` are the columns.

mod fields;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Transaction, params, params_from_iter};

pub(super) use self::fields::{Field, Place, list_articles};
use self::fields::{get, put};
use super::query::Query;
use super::search::Clause;
use super::{Library, search};
use crate::error::Result;
use crate::model::ArticleId;

/// The act to take back.
const LAST: &str = "SELECT id, what FROM acts WHERE undone = 0 ORDER BY id DESC LIMIT 1";

/// The act to do again.
const NEXT: &str = "SELECT id, what FROM acts WHERE undone = 1 ORDER BY id LIMIT 1";

/// How many acts can be undone.
const REMEMBERED: i64 = 1000;

/// What can be said of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Read, or unread again.
    Read(bool),
    /// A favourite, or no longer.
    Starred(bool),
    /// Out of every list, or back.
    Hidden(bool),
    /// With this tag, or without it.
    Tag(String, bool),
}

/// Which articles an act is about.
#[derive(Clone, Debug)]
pub enum Which {
    /// These.
    These(Vec<ArticleId>),
    /// All that the query means.
    All(Query),
}

impl Library {
    /// Marks articles; says how many were not so before.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn mark(&mut self, which: &Which, mark: &Mark, now: i64) -> Result<usize> {
        let clause = match which {
            Which::These(ids) => {
                let numbers: Vec<String> = ids.iter().map(|id| id.0.to_string()).collect();
                Clause::new(
                    "articles.id IN (SELECT value FROM json_each(?))",
                    [format!("[{}]", numbers.join(",")).into()],
                )
            }
            Which::All(query) => search::clause(&self.db, query)?,
        };
        let alone = self.whole.is_none();
        self.within(mark.sentence(), now, |db, act| {
            let changed = mark_all(db, act, &clause, mark)?;
            if alone && changed > 0 {
                rename(db, act, mark.sentence(), &[articles(changed)])?;
            }
            Ok(changed)
        })
    }

    /// Takes the last act back and says which it was; none when there is nothing to take back.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn undo(&mut self) -> Result<Option<String>> {
        self.swing(LAST, true)
    }

    /// Does the act again that was taken back last.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn redo(&mut self) -> Result<Option<String>> {
        self.swing(NEXT, false)
    }

    /// Whether the list of all articles may be another after the next [`Self::undo`], or without it [`Self::redo`].
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn relists(&self, undo: bool) -> Result<bool> {
        let find = if undo { LAST } else { NEXT };
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT 1 FROM changes WHERE act = (SELECT id FROM ({find})) AND field NOT IN ({}, {}, {}, {})",
            Field::Read as i64,
            Field::Starred as i64,
            Field::Tag as i64,
            Field::Remark as i64,
        ))?;
        Ok(statement.exists([])?)
    }

    fn swing(&mut self, find: &str, undone: bool) -> Result<Option<String>> {
        let mut reworded = Vec::new();
        let done = self.write(|db| {
            let found: Option<(i64, String)> = db
                .query_row(find, [], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let Some((act, what)) = found else {
                return Ok(None);
            };
            put_back(db, act, undone)?;
            db.execute(
                "UPDATE acts SET undone = ?2 WHERE id = ?1",
                params![act, undone],
            )?;
            let mut pages =
                db.prepare_cached("SELECT row FROM changes WHERE act = ?1 AND field = ?2")?;
            let ids = pages.query_map([act, Field::Page as i64], |row| row.get(0))?;
            reworded = ids.map(|id| Ok(ArticleId(id?))).collect::<Result<_>>()?;
            Ok(Some(what))
        })?;
        self.reworded.extend(reworded);
        Ok(done)
    }

    /// Does one act that changes single fields.
    pub(super) fn act(
        &mut self,
        what: &str,
        now: i64,
        changes: &[(Place<'_>, Value)],
    ) -> Result<bool> {
        self.within(what, now, |db, act| {
            let mut changed = false;
            for (place, value) in changes {
                changed |= change(db, act, place, value)?;
            }
            Ok(changed)
        })
    }
}

impl Mark {
    fn sentence(&self) -> &'static str {
        match self {
            Mark::Read(true) => "marked read",
            Mark::Read(false) => "marked unread",
            Mark::Starred(true) => "made a favourite",
            Mark::Starred(false) => "no longer a favourite",
            Mark::Hidden(true) => "hidden",
            Mark::Hidden(false) => "shown again",
            Mark::Tag(_, true) => "tagged",
            Mark::Tag(_, false) => "tag taken off",
        }
    }
}

/// "1 article", "3 articles".
pub(super) fn articles(count: usize) -> String {
    format!("{count} article{}", if count == 1 { "" } else { "s" })
}

/// Lets an act be called `what`, with some counts behind it.
pub(super) fn rename(db: &Transaction<'_>, act: i64, what: &str, counts: &[String]) -> Result<()> {
    let sentence = match counts {
        [] => what.to_owned(),
        counts => format!("{what} ({})", counts.join(", ")),
    };
    db.execute(
        "UPDATE acts SET what = ?2 WHERE id = ?1",
        params![act, sentence],
    )?;
    Ok(())
}

/// Starts an act, which [`settle`] ends.
pub(super) fn begin(db: &Transaction<'_>, what: &str, now: i64) -> Result<i64> {
    db.execute(
        "INSERT INTO acts (at, what) VALUES (?1, ?2)",
        params![now, what],
    )?;
    let act = db.last_insert_rowid();
    db.execute("DELETE FROM acts WHERE id <= ?1", [act - REMEMBERED])?;
    Ok(act)
}

/// Forgets an act that changed nothing; after any other what had been undone can no longer be done again.
pub(super) fn settle(db: &Transaction<'_>, act: i64) -> Result<()> {
    db.execute(
        "DELETE FROM acts WHERE CASE WHEN EXISTS (SELECT 1 FROM changes WHERE act = ?1)
                                     THEN undone = 1 ELSE id = ?1 END",
        [act],
    )?;
    Ok(())
}

/// Marks all articles of `clause` that are not so yet, in a few statements however many they are.
pub(super) fn mark_all(
    db: &Transaction<'_>,
    act: i64,
    clause: &Clause,
    mark: &Mark,
) -> Result<usize> {
    let (field, column, value) = match mark {
        Mark::Tag(tag, on) => return tag_all(db, act, clause, tag, *on),
        Mark::Read(value) => (Field::Read, "read", value),
        Mark::Starred(value) => (Field::Starred, "starred", value),
        Mark::Hidden(value) => (Field::Hidden, "hidden", value),
    };
    let field = field as i64;
    let mut values = clause.values.clone();
    values.push((*value).into());
    let changed = db
        .prepare_cached(&format!(
            "INSERT INTO changes (act, field, row, key, before, after)
             SELECT {act}, {field}, articles.id, '', {column}, {after} FROM articles
              WHERE {} AND {column} <> ? {AGAIN}",
            clause.sql,
            after = i64::from(*value),
        ))?
        .execute(params_from_iter(values))?;
    db.execute(
        &format!(
            "UPDATE articles SET {column} = ?1
              WHERE id IN (SELECT row FROM changes WHERE act = ?2 AND field = ?3 AND after = ?1)"
        ),
        params![value, act, field],
    )?;
    Ok(changed)
}

fn tag_all(db: &Transaction<'_>, act: i64, clause: &Clause, tag: &str, on: bool) -> Result<usize> {
    let field = Field::Tag as i64;
    let (before, after, has) = if on {
        ("NULL", "1", "NOT EXISTS")
    } else {
        ("1", "NULL", "EXISTS")
    };
    let mut values = vec![Value::from(tag.to_owned())];
    values.extend(clause.values.clone());
    values.push(tag.to_owned().into());
    let changed = db.execute(
        &format!(
            "INSERT INTO changes (act, field, row, key, before, after)
             SELECT {act}, {field}, articles.id, ?, {before}, {after} FROM articles
              WHERE {} AND {has} (SELECT 1 FROM article_tags WHERE article = articles.id AND tag = ?)
              {AGAIN}",
            clause.sql
        ),
        params_from_iter(values),
    )?;
    let put = if on {
        "INSERT OR IGNORE INTO article_tags (article, tag, own)
         SELECT row, key, 1 FROM changes WHERE act = ?1 AND field = ?2 AND key = ?3 AND after = 1"
    } else {
        "DELETE FROM article_tags WHERE tag = ?3 AND article IN
           (SELECT row FROM changes WHERE act = ?1 AND field = ?2 AND key = ?3 AND after IS NULL)"
    };
    db.prepare_cached(put)?.execute(params![act, field, tag])?;
    Ok(changed)
}

/// What changes twice in one act has changed from what it was first.
const AGAIN: &str = "ON CONFLICT (act, field, row, key) DO UPDATE SET after = excluded.after";

/// Changes one field and notes it under `act`; false when it is so already.
pub(super) fn change(
    db: &Transaction<'_>,
    act: i64,
    place: &Place<'_>,
    value: &Value,
) -> Result<bool> {
    let before = get(db, place.field, place.row, place.key)?;
    if before == *value {
        return Ok(false);
    }
    record(db, act, place, &before, value)?;
    put(db, place.field, place.row, place.key, value)?;
    Ok(true)
}

/// Notes under `act` that a field was changed.
pub(super) fn record(
    db: &Transaction<'_>,
    act: i64,
    place: &Place<'_>,
    before: &Value,
    after: &Value,
) -> Result<()> {
    db.prepare_cached(&format!(
        "INSERT INTO changes (act, field, row, key, before, after)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) {AGAIN}"
    ))?
    .execute(params![
        act,
        place.field as i64,
        place.row,
        place.key,
        before,
        after
    ])?;
    Ok(())
}

/// Sets every field of an act to its value before (`undo`) or after it, where it still has the other.
fn put_back(db: &Transaction<'_>, act: i64, undo: bool) -> Result<()> {
    put_back_marks(db, act, undo)?;
    let mut statement = db.prepare_cached(
        "SELECT field, row, key, before, after FROM changes WHERE act = ?1 AND field > ?2",
    )?;
    let mut rows = statement.query([act, Field::Tag as i64])?;
    while let Some(change) = rows.next()? {
        let (before, after): (Value, Value) = (change.get(3)?, change.get(4)?);
        let (from, to) = if undo {
            (after, before)
        } else {
            (before, after)
        };
        let (Some(field), row) = (Field::of(change.get(0)?), change.get(1)?) else {
            continue;
        };
        let key: String = change.get(2)?;
        if get(db, field, row, &key)? == from {
            put(db, field, row, &key, &to)?;
        }
    }
    Ok(())
}

/// The same for what may be of all articles at once, in a few statements however many they are.
fn put_back_marks(db: &Transaction<'_>, act: i64, undo: bool) -> Result<()> {
    let (from, to) = if undo {
        ("after", "before")
    } else {
        ("before", "after")
    };
    for (field, column) in [
        (Field::Read, "read"),
        (Field::Starred, "starred"),
        (Field::Hidden, "hidden"),
    ] {
        db.prepare_cached(&format!(
            "UPDATE articles SET {column} = {to} FROM changes
              WHERE act = ?1 AND field = ?2 AND row = articles.id AND {column} = {from}"
        ))?
        .execute([act, field as i64])?;
    }
    // A tag is there or not: what is so already stays.
    for sql in [
        "INSERT OR IGNORE INTO article_tags (article, tag, own)
         SELECT row, key, 1 FROM changes JOIN articles ON id = row
          WHERE act = ?1 AND field = ?2 AND {to} IS NOT NULL",
        "DELETE FROM article_tags WHERE (article, tag) IN
           (SELECT row, key FROM changes WHERE act = ?1 AND field = ?2 AND {to} IS NULL)",
    ] {
        db.prepare_cached(&sql.replace("{to}", to))?
            .execute([act, Field::Tag as i64])?;
    }
    Ok(())
}

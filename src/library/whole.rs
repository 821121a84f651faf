//! Several acts done as one: what `add` and `import` do is undone at once.
//!
//! While a whole is under way, everything that is done through this library belongs to its act: feeds
//! that are followed, articles that arrive, marks, tags, saved queries. Each part is stored as soon as
//! it is done, so that a killed import keeps what it brought, and can be undone that far.

use rusqlite::{Transaction, params};

use super::acts::{Field, articles, begin, rename, settle};
use super::articles::stored::Saved;
use super::{Library, TAKEN_BACK};
use crate::error::Result;
use crate::model::FeedId;

/// The act to which everything belongs for the time being.
#[derive(Clone, Debug)]
pub(super) struct Whole {
    what: String,
    now: i64,
    /// Its number, once something was done.
    act: Option<i64>,
}

impl Library {
    /// Does `work` as one act, called `what` when it is undone; it changed nothing, there is none.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn as_one<T>(
        &mut self,
        what: &str,
        now: i64,
        work: impl FnOnce(&mut Self) -> T,
    ) -> Result<T> {
        if self.whole.is_some() {
            return Ok(work(self));
        }
        let what = what.to_owned();
        let act = None;
        self.whole = Some(Whole { what, now, act });
        let done = work(self);
        if let Some(Whole {
            what,
            act: Some(act),
            ..
        }) = self.whole.take()
        {
            self.write(|db| finish(db, act, &what))?;
        }
        Ok(done)
    }

    /// Does one act, called `what`, or a part of the whole that is under way. It changed nothing, it is
    /// no act.
    pub(super) fn within<T>(
        &mut self,
        what: &str,
        now: i64,
        work: impl FnOnce(&Transaction<'_>, i64) -> Result<T>,
    ) -> Result<T> {
        let whole = self.whole.clone();
        let (done, act) = self.write(|db| {
            let act = match &whole {
                Some(Whole { act: Some(act), .. }) if can_go_on(db, *act)? => *act,
                Some(whole) => begin(db, &whole.what, whole.now)?,
                None => begin(db, what, now)?,
            };
            let done = work(db, act)?;
            if whole.is_none() {
                settle(db, act)?;
            }
            Ok((done, act))
        })?;
        if let Some(whole) = &mut self.whole {
            whole.act = Some(act);
        }
        Ok(done)
    }
}

/// Whether an act was neither undone nor forgotten meanwhile, by another program.
pub(super) fn can_go_on(db: &Transaction<'_>, act: i64) -> Result<bool> {
    let mut there = db.prepare_cached("SELECT 1 FROM acts WHERE id = ?1 AND undone = 0")?;
    Ok(there.exists([act])?)
}

/// Counts what an act brought.
fn finish(db: &Transaction<'_>, act: i64, what: &str) -> Result<()> {
    let count = |sql: &str| -> Result<usize> {
        let found: u32 = db.query_row(sql, [act], |row| row.get(0))?;
        Ok(found as usize)
    };
    let feeds = count(
        "SELECT count(*) FROM changes WHERE act = ?1 AND (field = 12 AND after = 0 OR field = 16 AND after = 1)",
    )?;
    let new = count("SELECT count(*) FROM changes WHERE act = ?1 AND field = 3 AND before = 2")?;
    let mut counts = Vec::new();
    if feeds > 0 {
        let ending = if feeds == 1 { "" } else { "s" };
        counts.push(format!("{feeds} feed{ending}"));
    }
    if new > 0 {
        counts.push(articles(new));
    }
    rename(db, act, what, &counts)?;
    settle(db, act)
}

/// Notes under an act that a feed was not known before it.
pub(super) fn note_followed(db: &Transaction<'_>, act: i64, feed: FeedId) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO changes (act, field, row, key, before, after) VALUES (?1, ?2, ?3, '', 0, 1)",
    )?
    .execute(params![act, Field::Followed as i64, feed.0])?;
    Ok(())
}

/// Notes under an act that these articles, as far as they are new, were not there before it.
pub(super) fn note_arrived(db: &Transaction<'_>, act: i64, saved: &[Saved]) -> Result<()> {
    let mut note = db.prepare_cached(
        "INSERT OR IGNORE INTO changes (act, field, row, key, before, after)
         SELECT ?1, ?2, id, '', ?3, hidden FROM articles WHERE id = ?4",
    )?;
    for id in saved.iter().filter_map(Saved::arrived) {
        note.execute(params![act, Field::Hidden as i64, TAKEN_BACK, id.0])?;
    }
    Ok(())
}

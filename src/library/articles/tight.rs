//! Stores nothing twice: an excerpt that is the beginning of the text, and what earlier versions stored less tightly.

use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::super::{Library, pack};
use crate::error::Result;
use crate::library::pack::count;
use crate::model::{ArticleId, Meta, shortened};

impl Library {
    /// Stores as it is done now what an earlier version stored less tightly: the beginning of a text twice, blocks with
    /// all their words, notes that are not deflated. A thousand articles a transaction.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub(in crate::library) fn repack(&mut self) -> Result<()> {
        const BATCH: usize = 1000;
        let mut last = 0_i64;
        loop {
            let done = self.write(|db| {
                let mut select = db.prepare_cached(
                    "SELECT id, excerpt, body, blocks, notes FROM articles JOIN texts ON article = id
                      WHERE id > ?1 ORDER BY id LIMIT ?2",
                )?;
                let mut rows = select.query(params![last, count(BATCH)])?;
                let mut done = 0;
                while let Some(row) = rows.next()? {
                    done += 1;
                    last = row.get(0)?;
                    repack_one(db, last, row)?;
                }
                Ok(done)
            })?;
            if done < BATCH {
                return Ok(());
            }
        }
    }
}

/// See [`Library::repack`].
fn repack_one(db: &Transaction<'_>, id: i64, row: &Row<'_>) -> Result<()> {
    let body = row.get_ref(2)?.as_str().unwrap_or_default();
    let given: Option<String> = row.get(1)?;
    if let Some(given) = given.filter(|given| !given.is_empty()) {
        let meta = Meta {
            excerpt: Some(given.clone()),
            ..Meta::default()
        };
        let tight = excerpt(&meta, body);
        if tight.as_ref() != Some(&given) {
            db.prepare_cached("UPDATE articles SET excerpt = ?2 WHERE id = ?1")?
                .execute(params![id, tight])?;
        }
    }
    let (stored, notes) = (
        row.get_ref(3)?.as_str().unwrap_or_default(),
        row.get_ref(4)?,
    );
    let blocks = pack::blocks(&pack::read_blocks(stored, body));
    let plain = notes.as_bytes().unwrap_or_default();
    let deflated = plain.first() == Some(&b'{');
    if blocks.len() < stored.len() || deflated {
        let notes = if deflated {
            pack::deflated(plain)
        } else {
            plain.to_vec()
        };
        db.prepare_cached("UPDATE texts SET blocks = ?2, notes = ?3 WHERE article = ?1")?
            .execute(params![id, blocks, notes])?;
    }
    Ok(())
}

/// What the source says in short. Some feeds give the whole story there once more; its beginning is enough. Nothing, but
/// not none, where it is what the text begins with anyway.
pub(super) fn excerpt(meta: &Meta, text: &str) -> Option<String> {
    let short = shortened(meta.excerpt.as_deref()?, ENOUGH);
    // Only what comes back as it was given.
    let is_beginning = beginning(text).is_some_and(|it| it == short);
    Some(match is_beginning {
        true => String::new(),
        false => short.into_owned(),
    })
}

/// Bytes of an excerpt.
const ENOUGH: usize = 600;

/// Before words go that an excerpt is the beginning of: it stays what the source gave.
pub(super) fn spell_excerpt(db: &Transaction<'_>, id: ArticleId) -> Result<()> {
    let sql = "SELECT body FROM articles JOIN texts ON article = id WHERE id = ?1 AND excerpt = ''";
    let body: Option<String> = db
        .prepare_cached(sql)?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    if let Some(body) = body {
        db.prepare_cached("UPDATE articles SET excerpt = ?2 WHERE id = ?1")?
            .execute(params![id.0, beginning(&body)])?;
    }
    Ok(())
}

/// What [`shortened`] to [`ENOUGH`] makes of a text of more than one line; none of a text that is no longer than that.
pub(super) fn beginning(text: &str) -> Option<String> {
    // A word more than enough, so that it is cut where the whole would be.
    let mut line = String::with_capacity(2 * ENOUGH);
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.len() > ENOUGH {
            return Some(shortened(&line, ENOUGH).into_owned());
        }
    }
    None
}

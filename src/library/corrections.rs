//! The reader's corrections: who said these words, and which names are one person.
//!
//! A correction is kept by the words of the quotation, not by its number, so that it stays when the
//! article is annotated again. `quotes.who` is what the corrections make of `quotes.speaker`.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::Library;
use super::acts::{Field, Place};
use super::articles::quote_words;
use super::search::phrase;
use crate::error::Result;
use crate::model::{Article, ArticleId, Entity, EntityId, EntityKind, Notes, Quote, Speaker};

/// What `quotes.who` should be.
const WHO: &str = "coalesce(
    (SELECT c.who FROM corrections AS c WHERE c.article = quotes.article AND c.words = quotes.words),
    (SELECT m.who FROM merges AS m WHERE m.name = quotes.speaker), quotes.speaker)";

impl Library {
    /// From now on these words of this article are `who`'s; an empty name means nobody is known.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn correct_speaker(
        &mut self,
        id: ArticleId,
        article: &Article,
        quote: &Quote,
        who: &str,
        now: i64,
    ) -> Result<bool> {
        let words = quote_words(&article.text, quote);
        let place = Place {
            field: Field::Correction,
            row: id.0,
            key: &words,
        };
        self.act(
            "speaker corrected",
            now,
            &[(place, Value::from(who.to_owned()))],
        )
    }

    /// From now on `name` and `who` are one person, called `who`.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn merge_names(&mut self, name: &str, who: &str, now: i64) -> Result<bool> {
        let place = Place {
            field: Field::Merge,
            row: 0,
            key: name,
        };
        self.act("names joined", now, &[(place, Value::from(who.to_owned()))])
    }

    /// The name that the reader joined this one to, or itself.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn known_as(&self, name: &str) -> Result<String> {
        known_as(&self.db, name)
    }

    /// Puts the reader's corrections into the notes on an article.
    pub(super) fn correct(
        &self,
        id: ArticleId,
        article: &Article,
        notes: &mut Notes,
    ) -> Result<()> {
        let mut statement = self.db.prepare_cached(
            "SELECT nth, who FROM quotes WHERE article = ?1 AND who IS NOT speaker",
        )?;
        let corrections = statement.query_map([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for correction in corrections {
            let (nth, who): (u32, Option<String>) = correction?;
            name_speaker(notes, nth as usize, &who.unwrap_or_default(), &article.text);
        }
        Ok(())
    }
}

/// The name that the reader joined this one to, or itself.
fn known_as(db: &Connection, name: &str) -> Result<String> {
    let who: Option<String> = db
        .prepare_cached("SELECT who FROM merges WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    Ok(who.unwrap_or_else(|| name.to_owned()))
}

/// Nobody's name has more words; SQLite looks for tens of thousands in seconds.
const LONGEST_NAME: usize = 50;

/// The question to `quote_text` that finds what a person of that name said.
pub(super) fn speaker_match(db: &Connection, name: &str) -> Result<String> {
    let words = known_as(db, name)?;
    // Each word by itself, so that "Ruiz Ana" finds Ana Ruiz.
    let words: Vec<String> = words.split_whitespace().map(phrase).collect();
    if words.is_empty() || words.len() > LONGEST_NAME {
        return Ok("who : \"\"".to_owned());
    }
    Ok(format!("who : ({})", words.join(" AND ")))
}

/// Makes `who` the speaker of the quotation; an empty name takes the speaker away.
fn name_speaker(notes: &mut Notes, nth: usize, who: &str, text: &str) {
    let known = notes.entities.iter().position(|entity| entity.name == who);
    let entity = known.unwrap_or(notes.entities.len());
    let Some(quote) = notes.quotes.get_mut(nth) else {
        return;
    };
    if who.is_empty() {
        quote.speakers.clear();
        return;
    }
    let start = quote.span().start;
    let mention = quote
        .speaker()
        .map(|speaker| speaker.mention)
        .filter(|mention| !mention.of(text).is_empty())
        .unwrap_or((start..start).into());
    quote.speakers = vec![Speaker {
        mention,
        entity: u32::try_from(entity).ok().map(EntityId),
        confidence: 1.0,
    }];
    if known.is_none() {
        notes.entities.push(Entity {
            kind: EntityKind::Person,
            name: who.to_owned(),
            role: None,
            mentions: Vec::new(),
        });
    }
}

/// After a correction was written or taken back: `quotes.who` follows.
pub(super) fn follow(db: &Transaction<'_>, field: Field, row: i64, key: &str) -> Result<()> {
    match field {
        Field::Correction => {
            db.prepare_cached(&format!(
                "UPDATE quotes SET who = nullif({WHO}, '') WHERE article = ?1 AND words = ?2"
            ))?
            .execute(params![row, key])?;
        }
        Field::Merge => {
            db.prepare_cached(&format!(
                "UPDATE quotes SET who = nullif({WHO}, '') WHERE speaker = ?1 COLLATE NOCASE"
            ))?
            .execute([key])?;
        }
        _ => {}
    }
    Ok(())
}

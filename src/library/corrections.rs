//! The reader's corrections: who said these words, and which names are one person.
//!
//! A correction is kept by the words of the quotation, not by its number, so that it stays when the
//! article is annotated again. `quotes.who` is what the corrections make of `quotes.speaker`.

use rusqlite::types::Value;

use super::Library;
use super::acts::{Field, Place};
use super::articles::index::quote_words;
use super::meant::known_as;
use crate::error::Result;
use crate::model::{Article, ArticleId, Entity, EntityId, EntityKind, Notes, Quote, Speaker};

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

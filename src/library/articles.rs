//! Saves articles and gives them back.
//!
//! `stored` says what an article is on its way and on the shelf, `save` judges what came and writes it, `index` keeps quotations and the index of words in step, `tight` stores nothing
//! twice.

pub(super) mod index;
pub(super) mod nameless;
pub(super) mod save;
pub(super) mod stored;
mod tight;

use rusqlite::{OptionalExtension, Transaction, params};

use self::index::{drop_quotes, index, put_notes, unindex};
use self::save::{keep_version, save_one, words};
use self::stored::{read_stored, stored_article};
use self::tight::spell_excerpt;
use super::acts::{self, Field, Place};
use super::whole::note_arrived;
use super::{Library, pack};
use crate::error::Result;
use crate::model::{Article, ArticleId, Meta, Notes, Version};

pub use self::stored::{Incoming, Saved, Stored, text_hash};

impl Library {
    /// Saves articles in one transaction; `now` is when they came, in seconds since 1970.
    ///
    /// # Errors
    /// When the library cannot be written; then none is saved.
    pub fn save(&mut self, incoming: &[Incoming], now: i64) -> Result<Vec<Saved>> {
        let dated: Vec<(&Incoming, i64)> = incoming.iter().map(|one| (one, now)).collect();
        self.save_dated(&dated, now)
    }

    /// The same for articles that came at a time of their own.
    ///
    /// # Errors
    /// As [`Self::save`].
    pub fn save_dated(&mut self, incoming: &[(&Incoming, i64)], now: i64) -> Result<Vec<Saved>> {
        self.requoted += 1;
        let save = |db: &Transaction<'_>| {
            let saved = incoming.iter().map(|(one, came)| save_one(db, one, *came));
            let saved = saved.collect::<Result<Vec<Saved>>>()?;
            super::filters::run(db, &saved, now)?;
            Ok(saved)
        };
        if self.whole.is_none() {
            return self.write(save);
        }
        self.within("", now, |db, act| {
            let saved = save(db)?;
            note_arrived(db, act, &saved)?;
            Ok(saved)
        })
    }

    /// The article of that number.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn article(&self, id: ArticleId) -> Result<Option<Stored>> {
        let mut statement = self.db.prepare_cached(
            "SELECT title, byline, site, published, lang, url, excerpt, place, saved,
                    body, blocks, marks, notes, annotator, damage
               FROM articles JOIN texts ON article = id WHERE id = ?1",
        )?;
        let stored = statement.query_row([id.0], read_stored).optional()?;
        let Some(mut stored) = stored else {
            return Ok(None);
        };
        self.correct(id, &stored.article, &mut stored.notes)?;
        Ok(Some(stored))
    }

    /// The words of an article, without the notes on them; empty where there is none of that number.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn without_notes(&self, id: ArticleId) -> Result<Article> {
        stored_article(&self.db, id)
    }

    /// Replaces an article's words by those of its page. The feed's words are kept as a version, and the
    /// act can be undone.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn fill(
        &mut self,
        id: ArticleId,
        article: &Article,
        notes: &Notes,
        now: i64,
    ) -> Result<()> {
        self.requoted += 1;
        self.write(|db| {
            let was_page: Option<bool> = db
                .prepare_cached("SELECT page FROM texts WHERE article = ?1")?
                .query_row([id.0], |row| row.get(0))
                .optional()?;
            keep_version(db, id, now)?;
            if was_page == Some(false) {
                let act = acts::begin(db, "full text fetched", now)?;
                let place = Place {
                    field: Field::Page,
                    row: id.0,
                    key: "",
                };
                acts::record(db, act, &place, &false.into(), &true.into())?;
                acts::settle(db, act)?;
            }
            spell_excerpt(db, id)?;
            unindex(db, id)?;
            db.prepare_cached(
                "UPDATE texts SET body = ?2, blocks = ?3, marks = ?4, page = 1 WHERE article = ?1",
            )?
            .execute(params![
                id.0,
                article.text,
                pack::blocks(&article.blocks),
                pack::marks(&article.marks)
            ])?;
            db.prepare_cached(
                "UPDATE articles SET byline = coalesce(byline, ?2), words = ?3 WHERE id = ?1",
            )?
            .execute(params![id.0, article.meta.byline, words(article)])?;
            index(db, id)?;
            put_notes(db, id, article, notes)
        })
    }

    /// Keeps the words that a feed gave as the version before those of the pages, which were fetched
    /// along with them; `now` is when.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn keep_given(&mut self, given: &[(ArticleId, Article)], now: i64) -> Result<()> {
        if given.is_empty() {
            return Ok(());
        }
        self.write(|db| {
            let mut statement = db.prepare_cached(
                "INSERT INTO versions (article, until, title, body, blocks, marks)
                 SELECT ?1, ?2, ?3, ?4, ?5, ?6
                  WHERE NOT EXISTS (SELECT 1 FROM versions WHERE article = ?1 AND body = ?4)",
            )?;
            for (id, article) in given.iter().filter(|(_, article)| !article.text.is_empty()) {
                statement.execute(params![
                    id.0,
                    now,
                    article.meta.title,
                    article.text,
                    pack::blocks(&article.blocks),
                    pack::marks(&article.marks)
                ])?;
            }
            Ok(())
        })
    }

    /// The articles whose words an undone or repeated act changed, since this was asked last: they have
    /// to be annotated again.
    pub fn take_reworded(&mut self) -> Result<Vec<(ArticleId, Article)>> {
        let mut found = Vec::new();
        for id in std::mem::take(&mut self.reworded) {
            found.extend(self.article(id)?.map(|stored| (id, stored.article)));
        }
        Ok(found)
    }

    /// Replaces an article's notes: after an annotator's update.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn annotated(&mut self, done: &[(ArticleId, Article, Notes)]) -> Result<()> {
        self.requoted += 1;
        self.write(|db| {
            drop_quotes(db, done.iter().map(|(id, ..)| *id))?;
            done.iter()
                .try_for_each(|(id, article, notes)| put_notes(db, *id, article, notes))
        })
    }

    /// Up to `count` articles whose notes are older than `version`; no more once their texts have
    /// `bytes` together.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn stale(
        &self,
        version: u32,
        count: usize,
        bytes: usize,
    ) -> Result<Vec<(ArticleId, Article)>> {
        let mut statement = self.db.prepare_cached(
            "SELECT title, byline, site, published, lang, url, excerpt, place, saved,
                    body, blocks, marks, '', 0, damage, id
               FROM articles JOIN texts ON article = id WHERE annotator < ?1 LIMIT ?2",
        )?;
        let mut rows = statement.query(params![version, pack::count(count)])?;
        let mut stale = Vec::new();
        let mut total = 0;
        while let Some(row) = rows.next()? {
            let article = read_stored(row)?.article;
            total += article.text.len();
            stale.push((ArticleId(row.get(15)?), article));
            if total >= bytes {
                break;
            }
        }
        Ok(stale)
    }

    /// How many articles have notes older than `version`.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn count_stale(&self, version: u32) -> Result<usize> {
        let sql = "SELECT count(*) FROM texts WHERE annotator < ?1";
        let count: i64 = self.db.query_row(sql, [version], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// How many earlier texts an article has, and until when it had the last of them, in seconds since 1970.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn count_versions(&self, id: ArticleId) -> Result<(usize, Option<i64>)> {
        let mut statement = self.db.prepare_cached(
            "SELECT (SELECT count(*) FROM versions WHERE article = ?1),
                    (SELECT until FROM versions WHERE article = ?1 ORDER BY id DESC LIMIT 1)",
        )?;
        let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, u32>(0)? as usize, row.get(1)?));
        Ok(statement.query_row([id.0], row)?)
    }

    /// What an updated story said before, oldest first.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn versions(&self, id: ArticleId) -> Result<Vec<Version>> {
        let mut statement = self.db.prepare_cached(
            "SELECT until, title, body, blocks, marks FROM versions WHERE article = ?1 ORDER BY id",
        )?;
        let rows = statement.query_map([id.0], |row| {
            let meta = Meta {
                title: row.get(1)?,
                ..Meta::default()
            };
            let (blocks, marks): (String, String) = (row.get(3)?, row.get(4)?);
            Ok(Version {
                until: row.get(0)?,
                article: pack::article(meta, row.get(2)?, &blocks, &marks),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Remembers where the reader left an article. Not an act: it cannot be undone.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn keep_place(&mut self, id: ArticleId, place: usize) -> Result<()> {
        let place = i64::try_from(place).unwrap_or(i64::MAX);
        self.want_room()?;
        self.db
            .prepare_cached("UPDATE articles SET place = ?2 WHERE id = ?1")?
            .execute(params![id.0, place])?;
        Ok(())
    }
}

//! Saves articles and gives them back.

use rusqlite::{OptionalExtension, Row, Transaction, named_params, params};

use super::acts::{self, Field, Place};
use super::synced::name_nameless;
use super::whole::note_arrived;
use super::worth::{self, Worth};
use super::{Library, TAKEN_BACK, pack};
use crate::error::Result;
use crate::model::{Article, ArticleId, FeedId, Meta, Notes, Quote, Version};

/// An article on its way to the shelf.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Where it comes from.
    pub feed: FeedId,
    /// Tells it from the others of its feed.
    pub item: String,
    /// Its words.
    pub article: Article,
    /// What the annotator found in them.
    pub notes: Notes,
    /// [`text_hash`] of what the source gave, which may be less than `article` when its page was
    /// fetched; 0 when that is not known, as after an import: the next text then makes no version.
    pub hash: i64,
    /// Whether the words come from the article's page rather than from the feed.
    pub page: bool,
    /// Categories.
    pub tags: Vec<String>,
}

/// What became of an [`Incoming`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It was not on the shelf.
    New(ArticleId),
    /// Its words had changed; the older ones are kept as a version.
    Changed(ArticleId),
    /// It was there already.
    Same(ArticleId),
}

impl Saved {
    /// The article's number.
    pub fn id(self) -> ArticleId {
        match self {
            Saved::New(id) | Saved::Changed(id) | Saved::Same(id) => id,
        }
    }

    /// The article's number if it was not on the shelf.
    pub fn arrived(&self) -> Option<ArticleId> {
        match self {
            Saved::New(id) => Some(*id),
            Saved::Changed(_) | Saved::Same(_) => None,
        }
    }
}

/// An article as it stands on the shelf.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stored {
    /// Its words.
    pub article: Article,
    /// Notes on it, with the reader's corrections. Their version may be old: then annotate again.
    pub notes: Notes,
    /// The byte that was at the top of the screen when it was last left.
    pub place: usize,
    /// When it was saved, in seconds since 1970.
    pub saved: i64,
}

/// A hash of title and text that is the same on every machine and in every version (FNV-1a, 64 bits).
pub fn text_hash(article: &Article) -> i64 {
    fnv([article.meta.title.as_str(), "\0", &article.text])
}

fn fnv<'a>(pieces: impl IntoIterator<Item = &'a str>) -> i64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in pieces.into_iter().flat_map(str::bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash.cast_signed()
}

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
            }
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
                "INSERT INTO versions (article, until, title, body, blocks)
                 SELECT ?1, ?2, ?3, ?4, ?5
                  WHERE NOT EXISTS (SELECT 1 FROM versions WHERE article = ?1 AND body = ?4)",
            )?;
            for (id, article) in given.iter().filter(|(_, article)| !article.text.is_empty()) {
                let blocks = pack::blocks(&article.blocks);
                statement.execute(params![id.0, now, article.meta.title, article.text, blocks])?;
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
        self.write(|db| {
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
        let mut rows = statement.query(params![version, self::count(count)])?;
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

    /// What an updated story said before, oldest first.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn versions(&self, id: ArticleId) -> Result<Vec<Version>> {
        let mut statement = self.db.prepare_cached(
            "SELECT until, title, body, blocks FROM versions WHERE article = ?1 ORDER BY id",
        )?;
        let rows = statement.query_map([id.0], |row| {
            let meta = Meta {
                title: row.get(1)?,
                ..Meta::default()
            };
            let blocks: String = row.get(3)?;
            Ok(Version {
                until: row.get(0)?,
                article: pack::article(meta, row.get(2)?, &blocks, "[]"),
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
        self.db
            .prepare_cached("UPDATE articles SET place = ?2 WHERE id = ?1")?
            .execute(params![id.0, place])?;
        Ok(())
    }
}

pub(super) fn save_one(db: &Transaction<'_>, incoming: &Incoming, now: i64) -> Result<Saved> {
    name_nameless(db, incoming)?;
    let found: Option<(i64, Option<i64>, Option<bool>, i64)> = db
        .prepare_cached(
            "SELECT id, hash, page, hidden FROM articles LEFT JOIN texts ON article = id
              WHERE feed = ?1 AND item = ?2",
        )?
        .query_row(params![incoming.feed.0, incoming.item], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .optional()?;
    if let Some((id, .., TAKEN_BACK)) = found {
        db.prepare_cached("UPDATE articles SET hidden = 0 WHERE id = ?1")?
            .execute([id])?;
        return save_one(db, incoming, now).map(|saved| Saved::New(saved.id()));
    }
    match found {
        None => insert(db, incoming, now).map(Saved::New),
        // Its text was given up after the feed's time of keeping: it does not come back.
        Some((id, None, _, _)) => Ok(Saved::Same(ArticleId(id))),
        Some((id, Some(hash), _, _)) if hash == incoming.hash => Ok(Saved::Same(ArticleId(id))),
        // Of words that another reader kept nobody knows how old they are: those that are here stay.
        Some((id, _, _, _)) if incoming.hash == 0 => Ok(Saved::Same(ArticleId(id))),
        Some((id, _, Some(true), _)) if !incoming.page => {
            // The reader has the whole page; the feed's summary does not replace it.
            db.prepare_cached("UPDATE texts SET hash = ?2 WHERE article = ?1")?
                .execute(params![id, incoming.hash])?;
            Ok(Saved::Same(ArticleId(id)))
        }
        Some((id, Some(hash), page, _)) => {
            let id = ArticleId(id);
            let here = stored_article(db, id)?;
            let imported = hash == 0;
            let worth = match here.text.is_empty() || page == Some(true) || incoming.page {
                true => Worth::More,
                false => worth::of_feed(&here, &incoming.article, imported),
            };
            // A story that was kept before stories without a title were called by their first words.
            let named = here.meta.title.is_empty() && here.text == incoming.article.text;
            match worth {
                Worth::Less(_) => {
                    db.prepare_cached("UPDATE texts SET hash = ?2 WHERE article = ?1")?
                        .execute(params![id.0, incoming.hash])?;
                    Ok(Saved::Same(id))
                }
                _ if named || imported && (here.text.is_empty() || worth == Worth::Same) => {
                    replace(db, id, incoming)?;
                    Ok(Saved::Same(id))
                }
                _ => update(db, id, incoming, now),
            }
        }
    }
}

/// The words of an article on the shelf.
fn stored_article(db: &Transaction<'_>, id: ArticleId) -> Result<Article> {
    let mut statement = db.prepare_cached(
        "SELECT title, byline, site, published, lang, url, excerpt, place, saved,
                body, blocks, marks, '', 0, damage
           FROM articles JOIN texts ON article = id WHERE id = ?1",
    )?;
    let stored = statement.query_row([id.0], read_stored).optional()?;
    Ok(stored.unwrap_or_default().article)
}

fn insert(db: &Transaction<'_>, incoming: &Incoming, now: i64) -> Result<ArticleId> {
    let Incoming { article, notes, .. } = incoming;
    let meta = &article.meta;
    db.prepare_cached(
        "INSERT INTO articles (feed, item, title, byline, site, url, published, lang, excerpt,
                               damage, at, saved, words, story)
         VALUES (:feed, :item, :title, :byline, :site, :url, :published, :lang, :excerpt,
                 :damage, :at, :saved, :words, :story)",
    )?
    .execute(named_params! {
        ":feed": incoming.feed.0, ":item": incoming.item, ":title": meta.title,
        ":byline": meta.byline, ":site": meta.site, ":url": meta.url,
        ":published": meta.published, ":lang": meta.lang, ":excerpt": excerpt(meta),
        ":damage": meta.damage,
        ":at": order_time(meta.published.as_deref(), now), ":saved": now,
        ":words": words(article), ":story": story(meta),
    })?;
    let id = ArticleId(db.last_insert_rowid());
    db.prepare_cached("UPDATE feeds SET total = total + 1, unread = unread + 1 WHERE id = ?1")?
        .execute([incoming.feed.0])?;
    db.prepare_cached(
        "INSERT INTO texts (article, hash, page, body, blocks, marks) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        id.0,
        incoming.hash,
        incoming.page,
        article.text,
        pack::blocks(&article.blocks),
        pack::marks(&article.marks)
    ])?;
    for tag in &incoming.tags {
        // What is kept by hand has no categories of a feed.
        db.prepare_cached(
            "INSERT OR IGNORE INTO article_tags (article, tag, own) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![id.0, tag, incoming.feed == FeedId::KEPT])?;
    }
    index(db, id)?;
    put_notes(db, id, article, notes)?;
    Ok(id)
}

/// Keeps the words that an article has as a version.
fn keep_version(db: &Transaction<'_>, id: ArticleId, now: i64) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO versions (article, until, title, body, blocks)
         SELECT id, ?2, title, body, blocks FROM articles JOIN texts ON article = id
          WHERE id = ?1 AND body <> ''",
    )?
    .execute(params![id.0, now])?;
    Ok(())
}

/// Shows the words of an article's last version, and makes a version of those that it has: the words of
/// its page and those of its feed change places. The notes are made again by who can.
pub(super) fn swap(db: &Transaction<'_>, id: ArticleId, page: bool) -> Result<()> {
    let last: Option<i64> = db
        .prepare_cached("SELECT max(id) FROM versions WHERE article = ?1")?
        .query_row([id.0], |row| row.get(0))?;
    let Some(last) = last else { return Ok(()) };
    unindex(db, id)?;
    let (body, blocks): (String, String) = db
        .prepare_cached("SELECT body, blocks FROM versions WHERE id = ?1")?
        .query_row([last], |row| Ok((row.get(0)?, row.get(1)?)))?;
    db.prepare_cached(
        "UPDATE versions SET body = (SELECT body FROM texts WHERE article = ?2),
                             blocks = (SELECT blocks FROM texts WHERE article = ?2) WHERE id = ?1",
    )?
    .execute([last, id.0])?;
    // The marks belong to the words that go.
    db.prepare_cached(
        "UPDATE texts SET body = ?2, blocks = ?3, marks = '[]', page = ?4, notes = '', annotator = 0
          WHERE article = ?1",
    )?
    .execute(params![id.0, body, blocks, page])?;
    db.prepare_cached("UPDATE articles SET words = ?2, quotes = 0 WHERE id = ?1")?
        .execute(params![id.0, count(body.split_whitespace().count())])?;
    db.prepare_cached("DELETE FROM quotes WHERE article = ?1")?
        .execute([id.0])?;
    index(db, id)
}

/// Keeps the older words as a version and puts the new ones in their place.
fn update(db: &Transaction<'_>, id: ArticleId, incoming: &Incoming, now: i64) -> Result<Saved> {
    keep_version(db, id, now)?;
    db.prepare_cached("UPDATE articles SET changed = ?2 WHERE id = ?1")?
        .execute(params![id.0, now])?;
    replace(db, id, incoming)?;
    Ok(Saved::Changed(id))
}

/// Puts new words in the place of the old.
fn replace(db: &Transaction<'_>, id: ArticleId, incoming: &Incoming) -> Result<()> {
    let Incoming { article, notes, .. } = incoming;
    unindex(db, id)?;
    db.prepare_cached(
        "UPDATE articles SET title = ?2, byline = coalesce(?3, byline), words = ?4,
                             excerpt = coalesce(?5, excerpt) WHERE id = ?1",
    )?
    .execute(params![
        id.0,
        article.meta.title,
        article.meta.byline,
        words(article),
        excerpt(&article.meta)
    ])?;
    db.prepare_cached(
        "UPDATE texts SET hash = ?2, page = ?3, body = ?4, blocks = ?5, marks = ?6 WHERE article = ?1",
    )?
    .execute(params![
        id.0,
        incoming.hash,
        incoming.page,
        article.text,
        pack::blocks(&article.blocks),
        pack::marks(&article.marks)
    ])?;
    index(db, id)?;
    put_notes(db, id, article, notes)
}

/// Stores notes and makes the article's rows of `quotes` from them.
fn put_notes(db: &Transaction<'_>, id: ArticleId, article: &Article, notes: &Notes) -> Result<()> {
    db.prepare_cached("UPDATE texts SET notes = ?2, annotator = ?3 WHERE article = ?1")?
        .execute(params![id.0, pack::notes(notes), notes.version])?;
    db.prepare_cached("UPDATE articles SET quotes = ?2 WHERE id = ?1")?
        .execute(params![id.0, count(notes.quotes.len())])?;
    let earlier = db
        .prepare_cached("SELECT 1 FROM quotes WHERE article = ?1")?
        .exists([id.0])?;
    if earlier {
        db.prepare_cached("DELETE FROM quotes WHERE article = ?1")?
            .execute([id.0])?;
    }
    let mut insert = db.prepare_cached(
        "INSERT INTO quotes (article, nth, kind, words, speaker, certainty, who)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, coalesce(
           (SELECT who FROM corrections WHERE article = ?1 AND words = ?4),
           (SELECT who FROM merges WHERE name = ?5), ?5))",
    )?;
    let mut who = db.prepare_cached("SELECT who FROM quotes WHERE id = ?1")?;
    let mut index =
        db.prepare_cached("INSERT INTO quote_text (rowid, words, who) VALUES (?1, ?2, ?3)")?;
    for (nth, quote) in notes.quotes.iter().enumerate() {
        let certainty = quote.sure().unwrap_or_default();
        let words = quote_words(&article.text, quote);
        insert.execute(params![
            id.0,
            count(nth),
            quote.kind as u8,
            words,
            notes.speakers_named(&article.text, quote),
            certainty,
        ])?;
        let row = db.last_insert_rowid();
        let who: Option<String> = who.query_row([row], |row| row.get(0))?;
        index.execute(params![row, words, who])?;
    }
    Ok(())
}

/// The words of a quotation, its parts joined by a space, on one line.
pub(super) fn quote_words(text: &str, quote: &Quote) -> String {
    let parts: Vec<&str> = quote
        .parts
        .iter()
        .flat_map(|part| part.of(text).split_whitespace())
        .collect();
    parts.join(" ")
}

/// Puts the words of an article into the index.
///
/// Plain inserts of values, here and in [`put_notes`]: before a statement that has a trigger or selects what it inserts,
/// SQLite takes a savepoint, and then every index writes down what it holds, a new segment an article.
fn index(db: &Transaction<'_>, id: ArticleId) -> Result<()> {
    let words = db
        .prepare_cached("SELECT title, byline, body FROM article_words WHERE id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let (title, byline, body): (String, Option<String>, String) = words;
    db.prepare_cached(
        "INSERT INTO article_text (rowid, title, byline, body) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![id.0, title, byline, body])?;
    Ok(())
}

/// Must run before the words change: the index is told exactly what it holds.
pub(super) fn unindex(db: &Transaction<'_>, id: ArticleId) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO article_text (article_text, rowid, title, byline, body)
         SELECT 'delete', id, title, byline, body FROM article_words WHERE id = ?1",
    )?
    .execute([id.0])?;
    Ok(())
}

fn read_stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let meta = Meta {
        title: row.get(0)?,
        byline: row.get(1)?,
        site: row.get(2)?,
        published: row.get(3)?,
        lang: row.get(4)?,
        url: row.get(5)?,
        excerpt: row.get(6)?,
        damage: row.get(14)?,
    };
    let text: String = row.get(9)?;
    let (blocks, marks): (String, String) = (row.get(10)?, row.get(11)?);
    let notes = row.get_ref(12)?.as_bytes().unwrap_or_default();
    let place: i64 = row.get(7)?;
    Ok(Stored {
        notes: pack::read_notes(notes, row.get(13)?, &text).unwrap_or_default(),
        article: pack::article(meta, text, &blocks, &marks),
        place: usize::try_from(place).unwrap_or(0),
        saved: row.get(8)?,
    })
}

/// What the source says in short. Some feeds give the whole story there once more; its beginning is enough.
fn excerpt(meta: &Meta) -> Option<String> {
    /// Bytes.
    const ENOUGH: usize = 600;
    let whole = meta.excerpt.as_deref()?;
    if whole.len() <= ENOUGH {
        return Some(whole.to_owned());
    }
    let cut = (0..=ENOUGH).rfind(|&at| whole.is_char_boundary(at));
    let short = &whole[..cut.unwrap_or(0)];
    let end = short.rfind(char::is_whitespace).unwrap_or(short.len());
    Some(format!("{} …", short[..end].trim_end()))
}

fn words(article: &Article) -> u32 {
    count(article.text.split_whitespace().count())
}

/// A count as the columns hold it.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Seconds since 1970 by which lists are ordered. A date in the future would keep an article on top
/// for ever; it counts as now.
fn order_time(published: Option<&str>, now: i64) -> i64 {
    published
        .and_then(super::query::seconds)
        .map_or(now, |at| at.min(now))
}

/// The same number for one story in several feeds: they share the headline, when it is long enough to
/// tell stories apart, else the address. 0 when nothing tells.
fn story(meta: &Meta) -> i64 {
    let title: String = meta
        .title
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == ' ')
        .flat_map(char::to_lowercase)
        .collect();
    let words: Vec<&str> = title.split_whitespace().collect();
    if words.len() >= 4 {
        return fnv(words);
    }
    meta.url.as_deref().map_or(0, |url| fnv([url]))
}

//! Judges an article that came against the one that is here, and writes what is kept.

use rusqlite::{OptionalExtension, Transaction, named_params, params};

use super::super::worth::{self, Worth};
use super::super::{TAKEN_BACK, pack};
use super::index::{index, index_words, put_quotes, put_quotes_again, unindex};
use super::nameless::name_nameless;
use super::stored::{Incoming, Saved, fnv, stored_article};
use super::tight::{excerpt, spell_excerpt};
use crate::error::Result;
use crate::library::pack::count;
use crate::model::{Article, ArticleId, FeedId, Meta};

/// Saves one article: new, changed, or as it is.
pub(in crate::library) fn save_one(
    db: &Transaction<'_>,
    incoming: &Incoming,
    now: i64,
) -> Result<Saved> {
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

/// Each row is written once, whole: one that grows later leaves its page half empty.
fn insert(db: &Transaction<'_>, incoming: &Incoming, now: i64) -> Result<ArticleId> {
    let Incoming { article, notes, .. } = incoming;
    let meta = &article.meta;
    db.prepare_cached(
        "INSERT INTO articles (feed, item, title, byline, site, url, published, lang, excerpt,
                               damage, at, saved, words, story, quotes)
         VALUES (:feed, :item, :title, :byline, :site, :url, :published, :lang, :excerpt,
                 :damage, :at, :saved, :words, :story, :quotes)",
    )?
    .execute(named_params! {
        ":feed": incoming.feed.0, ":item": incoming.item, ":title": meta.title,
        ":byline": meta.byline, ":site": meta.site, ":url": meta.url,
        ":published": meta.published, ":lang": meta.lang, ":excerpt": excerpt(meta, &article.text),
        ":damage": meta.damage,
        ":at": order_time(meta.published.as_deref(), now), ":saved": now,
        ":words": words(article), ":story": story(meta), ":quotes": count(notes.quotes.len()),
    })?;
    let id = ArticleId(db.last_insert_rowid());
    db.prepare_cached("UPDATE feeds SET total = total + 1, unread = unread + 1 WHERE id = ?1")?
        .execute([incoming.feed.0])?;
    put_text(
        db,
        id,
        incoming,
        "INSERT INTO texts (article, hash, page, body, blocks, marks, notes, annotator)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for tag in &incoming.tags {
        // What is kept by hand has no categories of a feed.
        db.prepare_cached(
            "INSERT OR IGNORE INTO article_tags (article, tag, own) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![id.0, tag, incoming.feed == FeedId::KEPT])?;
    }
    index_words(db, id, &meta.title, meta.byline.as_deref(), &article.text)?;
    put_quotes(db, id, article, notes)?;
    Ok(id)
}

/// Keeps the words that an article has as a version.
pub(super) fn keep_version(db: &Transaction<'_>, id: ArticleId, now: i64) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO versions (article, until, title, body, blocks, marks)
         SELECT id, ?2, title, body, blocks, marks FROM articles JOIN texts ON article = id
          WHERE id = ?1 AND body <> ''",
    )?
    .execute(params![id.0, now])?;
    Ok(())
}

/// Shows the words of an article's last version, and makes a version of those that it has: the words of
/// its page and those of its feed change places. The notes are made again by who can.
pub(in crate::library) fn swap(db: &Transaction<'_>, id: ArticleId, page: bool) -> Result<()> {
    let last: Option<i64> = db
        .prepare_cached("SELECT max(id) FROM versions WHERE article = ?1")?
        .query_row([id.0], |row| row.get(0))?;
    let Some(last) = last else { return Ok(()) };
    spell_excerpt(db, id)?;
    unindex(db, id)?;
    let (body, blocks, marks): (String, String, String) = db
        .prepare_cached("SELECT body, blocks, marks FROM versions WHERE id = ?1")?
        .query_row([last], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    db.prepare_cached(
        "UPDATE versions SET (body, blocks, marks) = (SELECT body, blocks, marks FROM texts WHERE article = ?2)
          WHERE id = ?1",
    )?
    .execute([last, id.0])?;
    db.prepare_cached(
        "UPDATE texts SET body = ?2, blocks = ?3, marks = ?5, page = ?4, notes = '', annotator = 0
          WHERE article = ?1",
    )?
    .execute(params![id.0, body, blocks, page, marks])?;
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
    spell_excerpt(db, id)?;
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
        excerpt(&article.meta, &article.text)
    ])?;
    put_text(
        db,
        id,
        incoming,
        "UPDATE texts SET hash = ?2, page = ?3, body = ?4, blocks = ?5, marks = ?6, notes = ?7, annotator = ?8
          WHERE article = ?1",
    )?;
    index(db, id)?;
    put_quotes_again(db, id, article, notes)
}

/// Writes the row of `texts` by a statement that takes its columns in their order.
fn put_text(db: &Transaction<'_>, id: ArticleId, incoming: &Incoming, sql: &str) -> Result<()> {
    let Incoming { article, notes, .. } = incoming;
    db.prepare_cached(sql)?.execute(params![
        id.0,
        incoming.hash,
        incoming.page,
        article.text,
        pack::blocks(&article.blocks),
        pack::marks(&article.marks),
        pack::notes(notes),
        notes.version
    ])?;
    Ok(())
}

pub(super) fn words(article: &Article) -> u32 {
    count(article.text.split_whitespace().count())
}

/// Seconds since 1970 by which lists are ordered. A date in the future would keep an article on top
/// for ever; it counts as now.
fn order_time(published: Option<&str>, now: i64) -> i64 {
    published
        .and_then(super::super::query::seconds)
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

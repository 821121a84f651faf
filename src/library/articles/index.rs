//! Keeps the quotations and the index of words in step with an article's words.

use std::collections::BTreeMap;

use rusqlite::{Transaction, params};

use super::super::pack;
use crate::error::Result;
use crate::library::pack::count;
use crate::model::{Article, ArticleId, Notes, Quote};

/// Stores notes and makes the article's rows of `quotes` from them.
pub(super) fn put_notes(
    db: &Transaction<'_>,
    id: ArticleId,
    article: &Article,
    notes: &Notes,
) -> Result<()> {
    db.prepare_cached("UPDATE texts SET notes = ?2, annotator = ?3 WHERE article = ?1")?
        .execute(params![id.0, pack::notes(notes), notes.version])?;
    put_quotes_again(db, id, article, notes)
}

/// Takes the rows of `quotes` of many articles away, by one statement for the reason that is given at [`index`].
pub(super) fn drop_quotes(
    db: &Transaction<'_>,
    articles: impl IntoIterator<Item = ArticleId>,
) -> Result<()> {
    let numbers: Vec<String> = articles.into_iter().map(|id| id.0.to_string()).collect();
    db.prepare_cached("DELETE FROM quotes WHERE article IN (SELECT value FROM json_each(?1))")?
        .execute([format!("[{}]", numbers.join(","))])?;
    Ok(())
}

/// Makes the article's rows of `quotes` anew.
pub(super) fn put_quotes_again(
    db: &Transaction<'_>,
    id: ArticleId,
    article: &Article,
    notes: &Notes,
) -> Result<()> {
    db.prepare_cached("UPDATE articles SET quotes = ?2 WHERE id = ?1")?
        .execute(params![id.0, count(notes.quotes.len())])?;
    let earlier = db
        .prepare_cached("SELECT 1 FROM quotes WHERE article = ?1")?
        .exists([id.0])?;
    if earlier {
        db.prepare_cached("DELETE FROM quotes WHERE article = ?1")?
            .execute([id.0])?;
    }
    put_quotes(db, id, article, notes)
}

/// Makes the article's rows of `quotes` where there are none.
pub(super) fn put_quotes(
    db: &Transaction<'_>,
    id: ArticleId,
    article: &Article,
    notes: &Notes,
) -> Result<()> {
    let mut corrected = db.prepare_cached(
        "SELECT coalesce((SELECT who FROM corrections WHERE article = ?1 AND words = ?2),
                         (SELECT who FROM merges WHERE name = ?3), ?3)",
    )?;
    // Gives nothing back: that would be a trigger, see [`index`].
    let mut insert = db.prepare_cached(
        "INSERT INTO quotes (article, nth, kind, words, speaker, certainty, who)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let mut index =
        db.prepare_cached("INSERT INTO quote_text (rowid, words, who) VALUES (?1, ?2, ?3)")?;
    let mut voices: BTreeMap<String, u32> = BTreeMap::new();
    for (nth, quote) in notes.quotes.iter().enumerate() {
        let certainty = quote.sure().unwrap_or_default();
        let words = quote_words(&article.text, quote);
        let speaker = notes.speakers_named(&article.text, quote);
        let who: Option<String> =
            corrected.query_row(params![id.0, words, speaker], |row| row.get(0))?;
        insert.execute(params![
            id.0,
            count(nth),
            quote.kind as u8,
            words,
            speaker,
            certainty,
            who
        ])?;
        index.execute(params![db.last_insert_rowid(), words, who])?;
        if let Some(who) = who {
            *voices.entry(who).or_default() += 1;
        }
    }
    // Two plain statements for the reason that is given at `index`.
    let mut more = db.prepare_cached("UPDATE voices SET times = times + ?2 WHERE who = ?1")?;
    let mut first = db.prepare_cached("INSERT INTO voices (who, times) VALUES (?1, ?2)")?;
    for voice in &voices {
        if more.execute(voice)? == 0 {
            first.execute(voice)?;
        }
    }
    Ok(())
}

/// The words of a quotation, its parts joined by a space, on one line.
pub(in crate::library) fn quote_words(text: &str, quote: &Quote) -> String {
    let parts: Vec<&str> = quote
        .parts
        .iter()
        .flat_map(|part| part.of(text).split_whitespace())
        .collect();
    parts.join(" ")
}

/// Puts the words of an article into the index.
///
/// Plain inserts of values, here and in [`put_quotes`]: before a statement that has a trigger (as `RETURNING` is one) or
/// selects what it inserts, SQLite takes a savepoint, and then every index writes down what it holds: a new segment each time.
pub(super) fn index(db: &Transaction<'_>, id: ArticleId) -> Result<()> {
    let words = db
        .prepare_cached("SELECT title, byline, body FROM article_words WHERE id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let (title, byline, body): (String, Option<String>, String) = words;
    index_words(db, id, &title, byline.as_deref(), &body)
}

/// The same for words that are at hand.
pub(super) fn index_words(
    db: &Transaction<'_>,
    id: ArticleId,
    title: &str,
    byline: Option<&str>,
    body: &str,
) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO article_text (rowid, title, byline, body) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![id.0, title, byline, body])?;
    Ok(())
}

/// Must run before the words change: the index is told exactly what it holds.
pub(in crate::library) fn unindex(db: &Transaction<'_>, id: ArticleId) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO article_text (article_text, rowid, title, byline, body)
         SELECT 'delete', id, title, byline, body FROM article_words WHERE id = ?1",
    )?
    .execute([id.0])?;
    Ok(())
}

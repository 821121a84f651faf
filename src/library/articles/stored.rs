//! Articles on their way to the shelf and as they stand there.

use rusqlite::{Connection, OptionalExtension, Row};

use super::tight::beginning;
use crate::error::Result;
use crate::library::pack;
use crate::model::{Article, ArticleId, FeedId, Meta, Notes};

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

/// The same of any text, in pieces.
pub(in crate::library) fn fnv<'a>(pieces: impl IntoIterator<Item = &'a str>) -> i64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in pieces.into_iter().flat_map(str::bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash.cast_signed()
}

/// The words of an article on the shelf.
pub(super) fn stored_article(db: &Connection, id: ArticleId) -> Result<Article> {
    let mut statement = db.prepare_cached(
        "SELECT title, byline, site, published, lang, url, excerpt, place, saved,
                body, blocks, marks, '', 0, damage
           FROM articles JOIN texts ON article = id WHERE id = ?1",
    )?;
    let stored = statement.query_row([id.0], read_stored).optional()?;
    Ok(stored.unwrap_or_default().article)
}

/// A row with the columns that [`stored_article`] asks for.
pub(super) fn read_stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let line = |column: usize| -> rusqlite::Result<Option<String>> {
        Ok(row.get::<_, Option<String>>(column)?.map(pack::line))
    };
    let mut meta = Meta {
        title: pack::line(row.get(0)?),
        byline: line(1)?,
        site: line(2)?,
        published: line(3)?,
        lang: line(4)?,
        url: line(5)?,
        excerpt: line(6)?,
        damage: line(14)?,
    };
    let text: String = row.get(9)?;
    if meta.excerpt.as_deref() == Some("") {
        meta.excerpt = beginning(&text);
    }
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

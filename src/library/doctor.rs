//! Looks after the file: finds what is wrong with it and mends what can be mended.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::{Library, schema};
use crate::error::{Error, Result};

/// Every table, those first that others refer to.
const TABLES: [&str; 16] = [
    "feeds",
    "feed_tags",
    "articles",
    "texts",
    "versions",
    "article_tags",
    "quotes",
    "remarks",
    "corrections",
    "merges",
    "queries",
    "filters",
    "synced",
    "synced_tags",
    "acts",
    "changes",
];

/// What a rescue brought over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rescued {
    /// Where the damaged file is now.
    pub old: PathBuf,
    /// Articles in the new file.
    pub articles: u64,
    /// Rows that could not be read.
    pub lost: u64,
}

/// Tables that hold the words themselves: nearly all of a large file.
const WORDS: [&str; 3] = ["texts", "versions", "quotes"];

/// A file of fewer bytes is always looked through as a whole.
const SMALL: u64 = 128 << 20;

impl Library {
    /// What is wrong: a sentence each; none when all is well. Every page of the file is read; `tell` hears what is looked at.
    ///
    /// # Errors
    /// When the library cannot be read at all.
    pub fn check(&self, mut tell: impl FnMut(&str)) -> Result<Vec<String>> {
        tell("reading every page of the file");
        let mut wrong = self.pages("PRAGMA integrity_check(20)")?;
        let orphans: i64 =
            self.db
                .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
                    row.get(0)
                })?;
        if orphans > 0 {
            wrong.push(format!("{orphans} rows belong to nothing"));
        }
        let indexes = [
            ("article_text", "the index of words"),
            ("quote_text", "the index of quotations"),
        ];
        // The check of an index is a write.
        let checked = indexes.into_iter().filter(|_| !self.is_unwritable());
        for (index, words) in checked {
            tell(&format!("comparing {words} with the articles"));
            let sql = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
            if self.db.execute(&sql, []).is_err() {
                wrong.push(format!("{words} does not fit the articles"));
            }
        }
        wrong.extend(self.miscounted()?);
        let unheard: i64 = self.db.query_row(
            "SELECT count(*) FROM
               (SELECT who, count(*) AS heard FROM quotes WHERE who IS NOT NULL GROUP BY who COLLATE NOCASE) AS found
               LEFT JOIN voices ON voices.who = found.who WHERE times IS NOT heard",
            [],
            |row| row.get(0),
        )?;
        if unheard > 0 {
            wrong.push(format!("the counts of {unheard} speakers are not true"));
        }
        Ok(wrong)
    }

    /// Whether the file is so large that [`Self::check`] takes its time.
    pub fn is_large(&self) -> bool {
        let bytes = (self.path.as_ref()).and_then(|path| path.metadata().ok());
        bytes.is_some_and(|file| file.len() >= SMALL)
    }

    /// The same without the pages that hold words and the indexes of them: of these it is only asked whether each article
    /// has its own.
    ///
    /// # Errors
    /// As [`Self::check`].
    pub fn check_in_short(&self) -> Result<Vec<String>> {
        let mut wrong = Vec::new();
        for table in TABLES.iter().filter(|table| !WORDS.contains(table)) {
            wrong.extend(self.pages(&format!("PRAGMA quick_check('{table}')"))?);
        }
        // Rowids and covering indexes alone; no words are read.
        let without = [
            (
                "texts that belong to no article",
                "SELECT article FROM texts",
                "SELECT id FROM articles",
            ),
            (
                "articles that are not in the index of words",
                "SELECT article FROM texts",
                "SELECT id FROM article_text_docsize",
            ),
            (
                "quotations that are not in their index",
                "SELECT id FROM quotes",
                "SELECT id FROM quote_text_docsize",
            ),
        ];
        for (what, here, there) in without {
            let there = self.set(there, &[])?;
            let mut lost = 0;
            self.each(here, &[], |id| lost += u32::from(!there.has(id)))?;
            if lost > 0 {
                wrong.push(format!("{what}: {lost}"));
            }
        }
        wrong.extend(self.miscounted()?);
        Ok(wrong)
    }

    /// What SQLite's own check finds.
    fn pages(&self, pragma: &str) -> Result<Vec<String>> {
        let mut statement = self.db.prepare(pragma)?;
        let found = statement.query_map([], |row| row.get::<_, String>(0))?;
        let found = found.collect::<rusqlite::Result<Vec<String>>>()?;
        let wrong = found.into_iter().filter(|sentence| sentence != "ok");
        Ok(wrong
            .map(|sentence| format!("the file: {sentence}"))
            .collect())
    }

    fn miscounted(&self) -> Result<Option<String>> {
        let miscounted: i64 = self.db.query_row(
            "SELECT count(*) FROM feeds WHERE
               total <> (SELECT count(*) FROM articles WHERE feed = feeds.id AND hidden = 0) OR
               unread <> (SELECT count(*) FROM articles WHERE feed = feeds.id AND hidden = 0 AND read = 0)",
            [],
            |row| row.get(0),
        )?;
        Ok((miscounted > 0).then(|| format!("the counts of {miscounted} feeds are not true")))
    }

    /// Makes the file as small as it can be: what is stored as earlier versions did is stored as it is now, the indexes are
    /// merged, free pages given back. Gives the bytes of the file before and after.
    ///
    /// # Errors
    /// When the library cannot be written, or the disk has no room for a copy: then it stays as it was.
    pub fn compact(&mut self) -> Result<(u64, u64)> {
        let size = |library: &Self| -> Result<u64> {
            let sql = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
            let bytes: i64 = library.db.query_row(sql, [], |row| row.get(0))?;
            Ok(bytes.cast_unsigned())
        };
        self.want_room()?;
        let before = size(self)?;
        self.repack()?;
        self.db.execute_batch(
            "INSERT INTO article_text (article_text) VALUES ('optimize');
             INSERT INTO quote_text (quote_text) VALUES ('optimize');
             VACUUM;
             PRAGMA wal_checkpoint(TRUNCATE);",
        )?;
        Ok((before, size(self)?))
    }

    /// Makes again all that is derived: indexes, counts; takes away rows that belong to nothing.
    ///
    /// # Errors
    /// When the library cannot be written, or is too damaged: then [`rescue`] is the way.
    pub fn mend(&mut self) -> Result<()> {
        self.write(|db| {
            db.execute_batch(
                "DELETE FROM texts WHERE article NOT IN (SELECT id FROM articles);
                 DELETE FROM versions WHERE article NOT IN (SELECT id FROM articles);
                 DELETE FROM article_tags WHERE article NOT IN (SELECT id FROM articles);
                 DELETE FROM remarks WHERE article NOT IN (SELECT id FROM articles);
                 DELETE FROM corrections WHERE article NOT IN (SELECT id FROM articles);
                 DELETE FROM synced WHERE article NOT IN (SELECT id FROM articles);
                 DELETE FROM synced_tags WHERE article NOT IN (SELECT id FROM articles);
                 DELETE FROM changes WHERE act NOT IN (SELECT id FROM acts);
                 INSERT INTO quote_text (quote_text) VALUES ('rebuild');
                 DELETE FROM quotes WHERE article NOT IN (SELECT id FROM articles);
                 DELETE FROM voices;
                 INSERT INTO voices (who, times)
                   SELECT who, count(*) FROM quotes WHERE who IS NOT NULL GROUP BY who COLLATE NOCASE;
                 INSERT INTO article_text (article_text) VALUES ('rebuild');
                 UPDATE feeds SET
                   total = (SELECT count(*) FROM articles WHERE feed = feeds.id AND hidden = 0),
                   unread = (SELECT count(*) FROM articles WHERE feed = feeds.id AND hidden = 0 AND read = 0);",
            )?;
            Ok(())
        })?;
        self.db.execute_batch("REINDEX; PRAGMA optimize;")?;
        Ok(())
    }
}

/// Copies all that can still be read from a damaged file into a new one, which takes its place; the
/// damaged one stays beside it.
///
/// # Errors
/// When the folder cannot be written; when the file is of a later version, or no library: then nothing is
/// changed.
pub fn rescue(path: &Path) -> Result<Rescued> {
    is_rescued(path)?;
    let beside = |end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    let new = beside(".rescued");
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(beside(&format!(".rescued{end}")));
    }
    let mut library = Library::open(&new)?;
    let lost = copy_all(&mut library, path)?;
    library.mend()?;
    let articles = library.count(&super::Query::default())?;
    library
        .db
        .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    drop(library);
    let old = beside(".damaged");
    let move_to = |from: &Path, to: &Path| {
        fs::rename(from, to).map_err(|error| {
            Error::Message(format!("{}: cannot be moved ({error})", from.display()))
        })
    };
    for end in ["-wal", "-shm"] {
        let _ = fs::rename(beside(end), beside(&format!(".damaged{end}")));
    }
    if path.exists() {
        move_to(path, &old)?;
    }
    move_to(&new, path)?;
    Ok(Rescued {
        old,
        articles,
        lost,
    })
}

/// So much of a damaged file is looked through for the names of its tables.
const LOOKED_THROUGH: u64 = 16 << 20;

/// Whether the file is a library that this program knows, be it damaged.
fn is_rescued(path: &Path) -> Result<()> {
    let mut bytes = Vec::new();
    // A pipe would wait for somebody who writes.
    if path.metadata().is_ok_and(|found| !found.is_file()) {
        let name = path.display().to_string();
        return Err(Error::no_article(name, "is not a regular file"));
    }
    let read = File::open(path).and_then(|file| file.take(LOOKED_THROUGH).read_to_end(&mut bytes));
    match read {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::unreadable(path.display().to_string(), &error)),
        Ok(0) => return Ok(()),
        Ok(_) => {}
    }
    // The database's header: its name, and at byte 60 what `PRAGMA user_version` says.
    if bytes.starts_with(b"SQLite format 3\0")
        && let Some([a, b, c, d]) = bytes.get(60..64)
    {
        let version = i64::from(u32::from_be_bytes([*a, *b, *c, *d]));
        if version > schema::newest() {
            return Err(schema::later(version));
        }
    }
    let ours = [
        "CREATE TABLE articles",
        "CREATE TABLE feeds",
        "CREATE TABLE texts",
    ];
    let known = |words: &&str| memchr::memmem::find(&bytes, words.as_bytes()).is_some();
    match ours.iter().any(known) {
        true => Ok(()),
        false => Err(Error::Message(format!(
            "{}: this is no library of pullquote's and stays as it is; name another with PULLQUOTE_LIBRARY, or move it away to begin anew",
            path.display()
        ))),
    }
}

/// Copies table by table; where a table cannot be read to its end, row by row around the damage.
fn copy_all(library: &mut Library, from: &Path) -> Result<u64> {
    let db = &library.db;
    db.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM feeds;")?;
    let Ok(damaged) = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_WRITE) else {
        return Ok(0);
    };
    let _ = damaged.pragma_update(None, "writable_schema", true);
    let mut lost = 0;
    for table in TABLES {
        lost += copy_table(db, &damaged, table)?;
    }
    db.execute(
        "INSERT OR IGNORE INTO feeds (id, url, title) VALUES (1, '', 'Kept articles')",
        [],
    )?;
    // Articles whose feed is lost become the reader's own.
    db.execute(
        "UPDATE OR IGNORE articles SET feed = 1 WHERE feed NOT IN (SELECT id FROM feeds)",
        [],
    )?;
    // Words and quotations are indexed by `mend`.
    db.execute_batch("PRAGMA foreign_keys = ON;")?;
    Ok(lost)
}

/// The rows that could not be read.
fn copy_table(db: &Connection, damaged: &Connection, table: &str) -> Result<u64> {
    let columns = {
        let statement = db.prepare(&format!("SELECT * FROM {table} LIMIT 0"))?;
        statement
            .column_names()
            .map(str::to_owned)
            .collect::<Vec<String>>()
    };
    let names = columns.join(", ");
    let marks = vec!["?"; columns.len()].join(", ");
    let mut insert = db.prepare(&format!(
        "INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"
    ))?;
    let mut lost = 0;
    db.execute_batch("BEGIN IMMEDIATE")?;
    // Forwards to the damage, then backwards to it from the other end.
    for direction in ["ASC", "DESC"] {
        let sql = match table {
            "feed_tags" | "article_tags" | "corrections" | "merges" | "queries" | "synced_tags"
            | "changes" => {
                format!("SELECT {names} FROM {table}")
            }
            _ => format!("SELECT {names} FROM {table} ORDER BY rowid {direction}"),
        };
        let Ok(mut select) = damaged.prepare(&sql) else {
            lost += 1;
            break;
        };
        let mut rows = select.query([])?;
        let whole = loop {
            match rows.next() {
                Ok(Some(row)) => {
                    let values: rusqlite::Result<Vec<rusqlite::types::Value>> =
                        (0..columns.len()).map(|at| row.get(at)).collect();
                    if let Ok(values) = values {
                        insert.execute(rusqlite::params_from_iter(values))?;
                    } else {
                        lost += 1;
                    }
                }
                Ok(None) => break true,
                Err(_) => break false,
            }
        };
        if whole {
            break;
        }
        lost += 1;
    }
    db.execute_batch("COMMIT")?;
    Ok(lost)
}

//! Looks after the file: finds what is wrong with it and mends what can be mended in place; `rescue` makes it anew.

use rusqlite::ErrorCode;

use super::Library;
use crate::error::Result;

/// Every table, those first that others refer to.
pub(super) const TABLES: [&str; 16] = [
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
            match self.db.execute(&sql, []) {
                Ok(_) => {}
                // What keeps the check from being made is nothing that is wrong.
                Err(error) if !is_damage(&error) => return Err(error.into()),
                Err(_) => wrong.push(format!("{words} does not fit the articles")),
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
    /// When the library cannot be written, or is too damaged: then [`super::rescue()`] is the way.
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

/// Whether an error tells of the file, and not of what is around it: other programs, the disk, memory.
fn is_damage(error: &rusqlite::Error) -> bool {
    use ErrorCode::{
        CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, OutOfMemory, PermissionDenied,
        ReadOnly, SystemIoFailure,
    };
    !matches!(
        error.sqlite_error_code(),
        Some(
            DatabaseBusy
                | DatabaseLocked
                | DiskFull
                | SystemIoFailure
                | OutOfMemory
                | CannotOpen
                | PermissionDenied
                | ReadOnly
        )
    )
}

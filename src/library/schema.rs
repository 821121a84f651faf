//! Opens the file rightly and brings an older one up to date.
//!
//! `PRAGMA user_version` is the number of the last migration that ran. Migrations only go forward and
//! are never edited once released; before one runs, a copy of the old file is put beside it.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::Library;
use crate::error::{Error, Result};

/// In order; the first makes version 1.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
    include_str!("migrations/0006.sql"),
    include_str!("migrations/0007.sql"),
    include_str!("migrations/0008.sql"),
    include_str!("migrations/0009.sql"),
];

/// Pages of the write-ahead log that go into the file together.
pub(super) const LOGGED: i64 = 4000;

impl Library {
    /// Sets the connection up and runs the migrations that the file has not seen.
    pub(super) fn migrate(&mut self) -> Result<()> {
        let known = MIGRATIONS.len() as i64;
        let found = self.version()?;
        // Before anything is written: a later version's file stays as it is, to the byte.
        if found > known {
            return Err(later(found));
        }
        if found == 0 && !self.is_new()? {
            return Err(Error::Message(
                "this is a database of another program; give pullquote a file of its own"
                    .to_owned(),
            ));
        }
        // Not mapped into memory: each page that is touched would bring its neighbours along and
        // count as the program's own, most of the file after one question about quotations.
        self.db.execute_batch(&format!(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = NORMAL;
             PRAGMA foreign_keys = ON;
             PRAGMA temp_store = MEMORY;
             PRAGMA mmap_size = 0;
             PRAGMA cache_size = -8192;
             PRAGMA wal_autocheckpoint = {LOGGED};
             PRAGMA journal_size_limit = 16777216;",
        ))?;
        if found == known {
            return Ok(());
        }
        let path = self.path.clone();
        self.write(|db| {
            // Another process may have been faster while this one waited for the lock.
            let found: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            if let (1.., Some(path)) = (found, path.filter(|_| found < known)) {
                back_up(&path, found)?;
            }
            for sql in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(0)) {
                db.execute_batch(sql)?;
            }
            db.pragma_update(None, "user_version", known)?;
            Ok(())
        })
    }

    /// The bytes of a library that [`Self::open`] would copy and bring up to date, which takes long for a large one; none
    /// where there is nothing to do.
    pub fn outdated(path: &Path) -> Option<u64> {
        // What `PRAGMA user_version` says stands at byte 60 of the file.
        let mut head = [0; 64];
        let mut file = File::open(path).ok()?;
        file.read_exact(&mut head).ok()?;
        let version = head.last_chunk().map(|bytes| u32::from_be_bytes(*bytes))?;
        let older = (1..newest()).contains(&i64::from(version));
        older.then(|| file.metadata().ok().map(|file| file.len()))?
    }

    /// Whether nothing is in the file.
    fn is_new(&self) -> Result<bool> {
        let found = self
            .db
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
                row.get::<_, i64>(0)
            })?;
        Ok(found == 0)
    }

    /// Whether a file that may not be written is of this version.
    pub(super) fn check_version(&self) -> Result<()> {
        let (found, known) = (self.version()?, MIGRATIONS.len() as i64);
        match found {
            _ if found > known => Err(later(found)),
            _ if found < known => Err(Error::Message(
                "the library is of an earlier pullquote and may not be written, so it cannot be brought up to date"
                    .to_owned(),
            )),
            _ => Ok(()),
        }
    }

    /// The number of the last migration that ran; 0 for a new file.
    pub(super) fn version(&self) -> Result<i64> {
        Ok(self
            .db
            .query_row("PRAGMA user_version", [], |row| row.get(0))?)
    }
}

/// Puts a copy beside the file, named for its version; an older copy of that name stays. Whoever does this holds the lock
/// of writers.
fn back_up(path: &Path, version: i64) -> Result<()> {
    let beside = |end: &str| {
        let mut copy = path.as_os_str().to_owned();
        copy.push(format!(".v{version}{end}"));
        PathBuf::from(copy)
    };
    let (copy, part) = (beside(""), beside(".part"));
    if copy.exists() {
        return Ok(());
    }
    // It has its name when it is whole. One that was killed at it has left a part.
    let _ = fs::remove_file(&part);
    // Who has the lock may read beside it, and sees the file as it was.
    let made = Connection::open(path)?.execute("VACUUM INTO ?1", [part.to_string_lossy()]);
    if let Err(error) = made {
        let _ = fs::remove_file(&part);
        return Err(error.into());
    }
    fs::rename(&part, &copy)
        .map_err(|error| Error::Message(format!("{}: cannot be kept ({error})", copy.display())))
}

/// The number of the newest schema.
pub(super) const fn newest() -> i64 {
    MIGRATIONS.len() as i64
}

/// A file of a later version.
pub(super) fn later(found: i64) -> Error {
    let known = MIGRATIONS.len();
    Error::Message(format!(
        "the library was written by a later pullquote (its version is {found}, this program knows {known}); update pullquote"
    ))
}

//! Makes a damaged file anew from what can still be read of it.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::doctor::TABLES;
use super::{Library, schema};
use crate::error::{Error, Result};

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

/// Copies all that can still be read from a damaged file into a new one, which takes its place; the
/// damaged one stays beside it.
///
/// # Errors
/// When the folder cannot be written; when the file is of a later version, no library, or open in another program: then
/// nothing is changed.
pub fn rescue(path: &Path) -> Result<Rescued> {
    is_rescued(path)?;
    let damaged = alone(path)?;
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
    let lost = match &damaged {
        Some(damaged) => copy_all(&library, damaged)?,
        None => 0,
    };
    drop(damaged);
    library.mend()?;
    let articles = library.count(&super::Query::default())?;
    library
        .db
        .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    drop(library);
    // One that was kept before may be the better one.
    let ends = (2_u32..).map(|number| format!(".damaged-{number}"));
    let kept = std::iter::once(".damaged".to_owned())
        .chain(ends)
        .find(|end| !beside(end).exists())
        .unwrap_or_default();
    let old = beside(&kept);
    let move_to = |from: &Path, to: &Path| {
        fs::rename(from, to).map_err(|error| {
            Error::Message(format!("{}: cannot be moved ({error})", from.display()))
        })
    };
    for end in ["-wal", "-shm"] {
        let _ = fs::rename(beside(end), beside(&format!("{kept}{end}")));
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
    // What was written last may stand in the log alone.
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let log = File::open(log).and_then(|log| {
        let mut bytes = Vec::new();
        log.take(LOOKED_THROUGH).read_to_end(&mut bytes)?;
        Ok(bytes)
    });
    let log = log.unwrap_or_default();
    let known = |words: &&str| {
        let mut places = [&bytes, &log].into_iter();
        places.any(|bytes| memchr::memmem::find(bytes, words.as_bytes()).is_some())
    };
    match ours.iter().any(known) {
        true => Ok(()),
        false => Err(Error::Message(format!(
            "{}: this is no library of pullquote's and stays as it is; name another with PULLQUOTE_LIBRARY, or move it away to begin anew",
            path.display()
        ))),
    }
}

/// So long another program may be about to close the file.
const A_MOMENT: Duration = Duration::from_secs(1);

/// The damaged file, held so that no other program writes to it while it is copied and moved; none where there is none.
fn alone(path: &Path) -> Result<Option<Connection>> {
    if !path.exists() {
        return Ok(None);
    }
    let open = || Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE);
    let db = open()?;
    db.busy_timeout(A_MOMENT)?;
    let held = db.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT;");
    match held.map_err(|error| error.sqlite_error_code()) {
        Ok(()) => Ok(Some(db)),
        Err(Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)) => {
            Err(Error::Message(format!(
                "{}: another program has the library open; end it and try again, nothing was changed",
                path.display()
            )))
        }
        // Too damaged to be written to.
        Err(_) => {
            drop(db);
            Ok(Some(open()?))
        }
    }
}

/// Copies table by table; where a table cannot be read to its end, row by row around the damage.
fn copy_all(library: &Library, damaged: &Connection) -> Result<u64> {
    let db = &library.db;
    db.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM feeds;")?;
    let _ = damaged.pragma_update(None, "writable_schema", true);
    let mut lost = 0;
    for table in TABLES {
        lost += copy_table(db, damaged, table)?;
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

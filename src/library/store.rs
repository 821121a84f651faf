//! The library: one connection to one file, opened and written in transactions; what went wrong as a sentence.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, MAIN_DB, OpenFlags, Transaction, TransactionBehavior};

use super::room;
use super::schema;
use super::seen::Seen;
use super::whole::Whole;
use crate::error::{Error, Result};
use crate::model::ArticleId;

/// How long a writer waits for another process to finish its transaction.
const PATIENCE: Duration = Duration::from_secs(30);

/// `articles.hidden` of what came by an act that was undone: in no list, not even of what is hidden,
/// until the act is done again or the article arrives anew.
pub(super) const TAKEN_BACK: i64 = 2;

/// The library: one connection to one file.
#[derive(Debug)]
pub struct Library {
    pub(super) db: Connection,
    /// None in memory.
    pub(super) path: Option<PathBuf>,
    /// Why nothing can be kept here, where that is a lack of room: the library is only read then.
    pub(super) cramped: Option<String>,
    /// What everything done for the time being is a part of.
    pub(super) whole: Option<Whole>,
    /// Articles whose words an undone act changed, until they are annotated again.
    pub(super) reworded: Vec<ArticleId>,
    /// What was seen last of what others do.
    pub(super) seen: Seen,
    /// How often quotations were stored from here.
    pub(super) requoted: u64,
}

impl Library {
    /// Opens the library at `path`; makes it when there is none, brings an older one up to date (a
    /// copy of the old file is kept beside it).
    ///
    /// One that may not be written, or stands on a full disk, is read as it stands; what would change it then fails.
    ///
    /// # Errors
    /// When the file cannot be opened, is damaged, or was written by a later version.
    pub fn open(path: &Path) -> Result<Self> {
        let db = Connection::open(path).map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::CannotOpen) => Error::Message(format!(
                "{}: the library cannot be opened; check that its folder exists and may be written",
                path.display()
            )),
            _ => error.into(),
        })?;
        let probe = db.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0));
        // On a full disk there is no room for what SQLite puts beside the file.
        let (shut, cramped) = match &probe {
            Ok(_) => (false, None),
            Err(error) => match error.sqlite_error_code() {
                Some(ErrorCode::CannotOpen | ErrorCode::DiskFull | ErrorCode::SystemIoFailure) => {
                    (true, room::lack(error).or_else(|| room::lack_beside(path)))
                }
                code => (code == Some(ErrorCode::ReadOnly), None),
            },
        };
        if shut || db.is_readonly(MAIN_DB)? {
            return Self::open_as_it_stands(path, cramped);
        }
        Self::prepare(db, Some(path.to_owned()))
    }

    /// Opens a library that may not be written, or not its folder, where the journal would have to be. `cramped` says
    /// why, where there is only no room.
    pub(super) fn open_as_it_stands(path: &Path, cramped: Option<String>) -> Result<Self> {
        let open = |address: &Path, more: OpenFlags| {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
            let db = Connection::open_with_flags(address, flags)?;
            db.busy_timeout(PATIENCE)?;
            db.set_prepared_statement_cache_capacity(128);
            let path = Some(path.to_owned());
            let library = Self {
                db,
                path,
                cramped: cramped.clone(),
                whole: None,
                reworded: Vec::new(),
                seen: Seen::default(),
                requoted: 0,
            };
            library.check_version()?;
            Ok(library)
        };
        open(path, OpenFlags::empty()).or_else(|error: Error| {
            // In a folder where nothing can be made, SQLite reads only what it is told stays as it is; it does, where no
            // other program has left a journal behind.
            let busy = journal(path).metadata().is_ok_and(|file| file.len() > 0);
            let still = || open(&immutable(path), OpenFlags::SQLITE_OPEN_URI);
            match (busy, &cramped) {
                (false, _) => still(),
                (true, Some(sentence)) => Err(Error::Message(sentence.clone())),
                (true, None) => Err(error),
            }
        })
    }

    /// Whether nothing can be kept here.
    pub fn is_unwritable(&self) -> bool {
        self.db.is_readonly(MAIN_DB).unwrap_or(false)
    }

    /// The same for work behind the reader's back: slower, but with next to no memory of its own.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_frugal(path: &Path) -> Result<Self> {
        let library = Self::open(path)?;
        library.db.execute_batch("PRAGMA cache_size = -1024;")?;
        Ok(library)
    }

    /// Lets much be written before it goes from the log into the file, each page of it once; or as usual again.
    ///
    /// # Errors
    /// When the library does not answer.
    pub fn expect_much(&self, much: bool) -> Result<()> {
        let pages = if much { 16_000 } else { schema::LOGGED };
        Ok(self.db.pragma_update(None, "wal_autocheckpoint", pages)?)
    }

    /// A library that is forgotten with the program.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn in_memory() -> Result<Self> {
        Self::prepare(Connection::open_in_memory()?, None)
    }

    pub(super) fn prepare(db: Connection, path: Option<PathBuf>) -> Result<Self> {
        db.busy_timeout(PATIENCE)?;
        db.set_prepared_statement_cache_capacity(128);
        let mut library = Self {
            db,
            path,
            cramped: None,
            whole: None,
            reworded: Vec::new(),
            seen: Seen::default(),
            requoted: 0,
        };
        library.migrate()?;
        Ok(library)
    }

    /// Where it is; none in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Fails where there was no room when the library was opened.
    pub(super) fn want_room(&self) -> Result<()> {
        match &self.cramped {
            Some(sentence) => Err(Error::Message(sentence.clone())),
            None => Ok(()),
        }
    }

    /// Does `work` in one transaction: all of it, or on an error nothing. It takes the write lock at
    /// once, so that what `work` reads is still true when it writes.
    pub(super) fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        self.want_room()?;
        let transaction = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = work(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }
}

/// The write-ahead log of the library at `path`.
fn journal(path: &Path) -> PathBuf {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-wal");
    PathBuf::from(journal)
}

/// The address by which SQLite takes the file at `path` for one that nobody changes.
pub(super) fn immutable(path: &Path) -> PathBuf {
    let escaped = path.to_string_lossy().replace('%', "%25");
    let escaped = escaped.replace('?', "%3f").replace('#', "%23");
    PathBuf::from(format!("file:{escaped}?immutable=1"))
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        if let Some(sentence) = room::lack(&error) {
            return Error::Message(sentence);
        }
        let sentence = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                "the library file is damaged; `pullquote doctor` repairs what it can".to_owned()
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => format!(
                "another program has been writing to the library for {} seconds; try again",
                PATIENCE.as_secs()
            ),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                "the library may not be written; check who owns its file and folder".to_owned()
            }
            Some(ErrorCode::SystemIoFailure) => {
                format!("the library's disk does not answer as it should ({error})")
            }
            _ => format!("the library failed: {error}"),
        };
        Error::Message(sentence)
    }
}

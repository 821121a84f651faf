//! Why nothing more can be stored: the disk is full, or files may grow no more.
//!
//! SQLite tells little of it: a full disk is one code when its file grows and another when what it puts beside the file
//! does; a limit on the size of files (`ulimit -f`) and a share of the disk that is used up are plain failures to write.

use std::fs::{OpenOptions, remove_file};
use std::io::{ErrorKind, Write};
use std::path::Path;

use rusqlite::ErrorCode;
use rusqlite::ffi::{
    SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE,
};

const FULL: &str = "the disk is full: what was stored is safe; make room and do it again";

const LIMITED: &str = "files may grow no more here (`ulimit -f`): what was stored is safe; \
    raise the limit and do it again";

/// The sentence for an error that comes of a lack of room; none for any other.
pub(super) fn lack(error: &rusqlite::Error) -> Option<String> {
    match error.sqlite_error_code()? {
        ErrorCode::DiskFull => return Some(FULL.to_owned()),
        ErrorCode::SystemIoFailure => {}
        _ => return None,
    }
    match error.sqlite_extended_error_code()? {
        SQLITE_IOERR_WRITE
        | SQLITE_IOERR_SHMOPEN
        | SQLITE_IOERR_SHMSIZE
        | SQLITE_IOERR_TRUNCATE
            if is_limited() =>
        {
            Some(LIMITED.to_owned())
        }
        SQLITE_IOERR_SHMSIZE => Some(FULL.to_owned()),
        SQLITE_IOERR_WRITE => Some(format!(
            "the library cannot be written: its disk fails, or your share of it is used up ({error}); \
             what was stored is safe"
        )),
        _ => None,
    }
}

/// The same where SQLite could make no file beside the one at `path`: whether there is room is tried.
pub(super) fn lack_beside(path: &Path) -> Option<String> {
    let mut name = path.as_os_str().to_owned();
    name.push("-room");
    let tried = OpenOptions::new().write(true).create_new(true).open(&name);
    let made = tried.is_ok();
    let tried = tried.and_then(|mut file| file.write_all(&[0; 4096]));
    if made {
        let _ = remove_file(&name);
    }
    match tried.err()?.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some(FULL.to_owned()),
        ErrorKind::FileTooLarge => Some(LIMITED.to_owned()),
        _ => None,
    }
}

/// Whether the size of files has a limit, for this process.
fn is_limited() -> bool {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, getrlimit};
        getrlimit(Resource::Fsize).current.is_some()
    }
    #[cfg(not(unix))]
    false
}

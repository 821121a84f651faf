//! The crate's error: what failed, on which file or address, and what to try.
//!
//! Every message is one sentence for a reader. Names that come from outside are cleaned before they
//! are shown, because a file name can carry terminal escapes too.

use std::io::ErrorKind;

use crate::model::clean;

/// A `Result` with the crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What is said, after a name and a colon, where the program itself was wrong.
pub const FAULT: &str = "pullquote failed on it, which is a fault of ours; please report it";

const FULL: &str = "the disk is full; make room and try again";
const LIMITED: &str = "the file may grow no more (`ulimit -f`); raise the limit and try again";

/// What went wrong, as one sentence that names the input and says what to try.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// The input could not be opened or read.
    #[error("{}: {}", clean(.input), clean(.reason))]
    Unreadable {
        /// The file or address as the user gave it.
        input: String,
        /// Why, and what to try.
        reason: String,
    },
    /// The input was read but holds no article.
    #[error("{}: {}", clean(.input), clean(.reason))]
    NoArticle {
        /// The file or address as the user gave it.
        input: String,
        /// Why, and what to try.
        reason: String,
    },
    /// Anything else that has its own sentence.
    #[error("{}", clean(.0))]
    Message(String),
}

impl Error {
    /// An unreadable input, from an I/O error.
    pub fn unreadable(input: impl Into<String>, error: &std::io::Error) -> Self {
        let reason = match error.kind() {
            ErrorKind::NotFound => "there is no such file; check the name".to_string(),
            ErrorKind::PermissionDenied => "you may not read it; check its permissions".to_string(),
            ErrorKind::StorageFull => FULL.to_string(),
            ErrorKind::FileTooLarge => LIMITED.to_string(),
            _ => format!("cannot be read ({error})"),
        };
        Error::Unreadable {
            input: input.into(),
            reason,
        }
    }

    /// A file that could not be written, from an I/O error.
    pub fn unwritable(output: impl Into<String>, error: &std::io::Error) -> Self {
        let reason = match error.kind() {
            ErrorKind::NotFound => "not saved, there is no such folder".to_string(),
            ErrorKind::AlreadyExists => {
                "there is such a file already; save under another name".to_string()
            }
            ErrorKind::PermissionDenied => "not saved, you may not write there".to_string(),
            ErrorKind::StorageFull => FULL.to_string(),
            ErrorKind::QuotaExceeded => {
                "your share of the disk is used up; make room and try again".to_string()
            }
            ErrorKind::FileTooLarge => LIMITED.to_string(),
            _ => format!("not saved ({error})"),
        };
        Error::Unreadable {
            input: output.into(),
            reason,
        }
    }

    /// An input without an article; `reason` goes on after the colon.
    pub fn no_article(input: impl Into<String>, reason: impl Into<String>) -> Self {
        Error::NoArticle {
            input: input.into(),
            reason: reason.into(),
        }
    }
}

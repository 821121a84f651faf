//! Threads of the world, and what becomes of a panic on one: it costs the one thing that was done, and
//! is told in a sentence.

use std::error::Error as _;
use std::sync::LazyLock;
use std::{env, io, thread};

use rayon::ThreadPoolBuilder;

use super::guard::guarded;
use crate::STACK;
use crate::error::{Error, Result};

/// Works on a thread of its own.
///
/// # Errors
/// When the system gives no more threads.
pub fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<()> {
    let made = named(name).spawn(work);
    made.map(|_| ()).map_err(|error| none_left(&error))
}

/// A thread of that name that is not there yet.
pub fn named(name: &str) -> thread::Builder {
    thread::Builder::new()
        .name(name.to_owned())
        .stack_size(STACK)
}

/// What is said where the system gives no more threads.
pub fn none_left(error: &io::Error) -> Error {
    Error::Message(format!("no more threads: {error}"))
}

/// Makes the threads on which the cores share work; whoever shares some asks for them first.
///
/// # Errors
/// When the system gives no more threads.
pub fn share() -> Result<()> {
    static SHARED: LazyLock<Result<()>> = LazyLock::new(|| {
        let asked = env::var("RAYON_NUM_THREADS").ok();
        let there = thread::available_parallelism().map_or(1, usize::from);
        let threads = ThreadPoolBuilder::new()
            .num_threads(threads(asked.as_deref(), there))
            .stack_size(STACK);
        // Without a source it only says that they are there.
        match threads.build_global() {
            Err(error) if error.source().is_some() => {
                Err(Error::Message(format!("no more threads: {error}")))
            }
            _ => Ok(()),
        }
    });
    SHARED.clone()
}

/// How many threads share work: one for each core; fewer where somebody asks for fewer.
fn threads(asked: Option<&str>, there: usize) -> usize {
    let asked = asked.and_then(|asked| asked.trim().parse().ok());
    asked
        .filter(|asked| (1..there).contains(asked))
        .unwrap_or(there)
}

/// Does one thing.
///
/// # Errors
/// Its own, and a sentence when it panics. What a transaction had begun is taken back by then.
pub fn attempt<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    guarded(work).unwrap_or_else(|| {
        let words = "That failed inside pullquote and was not done; all else goes on. \
                     PULLQUOTE_LOG=FILE writes down more, for a report.";
        Err(Error::Message(words.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_threads_share_work_than_there_are_cores() {
        for (asked, threads_of_8) in [("3", 3), ("100000", 8), ("0", 8), ("-1", 8), ("x", 8)] {
            assert_eq!(threads(Some(asked), 8), threads_of_8, "{asked}");
        }
        assert_eq!(threads(None, 2), 2);
    }

    #[test]
    fn a_panic_is_a_sentence() {
        assert_eq!(attempt(|| Ok(1)), Ok(1));
        let failed: Result<()> = attempt(|| panic!("on purpose"));
        assert!(failed.unwrap_err().to_string().starts_with("That failed"));
    }
}

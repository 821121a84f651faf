//! Threads of the world, and what becomes of a panic on one: it costs the one thing that was done, and
//! is told in a sentence.

use std::thread;

use super::guard::guarded;
use crate::error::{Error, Result};

/// Works on a thread of its own.
///
/// # Errors
/// When the system gives no more threads.
pub fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<()> {
    let thread = thread::Builder::new().name(name.to_owned());
    let made = thread.spawn(work);
    made.map(|_| ())
        .map_err(|error| Error::Message(format!("no more threads: {error}")))
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
    fn a_panic_is_a_sentence() {
        assert_eq!(attempt(|| Ok(1)), Ok(1));
        let failed: Result<()> = attempt(|| panic!("on purpose"));
        assert!(failed.unwrap_err().to_string().starts_with("That failed"));
    }
}

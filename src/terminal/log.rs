//! What the program did and how long that took, in the file that PULLQUOTE_LOG names; a panic with where
//! it happened. No words of articles, no names of files, nothing that was typed.

use std::any::Any;
use std::backtrace::Backtrace;
use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::FileTypeExt;
use std::panic::{self, PanicHookInfo};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};

/// The variable that names the file.
const VARIABLE: &str = "PULLQUOTE_LOG";

/// The log; without a file it only remembers where the last panic was.
#[derive(Clone, Debug)]
pub struct Log {
    file: Option<Arc<File>>,
    begun: Instant,
    last: Arc<Mutex<String>>,
}

impl Default for Log {
    fn default() -> Self {
        Log {
            file: None,
            begun: Instant::now(),
            last: Arc::default(),
        }
    }
}

impl Log {
    /// Opens the file that the environment names, if any.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn open() -> Result<Self> {
        let mut log = Log::default();
        if let Some(path) = env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
            // Opening a pipe would wait for whoever reads it.
            let is_pipe = fs::metadata(&path).is_ok_and(|it| it.file_type().is_fifo());
            let file = match is_pipe {
                true => Err(io::Error::other("it is a pipe")),
                false => OpenOptions::new().create(true).append(true).open(&path),
            };
            let file = file.map_err(|error| Error::unwritable(path.to_string_lossy(), &error))?;
            log.file = Some(Arc::new(file));
            log.line(&format!("pullquote {} begins", env!("CARGO_PKG_VERSION")));
        }
        Ok(log)
    }

    /// Writes panics here from now on, and no traces on the screen.
    pub fn take_panics(&self) {
        let log = self.clone();
        panic::set_hook(Box::new(move |panic| log.panicked(panic)));
    }

    /// What somebody is told after a panic.
    pub fn sentence(&self) -> String {
        let place = self.last.lock().map(|last| last.clone());
        sentence(&place.unwrap_or_default())
    }

    /// Writes what was done and what it took.
    pub fn did(&self, what: &str, took: Duration) {
        if self.file.is_some() {
            self.line(&format!("{what} {:.1} ms", took.as_secs_f64() * 1e3));
        }
    }

    fn panicked(&self, panic: &PanicHookInfo<'_>) {
        let place = place(panic);
        if self.file.is_some() {
            let thread = thread::current();
            let thread = thread.name().unwrap_or("unnamed");
            let words = words(panic.payload());
            let trace = Backtrace::force_capture();
            self.line(&format!("panic in {thread} at {place}: {words}\n{trace}"));
        }
        if let Ok(mut last) = self.last.lock() {
            *last = place;
        }
    }

    fn line(&self, words: &str) {
        if let Some(file) = &self.file {
            let seconds = self.begun.elapsed().as_secs_f64();
            // A log that cannot be written is of no use, and no trouble.
            let _ = (&**file).write_all(format!("{seconds:9.3} s  {words}\n").as_bytes());
        }
    }
}

/// What somebody is told after a panic there.
pub fn sentence(place: &str) -> String {
    format!(
        "a fault of pullquote's own at {place}; what was kept is safe, please report it \
         ({VARIABLE}=FILE writes down more)"
    )
}

/// Where a panic happened.
pub fn place(panic: &PanicHookInfo<'_>) -> String {
    panic.location().map_or_else(String::new, |at| {
        format!("{}:{}", short(at.file()), at.line())
    })
}

/// What a panic says of itself, without the text that it may quote.
fn words(payload: &dyn Any) -> String {
    let words = match (
        payload.downcast_ref::<&str>(),
        payload.downcast_ref::<String>(),
    ) {
        (Some(words), _) => words,
        (None, Some(words)) => words.as_str(),
        (None, None) => "",
    };
    let safe = words.find(['`', '"', '\'', '“']).unwrap_or(words.len());
    Error::Message(words[..safe].to_owned()).to_string()
}

/// A source file by its place in its crate.
fn short(file: &str) -> &str {
    file.rfind("/src/").map_or(file, |at| &file[at + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_has_names_of_things_and_no_words() {
        let text = crate::message::Msg::Text("secret".to_owned());
        assert_eq!(text.name(), "Text");
        let quoted = "byte index 3 is not a char boundary; it is inside 'é' of `secret`".to_owned();
        let told = words(&quoted);
        assert!(
            told.starts_with("byte index 3") && !told.contains("secret"),
            "{told}"
        );
        assert_eq!(short("/home/somebody/.cargo/x/y-1.0/src/z.rs"), "src/z.rs");
    }
}

//! stdout carries data, stderr messages; a reader that went away is no error.

use std::borrow::Cow;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Stdout, Write};

use crate::error::{Error, Result};
use crate::model::{clean, is_unsafe};

/// Where a command writes to, and whether it had to complain.
pub struct Output {
    data: BufWriter<Stdout>,
    terminal: bool,
    complained: bool,
    closed: bool,
}

impl Output {
    /// The process's own stdout and stderr.
    pub fn new() -> Self {
        Self {
            data: BufWriter::new(io::stdout()),
            terminal: io::stdout().is_terminal(),
            complained: false,
            closed: false,
        }
    }

    /// Writes data. After the reader of a pipe has gone, writes nothing.
    ///
    /// # Errors
    /// When stdout cannot be written to, as on a full disk.
    pub fn write(&mut self, data: &str) -> Result<()> {
        let data = match self.terminal {
            true => safe(data),
            false => Cow::Borrowed(data),
        };
        let written = self.data.write_all(data.as_bytes());
        self.settle(written)
    }

    /// Writes words for people, which may hold what they have typed themselves. Their unsafe characters
    /// stay here, also on the way to a file or a pipe.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn say(&mut self, words: &str) -> Result<()> {
        self.write(&safe(words))
    }

    /// Sends on what has been written so far.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn flush(&mut self) -> Result<()> {
        let flushed = self.data.flush();
        self.settle(flushed)
    }

    /// Whether the reader of the pipe has gone, so that more work is of no use.
    pub fn closed(&self) -> bool {
        self.closed
    }

    /// One sentence on stderr.
    pub fn complain(&mut self, error: &Error) {
        self.complained = true;
        self.warn(error);
    }

    /// One sentence on stderr about what was served all the same.
    pub fn warn(&mut self, error: &Error) {
        let _ = self.data.flush();
        let _ = writeln!(io::stderr(), "pullquote: {error}");
    }

    /// What is wrong with the arguments, which may hold anything.
    pub fn misused(&mut self, message: &str) {
        self.complained = true;
        let _ = write!(io::stderr(), "{}", safe(message));
    }

    /// One sentence for somebody who watches: on stderr when that is a terminal, else nowhere.
    pub fn note(&mut self, sentence: &str) {
        if io::stderr().is_terminal() {
            let _ = self.data.flush();
            let _ = writeln!(io::stderr(), "{}", clean(sentence));
        }
    }

    /// Whether any sentence went to stderr.
    pub fn complained(&self) -> bool {
        self.complained
    }

    fn settle(&mut self, result: io::Result<()>) -> Result<()> {
        match result {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            Err(error) => Err(Error::unreadable("standard output", &error)),
        }
    }
}

/// Lines without the characters that no terminal should get; tabs between columns stay.
fn safe(words: &str) -> Cow<'_, str> {
    let bad = |c: char| is_unsafe(c) && !matches!(c, '\n' | '\t');
    match words.contains(bad) {
        true => Cow::Owned(words.replace(bad, "")),
        false => Cow::Borrowed(words),
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        let _ = self.data.flush();
    }
}

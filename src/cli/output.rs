//! stdout carries data, stderr messages; a reader that went away is no error.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Stdout, Write};

use crate::error::{Error, Result};
use crate::model::clean;

/// Where a command writes to, and whether it had to complain.
pub struct Output {
    data: BufWriter<Stdout>,
    complained: bool,
    closed: bool,
}

impl Output {
    /// The process's own stdout and stderr.
    pub fn new() -> Self {
        Self {
            data: BufWriter::new(io::stdout()),
            complained: false,
            closed: false,
        }
    }

    /// Writes data. After the reader of a pipe has gone, writes nothing.
    ///
    /// # Errors
    /// When stdout cannot be written to, as on a full disk.
    pub fn write(&mut self, data: &str) -> Result<()> {
        let written = self.data.write_all(data.as_bytes());
        self.settle(written)
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

impl Drop for Output {
    fn drop(&mut self) {
        let _ = self.data.flush();
    }
}

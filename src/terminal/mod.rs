//! The terminal itself: its modes, what is typed, signals and hang-ups, and the event loop.
//!
//! The loop is the same for eyes and ears; what a person gets of the state is a [`Face`]: cells,
//! whole rows, or spoken lines. Each is built elsewhere and knows nothing of the others.

mod background;
mod keys;
mod listen;
mod run;
mod secret;

use std::io::{self, Write, stdout};
use std::os::fd::AsFd;
use std::process;
use std::thread;

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use signal_hook::consts::SIGTSTP;

pub use run::{Face, run};
pub use secret::secret;

/// Worker threads whose names begin so end alone when they panic; the screen stays.
pub const WORKER: &str = "worker";

/// Standard output without a buffer.
pub type Direct = std::fs::File;

/// Standard output, past the buffer that sends each row alone: a screen reader that looks between two
/// of them says "blank".
///
/// # Errors
/// When there is no standard output.
pub fn direct() -> io::Result<Direct> {
    Ok(stdout().as_fd().try_clone_to_owned()?.into())
}

/// How a face uses the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The whole screen, another one than the shell's.
    Screen,
    /// Lines after the shell's own; keys are taken one by one and nothing else is changed.
    Lines,
    /// As it is: commands are typed as lines, from anywhere.
    Typed,
}

/// A terminal in a mode, put back when this is dropped, and before the message of a panic.
#[derive(Debug)]
pub struct Held(Mode);

impl Held {
    /// Takes the terminal: keys come one by one; on the screen, pasted text in one piece.
    ///
    /// # Errors
    /// When there is no terminal.
    pub fn take(mode: Mode) -> io::Result<Self> {
        leave_on_panic(mode);
        enter(mode)?;
        Ok(Held(mode))
    }

    /// Gives the terminal to the shell until it wakes the program again.
    ///
    /// # Errors
    /// When the terminal cannot be taken again.
    pub fn pause(&self) -> io::Result<()> {
        leave(self.0);
        signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
        enter(self.0)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        leave(self.0);
    }
}

fn enter(mode: Mode) -> io::Result<()> {
    if mode == Mode::Typed {
        return Ok(());
    }
    enable_raw_mode()?;
    let mut out = stdout().lock();
    if mode == Mode::Screen {
        queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    }
    out.flush()
}

/// Gives the terminal back as it was. Errors are of no use here: the terminal may be gone.
fn leave(mode: Mode) {
    if mode == Mode::Typed {
        return;
    }
    let mut out = stdout().lock();
    if mode == Mode::Screen {
        let _ = queue!(
            out,
            EndSynchronizedUpdate,
            DisableBracketedPaste,
            ResetColor,
            LeaveAlternateScreen,
            Show
        );
    }
    let _ = out.flush();
    let _ = disable_raw_mode();
}

fn leave_on_panic(mode: Mode) {
    let report = std::panic::take_hook();
    let face = thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        let thread = thread::current();
        if thread.name().is_some_and(|name| name.starts_with(WORKER)) {
            return;
        }
        leave(mode);
        report(panic);
        // The face's own thread ends by unwinding; without another one it could not go on.
        if thread.id() != face {
            process::exit(101);
        }
    }));
}

//! A terminal that is held in a mode, and put back on every way out: its size, its modes, a panic.

use std::env;
use std::io::{self, Write, stdout};
use std::os::fd::AsFd;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode, is_raw_mode_enabled,
};
use signal_hook::consts::SIGTSTP;

use super::log;
use crate::STACK;
use crate::error::Error;

/// Columns and rows where nothing tells of them.
pub const USUAL: (u16, u16) = (80, 24);

/// A terminal has this long to take what puts it back.
const LEAVING: Duration = Duration::from_millis(600);

/// Threads whose names begin so belong to the terminal: the reader cannot go on without them. Any other
/// ends alone when it panics, and the screen stays.
pub const FACE: &str = "face";

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

/// The most columns and rows that are drawn: more than the smallest letters give on the largest screen. A terminal may
/// say that it has 65,535 of each, which no memory holds.
const MOST: (u16, u16) = (2000, 600);

/// Columns and rows of the terminal, as far as they are drawn. One that does not know (a serial line, some containers) has
/// those of the variables COLUMNS and LINES, else the usual ones.
pub fn size() -> (u16, u16) {
    let (columns, rows) = crossterm::terminal::size().unwrap_or_default();
    let told = |name: &str| {
        let value = env::var(name).ok().and_then(|value| value.parse().ok());
        value.filter(|count| (1..=1000).contains(count))
    };
    let known = |count: u16, name: &str, usual: u16| match count {
        0 => told(name).unwrap_or(usual),
        count => count,
    };
    (
        known(columns, "COLUMNS", USUAL.0).min(MOST.0),
        known(rows, "LINES", USUAL.1).min(MOST.1),
    )
}

/// Columns and rows of pixels in a cell, where the terminal tells how many its window has.
pub fn cell() -> Option<(u16, u16)> {
    let window = crossterm::terminal::window_size().ok()?;
    let each = |pixels: u16, cells: u16| {
        let size = pixels.checked_div(cells);
        size.filter(|size| (1..=200).contains(size))
    };
    Some((
        each(window.width, window.columns)?,
        each(window.height, window.rows)?,
    ))
}

/// Whether the window has a title of ours. One terminal is held at a time, and whoever puts it back, also a signal or a
/// panic, has to know.
static TITLED: AtomicBool = AtomicBool::new(false);

/// The bytes that give the window this title; the first time they let the terminal keep the one before.
pub fn title(words: &str) -> Vec<u8> {
    let keep = match TITLED.swap(true, Ordering::SeqCst) {
        true => "",
        false => "\x1b[22;2t",
    };
    let words: String = words.chars().filter(|c| !c.is_control()).collect();
    format!("{keep}\x1b]2;{words}\x1b\\").into_bytes()
}

/// Whether the terminal holds a picture of ours, which its cells alone do not take away.
static PICTURED: AtomicBool = AtomicBool::new(false);

/// Says that the terminal is about to hold a picture.
pub fn pictured() {
    PICTURED.store(true, Ordering::SeqCst);
}

/// Whether the terminal tells what the mouse does.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Buttons and the wheel, with numbers that know no limit.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// The bytes that make the terminal tell what the mouse does, or no longer; none where it is so already.
pub fn mouse(on: bool) -> &'static [u8] {
    match (MOUSE.swap(on, Ordering::SeqCst), on) {
        (false, true) => MOUSE_ON,
        (true, false) => MOUSE_OFF,
        _ => b"",
    }
}

/// Whether a fault on another thread gave the terminal back.
static GIVEN_BACK: AtomicBool = AtomicBool::new(false);

/// Whether a fault on another thread gave the terminal back, so that nothing is drawn any more.
pub fn is_given_back() -> bool {
    GIVEN_BACK.load(Ordering::SeqCst)
}

/// How a face uses the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The whole screen, another one than the shell's, cell by cell: words that read from the right are
    /// in the order in which they are seen.
    Screen,
    /// The same with rows of words in the order of the text.
    Rows,
    /// Lines after the shell's own; keys are taken one by one and nothing else is changed.
    Lines,
    /// As it is: commands are typed as lines, from anywhere.
    Typed,
}

impl Mode {
    /// Whether it takes the whole screen.
    pub fn has_screen(self) -> bool {
        matches!(self, Mode::Screen | Mode::Rows)
    }
}

/// Terminals that put words from right to left in order by themselves are to leave it (ECMA-48, BDSM), and
/// to do it again.
const OUR_ORDER: &[u8] = b"\x1b[8l";
const THEIR_ORDER: &[u8] = b"\x1b[8h";

/// The mode in which the terminal was taken last, for whoever puts it back.
static HELD: Mutex<Mode> = Mutex::new(Mode::Typed);

fn held() -> Mode {
    *HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the terminal is ours, from when it is taken until it is given back.
static OURS: AtomicBool = AtomicBool::new(false);

/// Whether what is typed is for us: not once the terminal is given back, when the shell is to have it.
pub(super) fn is_ours() -> bool {
    OURS.load(Ordering::SeqCst)
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
        leave_on_panic();
        enter(mode)?;
        Ok(Held(mode))
    }

    /// Gives the terminal to the shell until it wakes the program again.
    ///
    /// # Errors
    /// When the terminal cannot be taken again.
    pub fn pause(&self) -> io::Result<()> {
        leave(LEAVING);
        signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
        enter(self.0)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        leave(LEAVING);
    }
}

fn enter(mode: Mode) -> io::Result<()> {
    if mode == Mode::Typed {
        return Ok(());
    }
    *HELD.lock().unwrap_or_else(PoisonError::into_inner) = mode;
    enable_raw_mode()?;
    OURS.store(true, Ordering::SeqCst);
    let mut out = stdout().lock();
    if mode.has_screen() {
        queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    }
    if mode == Mode::Screen {
        out.write_all(OUR_ORDER)?;
    }
    out.flush()
}

/// What is said when the terminal cannot be used.
pub(super) fn broken(error: io::Error) -> Error {
    Error::Message(format!("the terminal failed: {error}"))
}

/// A thread of that name that is not there yet.
pub(super) fn thread(name: &str) -> thread::Builder {
    thread::Builder::new()
        .name(name.to_owned())
        .stack_size(STACK)
}

/// Gives the terminal back as it was, when it was taken. Errors are of no use here: the terminal may be
/// gone. One that takes no more output is left after `patience`, and past the lock of standard output,
/// which a thread may hold that waits for it.
pub(super) fn leave(patience: Duration) {
    OURS.store(false, Ordering::SeqCst);
    let mode = held();
    if mode == Mode::Typed || !is_raw_mode_enabled().unwrap_or(true) {
        return;
    }
    if mode.has_screen() {
        let (done, written) = mpsc::channel();
        let write = move || {
            let _ = done.send(direct().and_then(|out| put_back(&out, mode)));
        };
        if thread("leave").spawn(write).is_ok() {
            let _ = written.recv_timeout(patience);
        }
    }
    let _ = disable_raw_mode();
}

fn put_back(mut out: &Direct, mode: Mode) -> io::Result<()> {
    let mut bytes = Vec::new();
    if mode == Mode::Screen {
        bytes.extend_from_slice(THEIR_ORDER);
    }
    bytes.extend_from_slice(mouse(false));
    if PICTURED.swap(false, Ordering::SeqCst) {
        bytes.extend_from_slice(b"\x1b_Ga=d,d=A,q=2\x1b\\");
    }
    queue!(
        bytes,
        EndSynchronizedUpdate,
        DisableBracketedPaste,
        ResetColor,
        LeaveAlternateScreen,
        Show
    )?;
    if TITLED.swap(false, Ordering::SeqCst) {
        bytes.extend_from_slice(b"\x1b[23;2t");
    }
    out.write_all(&bytes)
}

fn leave_on_panic() {
    let report = std::panic::take_hook();
    let face = thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        let thread = thread::current();
        let own = thread.id() == face;
        let needed = thread.name().is_some_and(|name| name.starts_with(FACE));
        GIVEN_BACK.fetch_or(needed && !own, Ordering::SeqCst);
        if own || needed {
            leave(LEAVING);
        }
        report(panic);
        // The face's own thread ends by unwinding.
        if needed && !own {
            let words = log::sentence(&log::place(panic));
            // What was said last is not ended while it is before the reader.
            let end = if held() == Mode::Lines { "\n" } else { "" };
            let _ = writeln!(io::stderr(), "{end}pullquote: {words}");
            process::exit(101);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_has_no_escapes_and_the_one_before_is_kept_once() {
        let first = String::from_utf8(title("The \x1b]2;ferry\x07\u{9c}")).unwrap();
        assert_eq!(first, "\x1b[22;2t\x1b]2;The ]2;ferry\x1b\\");
        assert_eq!(title("Rain"), b"\x1b]2;Rain\x1b\\");
        TITLED.store(false, Ordering::SeqCst);
    }
}

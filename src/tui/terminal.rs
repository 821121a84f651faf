//! Enters and leaves the terminal, on every way out; writes each frame at once; hears of signals and
//! of a terminal that is gone.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write, stdin, stdout};
use std::os::fd::AsRawFd;
use std::process;
use std::rc::Rc;
use std::thread;
use std::time::Duration;

use crossbeam_channel::Sender;
use crossterm::cursor::Show;
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::ResetColor;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{Command, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::{Frame, Terminal};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::Event;

/// Worker threads whose names begin so end alone when they panic; the screen stays.
pub const WORKER: &str = "worker";

/// The program has this long to end by itself after a signal or a hang-up.
const GRACE: Duration = Duration::from_millis(600);

/// The screen: a terminal in its own mode, left again when this is dropped.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Bytes>>,
    bytes: Bytes,
}

/// Collects what is drawn, so that a frame goes out in one write.
#[derive(Clone, Debug, Default)]
struct Bytes(Rc<RefCell<Vec<u8>>>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Bytes {
    fn send(&self) -> io::Result<()> {
        let mut bytes = self.0.borrow_mut();
        let mut out = stdout().lock();
        let sent = out.write_all(&bytes).and_then(|()| out.flush());
        bytes.clear();
        sent
    }
}

impl Screen {
    /// Takes the terminal: raw mode, the other screen, pasted text in one piece. A panic gives it
    /// back before its message.
    pub fn enter() -> io::Result<Self> {
        leave_on_panic();
        take()?;
        let bytes = Bytes::default();
        let terminal = Terminal::new(CrosstermBackend::new(bytes.clone()))?;
        Ok(Screen { terminal, bytes })
    }

    /// Columns and rows.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    /// Draws a frame and writes it at once, inside a synchronized update.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.bytes, BeginSynchronizedUpdate)?;
        self.terminal.draw(view)?;
        queue!(self.bytes, EndSynchronizedUpdate)?;
        self.bytes.send()
    }

    /// Forgets what the terminal shows, so that the next frame writes every cell.
    pub fn forget(&mut self) -> io::Result<()> {
        self.terminal.clear()
    }

    /// Writes a command that is no drawing: the clipboard's.
    pub fn send(&mut self, command: impl Command) -> io::Result<()> {
        queue!(self.bytes, command)?;
        self.bytes.send()
    }

    /// Gives the terminal to the shell until it wakes the program again.
    pub fn pause(&mut self) -> io::Result<()> {
        leave();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        take()?;
        self.forget()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    let mut out = stdout().lock();
    queue!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    out.flush()
}

/// Gives the terminal back as it was. Errors are of no use here: the terminal may be gone.
fn leave() {
    let mut out = stdout().lock();
    let _ = queue!(
        out,
        EndSynchronizedUpdate,
        DisableBracketedPaste,
        ResetColor,
        LeaveAlternateScreen,
        Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

fn leave_on_panic() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let thread = thread::current();
        if thread.name().is_some_and(|name| name.starts_with(WORKER)) {
            return;
        }
        leave();
        report(panic);
    }));
}

/// Sends what is typed, from a thread of its own that sleeps until there is something.
pub fn listen(events: &Sender<Event>) -> io::Result<()> {
    watch_signals(events.clone())?;
    watch_hang_up(events.clone())?;
    let events = events.clone();
    let name = "keys".to_owned();
    thread::Builder::new().name(name).spawn(move || {
        while let Ok(event) = event::read() {
            if events.send(Event::Terminal(event)).is_err() {
                return;
            }
        }
        let _ = events.send(Event::End(SIGHUP));
    })?;
    Ok(())
}

fn watch_signals(events: Sender<Event>) -> io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    let name = "signals".to_owned();
    thread::Builder::new().name(name).spawn(move || {
        for signal in signals.forever() {
            end(&events, signal);
        }
    })?;
    Ok(())
}

/// Ends the program when the terminal is gone. The reader of keys would not notice: it asks a dead
/// terminal again and again.
fn watch_hang_up(events: Sender<Event>) -> io::Result<()> {
    if !stdin().is_terminal() {
        return Ok(());
    }
    let mut poll = mio::Poll::new()?;
    let terminal = stdin().as_raw_fd();
    let mut source = mio::unix::SourceFd(&terminal);
    let interest = mio::Interest::READABLE;
    poll.registry()
        .register(&mut source, mio::Token(0), interest)?;
    let name = "hang-up".to_owned();
    thread::Builder::new().name(name).spawn(move || {
        let mut ready = mio::Events::with_capacity(4);
        loop {
            match poll.poll(&mut ready, None) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return,
                Ok(()) if ready.iter().any(|event| event.is_read_closed()) => {
                    return end(&events, SIGHUP);
                }
                Ok(()) => {}
            }
        }
    })?;
    Ok(())
}

/// Asks the program to end, and ends it when it does not.
fn end(events: &Sender<Event>, signal: i32) {
    let _ = events.send(Event::End(signal));
    thread::sleep(GRACE);
    leave();
    process::exit(128 + signal);
}

//! The screen of cells: draws frames and writes each at once.

use std::cell::RefCell;
use std::io::{self, Write, stdout};
use std::rc::Rc;

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::{Ink, draw};
use crate::app::{Chord, State};
use crate::terminal::{Face, Held, Mode};

/// The panes on a terminal.
#[derive(Debug)]
pub struct Screen {
    held: Held,
    terminal: Terminal<CrosstermBackend<Bytes>>,
    bytes: Bytes,
    ink: Ink,
    wants_background: bool,
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
    /// Takes the terminal; `wants_background` where the theme shall follow what it says of itself.
    ///
    /// # Errors
    /// When there is none.
    pub fn enter(ink: Ink, wants_background: bool) -> io::Result<Self> {
        let held = Held::take(Mode::Screen)?;
        let bytes = Bytes::default();
        let terminal = Terminal::new(CrosstermBackend::new(bytes.clone()))?;
        Ok(Screen {
            held,
            terminal,
            bytes,
            ink,
            wants_background,
        })
    }
}

impl Face for Screen {
    fn mode(&self) -> Mode {
        Mode::Screen
    }

    fn wants_background(&self) -> bool {
        self.wants_background
    }

    fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    /// Draws a frame and writes it at once, inside a synchronized update.
    fn show(&mut self, state: &mut State, _: Option<Chord>) -> io::Result<()> {
        self.ink.follow(&state.settings.theme);
        queue!(self.bytes, BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| draw(state, &self.ink, frame))?;
        queue!(self.bytes, EndSynchronizedUpdate)?;
        self.bytes.send()
    }

    /// Forgets what the terminal shows, so that the next frame writes every cell.
    fn again(&mut self) -> io::Result<()> {
        self.terminal.clear()
    }

    fn pause(&mut self) -> io::Result<()> {
        self.held.pause()?;
        self.again()
    }

    /// Through the terminal, which may be far from this computer.
    fn copy(&mut self, text: &str) -> io::Result<bool> {
        queue!(self.bytes, CopyToClipboard::to_clipboard_from(text))?;
        self.bytes.send()?;
        Ok(true)
    }
}

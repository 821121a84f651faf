//! The screen of cells: draws frames and writes each at once.

use std::cell::RefCell;
use std::io::{self, Write, stdout};
use std::rc::Rc;

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::scroll::Scrolling;
use super::{Ink, draw};
use crate::app::{Chord, Pane, State};
use crate::model::clean;
use crate::terminal::{self, Face, Held, Mode};

/// The panes on a terminal.
#[derive(Debug)]
pub struct Screen {
    held: Held,
    terminal: Terminal<Scrolling<Bytes>>,
    bytes: Bytes,
    ink: Ink,
    wants_background: bool,
    /// Whether the window's title says what is read, and what it says.
    titled: bool,
    title: String,
    /// What the terminal shows is not known.
    again: bool,
}

/// Collects what is drawn, so that a frame goes out in one write.
#[derive(Clone, Debug, Default)]
pub(super) struct Bytes(Rc<RefCell<Vec<u8>>>);

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
    /// What was collected, for tests that look at it.
    #[cfg(test)]
    pub(super) fn take(&self) -> Vec<u8> {
        self.0.take()
    }

    fn send(&self) -> io::Result<()> {
        let mut bytes = self.0.borrow_mut();
        let mut out = stdout().lock();
        let sent = out.write_all(&bytes).and_then(|()| out.flush());
        bytes.clear();
        sent
    }
}

impl Screen {
    /// Takes the terminal; `wants_background` where the theme shall follow what it says of itself, `titled` where the
    /// window's title shall say what is read.
    ///
    /// # Errors
    /// When there is none.
    pub fn enter(ink: Ink, wants_background: bool, titled: bool) -> io::Result<Self> {
        let held = Held::take(Mode::Screen)?;
        let bytes = Bytes::default();
        // The size is asked for here: some terminals do not know theirs.
        let viewport = Viewport::Fixed(Rect::ZERO);
        let backend = Scrolling::new(bytes.clone());
        let terminal = Terminal::with_options(backend, TerminalOptions { viewport })?;
        Ok(Screen {
            held,
            terminal,
            bytes,
            ink,
            wants_background,
            titled,
            title: String::new(),
            again: true,
        })
    }

    /// Forgets what the terminal shows when that may be another size or anything. Nothing is asked of
    /// the terminal: its answer would come among the keys.
    fn clear(&mut self) -> io::Result<()> {
        let (columns, rows) = terminal::size();
        let area = Rect::new(0, 0, columns, rows);
        if std::mem::take(&mut self.again) || self.terminal.get_frame().area() != area {
            queue!(self.bytes, Clear(ClearType::All))?;
            self.terminal.resize(area)?;
            self.terminal.backend_mut().cleared(area);
        }
        Ok(())
    }
}

impl Face for Screen {
    fn wants_background(&self) -> bool {
        self.wants_background
    }

    /// Draws a frame and writes it at once, inside a synchronized update.
    fn show(&mut self, state: &mut State, _: Option<Chord>) -> io::Result<()> {
        self.ink.follow(&state.settings.theme);
        queue!(self.bytes, BeginSynchronizedUpdate)?;
        self.clear()?;
        self.terminal.draw(|frame| draw(state, &self.ink, frame))?;
        queue!(self.bytes, EndSynchronizedUpdate)?;
        if self.titled {
            let title = words_of_title(state);
            if title != self.title {
                self.bytes.write_all(&terminal::title(&title))?;
                self.title = title;
            }
        }
        self.bytes.send()
    }

    /// Forgets what the terminal shows, so that the next frame writes every cell.
    fn again(&mut self) -> io::Result<()> {
        self.again = true;
        Ok(())
    }

    fn pause(&mut self) -> io::Result<()> {
        self.held.pause()?;
        self.title.clear();
        self.again()
    }

    /// Through the terminal, which may be far from this computer.
    fn copy(&mut self, text: &str) -> io::Result<bool> {
        queue!(self.bytes, CopyToClipboard::to_clipboard_from(text))?;
        self.bytes.send()?;
        Ok(true)
    }
}

/// What is read: the article's headline, else the name of the list.
fn words_of_title(state: &State) -> String {
    /// Characters that a title has at most.
    const MOST: usize = 100;
    let reads = matches!(state.focus, Pane::Reader | Pane::Panel);
    let words = match state.reader.as_ref().filter(|_| reads) {
        Some(reader) => reader.title(),
        None => state.list.name(),
    };
    let words: String = words.chars().take(MOST).collect();
    format!("{} · pullquote", clean(&words))
}

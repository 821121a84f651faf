//! The screen of cells: draws frames and writes each at once.

use std::cell::RefCell;
use std::io::{self, Write, stdout};
use std::rc::Rc;

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::drawn::Drawn;
use super::picture::{self, Placed};
use super::pixels::Way;
use super::scroll::Scrolling;
use super::{Ink, draw};
use crate::app::{Pane, State};
use crate::command::Chord;
use crate::model::clean;
use crate::terminal::{self, Face, Held, Mode, Told};

/// The panes on a terminal.
#[derive(Debug)]
pub struct Screen {
    held: Held,
    terminal: Terminal<Scrolling<Bytes>>,
    bytes: Bytes,
    ink: Ink,
    can: Can,
    /// What the window's title says.
    title: String,
    /// How the terminal draws pictures, as far as it has told.
    way: Option<Way>,
    /// Columns and rows of pixels in one of its cells, where it told them.
    cell: Option<(u16, u16)>,
    /// The pictures that it shows.
    drawn: Drawn,
    /// What the terminal shows is not known.
    again: bool,
}

/// What the terminal may be asked and told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Can {
    /// The theme shall follow what it says of its background.
    pub tell_background: bool,
    /// The window's title shall say what is read.
    pub have_title: bool,
    /// What it may be asked about pictures, before the first of them.
    pub tell_pictures: Option<&'static [u8]>,
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

    fn len(&self) -> usize {
        self.0.borrow().len()
    }

    /// Takes back what was collected last.
    fn forget(&self) {
        self.0.borrow_mut().clear();
    }

    fn send(&self) -> io::Result<()> {
        let mut bytes = self.0.borrow_mut();
        if terminal::is_given_back() {
            bytes.clear();
            return Ok(());
        }
        let mut out = stdout().lock();
        let sent = out.write_all(&bytes).and_then(|()| out.flush());
        bytes.clear();
        sent
    }
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When there is none.
    pub fn enter(ink: Ink, can: Can) -> io::Result<Self> {
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
            can,
            title: String::new(),
            way: None,
            cell: None,
            drawn: Drawn::default(),
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
            self.drawn.clear();
        }
        Ok(())
    }

    /// Takes the size of a cell, where the terminal draws pictures: as it told, else as its window is large, which may
    /// change. A cell that is too high would let a picture cover the words below it.
    fn measure(&mut self) {
        let cell = || self.cell.or_else(terminal::cell).unwrap_or(USUAL_CELL);
        self.ink.cell = self.way.map(|_| cell());
    }

    /// The pictures that the terminal is to draw itself, and how.
    fn placed<'a>(&self, state: &'a State) -> Option<(Way, Vec<Placed<'a>>)> {
        let (way, cell) = (self.way?, self.ink.cell?);
        Some((way, picture::all_placed(state, cell)))
    }

    /// Takes pictures off the terminal that do not stand there any more.
    fn take_away(&mut self, now: Option<&(Way, Vec<Placed<'_>>)>) -> io::Result<()> {
        if let Some((way, now)) = now
            && let Some(bytes) = self.drawn.taken_away(*way, now)
        {
            self.bytes.write_all(&bytes)?;
            self.again = true;
        }
        Ok(())
    }

    /// Lets the terminal draw pictures, over cells that are empty or have the same in few pixels.
    fn draw_pictures(&mut self, now: Option<&(Way, Vec<Placed<'_>>)>) -> io::Result<()> {
        let Some((way, now)) = now.filter(|(_, now)| !now.is_empty()) else {
            return Ok(());
        };
        if *way == Way::Kitty {
            terminal::pictured();
        }
        self.bytes.write_all(&self.drawn.shown(*way, now))
    }
}

impl Face for Screen {
    fn wants_background(&self) -> bool {
        self.can.tell_background
    }

    fn asks_for_pictures(&mut self) -> Option<&'static [u8]> {
        self.can.tell_pictures.take()
    }

    fn told(&mut self, told: Told) -> bool {
        let before = (self.way, self.ink.cell);
        let way = match told {
            Told::Kitty => Some(Way::Kitty),
            Told::Name(name) if knows_inline(&name) => Some(Way::Inline),
            Told::Attributes { sixel: true } => Some(Way::Sixel),
            Told::Cell(width, height) => {
                self.cell = Some((width, height));
                None
            }
            _ => None,
        };
        // The first is the best of those that it knows.
        self.way = self.way.or(way);
        self.measure();
        before != (self.way, self.ink.cell)
    }

    /// Draws a frame and writes it at once, inside a synchronized update; nothing where nothing is new.
    fn show(&mut self, state: &mut State, _: Option<Chord>) -> io::Result<()> {
        let other = self.ink.follow(&state.settings.theme);
        self.measure();
        // Cells in other colours would be written over the pictures.
        self.again |= other && !self.drawn.is_empty();
        let pictures = self.placed(state);
        queue!(self.bytes, BeginSynchronizedUpdate)?;
        let nothing = self.bytes.len();
        self.take_away(pictures.as_ref())?;
        self.clear()?;
        // A terminal that moves rows would move the pictures with them.
        self.terminal.backend_mut().hold(!self.drawn.is_empty());
        self.terminal.draw(|frame| draw(state, &self.ink, frame))?;
        self.draw_pictures(pictures.as_ref())?;
        if self.bytes.len() == nothing {
            self.bytes.forget();
        } else {
            queue!(self.bytes, EndSynchronizedUpdate)?;
        }
        self.bytes
            .write_all(terminal::mouse(state.settings.mouse))?;
        if self.can.have_title {
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

/// Pixels of a cell where the terminal does not tell.
const USUAL_CELL: (u16, u16) = (8, 16);

/// Whether a terminal of that name knows iTerm2's way.
fn knows_inline(name: &str) -> bool {
    ["iTerm2", "WezTerm", "mintty"]
        .iter()
        .any(|known| name.starts_with(known))
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

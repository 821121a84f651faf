//! Screen-reader mode: the rows of [`Spoken`](crate::app::spoken::Spoken) on the whole screen, below a
//! place for messages. The cursor stands at the first column of what is in focus.

use std::io::{self, Stdout, stdout};

use ratatui::layout::Position;
use ratatui::{Frame, Terminal};

use super::rows::RowBackend;
use crate::app::spoken::{label, message_rows, wrap};
use crate::app::{Chord, Overlay, State};
use crate::layout::width;
use crate::terminal::{Face, Held, Mode};

/// The rows on a terminal.
pub struct RowScreen {
    held: Held,
    terminal: Terminal<RowBackend<Stdout>>,
}

impl RowScreen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When there is none.
    pub fn enter() -> io::Result<Self> {
        let held = Held::take(Mode::Screen)?;
        let backend = RowBackend::new(stdout(), crossterm::terminal::size)?;
        let terminal = Terminal::new(backend)?;
        Ok(RowScreen { held, terminal })
    }
}

impl Face for RowScreen {
    fn mode(&self) -> Mode {
        Mode::Screen
    }

    fn size(&self) -> io::Result<(u16, u16)> {
        crossterm::terminal::size()
    }

    fn show(&mut self, state: &mut State, _: Option<Chord>) -> io::Result<()> {
        // A key that is the beginning of a command changes nothing yet.
        if state.pending.count.is_none() && state.pending.chords.is_empty() {
            state.speak_now();
            self.terminal.draw(|frame| draw(state, frame))?;
            state.hush();
        }
        Ok(())
    }

    fn again(&mut self) -> io::Result<()> {
        self.terminal.clear()
    }

    fn pause(&mut self) -> io::Result<()> {
        self.held.pause()?;
        self.again()
    }

    /// A sequence for the clipboard would be heard by some readers: the world does it.
    fn copy(&mut self, _: &str) -> io::Result<bool> {
        Ok(false)
    }
}

/// Draws the rows, a message or the line that is typed above them, and puts the cursor.
pub fn draw(state: &State, frame: &mut Frame<'_>) {
    let Some(spoken) = &state.spoken else {
        return;
    };
    let area = frame.area();
    let columns = usize::from(area.width.saturating_sub(1).max(1));
    let top = message_rows(area.width);
    let (message, mut cursor) = message(state, columns);
    let mut put = |y: u16, row: &str| {
        if y < area.height {
            let style = ratatui::style::Style::default();
            frame
                .buffer_mut()
                .set_stringn(0, y, row, usize::from(area.width), style);
        }
    };
    for (y, row) in (0..top).zip(&message) {
        put(y, row);
    }
    for (y, row) in (top..).zip(&spoken.rows) {
        // A row of a list is one row of the screen; what does not fit is heard on opening it.
        if let Some(first) = wrap(row, columns).first() {
            put(y, first);
        }
    }
    if message.is_empty() {
        let focus = u16::try_from(spoken.focus).unwrap_or(u16::MAX);
        cursor = Position::new(0, top.saturating_add(focus));
    }
    frame.set_cursor_position(Position::new(
        cursor.x.min(area.width.saturating_sub(1)),
        cursor.y.min(area.height.saturating_sub(1)),
    ));
}

/// The rows of the message and the place of the cursor in it.
fn message(state: &State, columns: usize) -> (Vec<String>, Position) {
    if let Some(Overlay::Prompt(prompt)) = &state.overlay {
        let line = format!("{} {}", label(prompt.kind), prompt.text);
        let before = format!("{} {}", label(prompt.kind), &prompt.text[..prompt.cursor]);
        let x = u16::try_from(width::of(&before)).unwrap_or(u16::MAX);
        return (vec![line], Position::new(x, 0));
    }
    let words = state.notice.as_ref().map(|notice| notice.words.as_str());
    let rows = words.map(|words| wrap(words, columns)).unwrap_or_default();
    (rows, Position::ORIGIN)
}

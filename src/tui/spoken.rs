//! Screen-reader mode: the rows of [`Spoken`](crate::app::spoken::Spoken) on the whole screen, below a
//! place for messages. The cursor stands at the first column of what is in focus.

use std::io::{self, Stdout, stdout};

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;
use ratatui::{Frame, Terminal};

use super::rows::RowBackend;
use crate::app::spoken::Spoken;
use crate::app::{Overlay, Pane, State};
use crate::command::Chord;
use crate::command::prompt::Prompt;
use crate::layout::width;
use crate::model::clean;
use crate::speech::{choices, message_rows, wrap};
use crate::terminal::{self, Face, Held, Mode};

/// What stands above the rows: a message, below the line that it answers when one was typed. A message
/// in the row of that line would be heard only where the two differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    typed: Option<String>,
    rows: Vec<String>,
}

/// The rows on a terminal.
pub struct RowScreen {
    held: Held,
    terminal: Terminal<RowBackend<Stdout>>,
    /// What stands above the rows.
    message: Message,
    /// The rows as they were drawn last.
    rows: Vec<String>,
}

impl RowScreen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When there is none.
    pub fn enter() -> io::Result<Self> {
        let held = Held::take(Mode::Rows)?;
        let backend = RowBackend::new(stdout(), || Ok(terminal::size()))?;
        let terminal = Terminal::new(backend)?;
        Ok(RowScreen {
            held,
            terminal,
            message: Message::default(),
            rows: Vec::new(),
        })
    }
}

impl RowScreen {
    /// A message stays as long as the rows do: a reader that sees it vanish while the cursor moves
    /// to another row does not say that row.
    /// False when all is as it was.
    fn keep_message(&mut self, state: &State) -> bool {
        let rows = state.spoken.as_ref().map(Spoken::rows);
        let mut same = rows == Some(&self.rows);
        if let (Some(rows), false) = (rows, same) {
            self.rows = rows.to_vec();
            self.message = Message::default();
        }
        let Message { typed, rows } = &mut self.message;
        match (&state.overlay, &state.notice) {
            (Some(Overlay::Prompt(prompt)), _) => {
                rows.clear();
                *typed = Some(line(prompt));
                // The letter is the answer to its key.
                same = false;
            }
            (_, Some(notice)) => {
                let new = wrap(&notice.words, columns(state.size.0));
                same &= new == *rows;
                if !same && !rows.is_empty() {
                    *typed = None;
                }
                *rows = new;
            }
            _ if rows.is_empty() => *typed = None,
            _ => {}
        }
        !same
    }
}

/// Whether a completion stands in the line that is being typed.
fn completed(state: &State) -> bool {
    matches!(&state.overlay, Some(Overlay::Prompt(prompt)) if prompt.is_completed())
}

/// The line that is being typed, with its label.
fn line(prompt: &Prompt) -> String {
    format!("{} {}", prompt.kind().label(), prompt.text())
}

/// Columns of text: a row that is full would let some terminals go on by themselves.
fn columns(width: u16) -> usize {
    usize::from(width.saturating_sub(1).max(1))
}

impl Face for RowScreen {
    fn show(&mut self, state: &mut State, key: Option<Chord>) -> io::Result<()> {
        // A key that is the beginning of a command changes nothing yet.
        if state.pending.count.is_none() && state.pending.chords.is_empty() {
            state.speak_now();
            // A key that changes nothing is answered all the same.
            // A completed word is said whole, not only what was put to it.
            let answers = !self.keep_message(state) && state.has_answer() || completed(state);
            if answers && key.is_some() {
                self.terminal.backend_mut().answer();
            }
            self.terminal
                .draw(|frame| draw(state, &self.message, frame))?;
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
pub fn draw(state: &State, message: &Message, frame: &mut Frame<'_>) {
    let Some(spoken) = &state.spoken else {
        return;
    };
    let area = frame.area();
    let top = message_rows(area.width);
    let mut put = |y: u16, row: &str| {
        if y < area.height {
            put_row(frame.buffer_mut(), y, row);
        }
    };
    let helped = matches!(&state.overlay, Some(Overlay::Prompt(prompt)) if prompt.is_helped());
    if helped {
        // The help takes the place of the rows.
    } else if state.focus == Pane::Sheet {
        let lines = spoken
            .rows()
            .iter()
            .flat_map(|row| wrap(row, columns(area.width)));
        (top..).zip(lines).for_each(|(y, line)| put(y, &line));
    } else {
        for (y, row) in (top..).zip(spoken.rows()) {
            // A row of a list is one row of the screen; what does not fit is heard on opening it.
            if let Some(first) = wrap(row, columns(area.width)).first() {
                put(y, first);
            }
        }
    }
    let focus = u16::try_from(spoken.focus()).unwrap_or(u16::MAX);
    let mut cursor = Position::new(0, top.saturating_add(focus));
    if let Some(Overlay::Prompt(prompt)) = &state.overlay {
        put(0, &line(prompt));
        let choices = choices(prompt).unwrap_or_default();
        for (y, row) in (1..).zip(wrap(&choices, columns(area.width))) {
            put(y, &row);
        }
        let before = width::of(prompt.kind().label()) + 1 + width::of(prompt.text_before());
        cursor = Position::new(u16::try_from(before).unwrap_or(u16::MAX), 0);
    } else {
        let rows = message.typed.iter().chain(&message.rows);
        for (y, row) in (0..top).zip(rows) {
            put(y, row);
        }
        if state.notice.is_some() {
            cursor = Position::new(0, u16::from(message.typed.is_some()));
        }
    }
    frame.set_cursor_position(Position::new(
        cursor.x.min(area.width.saturating_sub(1)),
        cursor.y.min(area.height.saturating_sub(1)),
    ));
}

/// Puts a row of words at the left end, whatever stands in them: names of the reader's own come from anywhere.
fn put_row(buffer: &mut Buffer, y: u16, row: &str) {
    let columns = usize::from(buffer.area.width);
    let row = width::drawn_row(row);
    buffer.set_stringn(0, y, clean(&row), columns, Style::default());
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;
    use crate::model::is_unsafe;

    #[test]
    fn no_sign_of_a_name_is_more_than_a_letter_on_the_screen() {
        for sign in ('\0'..'\u{3000}').filter(|sign| is_unsafe(*sign)) {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 2));
            put_row(&mut buffer, 0, &format!("Ana{sign}Ruiz"));
            let drawn: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
            assert!(!drawn.contains(is_unsafe), "{sign:?}: {drawn:?}");
        }
    }
}

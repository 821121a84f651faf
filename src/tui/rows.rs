//! The backend of screen-reader mode: gets cells, writes whole rows.
//!
//! A screen reader speaks what is drawn. A backend that writes only the cells that changed makes it
//! speak bits of words; this one never writes a part of a row. On [`RowBackend::flush`] it writes the
//! rows whose text changed and the row that the cursor came to, in one piece, and then puts the
//! cursor on its row. A change of style alone is not written. When more than half of the rows changed
//! the screen is cleared and written anew.
//!
//! One exception: while a line is typed (the cursor stands behind the words of its row) a letter is
//! added or taken away alone, as a terminal echoes it.

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier};

use crate::layout::width;

/// A backend that writes rows. Uses no escape sequences but those for the cursor's place, erasing,
/// and colours with semicolons.
pub struct RowBackend<W: Write> {
    out: W,
    size: fn() -> io::Result<(u16, u16)>,
    /// What the screen should show.
    cells: Buffer,
    /// The text of each row as it was written last.
    written: Vec<String>,
    /// Where the cursor should stand.
    cursor: Position,
    /// Where it was put last; none before the first time.
    put: Option<Position>,
    clear: bool,
    again: bool,
}

impl<W: Write> RowBackend<W> {
    /// Writes to `out`; `size` tells the columns and rows of the terminal.
    ///
    /// # Errors
    /// When `size` fails.
    pub fn new(out: W, size: fn() -> io::Result<(u16, u16)>) -> io::Result<Self> {
        let mut backend = RowBackend {
            out,
            size,
            cells: Buffer::default(),
            written: Vec::new(),
            cursor: Position::ORIGIN,
            put: None,
            clear: false,
            again: false,
        };
        backend.clear()?;
        Ok(backend)
    }

    /// Writes the row of the cursor next time even if nothing changed: a key deserves an answer.
    pub fn answer(&mut self) {
        self.again = true;
    }

    /// The bytes that bring the screen from what was written last to what the cells say.
    fn bytes(&self, rows: &[String]) -> Vec<u8> {
        let mut out = Vec::new();
        let changed: Vec<u16> = (0..self.cells.area.height)
            .filter(|&y| rows.get(usize::from(y)) != self.written.get(usize::from(y)))
            .collect();
        let anew = self.clear || 2 * changed.len() > rows.len();
        if anew {
            out.extend_from_slice(b"\x1b[2J");
        }
        let reached = self.again || self.put.is_some_and(|at| at.y != self.cursor.y);
        for y in 0..self.cells.area.height {
            let text = &rows[usize::from(y)];
            let focus = reached && y == self.cursor.y;
            if anew && !text.is_empty() || !anew && (focus || changed.contains(&y)) {
                match self.typed(y, text) {
                    Some(echo) if !anew && !focus => out.extend_from_slice(echo.as_bytes()),
                    _ => self.row(y, anew, &mut out),
                }
            }
        }
        if !out.is_empty() || self.put != Some(self.cursor) {
            goto(self.cursor.x, self.cursor.y, &mut out);
        }
        if self.put.is_none() {
            out.extend_from_slice(b"\x1b[?25h");
        }
        out
    }

    /// A letter added or taken at the end of the line that is being typed.
    fn typed(&self, y: u16, text: &str) -> Option<String> {
        let before = self.written.get(usize::from(y))?;
        let put = self.put?;
        if self.cursor.x == 0 || put.y != y || self.cursor.y != y {
            return None;
        }
        // Blanks at the end of a row are not kept; the place of the cursor tells of them.
        let at = width::of(before) as u16;
        let mut out = Vec::new();
        if let Some(added) = text.strip_prefix(before.as_str()) {
            goto(at, y, &mut out);
            out.extend_from_slice(added.as_bytes());
        } else if before.starts_with(text) {
            goto(width::of(text) as u16, y, &mut out);
            out.extend_from_slice(b"\x1b[K");
        } else {
            return None;
        }
        String::from_utf8(out).ok()
    }

    /// One row from its first column to its end, with its colours.
    fn row(&self, y: u16, blank: bool, out: &mut Vec<u8>) {
        goto(0, y, out);
        let end = row_end(&self.cells, y);
        let mut style = Look::default();
        for cell in symbols(&self.cells, y).take_while(|(x, _)| *x < end) {
            let look = Look::of(cell.1);
            if look != style {
                look.write(out);
                style = look;
            }
            out.extend_from_slice(cell.1.symbol().as_bytes());
        }
        if style != Look::default() {
            out.extend_from_slice(b"\x1b[m");
        }
        // On a full row the cursor still stands on the last column, and erasing would take it.
        if !blank && end < self.cells.area.width {
            out.extend_from_slice(b"\x1b[K");
        }
    }
}

impl<W: Write> Backend for RowBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            if let Some(place) = self.cells.cell_mut((x, y)) {
                *place = cell.clone();
            }
        }
        Ok(())
    }

    /// The cursor is always shown: braille displays stand where it is.
    fn hide_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        let (width, height) = (self.size)()?;
        self.cells = Buffer::empty(Rect::new(0, 0, width, height));
        self.written = vec![String::new(); usize::from(height)];
        self.clear = true;
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        (self.size)().map(Size::from)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size()?,
            pixels: Size::default(),
        })
    }

    /// Writes what changed, all at once.
    fn flush(&mut self) -> io::Result<()> {
        let rows: Vec<String> = (0..self.cells.area.height)
            .map(|y| text(&self.cells, y))
            .collect();
        let bytes = self.bytes(&rows);
        if !bytes.is_empty() {
            self.out.write_all(&bytes)?;
            self.out.flush()?;
        }
        self.written = rows;
        self.put = Some(self.cursor);
        (self.clear, self.again) = (false, false);
        Ok(())
    }
}

/// The cells of a row that start a symbol, with their columns: what a wide one covers is passed over.
fn symbols(cells: &Buffer, y: u16) -> impl Iterator<Item = (u16, &Cell)> {
    let mut next = 0;
    (0..cells.area.width).filter_map(move |x| {
        let cell = cells.cell((x, y)).filter(|_| x >= next)?;
        next = x + width::of_grapheme(cell.symbol()).max(1);
        Some((x, cell))
    })
}

/// The words of a row, without blanks at its end.
fn text(cells: &Buffer, y: u16) -> String {
    let mut text: String = symbols(cells, y).map(|(_, cell)| cell.symbol()).collect();
    text.truncate(text.trim_end().len());
    text
}

/// One past the last column of a row that is not blank.
fn row_end(cells: &Buffer, y: u16) -> u16 {
    let inked = symbols(cells, y).filter(|(_, cell)| !cell.symbol().trim().is_empty());
    let last = inked.last();
    last.map_or(0, |(x, cell)| x + width::of_grapheme(cell.symbol()).max(1))
}

fn goto(x: u16, y: u16, out: &mut Vec<u8>) {
    out.extend_from_slice(format!("\x1b[{};{}H", y + 1, x + 1).as_bytes());
}

/// What of a cell's style is written.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        Look {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// One sequence with semicolons that sets everything.
    fn write(self, out: &mut Vec<u8>) {
        const MODIFIERS: [(Modifier, &str); 6] = [
            (Modifier::BOLD, ";1"),
            (Modifier::DIM, ";2"),
            (Modifier::ITALIC, ";3"),
            (Modifier::UNDERLINED, ";4"),
            (Modifier::REVERSED, ";7"),
            (Modifier::CROSSED_OUT, ";9"),
        ];
        let mut codes = String::from("\x1b[0");
        for (modifier, code) in MODIFIERS {
            if self.modifier.contains(modifier) {
                codes.push_str(code);
            }
        }
        codes.push_str(&colour(self.fg, 30));
        codes.push_str(&colour(self.bg, 40));
        codes.push('m');
        out.extend_from_slice(codes.as_bytes());
    }
}

/// The code of a colour; `base` is 30 for letters, 40 for what is behind them.
fn colour(colour: Color, base: u8) -> String {
    let dark = |n: u8| format!(";{}", base + n);
    let light = |n: u8| format!(";{}", base + 60 + n);
    match colour {
        Color::Reset => String::new(),
        Color::Black => dark(0),
        Color::Red => dark(1),
        Color::Green => dark(2),
        Color::Yellow => dark(3),
        Color::Blue => dark(4),
        Color::Magenta => dark(5),
        Color::Cyan => dark(6),
        Color::Gray => dark(7),
        Color::DarkGray => light(0),
        Color::LightRed => light(1),
        Color::LightGreen => light(2),
        Color::LightYellow => light(3),
        Color::LightBlue => light(4),
        Color::LightMagenta => light(5),
        Color::LightCyan => light(6),
        Color::White => light(7),
        Color::Indexed(n) => format!(";{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => format!(";{};2;{r};{g};{b}", base + 8),
    }
}

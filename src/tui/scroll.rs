//! Between ratatui and the terminal: rows that only move are moved by the terminal, not written again.
//!
//! ratatui tells which cells of a frame are new. After a scroll these are nearly all, though most rows stand on the
//! screen already, a few rows higher or lower. The terminal is then told to take out or put in lines of a region (DECSTBM
//! with DL and IL, which every terminal since the VT102 knows, the console of Linux too), and what differs after that is
//! written.

use std::io::{self, Write};

use crossterm::cursor::MoveTo;
use crossterm::queue;
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};

use crate::layout::width;

/// A terminal of which it is known what it shows.
#[derive(Debug)]
pub struct Scrolling<W: Write> {
    inner: CrosstermBackend<W>,
    shown: Buffer,
    /// Where the cursor stands and whether it is to be seen, as far as that is known.
    cursor: Option<Position>,
    visible: Option<bool>,
    /// Rows stay where they are.
    held: bool,
}

/// Rows that stand on the screen already: those of `first..last` do so `by` rows further down, or up where it is less
/// than nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shift {
    first: usize,
    last: usize,
    by: isize,
}

impl<W: Write> Scrolling<W> {
    /// Nothing is shown yet.
    pub fn new(writer: W) -> Self {
        Scrolling {
            inner: CrosstermBackend::new(writer),
            shown: Buffer::empty(Rect::ZERO),
            cursor: None,
            visible: None,
            held: false,
        }
    }

    /// The terminal has this size now, and was cleared.
    pub fn cleared(&mut self, area: Rect) {
        self.shown = Buffer::empty(area);
        (self.cursor, self.visible) = (None, None);
    }

    /// Lets no row be moved from now on, or any again.
    pub fn hold(&mut self, held: bool) {
        self.held = held;
    }

    /// Moves rows on the terminal and in what is known of it.
    fn shift(&mut self, shift: Shift) -> io::Result<()> {
        let Shift { first, last, by } = shift;
        let count = by.unsigned_abs();
        // The region holds the rows where they stand and where they go.
        let (top, bottom) = match by > 0 {
            true => (first, last + count),
            false => (first - count, last),
        };
        let act = if by > 0 { 'M' } else { 'L' };
        write!(self.inner, "\x1b[{};{bottom}r", top + 1)?;
        let row = u16::try_from(top).unwrap_or(u16::MAX);
        queue!(self.inner, MoveTo(0, row))?;
        write!(self.inner, "\x1b[{count}{act}\x1b[r")?;
        let wide = usize::from(self.shown.area.width);
        let rows = &mut self.shown.content[top * wide..bottom * wide];
        let gone = if by > 0 {
            rows.rotate_left(count * wide);
            rows.len() - count * wide..rows.len()
        } else {
            rows.rotate_right(count * wide);
            0..count * wide
        };
        rows[gone].fill(Cell::default());
        Ok(())
    }
}

impl<W: Write> Backend for Scrolling<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<(u16, u16, &Cell)> = content.collect();
        if cells.is_empty() {
            return Ok(());
        }
        self.cursor = None;
        let wide = usize::from(self.shown.area.width);
        if self.held || cells.len() < 2 * wide {
            put(&mut self.shown, &cells);
            return self.inner.draw(cells.into_iter());
        }
        let mut wanted = self.shown.clone();
        put(&mut wanted, &cells);
        if let Some(shift) = find(&self.shown, &wanted) {
            self.shift(shift)?;
            let rows = changed_rows(&self.shown, &wanted);
            let cells = rows.iter().flat_map(|(before, after)| before.diff(after));
            self.inner.draw(cells)?;
        } else {
            self.inner.draw(cells.into_iter())?;
        }
        self.shown = wanted;
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.visible.replace(false) == Some(false) {
            return Ok(());
        }
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.visible.replace(true) == Some(true) {
            return Ok(());
        }
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.cursor.replace(position) == Some(position) {
            return Ok(());
        }
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, what: ClearType) -> io::Result<()> {
        self.inner.clear_region(what)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

/// Writes new cells down; what a wide one covers is blank.
fn put(buffer: &mut Buffer, cells: &[(u16, u16, &Cell)]) {
    for &(x, y, cell) in cells {
        let covered = match cell.symbol() {
            one if one.len() == 1 => 1,
            sign => u16::try_from(width::of(sign)).unwrap_or(1).max(1),
        };
        for under in x + 1..x.saturating_add(covered) {
            if let Some(under) = buffer.cell_mut((under, y)) {
                under.reset();
            }
        }
        if let Some(place) = buffer.cell_mut((x, y)) {
            place.clone_from(cell);
        }
    }
}

/// The move that saves the most cells; none when that is less than two rows of them.
fn find(shown: &Buffer, wanted: &Buffer) -> Option<Shift> {
    let (old, new) = (rows(shown), rows(wanted));
    let wide = usize::from(wanted.area.width);
    let mut best = (2 * wide, None);
    let height = new.len();
    for count in 1..height {
        for up in [true, false] {
            // What a move wins less what it loses, over the best run of rows so far.
            let (mut sum, mut first) = (0_usize, 0);
            for row in 0..height {
                let from = if up {
                    Some(row + count)
                } else {
                    row.checked_sub(count)
                };
                let moved = from
                    .and_then(|from| old.get(from))
                    .is_some_and(|(hash, _)| *hash == new[row].0);
                let stays = old[row].0 == new[row].0;
                match (moved, stays) {
                    (true, false) => sum += new[row].1,
                    (false, true) => sum = sum.saturating_sub(new[row].1),
                    // Either way it is right, or has to be written.
                    (true, true) | (false, false) => {}
                }
                if sum == 0 {
                    first = row + 1;
                }
                if sum > best.0 && moved {
                    let by = count.cast_signed();
                    let by = if up { by } else { -by };
                    let last = row + 1;
                    best = (sum, Some(Shift { first, last, by }));
                }
            }
        }
    }
    best.1
}

/// For each row a hash of what its cells say, and how many are not blank. Two rows that share a hash by chance, or differ in
/// colour alone, cost a needless move, no more: what differs after it is written.
fn rows(buffer: &Buffer) -> Vec<(u64, usize)> {
    let wide = usize::from(buffer.area.width).max(1);
    let rows = buffer.content.chunks_exact(wide);
    rows.map(|cells| {
        let (mut hash, mut words) = (0_u64, 0);
        for cell in cells {
            let symbol = cell.symbol().as_bytes();
            let signs = symbol.iter().take(8);
            let word = signs.fold(0, |word, byte| word << 8 | u64::from(*byte));
            // As in Firefox and rustc.
            hash = (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
            words += usize::from(symbol != b" ");
        }
        (hash, words)
    })
    .collect()
}

/// The rows in which two buffers differ, each as a buffer of its own: before, after.
fn changed_rows(before: &Buffer, after: &Buffer) -> Vec<(Buffer, Buffer)> {
    let wide = after.area.width;
    let cells = |buffer: &Buffer, y: u16| {
        let start = usize::from(y) * usize::from(wide);
        buffer.content[start..start + usize::from(wide)].to_vec()
    };
    let differs = |y: &u16| {
        let start = usize::from(*y) * usize::from(wide);
        let range = start..start + usize::from(wide);
        before.content[range.clone()] != after.content[range]
    };
    let row = |buffer: &Buffer, y: u16| Buffer {
        area: Rect::new(0, y, wide, 1),
        content: cells(buffer, y),
    };
    let rows = (0..after.area.height).filter(differs);
    rows.map(|y| (row(before, y), row(after, y))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::screen::Bytes;
    use ratatui::style::{Color, Style};
    use ratatui::{Terminal, TerminalOptions, Viewport};
    use std::num::NonZero;

    const AREA: Rect = Rect::new(0, 0, 40, 12);

    /// Shows pages one after the other, and compares what a terminal makes of the bytes with each; gives the bytes of
    /// the last page.
    fn check(pages: &[Vec<String>]) -> usize {
        let (bytes, viewport) = (Bytes::default(), Viewport::Fixed(AREA));
        let backend = Scrolling::new(bytes.clone());
        let mut terminal = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
        terminal.backend_mut().cleared(AREA);
        let nonzero = |cells| NonZero::new(cells).unwrap();
        let mut emulator = vt100::Parser::new(nonzero(AREA.height), nonzero(AREA.width), 0);
        let mut written = 0;
        for (number, page) in pages.iter().enumerate() {
            let paint = |frame: &mut ratatui::Frame<'_>| {
                for (y, line) in (0..).zip(page) {
                    let colour = match line.contains('“') {
                        true => Color::Cyan,
                        false => Color::Reset,
                    };
                    let style = Style::new().fg(colour);
                    frame.buffer_mut().set_string(0, y, line, style);
                }
            };
            terminal.draw(paint).unwrap();
            let frame = bytes.take();
            written = frame.len();
            emulator.process(&frame);
            let screen = emulator.screen();
            for ((y, line), shown) in (0..).zip(page).zip(screen.rows(0, AREA.width)) {
                assert_eq!(shown.trim_end(), line.trim_end(), "page {number}, row {y}");
                let coloured = screen.cell(y, 0).unwrap().fgcolor() != vt100::Color::Default;
                assert_eq!(coloured, line.contains('“'), "page {number}, row {y}");
            }
        }
        written
    }

    /// Rows of a long text from `top` on, with a last row of its own.
    fn page(top: usize) -> Vec<String> {
        let row = |row: usize| match row % 5 {
            0 => String::new(),
            1 => format!("“Row {row} of the log,” said 渡し守."),
            _ => format!("{row} boats lay in the harbour, all told"),
        };
        let rows = (top..top + 11).map(row);
        rows.chain([format!("row {top}")]).collect()
    }

    #[test]
    fn a_scroll_writes_the_new_rows_alone() {
        let whole = check(&[page(20)]);
        for (to, rows) in [(21, 1), (19, 1), (24, 4), (16, 4)] {
            let written = check(&[page(20), page(to)]);
            assert!(
                written < whole / 12 * (rows + 4),
                "{written} of {whole} to {to}"
            );
        }
    }

    #[test]
    fn nothing_is_written_where_nothing_is_new() {
        assert_eq!(check(&[page(20), page(20)]), 0);
        assert_eq!(check(&[page(20), page(3), page(3), page(3)]), 0);
    }

    #[test]
    fn whatever_comes_after_what_the_screen_is_right() {
        let tops = [3, 4, 4, 9, 40, 38, 2, 13, 14, 15, 5, 5, 6, 0];
        check(&tops.map(page));
        // Panes beside and above that stay, a row that changes as it moves, and rows that all are alike.
        let beside = |top: usize| {
            let rows = (0..).zip(page(top));
            rows.map(|(y, row)| format!("list {y} │ {}", row.chars().take(28).collect::<String>()))
                .collect()
        };
        let marked = |top: usize| {
            let mut rows = page(top);
            rows[5] = format!("“chosen” {top}");
            rows
        };
        let alike = |top: usize| vec![format!("the same {}", top % 2); 12];
        check(&tops.map(beside));
        check(&tops.map(marked));
        check(&tops.map(alike));
    }
}

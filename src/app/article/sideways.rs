//! Rows that are kept whole, however long they are: how far they are scrolled sideways.

use crate::app::article::reader::ReaderPane;
use crate::app::outcome::{Context, Outcome};
use crate::command::Command;
use crate::layout::Line;
use crate::model::BlockKind;

/// Columns that rows are scrolled at once.
const AT_ONCE: i32 = 8;

impl ReaderPane {
    /// Whether a row is one of those that are scrolled sideways.
    pub fn is_scrolled(&self, line: &Line) -> bool {
        let block = line
            .block()
            .and_then(|block| self.article.blocks.get(block));
        let kind = block.map(|block| block.kind);
        self.layout.manner.sideways && matches!(kind, Some(BlockKind::Code | BlockKind::Table))
    }

    /// Scrolls such rows to the right, or to the left, so many times.
    pub(super) fn sideways(&mut self, right: bool, times: usize, context: &Context) -> Outcome {
        if !self.layout.manner.sideways {
            let key = context.key(Command::Sideways);
            return Outcome::say(format!("Long rows are folded; {key} keeps them whole."));
        }
        let columns = i32::try_from(times.min(1_000)).unwrap_or(1) * AT_ONCE;
        let before = self.shift;
        self.scroll_sideways(if right { columns } else { -columns });
        match (self.shift == before, right) {
            (false, _) => Outcome::done(),
            (true, true) => Outcome::say("No row here goes on to the right."),
            (true, false) => Outcome::say("All rows begin here."),
        }
    }

    /// Shows where all rows begin.
    pub(in crate::app) fn scroll_back(&mut self) {
        self.shift = 0;
    }

    /// Scrolls such rows by so many columns, at most until the longest one on the screen ends.
    fn scroll_sideways(&mut self, columns: i32) {
        let first = self.top.saturating_sub(self.head());
        let rows = first..(first + usize::from(self.height)).min(self.layout.lines.len());
        let ends = rows
            .filter(|row| self.is_scrolled(&self.layout.lines[*row]))
            .filter_map(|row| self.layout.glyphs(&self.article.text, row).pop())
            .map(|glyph| glyph.column.saturating_add(glyph.width));
        let most = ends.max().unwrap_or(0).saturating_sub(self.column.width);
        let wanted = i32::from(self.shift).saturating_add(columns);
        self.shift = u16::try_from(wanted.max(0)).unwrap_or(u16::MAX).min(most);
    }

    /// Scrolls sideways, where that is needed, so that the character at `offset` is seen.
    pub(super) fn show_column(&mut self, offset: usize) {
        let (row, column) = self.layout.cell_of(&self.article.text, offset);
        let scrolled = self
            .layout
            .lines
            .get(row)
            .is_some_and(|line| self.is_scrolled(line));
        let seen = self.shift..(self.shift + self.column.width).saturating_sub(1);
        if scrolled && !seen.contains(&column) {
            self.shift = column.saturating_sub(self.column.width / 3);
        }
    }
}

//! How much structure an article may have. A line, a mark or a cell costs some hundred bytes in the
//! layout, the notes and the exports, and may be two bytes of markup: without a bound a page of 16 MB
//! takes gigabytes. The longest books stay far below; what is beyond is left out, and said so.

use crate::model::MarkKind;

/// Blocks and lines inside them. The Bible has some 31,000 verses.
pub const LINES: usize = 250_000;
/// What is said of more than that.
pub const TOO_MANY_LINES: &str = "There are more than 250,000 lines; the rest is left out.";
/// Cells of tables.
const CELLS: usize = 100_000;
/// Links, emphasis and other marks. Behind that many the words go on without.
const MARKS: usize = 250_000;
/// Bytes of all addresses of links and pictures: a page may give one long address to each of its short links.
const ADDRESSES: usize = 64 << 20;

/// What has been taken so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Room {
    lines: usize,
    cells: usize,
    marks: usize,
    addresses: usize,
    full: Option<&'static str>,
}

impl Room {
    /// Whether nothing more is taken.
    pub const fn is_full(&self) -> bool {
        self.full.is_some()
    }

    /// Whether there is room for one more block or line.
    pub const fn line(&mut self) -> bool {
        self.lines += 1;
        if self.lines > LINES {
            self.full = Some(TOO_MANY_LINES);
        }
        !self.is_full()
    }

    /// Whether there is room for one more cell of a table.
    pub const fn cell(&mut self) -> bool {
        self.cells += 1;
        if self.cells > CELLS {
            self.full = Some("There are more than 100,000 cells in tables; the rest is left out.");
        }
        !self.is_full()
    }

    /// Whether there is room for one more mark.
    pub const fn mark(&mut self) -> bool {
        self.marks += 1;
        self.marks <= MARKS
    }

    /// The same mark; one that leads nowhere where there is no room for its address.
    pub fn with_address(&mut self, kind: MarkKind) -> MarkKind {
        let (MarkKind::Link(address) | MarkKind::Image(address)) = &kind else {
            return kind;
        };
        self.addresses = self.addresses.saturating_add(address.len());
        match kind {
            MarkKind::Link(_) if self.addresses > ADDRESSES => MarkKind::Link(String::new()),
            MarkKind::Image(_) if self.addresses > ADDRESSES => MarkKind::Image(String::new()),
            kind => kind,
        }
    }

    /// One sentence on what has been left out.
    pub const fn left_out(&self) -> Option<&'static str> {
        match self.full {
            None if self.marks > MARKS => Some(
                "There are more than 250,000 links and emphasised words; the rest of them is left out.",
            ),
            None if self.addresses > ADDRESSES => Some(
                "The addresses of its links take more than 64 MB; the rest of them is left out.",
            ),
            full => full,
        }
    }
}

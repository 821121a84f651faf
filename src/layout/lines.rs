//! The lines of an article at a width, and which byte stands in which cell of them.

use textwrap::wrap_algorithms::wrap_first_fit;

use super::cut::{self, Cut, Piece};
use super::glyphs::{self, Glyph, reads_from_right};
use super::width;
use crate::model::{Block, BlockKind, Span};

/// An article wrapped to a width.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Columns that were to be had.
    pub width: u16,
    /// How rows are filled.
    pub manner: Manner,
    /// From top to bottom; an empty line stands between blocks.
    pub lines: Vec<Line>,
    /// The parts of lines that are not one run of text: the cells of tables.
    pub(super) cells: Vec<Cell>,
    /// What few lines have.
    pub(super) others: Vec<Other>,
    /// How many blocks have their lines.
    pub(super) blocks: usize,
}

/// How rows are filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// Rows of running text end at one column: their blanks are made wider.
    pub justified: bool,
    /// Rows of code and tables stay whole however long they are, to be scrolled sideways.
    pub sideways: bool,
    /// Rows that are kept free for each picture, above its words.
    pub pictures: u16,
}

/// `indent` columns of bullet, quote bar or space, then the bytes of `span`. Small: long texts have very many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Its bytes, with the spaces or the line break that end it.
    pub span: Span,
    /// The number of the block that it belongs to; [`BETWEEN`] for the empty lines between blocks.
    block: u32,
    /// What else it has in [`Layout::others`]; one more than the place there, 0 for nothing.
    other: u32,
    /// Columns before the text.
    pub indent: u16,
    /// The row of its block's picture; [`WORDS`] for none.
    picture: u16,
    /// Its paragraph reads from the right: the indent is at that end.
    pub from_right: bool,
    /// It ends within a word: a hyphen stands behind it.
    pub parted: bool,
    /// Its blanks are made so wide that it fills the width.
    pub(super) full: bool,
}

/// What few lines have: the label of a cell, and cells.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Other {
    /// Words shown again before the text.
    pub(super) label: Option<Span>,
    /// The line's part of [`Layout::cells`].
    pub(super) cells: (usize, usize),
}

/// What stands for the block of a line that has none.
const BETWEEN: u32 = u32::MAX;

/// What stands for the picture of a line that has none.
const WORDS: u16 = u16::MAX;

impl Line {
    /// The block that it belongs to; none for the empty lines between blocks.
    pub fn block(&self) -> Option<usize> {
        (self.block != BETWEEN).then_some(self.block as usize)
    }

    /// Where it has no words and is for a row of its block's picture: which row.
    pub fn picture(&self) -> Option<u16> {
        (self.picture != WORDS).then_some(self.picture)
    }

    pub(super) fn set_picture(&mut self, row: u16) {
        self.picture = row;
    }
}

/// A run of text at a column of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) span: Span,
    pub(super) column: u16,
}

impl Layout {
    /// Row and column of the character at `offset`.
    pub fn cell_of(&self, text: &str, offset: usize) -> (usize, u16) {
        let row = self.row_of(offset);
        let column = self
            .glyphs(text, row)
            .into_iter()
            .find(|glyph| glyph.offset <= offset && offset < glyph.offset + glyph.symbol.len())
            .map_or_else(|| self.line_end(text, row), |glyph| glyph.column);
        (row, column)
    }

    /// The row on which the byte at `offset` stands.
    pub fn row_of(&self, offset: usize) -> usize {
        self.lines
            .partition_point(|line| line.span.start <= offset)
            .saturating_sub(1)
    }

    /// The character at a cell, else the one nearest to it on the row.
    pub fn offset_at(&self, text: &str, row: usize, column: u16) -> usize {
        let mut best = self.lines.get(row).map_or(0, |line| line.span.start);
        let mut distance = u16::MAX;
        for glyph in self.glyphs(text, row) {
            let far = if column < glyph.column {
                glyph.column - column
            } else {
                (column - glyph.column).saturating_sub(glyph.width - 1)
            };
            if far < distance {
                (best, distance) = (glyph.offset, far);
            }
        }
        best
    }

    /// The characters of a row with their columns, in the order of the text. Columns past the width
    /// hold the spaces that end a line.
    pub fn glyphs<'a>(&self, text: &'a str, row: usize) -> Vec<Glyph<'a>> {
        let mut glyphs = Vec::new();
        let Some(line) = self.lines.get(row) else {
            return glyphs;
        };
        let (first, last) = self.other(line).cells;
        let from_right = line.from_right;
        let (column, room) = match from_right {
            true => (0, Some(self.width.saturating_sub(line.indent))),
            false => (line.indent, None),
        };
        if first == last {
            glyphs::place(text, line.span, column, room, from_right, &mut glyphs);
            if line.full {
                glyphs::fill(&mut glyphs, self.width - u16::from(line.parted));
            }
        }
        for cell in &self.cells[first..last] {
            if from_right {
                glyphs::place(text, cell.span, column, room, true, &mut glyphs);
            } else {
                let from_right = reads_from_right(cell.span.of(text));
                glyphs::place(text, cell.span, cell.column, None, from_right, &mut glyphs);
            }
        }
        glyphs
    }

    /// The column of the first character of a row.
    pub fn start_of(&self, text: &str, row: usize) -> u16 {
        let first = self.glyphs(text, row).first().map(|glyph| glyph.column);
        let indent = || self.lines.get(row).map_or(0, |line| line.indent);
        first.unwrap_or_else(indent)
    }

    fn line_end(&self, text: &str, row: usize) -> u16 {
        let ends = self
            .glyphs(text, row)
            .into_iter()
            .map(|g| g.column + g.width);
        let indent = self.lines.get(row).map_or(0, |line| line.indent);
        ends.max().unwrap_or(indent)
    }

    pub(super) fn push(&mut self, span: Span, block: Option<usize>, indent: u16) {
        self.lines.push(Line {
            span,
            block: block
                .and_then(|at| u32::try_from(at).ok())
                .unwrap_or(BETWEEN),
            other: 0,
            indent,
            picture: WORDS,
            from_right: false,
            parted: false,
            full: false,
        });
    }

    /// What a line has that few have.
    pub(super) fn other(&self, line: &Line) -> Other {
        let place = (line.other as usize).checked_sub(1);
        let other = place.and_then(|place| self.others.get(place));
        other.copied().unwrap_or_default()
    }

    /// The same of the line at `row`, to be changed.
    pub(super) fn set_other(&mut self, row: usize, change: impl FnOnce(&mut Other)) {
        let Some(line) = self.lines.get_mut(row) else {
            return;
        };
        if line.other == 0 {
            self.others.push(Other::default());
            line.other = u32::try_from(self.others.len()).unwrap_or(0);
        }
        let place = (line.other as usize).checked_sub(1);
        if let Some(other) = place.and_then(|place| self.others.get_mut(place)) {
            change(other);
        }
    }

    /// Words shown again before the text of a line: the header of a table's column where it is too wide.
    pub fn label(&self, line: &Line) -> Option<Span> {
        self.other(line).label.filter(|label| !label.is_empty())
    }

    /// Wraps pieces behind an indent and ends each line where the next begins. `line` says what a
    /// line is: its bytes, block and indent.
    pub(super) fn wrap(
        &mut self,
        text: &str,
        span: Span,
        pieces: &[Piece],
        line: impl Fn(Span) -> (Span, usize, u16),
    ) {
        let (_, _, indent) = line(span);
        let columns = self.width - indent;
        let narrowed;
        let pieces = if pieces.iter().any(|p| p.width > u32::from(columns)) {
            narrowed = cut::narrowed(text, pieces, u32::from(columns));
            &narrowed[..]
        } else {
            pieces
        };
        let rows = wrap_first_fit(pieces, &[f64::from(columns)]);
        let from_right = reads_from_right(span.of(text));
        let mut start = span.start;
        for row in 0..rows.len().max(1) {
            let end = rows
                .get(row + 1)
                .and_then(|next| next.first())
                .map_or(span.end, |piece| piece.start as usize);
            let (span, block, indent) = line(Span::new(start, end));
            self.push(span, Some(block), indent);
            if let Some(last) = self.lines.last_mut() {
                last.from_right = from_right;
                let end = rows.get(row).and_then(|pieces| pieces.last());
                last.parted = end.is_some_and(|piece| piece.parted);
            }
            start = end;
        }
    }
}

/// Wraps a text of its own (a headline, an excerpt) to at most `rows` lines; what does not fit stays
/// on the last one, for the view to cut off.
pub fn wrap_words(text: &str, width: u16, rows: usize) -> Vec<Span> {
    let columns = width.max(1);
    let pieces = cut::narrowed(text, &Cut::of_words(text), u32::from(columns));
    let lines = wrap_first_fit(&pieces, &[f64::from(columns)]);
    let mut spans: Vec<Span> = lines
        .iter()
        .take(rows.max(1))
        .filter_map(|line| Some((line.first()?, line.last()?)))
        .map(|(first, last)| Span::new(first.start as usize, last.end as usize))
        .collect();
    if let (Some(last), true) = (spans.last_mut(), lines.len() > rows) {
        last.end = text.len();
    }
    spans
}

/// Columns before the words of a block, for its bullet, number, quote bars or name.
pub fn indent(block: &Block) -> u16 {
    let inner = 2 * u16::from(block.depth.min(12));
    match block.kind {
        BlockKind::Item(Some(number)) => {
            inner.saturating_sub(2) + 3.max(width::of(&number.to_string()) as u16 + 2)
        }
        BlockKind::Item(None) => inner.max(2),
        BlockKind::BlockQuote => inner.max(2),
        BlockKind::Image => inner + 9,
        BlockKind::Code | BlockKind::Table | BlockKind::Rule | BlockKind::Heading(_) => 0,
        BlockKind::Paragraph | BlockKind::Caption => inner,
    }
}

//! How the rows of a sheet stand on the screen.

use super::{Body, Sheet, SheetRow};
use crate::app::article::panel::HEAD;
use crate::compare::Side;
use crate::layout;
use crate::layout::column;
use crate::layout::column::Column;
use crate::model::Span;

/// From this width on, two texts stand side by side.
const TWO_SIDES: u16 = 100;
/// Lines of words in a row; opening it shows all of them.
const LINES: usize = 4;

/// The columns of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Margin and text.
    pub column: Column,
    /// Where the second text begins, when there is room for two.
    pub second: Option<u16>,
}

/// The lines of a row, in the order of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowLines {
    /// Words, or the first of two texts.
    pub first: Vec<Span>,
    /// The second of two texts: beside the first, or below it.
    pub second: Vec<Span>,
}

impl Shape {
    /// The shape for a width.
    pub fn new(sheet: &Sheet, width: u16, measure: u16) -> Self {
        if sheet.has_pairs() && width >= TWO_SIDES {
            // A sign, a blank, the text; twice.
            let side = (width - 10) / 2;
            let text = side.min(measure);
            let left = (width - 2 * text - 6) / 2;
            return Shape {
                column: Column {
                    left,
                    width: text,
                    bar: left - 2,
                    name: 0,
                },
                second: Some(left + text + 6),
            };
        }
        Shape {
            column: column::column(width, measure),
            second: None,
        }
    }

    /// The lines of a row.
    pub fn lines(&self, row: &SheetRow) -> RowLines {
        let wrap = |words: &str, most| match words {
            "" => Vec::new(),
            words => layout::wrap_words(words, self.column.width, most),
        };
        match &row.body {
            Body::Words(words) => RowLines {
                first: wrap(words, LINES),
                second: Vec::new(),
            },
            Body::Bar(bar) => RowLines {
                first: vec![Span::new(0, bar.name.len())],
                second: Vec::new(),
            },
            Body::Unchanged(_) => RowLines::default(),
            Body::Pair(pair) => {
                let all = |side: &Side| wrap(&side.words, usize::MAX);
                RowLines {
                    first: all(&pair.old),
                    second: all(&pair.new),
                }
            }
        }
    }

    /// Rows of the screen that a row takes, with the empty one after it.
    pub fn height(&self, row: &SheetRow) -> u16 {
        let lines = self.lines(row);
        let (first, second) = (lines.first.len(), lines.second.len());
        let facts = usize::from(!row.facts.is_empty());
        let words = match (&row.body, self.second) {
            (Body::Unchanged(_), _) => 1,
            // The dim line stands under the second text.
            (_, Some(_)) => first.max(second + facts),
            (_, None) => first + second + facts,
        };
        let head = usize::from(!row.head.is_empty());
        u16::try_from(head + words + 1).unwrap_or(u16::MAX)
    }
}

/// From this height on, a sheet has room for bars under its name.
const TALL: u16 = 16;

impl Sheet {
    /// Rows above the first row of a sheet of `height` rows: its name, the bars under it, an empty one.
    pub fn head(&self, height: u16) -> u16 {
        match self.shares.rows() {
            bars if height >= TALL => HEAD + bars,
            _ => HEAD,
        }
    }

    /// Scrolls just so far that the chosen row is on the screen, from its first line on.
    pub fn settle(&mut self, width: u16, height: u16, measure: u16) {
        let room = height.saturating_sub(self.head(height));
        let shape = Shape::new(self, width, measure);
        let gap = |index| u16::from(index == self.selected);
        let high = |index| {
            self.row(index)
                .map_or(0, |row| shape.height(row) - gap(index))
        };
        self.top = layout::rows::top(self.top, self.selected, room, high);
    }
}

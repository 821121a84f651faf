//! The rows under the headline of the article.

use crate::app::article::reader::ReaderPane;
use crate::layout::width;
use crate::words::head::{Head, wants_source_row};

impl ReaderPane {
    /// The rows under the headline, as far as there is room in the column.
    pub fn facts(&self) -> Vec<String> {
        let head = Head {
            meta: &self.article.meta,
            notes: &self.notes,
            noted: self.noted,
            details: &self.details,
            minutes: (!self.begun).then(|| self.minutes(0)),
            source_row: self.source_row,
        };
        head.rows(|row| self.fits(row))
    }

    /// Whether the source wants a row of its own.
    pub(super) fn wants_source_row(&self) -> bool {
        wants_source_row(&self.article.meta, self.minutes(0), |row| self.fits(row))
    }

    fn fits(&self, row: &str) -> bool {
        width::of(row) <= usize::from(self.column.width)
    }
}

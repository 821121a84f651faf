//! A picture at the size that it has in the text: only its pixels at that size are held.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Picture, fitting};

/// A picture of few pixels is made so many times as large at most.
const LARGER: u32 = 4;
/// Columns and rows of pixels that are held for a cell, for terminals that draw pictures themselves.
const FINE: (u32, u32) = (12, 24);

/// The pictures that stand in a text, by the block of each: the number of the question for it, and what is seen once it has come.
pub type InText = BTreeMap<usize, (u64, Option<Small>)>;

/// A picture at the size that it has in the text.
#[derive(Clone, Debug)]
pub struct Small {
    /// One pixel for a column, two for a row.
    pub halves: Picture,
    /// As many as a terminal can draw there.
    pub fine: Arc<Picture>,
}

impl Small {
    /// A picture for so many columns and rows at most.
    pub fn of(picture: &Picture, columns: u16, rows: u16) -> Self {
        let (columns, rows) = (u32::from(columns), u32::from(rows));
        let at_most = |most: (u32, u32), larger: u32| {
            let own = (picture.width * larger, picture.height * larger);
            let most = (most.0.min(own.0), most.1.min(own.1));
            let (width, height) = fitting((picture.width, picture.height), most);
            Picture {
                rgb: picture.scaled(width, height),
                width,
                height,
                ..*picture
            }
        };
        Small {
            halves: at_most((columns, rows * 2), LARGER),
            fine: Arc::new(at_most((columns * FINE.0, rows * FINE.1), 1)),
        }
    }

    /// Columns and rows of cells that it takes.
    pub fn cells(&self) -> (u16, u16) {
        let cells = |pixels: u32| u16::try_from(pixels).unwrap_or(u16::MAX);
        (
            cells(self.halves.width),
            cells(self.halves.height.div_ceil(2)),
        )
    }
}

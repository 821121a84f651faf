//! What is read out, put into words: an article and its notes, rows of lists, the line that is typed.
//!
//! For the ear what [`layout`](crate::layout) is for the eye: plain data comes in, an article with its notes or a row, and lines of
//! words go out. Pure; what is heard when is for `app::spoken` to say.

mod aloud;
mod lines;
mod marked;
pub mod places;
pub mod rows;
mod text;

pub use aloud::aloud;
pub use lines::{choices, message_rows, why, wrap};
pub use text::Text;

use crate::config::{Config, Marks};

/// The choices of who listens.
#[derive(Clone, Debug, PartialEq)]
pub struct Voice {
    /// How quotation marks are said.
    pub marks: Marks,
    /// Rows of a list that are said at once.
    pub rows: usize,
    /// Whether a row of the list has source, day and counts behind the title.
    pub facts: bool,
    /// Columns of text; none for as many as the terminal has.
    pub width: Option<u16>,
    /// Lines follow each other without an end; else they have one screen.
    pub endless: bool,
}

impl Voice {
    /// The choices that the settings make.
    pub fn of(config: &Config, endless: bool) -> Self {
        Voice {
            marks: config.spoken_quotes,
            rows: usize::from(config.spoken_rows.max(1)),
            facts: config.spoken_facts,
            width: (config.spoken_width > 0).then_some(config.spoken_width),
            endless,
        }
    }
}

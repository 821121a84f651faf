//! An article and a width to lines: which bytes stand on which row and column. Pure; holds no text
//! and no colour.
//!
//! [`Cut`] finds once where rows may end; [`Layout::new`] wraps the pieces to a width. Each byte of
//! the article is on exactly one line, so that any offset has a cell ([`Layout::cell_of`]) and any
//! cell an offset ([`Layout::offset_at`]).

pub mod code;
pub mod column;
mod cut;
mod fill;
mod glyphs;
pub mod layers;
mod lines;
pub mod panes;
pub mod passage;
pub mod rows;
pub mod runs;
pub mod small;
mod table;
#[cfg(test)]
mod tests;
pub mod width;

pub use cut::{Cut, Piece};
pub use fill::layout;
pub use glyphs::{Glyph, is_rtl, of_line, reads_from_right};
pub use lines::{Layout, Line, Manner, indent, wrap_words};

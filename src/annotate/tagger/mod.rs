//! The learned part: features, weights and decoding of parts of speech and names.
//!
//! [`words`] says what can be said of a word alone, [`features`] what its place adds; [`tags`] finds parts of
//! speech, [`names`] names; [`table`] is how weights lie in memory, [`packed`] in the files of [`model`]. The trainer
//! (`src/bin/train`) calls the same functions.

mod callings;
mod corrections;
pub mod features;
mod houses;
mod lines;
mod memory;
pub mod model;
pub mod names;
mod neighbours;
pub mod packed;
mod read;
mod relatives;
mod second_look;
pub mod sums;
pub mod table;
pub mod tags;
pub mod viterbi;
pub mod words;

pub(crate) use corrections::is_clock;
pub use memory::Memory;
pub use read::{read, read_on, tag};
pub(crate) use relatives::kin_before;

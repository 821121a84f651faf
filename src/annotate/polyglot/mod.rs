//! Who said what in languages other than English: one engine, and packs of data.
//!
//! [`which`] tells the language of each block. A language with a pack (`assets/lexicon/<code>`, a row in
//! `packs`) is read by `engine`: marks, names, reports. A language without one gets its marks, nobody's name
//! beside them, and only such names as lists know for sure. What is in English never comes here.

// Where indexing is allowed, it is still to be replaced.
mod adjuncts;
mod cases;
mod class;
mod cues;
mod dialogue;
#[allow(clippy::indexing_slicing, clippy::string_slice)]
mod engine;
mod layer;
pub mod learned;
mod marks;
mod marksonly;
mod names;
mod nouns;
mod pack;
mod packs;
mod read;
#[allow(clippy::indexing_slicing, clippy::string_slice)]
mod reports;
mod rules;
#[allow(clippy::indexing_slicing, clippy::string_slice)]
mod speakers;
mod subjects;
#[allow(clippy::indexing_slicing, clippy::string_slice)]
pub mod which;
mod words;

pub use packs::{PackFacts, facts};
pub use read::{add, english_blocks, has_pack, quotes};

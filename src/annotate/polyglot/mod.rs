//! Who said what in languages other than English: one engine, and packs of data.
//!
//! [`which`] tells the language of each block. A language with a pack (`assets/lexicon/<code>`, a row in
//! `packs`) is read by `engine`: marks, names, reports. A language without one gets its marks, nobody's name
//! beside them, and only such names as lists know for sure. What is in English never comes here.

mod adjuncts;
mod antecedents;
mod cases;
mod class;
mod cues;
mod dialogue;
mod engine;
mod firms;
mod grouping;
mod joint;
mod layer;
pub mod learned;
mod marks;
mod marksonly;
mod names;
mod nouns;
mod offices;
mod pack;
mod packs;
mod phrase;
mod read;
mod region;
mod reports;
mod rules;
mod settled;
mod speakers;
mod steps;
mod subjects;
mod told;
pub mod which;
mod words;

pub use packs::{PackFacts, facts};
pub use read::{add, english_blocks, has_pack, quotes};

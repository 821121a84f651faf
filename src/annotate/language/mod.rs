//! What a language has, as data: its parts of speech, its words, the cues that report, and who can speak.

pub(crate) mod animacy;
pub(crate) mod calendar;
pub(crate) mod cues;
pub mod lexicon;
pub(crate) mod lookup;
pub mod packed;
pub mod tags;

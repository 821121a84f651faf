//! What a language has, as data: its words, the cues that report, and who can speak.

pub(crate) mod animacy;
pub(crate) mod cues;
pub mod lexicon;

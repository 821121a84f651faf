//! Passages: lines and blocks that are somebody's as a whole, because a label, an introduction or a signature says so.

use std::ops::Range;

/// Lines or blocks that are somebody's as a whole.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Passage {
    /// All of it, label and signature too.
    pub tokens: Range<usize>,
    /// What is said; empty where the passage is a note that nobody says.
    pub parts: Vec<Range<usize>>,
    /// The words that name the speaker.
    pub mention: Option<Range<usize>>,
    /// The colon or the dash that says so.
    pub cue: Option<Range<usize>>,
    /// The block where it begins.
    pub block: usize,
    /// Whether it is a turn of a transcript.
    pub turn: bool,
    /// Whether the mention is a name, whatever the tagger took it for.
    pub named: bool,
}

//! Reports: a cue, its speaker and its content, as items of a sentence.

use std::ops::Range;

use super::rule::Rule;

/// One reported piece, in items of its sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Report {
    pub rule: Rule,
    pub cue: Range<usize>,
    pub speaker: Option<Range<usize>>,
    /// In order, not overlapping.
    pub content: Vec<Range<usize>>,
    /// A thought or wish.
    pub mind: bool,
}

impl Report {
    /// Where its content ends.
    pub(super) fn end(&self) -> usize {
        let ends = self.content.iter().map(|part| part.end);
        ends.max().unwrap_or(0)
    }
}

/// What a sentence holds.
pub(crate) struct Reports {
    /// In order.
    pub reports: Vec<Report>,
    /// The subject of its last main clause.
    pub subject: Option<Range<usize>>,
    /// Who is about to speak: the cue and the subject of a verb of speech that has no content here.
    pub lead: Option<(Range<usize>, Range<usize>)>,
}

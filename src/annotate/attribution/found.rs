//! A content after its cue, and the rule that found it.

use std::ops::Range;

use super::rule::Rule;

/// A content after its cue.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub rule: Rule,
    pub content: Range<usize>,
}

pub(super) fn found(rule: Rule, content: Range<usize>) -> Option<Found> {
    (content.start < content.end).then_some(Found { rule, content })
}

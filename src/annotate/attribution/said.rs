//! What the rules find: words that the text gives as somebody's, and the words that name whose.

use std::ops::Range;

use super::rule::Rule;
use crate::model::{QuoteKind, Span};

/// Words that the text gives as somebody's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Said {
    pub parts: Vec<Span>,
    pub kind: QuoteKind,
    pub cue: Option<Span>,
    pub mention: Option<Mention>,
    pub rule: Rule,
    /// A thought or wish rather than speech.
    pub mind: bool,
    /// The block of its first part.
    pub block: usize,
    /// A turn of a dialogue that answers the quotation before.
    pub reply: bool,
}

impl Said {
    /// The name under a block or post that it signs.
    pub(crate) fn signature(&self) -> Option<Span> {
        let mention = self.mention.as_ref().map(|mention| mention.span);
        let end = self.parts.last().map_or(0, |part| part.end);
        mention.filter(|mention| self.rule == Rule::Block && mention.start >= end)
    }
}

/// The words that name the source of a quotation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mention {
    pub span: Span,
    pub tokens: Range<usize>,
}

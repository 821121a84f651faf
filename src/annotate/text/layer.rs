//! The linguistic layer: tokens, sentences, tags and names over one text, shared by all later steps.
//!
//! Made once for a text by the first steps of `annotate_text`, read by the others, never
//! stored. Ranges count tokens; tokens know their bytes.

use std::ops::Range;

use crate::annotate::language::tags::Tag;
use crate::model::{BlockKind, EntityId, EntityKind, Span};

/// What is known of a text before anybody asks who speaks.
#[derive(Clone, Debug, Default)]
pub struct Layer<'t> {
    /// The text itself.
    pub text: &'t str,
    /// In order, not overlapping; white space is in none.
    pub tokens: Vec<Token>,
    /// In order; every token is in exactly one, none crosses a block.
    pub sentences: Vec<Range<usize>>,
    /// The tokens of each block; a paragraph, a heading, an item.
    pub blocks: Vec<Range<usize>>,
    /// What each block is.
    pub kinds: Vec<BlockKind>,
    /// Whether a block quotation begins with the block.
    pub opens: Vec<bool>,
    /// In order, not overlapping.
    pub names: Vec<Name>,
}

/// A word, a number, a mark. Small: long texts have millions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Token {
    start: u32,
    length: u16,
    /// Its part of speech.
    pub tag: Tag,
}

impl Token {
    /// No token has more bytes, and none begins beyond the first four thousand million.
    pub const LONGEST: usize = u16::MAX as usize;

    /// The token of these bytes of a text, or of as many of them as a token may have.
    pub fn new(span: Span, tag: Tag) -> Self {
        let length = u16::try_from(span.len()).unwrap_or(u16::MAX);
        match u32::try_from(span.start) {
            Ok(start) => Token { start, length, tag },
            Err(_) => Token::default(),
        }
    }

    /// Its bytes in the text.
    pub fn span(self) -> Span {
        let start = self.start as usize;
        Span::new(start, start + usize::from(self.length))
    }
}

/// A name as the tagger saw it.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Its tokens; titles ("Mr.") are not inside.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
    /// 0 to 1.
    pub confidence: f32,
    /// Whom it means, once the mentions are grouped.
    pub entity: Option<EntityId>,
}

impl<'t> Layer<'t> {
    /// The words of the token at `index`; empty past the end.
    #[inline(never)] // asked for in a thousand places
    pub fn word(&self, index: usize) -> &str {
        self.tokens
            .get(index)
            .map_or("", |token| token.span().of(self.text))
    }

    /// The token at `index`; past the end a sign without bytes, which no rule asks for.
    pub fn token(&self, index: usize) -> Token {
        self.tokens.get(index).copied().unwrap_or_default()
    }

    /// What the token at `index` is; none past the end.
    pub fn tag(&self, index: usize) -> Option<Tag> {
        self.tokens.get(index).map(|token| token.tag)
    }

    /// The names that touch `tokens`.
    pub fn names_in(&self, tokens: &Range<usize>) -> &[Name] {
        let first = (self.names).partition_point(|name| name.tokens.end <= tokens.start);
        let rest = self.names.get(first..).unwrap_or_default();
        let count = rest.partition_point(|name| name.tokens.start < tokens.end);
        rest.get(..count).unwrap_or_default()
    }

    /// The lines of each block, which are its only one unless breaks stand in it: the block's place and the tokens.
    pub fn lines(&self) -> Vec<(usize, Range<usize>)> {
        let mut lines = Vec::with_capacity(self.blocks.len());
        for (block, range) in self.blocks.iter().enumerate() {
            let mut start = range.start;
            let broken = self.span(range).of(self.text).contains('\n');
            for at in (range.start + 1..range.end).filter(|_| broken) {
                let gap = Span::new(self.token(at - 1).span().end, self.token(at).span().start);
                if gap.of(self.text).contains('\n') {
                    lines.push((block, start..at));
                    start = at;
                }
            }
            if start < range.end {
                lines.push((block, start..range.end));
            }
        }
        lines
    }

    /// The bytes from the first to the last token of `range`; empty for an empty range.
    pub fn span(&self, range: &Range<usize>) -> Span {
        match self.tokens.get(range.clone()) {
            Some([first, .., last]) => Span::new(first.span().start, last.span().end),
            Some([only]) => only.span(),
            _ => Span::default(),
        }
    }
}

//! One sentence as a reporter wrote it, with every quotation in it taken as one item.
//!
//! The sentences inside a quotation are not sentences of the report, so the sentences of the layer are
//! joined wherever a quotation runs over their edge. Clause rules then read items, not tokens.

use std::ops::Range;

use crate::annotate::language::cues::{Entry, Reading};
use crate::annotate::language::tags::Tag;
use crate::model::Span;

/// A word, a mark, or a whole quotation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// Its bytes.
    pub span: Span,
    /// Its first token.
    pub token: usize,
    /// The part of speech; [`Tag::Quote`] for a quotation.
    pub tag: Tag,
    /// What the word does in a clause.
    pub word: Word,
    /// Its place in the regions, for a quotation.
    pub region: Option<usize>,
    /// What it may report, for a word that may.
    pub entry: Option<&'static Entry>,
}

/// The small words that clause rules ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Word {
    /// Any other word.
    #[default]
    Other,
    /// "that"
    That,
    /// "who"
    Who,
    /// "which"
    Which,
    /// "what", "how", "why", "whether", "where"
    Wh,
    /// "to"
    To,
    /// "by"
    By,
    /// "of"
    Of,
    /// "as"
    As,
    /// "and", "or"
    And,
    /// "but", "yet"
    But,
    /// "if", "when", "because", "while", "after" and their like
    Sub,
    /// Any other preposition.
    Prep,
    /// A form of "be".
    Be,
    /// A form of "have".
    Have,
    /// A form of "do".
    Do,
    /// "not", "n't", "never"
    Not,
    /// "it"
    It,
    /// "Monday", "yesterday", "today"
    Time,
}

/// The items of one sentence, in order.
#[derive(Debug, Default)]
pub(crate) struct Sentence<'t> {
    /// The whole text.
    pub text: &'t str,
    pub items: Vec<Item>,
    /// Its block.
    pub block: usize,
}

/// No word that reports, and none that clause rules ask for, is longer, in bytes.
pub(super) const LONGEST_CUE: usize = 20;

/// The ASCII word in lower case, apostrophes straight; None when it does not fit.
pub(super) fn lowercase<'b>(text: &str, buffer: &'b mut [u8]) -> Option<&'b str> {
    let mut len = 0;
    for c in text.chars() {
        let c = if c == '’' { '\'' } else { c };
        if !c.is_ascii() {
            return None;
        }
        *buffer.get_mut(len)? = c.to_ascii_lowercase() as u8;
        len += 1;
    }
    std::str::from_utf8(buffer.get(..len)?).ok()
}

impl Sentence<'_> {
    /// From the first to the last byte of some items; empty for an empty range.
    pub fn span(&self, range: &Range<usize>) -> Span {
        match self.items.get(range.clone()) {
            Some([first, .., last]) => Span::new(first.span.start, last.span.end),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// The part of speech at `at`; a full stop past either end.
    pub fn tag(&self, at: usize) -> Tag {
        self.items.get(at).map_or(Tag::Stop, |item| item.tag)
    }

    /// The words of the item at `at`; none past the end.
    pub fn text_of(&self, at: usize) -> &str {
        self.items
            .get(at)
            .map_or("", |item| item.span.of(self.text))
    }

    /// What the word at `at` does.
    pub fn word(&self, at: usize) -> Word {
        self.items.get(at).map_or(Word::Other, |item| item.word)
    }

    /// Whether a quotation stands at `at`.
    pub fn is_quote(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| item.region.is_some())
    }

    /// Whether a dash stands at `at`.
    pub fn is_dash(&self, at: usize) -> bool {
        ["-", "–", "—", "--"].iter().any(|dash| self.is(at, dash))
    }

    /// Whether the quotation at `at` ends with a mark inside that ends a clause: “…,” or “….”
    pub fn closes_clause(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| {
            let words = item.span.of(self.text);
            let inner = words.trim_end_matches(['"', '”', '’', '\'', '»', '“']);
            item.region.is_some() && inner.trim_end().ends_with([',', '.', '!', '?', '—', '…'])
        })
    }

    /// Whether the quotation at `at` ends with a comma inside: “…,”
    pub fn ends_with_comma(&self, at: usize) -> bool {
        self.is_quote(at)
            && self.closes_clause(at)
            && self
                .text_of(at)
                .trim_end_matches(['"', '”', '’', '\'', '»', '“'])
                .ends_with(',')
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether the word at `at` is `word`, in whatever case.
    #[inline(never)] // asked for in a thousand places
    pub fn is(&self, at: usize, word: &str) -> bool {
        let item = self.items.get(at);
        item.is_some_and(|item| item.span.of(self.text).eq_ignore_ascii_case(word))
    }

    /// The readings of the word at `at` as a verb that reports.
    pub fn verbs(&self, at: usize) -> &'static [Reading] {
        let entry = self.items.get(at).and_then(|item| item.entry);
        entry.map_or(&[], |entry| &entry.verbs)
    }

    /// The word at `at` in lower case; None for one that does not fit or is not ASCII.
    pub fn lower<'b>(&self, at: usize, buffer: &'b mut [u8]) -> Option<&'b str> {
        lowercase(self.items.get(at)?.span.of(self.text), buffer)
    }
}

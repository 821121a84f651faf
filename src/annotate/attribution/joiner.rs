//! What is known while marks and reports are joined, sentence by sentence.

use super::citations;
use super::marks::Region;
use super::said::{Mention, Said};
use super::sentence::Sentence;
use super::titles::is_nickname;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;
use crate::model::Span;
use std::ops::Range;

/// So many words at most belong to an article whose noun was lost.
const NOUNS: usize = 8;

pub(super) struct Joiner<'l> {
    pub(super) layer: &'l Layer<'l>,
    pub(super) regions: &'l [Region],
    pub(super) all: Vec<Said>,
    /// Who is about to be quoted: "Ruiz had this to say:"
    pub(super) lead: Option<Lead>,
    /// The latest report of speech that names somebody: its place in `all`.
    pub(super) recent: Option<usize>,
    /// The latest quotation with quoted words: its place in `all`, the block where it ended.
    pub(super) last: Option<(usize, usize)>,
    /// The latest turn of two who ask and answer that names nobody: its place in `all`.
    pub(super) turn: Option<usize>,
    /// Whether the text is in another language, whose reporting words are not known.
    pub(super) foreign: bool,
    /// Where the latest passage ends: its sentences say no more.
    pub(super) past: usize,
    /// Whether the text is a story, where people take turns.
    pub(super) story: bool,
    /// Whether it is a story that has lost its paragraphs.
    pub(super) flat: bool,
    /// In a story: who does something in the sentence before, and its block: "Ruiz smiled. “…”"
    pub(super) beat: Option<(Mention, usize)>,
}

#[derive(Clone, Debug)]
pub(super) struct Lead {
    pub(super) mention: Mention,
    pub(super) cue: Span,
    pub(super) block: usize,
}

impl Joiner<'_> {
    pub(super) fn mention(&self, sentence: &Sentence<'_>, range: &Range<usize>) -> Mention {
        let mut range = range.clone();
        // "The rally denounced", where a tag is wrong: an article alone names nobody.
        let article = |at: usize| ["a", "an", "the"].iter().any(|word| sentence.is(at, word));
        if range.len() == 1 && article(range.start) {
            let ends = |&at: &usize| {
                matches!(
                    sentence.tag(at),
                    Tag::Comma | Tag::Stop | Tag::Colon | Tag::Vbd | Tag::Vbz
                ) || sentence.is_quote(at)
            };
            let most = sentence.len().min(range.end + NOUNS);
            range.end = (range.end..most).find(ends).unwrap_or(range.end);
        }
        // "Hale (2011)"
        range.end = citations::before(sentence, &range);
        // "a driver who goes by the name |“Tiny”"
        if is_nickname(sentence, range.end) {
            range.end += 1;
        } else if sentence.is(range.end, "as") && is_nickname(sentence, range.end + 1) {
            range.end += 2;
        }
        let closes = |range: &Range<usize>| {
            let open = match sentence.text_of(range.end - 1) {
                ")" => "(",
                "]" => "[",
                _ => return false,
            };
            range.clone().any(|at| sentence.is(at, open))
        };
        while range.len() > 1
            && matches!(
                sentence.tag(range.end - 1),
                Tag::Comma | Tag::Bracket | Tag::Colon
            )
            && !closes(&range)
        {
            range.end -= 1;
        }
        let first = sentence.items.get(range.start).map_or(0, |item| item.token);
        let last = sentence
            .items
            .get(range.end.saturating_sub(1))
            .map_or(first, |item| item.token);
        Mention {
            span: sentence.span(&range),
            tokens: first..last + 1,
        }
    }
}

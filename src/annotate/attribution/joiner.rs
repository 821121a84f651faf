//! What is known while marks and reports are joined, sentence by sentence.

use super::citations;
use super::marks::Region;
use super::phrases::summary;
use super::said::{Mention, Said};
use super::sentence::{Sentence, Word};
use super::titles::is_nickname;
use crate::annotate::language::tags::Tag;
use crate::annotate::tagger::is_clock;
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
        // "She |(reluctantly) said"
        if range.len() > 2
            && sentence.tag(range.start) == Tag::Prp
            && sentence.is(range.start + 1, "(")
        {
            range.end = range.start + 1;
        }
        while range.len() > 1
            && matches!(
                sentence.tag(range.end - 1),
                Tag::Comma | Tag::Bracket | Tag::Colon
            )
            && !closes(&range)
        {
            range.end -= 1;
        }
        range.end = without_turn(sentence, &range);
        range.start = past_summary(sentence, &range);
        // "10.42am |Reader Tom writes"
        if range.start == 0 && range.len() > 1 && is_clock(sentence.text_of(0)) {
            range.start = 1;
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

/// Where a mention begins without a phrase behind a comma that sums up what was said: ", a claim that |residents| called".
fn past_summary(sentence: &Sentence<'_>, range: &Range<usize>) -> usize {
    let behind = range.start > 0 && sentence.tag(range.start - 1) == Tag::Comma;
    let end = summary(sentence, range.start).filter(|_| behind);
    let end =
        end.map(|end| end + usize::from(matches!(sentence.word(end), Word::That | Word::Which)));
    end.filter(|&end| end < range.end && sentence.tag(end) != Tag::Vbn)
        .unwrap_or(range.start)
}

/// Where a mention ends without the word behind a comma that only turns the story: "the union, |however|".
fn without_turn(sentence: &Sentence<'_>, range: &Range<usize>) -> usize {
    const TURNS: [&str; 8] = [
        "also",
        "however",
        "instead",
        "meanwhile",
        "nevertheless",
        "nonetheless",
        "though",
        "too",
    ];
    let turns = |at: usize| TURNS.iter().any(|word| sentence.is(at, word));
    match range.end.checked_sub(2) {
        Some(comma)
            if comma > range.start && sentence.tag(comma) == Tag::Comma && turns(comma + 1) =>
        {
            comma
        }
        _ => range.end,
    }
}

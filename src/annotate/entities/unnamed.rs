//! Persons without a name, "the boy", "his mother", and what stands inside quoted words.

use std::ops::Range;

use crate::annotate::language::lexicon::{self, Gender};
use crate::annotate::language::lookup::small;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;
use crate::model::Span;

/// The name of a body is told in fewer tokens than this: "the regional water company".
const LONGEST: usize = 12;

/// "the boy", "his mother": every such phrase outside quotations.
pub(super) fn unnamed(layer: &Layer<'_>, quoted: &[Span]) -> Vec<(Range<usize>, Gender)> {
    let mut all = Vec::new();
    let mut start = None;
    for (at, token) in layer.tokens.iter().enumerate() {
        match token.tag {
            Tag::Dt | Tag::PrpS => start = Some(at),
            Tag::Jj => {}
            Tag::Nn => {
                if let (Some(start), Some(gender)) = (start, noun(layer.word(at))) {
                    all.push((start..at + 1, gender));
                }
                start = None;
            }
            _ => start = None,
        }
    }
    let phrases = all.iter().map(|(tokens, _)| tokens.clone());
    let mut inside = inside(layer, quoted, phrases).into_iter();
    all.retain(|_| inside.next() == Some(false));
    all
}

/// The body without a name that the sentence up to a token begins with, as the subject of a verb: "|The water company| has
/// sued". "The company" of another paragraph is one that was named. `end` is the pronoun.
pub(super) fn body(layer: &Layer<'_>, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
    let opens = matches!(layer.tag(sentence.start), Some(Tag::Dt | Tag::PrpS));
    let inside = |at: &usize| matches!(layer.tag(*at), Some(Tag::Jj | Tag::Nn));
    let last = (sentence.start + 1..end.min(sentence.end))
        .take(LONGEST)
        .take_while(inside)
        .last()?;
    let phrase = sentence.start..last + 1;
    let acts = layer.tag(last + 1).is_some_and(Tag::is_finite);
    let body = lexicon::voice(&small(layer.word(last))) == Some("body");
    let block = layer
        .blocks
        .partition_point(|block| block.end <= phrase.start);
    let here = (layer.blocks.get(block)).is_some_and(|block| end <= block.end);
    let told = here || phrase.len() > 2 || !layer.word(phrase.start).eq_ignore_ascii_case("the");
    (opens && acts && body && told).then_some(phrase)
}

/// Whether a noun means a man or a woman.
pub(crate) fn noun(word: &str) -> Option<Gender> {
    const MEN: [&str; 24] = [
        "boy",
        "brother",
        "cousin",
        "father",
        "fellow",
        "gentleman",
        "grandfather",
        "guy",
        "husband",
        "king",
        "lad",
        "lord",
        "man",
        "master",
        "nephew",
        "parson",
        "priest",
        "prince",
        "sailor",
        "soldier",
        "son",
        "stranger",
        "uncle",
        "clergyman",
    ];
    const WOMEN: [&str; 17] = [
        "aunt",
        "daughter",
        "duchess",
        "girl",
        "grandmother",
        "lady",
        "maid",
        "mistress",
        "mother",
        "niece",
        "nun",
        "nurse",
        "princess",
        "queen",
        "sister",
        "wife",
        "woman",
    ];
    let is = |nouns: &[&str]| nouns.iter().any(|noun| word.eq_ignore_ascii_case(noun));
    if is(&MEN) {
        Some(Gender::Male)
    } else {
        is(&WOMEN).then_some(Gender::Female)
    }
}

/// For each range of tokens, in order, whether it stands inside words that are quoted.
pub(super) fn inside(
    layer: &Layer<'_>,
    quoted: &[Span],
    ranges: impl Iterator<Item = Range<usize>>,
) -> Vec<bool> {
    let mut parts = quoted.iter().peekable();
    ranges
        .map(|tokens| {
            let span = layer.span(&tokens);
            while parts.peek().is_some_and(|part| part.end <= span.start) {
                parts.next();
            }
            parts.peek().is_some_and(|part| part.overlaps(span))
        })
        .collect()
}

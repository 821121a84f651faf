//! Words that an exercise, an example or a contract puts together, and nobody said.

use std::ops::Range;

use crate::annotate::attribution::Said;
use crate::annotate::language::cues::Cue;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;
use crate::model::Span;

/// What an exercise asks for …
const ASKS: [&str; 5] = ["choose", "complete", "fill", "rewrite", "translate"];

/// … and of what, so many words on.
const OF_WHAT: [&str; 8] = [
    "blank",
    "blanks",
    "following",
    "form",
    "gap",
    "gaps",
    "sentence",
    "sentences",
];
const NEAR: usize = 6;

/// A clue of a crossword is no longer than this, in tokens.
const CLUE: usize = 16;

/// Who signs a contract; sorted.
const PARTIES: [&str; 22] = [
    "Applicant",
    "Borrower",
    "Buyer",
    "Client",
    "Contractor",
    "Customer",
    "Hirer",
    "Landlord",
    "Lender",
    "Lessee",
    "Lessor",
    "Licensee",
    "Licensor",
    "Owner",
    "Parties",
    "Party",
    "Purchaser",
    "Renter",
    "Seller",
    "Subscriber",
    "Tenant",
    "User",
];

/// What they do by signing it.
const SIGNED: [&str; 6] = [
    "accept",
    "acknowledge",
    "agree",
    "certify",
    "confirm",
    "declare",
];

/// Whether words stand in an exercise or an example, by how its paragraph begins or a gap in it: "that he ___ tired".
pub(super) fn is_exercise(layer: &Layer<'_>, said: &Said, cue: usize) -> bool {
    let block = layer.blocks.partition_point(|block| block.end <= cue);
    let start = layer.blocks.get(block).map_or(cue, |block| block.start);
    let numbered = |at: &usize| layer.tag(*at) == Some(Tag::Cd) || layer.word(*at) == ".";
    let first = start + (start..cue).take(2).take_while(numbered).count();
    let is = |at: usize, word: &str| layer.word(at).eq_ignore_ascii_case(word);
    let one_of = |at: usize, words: &[&str]| words.iter().any(|word| is(at, word));
    let asks = one_of(first, &ASKS) && (first + 1..first + NEAR).any(|at| one_of(at, &OF_WHAT));
    let example = one_of(first, &["example", "examples"]) && is(first + 1, ":");
    let guess = is(first, "true") && is(first + 1, "or") && is(first + 2, "false");
    // "3. Ruiz said it was wet (4)", a clue
    let end = layer.blocks.get(block).map_or(cue, |block| block.end);
    let line = (cue..end.min(cue + CLUE))
        .find(|&at| is(at, ")"))
        .unwrap_or(cue);
    let clue = line + 1 == end
        && is(line.saturating_sub(2), "(")
        && layer.tag(line.saturating_sub(1)) == Some(Tag::Cd);
    let gap = |part: &Span| part.of(layer.text).contains("__");
    asks || clue || example || guess || said.parts.iter().any(gap)
}

/// Whether a party to a contract agrees to it: "|The Hirer agrees that the boat will come back clean."
pub(super) fn is_contract(
    layer: &Layer<'_>,
    mention: &Range<usize>,
    head: usize,
    word: Option<&Cue>,
) -> bool {
    let present = matches!(layer.tag(head), Some(Tag::Vbz | Tag::Vbp));
    let party = PARTIES.binary_search(&layer.word(mention.end - 1)).is_ok();
    present && party && mention.len() < 3 && word.is_some_and(|cue| SIGNED.contains(&cue.lemma))
}

//! Somebody who asks not to be named: no words but those quoted as a reason: "because |“they read everything”|".

use std::ops::Range;

use super::found::{Found, found};
use super::rule::Rule;
use super::sentence::{Sentence, Word};
use crate::annotate::language::tags::Tag;

/// Whether somebody asks not to be named, at the "to": "asked not |to be identified", "declined |to be named".
pub(super) fn is_withheld(sentence: &Sentence<'_>, at: usize) -> bool {
    const NAMED: [&str; 6] = [
        "identified",
        "named",
        "photographed",
        "pictured",
        "quoted",
        "recorded",
    ];
    sentence.word(at + 1) == Word::Be && NAMED.iter().any(|word| sentence.is(at + 2, word))
}

/// The quoted words by which somebody who is not to be named gives a reason: "because |“they read everything”|".
pub(super) fn reason(sentence: &Sentence<'_>, asked: Range<usize>) -> Option<Found> {
    const REASONS: [&str; 3] = ["as", "because", "since"];
    let why = (asked.start + 3..asked.end)
        .find(|&at| REASONS.iter().any(|word| sentence.is(at, word)))?;
    let quoted = (why + 1..asked.end)
        .take_while(|&at| sentence.tag(at) != Tag::Comma)
        .find(|&at| sentence.is_quote(at))?;
    // "because she |“still had to work there”"
    let subject = quoted == why + 2 && sentence.tag(why + 1) == Tag::Prp;
    let start = if subject { why + 1 } else { quoted };
    found(Rule::Clause, start..quoted + 1)
}

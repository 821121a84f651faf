//! Adverbs behind a verb that reports: those that say how or when somebody speaks, and those that belong to what is said.

use super::sentence::{Sentence, Word};
use crate::annotate::language::tags::Tag;

/// Whether the word at `at` says when or how somebody speaks: "also", "again", "afterwards".
pub(super) fn is_adverb(sentence: &Sentence<'_>, at: usize) -> bool {
    let place = ["inside", "outside"]
        .iter()
        .any(|word| sentence.is(at, word));
    let place = place && (sentence.tag(at + 1).is_noun() || sentence.tag(at + 1) == Tag::Dt);
    let after = ["afterward", "afterwards", "thereafter"]
        .iter()
        .any(|word| sentence.is(at, word));
    // "said |early findings were good"
    let early = ["early", "late"].iter().any(|word| sentence.is(at, word));
    let early = early && sentence.tag(at + 1).is_noun();
    // "said |so many boats sank"
    let so = sentence.is(at, "so") && matches!(sentence.tag(at + 1), Tag::Jj | Tag::Rb);
    after || sentence.tag(at) == Tag::Rb && !place && !early && !so && !belongs(sentence, at)
}

/// Whether the adverb at `at` belongs to the clause behind it, of which it says how much or how surely: "said |almost everyone
/// had left", "said |perhaps it was late", but not "said |only that they had".
pub(super) fn belongs(sentence: &Sentence<'_>, at: usize) -> bool {
    const WORDS: [&str; 46] = [
        "about",
        "almost",
        "always",
        "apparently",
        "approximately",
        "around",
        "barely",
        "clearly",
        "close",
        "even",
        "evidently",
        "exactly",
        "fewer",
        "fortunately",
        "half",
        "hardly",
        "here",
        "hopefully",
        "just",
        "less",
        "luckily",
        "maybe",
        "more",
        "most",
        "nearly",
        "never",
        "not",
        "now",
        "obviously",
        "often",
        "only",
        "over",
        "perhaps",
        "possibly",
        "presumably",
        "probably",
        "quite",
        "roughly",
        "sadly",
        "sometimes",
        "soon",
        "still",
        "unfortunately",
        "up",
        "usually",
        "virtually",
    ];
    const DEGREES: [&str; 3] = ["too", "very", "well"];
    let opens = !matches!(sentence.word(at + 1), Word::That | Word::As)
        && !sentence.is_quote(at + 1)
        && !matches!(
            sentence.tag(at + 1),
            Tag::Comma | Tag::Colon | Tag::Stop | Tag::Cc
        );
    let much = DEGREES.iter().any(|word| sentence.is(at, word))
        && matches!(sentence.tag(at + 1), Tag::Jj | Tag::In);
    // "asked |not to be named"
    let asked = sentence.is(at, "not") && sentence.word(at + 1) == Word::To;
    opens && !asked && (much || WORDS.iter().any(|word| sentence.is(at, word)))
}

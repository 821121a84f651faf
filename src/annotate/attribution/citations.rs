//! Where words were printed, in brackets: "Hale (2011)", "Orr et al. (2019)", "Vik [12]", "it is a rehearsal (p. 14)".

use std::ops::Range;

use super::sentence::Sentence;
use crate::annotate::language::tags::Tag;

/// A citation has fewer items between its brackets than this.
const LONGEST: usize = 10;

/// The end of some words without the citation that closes them.
pub(super) fn before(sentence: &Sentence<'_>, words: &Range<usize>) -> usize {
    let close = words.end.saturating_sub(1);
    let open = match sentence.text_of(close) {
        ")" => "(",
        "]" => "[",
        _ => return words.end,
    };
    let open = (words.start + 1..close)
        .rev()
        .take(LONGEST)
        .find(|&at| sentence.is(at, open));
    let number = |at: usize| matches!(sentence.tag(at), Tag::Cd | Tag::Comma);
    let numbered = |open: usize| sentence.is(open, "[") && (open + 1..close).all(number);
    open.filter(|&open| numbered(open) || is_citation(sentence, open + 1..close))
        .unwrap_or(words.end)
}

/// Past what follows the name of an author at `at`: "Orr| et al. (2019)|".
pub(super) fn past(sentence: &Sentence<'_>, at: usize) -> usize {
    let others = sentence.is(at, "et") && (sentence.is(at + 1, "al.") || sentence.is(at + 1, "al"));
    let end = at + 2 * usize::from(others);
    let close = (end + 1..end + LONGEST)
        .find(|&at| sentence.is(at, ")"))
        .filter(|&close| sentence.is(end, "(") && is_citation(sentence, end + 1..close));
    close.map_or(end, |close| close + 1)
}

/// Whether the words between two brackets say where something stands: a year, a page, "Interview 7".
fn is_citation(sentence: &Sentence<'_>, inside: Range<usize>) -> bool {
    const PLACES: [&str; 8] = [
        "chapter",
        "ibid",
        "ibid.",
        "interview",
        "p.",
        "participant",
        "pp.",
        "respondent",
    ];
    let year = |at: usize| {
        let words = sentence.text_of(at).trim_end_matches(char::is_alphabetic);
        words.len() == 4
            && words.starts_with(['1', '2'])
            && words.bytes().all(|b| b.is_ascii_digit())
    };
    let place = |at: usize| PLACES.iter().any(|word| sentence.is(at, word));
    let told = inside.clone().any(|at| sentence.tag(at).is_finite());
    let first = inside.start;
    let authored = || sentence.tag(first) == Tag::Nnp && year(inside.end - 1);
    !inside.is_empty() && !told && (year(first) || place(first) || authored())
}

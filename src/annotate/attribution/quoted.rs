//! Quoted words after a cue: "said, “…”", "said X, “…”", "called them on it: “…”".

use std::ops::Range;

use super::boundaries::clause_end;
use super::clauses::{in_object_relative, in_relative};
use super::found::{Found, found};
use super::objects::names;
use super::occasions::adjuncts;
use super::phrases;
use super::rule::Rule;
use super::sentence::{Sentence, Word};
use super::verbs::Verb;
use crate::annotate::language::cues::Frames;
use crate::annotate::language::tags::Tag;

/// How many items an adjunct between cue and content may take.
pub(super) const ADJUNCT: usize = 24;

/// A quotation right after a cue, past a comma or a colon.
pub(super) fn direct(sentence: &Sentence<'_>, at: usize, verb: &Verb<'_>) -> Option<Found> {
    // "began “building bridges”" is no speech; "began, “Friends, …”" is.
    const PHASES: [&str; 6] = ["begin", "continue", "end", "finish", "open", "start"];
    let frames = verb.cue.frames;
    let phase = PHASES.contains(&verb.cue.lemma);
    let comma = matches!(sentence.tag(at), Tag::Comma | Tag::Colon);
    let start = at + usize::from(comma);
    if !sentence.is_quote(start)
        || !frames.any(Frames::QUOTE | Frames::NOUN | Frames::THAT)
        || phase && (!comma || sentence.ends_with_comma(start) && sentence.tag(start + 1).is_verb())
    {
        return None;
    }
    // "a print called “Cowboys and Sailors”", "an ad titled, “Late.”"
    if (!comma || start > verb.end + 1 || verb.cue.lemma == "title") && names(sentence, start, verb)
    {
        return None;
    }
    let whole = ends_after_quote(sentence, start);
    // "chanted “No!” after the vote"
    let cry = !frames.any(Frames::THAT | Frames::NOUN | Frames::PRED);
    // "a clip that she called “odd,” Hale went on to …"
    let another = || {
        let subject = phrases::from(sentence, start + 1);
        sentence.ends_with_comma(start) && subject.is_some_and(|end| sentence.tag(end).is_finite())
    };
    // "Ruiz, who had promised “a fair talk,” |refused"
    // "said “Starve,” |which I thought unkind"
    // "A man who shouted “Stop” |was led away"
    // "The mole, which she called “a gift,” |opened in May"
    let opened = sentence.ends_with_comma(start)
        && in_object_relative(sentence, verb)
        && sentence.tag(start + 1) == Tag::Vbn;
    let main = opened
        || (sentence.ends_with_comma(start) || in_relative(sentence, verb))
            && (begins_main(sentence, start + 1) || sentence.word(start + 1) == Word::Which);
    // "The clerk who wrote “Sorry” on the wall |left town": no telling what belongs to the clause.
    let relative = || {
        (in_relative(sentence, verb) || in_object_relative(sentence, verb)) && {
            let end = clause_end(sentence, start);
            (start + 1..end).any(|at| sentence.tag(at).is_finite())
        }
    };
    // "shouted “I love you” as he was led away", "answered “no” when she was asked"
    let upper = |c: char| c.is_uppercase();
    let utters = sentence
        .text_of(start)
        .trim_start_matches(|c: char| !c.is_alphanumeric());
    let when = matches!(sentence.word(start + 1), Word::Sub | Word::As)
        && (utters.starts_with(upper) || !utters.contains(' '))
        && frames.any(Frames::QUOTE)
        && !frames.any(Frames::PRED)
        && (sentence.is(start + 2, "there")
            || phrases::from(sentence, start + 2).is_some_and(|end| sentence.tag(end).is_finite()));
    // "hailed “the best half of the year” |after Hale scored twice", "shouted “Are you blind?” |at the clerk"
    let left = || when || ends_alone(sentence, start, frames);
    let end = if comma || cry || left() || whole.is_some() || main || another() || relative() {
        whole.unwrap_or(start + 1)
    } else {
        clause_end(sentence, start)
    };
    found(Rule::QuoteAfter, start..end)
}

/// Whether quoted words at `at` are all that is said, and what follows tells when, or to whom, or of something else.
fn ends_alone(sentence: &Sentence<'_>, at: usize, frames: Frames) -> bool {
    /// So many words with a capital before them are a sentence of its own.
    const SENTENCE: usize = 4;
    const WHEN: [&str; 6] = ["after", "as", "before", "following", "when", "while"];
    let words = sentence.text_of(at);
    let spoken = words.trim_end_matches(['"', '”', '’', '\'', '»']);
    let cry = spoken.ends_with(['!', '?']) && !frames.any(Frames::PRED);
    let first = spoken.chars().find(|c| c.is_alphanumeric());
    let sentence_of_its_own = first.is_some_and(char::is_uppercase)
        && spoken.split(' ').count() >= SENTENCE
        && !frames.any(Frames::PRED);
    let when = WHEN.iter().any(|word| sentence.is(at + 1, word));
    let clause = phrases::from(sentence, at + 2).is_some_and(|end| {
        let end = end + usize::from(sentence.tag(end) == Tag::Rb);
        sentence.tag(end).is_finite()
    });
    cry || sentence_of_its_own || when && (clause || sentence.is(at + 1, "following"))
}

/// Whether the verb of a main clause stands at `at`, where a relative clause before it ends: a past, whatever its tag.
fn begins_main(sentence: &Sentence<'_>, at: usize) -> bool {
    let past = sentence.tag(at) == Tag::Vbn && sentence.tag(at + 1) != Tag::In;
    past || sentence.tag(at).is_finite()
}

/// The end of a run of quotations after which the clause ends too.
pub(super) fn ends_after_quote(sentence: &Sentence<'_>, start: usize) -> Option<usize> {
    let mut end = start + 1;
    while sentence.is_quote(end) {
        end += 1;
    }
    matches!(
        sentence.tag(end),
        Tag::Stop | Tag::Comma | Tag::Colon | Tag::Bracket | Tag::Cc
    )
    .then_some(end)
}

/// Whether a quotation that is a sentence of its own follows the comma or colon at `at`. Its stop may stand behind its closing
/// mark, where the clause around it ends too.
pub(super) fn is_whole_behind(sentence: &Sentence<'_>, at: usize) -> bool {
    let quoted = at + 1;
    let joined = sentence.tag(quoted + 1) == Tag::Comma && sentence.tag(quoted + 2) == Tag::Cc;
    let last = quoted + 1 == sentence.len()
        || quoted + 2 == sentence.len() && sentence.tag(quoted + 1) == Tag::Stop;
    matches!(sentence.tag(at), Tag::Comma | Tag::Colon)
        && sentence.is_quote(quoted)
        && (sentence.closes_clause(quoted) || last || joined)
        && sentence
            .text_of(quoted)
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .starts_with(char::is_uppercase)
}

/// A quotation that goes on after "…," said X: at `at`, past a comma or a colon.
pub(crate) fn quote_on(sentence: &Sentence<'_>, at: usize) -> Option<Range<usize>> {
    let start = adjuncts(sentence, at).max(at);
    let start = start + usize::from(matches!(sentence.tag(start), Tag::Comma | Tag::Colon));
    // "reads the sign at her new show, |“Hush”|": the name of the show.
    let named = start > 1
        && [
            "album",
            "book",
            "exhibition",
            "film",
            "novel",
            "play",
            "show",
            "song",
        ]
        .iter()
        .any(|work| sentence.is(start - 2, work))
        && !sentence.closes_clause(start);
    (sentence.is_quote(start) && !named)
        .then(|| start..ends_after_quote(sentence, start).unwrap_or(start + 1))
}

/// Words up to a colon, then a quotation: "called them on it: …"
pub(super) fn colon(sentence: &Sentence<'_>, at: usize, frames: Frames) -> Option<Found> {
    if !frames.any(Frames::QUOTE | Frames::NOUN) {
        return None;
    }
    let colon = (at..sentence.len().min(at + ADJUNCT))
        .find(|&at| sentence.tag(at) == Tag::Colon || sentence.is_quote(at))?;
    // "those who spoke was Ruiz, who said:": another verb leads to the colon.
    if (at..colon).any(|at| sentence.tag(at).is_finite()) {
        return None;
    }
    let is_colon = sentence.text_of(colon) == ":";
    // "On whether it would open: “No,” said Ruiz": hers.
    let another = sentence.ends_with_comma(colon + 1) && sentence.tag(colon + 2).is_verb();
    (is_colon && sentence.is_quote(colon + 1) && !another).then(|| Found {
        rule: Rule::QuoteAfter,
        content: colon + 1..ends_after_quote(sentence, colon + 1).unwrap_or(colon + 2),
    })
}

//! Phrases of time, place and occasion: "on Monday", "in a statement", "outside the court".

use super::sentence::{Sentence, Word};
use super::titles::is_title;
use super::{phrases, subjects};
use crate::annotate::language::tags::Tag;

/// How many items an adjunct between cue and content may take.
const ADJUNCT: usize = 24;

/// A note in brackets among them has fewer items than this.
const ASIDE: usize = 8;

/// Past the phrases of time, place and hearer that may stand between a cue and its content.
pub(crate) fn adjuncts(sentence: &Sentence<'_>, from: usize) -> usize {
    let mut at = from;
    while at < sentence.len() && at - from < ADJUNCT {
        let place = ["outside", "inside"]
            .iter()
            .any(|word| sentence.is(at, word));
        // "told Beauty Weekly |(via Today)| that"
        let bracket = (at + 1..at + ASIDE)
            .find(|&at| sentence.is(at, ")"))
            .filter(|_| at > from && sentence.is(at, "("));
        let next = if let Some(close) = bracket {
            Some(close + 1)
        } else if place {
            let whole = phrases::from(sentence, at + 1).or(Some(at + 1));
            // "outside court |that she was glad"
            let bare = phrases::simple_from(sentence, at + 1);
            bare.filter(|&end| sentence.word(end) == Word::That)
                .or(whole)
        } else if sentence.word(at) == Word::Time || sentence.tag(at) == Tag::Rb {
            Some(at + 1)
        } else if matches!(sentence.tag(at), Tag::In | Tag::To)
            && !matches!(sentence.word(at), Word::That | Word::Sub)
        {
            // "on |“Good Morning Larton”"
            let title = sentence.is_quote(at + 1)
                && sentence.is(at, "on")
                && !sentence.closes_clause(at + 1)
                && is_title(sentence.text_of(at + 1).trim_matches(['"', '“', '”']));
            (title.then_some(at + 2))
                .or_else(|| phrases::from(sentence, at + 1).map(|end| past_name(sentence, end)))
        } else if matches!(sentence.tag(at), Tag::Dt | Tag::Cd | Tag::Jj) {
            phrases::simple_from(sentence, at)
                .filter(|&end| subjects::is_time_noun(sentence, end - 1))
        } else {
            None
        };
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    at
}

/// Past the name of whom a phrase up to `end` speaks of, where "that" follows: "through her lawyer|, Ned Gale,| that".
fn past_name(sentence: &Sentence<'_>, end: usize) -> usize {
    let name = phrases::simple_from(sentence, end + 1).filter(|&name| {
        sentence.tag(end) == Tag::Comma
            && (end + 1..name).all(|at| sentence.tag(at) == Tag::Nnp)
            && sentence.tag(name) == Tag::Comma
            && sentence.word(name + 1) == Word::That
    });
    name.map_or(end, |name| name + 1)
}

/// Whether what begins at `start` depends on what follows it: "|When Ruiz spoke, …", "|But asked whether …".
pub(crate) fn opens_when(sentence: &Sentence<'_>, start: usize) -> bool {
    let first = start + usize::from(sentence.tag(start) == Tag::Cc);
    sentence.word(first) == Word::Sub
        || ["asked", "when"]
            .iter()
            .any(|word| sentence.is(first, word))
}

/// "in a statement", "on Monday", "during an interview": the end of such a phrase at `at`.
pub(crate) fn is_occasion(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let preposition = matches!(sentence.word(at), Word::Prep)
        || sentence.tag(at) == Tag::In && sentence.word(at) != Word::Of;
    let preposition = preposition && !sentence.is(at, "about");
    if !preposition || sentence.word(at) == Word::That {
        return (sentence.word(at) == Word::Time).then_some(at + 1);
    }
    if sentence.word(at + 1) == Word::Time {
        return Some(at + 2);
    }
    let end = phrases::simple_from(sentence, at + 1)?;
    // "in a statement Wednesday"
    let noun = (at + 1..end).rfind(|&at| sentence.word(at) != Word::Time)?;
    is_occasion_noun(sentence, noun).then_some(end)
}

/// Whether the noun at `at` is an occasion to speak: an interview, a statement, a week.
pub(crate) fn is_occasion_noun(sentence: &Sentence<'_>, at: usize) -> bool {
    let mut buffer = [0; 16];
    let word = sentence.lower(at, &mut buffer);
    word.is_some_and(|word| OCCASIONS.binary_search(&word).is_ok())
}

/// Occasions to speak; sorted.
const OCCASIONS: &[&str] = &[
    "ad",
    "address",
    "afternoon",
    "appearance",
    "article",
    "book",
    "briefing",
    "broadcast",
    "call",
    "column",
    "comment",
    "comments",
    "conference",
    "conversation",
    "debate",
    "editorial",
    "email",
    "emails",
    "essay",
    "evening",
    "event",
    "facebook",
    "forum",
    "hearing",
    "interview",
    "interviews",
    "letter",
    "media",
    "meeting",
    "memo",
    "message",
    "monologue",
    "month",
    "morning",
    "night",
    "note",
    "op-ed",
    "post",
    "press",
    "radio",
    "rally",
    "release",
    "remarks",
    "report",
    "reporters",
    "show",
    "speech",
    "speeches",
    "statement",
    "statements",
    "television",
    "testimony",
    "tweet",
    "tweets",
    "twitter",
    "video",
    "week",
    "year",
];

//! What is said: where the content of a cue begins and ends.

use std::ops::Range;

use super::edges::{adjuncts, clause_end, is_occasion, object_end};
use super::phrases::{self, is_finite, is_noun};
use super::reports::Rule;
use super::stretch::{Stretch, Word};
use super::subjects;
use super::verbs::Verb;
use crate::annotate::cues::{Cue, Frames};
use crate::annotate::layer::Tag;

/// How many items an adjunct between cue and content may take.
const ADJUNCT: usize = 24;

/// A content after its cue.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub rule: Rule,
    pub content: Range<usize>,
}

/// What follows a reporting verb and is its content.
pub(crate) fn after(stretch: &Stretch<'_>, verb: &Verb<'_>) -> Option<Found> {
    let frames = verb.cue.frames;
    let mut at = verb.end;
    // "said also", "said again"
    while stretch.tag(at) == Tag::Rb && !is_finite(stretch.tag(at + 1)) {
        at += 1;
    }
    if let Some(found) = direct(stretch, at, verb) {
        return Some(found);
    }
    let dated = dated(stretch, at);
    if dated > at
        && let Some(found) = clause(stretch, dated, verb)
    {
        return Some(found);
    }
    if let Some(found) = clause(stretch, at, verb) {
        return Some(found);
    }
    if frames.any(Frames::HEARER)
        && let Some(hearer) = phrases::simple_from(stretch, at)
    {
        let hearer = phrases::from(stretch, at)
            .filter(|&end| stretch.word(end) == Word::That)
            .unwrap_or(hearer);
        let to = hearer + usize::from(stretch.word(hearer) == Word::Not);
        if stretch.word(to) == Word::To && frames.any(Frames::INF) && !stretch.is_quote(at) {
            return found(Rule::Infinitive, at..clause_end(stretch, to));
        }
        if let Some(found) = direct(stretch, hearer, verb) {
            return Some(found);
        }
        if let Some(found) = clause(stretch, hearer, verb) {
            return Some(found);
        }
        let dated = self::dated(stretch, hearer);
        if dated > hearer
            && let Some(found) = clause(stretch, dated, verb)
        {
            return Some(found);
        }
        if let Some(found) = preposition(stretch, hearer, verb.cue) {
            return Some(found);
        }
        at = hearer;
    }
    let past = adjuncts(stretch, at);
    if past > at {
        if let Some(found) = direct(stretch, past, verb) {
            return Some(found);
        }
        if frames.any(Frames::THAT | Frames::WH)
            && let Some(content) = that(stretch, past, frames)
        {
            return found(Rule::Clause, content);
        }
    }
    // "said, in a letter to the council, that"
    if stretch.tag(at) == Tag::Comma {
        let past = adjuncts(stretch, at + 1);
        if past > at + 1
            && stretch.tag(past) == Tag::Comma
            && stretch.word(past + 1) == Word::That
            && let Some(content) = that(stretch, past + 1, frames)
        {
            return found(Rule::Clause, content);
        }
    }
    if let Some(found) = preposition(stretch, at, verb.cue) {
        return Some(found);
    }
    if let Some(found) = object(stretch, at, verb) {
        return Some(found);
    }
    colon(stretch, at, frames)
}

/// Past a phrase of time at `at`: "in September", "on Monday", "last week".
fn dated(stretch: &Stretch<'_>, at: usize) -> usize {
    let start = at + usize::from(stretch.tag(at) == Tag::In && stretch.word(at) != Word::That);
    if stretch.word(start) == Word::Time {
        return start + 1;
    }
    let end = phrases::simple_from(stretch, start);
    match end {
        Some(end) if subjects::is_time_noun(stretch, end - 1) => end,
        _ => at,
    }
}

fn found(rule: Rule, content: Range<usize>) -> Option<Found> {
    (content.start < content.end).then_some(Found { rule, content })
}

/// A quotation right after a cue, past a comma or a colon.
fn direct(stretch: &Stretch<'_>, at: usize, verb: &Verb<'_>) -> Option<Found> {
    // "began “building bridges”" is no speech; "began, “Friends, …”" is.
    const PHASES: [&str; 6] = ["begin", "continue", "end", "finish", "open", "start"];
    let frames = verb.cue.frames;
    let phase = PHASES.contains(&verb.cue.lemma);
    let comma = matches!(stretch.tag(at), Tag::Comma | Tag::Colon);
    let start = at + usize::from(comma);
    if !stretch.is_quote(start)
        || !frames.any(Frames::QUOTE | Frames::NOUN | Frames::THAT)
        || phase && !comma
    {
        return None;
    }
    let whole = ends_after_quote(stretch, start);
    let end = if comma || whole.is_some() {
        whole.unwrap_or(start + 1)
    } else {
        clause_end(stretch, start)
    };
    found(Rule::QuoteAfter, start..end)
}

/// The end of a run of quotations after which the clause ends too.
fn ends_after_quote(stretch: &Stretch<'_>, start: usize) -> Option<usize> {
    let mut end = start + 1;
    while stretch.is_quote(end) {
        end += 1;
    }
    matches!(
        stretch.tag(end),
        Tag::Stop | Tag::Comma | Tag::Colon | Tag::Bracket | Tag::Cc
    )
    .then_some(end)
}

/// A quotation that goes on after "…," said X: at `at`, past a comma or a colon.
pub(crate) fn quote_on(stretch: &Stretch<'_>, at: usize) -> Option<Range<usize>> {
    let start = adjuncts(stretch, at).max(at);
    let start = start + usize::from(matches!(stretch.tag(start), Tag::Comma | Tag::Colon));
    stretch
        .is_quote(start)
        .then(|| start..ends_after_quote(stretch, start).unwrap_or(start + 1))
}

/// "that …", "whether …", "to …" or a bare clause at `at`.
fn clause(stretch: &Stretch<'_>, at: usize, verb: &Verb<'_>) -> Option<Found> {
    let frames = verb.cue.frames;
    if let Some(content) = that(stretch, at, frames) {
        return found(Rule::Clause, content);
    }
    if stretch.word(at) == Word::To && frames.any(Frames::INF) {
        let plain = !verb.cue.prepositions.contains(&"to") && is_noun(stretch.tag(at + 1));
        let infinitive = (at + 1..at + 4).any(|at| stretch.tag(at) == Tag::Vb)
            || stretch.is_quote(at + 1)
            || stretch.word(at + 1) == Word::Be
            || plain;
        if infinitive {
            return found(Rule::Infinitive, at..clause_end(stretch, at));
        }
    }
    if !frames.any(Frames::THAT) || stretch.tag(at) == Tag::Comma {
        return None;
    }
    let strong = [
        "say", "think", "believe", "hope", "insist", "claim", "argue",
    ]
    .contains(&verb.cue.lemma);
    let subject = phrases::from(stretch, at);
    let bare = subject.is_some_and(|end| {
        let edge = |at: usize| {
            matches!(stretch.tag(at), Tag::Comma | Tag::Cc | Tag::Stop)
                || stretch.word(at) == Word::That
        };
        let finite =
            |at: usize| is_finite(stretch.tag(at)) || at < stretch.len() && stretch.is_quote(at);
        let comma = stretch.tag(end) == Tag::Comma;
        (end..end + 3)
            .take_while(|&at| !edge(at) || comma)
            .any(finite)
            || !comma && (end..end + 2).any(|at| stretch.tag(at) == Tag::Vbn) && strong
    });
    let there = stretch.tag(at) == Tag::Ex;
    let content = bare || there || strong && starts_content(stretch, at);
    content
        .then(|| found(Rule::Clause, at..clause_end(stretch, at)))
        .flatten()
}

/// Whether something that is no adjunct of a strong reporting verb begins at `at`.
fn starts_content(stretch: &Stretch<'_>, at: usize) -> bool {
    if at >= stretch.len() || stretch.word(at) == Word::Time || is_occasion(stretch, at).is_some() {
        return false;
    }
    match stretch.tag(at) {
        Tag::Stop | Tag::Comma | Tag::Colon | Tag::Bracket | Tag::Cc => false,
        Tag::In if stretch.word(at) == Word::Sub => concedes(stretch, at),
        Tag::In => !matches!(stretch.word(at), Word::As | Word::By) && clause_follows(stretch, at),
        Tag::To => false,
        _ => clause_follows(stretch, at) || matches!(stretch.tag(at), Tag::Rb | Tag::Dt | Tag::Wh),
    }
}

/// Whether a clause that depends on the next begins at `at`: "although the harbour is old, it will stay open". What
/// tells when somebody spoke ("said after the vote, …") is none.
fn concedes(stretch: &Stretch<'_>, at: usize) -> bool {
    const CONCESSIONS: [&str; 6] = ["although", "though", "if", "unless", "because", "while"];
    let end = stretch.len().min(at + ADJUNCT);
    let Some(comma) = (at..end).find(|&at| stretch.tag(at) == Tag::Comma) else {
        return false;
    };
    CONCESSIONS.iter().any(|word| stretch.is(at, word))
        && (at..comma).any(|at| is_finite(stretch.tag(at)))
        && clause_follows(stretch, comma)
}

fn clause_follows(stretch: &Stretch<'_>, start: usize) -> bool {
    (start..stretch.len().min(start + 20))
        .take_while(|&at| stretch.tag(at) != Tag::Stop)
        .any(|at| is_finite(stretch.tag(at)) || at > start && stretch.is_quote(at))
}

/// A clause that "that" or a question word opens.
pub(crate) fn that(stretch: &Stretch<'_>, at: usize, frames: Frames) -> Option<Range<usize>> {
    let comma = usize::from(stretch.tag(at) == Tag::Comma && stretch.word(at + 1) == Word::That);
    let at = at + comma;
    let opens = match stretch.word(at) {
        Word::That => {
            frames.any(Frames::THAT | Frames::QUOTE)
                && (!matches!(stretch.tag(at + 1), Tag::Stop | Tag::Comma)
                    || parenthesis(stretch, at + 1))
        }
        Word::Wh => frames.any(Frames::WH | Frames::THAT),
        Word::Who | Word::Sub => {
            frames.any(Frames::WH)
                && (stretch.word(at) == Word::Who || comma == 0 && is_if(stretch, at))
        }
        _ => false,
    };
    opens.then(|| at..clause_end(stretch, at + 1))
}

/// Whether commas around a few words at `at` part a clause from what opens it: "that, taxes aside, the plan is good".
fn parenthesis(stretch: &Stretch<'_>, at: usize) -> bool {
    let mut end = at + 1..stretch.len().min(at + 12);
    stretch.tag(at) == Tag::Comma
        && end
            .find(|&at| stretch.tag(at) == Tag::Comma)
            .is_some_and(|comma| clause_follows(stretch, comma))
}

fn is_if(stretch: &Stretch<'_>, at: usize) -> bool {
    stretch
        .items
        .get(at)
        .is_some_and(|item| item.span.len() == 2)
}

/// "about …", "for …" where the cue takes it.
fn preposition(stretch: &Stretch<'_>, at: usize, cue: &Cue) -> Option<Found> {
    let item = stretch.items.get(at)?;
    let word = item.span.of(stretch.text);
    if item.region.is_some()
        || !cue
            .prepositions
            .iter()
            .any(|one| one.eq_ignore_ascii_case(word))
    {
        return None;
    }
    let start = at + 1;
    if matches!(stretch.tag(start), Tag::Stop | Tag::Comma) || is_occasion(stretch, at).is_some() {
        return None;
    }
    if is_bare_pronoun(stretch, start) {
        return None;
    }
    found(Rule::Object, start..object_end(stretch, start))
}

/// The object of a verb that is what is said: "criticized the plan".
fn object(stretch: &Stretch<'_>, at: usize, verb: &Verb<'_>) -> Option<Found> {
    let frames = verb.cue.frames;
    let viewed = || {
        let end = phrases::from(stretch, at).unwrap_or(at);
        stretch.word(end) == Word::As
    };
    let takes = frames.any(Frames::NOUN | Frames::PRED) || frames.any(Frames::AS) && viewed();
    if !takes {
        return None;
    }
    let starts = stretch.is_quote(at)
        || stretch.tag(at) == Tag::Vbg
        || matches!(
            stretch.tag(at),
            Tag::Dt | Tag::PrpS | Tag::Prp | Tag::Jj | Tag::Cd
        )
        || is_noun(stretch.tag(at));
    let timed = phrases::simple_from(stretch, at)
        .is_some_and(|end| subjects::is_time_noun(stretch, end - 1) && !stretch.is(at, "the"));
    let day = stretch.word(at) == Word::Time && stretch.tag(at + 1) != Tag::Pos;
    if !starts || timed || day || is_bare_pronoun(stretch, at) {
        return None;
    }
    // "voters who backed him say …": the object ends where the main clause goes on.
    let relative = verb.group.start > 0
        && matches!(
            stretch.word(verb.group.start - 1),
            Word::Who | Word::Which | Word::That
        );
    let phrase = phrases::from(stretch, at)
        .filter(|&end| relative && (is_finite(stretch.tag(end)) || stretch.tag(end) == Tag::Vb));
    found(
        Rule::Object,
        at..phrase.unwrap_or_else(|| object_end(stretch, at)),
    )
}

/// "it", "them all week": what was said stands elsewhere.
fn is_bare_pronoun(stretch: &Stretch<'_>, at: usize) -> bool {
    let ends = || adjuncts(stretch, at + 1) >= object_end(stretch, at);
    stretch.tag(at) == Tag::Prp && ends()
}

/// Words up to a colon, then a quotation: "called them on it: …"
fn colon(stretch: &Stretch<'_>, at: usize, frames: Frames) -> Option<Found> {
    if !frames.any(Frames::QUOTE | Frames::NOUN) {
        return None;
    }
    let colon = (at..stretch.len().min(at + ADJUNCT))
        .find(|&at| stretch.tag(at) == Tag::Colon || stretch.is_quote(at))?;
    let is_colon = stretch.items[colon].span.of(stretch.text) == ":";
    (is_colon && stretch.is_quote(colon + 1)).then(|| Found {
        rule: Rule::QuoteAfter,
        content: colon + 1..ends_after_quote(stretch, colon + 1).unwrap_or(colon + 2),
    })
}

/// What follows a noun or an adjective that reports: the end of the cue, and the content.
pub(crate) fn complement(
    stretch: &Stretch<'_>,
    at: usize,
    cue: &Cue,
) -> Option<(usize, Range<usize>)> {
    if let Some(content) = that(stretch, at, cue.frames) {
        return Some((at, content));
    }
    if stretch.word(at) == Word::To && cue.frames.any(Frames::INF) {
        return (stretch.tag(at + 1) == Tag::Vb).then(|| (at, at..clause_end(stretch, at)));
    }
    preposition(stretch, at, cue).map(|found| (at + 1, found.content))
}

/// What precedes a subject or an inverted cue and is said: "…," X said. `end` is where X begins.
pub(crate) fn before(stretch: &Stretch<'_>, free: usize, end: usize) -> Option<Range<usize>> {
    let left = end.checked_sub(1)?;
    let comma = matches!(stretch.tag(left), Tag::Comma | Tag::Colon);
    let last = if comma { left } else { end };
    if last <= free {
        return None;
    }
    if stretch.is_quote(last - 1) {
        let mut start = last - 1;
        if start > free && !opens_quoted(stretch, start) {
            start = free;
        }
        return Some(start..last);
    }
    // An unquoted clause: it needs a verb of its own, and no word that makes it depend on the next.
    let clause = comma
        && (free..last).any(|at| is_finite(stretch.tag(at)) || stretch.is_quote(at))
        && !matches!(stretch.word(free), Word::Sub | Word::As)
        && !matches!(
            stretch.tag(free),
            Tag::In | Tag::Vbg | Tag::Vbn | Tag::To | Tag::Wh
        );
    clause.then_some(free..last)
}

/// Whether a quotation at `at` stands by itself rather than inside a clause.
fn opens_quoted(stretch: &Stretch<'_>, at: usize) -> bool {
    at == 0
        || matches!(
            stretch.tag(at - 1),
            Tag::Stop | Tag::Comma | Tag::Colon | Tag::Cc
        )
        || stretch.is_quote(at - 1)
}

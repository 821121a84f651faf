//! What is said: where the content of a cue begins and ends.

use std::ops::Range;

use super::boundaries::{adjuncts, clause_end, hands_over, infinitive_end, is_occasion};
use super::clauses::{clause, that};
use super::found::{Found, found};
use super::objects::{called, names, object, preposition};
use super::phrases;
use super::rule::Rule;
use super::sentence::{Stretch, Word};
use super::subjects;
use super::verbs::Verb;
use crate::annotate::language::cues::{Cue, Frames};
use crate::annotate::language::tags::Tag;

/// How many items an adjunct between cue and content may take.
const ADJUNCT: usize = 24;

/// What follows a reporting verb and is its content.
pub(crate) fn after(stretch: &Stretch<'_>, verb: &Verb<'_>) -> Option<Found> {
    let frames = verb.cue.frames;
    let mut at = verb.end;
    // "said also", "said again"
    while stretch.tag(at) == Tag::Rb && !stretch.tag(at + 1).is_finite() {
        at += 1;
    }
    if let Some(found) = direct(stretch, at, verb) {
        return Some(found);
    }
    if let Some(found) = to_hearer(stretch, at, verb) {
        return Some(found);
    }
    // "said on his blog that"
    let past = adjuncts(stretch, at);
    if past > at
        && stretch.word(past) == Word::That
        && stretch.tag(at) == Tag::In
        && let Some(content) = that(stretch, past, frames)
    {
        return found(Rule::Clause, content);
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
            return found(Rule::Infinitive, at..infinitive_end(stretch, to));
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
        // "said on social media the vote was"
        if frames.any(Frames::QUOTE)
            && is_occasion(stretch, at).is_some()
            && let Some(found) = clause(stretch, past, verb)
            && found.rule == Rule::Clause
        {
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
    // "joked, again with a northern accent, “…”"
    if stretch.tag(at) == Tag::Comma
        && frames.any(Frames::QUOTE)
        && matches!(stretch.tag(at + 1), Tag::Rb | Tag::Vbg | Tag::In)
        && !hands_over(stretch, at + 1)
        && let Some(comma) = (at + 1..stretch.len().min(at + ADJUNCT))
            .take_while(|&at| !stretch.tag(at).is_finite() && !stretch.is_quote(at))
            .find(|&at| stretch.tag(at) == Tag::Comma && stretch.is_quote(at + 1))
        && let Some(end) = ends_after_quote(stretch, comma + 1)
    {
        return found(Rule::QuoteAfter, comma + 1..end);
    }
    // "said — on a walk, as it happens — that"
    if stretch.is_dash(at)
        && let Some(dash) =
            (at + 1..stretch.len().min(at + ADJUNCT)).find(|&at| stretch.is_dash(at))
        && let Some(content) = that(stretch, dash + 1, frames)
    {
        return found(Rule::Clause, content);
    }
    // "contended in its letter, written by a clerk, that"
    let past = adjuncts(stretch, at);
    if past > at
        && stretch.tag(past) == Tag::Comma
        && let Some(comma) = (past + 1..stretch.len().min(past + ADJUNCT))
            .take_while(|&at| !stretch.tag(at).is_finite())
            .find(|&at| stretch.tag(at) == Tag::Comma && stretch.word(at + 1) == Word::That)
        && let Some(content) = that(stretch, comma + 1, frames)
    {
        return found(Rule::Clause, content);
    }
    if let Some(found) = preposition(stretch, at, verb.cue) {
        return Some(found);
    }
    // "talked on social media about"
    if let Some(past) = is_occasion(stretch, at)
        && let Some(found) = preposition(stretch, past, verb.cue)
    {
        return Some(found);
    }
    // "ordered a review of the fund": nobody hears.
    if let Some(found) = object(stretch, at, verb)
        .or_else(|| object(stretch, verb.end, verb).filter(|_| frames.any(Frames::HEARER)))
        .or_else(|| called(stretch, at, verb))
    {
        return Some(found);
    }
    colon(stretch, at, frames)
}

/// What follows the hearer of a verb that cannot do without one: "told the court how …", "told friends it was over".
fn to_hearer(stretch: &Stretch<'_>, at: usize, verb: &Verb<'_>) -> Option<Found> {
    const NEED: [&str; 8] = [
        "assure", "convince", "inform", "notify", "persuade", "reassure", "remind", "tell",
    ];
    if !NEED.contains(&verb.cue.lemma) || stretch.is_quote(at) {
        return None;
    }
    let hearer = phrases::simple_from(stretch, at)?;
    let opens = match stretch.word(hearer) {
        Word::That | Word::Wh => true,
        _ => {
            let comma = matches!(stretch.tag(hearer), Tag::Comma | Tag::Colon);
            comma && stretch.is_quote(hearer + 1)
                || stretch.tag(hearer) == Tag::Prp
                || matches!(stretch.tag(hearer), Tag::Dt | Tag::PrpS)
        }
    };
    if !opens {
        return None;
    }
    direct(stretch, hearer, verb).or_else(|| clause(stretch, hearer, verb))
}

/// Past a phrase of time at `at`: "in September", "on Monday", "last week".
fn dated(stretch: &Stretch<'_>, at: usize) -> usize {
    let start = at + usize::from(stretch.tag(at) == Tag::In && stretch.word(at) != Word::That);
    if stretch.word(start) == Word::Time {
        // "Tuesday morning"
        let end = start + 1 + usize::from(subjects::is_time_noun(stretch, start + 1));
        // Not in "Tuesday night's debate".
        return if stretch.tag(end) == Tag::Pos {
            at
        } else {
            end
        };
    }
    let end = phrases::simple_from(stretch, start);
    match end {
        Some(end) if subjects::is_time_noun(stretch, end - 1) => end,
        _ => at,
    }
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
    if !comma && names(stretch, start, verb) {
        return None;
    }
    let whole = ends_after_quote(stretch, start);
    // "chanted “No!” after the vote"
    let cry = !frames.any(Frames::THAT | Frames::NOUN | Frames::PRED);
    let end = if comma || cry || whole.is_some() {
        whole.unwrap_or(start + 1)
    } else {
        clause_end(stretch, start)
    };
    found(Rule::QuoteAfter, start..end)
}

/// Whether the quoted words at `at` are what something is called, not what anybody says: "a print called “Cowboys and
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

/// What something is called, where the thing stands after it or before: "dismissed as “a shame” the plan", "which the
/// Words up to a colon, then a quotation: "called them on it: …"
fn colon(stretch: &Stretch<'_>, at: usize, frames: Frames) -> Option<Found> {
    if !frames.any(Frames::QUOTE | Frames::NOUN) {
        return None;
    }
    let colon = (at..stretch.len().min(at + ADJUNCT))
        .find(|&at| stretch.tag(at) == Tag::Colon || stretch.is_quote(at))?;
    // "those who spoke was Ruiz, who said:": another verb leads to the colon.
    if (at..colon).any(|at| stretch.tag(at).is_finite()) {
        return None;
    }
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
        return (stretch.tag(at + 1) == Tag::Vb).then(|| (at, at..infinitive_end(stretch, at)));
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
    // "“The Port” star Ana Ruiz said": a name, not what she said.
    let named = !comma && stretch.tag(end) == Tag::Nn && !stretch.closes_clause(last - 1);
    if stretch.is_quote(last - 1) && !named {
        let mut start = last - 1;
        if start > free && !opens_quoted(stretch, start) {
            start = free;
        }
        return Some(start..last);
    }
    // An unquoted clause: it needs a verb of its own, and no word that makes it depend on the next.
    let clause = comma
        && ![":", ";"].iter().any(|mark| stretch.is(left, mark))
        && (free..last).any(|at| stretch.tag(at).is_finite() || stretch.is_quote(at))
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

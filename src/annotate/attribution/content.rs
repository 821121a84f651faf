//! What is said: where the content of a cue begins and ends.

use std::ops::Range;

use super::adverbs::is_adverb;
use super::boundaries::{clause_end, hands_over, infinitive_end, is_summary};
use super::clauses::{clause, that};
use super::found::{Found, found};
use super::hearers::{dated, is_story, is_tale, to_hearer, whole_to_hearer};
use super::objects::{called, names, object, preposition};
use super::occasions::{adjuncts, is_occasion};
use super::phrases;
use super::proforms::stands_for_words;
use super::quoted::{ADJUNCT, colon, direct, ends_after_quote};
use super::rule::Rule;
use super::sentence::{Sentence, Word};
use super::subjects;
use super::verbs::Verb;
use crate::annotate::language::cues::{Cue, Frames, lexicon};
use crate::annotate::language::tags::Tag;

/// What follows a reporting verb and is its content.
pub(crate) fn after(sentence: &Sentence<'_>, verb: &Verb<'_>) -> Option<Found> {
    let frames = verb.cue.frames;
    let mut at = verb.end;
    // "What nobody says |is that it leaks", "What Ruiz said |was never written down"
    let quotes = || (at..sentence.len()).any(|at| sentence.is_quote(at));
    let subject = phrases::simple_before(sentence, verb.group.start);
    let what = subject.is_some_and(|np| np.start == 1 && sentence.is(0, "what"));
    if sentence.word(at) == Word::Be && sentence.word(at + 1) == Word::That
        || what && sentence.tag(at).is_finite() && !quotes()
    {
        return None;
    }
    // "All Ruiz said |was “…”", "The only thing Ruiz said was"
    let all = |at: usize| ["all", "thing"].iter().any(|word| sentence.is(at, word));
    if sentence.word(at) == Word::Be && sentence.is_quote(at + 1) && (0..at).any(all) {
        return direct(sentence, at + 1, verb);
    }
    // "said also", "said again", but not "said |outside court that"
    while is_adverb(sentence, at) && !sentence.tag(at + 1).is_finite() {
        at += 1;
    }
    // "said again |and again"
    let again = |at: usize| sentence.is(at, "again");
    if at > verb.end && again(at - 1) && sentence.tag(at) == Tag::Cc && again(at + 1) {
        at += 2;
    }
    // "He said it better than I can.", "She says something I do not catch.", "said so in a letter that she wrote"
    if stands_for_words(sentence, at, verb) {
        return None;
    }
    if verb.cue.lemma == "say" && is_word(sentence, at) {
        let ends = matches!(sentence.tag(at + 1), Tag::Stop | Tag::Comma | Tag::Cc)
            || gives_way(sentence, at);
        let answer = (ends && is_answer(sentence, at)).then(|| at..at + 1)?;
        return found(Rule::Clause, answer);
    }
    // "told a story, “The Old Port,” to the children"
    let titled = phrases::simple_from(sentence, at).is_some_and(|end| {
        let quoted = end + usize::from(sentence.tag(end) == Tag::Comma);
        sentence.is_quote(quoted) && names(sentence, quoted, verb)
    });
    if titled {
        return None;
    }
    if let Some(found) = direct(sentence, at, verb) {
        return Some(found);
    }
    if let Some(found) = whole_to_hearer(sentence, at, verb) {
        return Some(found);
    }
    if let Some(found) = to_hearer(sentence, at, verb) {
        return Some(found);
    }
    // "said on his blog that"
    let past = past_relative(sentence, adjuncts(sentence, at));
    // "Responding to Hale's claim that it leaks": the claim is Hale's.
    let another = ["reply", "respond"].contains(&verb.cue.lemma)
        && sentence.word(at) == Word::To
        && sentence.word(past) == Word::That
        && !subjects::voice(sentence, &(at + 1..past)).is_somebody();
    if another {
        return None;
    }
    if past > at
        && sentence.word(past) == Word::That
        && (sentence.tag(at) == Tag::In || sentence.tag(at) == Tag::Rb)
        && !is_relative(sentence, past)
        && let Some(content) = that(sentence, past, frames)
    {
        return found(Rule::Clause, content);
    }
    // "said |from the bench |she would"
    let placed = phrases::simple_from(sentence, at + 1).filter(|&end| {
        sentence.is(at, "from")
            && sentence.tag(end) == Tag::Prp
            && sentence.tag(end + 1).is_finite()
    });
    let past = placed.unwrap_or_else(|| dated(sentence, at));
    if past > at
        && !is_relative(sentence, past)
        && let Some(found) = clause(sentence, past, verb)
    {
        return Some(found);
    }
    // "texted her husband “…”"
    if ["email", "e-mail", "text", "message"].contains(&verb.cue.lemma)
        && let Some(hearer) = phrases::simple_from(sentence, at)
        && let Some(quoted) = (at + 1..=hearer).find(|&at| sentence.is_quote(at))
        && let Some(found) = direct(sentence, quoted, verb)
    {
        return Some(found);
    }
    if let Some(found) = clause(sentence, at, verb) {
        return Some(found);
    }
    if frames.any(Frames::HEARER)
        && let Some(hearer) = phrases::simple_from(sentence, at)
    {
        let hearer = phrases::from(sentence, at)
            .filter(|&end| sentence.word(end) == Word::That)
            .unwrap_or(hearer);
        // "asked anyone |who was there |to come forward"
        let who = sentence.word(hearer) == Word::Who && sentence.tag(hearer + 1).is_finite();
        let later = (hearer + 2..sentence.len().min(hearer + ADJUNCT))
            .take_while(|&at| !matches!(sentence.tag(at), Tag::Comma | Tag::Colon))
            .find(|&at| sentence.word(at) == Word::To && sentence.tag(at + 1) == Tag::Vb);
        let past = later.filter(|_| who && sentence.tag(hearer - 1) != Tag::Prp);
        let hearer = past.unwrap_or(hearer);
        let to = hearer + usize::from(sentence.word(hearer) == Word::Not);
        if sentence.word(to) == Word::To && frames.any(Frames::INF) && !sentence.is_quote(at) {
            return found(Rule::Infinitive, at..infinitive_end(sentence, to));
        }
        if let Some(found) = direct(sentence, hearer, verb) {
            return Some(found);
        }
        // "told a story |that nobody believed"
        let place =
            sentence.is(hearer, "where") && !subjects::voice(sentence, &(at..hearer)).is_somebody();
        // "emailed a form that was lost"
        let sent = ["text", "email", "e-mail"].contains(&verb.cue.lemma)
            && !subjects::voice(sentence, &(at..hearer)).is_somebody();
        let hears = !is_story(sentence, hearer) && !place && !sent;
        if let Some(found) = clause(sentence, hearer, verb).filter(|_| hears) {
            return Some(found);
        }
        let past = dated(sentence, hearer);
        if past > hearer
            && let Some(found) = clause(sentence, past, verb)
        {
            return Some(found);
        }
        // "told investors |of the firm, its owner, on Monday |that"
        let later = (hearer..sentence.len().min(hearer + ADJUNCT))
            .take_while(|&at| !sentence.tag(at).is_finite() && !sentence.is_quote(at))
            .find(|&at| sentence.word(at) == Word::That)
            .filter(|_| sentence.word(hearer) == Word::Of && !is_tale(sentence, hearer - 1));
        if let Some(content) = later.and_then(|at| that(sentence, at, frames)) {
            return found(Rule::Clause, content);
        }
        if let Some(found) = preposition(sentence, hearer, verb.cue) {
            return Some(found);
        }
        at = hearer;
    }
    let past = adjuncts(sentence, at);
    if past > at {
        if let Some(found) = direct(sentence, past, verb) {
            return Some(found);
        }
        // "said on social media the vote was"
        if frames.any(Frames::QUOTE)
            && is_occasion(sentence, at).is_some()
            && let Some(found) = clause(sentence, past, verb)
            && found.rule == Rule::Clause
        {
            return Some(found);
        }
        if frames.any(Frames::THAT | Frames::WH)
            && !is_relative(sentence, past)
            && let Some(content) = that(sentence, past, frames)
        {
            return found(Rule::Clause, content);
        }
    }
    // "said, in a letter to the council, that"
    if sentence.tag(at) == Tag::Comma {
        let past = adjuncts(sentence, at + 1);
        if past > at + 1
            && sentence.tag(past) == Tag::Comma
            && sentence.word(past + 1) == Word::That
            && let Some(content) = that(sentence, past + 1, frames)
        {
            return found(Rule::Clause, content);
        }
    }
    // "said, this morning, the port was safe"
    if sentence.tag(at) == Tag::Comma && frames.any(Frames::QUOTE) {
        let past = adjuncts(sentence, at + 1);
        let subject = phrases::from(sentence, past + 1);
        if past > at + 1
            && sentence.tag(past) == Tag::Comma
            && subject.is_some_and(|end| sentence.tag(end).is_finite())
        {
            return found(Rule::Clause, past + 1..clause_end(sentence, past + 1));
        }
    }
    // "joked, again with a northern accent, “…”"
    if sentence.tag(at) == Tag::Comma
        && frames.any(Frames::QUOTE)
        && matches!(sentence.tag(at + 1), Tag::Rb | Tag::Vbg | Tag::In)
        // "said, according to the minutes, “…”"
        && (sentence.is(at + 1, "according") || !hands_over(sentence, at + 1))
        && let Some(comma) = (at + 1..sentence.len().min(at + ADJUNCT))
            .take_while(|&at| !sentence.tag(at).is_finite() && !sentence.is_quote(at))
            .find(|&at| sentence.tag(at) == Tag::Comma && sentence.is_quote(at + 1))
        && let Some(end) = ends_after_quote(sentence, comma + 1)
    {
        return found(Rule::QuoteAfter, comma + 1..end);
    }
    // "said — on a walk, as it happens — that"
    if sentence.is_dash(at)
        && let Some(dash) =
            (at + 1..sentence.len().min(at + ADJUNCT)).find(|&at| sentence.is_dash(at))
        && let Some(content) = that(sentence, dash + 1, frames)
    {
        return found(Rule::Clause, content);
    }
    // "contended in its letter, written by a clerk, that"
    let past = adjuncts(sentence, at);
    if past > at
        && sentence.tag(past) == Tag::Comma
        && let Some(comma) = (past + 1..sentence.len().min(past + ADJUNCT))
            .take_while(|&at| !sentence.tag(at).is_finite())
            .find(|&at| sentence.tag(at) == Tag::Comma && sentence.word(at + 1) == Word::That)
        && let Some(content) = that(sentence, comma + 1, frames)
    {
        return found(Rule::Clause, content);
    }
    if let Some(found) = preposition(sentence, at, verb.cue) {
        return Some(found);
    }
    // "talked on social media about"
    if let Some(past) = is_occasion(sentence, at)
        && let Some(found) = preposition(sentence, past, verb.cue)
    {
        return Some(found);
    }
    // "ordered a review of the fund": nobody hears.
    if let Some(found) = object(sentence, at, verb)
        .or_else(|| object(sentence, verb.end, verb).filter(|_| frames.any(Frames::HEARER)))
        .or_else(|| called(sentence, at, verb))
    {
        return Some(found);
    }
    colon(sentence, at, frames)
}

/// Whether the word at `at`, without marks, is all that somebody says: "said |no", "said |sorry for the noise".
fn is_word(sentence: &Sentence<'_>, at: usize) -> bool {
    const WORDS: [&str; 9] = [
        "amen", "farewell", "goodbye", "hello", "hi", "sorry", "thanks", "no", "yes",
    ];
    let ends = || {
        matches!(
            sentence.tag(at + 1),
            Tag::Stop | Tag::Comma | Tag::Cc | Tag::To | Tag::In
        ) || gives_way(sentence, at)
    };
    WORDS.iter().any(|word| sentence.is(at, word)) && ends()
}

/// Whether an answer at `at` is all that those say whose sentence goes on: "Those who said |no gave the fog as the reason".
fn gives_way(sentence: &Sentence<'_>, at: usize) -> bool {
    is_answer(sentence, at) && matches!(sentence.tag(at + 1), Tag::Vbd | Tag::Vbz | Tag::Vbp)
}

fn is_answer(sentence: &Sentence<'_>, at: usize) -> bool {
    ["no", "yes"].iter().any(|word| sentence.is(at, word))
}

/// Whether the "that" at `at` means the noun before it: it is the subject of its verb, "swore at the horse |that bit her", or
/// what others report, "agreed to pay over claims |that it leaked".
fn is_relative(sentence: &Sentence<'_>, at: usize) -> bool {
    const ABOUT: [&str; 6] = ["about", "after", "against", "amid", "following", "over"];
    let noun = at
        .checked_sub(1)
        .and_then(|noun| sentence.items.get(noun)?.entry)
        .is_some_and(|entry| lexicon().noun(entry).is_some());
    let link = phrases::simple_before(sentence, at).and_then(|np| np.start.checked_sub(1));
    if noun && link.is_some_and(|link| ABOUT.iter().any(|word| sentence.is(link, word))) {
        return true;
    }
    let verb = at + 1 + usize::from(sentence.tag(at + 1) == Tag::Rb);
    at > 0
        && sentence.word(at) == Word::That
        && sentence.tag(at - 1).is_noun()
        && !subjects::is_time_noun(sentence, at - 1)
        && sentence.tag(verb).is_finite()
        && !is_subject(sentence, verb)
        && !(verb..sentence.len()).any(|at| sentence.is_quote(at))
}

/// Whether what looks like a verb at `at` is the subject of the one behind it: "said in a statement that |talks would resume".
fn is_subject(sentence: &Sentence<'_>, at: usize) -> bool {
    let auxiliary = matches!(sentence.word(at), Word::Be | Word::Have) || sentence.is(at, "does");
    sentence.tag(at) == Tag::Vbz && !auxiliary && sentence.tag(at + 1).is_finite()
}

/// Past a relative clause at `at` that another "that" follows: "in a letter |that was leaked |that …".
fn past_relative(sentence: &Sentence<'_>, at: usize) -> usize {
    let next =
        (at + 2..sentence.len().min(at + ADJUNCT)).find(|&at| sentence.word(at) == Word::That);
    next.filter(|_| is_relative(sentence, at)).unwrap_or(at)
}

/// What follows a noun or an adjective that reports: the end of the cue, and the content.
pub(crate) fn complement(
    sentence: &Sentence<'_>,
    at: usize,
    cue: &Cue,
) -> Option<(usize, Range<usize>)> {
    // "two critical reports |that showed"
    let relative = sentence.word(at) == Word::That
        && at > 0
        && sentence.tag(at - 1) == Tag::Nns
        && sentence.tag(at + 1) == Tag::Vbd;
    if relative || is_summary(sentence, at) {
        return None;
    }
    if let Some(content) = that(sentence, at, cue.frames) {
        return Some((at, content));
    }
    if sentence.word(at) == Word::To && cue.frames.any(Frames::INF) {
        return (sentence.tag(at + 1) == Tag::Vb).then(|| (at, at..infinitive_end(sentence, at)));
    }
    preposition(sentence, at, cue).map(|found| (at + 1, found.content))
}

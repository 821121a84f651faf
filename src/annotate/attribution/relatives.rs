//! Subjects on which a clause hangs that ends right before their verb: "voters who backed him |", "a poll held in the port |".

use std::ops::Range;

use super::phrases::{before, opens_clause};
use super::sentence::{Sentence, Word};
use super::subjects::voice;
use crate::annotate::language::animacy::Voice;
use crate::annotate::language::tags::Tag;

/// How many items a clause that modifies a subject may have.
const CLAUSE: usize = 14;

/// A subject whose relative clause ends right before `end`: "voters who backed him |", "a woman who lives nearby |".
pub(crate) fn relative_before(sentence: &Sentence<'_>, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1)?;
    if let Some(np) = who_before(sentence, end) {
        return Some(np);
    }
    let inside = sentence.tag(last).is_verb()
        || ["him", "them", "us", "me"]
            .iter()
            .any(|word| sentence.is(last, word))
        || before(sentence, end).is_some_and(|np| {
            np.start > 0
                && (sentence.tag(np.start - 1).is_finite() || sentence.is(np.start - 1, "or"))
        });
    if !inside {
        return None;
    }
    let opens = (1..last).rev().take(14).find(|&at| {
        sentence.is_quote(at)
            || matches!(sentence.tag(at), Tag::Comma | Tag::Colon)
            || sentence.tag(at) == Tag::Cc && !sentence.is(at, "or")
            || matches!(
                sentence.word(at),
                Word::Who | Word::Which | Word::That | Word::Sub | Word::Wh
            )
    })?;
    let relative = matches!(sentence.word(opens), Word::Who | Word::Which | Word::That)
        || sentence.is(opens, "whose");
    let np = before(sentence, opens).filter(|_| relative && sentence.tag(opens - 1).is_noun())?;
    // "who estimates that …": a verb that looks like a plural.
    if np.start > 0 && matches!(sentence.word(np.start - 1), Word::Who | Word::Which) {
        return None;
    }
    Some(np.start..end)
}

/// A subject on which a clause with "who" hangs that has a verb and ends right before `end`, without a comma: "|a woman
/// who lives near the mayor|".
pub(crate) fn who_before(sentence: &Sentence<'_>, end: usize) -> Option<Range<usize>> {
    let parts = |&at: &usize| {
        sentence.is_quote(at)
            || matches!(
                sentence.tag(at),
                Tag::Comma | Tag::Colon | Tag::Cc | Tag::Bracket
            )
            || matches!(
                sentence.word(at),
                Word::That | Word::Sub | Word::Wh | Word::Which
            )
    };
    let clause = || (1..end).rev().take(CLAUSE).take_while(|at| !parts(at));
    let who = clause().find(|&at| sentence.word(at) == Word::Who)?;
    // "who lives nearby": what looks like a plural.
    let lives = ["lives", "runs", "works"]
        .iter()
        .any(|word| sentence.is(who + 1, word));
    let verb = |at: usize| sentence.tag(at).is_verb() || lives && at == who + 1;
    let finite = |at: usize| sentence.tag(at).is_finite() || lives && at == who + 1;
    let verbs = clause().filter(|&at| at > who && finite(at));
    let opens = verb(who + 1) || sentence.tag(who + 1) == Tag::Rb && verb(who + 2);
    let spoken = verbs.count() == 1 && opens;
    let those = || {
        ["anyone", "everyone", "those"]
            .iter()
            .any(|word| sentence.is(who - 1, word))
    };
    before(sentence, who)
        .filter(|_| spoken && (sentence.tag(who - 1).is_noun() || those()))
        .map(|np| np.start..end)
}

/// The subject on which a clause hangs whose last words were taken for it: "|sailors trying to keep the harbour| say",
/// "|a poll held in the port| showed", where `np` is "the harbour", "the port".
pub(crate) fn over_clause(sentence: &Sentence<'_>, np: &Range<usize>) -> Option<Range<usize>> {
    let ends = |&at: &usize| {
        sentence.is_quote(at) || matches!(sentence.tag(at), Tag::Comma | Tag::Colon | Tag::Bracket)
    };
    let opens = |&at: &usize| {
        sentence.tag(at - 1).is_noun()
            && (matches!(sentence.tag(at), Tag::Vbg | Tag::Vbn)
                || matches!(sentence.word(at), Word::Who | Word::That))
    };
    let clause = (1..np.start)
        .rev()
        .take(CLAUSE)
        .take_while(|at| !ends(at))
        .find(opens)?;
    let head = before(sentence, clause)?;
    let first = head.start == 0
        || opens_clause(sentence, head.start - 1)
        || head.start == 1 && sentence.tag(0) == Tag::Rb;
    let speaks = matches!(
        voice(sentence, &head),
        Voice::Name | Voice::People | Voice::Paper
    );
    (first && speaks).then_some(head.start..np.end)
}

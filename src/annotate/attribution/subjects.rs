//! Which noun phrase before a verb is its subject, across its modifiers: appositions, relative clauses, times.

use std::ops::Range;

use super::phrases::{before, from, is_link, opens_clause, simple_before, summary};
use super::sentence::{Sentence, Word};
use crate::annotate::language::animacy::{self, Voice};
use crate::annotate::language::lexicon::{self, Gender};
use crate::annotate::language::tags::Tag;

/// A subject is not followed further than this many items.
const REACH: usize = 40;

/// Quoted words longer than this, in bytes, are no part of a modifier.
const LONG: usize = 40;

/// The subject that ends before `end`, over a comma phrase that stands between: "Ruiz, who chairs the board, |".
pub(crate) fn subject_before(sentence: &Sentence<'_>, end: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1)?;
    // "Ruiz and Hale |both denounced"
    let floats = last > 0
        && sentence.tag(last - 1).is_noun()
        && ["all", "both", "each"]
            .iter()
            .any(|word| sentence.is(last, word));
    let end = end - usize::from(floats);
    let last = end - 1;
    // A comma that closes a modifier may stand inside the marks: "Ruiz, who called it “a shame,” |"
    let quoted = sentence.closes_clause(last) && sentence.text_of(last).contains(',');
    let closing = if quoted {
        Tag::Comma
    } else {
        sentence.tag(last)
    };
    if closing != Tag::Comma && closing != Tag::Colon {
        let np = before(sentence, end)?;
        // "A man from Sedalia, Mo., |", where a page lost the comma
        let state = np.len() == 1 && np.start > 1 && {
            let word = sentence.text_of(np.start);
            word.ends_with('.') && word.len() < 7 && sentence.tag(np.start - 1) == Tag::Comma
        };
        let np = match state.then(|| before(sentence, np.start - 1)).flatten() {
            Some(whole) if sentence.tag(np.start - 2) == Tag::Nnp => whole.start..np.end,
            _ => np,
        };
        // "“It leaks,” |Ana Ruiz, head of the yard told us"
        let apposed = (np.start.checked_sub(1))
            .filter(|&at| sentence.tag(at) == Tag::Comma)
            .and_then(|at| simple_before(sentence, at))
            .filter(|name| {
                let quoted = name.start > 0 && sentence.ends_with_comma(name.start - 1);
                quoted && name.clone().all(|at| sentence.tag(at) == Tag::Nnp)
            });
        if let Some(name) = apposed {
            return Some(name.start..np.end);
        }
        return Some(past_opening(sentence, np).0);
    }
    if closing == Tag::Comma
        && let Some(named) = named_behind(sentence, last)
    {
        return Some(named);
    }
    // "The effect, if there is one, is small, |": a subject that had its verb.
    let inner = (0..last)
        .rev()
        .take(REACH)
        .find(|&at| sentence.tag(at) == Tag::Comma);
    let told = |at: usize| {
        matches!(sentence.tag(at), Tag::Vbz | Tag::Vbp | Tag::Md) || sentence.word(at) == Word::Be
    };
    let relative = |inner: usize| {
        (inner.saturating_sub(REACH)..inner).any(|at| {
            matches!(sentence.word(at), Word::Who | Word::Which) || sentence.is(at, "whose")
        })
    };
    if inner.is_some_and(|at| told(at + 1) && !relative(at)) {
        return None;
    }
    let mut at = last;
    let mut found: Option<Range<usize>> = None;
    // "Ruiz, in July 2012, said": a date is no reason to take what stands before it for the subject.
    let mut dated = None;
    while at > 1 && last - at < REACH {
        at -= 1;
        let long = sentence.text_of(at).len() > LONG;
        if sentence.is_quote(at) && (long || sentence.closes_clause(at)) {
            break;
        }
        if sentence.tag(at) != closing || !hangs(sentence, at + 1, last) {
            continue;
        }
        let np = before(sentence, at).map(|np| past_opening(sentence, np));
        let Some((np, opened)) = np.filter(|(np, _)| names_somebody(sentence, np)) else {
            continue;
        };
        let strict = np.start == 0
            || opened
            || opens_without_comma(sentence, &np)
            || matches!(
                sentence.tag(np.start - 1),
                Tag::Comma | Tag::Colon | Tag::Quote | Tag::Rb
            );
        if found.is_some() && !(strict && has_name(sentence, &np))
            || !strict
                && !opens_clause(sentence, np.start - 1)
                && !matches!(sentence.word(np.start - 1), Word::Wh | Word::Which)
                && !follows_summary(sentence, np.start)
        {
            continue;
        }
        if is_date(sentence, at + 1, last) {
            dated = dated.or(Some(np.start..last));
            continue;
        }
        let named = has_name(sentence, &np);
        found = Some(np.start..if quoted { end } else { last });
        if named {
            break;
        }
    }
    found
        .map(|np| with_office(sentence, np))
        .map(|np| with_name(sentence, np, closing))
        .or(dated)
}

/// The name that stands between commas behind a clause that tells who its one bearer is, the second of them at `comma`: "the vet
/// who saw the goat, |Petra Holm|, said".
fn named_behind(sentence: &Sentence<'_>, comma: usize) -> Option<Range<usize>> {
    let name = simple_before(sentence, comma)?;
    let end = name.start.checked_sub(1)?;
    let named =
        sentence.tag(end) == Tag::Comma && name.clone().all(|at| sentence.tag(at) == Tag::Nnp);
    let who = (1..end)
        .rev()
        .take(REACH)
        .take_while(|&at| {
            !sentence.is_quote(at) && !matches!(sentence.tag(at), Tag::Comma | Tag::Colon)
        })
        .find(|&at| matches!(sentence.word(at), Word::Who | Word::Which | Word::That))?;
    let np = before(sentence, who)?;
    let first = np.start == 0
        || opens_clause(sentence, np.start - 1)
        || matches!(sentence.tag(np.start - 1), Tag::Comma | Tag::Quote);
    let one = sentence.tag(who - 1) == Tag::Nn && sentence.tag(who + 1).is_finite();
    (named && first && one).then_some(name)
}

/// Whether a phrase that calls something said by a noun ends at `at`, without a word between: "an account |a spokesman …,".
fn follows_summary(sentence: &Sentence<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|start| summary(sentence, start) == Some(at))
}

/// Whether all before a noun phrase is a phrase of time or place without a verb, and no comma parts it: "On Monday |the
/// mayor, Ana Ruiz, said".
fn opens_without_comma(sentence: &Sentence<'_>, np: &Range<usize>) -> bool {
    let Some(left) = np.start.checked_sub(1) else {
        return false;
    };
    let timed = sentence.word(left) == Word::Time || is_time_noun(sentence, left);
    let first = timed || matches!(sentence.tag(0), Tag::In | Tag::Rb);
    let ends = timed || sentence.tag(left).is_noun() || sentence.tag(left) == Tag::Cd;
    let plain = |at: usize| {
        let tag = sentence.tag(at);
        let parts = matches!(tag, Tag::Comma | Tag::Colon | Tag::Cc | Tag::Prp);
        !(parts || tag.is_finite() || sentence.is_quote(at))
    };
    let opens = matches!(sentence.tag(np.start), Tag::Dt | Tag::PrpS);
    first && ends && opens && (0..np.start).all(plain)
}

/// A noun phrase without what a phrase of time or place that opens the sentence left in it, and whether it did: "On
/// Monday evening |Ruiz", "In June |Ruiz", "Outside the court |Ruiz".
fn past_opening(sentence: &Sentence<'_>, np: Range<usize>) -> (Range<usize>, bool) {
    let time = |at: usize| {
        sentence.word(at) == Word::Time || is_time_noun(sentence, at) || sentence.tag(at) == Tag::Cd
    };
    let past = np.clone().find(|&at| !time(at)).unwrap_or(np.end);
    let left = (0..np.start).rev().take_while(|&at| time(at)).count();
    let first = np.start - left;
    // "At the inquest on Monday |Dr. Ruiz", "Speaking from her kitchen |Lena Moor": one phrase without a verb of its own.
    let opening = matches!(sentence.tag(0), Tag::In | Tag::Vbg | Tag::Rb)
        && !(0..np.start).any(|at| {
            sentence.is_quote(at)
                || sentence.tag(at).is_finite()
                || matches!(sentence.tag(at), Tag::Comma | Tag::Colon)
                || sentence.tag(at) == Tag::Nnp && !time(at)
        });
    let leads = first == 0 || first == 1 && sentence.tag(0) == Tag::In || opening;
    let timed = past > np.start || left > 0;
    if leads && timed && past < np.end && sentence.tag(past) == Tag::Nnp {
        return (past..np.end, true);
    }
    // "At university |one lecturer", "At school |another boy"
    let another = |&at: &usize| {
        let counts = ["another", "one"].iter().any(|word| sentence.is(at, word));
        counts && sentence.tag(at - 1).is_noun() && at + 1 < np.end
    };
    if np.start == 1
        && sentence.tag(0) == Tag::In
        && let Some(one) = (np.start + 1..np.end).find(another)
    {
        return (one..np.end, true);
    }
    let is_name = |at: usize| matches!(sentence.tag(at), Tag::Nnp | Tag::Nnps);
    let placed = np.start == 1 && sentence.tag(0) == Tag::In && sentence.tag(1) == Tag::Dt;
    let noun = np.clone().rev().find(|&at| !is_name(at));
    let thing = |noun: usize| {
        let dt = matches!(sentence.tag(np.start), Tag::Dt | Tag::PrpS);
        opening && dt && !voice(sentence, &(np.start..noun + 1)).is_somebody()
    };
    let noun = noun.filter(|&at| sentence.tag(at) == Tag::Nn && at + 1 < np.end);
    // "With tears in his eyes |Ruiz", "In his opening speech |Chairman Ruiz"
    let within = |noun: usize| {
        let owned =
            sentence.tag(np.start) == Tag::PrpS || (np.start..noun).any(|at| is_link(sentence, at));
        np.start == 1 && sentence.tag(0) == Tag::In && owned
    };
    let noun = noun.or_else(|| {
        let last = np.clone().rev().find(|&at| !is_name(at));
        last.filter(|&at| sentence.tag(at) == Tag::Nns && at + 1 < np.end && within(at))
    });
    // "At the hearing in Dover |Colin Peake"
    let placed_first = |&at: &usize| {
        let given = lexicon::first_name(sentence.text_of(at)) != Gender::Unknown;
        given && at + 1 < np.end && is_name(at - 1) && (at..np.end).all(is_name)
    };
    if let Some(first) = (np.start + 2..np.end).find(placed_first)
        && np.start == 1
        && sentence.tag(0) == Tag::In
        && (np.start..first)
            .rev()
            .find(|&at| !is_name(at))
            .is_some_and(|at| is_link(sentence, at))
    {
        return (first..np.end, true);
    }
    let somebody = |noun: usize| voice(sentence, &(noun..noun + 1)).is_somebody();
    match noun.filter(|&at| placed || thing(at) || within(at) && !somebody(at)) {
        Some(noun) => (noun + 1..np.end, true),
        None => (np, false),
    }
}

/// A named subject with the office that stands before its name: "the mayor's spokesman, |Ivo Tarn, who …,".
fn with_office(sentence: &Sentence<'_>, np: Range<usize>) -> Range<usize> {
    let comma = np.start.checked_sub(1);
    let office = comma
        .filter(|&at| sentence.tag(at) == Tag::Comma && sentence.tag(np.start) == Tag::Nnp)
        .and_then(|at| before(sentence, at))
        .filter(|office| {
            let opens = office.start == 0 || sentence.is_quote(office.start - 1);
            let head = office.end - 1;
            // "Outside court, |Ruiz, who …,"
            let place = ["back", "inside", "near", "outside"]
                .iter()
                .any(|word| sentence.is(office.start, word));
            opens && sentence.tag(head) == Tag::Nn && !is_time_noun(sentence, head) && !place
        });
    office.map_or(np.start, |office| office.start)..np.end
}

/// An apposition that dashes part from its verb with the name before it: "|Fadel Naim, head of a ward – the last in town –|
/// said".
fn with_name(sentence: &Sentence<'_>, np: Range<usize>, closing: Tag) -> Range<usize> {
    let comma = np.start.checked_sub(1);
    let name = comma
        .filter(|&at| closing == Tag::Colon && sentence.tag(at) == Tag::Comma)
        .and_then(|at| simple_before(sentence, at))
        .filter(|name| {
            let opens = name.start == 0 || opens_clause(sentence, name.start - 1);
            opens && name.clone().all(|at| sentence.tag(at) == Tag::Nnp)
        });
    name.map_or(np.start, |name| name.start)..np.end
}

/// Whether nothing but a date stands from `start` to `end`: "in July 2012".
fn is_date(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    let time = |at: usize| sentence.word(at) == Word::Time;
    (start..end).any(time)
        && (start..end).all(|at| time(at) || matches!(sentence.tag(at), Tag::In | Tag::Cd))
}

/// A subject without the thing before it that its verb is about: "a point |Ruiz conceded". What stands before a name as
/// what it is stays: "the mayor Ana Ruiz".
pub(crate) fn past_object(sentence: &Sentence<'_>, np: Range<usize>) -> Range<usize> {
    let is_name = |at: usize| sentence.tag(at) == Tag::Nnp;
    let first = np.clone().rev().take_while(|&at| is_name(at)).last();
    let noun = first
        .filter(|&first| first > np.start + 1)
        .map(|first| first - 1);
    let thing = noun.is_some_and(|noun| {
        sentence.tag(np.start) == Tag::Dt
            && sentence.tag(noun) == Tag::Nn
            && voice(sentence, &(np.start..noun + 1)) == Voice::Thing
    });
    // "It was dark by the time |Ruiz asked"
    let timed = |noun: usize| is_time_noun(sentence, noun) || sentence.is(noun, "moment");
    if let Some(first) = first.filter(|&first| {
        first > np.start + 1 && timed(first - 1) && sentence.tag(first - 2) == Tag::Dt
    }) {
        return first..np.end;
    }
    let plain = np
        .clone()
        .all(|at| sentence.tag(at).is_noun() || matches!(sentence.tag(at), Tag::Dt | Tag::Jj));
    match (first, noun) {
        (Some(first), Some(_)) if thing && plain => first..np.end,
        _ => np,
    }
}

/// The last two of a list of speakers with those before them: "“…,” |Hale, Orr and the clerk| said".
pub(crate) fn list_before(sentence: &Sentence<'_>, mut np: Range<usize>) -> Range<usize> {
    let and = |at: usize| sentence.word(at) == Word::And;
    if !np.clone().any(and) {
        return np;
    }
    while let Some(comma) = np.start.checked_sub(1).filter(|_| np.len() < REACH)
        && sentence.tag(comma) == Tag::Comma
        && let Some(item) = simple_before(sentence, comma)
        && (item.start == 0 || opens_clause(sentence, item.start - 1))
        && voice(sentence, &item).is_somebody()
        && !matches!(sentence.tag(item.end - 1), Tag::Prp | Tag::Cd | Tag::Jj)
    {
        np.start = item.start;
    }
    np
}

/// The end of a list of speakers of which the first stands from `start` to `end`: "according to |Hale, Orr and the clerk|".
pub(crate) fn list_end(sentence: &Sentence<'_>, start: usize, end: usize) -> usize {
    let mut last = end;
    while last - start < REACH
        && sentence.tag(last) == Tag::Comma
        && let Some(next) = from(sentence, last + 1)
        && voice(sentence, &(last + 1..next)).is_somebody()
    {
        if (last + 1..next).any(|at| sentence.word(at) == Word::And) {
            return match sentence.tag(next) {
                Tag::Comma => next,
                _ => end,
            };
        }
        last = next;
    }
    end
}

/// What a noun phrase names, as far as it can speak.
pub(crate) fn voice(sentence: &Sentence<'_>, np: &Range<usize>) -> Voice {
    let items = sentence.items.get(np.clone()).unwrap_or_default();
    animacy::voice(
        items
            .iter()
            .map(|item| (item.span.of(sentence.text), item.tag)),
    )
}

/// Where a phrase of time that ends right before `end` begins: "on Friday", "this past week"; else `end`.
pub(crate) fn strip_time(sentence: &Sentence<'_>, end: usize) -> usize {
    let Some(last) = end.checked_sub(1) else {
        return end;
    };
    let day = sentence.word(last) == Word::Time;
    if !day && !is_time_noun(sentence, last) {
        return end;
    }
    let np = simple_before(sentence, end).map_or(last, |np| np.start);
    let start = if day { last } else { np };
    match start.checked_sub(1) {
        Some(left) if is_link(sentence, left) => left,
        Some(_) => start,
        None => end,
    }
}

/// "week", "days": a noun that measures time.
pub(crate) fn is_time_noun(sentence: &Sentence<'_>, at: usize) -> bool {
    const NOUNS: &[&str] = &[
        "afternoon",
        "day",
        "days",
        "evening",
        "fall",
        "hour",
        "hours",
        "minutes",
        "month",
        "months",
        "morning",
        "night",
        "past",
        "spring",
        "summer",
        "time",
        "week",
        "weekend",
        "weeks",
        "winter",
        "year",
        "years",
    ];
    let mut buffer = [0; 12];
    let word = sentence.lower(at, &mut buffer);
    word.is_some_and(|word| NOUNS.binary_search(&word).is_ok())
}

fn has_name(sentence: &Sentence<'_>, np: &Range<usize>) -> bool {
    let link = np
        .clone()
        .find(|&at| is_link(sentence, at))
        .unwrap_or(np.end);
    let head = link.max(np.start + 1) - 1;
    matches!(sentence.tag(np.start), Tag::Nnp | Tag::Nnps) || sentence.tag(head) == Tag::Nnp
}

/// Whether the items from `start` to `end` may modify a noun before them: an apposition, a relative clause.
fn hangs(sentence: &Sentence<'_>, start: usize, end: usize) -> bool {
    if start >= end {
        return false;
    }
    match sentence.tag(start) {
        Tag::Dt
        | Tag::Cd
        | Tag::Wh
        | Tag::PrpS
        | Tag::Vbg
        | Tag::Vbn
        | Tag::Jj
        | Tag::Nnp
        | Tag::Nn
        | Tag::Nns
        | Tag::Nnps
        | Tag::Rb => true,
        // "sailors, concerned about the plan, have"
        Tag::Vbd => {
            let asked = sentence.is(start, "asked")
                && matches!(sentence.word(start + 1), Word::Sub | Word::Wh);
            is_link(sentence, start + 1) || asked
        }
        Tag::Cc => sentence.is_dash(start.saturating_sub(1)),
        Tag::In | Tag::To => sentence.word(start) != Word::That,
        _ => matches!(sentence.word(start), Word::Who | Word::Which),
    }
}

fn names_somebody(sentence: &Sentence<'_>, np: &Range<usize>) -> bool {
    let heads = np
        .clone()
        .any(|at| sentence.tag(at).is_noun() || sentence.tag(at) == Tag::Prp);
    // "Small, who came late,"
    let surname = np.len() == 1
        && sentence.word(np.end + 1) == Word::Who
        && (sentence.text_of(np.start)).starts_with(char::is_uppercase);
    // "One, Ivy Tull, said"
    let one = np.len() == 1
        && ["one", "another"]
            .iter()
            .any(|word| sentence.is(np.start, word))
        && sentence.tag(np.end + 1) == Tag::Nnp;
    (heads || surname || one) && sentence.word(np.end - 1) != Word::Time && !is_party(sentence, np)
}

/// Whether a phrase is only a party and a state: "Ruiz, |R-Fla.|, said".
fn is_party(sentence: &Sentence<'_>, np: &Range<usize>) -> bool {
    let word = sentence.text_of(np.start);
    let mut letters = word.chars();
    np.len() == 1
        && letters.next().is_some_and(char::is_uppercase)
        && letters.next() == Some('-')
        && letters.next().is_some_and(char::is_uppercase)
}

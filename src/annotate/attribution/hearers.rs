//! Who is told something, and where it begins behind them: "told the court |how …", "told anyone who will listen |that".

use super::adverbs::belongs;
use super::clauses::clause;
use super::found::Found;
use super::occasions::adjuncts;
use super::phrases;
use super::quoted::{ADJUNCT, direct, is_whole_behind};
use super::sentence::{Sentence, Word};
use super::subjects;
use super::verbs::Verb;
use crate::annotate::language::animacy::Voice;
use crate::annotate::language::cues::Frames;
use crate::annotate::language::tags::Tag;

/// What follows the hearer of a verb that cannot do without one: "told the court how …", "told friends it was over".
pub(super) fn to_hearer(sentence: &Sentence<'_>, at: usize, verb: &Verb<'_>) -> Option<Found> {
    const NEED: [&str; 8] = [
        "assure", "convince", "inform", "notify", "persuade", "reassure", "remind", "tell",
    ];
    if !NEED.contains(&verb.cue.lemma) || sentence.is_quote(at) {
        return None;
    }
    let hearer = phrases::simple_from(sentence, at)?;
    // "told the board |nobody had left", "told the board |almost all had"
    let parted = (at + 1..hearer.max(at + 4)).find(|&at| opens_subject(sentence, at));
    if let Some(start) = parted
        && !is_tale(sentence, start - 1)
        && let Some(found) = clause(sentence, start, verb)
    {
        return Some(found);
    }
    let voice = subjects::voice(sentence, &(at..hearer));
    let somebody = voice.is_somebody()
        // "told the |inquiry|, chaired by Judge Moll, that"
        || verb.cue.lemma == "tell" && voice == Voice::Paper && !is_tale(sentence, hearer - 1);
    let hearer = past_hearer(sentence, hearer)
        .filter(|_| somebody)
        .unwrap_or(hearer);
    // "told the Post in May |he would go"
    let dated = dated(sentence, hearer);
    if dated > hearer
        && (sentence.word(hearer) != Word::Of || sentence.tag(hearer + 1) == Tag::Nnp)
        && let Some(found) = clause(sentence, dated, verb)
    {
        return Some(found);
    }
    // "told the court |“Enough”"
    let hearer = hearer - usize::from(hearer > at + 1 && sentence.is_quote(hearer - 1));
    // "telling the News |in an interview published on Monday, “…”"
    let past = adjuncts(sentence, hearer);
    let published = matches!(sentence.tag(past), Tag::Vbn | Tag::Vbd | Tag::Vbg);
    let past = match past > hearer && published {
        true => adjuncts(sentence, past + 1),
        false => past,
    };
    if past > hearer
        && matches!(sentence.tag(past), Tag::Comma | Tag::Colon)
        && let Some(found) = direct(sentence, past, verb)
    {
        return Some(found);
    }
    let opens = match sentence.word(hearer) {
        Word::That => !is_story(sentence, hearer),
        Word::Wh => true,
        _ => {
            let comma = matches!(sentence.tag(hearer), Tag::Comma | Tag::Colon);
            comma && sentence.is_quote(hearer + 1)
                || sentence.is_quote(hearer)
                || matches!(
                    sentence.tag(hearer),
                    Tag::Prp | Tag::Dt | Tag::PrpS | Tag::Ex
                )
                // "told me |ghosts were real"
                || hearer == at + 1
                    && ["me", "them", "us"].iter().any(|word| sentence.is(at, word))
        }
    };
    if !opens {
        // "told reporters in the port |the mole was gone", "told a crowd of sailors |it was"
        let crowd = sentence.word(hearer) != Word::Of || sentence.is(at, "a");
        let past = match phrases::is_link(sentence, hearer) {
            true => phrases::simple_from(sentence, hearer + 1),
            false => phrases::from(sentence, at).filter(|_| sentence.word(hearer) == Word::And),
        };
        let past = past.filter(|&past| somebody && crowd && past > hearer)?;
        let subject = matches!(sentence.tag(past), Tag::Prp | Tag::Dt | Tag::PrpS | Tag::Ex)
            && sentence.word(past) != Word::That
            && phrases::from(sentence, past).is_some_and(|end| sentence.tag(end).is_finite());
        return subject.then(|| clause(sentence, past, verb)).flatten();
    }
    direct(sentence, hearer, verb).or_else(|| clause(sentence, hearer, verb))
}

/// Whether what somebody is told begins behind the noun before `at`, with a word that is no part of a hearer: "everyone", "ten
/// boats", "almost all".
fn opens_subject(sentence: &Sentence<'_>, at: usize) -> bool {
    const ANY: [&str; 9] = [
        "anyone",
        "everybody",
        "everyone",
        "everything",
        "nobody",
        "no-one",
        "nothing",
        "somebody",
        "someone",
    ];
    let many = sentence.tag(at) == Tag::Cd && sentence.tag(at + 1).is_noun();
    sentence.tag(at - 1).is_noun()
        && (many
            || ANY.iter().any(|word| sentence.is(at, word))
            || sentence.tag(at) == Tag::Rb && belongs(sentence, at))
}

/// The quotation that is all somebody says, whatever is told of who hears it or of what it is about: "said to all who came,
/// |“Go home.”", "told those who had waited: |“Go home.”", "said of the mole, |“It is gone.”"
pub(super) fn whole_to_hearer(
    sentence: &Sentence<'_>,
    at: usize,
    verb: &Verb<'_>,
) -> Option<Found> {
    let link = phrases::is_link(sentence, at) && sentence.tag(at + 1) != Tag::Vb
        || sentence.word(at) == Word::Time;
    let who = |at: usize| sentence.word(at) == Word::Who;
    // "texted her brother, |“Come.”"
    let told = || {
        let end = phrases::simple_from(sentence, at).unwrap_or(at);
        let alone = || {
            is_whole_behind(sentence, end) && subjects::voice(sentence, &(at..end)).is_somebody()
        };
        who(end) && sentence.tag(end + 1).is_finite() || end > at && alone()
    };
    if !(link || verb.cue.frames.any(Frames::HEARER) && told()) {
        return None;
    }
    let reach = sentence.len().min(at + ADJUNCT);
    let mark = (at + 1..reach).find(|&at| is_whole_behind(sentence, at))?;
    let relative = (at..mark).any(|at| who(at) || sentence.is(at, "where"));
    let mut end = adjuncts(sentence, at);
    while end < mark && sentence.tag(end) == Tag::Comma && adjuncts(sentence, end + 1) > end + 1 {
        end = adjuncts(sentence, end + 1);
    }
    // "said early |on, “…”", "replied to the clerk |with: “…”"
    end += usize::from(end + 1 == mark && phrases::is_link(sentence, end));
    // "noted on the blog the change of slogan, “Row on.”" tells nobody anything.
    let another = link && end != mark && !relative
        || (at..mark).any(|at| {
            sentence.is_quote(at)
                || sentence.tag(at) == Tag::Bracket
                || matches!(sentence.word(at), Word::That | Word::Sub)
                || sentence.tag(at).is_finite() && !relative
        });
    if another {
        return None;
    }
    direct(sentence, mark, verb)
}

/// Past what stands between a hearer, whose phrase ends at `end`, and the "that" of what is told: "told anyone |who will
/// listen |that", "told the coroner|, Ana Ruiz, |that", "told reporters |outside |that".
fn past_hearer(sentence: &Sentence<'_>, end: usize) -> Option<usize> {
    let place = ["afterwards", "inside", "later", "outside", "today"]
        .iter()
        .any(|word| sentence.is(end, word));
    if place {
        return Some(end + 1).filter(|&at| sentence.word(at) == Word::That);
    }
    let reach = sentence.len().min(end + ADJUNCT / 2);
    let parts = |&at: &usize| !sentence.is_quote(at) && sentence.tag(at) != Tag::Colon;
    let that = |at: &usize| sentence.word(*at) == Word::That;
    if sentence.word(end) == Word::Who {
        let plain = |&at: &usize| sentence.tag(at) != Tag::Comma;
        return (end + 1..reach)
            .take_while(parts)
            .take_while(plain)
            .find(that);
    }
    if sentence.tag(end) == Tag::Comma {
        // "told the inquiry|, chaired by Judge Moll, |that", "told the board|, which met in May, |that"
        let relative = matches!(sentence.word(end + 1), Word::Which | Word::Who);
        let reduced = matches!(sentence.tag(end + 1), Tag::Vbn | Tag::Vbd)
            && phrases::is_link(sentence, end + 2);
        let named = relative
            || reduced
            || matches!(
                sentence.tag(end + 1),
                Tag::Nnp | Tag::Dt | Tag::PrpS | Tag::Vbn
            );
        let from = end + 1 + usize::from(reduced);
        let mut rest = (from..reach).take_while(parts);
        let comma = rest.find(|&at| {
            sentence.tag(at) == Tag::Comma || sentence.tag(at).is_finite() && !relative
        });
        return comma
            .filter(|&at| named && sentence.tag(at) == Tag::Comma)
            .map(|at| at + 1)
            .filter(that);
    }
    let past = adjuncts(sentence, end);
    Some(past).filter(|at| past > end && that(at))
}

/// Past a phrase of time at `at`: "in September", "on Monday", "last week".
pub(super) fn dated(sentence: &Sentence<'_>, at: usize) -> usize {
    let start = at + usize::from(sentence.tag(at) == Tag::In && sentence.word(at) != Word::That);
    let year = sentence.text_of(start).len() == 4 && sentence.tag(start) == Tag::Cd;
    if year && start > at && !sentence.tag(start + 1).is_noun() {
        return start + 1;
    }
    if sentence.word(start) == Word::Time {
        // "Tuesday morning"
        let end = start + 1 + usize::from(subjects::is_time_noun(sentence, start + 1));
        // Not in "Tuesday night's debate".
        return if sentence.tag(end) == Tag::Pos {
            at
        } else {
            end
        };
    }
    let end = phrases::simple_from(sentence, start);
    match end {
        // "at |no time was she asked"
        Some(end) if subjects::is_time_noun(sentence, end - 1) && !sentence.is(start, "no") => end,
        _ => at,
    }
}

/// Whether the noun before `end` is what is told, not who hears it: "told a story |that nobody believed".
pub(super) fn is_story(sentence: &Sentence<'_>, end: usize) -> bool {
    sentence.word(end) == Word::That && is_tale(sentence, end - 1)
}

/// Whether the noun at `at` is something that is told: "a story", "the truth".
pub(super) fn is_tale(sentence: &Sentence<'_>, at: usize) -> bool {
    const STORIES: [&str; 12] = [
        "anecdote",
        "anecdotes",
        "joke",
        "jokes",
        "lie",
        "lies",
        "stories",
        "story",
        "tale",
        "tales",
        "truth",
        "yarn",
    ];
    STORIES.iter().any(|word| sentence.is(at, word))
}

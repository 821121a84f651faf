//! What is said where it is no clause: the object of a verb, what follows a preposition, what something is called.

use super::boundaries::{object_end, reports};
use super::found::{Found, found};
use super::occasions::{adjuncts, is_occasion};
use super::phrases;
use super::rule::Rule;
use super::sentence::{Sentence, Word};
use super::subjects;
use super::titles::is_title;
use super::verbs::Verb;
use crate::annotate::language::cues::{Cue, Frames};
use crate::annotate::language::tags::Tag;

/// Whoever is called something takes no more items than this.
const LIST: usize = 16;

/// Works, whose titles stand behind them.
const WORKS: [&str; 9] = [
    "book", "essay", "film", "novel", "play", "poem", "song", "story", "tale",
];

/// Whether the quoted words at `at` are what something is called, not what anybody says: "a print called “Cowboys and
/// Sailors”", "going by the name “The Harrier”".
pub(super) fn names(sentence: &Sentence<'_>, at: usize, verb: &Verb<'_>) -> bool {
    let words = sentence.text_of(at);
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    let called = verb.end == at && verb.cue.lemma == "call" && is_title(words);
    // "told a story, “The Old Port,”"
    let work = at > 1
        && sentence.tag(at - 1) == Tag::Comma
        && WORKS.iter().any(|word| sentence.is(at - 2, word))
        && is_title(words);
    at > 0 && sentence.is(at - 1, "name") || called || work || verb.cue.lemma == "title"
}

/// "about …", "for …" where the cue takes it.
pub(super) fn preposition(sentence: &Sentence<'_>, at: usize, cue: &Cue) -> Option<Found> {
    let item = sentence.items.get(at)?;
    let word = item.span.of(sentence.text);
    if item.region.is_some()
        || !cue
            .prepositions
            .iter()
            .any(|one| one.eq_ignore_ascii_case(word))
    {
        return None;
    }
    let start = at + 1;
    // "whom Ruiz referred to in her speech": what is said stands before.
    let stranded = matches!(sentence.tag(start), Tag::Stop | Tag::Comma | Tag::In);
    if stranded || is_occasion(sentence, at).is_some() {
        return None;
    }
    // "speaking on condition of anonymity", "on behalf of"
    let manner = start + usize::from(sentence.tag(start) == Tag::Dt);
    let manner = (["condition", "behalf"].iter()).any(|word| sentence.is(manner, word));
    if manner || is_bare_pronoun(sentence, start) {
        return None;
    }
    found(Rule::Object, start..object_end(sentence, start))
}

/// The object of a verb that is what is said: "criticized the plan".
pub(super) fn object(sentence: &Sentence<'_>, at: usize, verb: &Verb<'_>) -> Option<Found> {
    let frames = verb.cue.frames;
    let viewed = || {
        let end = phrases::from(sentence, at).unwrap_or(at);
        sentence.word(end) == Word::As
    };
    let takes = frames.any(Frames::NOUN | Frames::PRED) || frames.any(Frames::AS) && viewed();
    if !takes {
        return None;
    }
    let starts = sentence.is_quote(at)
        || sentence.is(at, "both")
        || sentence.tag(at) == Tag::Vbg
        || matches!(
            sentence.tag(at),
            Tag::Dt | Tag::PrpS | Tag::Prp | Tag::Jj | Tag::Cd
        )
        || sentence.tag(at).is_noun();
    let timed = phrases::simple_from(sentence, at)
        .is_some_and(|end| subjects::is_time_noun(sentence, end - 1) && !sentence.is(at, "the"));
    let day = sentence.word(at) == Word::Time && sentence.tag(at + 1) != Tag::Pos;
    let name = sentence.is_quote(at) && names(sentence, at, verb);
    let shown = verb.cue.lemma == "point" && is_in_sight(sentence, at);
    // "issued a statement |in which she called it “a shame”": what she says comes with its own verb.
    let inside = phrases::from(sentence, at).is_some_and(|end| {
        let subject = phrases::simple_from(sentence, end + 2);
        sentence.is(end, "in")
            && sentence.word(end + 1) == Word::Which
            && subject.is_some_and(|verb| reports(sentence, verb, Frames::QUOTE | Frames::THAT))
    });
    if !starts || inside || shown || timed || day || name || is_bare_pronoun(sentence, at) {
        return None;
    }
    // "voters who backed him say …": the object ends where the main clause goes on.
    let relative = verb.group.start > 0
        && matches!(
            sentence.word(verb.group.start - 1),
            Word::Who | Word::Which | Word::That
        );
    let phrase = phrases::from(sentence, at)
        .filter(|&end| relative && (sentence.tag(end).is_finite() || sentence.tag(end) == Tag::Vb));
    let end = phrase.unwrap_or_else(|| object_end(sentence, at));
    found(Rule::Object, at..named_end(sentence, at, end, verb))
}

/// Where the object at `at` ends if it is called something: "called |both Hale and the master Ida Kroll “brave”| and left".
fn named_end(sentence: &Sentence<'_>, at: usize, end: usize, verb: &Verb<'_>) -> usize {
    if !verb.cue.frames.any(Frames::PRED) {
        return end;
    }
    let quoted = (at..end).rfind(|&at| sentence.is_quote(at));
    let goes_on =
        |quoted: usize| sentence.tag(quoted + 1) == Tag::Cc && sentence.tag(quoted + 2).is_finite();
    match quoted {
        Some(quoted) if goes_on(quoted) => quoted + 1,
        Some(_) => end,
        None => {
            let phrase = |at: &usize| {
                sentence.tag(*at).is_noun()
                    || matches!(sentence.tag(*at), Tag::Dt | Tag::Cc | Tag::Jj | Tag::PrpS)
            };
            let first = at + usize::from(sentence.is(at, "both"));
            let next = (first..sentence.len().min(at + LIST)).find(|at| !phrase(at));
            next.filter(|&next| sentence.is_quote(next))
                .map_or(end, |next| next + 1)
        }
    }
}

/// Whether a phrase at `at` names what a finger can point to: "pointed to the table".
fn is_in_sight(sentence: &Sentence<'_>, at: usize) -> bool {
    const SIGHTS: [&str; 24] = [
        "building",
        "camera",
        "ceiling",
        "chair",
        "crowd",
        "desk",
        "door",
        "floor",
        "ground",
        "hole",
        "house",
        "map",
        "painting",
        "photo",
        "photograph",
        "picture",
        "poster",
        "screen",
        "sign",
        "sky",
        "street",
        "table",
        "wall",
        "window",
    ];
    phrases::simple_from(sentence, at)
        .is_some_and(|end| SIGHTS.iter().any(|word| sentence.is(end - 1, word)))
}

/// What something is called, where the thing stands after it or before: "dismissed as “a shame” the plan", "which the
/// council dismissed as “a shame”".
pub(super) fn called(sentence: &Sentence<'_>, at: usize, verb: &Verb<'_>) -> Option<Found> {
    let prepositions = &verb.cue.prepositions;
    let takes = verb.cue.frames.any(Frames::AS) || prepositions.contains(&"as");
    if !takes || sentence.word(at) != Word::As {
        return None;
    }
    let start = at + 1 + usize::from(matches!(sentence.tag(at + 1), Tag::Dt | Tag::Jj | Tag::Rb));
    if !sentence.is_quote(start) {
        return None;
    }
    let end = phrases::from(sentence, start + 1).unwrap_or(start + 1);
    found(Rule::Object, at..end)
}

/// "it", "them all week": what was said stands elsewhere.
fn is_bare_pronoun(sentence: &Sentence<'_>, at: usize) -> bool {
    let ends = || adjuncts(sentence, at + 1) >= object_end(sentence, at);
    sentence.tag(at) == Tag::Prp && ends()
}

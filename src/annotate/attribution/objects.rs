//! What is said where it is no clause: the object of a verb, what follows a preposition, what something is called.

use super::boundaries::{adjuncts, is_occasion, object_end};
use super::found::{Found, found};
use super::phrases;
use super::rule::Rule;
use super::sentence::{Stretch, Word};
use super::subjects;
use super::titles::is_title;
use super::verbs::Verb;
use crate::annotate::language::cues::{Cue, Frames};
use crate::annotate::language::tags::Tag;

/// Sailors”", "going by the name “The Harrier”".
pub(super) fn names(stretch: &Stretch<'_>, at: usize, verb: &Verb<'_>) -> bool {
    let words = stretch.items[at].span.of(stretch.text);
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    let called = verb.end == at && ["call", "title"].contains(&verb.cue.lemma);
    at > 0 && stretch.is(at - 1, "name") || called && is_title(words)
}

/// "about …", "for …" where the cue takes it.
pub(super) fn preposition(stretch: &Stretch<'_>, at: usize, cue: &Cue) -> Option<Found> {
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
    // "speaking on condition of anonymity", "on behalf of"
    let manner = start + usize::from(stretch.tag(start) == Tag::Dt);
    let manner = (["condition", "behalf"].iter()).any(|word| stretch.is(manner, word));
    if manner || is_bare_pronoun(stretch, start) {
        return None;
    }
    found(Rule::Object, start..object_end(stretch, start))
}

/// The object of a verb that is what is said: "criticized the plan".
pub(super) fn object(stretch: &Stretch<'_>, at: usize, verb: &Verb<'_>) -> Option<Found> {
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
        || stretch.tag(at).is_noun();
    let timed = phrases::simple_from(stretch, at)
        .is_some_and(|end| subjects::is_time_noun(stretch, end - 1) && !stretch.is(at, "the"));
    let day = stretch.word(at) == Word::Time && stretch.tag(at + 1) != Tag::Pos;
    let name = stretch.is_quote(at) && names(stretch, at, verb);
    let shown = verb.cue.lemma == "point" && is_in_sight(stretch, at);
    if !starts || shown || timed || day || name || is_bare_pronoun(stretch, at) {
        return None;
    }
    // "voters who backed him say …": the object ends where the main clause goes on.
    let relative = verb.group.start > 0
        && matches!(
            stretch.word(verb.group.start - 1),
            Word::Who | Word::Which | Word::That
        );
    let phrase = phrases::from(stretch, at)
        .filter(|&end| relative && (stretch.tag(end).is_finite() || stretch.tag(end) == Tag::Vb));
    found(
        Rule::Object,
        at..phrase.unwrap_or_else(|| object_end(stretch, at)),
    )
}

/// Whether a phrase at `at` names what a finger can point to: "pointed to the table".
fn is_in_sight(stretch: &Stretch<'_>, at: usize) -> bool {
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
    phrases::simple_from(stretch, at)
        .is_some_and(|end| SIGHTS.iter().any(|word| stretch.is(end - 1, word)))
}

/// council dismissed as “a shame”".
pub(super) fn called(stretch: &Stretch<'_>, at: usize, verb: &Verb<'_>) -> Option<Found> {
    let prepositions = &verb.cue.prepositions;
    let takes = verb.cue.frames.any(Frames::AS) || prepositions.contains(&"as");
    if !takes || stretch.word(at) != Word::As {
        return None;
    }
    let start = at + 1 + usize::from(matches!(stretch.tag(at + 1), Tag::Dt | Tag::Jj | Tag::Rb));
    if !stretch.is_quote(start) {
        return None;
    }
    let end = phrases::from(stretch, start + 1).unwrap_or(start + 1);
    found(Rule::Object, at..end)
}

/// "it", "them all week": what was said stands elsewhere.
fn is_bare_pronoun(stretch: &Stretch<'_>, at: usize) -> bool {
    let ends = || adjuncts(stretch, at + 1) >= object_end(stretch, at);
    stretch.tag(at) == Tag::Prp && ends()
}

//! Where clauses, objects and the phrases between cue and content end.

use std::ops::Range;

use super::phrases;
use super::sentence::{Item, Stretch, Word};
use super::subjects;
use crate::annotate::language::cues::{Form, Frames, lexicon};
use crate::annotate::language::tags::Tag;

/// How many items an adjunct between cue and content may take.
const ADJUNCT: usize = 24;

/// The end of a clause that begins at `start`: the sentence's, or where another report takes over.
pub(crate) fn clause_end(stretch: &Stretch<'_>, start: usize) -> usize {
    let mut at = start;
    let mut who = false;
    while at < stretch.len() {
        match stretch.tag(at) {
            Tag::Stop => return at,
            Tag::Comma | Tag::Colon if at > start && hands_over(stretch, at + 1) => return at,
            // "…, said Ruiz", and "Ruiz, who wants …, said that …"
            Tag::Comma
                if at > start
                    && matches!(stretch.tag(at + 1), Tag::Vbd | Tag::Vbz)
                    && reports(stretch, at + 1, Frames::QUOTE) =>
            {
                return at;
            }
            Tag::Comma if at > start && told_of(stretch, at + 1) => return at,
            // The comma may stand inside the marks: “…,” adding
            Tag::Quote if stretch.closes_clause(at) && hands_over(stretch, at + 1) => {
                return at + 1;
            }
            Tag::Colon if at > start && is_semicolon(&stretch.items[at]) => return at,
            Tag::Cc if at > start && hands_over(stretch, at) => return at,
            // "sailors who say it is safe |and who claim"
            Tag::Cc if at > start && stretch.word(at + 1) == Word::Who && !who => return at,
            // "even though he found"
            _ if at > start
                && stretch.is(at, "even")
                && matches!(stretch.word(at + 1), Word::Sub | Word::As)
                && hands_over(stretch, at) =>
            {
                return at;
            }
            _ => {}
        }
        who |= stretch.word(at) == Word::Who;
        at += 1;
    }
    stretch.len()
}

/// Whether a relative clause at `at` is somebody's by its own words: "which he argued would help".
fn told_of(stretch: &Stretch<'_>, at: usize) -> bool {
    stretch.word(at) == Word::Which
        && phrases::simple_from(stretch, at + 1).is_some_and(|end| {
            matches!(stretch.tag(end), Tag::Vbd | Tag::Vbz | Tag::Vbp)
                && reports(stretch, end, Frames::QUOTE | Frames::THAT)
        })
}

/// The end of an infinitive whose "to" stands at `start`: also where a clause with a subject of its own goes on.
pub(crate) fn infinitive_end(stretch: &Stretch<'_>, start: usize) -> usize {
    let end = clause_end(stretch, start);
    let inner = |at: usize| {
        matches!(
            stretch.word(at),
            Word::That | Word::Who | Word::Which | Word::Wh | Word::Sub
        )
    };
    let goes_on = |&at: &usize| {
        stretch.tag(at) == Tag::Comma
            && matches!(stretch.word(at + 1), Word::And | Word::But)
            && phrases::from(stretch, at + 2).is_some_and(|end| stretch.tag(end).is_finite())
    };
    (start..end)
        .take_while(|&at| !inner(at))
        .find(goes_on)
        .unwrap_or(end)
}

/// The end of the sentence that goes on at `start`, without its stop.
pub(crate) fn sentence_end(stretch: &Stretch<'_>, start: usize) -> usize {
    (start..stretch.len())
        .find(|&at| stretch.tag(at) == Tag::Stop)
        .unwrap_or(stretch.len())
}

fn is_semicolon(item: &Item) -> bool {
    item.span.len() == 1
}

/// Whether another report of the same sentence begins at `at`: ", adding", "and said", ", according to".
pub(super) fn hands_over(stretch: &Stretch<'_>, at: usize) -> bool {
    let sub = ["although", "though", "while"]
        .iter()
        .any(|word| stretch.is(at, word));
    let even = stretch.is(at, "even") && matches!(stretch.word(at + 1), Word::Sub | Word::As);
    let joined = stretch.tag(at) == Tag::Cc || sub || even;
    let mut verb = at + usize::from(joined) + usize::from(even);
    while stretch.tag(verb) == Tag::Rb {
        verb += 1;
    }
    if !joined && matches!(stretch.word(verb), Word::Sub | Word::As) {
        return false;
    }
    let says = Frames::QUOTE | Frames::THAT;
    if stretch.is(at, "with") {
        // ", with the paper reporting"
        return phrases::from(stretch, at + 1)
            .is_some_and(|end| stretch.tag(end) == Tag::Vbg && reports(stretch, end, says));
    }
    match stretch.tag(verb) {
        Tag::Vbg if stretch.word(verb + 1) == Word::To && stretch.is(verb, "according") => true,
        Tag::Vbg => reports(stretch, verb, says),
        Tag::Vbd | Tag::Vbz | Tag::Vbn => joined && reports(stretch, verb, says | Frames::NOUN),
        _ if joined => phrases::from(stretch, verb).is_some_and(|end| {
            let plain = matches!(stretch.tag(end), Tag::Vbd | Tag::Vbz | Tag::Vbp)
                && reports(stretch, end, says)
                || end == verb + 1
                    && stretch.tag(verb) == Tag::Prp
                    && stretch.tag(end) == Tag::Vbd
                    && opines(stretch, end);
            let helped = || {
                let aux = stretch.tag(end).is_finite();
                let head = (end + 1..end + 4).find(|&at| {
                    !matches!(stretch.word(at), Word::Not | Word::Have)
                        && stretch.tag(at) != Tag::Rb
                });
                let ing = |head: usize| {
                    stretch.tag(head) == Tag::Vbg && reports(stretch, head, says | Frames::NOUN)
                };
                aux && head.is_some_and(ing)
            };
            // "but an official, speaking on Friday, said"
            let apposed = || {
                let comma = (end + 1..end + 14).find(|&at| stretch.tag(at) == Tag::Comma);
                stretch.tag(end) == Tag::Comma
                    && comma.is_some_and(|comma| {
                        stretch.tag(comma + 1).is_finite() && reports(stretch, comma + 1, says)
                    })
            };
            plain || helped() || apposed()
        }),
        _ => {
            let start = if matches!(stretch.tag(verb), Tag::In) && stretch.word(verb) != Word::That
            {
                phrases::from(stretch, verb + 1).unwrap_or(verb)
            } else {
                verb
            };
            let end = phrases::from(stretch, start).unwrap_or(start);
            let comes = matches!(stretch.tag(end), Tag::Vbd | Tag::Vbz)
                && reports(stretch, end, Frames::QUOTE);
            let closes = |end: usize| {
                stretch.tag(end) == Tag::Stop
                    || stretch.tag(end) == Tag::Comma && !stretch.is_quote(end + 1)
            };
            comes
                && !closes(end + 1)
                && phrases::simple_from(stretch, end + 1).is_none_or(|end| !closes(end))
        }
    }
}

/// Where what a relative clause reports ends: "Ruiz, who says that …, | called it a shame".
pub(crate) fn relative_end(stretch: &Stretch<'_>, content: &Range<usize>) -> usize {
    let mut told = false;
    for at in content.clone() {
        let quoted = stretch.closes_clause(at);
        let parts = quoted || stretch.tag(at) == Tag::Comma;
        // "called" before its object is a past, whatever its tag.
        let object = matches!(
            stretch.tag(at + 2),
            Tag::Nnp | Tag::Prp | Tag::Dt | Tag::PrpS
        );
        let verb = stretch.tag(at + 1).is_finite() || stretch.tag(at + 1) == Tag::Vbn && object;
        if told && parts && verb {
            return at + usize::from(quoted);
        }
        told |= stretch.tag(at).is_verb() || stretch.tag(at) == Tag::Vb;
    }
    content.end
}

/// Where what an opening clause reports ends: "While Ruiz says that …, | the council waits".
pub(crate) fn opening_end(stretch: &Stretch<'_>, content: &Range<usize>) -> usize {
    let main = |comma: usize| {
        let start = comma + 1 + usize::from(stretch.tag(comma + 1) == Tag::Rb);
        phrases::from(stretch, start).is_some_and(|end| {
            stretch.tag(end).is_finite()
                || stretch.tag(end) == Tag::Rb && stretch.tag(end + 1).is_finite()
        })
    };
    content
        .clone()
        .skip(usize::from(!stretch.is_quote(content.start)))
        .find(|&at| (stretch.tag(at) == Tag::Comma || stretch.ends_with_comma(at)) && main(at))
        .map_or(content.end, |at| at + usize::from(stretch.is_quote(at)))
}

/// Whether two subjects that the "and" at `at` joins share the verb after them: "she and Hale were", "rain and snow have".
pub(crate) fn shares_verb(stretch: &Stretch<'_>, at: usize) -> bool {
    let Some(end) = phrases::simple_from(stretch, at + 1) else {
        return false;
    };
    let plural = matches!(stretch.tag(end), Tag::Vbp | Tag::Md)
        || ["were", "are", "have"]
            .iter()
            .any(|word| stretch.is(end, word));
    at > 0
        && stretch.word(at) == Word::And
        && stretch.tag(end).is_finite()
        && (plural || stretch.tag(at - 1) == Tag::Prp)
}

/// The end of an object that begins at `start`: the phrase and what hangs on it.
pub(crate) fn object_end(stretch: &Stretch<'_>, start: usize) -> usize {
    let mut at = start;
    let mut inner = false;
    while at < stretch.len() {
        let stops = match stretch.tag(at) {
            Tag::Stop | Tag::Colon => true,
            Tag::Comma => at > start,
            Tag::Cc => {
                // "and pledges to": what looks like a plural is a verb.
                let third = stretch.tag(at + 1) == Tag::Nns
                    && (stretch.word(at + 2) == Word::To || stretch.word(at + 2) == Word::That)
                    && reports(stretch, at + 1, Frames::INF | Frames::THAT);
                let verb =
                    stretch.tag(at + 1).is_verb() && stretch.tag(at + 1) != Tag::Vbg || third;
                // "charged the clerk with murder and Ruiz fired": another clause.
                let clause = || {
                    phrases::simple_from(stretch, at + 1).is_some_and(|end| {
                        // "brand you a liar and the News will accuse you"
                        stretch.tag(end) == Tag::Md
                            || stretch.tag(end).is_finite() && !shares_verb(stretch, at)
                    }) && !inner
                };
                verb || stretch.word(at) == Word::But || clause()
            }
            _ => stretch.word(at) == Word::Sub || at > start && is_occasion(stretch, at).is_some(),
        };
        if stops {
            break;
        }
        inner |= matches!(
            stretch.word(at),
            Word::Who | Word::Which | Word::That | Word::Wh
        );
        at += 1;
        // The comma may stand inside the marks: “…,” saying
        if stretch.ends_with_comma(at - 1) && hands_over(stretch, at) {
            break;
        }
    }
    at
}

/// Past the phrases of time, place and hearer that may stand between a cue and its content.
pub(crate) fn adjuncts(stretch: &Stretch<'_>, from: usize) -> usize {
    let mut at = from;
    while at < stretch.len() && at - from < ADJUNCT {
        let place = ["outside", "inside"]
            .iter()
            .any(|word| stretch.is(at, word));
        let next = if place {
            phrases::from(stretch, at + 1).or(Some(at + 1))
        } else if stretch.word(at) == Word::Time || stretch.tag(at) == Tag::Rb {
            Some(at + 1)
        } else if matches!(stretch.tag(at), Tag::In | Tag::To)
            && !matches!(stretch.word(at), Word::That | Word::Sub)
        {
            phrases::from(stretch, at + 1)
        } else if matches!(stretch.tag(at), Tag::Dt | Tag::Cd | Tag::Jj) {
            phrases::simple_from(stretch, at)
                .filter(|&end| subjects::is_time_noun(stretch, end - 1))
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

/// "in a statement", "on Monday", "during an interview": the end of such a phrase at `at`.
pub(crate) fn is_occasion(stretch: &Stretch<'_>, at: usize) -> Option<usize> {
    let preposition = matches!(stretch.word(at), Word::Prep)
        || stretch.tag(at) == Tag::In && stretch.word(at) != Word::Of;
    let preposition = preposition && !stretch.is(at, "about");
    if !preposition || stretch.word(at) == Word::That {
        return (stretch.word(at) == Word::Time).then_some(at + 1);
    }
    if stretch.word(at + 1) == Word::Time {
        return Some(at + 2);
    }
    let end = phrases::simple_from(stretch, at + 1)?;
    // "in a statement Wednesday"
    let noun = (at + 1..end).rfind(|&at| stretch.word(at) != Word::Time)?;
    is_occasion_noun(stretch, noun).then_some(end)
}

/// Whether the noun at `at` is an occasion to speak: an interview, a statement, a week.
pub(crate) fn is_occasion_noun(stretch: &Stretch<'_>, at: usize) -> bool {
    let mut buffer = [0; 16];
    let word = stretch.lower(at, &mut buffer);
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

/// Whether the word at `at` is an inflected verb that reports in one of these frames.
fn reports(stretch: &Stretch<'_>, at: usize, frames: Frames) -> bool {
    let mut buffer = [0; 20];
    let lexicon = lexicon();
    stretch.lower(at, &mut buffer).is_some_and(|word| {
        lexicon.verb(word).iter().any(|reading| {
            let cue = lexicon.cue(reading.cue);
            let base = stretch.tag(at) == Tag::Vbp && cue.frames.any(Frames::QUOTE);
            let inflected = reading.form != Form::Base || base;
            let tail = (at + 1..)
                .zip(&cue.tail)
                .all(|(at, word)| stretch.is(at, word));
            inflected && tail && cue.frames.any(frames)
        })
    })
}

/// Whether the word at `at` is a past that gives an opinion: "criticized", "railed against".
fn opines(stretch: &Stretch<'_>, at: usize) -> bool {
    let mut buffer = [0; 20];
    let lexicon = lexicon();
    stretch.lower(at, &mut buffer).is_some_and(|word| {
        lexicon.verb(word).iter().any(|reading| {
            let cue = lexicon.cue(reading.cue);
            let led = (cue.prepositions.iter()).any(|word| stretch.is(at + 1, word));
            reading.form == Form::Past
                && cue.tail.is_empty()
                && !cue.frames.any(Frames::MIND)
                && (led || cue.frames.any(Frames::NOUN))
        })
    })
}

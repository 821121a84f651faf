//! Where clauses, objects and the phrases between cue and content end.

use super::occasions::is_occasion;
use super::phrases;
use super::sentence::{Item, Sentence, Word};
use super::subjects;
use crate::annotate::language::cues::{Form, Frames, lexicon};
use crate::annotate::language::tags::Tag;

/// The end of a clause that begins at `start`: the sentence's, or where another report takes over.
pub(crate) fn clause_end(sentence: &Sentence<'_>, start: usize) -> usize {
    let mut at = start;
    let mut who = false;
    let mut opened = false;
    while at < sentence.len() {
        match sentence.tag(at) {
            Tag::Stop => return at,
            // "(Ruiz says it leaks|), but"
            Tag::Bracket if sentence.is(at, ")") && !opened => return at,
            Tag::Comma | Tag::Colon if at > start && hands_over(sentence, at + 1) => return at,
            // "…, said Ruiz", and "Ruiz, who wants …, said that …"
            Tag::Comma
                if at > start
                    && matches!(sentence.tag(at + 1), Tag::Vbd | Tag::Vbz)
                    && reports(sentence, at + 1, Frames::QUOTE) =>
            {
                return at;
            }
            Tag::Comma if at > start && told_of(sentence, at + 1) => return at,
            // "says it is “as designed”, |which is rich"
            Tag::Comma
                if at > start
                    && sentence.is_quote(at - 1)
                    && sentence.word(at + 1) == Word::Which
                    && sentence.tag(at + 2).is_finite() =>
            {
                return at;
            }
            Tag::Comma if at > start && reacts(sentence, at + 1) => return at,
            Tag::Comma if at > start && sums_up(sentence, at + 1) => return at,
            // "She said she was glad, |and I walked her home": who tells it does so.
            Tag::Comma
                if at > start
                    && sentence.word(at + 1) == Word::And
                    && sentence.is(at + 2, "i")
                    && sentence.tag(at + 3) == Tag::Vbd
                    && !sentence.is(start, "i") =>
            {
                return at;
            }
            // The comma may stand inside the marks: “…,” adding
            Tag::Quote if sentence.closes_clause(at) && hands_over(sentence, at + 1) => {
                return at + 1;
            }
            Tag::Colon if at > start && sentence.items.get(at).is_some_and(is_semicolon) => {
                return at;
            }
            // "each |and every sailor reported"
            Tag::Cc
                if at > start
                    && hands_over(sentence, at)
                    && !(sentence.is(at - 1, "each") && sentence.is(at + 1, "every")) =>
            {
                return at;
            }
            // "sailors who say it is safe |and who claim"
            Tag::Cc if at > start && sentence.word(at + 1) == Word::Who && !who => return at,
            // "even though he found"
            _ if at > start
                && sentence.is(at, "even")
                && matches!(sentence.word(at + 1), Word::Sub | Word::As)
                && hands_over(sentence, at) =>
            {
                return at;
            }
            _ => {}
        }
        who |= sentence.word(at) == Word::Who;
        opened |= sentence.is(at, "(");
        at += 1;
    }
    sentence.len()
}

/// Whether a relative clause at `at` is somebody's by its own words: "which he argued would help".
fn told_of(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.word(at) == Word::Which
        && phrases::simple_from(sentence, at + 1).is_some_and(|end| {
            matches!(sentence.tag(end), Tag::Vbd | Tag::Vbz | Tag::Vbp)
                && reports(sentence, end, Frames::QUOTE | Frames::THAT)
        })
}

/// Whether somebody else does something at `at` on hearing what is said: "said that it leaks, |but the clerk disagreed".
fn reacts(sentence: &Sentence<'_>, at: usize) -> bool {
    const REACTS: [&str; 12] = [
        "balked",
        "demurred",
        "disagreed",
        "frowned",
        "grimaced",
        "laughed",
        "nodded",
        "objected",
        "shrugged",
        "sighed",
        "smiled",
        "winced",
    ];
    let joins = matches!(sentence.word(at), Word::And | Word::But);
    phrases::from(sentence, at + 1).is_some_and(|end| {
        let is = |at: usize| REACTS.iter().any(|word| sentence.is(at, word));
        // "the clerk |disagreed", which looks like a participle
        let end = end - usize::from(end > at + 2 && is(end - 1));
        let subject = at + 1..end;
        let left = sentence.is(end, "left") && sentence.is(end + 2, "room");
        joins
            && sentence.tag(at + 1) != Tag::Prp
            && (left || is(end))
            && subjects::voice(sentence, &subject).is_somebody()
    })
}

/// Whether a phrase at `at` calls all that was said before it by a noun, which somebody else has a view of: "|an account that
/// the mayor called “untrue”", "|a claim denied by Ruiz", "|something Hale rejects".
pub(super) fn sums_up(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(end) = phrases::summary(sentence, at) else {
        return false;
    };
    let link = matches!(sentence.word(end), Word::That | Word::Which);
    let not = usize::from(sentence.word(end) == Word::Not);
    let start = end + usize::from(link);
    let by = sentence.tag(end + not) == Tag::Vbn && sentence.word(end + not + 1) == Word::By;
    // "a claim that is not shared", "a claim that |residents| dismissed", which looks like a verb
    let told = link && sentence.tag(start).is_finite();
    by || told
        || phrases::whole_from(sentence, start).is_some_and(|end| {
            let verb = end + usize::from(sentence.tag(end) == Tag::Comma);
            // "a claim the company |denies|", which looks like a plural
            let plural = sentence.tag(end - 1) == Tag::Nns
                && (sentence.items.get(end - 1)).is_some_and(|item| item.entry.is_some());
            // "an assurance that residents |called| “worthless”", which looks like a participle
            let past = sentence.tag(end - 1) == Tag::Vbn && sentence.is_quote(end);
            sentence.tag(verb).is_finite() || sentence.tag(verb) == Tag::Vbn || plural || past
        })
}

/// Whether a noun right before `at` sums up what was said before it; what follows is no content of the noun.
pub(super) fn is_summary(sentence: &Sentence<'_>, at: usize) -> bool {
    (at.saturating_sub(3).max(1)..at).any(|start| {
        sentence.tag(start - 1) == Tag::Comma
            && phrases::summary(sentence, start) == Some(at)
            && sums_up(sentence, start)
    })
}

/// The end of an infinitive whose "to" stands at `start`: also where a clause with a subject of its own goes on.
pub(crate) fn infinitive_end(sentence: &Sentence<'_>, start: usize) -> usize {
    let end = clause_end(sentence, start);
    let inner = |at: usize| {
        matches!(
            sentence.word(at),
            Word::That | Word::Who | Word::Which | Word::Wh | Word::Sub
        )
    };
    let goes_on = |&at: &usize| {
        sentence.tag(at) == Tag::Comma
            && matches!(sentence.word(at + 1), Word::And | Word::But)
            && phrases::from(sentence, at + 2).is_some_and(|end| sentence.tag(end).is_finite())
    };
    (start..end)
        .take_while(|&at| !inner(at))
        .find(goes_on)
        .unwrap_or(end)
}

/// The end of the sentence that goes on at `start`, without its stop.
pub(crate) fn sentence_end(sentence: &Sentence<'_>, start: usize) -> usize {
    (start..sentence.len())
        .find(|&at| sentence.tag(at) == Tag::Stop)
        .unwrap_or(sentence.len())
}

fn is_semicolon(item: &Item) -> bool {
    item.span.len() == 1
}

/// Whether another report of the same sentence begins at `at`: ", adding", "and said", ", according to".
pub(super) fn hands_over(sentence: &Sentence<'_>, at: usize) -> bool {
    let sub = ["although", "though", "while"]
        .iter()
        .any(|word| sentence.is(at, word));
    let even = sentence.is(at, "even") && matches!(sentence.word(at + 1), Word::Sub | Word::As);
    let joined = sentence.tag(at) == Tag::Cc || sub || even;
    let mut verb = at + usize::from(joined) + usize::from(even);
    while sentence.tag(verb) == Tag::Rb {
        verb += 1;
    }
    if !joined && matches!(sentence.word(verb), Word::Sub | Word::As) {
        return false;
    }
    let says = Frames::QUOTE | Frames::THAT;
    if sentence.is(at, "with") {
        // ", with the paper reporting"
        return phrases::from(sentence, at + 1)
            .is_some_and(|end| sentence.tag(end) == Tag::Vbg && reports(sentence, end, says));
    }
    match sentence.tag(verb) {
        Tag::Vbg if sentence.word(verb + 1) == Word::To && sentence.is(verb, "according") => true,
        Tag::Vbg => reports(sentence, verb, says),
        Tag::Vbd | Tag::Vbz | Tag::Vbn => {
            joined
                && reports(sentence, verb, says | Frames::NOUN)
                && !phrases::modifies(sentence, verb)
        }
        _ if joined => phrases::from(sentence, verb).is_some_and(|end| {
            let plain = matches!(sentence.tag(end), Tag::Vbd | Tag::Vbz | Tag::Vbp)
                && reports(sentence, end, says)
                || end == verb + 1
                    && sentence.tag(verb) == Tag::Prp
                    && sentence.tag(end) == Tag::Vbd
                    && opines(sentence, end);
            let helped = || {
                let aux = sentence.tag(end).is_finite();
                let head = (end + 1..end + 4).find(|&at| {
                    !matches!(sentence.word(at), Word::Not | Word::Have)
                        && sentence.tag(at) != Tag::Rb
                });
                let ing = |head: usize| {
                    sentence.tag(head) == Tag::Vbg && reports(sentence, head, says | Frames::NOUN)
                };
                aux && head.is_some_and(ing)
            };
            // "but an official, speaking on Friday, said"
            let apposed = || {
                let comma = (end + 1..end + 14).find(|&at| sentence.tag(at) == Tag::Comma);
                sentence.tag(end) == Tag::Comma
                    && comma.is_some_and(|comma| {
                        let past = sentence.tag(comma + 1) == Tag::Vbn
                            && !matches!(sentence.tag(comma + 2), Tag::In | Tag::To);
                        (past || sentence.tag(comma + 1).is_finite())
                            && reports(sentence, comma + 1, says)
                    })
            };
            // "with Hale calling it wise |and Ruiz warning it would fail"
            let doing = sentence.tag(end) == Tag::Vbg
                && sentence.tag(verb).is_noun()
                && reports(sentence, end, says);
            // "and the cook |jokes that it is soup", which looks like a plural
            let plural = end > verb + 1
                && sentence.tag(end - 1) == Tag::Nns
                && sentence.word(end) == Word::That
                && reports(sentence, end - 1, says);
            plain || plural || helped() || apposed() || doing
        }),
        _ => {
            let start =
                if matches!(sentence.tag(verb), Tag::In) && sentence.word(verb) != Word::That {
                    phrases::from(sentence, verb + 1).unwrap_or(verb)
                } else {
                    verb
                };
            let end = phrases::from(sentence, start).unwrap_or(start);
            // "…, 30 percent call it a shame"
            let share = sentence.tag(at) == Tag::Cd
                && sentence.tag(end) == Tag::Vbp
                && reports(sentence, end, Frames::QUOTE);
            if share {
                return true;
            }
            let comes = matches!(sentence.tag(end), Tag::Vbd | Tag::Vbz)
                && reports(sentence, end, Frames::QUOTE);
            let closes = |end: usize| {
                sentence.tag(end) == Tag::Stop
                    || sentence.tag(end) == Tag::Comma && !sentence.is_quote(end + 1)
            };
            comes
                && !closes(end + 1)
                && phrases::simple_from(sentence, end + 1).is_none_or(|end| !closes(end))
        }
    }
}

/// Whether two subjects that the "and" at `at` joins share the verb after them: "she and Hale were", "rain and snow have".
pub(crate) fn shares_verb(sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(end) = phrases::simple_from(sentence, at + 1) else {
        return false;
    };
    let plural = matches!(sentence.tag(end), Tag::Vbp | Tag::Md)
        || ["were", "are", "have"]
            .iter()
            .any(|word| sentence.is(end, word));
    at > 0
        && sentence.word(at) == Word::And
        && sentence.tag(end).is_finite()
        && (plural || sentence.tag(at - 1) == Tag::Prp)
}

/// The end of an object that begins at `start`: the phrase and its modifiers.
pub(crate) fn object_end(sentence: &Sentence<'_>, start: usize) -> usize {
    let mut at = start;
    let mut inner = false;
    while at < sentence.len() {
        let stops = match sentence.tag(at) {
            Tag::Stop | Tag::Colon => true,
            Tag::Comma => at > start,
            Tag::Cc => {
                // "and pledges to": what looks like a plural is a verb.
                let third = sentence.tag(at + 1) == Tag::Nns
                    && (sentence.word(at + 2) == Word::To || sentence.word(at + 2) == Word::That)
                    && reports(sentence, at + 1, Frames::INF | Frames::THAT);
                let verb =
                    sentence.tag(at + 1).is_verb() && sentence.tag(at + 1) != Tag::Vbg || third;
                // "charged the clerk with murder and Ruiz fired": another clause.
                let clause = || {
                    phrases::simple_from(sentence, at + 1).is_some_and(|end| {
                        // "brand you a liar and the News will accuse you"
                        sentence.tag(end) == Tag::Md
                            || sentence.tag(end).is_finite() && !shares_verb(sentence, at)
                    }) && !inner
                };
                let report = || hands_over(sentence, at);
                verb || sentence.word(at) == Word::But || clause() || report()
            }
            _ => {
                sentence.word(at) == Word::Sub || at > start && is_occasion(sentence, at).is_some()
            }
        };
        if stops {
            break;
        }
        inner |= matches!(
            sentence.word(at),
            Word::Who | Word::Which | Word::That | Word::Wh
        );
        at += 1;
        // The comma may stand inside the marks: “…,” saying; “…,” the sailors went home.
        let goes_on = || {
            let verb = phrases::from(sentence, at);
            verb.is_some_and(|verb| begins_again(sentence, verb))
        };
        let main = sentence.tag(at).is_finite();
        if sentence.ends_with_comma(at - 1) && (main || hands_over(sentence, at) || goes_on()) {
            break;
        }
    }
    at
}

/// Whether the word at `at`, after what may be a subject, is its verb: "the sailors |chanted “No!”" too, whatever its tag.
pub(super) fn begins_again(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.tag(at).is_finite() || sentence.tag(at) == Tag::Vbn && sentence.is_quote(at + 1)
}

/// Whether the word at `at` is an inflected verb that reports in one of these frames.
pub(super) fn reports(sentence: &Sentence<'_>, at: usize, frames: Frames) -> bool {
    let lexicon = lexicon();
    sentence.verbs(at).iter().any(|reading| {
        let cue = lexicon.cue(reading.cue);
        let base = sentence.tag(at) == Tag::Vbp && cue.frames.any(Frames::QUOTE);
        let inflected = reading.form != Form::Base || base;
        let tail = (at + 1..)
            .zip(&cue.tail)
            .all(|(at, word)| sentence.is(at, word));
        inflected && tail && cue.frames.any(frames)
    })
}

/// Whether the word at `at` is a past that gives an opinion: "criticized", "railed against".
fn opines(sentence: &Sentence<'_>, at: usize) -> bool {
    let lexicon = lexicon();
    sentence.verbs(at).iter().any(|reading| {
        let cue = lexicon.cue(reading.cue);
        let led = (cue.prepositions.iter()).any(|word| sentence.is(at + 1, word));
        reading.form == Form::Past
            && cue.tail.is_empty()
            && !cue.frames.any(Frames::MIND)
            && (led || cue.frames.any(Frames::NOUN))
    })
}

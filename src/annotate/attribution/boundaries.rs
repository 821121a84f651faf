//! Where clauses, objects and the phrases between cue and content end.

use std::ops::Range;

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

/// Where what a relative clause reports ends: "Ruiz, who says that …, | called it a shame".
pub(crate) fn relative_end(sentence: &Sentence<'_>, content: &Range<usize>) -> usize {
    let mut told = false;
    // The first verb of the words, and whether another after it may be theirs, too.
    let mut first = None;
    let inside = |mut words: Range<usize>| {
        words.any(|at| {
            let links = matches!(sentence.word(at), Word::Be | Word::Have);
            let tells = sentence.tag(at).is_verb() && !sentence.verbs(at).is_empty();
            sentence.is_quote(at)
                || tells && !links
                || matches!(
                    sentence.tag(at),
                    Tag::Comma | Tag::Colon | Tag::Cc | Tag::Wh
                )
                || matches!(
                    sentence.word(at),
                    Word::That | Word::Who | Word::Which | Word::Sub | Word::As
                )
        })
    };
    for at in content.clone() {
        let quoted = sentence.closes_clause(at);
        let parts = quoted || sentence.tag(at) == Tag::Comma;
        // "called" before its object is a past, whatever its tag.
        let object = matches!(
            sentence.tag(at + 2),
            Tag::Nnp | Tag::Prp | Tag::Dt | Tag::PrpS
        );
        let verb = sentence.tag(at + 1).is_finite()
            || sentence.tag(at + 1) == Tag::Vbn && object
            || sentence.is(at + 1, "left");
        if told && parts && verb {
            return at + usize::from(quoted);
        }
        // "Ruiz, who asks that her name be withheld |said"
        // "The man who says he lost it |told"
        let object = sentence.tag(at) == Tag::Prp && at > 0 && sentence.tag(at - 1).is_verb();
        let inner =
            (object || matches!(sentence.tag(at), Tag::Vbn | Tag::Rb)) && at > content.start;
        let goes_on = sentence.tag(at + 1).is_finite() && reports(sentence, at + 1, Frames::QUOTE);
        if told && inner && goes_on {
            return at + 1;
        }
        // "The share who said they had voted |rose"
        // Not "delegates", a plural that looks like a verb.
        let links = matches!(sentence.word(at + 1), Word::Be | Word::Have);
        let main = matches!(sentence.tag(at + 1), Tag::Vbd | Tag::Md)
            || links && sentence.tag(at + 1).is_finite();
        if main && first.is_some_and(|first| at > first && !inside(first..at + 1)) {
            return at + 1;
        }
        if first.is_none() && sentence.tag(at).is_finite() {
            first = Some(at);
        }
        // "to |“come and look”"
        let quoted = sentence.is_quote(at) && sentence.word(at.max(1) - 1) == Word::To;
        told |= sentence.tag(at).is_verb() || sentence.tag(at) == Tag::Vb || quoted;
    }
    content.end
}

/// Where words end whose subject a relative clause has taken out of them: "A plan that critics say |would ruin the
/// port| was passed", "The bridge, which engineers say |is unsafe|, will close". None where there is no such clause.
pub(super) fn gap_end(
    sentence: &Sentence<'_>,
    speaker: &Range<usize>,
    content: &Range<usize>,
) -> Option<usize> {
    let opener = speaker.start.checked_sub(1)?;
    let relative = matches!(sentence.word(opener), Word::Which | Word::That | Word::Who)
        && opener > 0
        && (sentence.tag(opener - 1).is_noun() || sentence.tag(opener - 1) == Tag::Comma);
    let verb = sentence.tag(content.start);
    if !relative || !(verb.is_finite() || verb == Tag::Vbn) {
        return None;
    }
    let mut inner = false;
    let mut group = true;
    for at in content.clone().skip(1) {
        let tag = sentence.tag(at);
        if tag == Tag::Comma {
            return Some(at);
        }
        // "would ruin the port |passed.", "was ill |left town"
        let past = tag == Tag::Vbn
            && (matches!(sentence.tag(at + 1), Tag::Stop | Tag::Rb)
                || !group && sentence.tag(at - 1) == Tag::Jj);
        let finite = tag.is_finite() || past;
        // "are lost |were seen"
        let again = tag.is_finite() && sentence.tag(at - 1) == Tag::Vbn;
        if finite && (!group || again) && !inner {
            return Some(at);
        }
        group &= tag.is_verb() || matches!(tag, Tag::Vb | Tag::Rb);
        inner |= tag == Tag::Cc
            || matches!(
                sentence.word(at),
                Word::That | Word::Who | Word::Which | Word::Wh | Word::Sub | Word::As
            );
    }
    None
}

/// Where the main clause goes on after the words that a participle of its subject reports: the second verb without a
/// subject of its own. None where that is not plain.
pub(super) fn main_verb(sentence: &Sentence<'_>, content: &Range<usize>) -> Option<usize> {
    let first = content.clone().find(|&at| sentence.tag(at).is_finite())?;
    // "stating that the tower |leans |was": what looks like a plural before a singular verb is the verb.
    let single = ["has", "is", "was"]
        .iter()
        .any(|word| sentence.is(first, word));
    let plural = first > content.start + 2
        && sentence.tag(first - 1) == Tag::Nns
        && sentence.tag(first - 2) == Tag::Nn;
    if single && plural {
        return Some(first);
    }
    let verbal = |&at: &usize| {
        let tag = sentence.tag(at);
        tag == Tag::Vbd && at == first + 1 || matches!(tag, Tag::Vb | Tag::Vbn | Tag::Vbg | Tag::Rb)
    };
    let rest = (first + 1..content.end).find(|at| !verbal(at))?;
    let stops = |&at: &usize| {
        matches!(sentence.tag(at), Tag::Cc | Tag::Comma)
            || matches!(
                sentence.word(at),
                Word::That | Word::Who | Word::Which | Word::Wh | Word::Sub | Word::As
            )
    };
    (rest..content.end)
        .take_while(|at| !stops(at))
        .find(|&at| sentence.tag(at).is_finite())
}

/// Where what an opening clause reports ends: "While Ruiz says that …, | the council waits".
pub(crate) fn opening_end(sentence: &Sentence<'_>, content: &Range<usize>) -> usize {
    let main = |comma: usize| {
        let start = comma + 1 + usize::from(sentence.tag(comma + 1) == Tag::Rb);
        phrases::from(sentence, start).is_some_and(|end| {
            sentence.tag(end).is_finite()
                || sentence.is(end, "said")
                || sentence.tag(end) == Tag::Rb && sentence.tag(end + 1).is_finite()
                // "When she said no, she “broke down” …"
                || sentence.tag(start) == Tag::Prp && sentence.is_quote(end)
        })
    };
    content
        .clone()
        .skip(usize::from(!sentence.is_quote(content.start)))
        .find(|&at| (sentence.tag(at) == Tag::Comma || sentence.ends_with_comma(at)) && main(at))
        .map_or(content.end, |at| at + usize::from(sentence.is_quote(at)))
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

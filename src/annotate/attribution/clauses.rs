//! Which clauses a reporting word takes: "that …", "whether …", an infinitive, or one without any such word.

use std::ops::Range;

use super::boundaries::{clause_end, infinitive_end, reports, shares_verb};
use super::found::{Found, found};
use super::occasions::is_occasion;
use super::phrases;
use super::rule::Rule;
use super::sentence::{Sentence, Word};
use super::subjects;
use super::verbs::Verb;
use super::withheld;
use crate::annotate::language::animacy::Voice;
use crate::annotate::language::cues::{Form, Frames, lexicon};
use crate::annotate::language::tags::Tag;

/// How many items the clause before a comma may take.
const ADJUNCT: usize = 24;

/// "that …", "whether …", "to …" or a bare clause at `at`.
pub(super) fn clause(sentence: &Sentence<'_>, at: usize, verb: &Verb<'_>) -> Option<Found> {
    let frames = verb.cue.frames;
    if let Some(content) = that(sentence, at, frames) {
        return found(Rule::Clause, content);
    }
    if sentence.word(at) == Word::To && frames.any(Frames::INF) {
        let plain = !verb.cue.prepositions.contains(&"to") && sentence.tag(at + 1).is_noun();
        let infinitive = (at + 1..at + 4).any(|at| sentence.tag(at) == Tag::Vb)
            || sentence.is_quote(at + 1)
            || sentence.word(at + 1) == Word::Be
            || plain;
        // "liked to say that": it was said.
        let habit = ["like", "love"].contains(&verb.cue.lemma) && speech(sentence, at + 1);
        if infinitive && !habit {
            let end = infinitive_end(sentence, at);
            if withheld::is_withheld(sentence, at) {
                return withheld::reason(sentence, at..end);
            }
            // "neighbours who asked not to be named |said"
            let main = (at + 1..end)
                .find(|&at| sentence.tag(at).is_finite() && reports(sentence, at, Frames::QUOTE));
            let end = main.filter(|_| in_relative(sentence, verb)).unwrap_or(end);
            return found(Rule::Infinitive, at..end);
        }
    }
    if !frames.any(Frames::THAT) {
        return None;
    }
    if sentence.tag(at) == Tag::Comma {
        // "said, if elected, she would"
        let given = frames.any(Frames::QUOTE) && conditions(sentence, at + 1);
        return given
            .then(|| found(Rule::Clause, at + 1..clause_end(sentence, at + 1)))
            .flatten();
    }
    let strong = [
        "say", "think", "believe", "hope", "insist", "claim", "argue",
    ]
    .contains(&verb.cue.lemma);
    let subject = phrases::from(sentence, past_about(sentence, at));
    // "answered five questions sent by mail", "have written describing the flood"
    let asked = |end: usize| {
        ["question", "questions"]
            .iter()
            .any(|word| sentence.is(end - 1, word))
    };
    let thing = verb.cue.lemma == "answer" && subject.is_some_and(asked);
    // "boasts the largest hall and boats that have sailed", but "boasts she can row"
    let owns = ["boast", "brag"].contains(&verb.cue.lemma) && sentence.tag(at) != Tag::Prp;
    // "those who propose the changes |noted that they cost little": a thing notes nothing.
    let main = |end: usize| {
        !strong
            && sentence.word(end + 1) == Word::That
            && sentence.tag(end).is_finite()
            && !sentence.verbs(end).is_empty()
            && subjects::voice(sentence, &(at..end)) == Voice::Thing
    };
    // "claimed his body, emptied the flat and left": what was claimed is a thing.
    let taken = |end: usize| {
        let verbs =
            sentence.tag(end) == Tag::Comma && matches!(sentence.tag(end + 1), Tag::Vbd | Tag::Vbn);
        // "claimed responsibility |but the police doubt it"
        let parted = sentence.tag(end) == Tag::Cc && !shares_verb(sentence, end);
        verb.cue.lemma == "claim"
            && (verbs || parted)
            && (sentence.is(end - 1, "body")
                || subjects::voice(sentence, &(at..end)) == Voice::Thing)
    };
    // "the woman who found the purse |said it was empty"
    let met = |end: usize| {
        !strong
            && in_relative(sentence, verb)
            && reports(sentence, end, Frames::QUOTE)
            && sentence.tag(end).is_finite()
            && matches!(
                subjects::voice(sentence, &(at..end)),
                Voice::Thing | Voice::Paper
            )
    };
    // "what nobody tells |you is that"
    let what = || {
        let np = phrases::simple_before(sentence, verb.group.start);
        np.is_some_and(|np| np.start > 0 && sentence.is(np.start - 1, "what"))
    };
    // "had written |a will"
    let will = matches!(sentence.tag(at), Tag::Dt | Tag::PrpS)
        && sentence.is(at + 1, "will")
        && !matches!(sentence.tag(at + 2), Tag::Vb | Tag::Rb);
    // "a man claiming |allegiance to the firm shot": no clause.
    const CLAIMED: [&str; 6] = [
        "allegiance",
        "asylum",
        "credit",
        "ownership",
        "responsibility",
        "victory",
    ];
    let claimed = CLAIMED.iter().any(|word| sentence.is(at, word));
    // "argued |cases before the court", "argued a number of cases"
    let cases = verb.cue.lemma == "argue"
        && subject.is_some_and(|end| {
            (at..end).any(|at| sentence.is(at, "cases") || sentence.is(at, "case"))
                && !sentence.tag(end).is_finite()
        });
    let other = thing
        || verb.cue.lemma == "claim" && claimed
        || cases
        || will
        || verb.cue.lemma == "tell" && what()
        || owns
        || subject.is_some_and(main)
        || subject.is_some_and(taken)
        || subject.is_some_and(met);
    if other || verb.cue.lemma == "write" && sentence.tag(at) == Tag::Vbg {
        return None;
    }
    // "a man who saw it |told the News"
    let told =
        |end: usize| sentence.is(at, "it") && !strong && reports(sentence, end, Frames::QUOTE);
    let object = ["him", "me", "them", "us"]
        .iter()
        .any(|word| sentence.is(at, word));
    // "the man who posted |it was fined"
    let posted =
        sentence.is(at, "it") && ["post", "publish", "share", "tweet"].contains(&verb.cue.lemma);
    if in_relative(sentence, verb) && (object || posted || subject.is_some_and(told)) {
        return None;
    }
    let bare = subject.is_some_and(|end| {
        // "adding the words “and Harbour” to the name"
        if verb.cue.lemma == "add" && sentence.is_quote(end) && sentence.word(end + 1) == Word::To {
            return false;
        }
        if sentence.tag(end) == Tag::Cc && shares_verb(sentence, end) {
            return true;
        }
        let edge = |at: usize| {
            matches!(sentence.tag(at), Tag::Comma | Tag::Cc | Tag::Stop)
                || matches!(sentence.word(at), Word::That | Word::As | Word::Sub)
                // "emphasized a few towns |where ships are built"
                || !strong && sentence.is(at, "where")
        };
        // "told a minister |to “come and look”": what shall be done.
        let told = sentence.word(end) == Word::To && frames.any(Frames::HEARER);
        let finite = |at: usize| {
            sentence.tag(at).is_finite()
                || at < sentence.len() && sentence.is_quote(at) && !told
                // "said |it held two million", whatever its tag
                || sentence.tag(at) == Tag::Vbn && end == at && sentence.tag(at - 1) == Tag::Prp
        };
        // "ordered a review of the fund, which allows", "…, including “playbooks”": what is ordered is a thing.
        let hangs =
            !strong && (sentence.word(end + 1) == Word::Which || sentence.is(end + 1, "including"))
                // "That worried the owners, who wrote", "told Ruiz, who left"
                || ["tell", "worry"].contains(&verb.cue.lemma) && sentence.word(end + 1) == Word::Who;
        // "reported it to the police, |and removed it"
        let goes_on = sentence.tag(end + 1).is_finite() || sentence.tag(end + 1) == Tag::Cc;
        let comma = sentence.tag(end) == Tag::Comma && !goes_on && !hangs;
        (end..end + 3)
            .take_while(|&at| !edge(at) || comma)
            .any(finite)
            || !comma
                && (end..end + 2).any(|at| sentence.tag(at) == Tag::Vbn)
                && (strong || verb.cue.lemma == "tell")
    });
    // "said families of people killed by police file lawsuits": the tags lost the verb.
    let spoken = verb.cue.lemma == "say"
        && sentence.tag(at).is_noun()
        && subject.is_some_and(|end| {
            end > at + 1 && matches!(sentence.tag(end), Tag::Vb | Tag::Nn | Tag::Nns | Tag::Vbn)
        });
    // "said his client owns no hats": what looks like a plural.
    let third = verb.cue.lemma == "say"
        && matches!(sentence.tag(at), Tag::Dt | Tag::PrpS)
        && sentence.tag(at + 1) == Tag::Nn
        && sentence.tag(at + 2) == Tag::Nns
        && matches!(
            sentence.tag(at + 3),
            Tag::Dt | Tag::PrpS | Tag::Prp | Tag::Cd | Tag::Rb | Tag::In | Tag::To
        );
    let bare = bare || spoken || third;
    let there =
        sentence.tag(at) == Tag::Ex || sentence.is(at, "there") && sentence.tag(at + 1).is_finite();
    let content = bare || there || strong && starts_content(sentence, at);
    let end = clause_end(sentence, at);
    // "Ruiz, who said she was tired, |left early": the comma that opened the relative clause has its other one.
    let opened = verb.group.start.checked_sub(2);
    let apposed = in_relative(sentence, verb)
        && opened.is_some_and(|comma| {
            sentence.tag(comma) == Tag::Comma && !(0..comma).any(|at| sentence.tag(at).is_finite())
        });
    // Whatever the tags: "left" may be an adverb, "sat" a noun.
    let goes_on = |at: usize| {
        sentence.tag(at).is_verb() || matches!(sentence.tag(at), Tag::Md | Tag::Nn | Tag::Rb)
    };
    let closes = |at: &usize| sentence.tag(*at) == Tag::Comma && goes_on(at + 1);
    let end = (at..end).rfind(closes).filter(|_| apposed).unwrap_or(end);
    content.then(|| found(Rule::Clause, at..end)).flatten()
}

/// Whether a verb is that of a clause which "who" opens.
pub(super) fn in_relative(sentence: &Sentence<'_>, verb: &Verb<'_>) -> bool {
    let before = verb.group.start.checked_sub(1);
    before.is_some_and(|at| sentence.word(at) == Word::Who)
}

/// Whether a verb is that of a clause whose "whom" or "which" its subject stands behind: "anyone |whom Ruiz has called".
pub(super) fn in_object_relative(sentence: &Sentence<'_>, verb: &Verb<'_>) -> bool {
    let np = phrases::simple_before(sentence, verb.group.start);
    let before = np.and_then(|np| np.start.checked_sub(1));
    before.is_some_and(|at| {
        matches!(sentence.word(at), Word::Who | Word::Which) || sentence.is(at, "whom")
    })
}

/// Whether the word at `at` is a verb of speech, as it stands behind "to".
fn speech(sentence: &Sentence<'_>, at: usize) -> bool {
    let lexicon = lexicon();
    sentence.verbs(at).iter().any(|reading| {
        let frames = lexicon.cue(reading.cue).frames;
        reading.form == Form::Base && frames.any(Frames::QUOTE) && !frames.any(Frames::MIND)
    })
}

/// The place behind words at `at` that make a number approximate: "as many as |ten sailors", "nearly |half of them".
fn past_about(sentence: &Sentence<'_>, at: usize) -> usize {
    const ABOUT: [&[&str]; 12] = [
        &["as", "many", "as"],
        &["as", "few", "as"],
        &["at", "least"],
        &["at", "most"],
        &["fewer", "than"],
        &["less", "than"],
        &["more", "than"],
        &["up", "to"],
        &["almost"],
        &["nearly"],
        &["roughly"],
        &["only"],
    ];
    let is = |words: &&[&str]| (at..).zip(*words).all(|(at, word)| sentence.is(at, word));
    at + ABOUT
        .iter()
        .copied()
        .find(|words| is(words))
        .map_or(0, <[&str]>::len)
}

/// Whether something that is no adjunct of a strong reporting verb begins at `at`.
fn starts_content(sentence: &Sentence<'_>, at: usize) -> bool {
    let timed = phrases::simple_from(sentence, at).is_some_and(|end| {
        subjects::is_time_noun(sentence, end - 1) && !sentence.tag(end).is_finite()
    });
    if at >= sentence.len()
        || timed
        || sentence.word(at) == Word::Time
        || is_occasion(sentence, at).is_some()
    {
        return false;
    }
    match sentence.tag(at) {
        Tag::Stop | Tag::Comma | Tag::Colon | Tag::Bracket | Tag::Cc => false,
        Tag::In if sentence.word(at) == Word::Sub => concedes(sentence, at),
        Tag::In => {
            !matches!(sentence.word(at), Word::As | Word::By) && clause_follows(sentence, at)
        }
        Tag::To => false,
        _ => {
            clause_follows(sentence, at) || matches!(sentence.tag(at), Tag::Rb | Tag::Dt | Tag::Wh)
        }
    }
}

/// Whether a clause that depends on the next begins at `at`: "although the harbour is old, it will stay open". What
/// tells when somebody spoke ("said after the vote, …") is none.
fn concedes(sentence: &Sentence<'_>, at: usize) -> bool {
    const CONCESSIONS: [&str; 6] = ["although", "though", "if", "unless", "because", "while"];
    let end = sentence.len().min(at + ADJUNCT);
    let Some(comma) = (at..end).find(|&at| sentence.tag(at) == Tag::Comma) else {
        return false;
    };
    CONCESSIONS.iter().any(|word| sentence.is(at, word))
        && (at..comma).any(|at| sentence.tag(at).is_finite())
        && clause_follows(sentence, comma)
}

/// Whether "if …" at `at` is a phrase that a comma parts from the clause it belongs to.
fn conditions(sentence: &Sentence<'_>, at: usize) -> bool {
    let end = sentence.len().min(at + ADJUNCT);
    let comma = (at..end).find(|&at| sentence.tag(at) == Tag::Comma);
    ["if", "unless", "when"]
        .iter()
        .any(|word| sentence.is(at, word))
        && comma.is_some_and(|comma| {
            phrases::from(sentence, comma + 1).is_some_and(|end| sentence.tag(end).is_finite())
        })
}

fn clause_follows(sentence: &Sentence<'_>, start: usize) -> bool {
    (start..sentence.len().min(start + 20))
        .take_while(|&at| sentence.tag(at) != Tag::Stop)
        .any(|at| sentence.tag(at).is_finite() || at > start && sentence.is_quote(at))
}

/// A clause that "that" or a question word opens.
pub(crate) fn that(sentence: &Sentence<'_>, at: usize, frames: Frames) -> Option<Range<usize>> {
    let comma = usize::from(sentence.tag(at) == Tag::Comma && sentence.word(at + 1) == Word::That);
    let at = at + comma;
    // "What did they say |that made you laugh?", "What did they say |when they came?"
    let what = (0..2).find(|&at| sentence.is(at, "what"));
    let asked = what == Some(0) && sentence.tag(at + 1).is_verb();
    if what.is_some_and(|what| sentence.word(what + 1) == Word::Do)
        && sentence.word(at) == Word::Sub
    {
        return None;
    }
    let opens = match sentence.word(at) {
        Word::That => {
            frames.any(Frames::THAT | Frames::QUOTE)
                && !is_taken_out(sentence, at)
                && !is_seen(sentence, at)
                && !points(sentence, at)
                && !asked
                && (!matches!(sentence.tag(at + 1), Tag::Stop | Tag::Comma)
                    || parenthesis(sentence, at + 1).is_some())
        }
        Word::Wh => frames.any(Frames::WH | Frames::THAT),
        Word::Who | Word::Which | Word::Sub => {
            frames.any(Frames::WH)
                && (sentence.word(at) != Word::Sub || comma == 0 && is_if(sentence, at))
        }
        _ => false,
    };
    // "that, when he came, he felt “…”": another verb after a comma hands nothing over.
    let past = parenthesis(sentence, at + 1).filter(|_| sentence.word(at) == Word::That);
    // "told me that |when she was young, she told nobody"
    let when = sentence.word(at) == Word::That
        && (sentence.word(at + 1) == Word::Sub || sentence.is(at + 1, "when"));
    let later = (at + 2..sentence.len().min(at + ADJUNCT))
        .find(|&at| sentence.tag(at) == Tag::Comma)
        .filter(|_| when);
    opens.then(|| at..clause_end(sentence, past.or(later).unwrap_or(at) + 1))
}

/// Whether the "that" at `at` points to a thing: "allow |that light to go out", "added |that wing to the house".
fn points(sentence: &Sentence<'_>, at: usize) -> bool {
    let same = sentence.is(at + 1, "same");
    // "has said |that before"
    let before = ["before", "already", "again"]
        .iter()
        .any(|word| sentence.is(at + 1, word))
        && sentence.tag(at + 2) == Tag::Stop;
    let thing = |end: usize| {
        let to = sentence.word(end) == Word::To && sentence.tag(end + 1) == Tag::Vb;
        // Nothing is told of it.
        let rest = end..clause_end(sentence, at);
        let adjunct =
            matches!(sentence.tag(end), Tag::In | Tag::To) || sentence.word(end) == Word::Time;
        let acts = |at: usize| sentence.tag(at).is_verb() || sentence.is_quote(at);
        let alone = rest.is_empty() || adjunct && !rest.clone().any(acts);
        // "announced |that same day"
        let day =
            same && subjects::is_time_noun(sentence, end - 1) && !sentence.tag(end).is_finite();
        day || sentence.tag(at) == Tag::Dt && to || sentence.tag(at + 1).is_noun() && alone
    };
    before || phrases::from(sentence, at + 1).is_some_and(thing)
}

/// Whether the "that" at `at` tells who has the paper before it: "in an email |that we have seen|:".
fn is_seen(sentence: &Sentence<'_>, at: usize) -> bool {
    const HAS: [&str; 9] = [
        "heard",
        "obtained",
        "posted",
        "published",
        "read",
        "received",
        "reviewed",
        "saw",
        "seen",
    ];
    if at == 0 || !sentence.tag(at - 1).is_noun() {
        return false;
    }
    let Some(subject) = phrases::simple_from(sentence, at + 1) else {
        return false;
    };
    let verb = subject + usize::from(sentence.word(subject) == Word::Have);
    HAS.iter().any(|word| sentence.is(verb, word))
        && matches!(sentence.tag(verb + 1), Tag::Colon | Tag::Comma | Tag::Stop)
}

/// Whether the "that" at `at` opens a relative clause of somebody's words: "the money |that the agency says is short".
fn is_taken_out(sentence: &Sentence<'_>, at: usize) -> bool {
    phrases::simple_from(sentence, at + 1).is_some_and(|end| {
        const SAYS: [&str; 12] = [
            "argue", "argued", "argues", "believe", "believed", "believes", "claim", "claims",
            "said", "say", "says", "think",
        ];
        let says = SAYS.iter().any(|word| sentence.is(end, word));
        says && sentence.tag(end + 1).is_finite() && !sentence.is_quote(end + 1)
    })
}

/// Where commas around some words at `at` part a clause from what opens it: "that, taxes aside|, the plan is good".
fn parenthesis(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    if sentence.tag(at) != Tag::Comma || sentence.tag(at + 1) == Tag::Cc {
        return None;
    }
    (at + 1..sentence.len().min(at + ADJUNCT))
        .find(|&at| sentence.tag(at) == Tag::Comma)
        .filter(|&comma| sentence.word(at + 1) == Word::Sub || clause_follows(sentence, comma))
        // "a letter that, while mild, accused": no subject of its own.
        .filter(|&comma| !sentence.tag(comma + 1).is_verb())
}

fn is_if(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence
        .items
        .get(at)
        .is_some_and(|item| item.span.len() == 2)
}

//! What becomes of words that a rule found: said, thought, found, denied, or nobody's; and why.
//!
//! A text that reports is read generously: there what has quotation marks or a cue of speech counts. Elsewhere the words
//! must be somebody's beyond doubt: a plain cue, somebody who can speak, a clause or marks.

use super::evidence::{Evidence, Frame, Sort};
use super::genre::Genre;
use super::mood::Mood;
use super::voiced::Voiced;
use crate::annotate::attribution::Rule;
use crate::model::{Act, QuoteKind};

/// What becomes of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// They are told of somebody, with this act.
    Told(Act),
    /// The text says that they were not said.
    Denied,
    /// They are nobody's words.
    Dropped,
}

use Verdict::{Denied, Dropped, Told};

const SAID: Verdict = Told(Act::Said);

/// The verdict on some evidence, with its reason in words that a reader understands.
pub(crate) fn verdict(evidence: Evidence, genre: Genre) -> (Verdict, &'static str) {
    let Evidence {
        kind,
        sort,
        frame,
        mood,
        ..
    } = evidence;
    let marks = kind != QuoteKind::Indirect;
    let report = genre == Genre::Report;
    if evidence.glued && frame != Frame::Turn {
        return (Dropped, "a list of links, and nobody's name");
    }
    if evidence.title {
        return (Dropped, "the title of a work");
    }
    if evidence.thing {
        return (Dropped, "what a thing is called");
    }
    let cry = kind == QuoteKind::Direct && evidence.closed;
    if evidence.voiced == Voiced::Product && !cry && frame != Frame::Turn {
        return (Dropped, "what a product shows, and nobody says");
    }
    if evidence.voiced == Voiced::Sign
        && matches!(frame, Frame::Beside | Frame::Clause | Frame::Loose)
    {
        return match report && mood == Mood::Real && frame != Frame::Loose {
            true => (Told(Act::Finding), "what stands on a sign or a label"),
            false => (Dropped, "what stands on a sign or a label, and nobody says"),
        };
    }
    if mood == Mood::Denied {
        // "“Never,” she would not add."
        let after = matches!(evidence.rule, Rule::QuoteBefore | Rule::Inverted);
        if !(after && kind == QuoteKind::Direct) {
            return denied(evidence);
        }
    }
    let spoken =
        marks && (report && mood == Mood::Real || frame == Frame::Beside && sort == Sort::Thought);
    // "I liked knowing that I was “an A-plus baby”": the author's own thought, whoever's words stand in it.
    let spoken = spoken
        && !(sort == Sort::Thought
            && evidence.voiced == Voiced::Author
            && kind == QuoteKind::Mixed);
    // "The ruling was seen as “weakening” the board": by whom, nobody says.
    let spoken = spoken
        && !(sort == Sort::Thought
            && evidence.rule == Rule::Passive
            && evidence.voiced == Voiced::Nobody);
    if matches!(sort, Sort::Thought | Sort::Finding) && !spoken {
        return mind(evidence, report);
    }
    // "It was unclear if she was “the bride”"
    if evidence.rule == Rule::Adjective && evidence.voiced == Voiced::Nobody {
        return (Dropped, NOBODY);
    }
    match frame {
        Frame::Turn if evidence.voiced == Voiced::Thing => {
            (Dropped, "a label before a colon, and nobody's name")
        }
        Frame::Turn => (SAID, "a turn of a conversation, under a name"),
        Frame::Beside => beside(evidence, report),
        Frame::Clause => clause(evidence, report),
        Frame::According => according(evidence, report),
        Frame::Colon => colon(evidence, report),
        Frame::Alone if genre == Genre::Other => {
            (Dropped, "quoted words alone, in a text that quotes nobody")
        }
        Frame::Alone => (SAID, "quoted words alone, after somebody's"),
        Frame::Fragment if report || genre == Genre::Story && kind == QuoteKind::Direct => {
            (SAID, "quoted words without a word that reports")
        }
        Frame::Fragment => (Dropped, "quoted words that nobody is said to say"),
        Frame::Loose if !marks => (Dropped, "the object or the wish of a verb, not words"),
        Frame::Loose
            if evidence.names
                && (report || !evidence.generic)
                && evidence.voiced == Voiced::Other
                && mood == Mood::Real =>
        {
            (SAID, "quoted words by which somebody calls something")
        }
        Frame::Loose if !report => (Dropped, "quoted words inside an everyday clause"),
        Frame::Loose if mood == Mood::Real => {
            (SAID, "quoted words inside what somebody says of something")
        }
        Frame::Loose => (Dropped, UNREAL),
    }
}

const UNREAL: &str = "what somebody will, would or should say";
const NOBODY: &str = "nobody who can speak says it";
const AUTHOR: &str = "the author's own words";
const ANYBODY: &str = "what anybody may say";

fn denied(evidence: Evidence) -> (Verdict, &'static str) {
    let speech = matches!(evidence.sort, Sort::Speech | Sort::Loose | Sort::None);
    let told = matches!(evidence.frame, Frame::Beside | Frame::Clause | Frame::Loose);
    match (speech, told) {
        (true, true) if evidence.kind != QuoteKind::Indirect || evidence.frame == Frame::Clause => {
            (Denied, "the text says that it was not said")
        }
        _ => (
            Dropped,
            "the text says that it was not said, thought or done",
        ),
    }
}

/// Thoughts and findings: whole clauses alone, of somebody who can have them.
fn mind(evidence: Evidence, report: bool) -> (Verdict, &'static str) {
    let Evidence {
        sort,
        frame,
        voiced,
        mood,
        ..
    } = evidence;
    if mood != Mood::Real {
        return (Dropped, "what somebody may think, or is asked to");
    }
    let whole = frame == Frame::Clause && evidence.clause;
    let somebody = matches!(voiced, Voiced::Other | Voiced::Named | Voiced::Author);
    match sort {
        Sort::Thought if whole && somebody => {
            (Told(Act::Thought), "what somebody thinks, hopes or fears")
        }
        Sort::Thought if report && evidence.rule == Rule::Infinitive && voiced == Voiced::Other => {
            (Told(Act::Thought), "what somebody wants or plans")
        }
        Sort::Finding
            if whole && !matches!(voiced, Voiced::Nobody | Voiced::Anybody | Voiced::Author) =>
        {
            (Told(Act::Finding), "what a study or figures show")
        }
        _ => (Dropped, "nobody's words, and no whole thought"),
    }
}

fn beside(evidence: Evidence, report: bool) -> (Verdict, &'static str) {
    let Evidence {
        kind,
        sort,
        voiced,
        mood,
        rule,
        ..
    } = evidence;
    let reason = "words beside somebody and a word that reports";
    let direct = kind == QuoteKind::Direct;
    if !report {
        if mood != Mood::Real {
            return (Dropped, UNREAL);
        }
        if voiced == Voiced::Anybody {
            return (Dropped, ANYBODY);
        }
        if matches!(voiced, Voiced::Nobody | Voiced::Thing) && rule == Rule::QuoteAfter {
            return (Dropped, NOBODY);
        }
        if direct && rule != Rule::QuoteAfter && !evidence.closed {
            return (Dropped, "quoted words inside an everyday clause");
        }
        let before = direct && rule != Rule::QuoteAfter && voiced == Voiced::Other;
        if matches!(sort, Sort::None | Sort::Loose) && !before {
            return (Dropped, "the verb beside the words reports nothing");
        }
    }
    // "Tell them “we come in peace.”", "If Hale says “no,” we go"
    let asked = mood == Mood::Unreal && matches!(voiced, Voiced::Nobody | Voiced::Anybody);
    let before = rule == Rule::QuoteBefore && mood == Mood::Supposed;
    // "It will say “gone” in 4.0."
    let asked = asked || mood == Mood::Unreal && voiced == Voiced::Thing;
    if before || report && rule == Rule::QuoteAfter && (asked || mood == Mood::Supposed) {
        return (Dropped, UNREAL);
    }
    if direct {
        return (SAID, reason);
    }
    // "Lawyers “Relieved,” One Says": one of those in the words, and nobody knows who.
    if kind == QuoteKind::Mixed && voiced == Voiced::Anybody {
        return (Dropped, ANYBODY);
    }
    if kind == QuoteKind::Mixed {
        let sure = report || evidence.plain;
        return if sure {
            (SAID, reason)
        } else {
            (Dropped, "the verb beside the words reports nothing")
        };
    }
    match voiced {
        _ if mood != Mood::Real => (Dropped, UNREAL),
        _ if sort != Sort::Speech || !report && !evidence.plain => {
            (Dropped, "the verb beside the words reports nothing")
        }
        Voiced::Other => (SAID, reason),
        Voiced::Named | Voiced::Paper | Voiced::Thing | Voiced::Nobody if report => (SAID, reason),
        Voiced::Author => (Dropped, AUTHOR),
        Voiced::Anybody => (Dropped, ANYBODY),
        _ => (Dropped, NOBODY),
    }
}

fn clause(evidence: Evidence, report: bool) -> (Verdict, &'static str) {
    let Evidence {
        kind,
        sort,
        voiced,
        mood,
        plain,
        clause,
        ..
    } = evidence;
    let reason = "a clause after a word that reports";
    let marks = kind != QuoteKind::Indirect;
    match voiced {
        Voiced::Nobody if mood != Mood::Real => (Dropped, "what somebody is asked to say"),
        Voiced::Anybody if mood != Mood::Real => (Dropped, ANYBODY),
        _ if mood == Mood::Supposed || mood == Mood::Unreal && !(marks && report) => {
            (Dropped, UNREAL)
        }
        _ if marks && report => (SAID, reason),
        _ if sort != Sort::Speech || !(plain || report && clause) => {
            (Dropped, "the verb reports nothing by itself")
        }
        _ if !(clause || report && plain && evidence.finite) => {
            (Dropped, "what the verb takes is a thing, not a clause")
        }
        Voiced::Other if evidence.proverb && !report && !marks => (Dropped, ANYBODY),
        Voiced::Other => (SAID, reason),
        Voiced::Named | Voiced::Paper | Voiced::Thing | Voiced::Nobody if report => (SAID, reason),
        Voiced::Author if marks => (SAID, reason),
        Voiced::Author => (Dropped, AUTHOR),
        Voiced::Anybody => (Dropped, ANYBODY),
        _ => (Dropped, NOBODY),
    }
}

fn according(evidence: Evidence, report: bool) -> (Verdict, &'static str) {
    let reason = "somebody is named as the source";
    match evidence.voiced {
        Voiced::Other => (SAID, reason),
        _ if report && !evidence.bare => (SAID, reason),
        _ => (Dropped, "the source is nobody who can speak"),
    }
}

fn colon(evidence: Evidence, report: bool) -> (Verdict, &'static str) {
    let reason = "words after a name or a lead and a colon";
    let direct = evidence.kind == QuoteKind::Direct;
    match evidence.voiced {
        _ if evidence.place && !direct => (Dropped, "a heading that names a place"),
        Voiced::Other if direct && evidence.person || report => (SAID, reason),
        Voiced::Author if direct => (SAID, reason),
        _ if direct && report => (SAID, reason),
        _ => (Dropped, "a label or the head of a list before a colon"),
    }
}

//! Whether a text says of words that nobody said them: "never said", "refused to say", "It is false that Ruiz said".

use std::ops::Range;

use crate::annotate::attribution::{Rule, Said};
use crate::annotate::language::cues::Cue;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;
use crate::model::{QuoteKind, Span};

/// Words between a cue and the "if" or "never" before it.
const BEFORE: usize = 3;

/// Words that say no.
pub(super) const NOT: [&str; 5] = ["not", "never", "n't", "n’t", "neither"];

/// What is untrue was not said.
const UNTRUE: [&str; 6] = ["false", "incorrect", "lie", "myth", "untrue", "wrong"];

/// What shows that something was said, where there is none of it.
const PROOFS: [&str; 6] = ["evidence", "hint", "indication", "proof", "record", "sign"];

/// What is found of a report that nobody stands by.
const REFUTED: [&str; 11] = [
    "debunked",
    "denied",
    "disproved",
    "fabricated",
    "fake",
    "false",
    "refuted",
    "retracted",
    "untrue",
    "withdrawn",
    "wrong",
];

/// Verbs that turn away what others claim.
const REJECTING: [&str; 6] = ["deny", "dismiss", "dispute", "rebut", "refute", "reject"];

/// What others claim.
const CLAIMS: [&str; 14] = [
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "claim",
    "claims",
    "idea",
    "notion",
    "report",
    "reports",
    "rumors",
    "rumours",
    "suggestion",
    "suggestions",
];

/// Where something is reported: a cue in its sentence, and what is said.
pub(super) struct Place<'a> {
    pub layer: &'a Layer<'a>,
    pub said: &'a Said,
    /// The tokens of the cue.
    pub cue: &'a Range<usize>,
    /// The last verb in the cue.
    pub head: usize,
    /// The tokens of the sentence.
    pub sentence: Range<usize>,
    /// The word that reports.
    pub word: Option<&'a Cue>,
}

impl Place<'_> {
    /// Whether the word at a token is one of these.
    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        let word = self.layer.word(at);
        words.iter().any(|one| word.eq_ignore_ascii_case(one))
    }

    /// Whether a token is none of what is said: "It was not he who said", but not "“I won’t,” she said".
    pub(super) fn outside(&self, at: usize) -> bool {
        let span = self.layer.token(at).span();
        let covers = |part: &Span| part.start <= span.start && span.end <= part.end;
        !self.said.parts.iter().any(covers)
    }

    /// The few tokens before the cue.
    pub(super) fn before(&self) -> Range<usize> {
        let start = self.cue.start.saturating_sub(BEFORE);
        start.max(self.sentence.start)..self.cue.start
    }
}

/// Whether the words at a place are said not to have been said.
pub(super) fn is_denied(place: &Place<'_>) -> bool {
    let Place {
        layer,
        said,
        cue,
        head,
        ref sentence,
        word,
    } = *place;
    let is = |at: usize, words: &[&str]| place.is(at, words);
    let outside = |at: &usize| place.outside(*at);
    let content = said.parts.first().map_or(0, |part| part.start);
    let group = cue.start..head;
    let before = place.before();
    let direct = said.kind == QuoteKind::Direct;
    let only = |at: usize| is(at + 1, &["only", "just", "merely", "simply", "to"]);
    let no_one = said.mention.as_ref().is_some_and(|mention| {
        let first = mention.tokens.start;
        is(first, &["nobody", "none", "neither", "no"])
            || first > sentence.start && is(first - 1, &["no"])
    });
    let denies = word.is_some_and(|cue| cue.lemma == "deny")
        // "refused to say “sorry”"
        || word.is_some_and(|cue| ["decline", "refuse"].contains(&cue.lemma))
            && said.rule != Rule::QuoteBefore
            && said.rule != Rule::Inverted
            && said.kind != QuoteKind::Indirect;
    // "Neither Ruiz |nor Hale said", "Ruiz |at no point said"
    let neither = said.mention.as_ref().is_some_and(|mention| {
        let first = mention.tokens.start;
        let no = |at: usize| is(at, &["no"]) && at > 0 && is(at - 1, &["at", "in", "under"]);
        first > sentence.start && is(first - 1, &["nor"])
            || (first.max(sentence.start)..cue.start).filter(outside).any(no)
            // "He nowhere |wrote"
            || is(mention.tokens.end - 1, &["nowhere"])
            // "It was not |Ruiz who told the paper"
            || first > sentence.start + 1
                && is(first - 1, &NOT)
                && is(first - 2, &["is", "was"])
    });
    // "|Far from calling it a flop, she", "|Rather than say “no,” he"
    let instead = cue.start > sentence.start + 1
        && (is(cue.start - 1, &["from"]) && is(cue.start - 2, &["far"])
            || is(cue.start - 1, &["than"]) && is(cue.start - 2, &["rather"]));
    // "stopped |short of saying", "left |without saying"
    let without = instead
        || cue.start > sentence.start
            && layer
                .tokens
                .get(head)
                .is_some_and(|token| token.tag == Tag::Vbg)
            && (is(
                cue.start - 1,
                &["without", "avoid", "avoided", "avoids", "avoiding"],
            ) || cue.start > sentence.start + 1
                && is(cue.start - 1, &["from"])
                && is(cue.start - 2, &["abstained", "refrained"])
                || cue.start > sentence.start + 1
                    && is(cue.start - 1, &["of", "than"])
                    && is(cue.start - 2, &["instead", "rather", "short"]))
        || is_almost(layer, cue.start, head);
    // "|At no time did Ruiz say", "|Nor did she say"
    let inverted = said.mention.as_ref().is_some_and(|mention| {
        let first = mention.tokens.start;
        let did = first > sentence.start
            && is(first - 1, &["did", "does", "do", "has", "have", "had"])
            && first < cue.start;
        let opens = sentence.start..first.saturating_sub(1);
        did && (opens.clone().rev().take(4))
            .filter(outside)
            .any(|at| is(at, &["no", "never", "nor", "not", "nowhere"]))
    });
    // "was |wrongly quoted as saying"
    let misquoted = group.clone().any(|at| {
        is(at, &["falsely", "incorrectly", "mistakenly", "wrongly"])
            && is(at + 1, &["quoted", "cited", "reported"])
    }) || group.clone().any(|at| is(at, &["misquoted"]));
    let unsaid = inverted || misquoted || group.clone().any(|at| is(at, &NOT) && !only(at))
        || cue.start > sentence.start && is(cue.start - 1, &["never"])
        // "denied having said", but not "denied all, saying"
        || (before.clone().rev())
            .take_while(|&at| layer.tag(at) != Some(Tag::Comma))
            .filter(outside)
            .any(|at| is(at, &["denied", "denies", "denying"]));
    // "|It is false that Ruiz said", "it is not true that"
    let opened = (said.mention.as_ref()).map_or(cue.start, |it| it.tokens.start.min(cue.start));
    let false_that = opened > sentence.start + 1 && is(opened - 1, &["that"]) && {
        let at = opened - 2;
        let early = sentence.start.max(at.saturating_sub(3));
        is(at, &UNTRUE)
            || is(at, &["true"]) && at > sentence.start && is(at - 1, &NOT)
            // "It is not the case that", "There is no evidence that"
            || is(at, &["case"]) && (early..at).any(|at| is(at, &NOT))
            || is(at, &PROOFS) && (early..at).any(|at| is(at, &["no", "little", "without"]))
    };
    // "dismissed claims |that he had called it “a circus”", but not "dismissed the claims as “a circus”"
    let rejects = word.is_some_and(|cue| REJECTING.contains(&cue.lemma)) && {
        let first = layer
            .tokens
            .partition_point(|token| token.span().start < content);
        // "disputes |that she told the board to wait"
        is(first, &["that"]) && layer.tag(first) != Some(Tag::Dt)
            || (first..first + 4).any(|at| is(at, &CLAIMS) && is(at + 1, &["that"]))
    };
    // "A report saying that the tower leans |was debunked"
    let end = said.parts.last().map_or(0, |part| part.end);
    let after = layer
        .tokens
        .partition_point(|token| token.span().start < end);
    let refuted = layer.tag(head) == Some(Tag::Vbg)
        && is(after, &["has", "have", "is", "was", "were"])
        && (after + 1..after + 4).any(|at| is(at, &REFUTED));
    refuted || no_one || unsaid || neither || without || false_that || rejects || denies && !direct
}

/// Whether somebody nearly says something: "came |close to saying", "was |on the verge of saying".
fn is_almost(layer: &Layer<'_>, start: usize, head: usize) -> bool {
    if layer.tag(head) != Some(Tag::Vbg) {
        return false;
    }
    let link = match layer.word(start) {
        "to" => Some(start),
        _ => start.checked_sub(1),
    };
    let before = link.and_then(|link| Some((layer.word(link), layer.word(link.checked_sub(1)?))));
    matches!(
        before,
        Some(("to", "close" | "near") | ("of", "brink" | "point" | "verge"))
    )
}

//! Whether a text says that words were said, that they were not, or that they may be.

use std::ops::Range;

use super::denied::{NOT, Place, is_denied};
use super::exercises::{is_contract, is_exercise};
use crate::annotate::attribution::{Rule, Said};
use crate::annotate::language::cues::Cue;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;
use crate::model::QuoteKind;

/// Whether the text says that it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Mood {
    /// It was.
    Real,
    /// It will, would, should, may be; somebody is asked to.
    Unreal,
    /// If somebody says so; as if somebody did.
    Supposed,
    /// It was not.
    Denied,
}

/// Words between a verb and the modal of the one before it.
const JOINED: usize = 16;

/// A list of gerunds has so many words at most.
const LISTED: usize = 30;

/// When and how often somebody "would" say what they did say.
const AFTERWARDS: [&str; 8] = [
    "afterwards",
    "always",
    "eventually",
    "later",
    "often",
    "repeatedly",
    "sometimes",
    "subsequently",
];

/// What a question that "yes" answers begins with.
const ASKING: [&str; 9] = [
    "are", "did", "do", "does", "had", "has", "have", "is", "was",
];

/// The mood of the clause around a cue whose reporting word is `word`.
pub(super) fn mood(layer: &Layer<'_>, said: &Said, cue: &Range<usize>, word: Option<&Cue>) -> Mood {
    let head = cue
        .clone()
        .rev()
        .find(|&at| layer.token(at).tag.is_verb())
        .unwrap_or(cue.end);
    let sentence = sentence(layer, cue.start);
    let place = Place {
        layer,
        said,
        cue,
        head,
        sentence: sentence.clone(),
        word,
    };
    let is = |at: usize, words: &[&str]| place.is(at, words);
    let outside = |at: &usize| place.outside(*at);
    let content = said.parts.first().map_or(0, |part| part.start);
    let group = cue.start..head;
    let direct = said.kind == QuoteKind::Direct;
    // "|Don't say “never”": nobody did.
    let forbids = said.mention.is_none()
        && cue.start <= sentence.start + 1
        && is(cue.start, &["do"])
        && group.clone().any(|at| is(at, &NOT));
    // "You say |to yourself that it is over": anybody does.
    let anybody = said
        .mention
        .as_ref()
        .is_some_and(|mention| mention.tokens.len() == 1 && is(mention.tokens.start, &["you"]))
        && is(head + 1, &["to"])
        && is(head + 2, &["yourself"]);
    if forbids || anybody || direct && is_anyones(layer, said, &sentence, &group, head) {
        return Mood::Supposed;
    }
    if is_denied(&place) {
        return Mood::Denied;
    }
    // "would later say “…”", "could only say “…”", "“Never boil it,” she would tell me": that was said.
    let ahead = matches!(said.rule, Rule::QuoteBefore | Rule::Inverted);
    let was = said.kind == QuoteKind::Direct
        && group.clone().any(|at| {
            is(at, &["would"]) && (ahead || is(at + 1, &AFTERWARDS))
                || is(at, &["could"]) && is(at + 1, &["only"])
        });
    // "They |can campaign saying that it leaks"
    let within = || {
        layer.tag(head) == Some(Tag::Vbg)
            && cue.start > sentence.start
            && matches!(layer.tag(cue.start - 1), Some(Tag::Vb | Tag::Nn))
            && place.before().any(|at| layer.tag(at) == Some(Tag::Md))
    };
    let modal = !was && (group.clone().any(|at| layer.token(at).tag == Tag::Md) || within());
    let infinitive = group
        .clone()
        .any(|at| layer.token(at).tag == Tag::To && !is_done(layer, sentence.start, at))
        || layer
            .tokens
            .get(head)
            .is_some_and(|token| token.tag == Tag::Vb)
            && cue.start > 1
            && layer.token(cue.start - 1).tag == Tag::To
            && !is_done(layer, sentence.start, cue.start - 1);
    let subject = said
        .mention
        .as_ref()
        .map_or(cue.start, |mention| mention.tokens.start);
    let opens =
        subject.min(cue.start).saturating_sub(2).max(sentence.start)..subject.min(cue.start);
    let opened = subject.min(cue.start);
    // "|Did Ruiz say that it leaks?", "|Was it Ruiz who said so?"
    let asks = |at: usize| is(at, &ASKING) && outside(&at);
    // "So |are you saying that it leaks?"
    let you = cue.start > sentence.start + 1 && is(cue.start - 1, &["you"]) && asks(cue.start - 2);
    // "And |did Ruiz say so?", but not "Why did Ruiz say so?", who did.
    let and = ["and", "but", "or", "so"];
    let opens_asked = subject > sentence.start
        && (asks(sentence.start) || is(sentence.start, &and) && asks(sentence.start + 1));
    let asked =
        (you || opens_asked) && is(sentence.end - 1, &["?"]) && outside(&(sentence.end - 1));
    // "I'm sure |your friends told you", "I bet |she said so"
    // "Perhaps somebody told you"
    let maybe = is(sentence.start, &["maybe", "perhaps"]) && outside(&sentence.start);
    // "|Had Ruiz said so, nobody would have come."
    let had = opened == sentence.start + 1
        && opened < cue.start
        && is(sentence.start, &["had", "should"])
        && outside(&sentence.start);
    let guessed = maybe
        || had
        || opened > sentence.start
            && is(
                opened - 1,
                &["assume", "bet", "doubt", "guess", "sure", "wish"],
            );
    // "He smiled, as if |to say “no.”"
    let seems = cue.start > sentence.start + 1
        && is(cue.start - 1, &["if", "though"])
        && is(cue.start - 2, &["as"]);
    // "He assumed |a club with “rope” in its name was a port": the marks are no words of his.
    let assumed = said.kind == QuoteKind::Mixed
        && word.is_some_and(|cue| ["assume", "presume"].contains(&cue.lemma));
    let if_so = guessed
        || assumed
        || seems
        || is(opened, &["imagine", "suppose"])
        || opens.clone().filter(outside).any(|at| {
            is(
                at,
                &[
                    "if", "unless", "suppose", "imagine", "let", "whether", "lest",
                ],
            )
        })
        || is(sentence.start, &["if"])
            // "If left blank, the charity |is reporting that it owns nothing."
            && (cue.end <= sentence.start + 6
                || layer.tag(head) == Some(Tag::Vbg) && is(cue.start, &["are", "is"]))
            && layer.token(sentence.start).span().start < content;
    // "Say that …", "Ask whether …"
    let told = said.mention.is_none()
        && layer
            .tokens
            .get(head)
            .is_some_and(|token| matches!(token.tag, Tag::Vb | Tag::Vbp));
    // "When people ask, “Is it good?”, we show the figures.", "|When a yard claims that …"
    let led = |by: &[&str]| opened > sentence.start && is(opened - 1, by) && cue.len() == 1;
    let who = said.mention.as_ref().map(|mention| &mention.tokens);
    let whenever = led(&["when", "whenever"])
        && matches!(layer.tag(head), Some(Tag::Vbp | Tag::Vb))
        && who.is_some_and(|who| who.len() == 1 && layer.tag(who.start) == Some(Tag::Nns));
    // "a film |in which someone explains how it works", "A sailor who says “aye” means yes."
    let anyone = who.is_some_and(|who| {
        let any = is(who.start, &["a", "an", "somebody", "someone"]);
        let opens = who.start == sentence.start && who.len() == 3 && cue.len() == 1;
        let relative = is(who.end - 1, &["who"]);
        any && (led(&["when", "whenever", "where", "which"]) || opens && relative)
    });
    let any = anyone && layer.word(cue.start).ends_with('s');
    // "That is |like saying it never rains", "It amounts |to saying"
    let likened = cue.start > sentence.start
        && (is(cue.start - 1, &["like"])
            // "is accused |of saying"
            || is(cue.start - 1, &["of"])
                && cue.start > sentence.start + 1
                && is(cue.start - 2, &["accused", "capable", "guilty", "suspected"])
            || is(cue.start - 1, &["to"])
                && cue.start > sentence.start + 1
                && is(
                    cue.start - 2,
                    &["akin", "amount", "amounts", "amounted", "tantamount"],
                ))
        && layer.tag(head) == Some(Tag::Vbg);
    // "tasks like building a name and |writing words that people read"
    let listed = layer.tag(head) == Some(Tag::Vbg)
        && cue.start > sentence.start
        && layer.tag(cue.start - 1) == Some(Tag::Cc)
        && (sentence.start..cue.start).rev().take(LISTED).any(|at| {
            let leads = is(at, &["like"]) || is(at, &["as"]) && at > 0 && is(at - 1, &["such"]);
            leads && layer.tag(at + 1) == Some(Tag::Vbg)
        });
    let joined = likened || listed || is_joined(layer, sentence.start, cue.start, head);
    // "might say “…”", but "could not say": that one is denied above.
    let doubtful = said.kind == QuoteKind::Direct
        && !was
        && group
            .clone()
            .any(|at| is(at, &["could", "may", "might", "should"]))
        && word.is_some_and(|cue| cue.lemma == "say");
    // "|Who said that the sea is wide?"
    let asks_who = opened <= sentence.start + 1
        && is(sentence.start, &["what", "which", "who"])
        && is(sentence.end - 1, &["?"])
        && outside(&(sentence.end - 1));
    let signed = who.is_some_and(|who| is_contract(layer, who, head, word));
    let any = any || asks_who || signed || is_exercise(layer, said, cue.start);
    if if_so || any || asked || doubtful || is_imagined(layer, cue.start, head) {
        return Mood::Supposed;
    }
    if modal || infinitive || told || joined || whenever {
        return Mood::Unreal;
    }
    Mood::Real
}

/// Whether quoted words are put into a mouth that is nobody's: "“Nonsense,” you say.", "A poet would answer, “Thirst.”", or
/// are asked for: "Who said “Wait”?"
fn is_anyones(
    layer: &Layer<'_>,
    said: &Said,
    sentence: &Range<usize>,
    group: &Range<usize>,
    head: usize,
) -> bool {
    let Some(mention) = said.mention.as_ref() else {
        return false;
    };
    let is = |at: usize, words: &[&str]| {
        let word = layer.word(at);
        words.iter().any(|one| word.eq_ignore_ascii_case(one))
    };
    let first = mention.tokens.start;
    let alone = mention.tokens.len() == 1;
    let you = alone && is(first, &["you"]) && layer.tag(head) == Some(Tag::Vbp);
    let any = is(first, &["a", "an"]) && group.clone().any(|at| is(at, &["would"]));
    let who = alone && is(first, &["who"]) && first == sentence.start;
    let asked = (sentence.end.saturating_sub(2)..sentence.end).any(|at| is(at, &["?"]));
    you || any || who && asked
}

/// Whether a verb without an ending goes on what somebody could, would or is going to do: "could stop and |tell you that".
fn is_joined(layer: &Layer<'_>, start: usize, cue: usize, head: usize) -> bool {
    let base = matches!(layer.tag(head), Some(Tag::Vb | Tag::Vbp));
    let joined = cue > start && layer.tag(cue - 1) == Some(Tag::Cc);
    let before = (start..cue).rev().take(JOINED);
    let verb = before.clone().find(|&at| {
        let tag = layer.tag(at);
        tag.is_some_and(Tag::is_finite) || matches!(tag, Some(Tag::Md)) || is_going(layer, at)
    });
    base && joined && verb.is_some_and(|at| layer.tag(at) == Some(Tag::Md) || is_going(layer, at))
}

/// Whether what the infinitive after the "to" at `to` tells was done: "used to say", "was heard to say", "went on to say",
/// "took to the radio to say".
fn is_done(layer: &Layer<'_>, start: usize, to: usize) -> bool {
    const DONE: [&str; 18] = [
        "called",
        "emailed",
        "happened",
        "hastened",
        "heard",
        "managed",
        "overheard",
        "paused",
        "phoned",
        "proceeded",
        "quick",
        "rang",
        "returned",
        "rose",
        "stood",
        "texted",
        "used",
        "wrote",
    ];
    const GOES: [&str; 4] = ["goes", "going", "gone", "went"];
    const LIKES: [&str; 6] = ["like", "liked", "likes", "love", "loved", "loves"];
    let is = |at: usize, words: &[&str]| {
        let word = layer.word(at);
        words.iter().any(|one| word.eq_ignore_ascii_case(one))
    };
    let Some(before) = to.checked_sub(1).filter(|&at| at > start) else {
        return false;
    };
    let went_on = is(before, &["on"]) && is(before - 1, &GOES);
    let took_to = (start..before)
        .rev()
        .take(6)
        .any(|at| is(at, &["took", "takes"]) && is(at + 1, &["to"]));
    // "had this to say:"
    let had = is(before, &["this", "following"])
        && (start..before)
            .rev()
            .take(3)
            .any(|at| is(at, &["had", "has"]));
    is(before, &DONE) || is(before, &LIKES) || went_on || took_to || had
}

/// Whether a paragraph asks its reader to imagine what a verb in the present tells: "Let's say a customer tells you the box
/// was empty."
fn is_imagined(layer: &Layer<'_>, at: usize, head: usize) -> bool {
    let block = layer.blocks.partition_point(|block| block.end <= at);
    let start = layer.blocks.get(block).map_or(at, |block| block.start);
    let is = |at: usize, words: &[&str]| {
        let word = layer.word(at);
        words.iter().any(|one| word.eq_ignore_ascii_case(one))
    };
    let lets = is(start, &["let"]) && is(start + 2, &["imagine", "say", "suppose"]);
    (lets || is(start, &["imagine", "suppose"]))
        && matches!(layer.tag(head), Some(Tag::Vbz | Tag::Vbp | Tag::Vb))
}

/// "gonna", also where it was cut in two.
fn is_going(layer: &Layer<'_>, at: usize) -> bool {
    layer.word(at).eq_ignore_ascii_case("gonna")
        || layer.word(at).eq_ignore_ascii_case("gon") && layer.word(at + 1) == "na"
}

fn sentence(layer: &Layer<'_>, token: usize) -> Range<usize> {
    let after = layer.sentences.partition_point(|range| range.end <= token);
    layer.sentences.get(after).cloned().unwrap_or(token..token)
}

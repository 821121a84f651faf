//! Who is said to speak: somebody else, the author, anybody, a paper, a thing.

use std::ops::Range;

use crate::annotate::attribution::{Rule, Said, is_speaker};
use crate::annotate::language::animacy::{self, Voice};
use crate::annotate::language::lookup::small;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;
use crate::model::{EntityKind, QuoteKind};

/// Who is said to speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Voiced {
    /// Somebody else than the author: somebody by name, "he", "officials".
    Other,
    /// What has a name that may be anything's.
    Named,
    /// "I", "we": the author.
    Author,
    /// "you", "one": anybody.
    Anybody,
    /// "the report", "a poll".
    Paper,
    /// What cannot speak.
    Thing,
    /// What is sold or run under a name: "the Quayline 5".
    Product,
    /// What words stand on: "the sign", "a banner".
    Sign,
    /// Nobody is named.
    Nobody,
}

/// What sounds like a person by its ending, and is a machine or a part of one.
const MACHINES: [&str; 34] = [
    "UI",
    "adapter",
    "browser",
    "buffer",
    "calculator",
    "container",
    "controller",
    "counter",
    "crawler",
    "debugger",
    "emulator",
    "filter",
    "formatter",
    "handler",
    "installer",
    "interface",
    "launcher",
    "linker",
    "linter",
    "loader",
    "monitor",
    "panel",
    "parser",
    "printer",
    "profiler",
    "renderer",
    "router",
    "scanner",
    "scheduler",
    "sensor",
    "server",
    "timer",
    "updater",
    "validator",
];

/// Who is said to speak, by the words that name the speaker.
pub(super) fn voiced(layer: &Layer<'_>, said: &Said) -> Voiced {
    let Some(mention) = &said.mention else {
        return Voiced::Nobody;
    };
    if said.rule == Rule::Transcript {
        return match names_somebody(layer, &mention.tokens) {
            true => Voiced::Other,
            false => Voiced::Thing,
        };
    }
    // "`ferry plan` asks"
    let before = layer.text.get(..mention.span.start).unwrap_or_default();
    if before.ends_with('`') {
        return Voiced::Product;
    }
    let first = small(layer.word(mention.tokens.start));
    let wrote = said.rule == Rule::QuoteBefore
        && said.kind == QuoteKind::Direct
        && layer.tag(mention.tokens.end) == Some(Tag::Vbd);
    match first.as_ref() {
        "i" | "we" | "me" | "us" | "myself" | "ourselves" => return Voiced::Author,
        "my" | "our" if mention.tokens.len() == 1 => return Voiced::Author,
        // "Mine promised “dry in six hours”."
        "mine" | "yours" if mention.tokens.len() == 1 => return Voiced::Thing,
        // "“Mine came the next morning,” |one wrote."
        "one" if mention.tokens.len() == 1 && wrote => return Voiced::Other,
        "you" | "your" | "one" if mention.tokens.len() == 1 => return Voiced::Anybody,
        // "Anyone who asks"
        "anyone" | "anybody" | "everyone" | "everybody" | "whoever" => return Voiced::Anybody,
        "nobody" | "none" | "neither" => return Voiced::Nobody,
        "they" if mention.tokens.len() == 1 && are_things(layer, mention.tokens.start) => {
            return Voiced::Thing;
        }
        _ => {}
    }
    let meant = antecedent(layer, &mention.tokens);
    let words = meant.clone().map(|at| layer.word(at));
    let tags = layer.tokens.get(meant.clone()).unwrap_or_default();
    let head = meant.end.saturating_sub(1);
    let machine = MACHINES.contains(&layer.word(head));
    match animacy::voice(words.zip(tags.iter().map(|token| token.tag))) {
        _ if machine => Voiced::Thing,
        _ if is_product(layer, &meant) => Voiced::Product,
        _ if is_sign(layer, &meant) => Voiced::Sign,
        _ if is_named_person(layer, &meant) => Voiced::Other,
        Voice::Name | Voice::Thing if calls_people(layer, &meant) => Voiced::Other,
        Voice::Thing if told_me(layer, &mention.tokens) => Voiced::Other,
        Voice::Name if !is_known(layer, &meant) => Voiced::Named,
        Voice::Name | Voice::Pronoun | Voice::People => Voiced::Other,
        Voice::Paper => Voiced::Paper,
        Voice::It | Voice::Thing => Voiced::Thing,
    }
}

/// Whether a thing is people, since it told the author something: "The shop |told me that", but not "My gut told me".
fn told_me(layer: &Layer<'_>, mention: &Range<usize>) -> bool {
    const OWN: [&str; 10] = [
        "experience",
        "feeling",
        "gut",
        "heart",
        "history",
        "instinct",
        "mind",
        "something",
        "that",
        "voice",
    ];
    let head = layer.word(mention.end.saturating_sub(1));
    let me = matches!(layer.word(mention.end + 1), "me" | "us");
    me && layer.word(mention.end) == "told" && !OWN.contains(&head)
}

/// Whether a word for people stands in a mention whose head looks like a name: "the ferry |company| Quay Lines", or at the
/// beginning of a sentence alone, "|Police|".
fn calls_people(layer: &Layer<'_>, range: &Range<usize>) -> bool {
    let name = |at: &usize| matches!(layer.tag(*at), Some(Tag::Nnp | Tag::Nnps));
    let (noun, tag) = match range.clone().find(name) {
        Some(at) if at > range.start && layer.tag(at - 1) == Some(Tag::Nn) => (at - 1, Tag::Nn),
        Some(at) if range.len() == 1 && is_many(layer.word(at)) => (at, Tag::Nns),
        _ => return false,
    };
    let word = small(layer.word(noun));
    animacy::voice(std::iter::once((word.as_ref(), tag))) == Voice::People
}

/// Whether a word means several: "Aides", "Police".
fn is_many(word: &str) -> bool {
    word.ends_with('s') || word == "Police"
}

/// What words stand on, and what nobody says by name; sorted.
const SIGNS: [&str; 41] = [
    "adage",
    "app",
    "badge",
    "banner",
    "billboard",
    "clock",
    "command",
    "compiler",
    "console",
    "cover",
    "display",
    "engraving",
    "flag",
    "function",
    "gravestone",
    "inscription",
    "label",
    "lettering",
    "log",
    "maxim",
    "menu",
    "mug",
    "mural",
    "notice",
    "noticeboard",
    "placard",
    "plaque",
    "plugin",
    "poster",
    "prompt",
    "proverb",
    "saying",
    "shirt",
    "sign",
    "sticker",
    "sweatshirt",
    "t-shirt",
    "tattoo",
    "terminal",
    "text",
    "widget",
];

/// Whether words stand on what these tokens name: "a banner across the bridge", "his T-shirt".
fn is_sign(layer: &Layer<'_>, range: &Range<usize>) -> bool {
    let ends = |at: &usize| matches!(layer.tag(*at), Some(Tag::In | Tag::Comma | Tag::Wh));
    let head = range.clone().find(ends).unwrap_or(range.end);
    let word = small(layer.word(head.saturating_sub(1)));
    let singular = word.strip_suffix('s').unwrap_or(&word);
    // "The error message"
    let machine = singular == "message"
        && head > range.start + 1
        && matches!(layer.word(head - 2), "error" | "log" | "status");
    layer.names_in(&(range.start..head)).is_empty() && (machine || SIGNS.contains(&singular))
}

/// What a mention that ends with a relative "which" or "that" stands for: the noun before it.
fn antecedent(layer: &Layer<'_>, mention: &Range<usize>) -> Range<usize> {
    let last = mention.end.saturating_sub(1);
    let relative = ["which", "that"]
        .iter()
        .any(|word| layer.word(last).eq_ignore_ascii_case(word));
    if !relative {
        return mention.clone();
    }
    if mention.start < last {
        return mention.start..last;
    }
    let noun = (last.saturating_sub(3)..last).rfind(|&at| layer.token(at).tag.is_noun());
    noun.map_or(mention.clone(), |at| at..at + 1)
}

/// Whether "they" at a token means things: in this sentence and the one before, things are named and nobody who could
/// speak.
fn are_things(layer: &Layer<'_>, at: usize) -> bool {
    let sentence = layer.sentences.partition_point(|range| range.end <= at);
    let first = layer.sentences.get(sentence.saturating_sub(1));
    let before = first.map_or(at, |range| range.start)..at;
    let nouns = || {
        (before.clone())
            .map(|at| (layer.word(at), layer.token(at).tag))
            .filter(|(_, tag)| matches!(tag, Tag::Nns | Tag::Nn))
    };
    let voice = |noun| animacy::voice(std::iter::once(noun));
    layer.names_in(&before).is_empty()
        && nouns().any(|(_, tag)| tag == Tag::Nns)
        && nouns().all(|noun| matches!(voice(noun), Voice::Thing | Voice::Paper))
}

/// Whether a person is named in these tokens, or people are meant.
pub(super) fn is_person(layer: &Layer<'_>, range: &Range<usize>) -> bool {
    let tags = layer.tokens.get(range.clone()).unwrap_or_default();
    let words = range.clone().map(|at| layer.word(at));
    let names = layer.names_in(range);
    names.iter().any(|name| name.kind == EntityKind::Person)
        || animacy::voice(words.zip(tags.iter().map(|token| token.tag))) == Voice::People
}

/// Whether two of these words or more have a capital after several small letters: words that a page ran together.
pub(super) fn is_glued(layer: &Layer<'_>, range: &Range<usize>) -> bool {
    let glued = |word: &str| {
        let small = word
            .char_indices()
            .skip(1)
            .find(|(_, letter)| letter.is_uppercase())
            .and_then(|(at, _)| word.get(..at))
            .unwrap_or_default();
        small.len() >= 4 && small.ends_with(char::is_lowercase)
    };
    range.clone().filter(|&at| glued(layer.word(at))).count() > 1
}

/// Whether the label of a turn names somebody: a person, a word for people, or a word in capitals as transcripts
/// write names. Not "Pricing:", "Red Wines:", "FYI:".
fn names_somebody(layer: &Layer<'_>, range: &Range<usize>) -> bool {
    const LABELS: [&str; 10] = [
        "FAQ", "FYI", "NOTE", "NOTES", "PRICE", "PROS", "CONS", "TIP", "UPDATE", "WARNING",
    ];
    let speaks = |kind| matches!(kind, EntityKind::Person | EntityKind::Organisation);
    let person = (layer.names_in(range).iter()).any(|name| speaks(name.kind));
    let words = || range.clone().map(|at| layer.word(at));
    let capitals = words().any(|word| word.len() > 1 && word.chars().all(char::is_uppercase))
        && !words().any(|word| word.contains(char::is_lowercase) || LABELS.contains(&word));
    // A word for people is one with a capital too: "Interviewer", "The Speaker".
    let noun = |at: usize| match layer.token(at).tag {
        Tag::Nnp => Tag::Nn,
        Tag::Nnps => Tag::Nns,
        tag => tag,
    };
    let people = || animacy::voice(words().zip(range.clone().map(noun))) == Voice::People;
    let last = || small(layer.word(range.end.saturating_sub(1)));
    person || capitals || people() || is_speaker(&last())
}

/// Whether the head of these tokens is the name of a person, whatever the parts of speech of its words: "Nora Field".
fn is_named_person(layer: &Layer<'_>, range: &Range<usize>) -> bool {
    let ends = |at: &usize| {
        matches!(
            layer.tag(*at),
            Some(Tag::Comma | Tag::In | Tag::To | Tag::Wh | Tag::Bracket)
        )
    };
    let end = range.clone().find(ends).unwrap_or(range.end);
    layer.names_in(range).iter().any(|name| {
        let coded = || name.tokens.clone().any(|at| is_coded(layer.word(at)));
        name.kind == EntityKind::Person && name.tokens.end == end && !coded()
    })
}

/// Whether the last name in these tokens is a product's: one that the tagger takes for neither person, body nor place and
/// that ends with a number, "the Quayline 5", or one of a few that many know.
fn is_product(layer: &Layer<'_>, range: &Range<usize>) -> bool {
    const KNOWN: [&str; 12] = [
        "alexa",
        "android",
        "bixby",
        "chrome",
        "cortana",
        "firefox",
        "google maps",
        "ios",
        "macos",
        "photoshop",
        "siri",
        "windows",
    ];
    // "Channel 4 said"
    const BODIES: [&str; 18] = [
        "ABC", "BBC", "CBS", "Channel", "District", "Formula", "Fox", "Group", "ITV", "Local",
        "NBC", "News", "Radio", "Region", "Section", "TV", "Unit", "Ward",
    ];
    layer.names_in(range).last().is_some_and(|name| {
        let words = layer.span(&name.tokens).of(layer.text).to_lowercase();
        let digit = |at: usize| layer.word(at).contains(|c: char| c.is_ascii_digit());
        // The number may stand behind the name.
        let behind = name.tokens.end + 1 == range.end && digit(name.tokens.end);
        let numbered = name.tokens.len() > 1 && digit(name.tokens.end - 1) || behind;
        let last = name.tokens.end == range.end || behind;
        let kind = match name.kind {
            EntityKind::Other => true,
            EntityKind::Organisation => !BODIES.contains(&layer.word(name.tokens.start)),
            _ => false,
        };
        last && (kind && numbered || KNOWN.contains(&words.as_str()))
    })
}

/// Whether a name of a person, a body, a place or a group stands in these tokens.
pub(super) fn is_known(layer: &Layer<'_>, range: &Range<usize>) -> bool {
    (layer.names_in(range).iter()).any(|name| {
        name.kind != EntityKind::Other && !name.tokens.clone().any(|at| is_coded(layer.word(at)))
    })
}

/// Whether a word is written as programs and products are: "X-Left", "setUp", "utf_8".
fn is_coded(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next();
    let letter = first.is_some_and(char::is_uppercase) && chars.next() == Some('-');
    let digits = word.contains(|c: char| c == '_' || c == '/' || c.is_ascii_digit());
    let lower = first.is_some_and(char::is_lowercase) && word.contains(char::is_uppercase);
    letter || digits || lower
}

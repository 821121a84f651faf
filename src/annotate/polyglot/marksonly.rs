//! A language without a pack: what stands between its marks, nobody's name beside it.
//!
//! Names are only those that begin with a first name of the lists and go on with a capital.

use super::layer::Layer;
use super::marks::Region;

use crate::annotate::language::lexicon::{self, Gender};
use crate::model::{Act, Entity, EntityKind, Quote, QuoteKind, Span, one_line};

/// Fewer words between marks are a title, a nickname, a word that the writer doubts.
const FEWEST: usize = 3;

/// What stands between marks, each with the rule that found it, and the names.
pub fn read(layer: &Layer<'_>) -> (Vec<(Quote, &'static str)>, Vec<Entity>) {
    let quotes = layer
        .regions
        .iter()
        .filter(|region| is_speech(layer.text, region));
    let rule = "words between marks, in a language that is read by its marks alone";
    (
        quotes.map(|region| (quote(region), rule)).collect(),
        names(layer),
    )
}

fn quote(region: &Region) -> Quote {
    Quote {
        parts: vec![region.span],
        kind: QuoteKind::Direct,
        cue: None,
        act: Act::Said,
        denied: false,
        speakers: Vec::new(),
        through: None,
        confidence: if region.dash { 0.7 } else { 0.8 },
    }
}

/// Whether a region may be speech: some words, or a whole sentence.
pub fn is_speech(text: &str, region: &Region) -> bool {
    let words = region.inner.of(text);
    let wide = words.chars().filter(|c| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{e00}'..='\u{e7f}')).count();
    let count = words
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .count();
    let stopped = words.ends_with(['.', '!', '?', '…', ',', '。', '！', '？', '،', '؟']);
    // A title has its capitals: "Les Misérables", "O Globo".
    let mut after_first = words.split_whitespace().skip(1);
    let plain = after_first.any(|word| word.starts_with(char::is_lowercase));
    count > FEWEST
        || count == FEWEST && plain
        || stopped && count > 0
        || wide >= 8
        || wide > 0 && stopped
}

fn names(layer: &Layer<'_>) -> Vec<Entity> {
    let mut people: Vec<Entity> = Vec::new();
    let mut at = 0;
    while let Some(token) = layer.tokens.get(at) {
        at += 1;
        if !token.capital || lexicon::first_name(&token.lower) == Gender::Unknown {
            continue;
        }
        let (mut end, mut last) = (at, token);
        while end < at + 3
            && let Some(next) = layer.tokens.get(end)
            && next.capital
            && next.span.start <= last.span.end + 1
        {
            (end, last) = (end + 1, next);
        }
        if end == at {
            continue;
        }
        let span = layer.span(&(at - 1..end));
        at = end;
        add(&mut people, layer.text, span);
    }
    people
}

fn add(people: &mut Vec<Entity>, text: &str, span: Span) {
    let name = one_line(span.of(text));
    match people.iter_mut().find(|known| known.name == name) {
        Some(known) => known.mentions.push(span),
        None => people.push(Entity {
            kind: EntityKind::Person,
            name: name.into_owned(),
            role: None,
            mentions: vec![span],
        }),
    }
}

//! Interviews without labels: a question, often in bold, and under it what the one person of the article answers.

use std::ops::Range;

use super::passage::Passage;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::{BlockKind, EntityKind};

/// So many questions with answers make an interview.
const FEWEST: usize = 3;

/// A question is no longer than this, in tokens.
const LONGEST: usize = 60;

/// What the beginning of an article says where it is an interview.
const TALKS: [&str; 14] = [
    "answered",
    "asked",
    "chatted",
    "conversation",
    "interview",
    "interviewed",
    "met",
    "questions",
    "sat",
    "speaks",
    "spoke",
    "talk",
    "talked",
    "talks",
];

/// The answers of an interview, each its person's; none where the questions may be a page's own: nobody is named before
/// them, nothing there says that somebody was asked, or the answers do not say "I".
pub(super) fn answers(layer: &Layer<'_>) -> Vec<Passage> {
    let pieces = pieces(layer);
    let first = pieces
        .iter()
        .find(|(block, tokens)| is_question(layer, *block, tokens));
    let Some((_, first)) = first else {
        return Vec::new();
    };
    let told = layer.tokens.get(..first.start).unwrap_or_default();
    let is = |at: usize, words: &[&str]| {
        (words.iter()).any(|word| layer.word(at).eq_ignore_ascii_case(word))
    };
    let talk = (0..told.len()).any(|at| is(at, &TALKS));
    // "We asked her how it works."
    let ours = (1..told.len()).any(|at| is(at, &TALKS) && is(at - 1, &["we", "i"]));
    let Some(person) = only_person(layer, first.start).filter(|_| talk) else {
        return Vec::new();
    };
    answers_of(layer, &pieces, &person, (FEWEST, ours))
}

/// The answers behind a first exchange whose lines alone say who speaks: "Quay News: How did you begin?", "Ana Ruiz: I
/// rowed.", "And the worst year?", "The year of the frost." `person` gave the answer that ends before the token `from`.
pub(super) fn further(layer: &Layer<'_>, from: usize, person: &Range<usize>) -> Vec<Passage> {
    let mut pieces = pieces(layer);
    pieces.retain(|(_, tokens)| tokens.start >= from);
    answers_of(layer, &pieces, person, (FEWEST - 1, false))
}

/// What `person` answers to the questions among some pieces, if they are an interview of `fewest` questions or more. `ours`:
/// the text says that it asked.
fn answers_of(
    layer: &Layer<'_>,
    pieces: &[(usize, Range<usize>)],
    person: &Range<usize>,
    (fewest, ours): (usize, bool),
) -> Vec<Passage> {
    let asks: Vec<usize> = (pieces.iter().enumerate())
        .filter(|(_, (block, tokens))| is_question(layer, *block, tokens))
        .map(|(at, _)| at)
        .collect();
    let mut turns = Vec::new();
    let mut own = 0;
    for (place, &ask) in asks.iter().enumerate() {
        // Behind the last answer the article may go on.
        let end = asks.get(place + 1).copied().unwrap_or(ask + 2);
        let answer = pieces.get(ask + 1..end).unwrap_or_default();
        let shows = |(block, tokens): &&(usize, Range<usize>)| {
            is_picture(layer, *block, tokens) || begins_with(layer, tokens, person)
        };
        let answer: Vec<_> = answer.iter().filter(|piece| !shows(piece)).collect();
        let plain = answer.iter().all(|(block, _)| {
            matches!(
                layer.kinds.get(*block),
                Some(BlockKind::Paragraph | BlockKind::Item(_))
            )
        });
        let (Some((block, opens)), Some((_, closes)), true) =
            (answer.first(), answer.last(), plain)
        else {
            continue;
        };
        own += usize::from(says(
            layer,
            &(opens.start..closes.end),
            &["i", "me", "my", "mine", "our", "us", "we"],
        ));
        turns.push(Passage {
            tokens: opens.start..closes.end,
            parts: answer.iter().map(|(_, tokens)| tokens.clone()).collect(),
            cue: None,
            mention: Some(person.clone()),
            block: *block,
            turn: true,
            named: false,
        });
    }
    let yours = (asks.iter())
        .filter_map(|&at| pieces.get(at))
        .filter(|(_, tokens)| says(layer, tokens, &["you", "your"]))
        .count();
    let asked = yours * 2 >= asks.len() || yours > 0 && own * 3 >= turns.len() * 2;
    // Labels have told already that somebody is asked.
    let told = fewest < FEWEST && own > 0;
    let interview = turns.len() >= fewest
        && (told || own * 2 > turns.len() && asked || ours && yours + own > 1);
    if interview { turns } else { Vec::new() }
}

/// Whether a piece of a block tells of a picture: a caption, "Photo: Ana Ruiz".
fn is_picture(layer: &Layer<'_>, block: usize, tokens: &Range<usize>) -> bool {
    const PICTURES: [&str; 5] = ["image", "images", "photo", "photograph", "picture"];
    let colon = (tokens.clone().take(3)).position(|at| layer.word(at) == ":");
    let named = colon.is_some_and(|end| {
        (tokens.start..tokens.start + end).any(|at| {
            PICTURES
                .iter()
                .any(|word| layer.word(at).eq_ignore_ascii_case(word))
        })
    });
    named || layer.kinds.get(block) == Some(&BlockKind::Caption)
}

/// Whether a piece begins with the name of somebody, who would call themselves "I": "Ruiz (right) in her boat".
fn begins_with(layer: &Layer<'_>, tokens: &Range<usize>, person: &Range<usize>) -> bool {
    let names = [person.start, person.end - 1];
    names
        .iter()
        .any(|&name| layer.word(tokens.start) == layer.word(name))
}

/// The blocks of a text with their tokens, each in two where its first line is a question of its own.
fn pieces(layer: &Layer<'_>) -> Vec<(usize, Range<usize>)> {
    let mut pieces = Vec::with_capacity(layer.blocks.len());
    for (block, line) in layer.lines() {
        let start = layer.blocks.get(block).map_or(0, |block| block.start);
        let asked =
            |tokens: &Range<usize>| tokens.start == start && is_question(layer, block, tokens);
        match pieces.last_mut() {
            Some((last, tokens)) if *last == block && !asked(tokens) => tokens.end = line.end,
            _ => pieces.push((block, line)),
        }
    }
    pieces
}

/// Whether a piece of a block is one question and no more, in bold or not: "**QN: How did you begin?**"
fn is_question(layer: &Layer<'_>, block: usize, tokens: &Range<usize>) -> bool {
    let kind = layer.kinds.get(block);
    let words = layer.span(tokens).of(layer.text);
    let bare = tokens;
    matches!(kind, Some(BlockKind::Paragraph | BlockKind::Heading(_)))
        && (3..=LONGEST).contains(&bare.len())
        && words.trim_end_matches(['*', '_']).ends_with('?')
        && !bare.clone().any(|at| layer.tag(at) == Some(Tag::Quote))
        && !says(layer, bare, &["i", "my"])
}

fn says(layer: &Layer<'_>, tokens: &Range<usize>, words: &[&str]) -> bool {
    (tokens.clone()).any(|at| {
        words
            .iter()
            .any(|word| layer.word(at).eq_ignore_ascii_case(word))
    })
}

/// The fullest name before a token, if all persons named there have one surname.
pub(super) fn only_person(layer: &Layer<'_>, end: usize) -> Option<Range<usize>> {
    let before = layer.names_in(&(0..end));
    let people = || (before.iter()).filter(|name| name.kind == EntityKind::Person);
    let surname = |name: &Name| layer.word(name.tokens.end - 1).to_owned();
    let full =
        (people().filter(|name| name.tokens.len() > 1)).max_by_key(|name| name.tokens.len())?;
    (people().all(|name| surname(name) == surname(full))).then(|| full.tokens.clone())
}

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
    let asks: Vec<usize> = (pieces.iter().enumerate())
        .filter(|(_, (block, tokens))| is_question(layer, *block, tokens))
        .map(|(at, _)| at)
        .collect();
    let Some((_, first)) = asks.first().and_then(|&at| pieces.get(at)) else {
        return Vec::new();
    };
    let told = layer.tokens.get(..first.start).unwrap_or_default();
    let talk = (0..told.len()).any(|at| {
        TALKS
            .iter()
            .any(|word| layer.word(at).eq_ignore_ascii_case(word))
    });
    if asks.len() < FEWEST || !talk {
        return Vec::new();
    }
    let Some(person) = only_person(layer, first.start) else {
        return Vec::new();
    };
    let mut turns = Vec::new();
    let mut own = 0;
    for (place, &ask) in asks.iter().enumerate() {
        // Behind the last answer the article may go on.
        let end = asks.get(place + 1).copied().unwrap_or(ask + 2);
        let answer = pieces.get(ask + 1..end).unwrap_or_default();
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
            &["i", "me", "my", "mine"],
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
    let interview = turns.len() >= FEWEST && own * 2 > turns.len() && asked;
    if interview { turns } else { Vec::new() }
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

/// Whether a piece of a block is one question and no more.
fn is_question(layer: &Layer<'_>, block: usize, tokens: &Range<usize>) -> bool {
    let kind = layer.kinds.get(block);
    matches!(kind, Some(BlockKind::Paragraph | BlockKind::Heading(_)))
        && (3..=LONGEST).contains(&tokens.len())
        && layer.word(tokens.end - 1) == "?"
        && !tokens.clone().any(|at| layer.tag(at) == Some(Tag::Quote))
        && !says(layer, tokens, &["i", "my"])
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

//! The second look at a text's names: one seen clearly settles the doubtful ones.
//!
//! A writer who calls somebody Ruiz in one place means the same in the next. Names of the same words
//! therefore share what speaks for each kind; the last word of a person's full name speaks for a
//! person wherever it stands alone; and where it was taken for no name at all it becomes one.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::viterbi::KINDS;
use super::words::gazetteer::{CITY, COUNTRY};
use super::words::{Cap, Words, mix};
use crate::annotate::text::layer::{Layer, Name};
use crate::model::{EntityKind, SortSmall};

/// What speaks for each kind, in [`KINDS`]' order, and for no name; as natural logarithms.
pub type Scores = [f32; KINDS.len() + 1];

/// A name and what spoke for it.
#[derive(Clone, Debug)]
pub struct Scored {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The place in [`KINDS`] of the kind that was found.
    pub kind: usize,
    /// What speaks for each kind.
    pub scores: Scores,
}

/// How much the other names of the same words count, together, beside the name's own place.
const OTHERS: f32 = 1.5;
/// What a person's full name adds for a person to its last word elsewhere …
const SURNAME: f32 = 4.0;
/// … and where no list knows a place of that name: "confidence in Ferrand".
const SURNAME_ALONE: f32 = 20.0;
/// How sure a full name must be.
const SURE: f32 = 0.7;

/// Settles the kinds and finds the surnames that were passed over.
pub fn settle(layer: &Layer<'_>, words: &Words, mut found: Vec<Scored>) -> Vec<Name> {
    without_headline(layer, words, &mut found);
    let mut groups: HashMap<u64, (Scores, f32)> = HashMap::new();
    let mut surnames = vec![false; words.bases];
    for name in &found {
        let (sums, count) = groups.entry(key(words, &name.tokens)).or_default();
        *count += 1.0;
        for (sum, score) in sums.iter_mut().zip(relative(&name.scores)) {
            *sum += score;
        }
        let person = kind(name.kind) == EntityKind::Person && name.tokens.len() > 1;
        if person && chance(&name.scores, name.kind) > SURE {
            let last = words.get(name.tokens.end - 1);
            if let Some(known) = surnames.get_mut(last.base as usize) {
                *known |= matches!(last.cap, Cap::Title | Cap::Mixed);
            }
        }
    }
    let mut names = Vec::with_capacity(found.len());
    for name in &found {
        let mut scores = relative(&name.scores);
        let own = scores;
        if let Some((sums, count)) = groups
            .get(&key(words, &name.tokens))
            .filter(|group| group.1 > 1.0)
        {
            for ((score, sum), own) in scores.iter_mut().zip(sums).zip(own) {
                *score += OTHERS * (sum - own) / (count - 1.0);
            }
        }
        let alone = name.tokens.len() == 1;
        if alone && is_surname(&surnames, words, name.tokens.start) {
            let listed = words.get(name.tokens.start).gazetteer & (COUNTRY | CITY) != 0;
            scores[0] += if listed { SURNAME } else { SURNAME_ALONE };
        }
        let kinds = 0..KINDS.len();
        let kind = kinds.fold(name.kind, |best, kind| {
            if value(&scores, kind) > value(&scores, best) {
                kind
            } else {
                best
            }
        });
        names.push(Name {
            tokens: name.tokens.clone(),
            kind: self::kind(kind),
            confidence: chance(&scores, kind),
            entity: None,
        });
    }
    one_kind(words, &found, &mut names);
    passed_over(layer, words, &surnames, &mut names);
    names
}

/// A headline of so many words that was taken for one name …
const HEADLINE: usize = 5;

/// Cuts a headline with a capital on each word, taken for one name, to the name that it begins with and the text has
/// elsewhere: "|Norvane Energy| Completes Purchase of Tidewell".
fn without_headline(layer: &Layer<'_>, words: &Words, found: &mut [Scored]) {
    let whole = |name: &Scored| {
        let block = (layer.blocks).partition_point(|block| block.end <= name.tokens.start);
        let block = layer.blocks.get(block);
        name.tokens.len() >= HEADLINE
            && block.is_some_and(|block| block.len() <= name.tokens.len() + 1)
    };
    if !found.iter().any(whole) {
        return;
    }
    let known: HashSet<u64> = found
        .iter()
        .filter(|name| !whole(name))
        .map(|name| key(words, &name.tokens))
        .collect();
    for name in found.iter_mut().filter(|name| whole(name)) {
        let start = name.tokens.start;
        // The longest beginning that is a name elsewhere.
        let ends = (start + 1..name.tokens.end).take(2 * HEADLINE).rev();
        let end = ends
            .into_iter()
            .find(|&end| known.contains(&key(words, &(start..end))));
        name.tokens.end = end.unwrap_or(name.tokens.end);
    }
}

/// How sure a name must be by its own place to keep a kind that most names of the same words do not have.
const CLEAR: f32 = 0.95;

/// How much likelier than its own another kind must be over all.
const MOST: f32 = 1.5;

/// Gives names of the same words one kind, the likeliest over all, except where a place shows clearly that it names
/// another: "Washington" in "in Washington" beside "George Washington".
fn one_kind(words: &Words, found: &[Scored], names: &mut [Name]) {
    let mut shares: HashMap<u64, [f32; KINDS.len()]> = HashMap::new();
    let place = |kind: EntityKind| KINDS.iter().position(|other| *other == kind);
    for (scored, name) in found.iter().zip(names.iter()) {
        if let Some(kind) = place(name.kind) {
            let shares = shares.entry(key(words, &scored.tokens)).or_default();
            if let Some(share) = shares.get_mut(kind) {
                *share += name.confidence;
            }
        }
    }
    for (scored, name) in found.iter().zip(names.iter_mut()) {
        let shares = shares
            .get(&key(words, &scored.tokens))
            .copied()
            .unwrap_or_default();
        let best = (0..KINDS.len()).fold(0, |best, kind| {
            if value(&shares, kind) > value(&shares, best) {
                kind
            } else {
                best
            }
        });
        let (own, share) = place(name.kind).map_or((0.0, 0.0), |kind| {
            (chance(&scored.scores, kind), value(&shares, kind))
        });
        if value(&shares, best) > MOST * share && own < CLEAR {
            name.kind = kind(best);
        }
    }
}

/// The kind at a place in [`KINDS`].
fn kind(place: usize) -> EntityKind {
    KINDS.get(place).copied().unwrap_or(EntityKind::Other)
}

/// What stands for the kind at a place in [`KINDS`].
fn value(values: &[f32], place: usize) -> f32 {
    values.get(place).copied().unwrap_or_default()
}

/// Whether the word at `at` is the last of a person's full name somewhere.
fn is_surname(surnames: &[bool], words: &Words, at: usize) -> bool {
    surnames.get(words.get(at).base as usize) == Some(&true)
}

/// Scores below the best one; no evidence counts beyond ten.
fn relative(scores: &Scores) -> Scores {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.map(|score| (score - top).max(-10.0))
}

/// The chance of the kind, from 0 to 1.
fn chance(scores: &Scores, kind: usize) -> f32 {
    let scores = relative(scores);
    let sum: f32 = scores.iter().map(|score| score.exp()).sum();
    value(&scores, kind).exp() / sum
}

/// The same for names of the same words.
fn key(words: &Words, tokens: &Range<usize>) -> u64 {
    tokens
        .clone()
        .fold(5, |hash, at| mix(hash, u64::from(words.get(at).base)))
}

/// Adds the surnames that stand alone with a capital and were taken for no name.
fn passed_over(layer: &Layer<'_>, words: &Words, surnames: &[bool], names: &mut Vec<Name>) {
    let capital = |at: usize| matches!(words.get(at).cap, Cap::Title | Cap::Mixed | Cap::All);
    let mut added = Vec::new();
    let mut known = names.iter().peekable();
    for sentence in &layer.sentences {
        for at in sentence.clone() {
            while known.peek().is_some_and(|name| name.tokens.end <= at) {
                known.next();
            }
            let named = known.peek().is_some_and(|name| name.tokens.start <= at);
            if named || !is_surname(surnames, words, at) || !capital(at) {
                continue;
            }
            let before = at > sentence.start && capital(at - 1) && !words.get(at - 1).is_title();
            let after = at + 1 < sentence.end && capital(at + 1);
            if !before && !after {
                added.push(at);
            }
        }
    }
    add_persons(names, added);
}

/// Adds persons of one word each, which stand at these tokens.
pub(super) fn add_persons(names: &mut Vec<Name>, added: Vec<usize>) {
    if added.is_empty() {
        return;
    }
    names.extend(added.into_iter().map(|at| Name {
        tokens: at..at + 1,
        kind: EntityKind::Person,
        confidence: 0.6,
        entity: None,
    }));
    names.sort_small_by_key(|name| name.tokens.start);
}

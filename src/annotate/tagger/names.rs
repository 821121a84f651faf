//! Names: a linear chain over the stretches of a sentence that have capitals.
//!
//! The weights come from a conditional random field (Lafferty, McCallum and Pereira 2001) and are used
//! as whole numbers. Only stretches of words with capitals, and small words between them, can hold a
//! name; the rest of the text costs nothing.

use std::ops::Range;

use super::corrections::mend;
use super::features::{HERE, PLACES, Stretch, View, around, case};
use super::memory::Memory;
use super::model::{LABEL_LANES, LABELS, Model};
use super::second_look::{Scored, Scores, settle};
use super::sums::{Sums, add};
use super::viterbi::{KINDS, SCALE, Steps, best, label, step};
use super::words::{Cap, Words, may_name};
use crate::annotate::language::lexicon;
use crate::annotate::text::layer::{Layer, Name};

/// The names of a layer that was tagged with this memory.
pub fn names(model: &Model<'_>, layer: &Layer<'_>, memory: &mut Memory) -> Vec<Name> {
    let Memory {
        words,
        names: cache,
        ..
    } = memory;
    let words = &*words;
    let mut steps = [[0; LABELS]; LABELS];
    for (weight, step) in model.name_steps.iter().zip(steps.iter_mut().flatten()) {
        *step = i32::from(*weight as i8);
    }
    let view = View::new(layer, words);
    cache.fit(words.types.len(), PLACES);
    let mut sums = Vec::new();
    let mut found = Vec::new();
    for sentence in &layer.sentences {
        let case = case(layer, words, sentence.clone());
        for range in stretches(words, sentence.clone()) {
            let stretch = Stretch::new(model, words, range.clone(), sentence.clone(), case);
            sums.clear();
            for at in range.clone() {
                let mut sum = [0; LABEL_LANES];
                for place in 0..PLACES {
                    let near = (at + place).checked_sub(HERE);
                    if let Some(near) = near.filter(|near| sentence.contains(near)) {
                        cache.add(&model.names, words, (near, place), around, &mut sum);
                    }
                }
                add(&model.names, view.context(&stretch, at), &mut sum);
                if layer.word(at) == "and" {
                    let cost = joined(layer, &stretch, at);
                    for kind in 0..KINDS.len() {
                        if let Some(inside) = sum.get_mut(label(kind, 1)) {
                            *inside -= cost;
                        }
                    }
                }
                sums.push(sum);
            }
            collect(range.start, &best(&steps, &sums), &steps, &sums, &mut found);
        }
    }
    mend(layer, words, settle(layer, words, found))
}

/// What it costs a name to go on over the "and" at `at`, in units of the weights. They were learned from labels that a
/// program made, which took "Perdue and Loeffler" for one body more often than not.
fn joined(layer: &Layer<'_>, stretch: &Stretch, at: usize) -> i16 {
    let heads = |at: usize| matches!(lexicon::voice(layer.word(at)), Some("body" | "paper"));
    let before = stretch.run(at - 1);
    // "Centre for Maps and Tides"
    let of = |at: usize| {
        let head = at.checked_sub(1).map_or("", |head| layer.word(head));
        matches!(layer.word(at), "of" | "for") && head.starts_with(char::is_uppercase)
    };
    let inside = before.start.checked_sub(1).is_some_and(of) || before.len() > 3;
    // "Johnson and Johnson"
    let twice = layer.word(at - 1) == layer.word(at + 1);
    if stretch.is_listed(at) || twice {
        0
    } else if inside || heads(stretch.run(at + 1).end - 1) {
        JOINS_BODY
    } else {
        JOINS
    }
}

/// The cost where the words look like one body's name: "Food and Drug Administration".
const JOINS_BODY: i16 = SCALE as i16;
/// The cost elsewhere.
const JOINS: i16 = 4 * SCALE as i16;

/// Labels to names; the first label belongs to the token `start`.
fn collect(
    start: usize,
    labels: &[u8],
    steps: &Steps,
    sums: &[Sums<LABEL_LANES>],
    found: &mut Vec<Scored>,
) {
    let mut begin = 0;
    for (at, &label) in labels.iter().enumerate() {
        let Some(label) = usize::from(label).checked_sub(1) else {
            continue;
        };
        let (kind, place) = (label / 4, label % 4);
        if matches!(place, 0 | 3) {
            begin = at;
        }
        if place >= 2 {
            found.push(Scored {
                tokens: start + begin..start + at + 1,
                kind,
                scores: scores(steps, sums.get(begin..=at).unwrap_or_default()),
            });
        }
    }
}

/// What speaks for each kind of name over the tokens of `sums`, and for none.
fn scores(steps: &Steps, sums: &[Sums<LABEL_LANES>]) -> Scores {
    let last = sums.len().saturating_sub(1);
    let mut scores = [0.0; KINDS.len() + 1];
    for (kind, score) in scores.iter_mut().enumerate() {
        let mut sum = 0;
        let mut before = 0;
        for (at, sums) in sums.iter().enumerate() {
            let to = match (at == 0, at == last) {
                _ if kind == KINDS.len() => 0,
                (true, true) => label(kind, 3),
                (true, false) => label(kind, 0),
                (false, true) => label(kind, 2),
                (false, false) => label(kind, 1),
            };
            sum += step(steps, before, to) + sums.get(to).map_or(0, |sum| i32::from(*sum));
            before = to;
        }
        *score = sum as f32 / SCALE;
    }
    scores
}

/// The most small words in a row inside a name.
const LINKS: usize = 3;

/// The stretches of `sentence` that may hold names, as token ranges.
pub fn stretches(words: &Words, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut links = LINKS + 1; // since the last word that may be in a name
    for at in sentence.clone() {
        let word = words.get(at);
        if may_name(word) || word.cap == Cap::Digits && links == 0 {
            match found.last_mut().filter(|_| links <= LINKS) {
                Some(stretch) => stretch.end = at + 1,
                None => found.push(at..at + 1),
            }
            links = 0;
        } else if links < LINKS && word.links {
            links += 1;
        } else {
            links = LINKS + 1;
        }
    }
    found
}

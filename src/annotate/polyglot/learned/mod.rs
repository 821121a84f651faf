//! Names by what was learned: a conditional random field for all languages with a pack.
//!
//! Most of what it looks at is no language's own: what the pack says of a word (title, preposition, word for bodies),
//! what the rules of `rules` take it for, the gazetteer, capitals, the rest of the text. So a language
//! without free data to learn from lives on what the others taught. Beside that each language has words and endings
//! of its own. The trainer (`src/bin/train/tongues.rs`) calls [`stretches`], too.

mod features;
mod view;

use std::ops::Range;
use std::sync::LazyLock;

use super::layer::flat;
use super::packs;
use super::rules::by_rules;
use super::words::Token;
use crate::annotate::tagger::model::{LABEL_BYTES, LABEL_LANES, LABELS, table};
use crate::annotate::tagger::sums::add;
use crate::annotate::tagger::table::Table;
use crate::annotate::tagger::viterbi::{KINDS, best};
use crate::model::{Block, EntityKind, Span};
use features::PLACES;
use view::View;

/// Inflated when the first text in another language is read.
static WEIGHTS: LazyLock<Table<'static, LABEL_BYTES>> = LazyLock::new(|| Table::new(&BYTES));
static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    table::<LABEL_BYTES>(include_bytes!("../../../../assets/model/tongues.bin.z"))
});
const STEPS: &[u8] = include_bytes!("../../../../assets/model/tonguesteps.bin");

/// Words in a row that may hold names, with what is to be seen of each.
pub struct Stretch {
    /// Their bytes.
    pub words: Vec<Span>,
    /// The hashes of the features of each.
    pub features: Vec<Vec<u64>>,
}

/// All stretches of a text in English or a language with a pack, for the trainer.
pub fn stretches(text: &str, blocks: &[Block], code: &str) -> Vec<Stretch> {
    let mut rows = packs::PACKS.iter().chain([&packs::ENGLISH]);
    let Some(row) = rows.find(|row| row.code == code) else {
        return Vec::new();
    };
    let tokens = flat(text, blocks, row.pack());
    let reporting = |word: &str| !row.pack().forms(word).is_empty();
    let rules = by_rules(text, &tokens, row.order, &reporting);
    let view = View::new(text, &tokens, row, &reporting, &rules);
    let mut features = Vec::new();
    let stretches = view.stretches().into_iter().map(|range| Stretch {
        words: tokens
            .get(range.clone())
            .unwrap_or_default()
            .iter()
            .map(|token| token.span)
            .collect(),
        features: range
            .clone()
            .map(|at| {
                features.clear();
                view.features(&range, at, &mut features);
                features.clone()
            })
            .collect(),
    });
    stretches.collect()
}

/// The names among the tokens, as ranges of them; `rules` are those that the rules find.
pub fn names(
    text: &str,
    tokens: &[Token],
    row: &packs::Row,
    reporting: &dyn Fn(&str) -> bool,
    rules: &[(Range<usize>, EntityKind)],
) -> Vec<(Range<usize>, EntityKind)> {
    let view = View::new(text, tokens, row, reporting, rules);
    let mut steps = [[0; LABELS]; LABELS];
    for (weight, step) in STEPS.iter().zip(steps.iter_mut().flatten()) {
        *step = i32::from(*weight as i8);
    }
    let mut found = Vec::new();
    let mut features = Vec::new();
    // What each word adds at each place around a token, worked out once.
    let mut alone = vec![None; view.types.len() * PLACES.count()];
    for range in view.stretches() {
        let sums = range.clone().map(|at| {
            features.clear();
            view.around(&range, at, &mut features);
            let mut sum = [0; LABEL_LANES];
            add(&WEIGHTS, features.iter().copied(), &mut sum);
            for (place, by) in PLACES.enumerate() {
                let near = at.checked_add_signed(by);
                let known = near.and_then(|near| view.of_token.get(near));
                let slot = known.and_then(|known| alone.get_mut(known * PLACES.count() + place));
                let mut new = || {
                    let word = known.and_then(|known| view.types.get(*known));
                    features.clear();
                    view.of_word(word.unwrap_or(&view.none), by, &mut features);
                    let mut sum = [0; LABEL_LANES];
                    add(&WEIGHTS, features.iter().copied(), &mut sum);
                    sum
                };
                let more = match slot {
                    Some(slot) => *slot.get_or_insert_with(new),
                    None => new(),
                };
                for (sum, more) in sum.iter_mut().zip(more) {
                    *sum += more;
                }
            }
            sum
        });
        let sums: Vec<_> = sums.collect();
        let mut begin = range.start;
        for (at, label) in range.clone().zip(best(&steps, &sums)) {
            let Some(label) = usize::from(label).checked_sub(1) else {
                continue;
            };
            let (kind, place) = (label / 4, label % 4);
            if matches!(place, 0 | 3) {
                begin = at;
            }
            let Some(&kind) = KINDS.get(kind) else {
                continue;
            };
            let shown = matches!(
                kind,
                EntityKind::Person | EntityKind::Organisation | EntityKind::Place
            );
            if place >= 2 && shown {
                found.push((begin..at + 1, kind));
            }
        }
    }
    found
}

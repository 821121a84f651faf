//! The labels of a name's words, and the best row of them.
//!
//! Begin, inside, last, only (BILOU) for each kind of name, and outside; Viterbi's algorithm over whole
//! numbers, for which only the lawful steps are tried.

use super::model::{LABEL_LANES, LABELS};
use super::sums::Sums;
use crate::model::EntityKind;

/// The kinds of name that the labels tell apart, in their order.
pub const KINDS: [EntityKind; 5] = [
    EntityKind::Person,
    EntityKind::Organisation,
    EntityKind::Place,
    EntityKind::Group,
    EntityKind::Other,
];

/// What weights are multiplied with to become bytes.
pub const SCALE: f32 = 32.0;

/// The label of a token: 0 outside; then for each kind begin, inside, last, only.
pub const fn label(kind: usize, place: usize) -> usize {
    1 + kind * 4 + place
}

/// Whether the label `to` may follow `from`; the label 0 stands before and after a stretch.
pub fn may_follow(from: usize, to: usize) -> bool {
    let open = |label: usize| label > 0 && (label - 1) % 4 < 2;
    let continues = |label: usize| label > 0 && matches!((label - 1) % 4, 1 | 2);
    if open(from) {
        continues(to) && (from - 1) / 4 == (to - 1) / 4
    } else {
        !continues(to)
    }
}
/// The best labels for a stretch by Viterbi's algorithm.
pub fn best(steps: &Steps, sums: &[Sums<LABEL_LANES>]) -> Vec<u8> {
    if let [only] = sums {
        return vec![best_alone(steps, only)];
    }
    let mut scores = [NEVER; LABELS];
    scores[0] = 0;
    let mut came: Vec<[u8; LABELS]> = Vec::with_capacity(sums.len());
    for sums in sums {
        let mut next = [NEVER; LABELS];
        let mut from = [0; LABELS];
        let places = next.iter_mut().zip(&mut from).zip(sums);
        for (to, ((next, from), sum)) in places.enumerate() {
            for &old in before(to) {
                let score = value(&scores, old.into()) + step(steps, old.into(), to);
                if score > *next {
                    *next = score;
                    *from = old;
                }
            }
            *next += i32::from(*sum);
        }
        scores = next;
        came.push(from);
    }
    let mut label = 0;
    for &end in CLOSED {
        if value(&scores, end.into()) > value(&scores, label.into()) {
            label = end;
        }
    }
    let mut labels = vec![0; sums.len()];
    for (place, came) in labels.iter_mut().zip(&came).rev() {
        *place = label;
        label = came.get(usize::from(label)).copied().unwrap_or_default();
    }
    labels
}

/// Weights from label to label.
pub type Steps = [[i32; LABELS]; LABELS];
const NEVER: i32 = i32::MIN / 2;

/// The value of a label. All labels here are less than [`LABELS`]; another would never be chosen.
fn value(values: &[i32; LABELS], label: usize) -> i32 {
    values.get(label).copied().unwrap_or(NEVER)
}

/// The weight of a step.
pub fn step(steps: &Steps, from: usize, to: usize) -> i32 {
    steps.get(from).map_or(NEVER, |row| value(row, to))
}

/// The best label for a stretch of one token.
fn best_alone(steps: &Steps, sums: &Sums<LABEL_LANES>) -> u8 {
    let mut best = 0;
    for kind in 0..KINDS.len() {
        let only = label(kind, 3);
        let score = |label: usize| {
            step(steps, 0, label) + i32::from(sums.get(label).copied().unwrap_or_default())
        };
        if score(only) > score(best) {
            best = only;
        }
    }
    best as u8
}

/// Outside, last, only: what may stand before a new beginning.
const CLOSED: &[u8] = &[0, 3, 4, 7, 8, 11, 12, 15, 16, 19, 20];

/// The labels that may stand before `to`; the same as [`may_follow`] says.
fn before(to: usize) -> &'static [u8] {
    const OPEN: [&[u8]; 5] = [&[1, 2], &[5, 6], &[9, 10], &[13, 14], &[17, 18]];
    match to.checked_sub(1) {
        Some(label) if matches!(label % 4, 1 | 2) => OPEN.get(label / 4).copied().unwrap_or(CLOSED),
        _ => CLOSED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lawful_labels_stand_before_each() {
        for to in 0..LABELS {
            let lawful = (0..LABELS).filter(|&from| may_follow(from, to));
            let listed = before(to).iter().map(|&from| usize::from(from));
            assert!(lawful.eq(listed), "{to}");
        }
    }
}

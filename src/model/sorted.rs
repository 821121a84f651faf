//! Sorting in little code.
//!
//! The sort of the standard library is compiled anew for each kind of thing that is sorted, some ten kilobytes each time,
//! and is quick for millions. Most lists here are short: one sort of numbers tells the order of them all.

use std::cmp::Ordering;

/// Sorts a list as the standard library does, equal things staying in their order, with little code for each kind of
/// thing. For long lists, and on hot paths, take the standard library's.
pub trait SortSmall<T> {
    /// By what compares two.
    fn sort_small_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// By a key.
    fn sort_small_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.sort_small_by(|one, other| key(one).cmp(&key(other)));
    }
}

impl<T> SortSmall<T> for [T] {
    fn sort_small_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let order = order(
            self.len(),
            &|one, other| match (self.get(one), self.get(other)) {
                (Some(one), Some(other)) => compare(one, other),
                _ => Ordering::Equal,
            },
        );
        put(order, &mut |one, other| self.swap(one, other));
    }
}

/// The numbers below `count` in order.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|one, other| compare(*one, *other));
    order
}

/// Moves to each place what stands at the place that `order` says for it, circle by circle.
fn put(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for first in 0..order.len() {
        let mut at = first;
        while let Some(from) = order.get_mut(at) {
            // It is right from now on.
            let next = std::mem::replace(from, at);
            if next == at || next == first {
                break;
            }
            swap(at, next);
            at = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library(list in prop::collection::vec((0..9_u8, 0..99_u8), 0..60)) {
            let (mut ours, mut known) = (list.clone(), list);
            ours.sort_small_by_key(|it| it.0);
            known.sort_by_key(|it| it.0);
            prop_assert_eq!(&ours, &known);
            ours.sort_small_by(|a, b| b.1.cmp(&a.1));
            known.sort_by_key(|it| std::cmp::Reverse(it.1));
            prop_assert_eq!(ours, known);
        }
    }
}

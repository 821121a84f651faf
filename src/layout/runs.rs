//! Spans that may overlap, found fast, and a row cut where its styles change.

use crate::model::{SortSmall, Span};

/// Spans in order of their starts, each with a value; may overlap and nest.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer<T> {
    items: Vec<(Span, T)>,
    /// The greatest end among the items up to each one: tells how far back to look.
    reach: Vec<usize>,
}

impl<T> Default for Layer<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            reach: Vec::new(),
        }
    }
}

impl<T> Layer<T> {
    /// Sorts the items; empty spans are left out.
    pub fn new(items: impl IntoIterator<Item = (Span, T)>) -> Self {
        let mut items: Vec<_> = items.into_iter().filter(|(s, _)| !s.is_empty()).collect();
        items.sort_small_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let reach = items
            .iter()
            .scan(0, |far, (span, _)| {
                *far = span.end.max(*far);
                Some(*far)
            })
            .collect();
        Self { items, reach }
    }

    /// All items, by start.
    pub fn items(&self) -> &[(Span, T)] {
        &self.items
    }

    /// The items that share a byte with `span`, last one first. Two binary searches and a short walk.
    pub fn over(&self, span: Span) -> impl Iterator<Item = &(Span, T)> {
        let end = self.items.partition_point(|(s, _)| s.start < span.end);
        self.items[..end]
            .iter()
            .zip(&self.reach[..end])
            .rev()
            .take_while(move |(_, reach)| **reach > span.start)
            .map(|(item, _)| item)
            .filter(move |(s, _)| s.end > span.start)
    }

    /// The innermost item around the byte at `offset`.
    pub fn at(&self, offset: usize) -> Option<&(Span, T)> {
        self.over(Span::new(offset, offset + 1)).next()
    }
}

/// Cuts `span` at every edge of `inside` that falls into it. Pieces come in order and cover `span`.
pub fn cut(span: Span, inside: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let mut edges = vec![span.start, span.end];
    for it in inside {
        edges.extend(
            [it.start, it.end]
                .into_iter()
                .filter(|e| span.start < *e && *e < span.end),
        );
    }
    edges.sort_unstable();
    edges.dedup();
    edges
        .windows(2)
        .map(|pair| Span::new(pair[0], pair[1]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(list: &[(usize, usize)]) -> Layer<usize> {
        Layer::new(
            list.iter()
                .enumerate()
                .map(|(i, (a, b))| (Span::new(*a, *b), i)),
        )
    }

    #[test]
    fn nested_and_long_items_are_found() {
        let layer = spans(&[(0, 100), (5, 10), (20, 30), (40, 50)]);
        let over = |a, b| -> Vec<usize> {
            let mut found: Vec<_> = layer.over(Span::new(a, b)).map(|(_, i)| *i).collect();
            found.sort_unstable();
            found
        };
        assert_eq!(over(45, 46), [0, 3]);
        assert_eq!(over(10, 20), [0]);
        assert_eq!(over(9, 21), [0, 1, 2]);
        assert!(over(100, 200).is_empty());
        assert_eq!(layer.at(7).map(|(_, i)| *i), Some(1));
    }

    #[test]
    fn a_row_is_cut_at_the_edges_inside_it() {
        let edges = [Span::new(0, 4), Span::new(4, 8), Span::new(6, 20)];
        assert_eq!(
            cut(Span::new(2, 10), edges),
            [
                Span::new(2, 4),
                Span::new(4, 6),
                Span::new(6, 8),
                Span::new(8, 10)
            ]
        );
    }
}

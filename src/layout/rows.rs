//! Rows of different heights under each other on a screen: which come first, and which stands where.

use std::ops::Range;

/// The first row on a screen of so many rows on which the chosen one is seen whole; `top`, where it need not move.
pub fn top(top: usize, chosen: usize, room: u16, height: impl Fn(usize) -> u16) -> usize {
    let top = top.min(chosen);
    let mut used = 0_u16;
    for index in (top..=chosen).rev() {
        used = used.saturating_add(height(index));
        if used > room {
            return (index + 1).min(chosen);
        }
    }
    top
}

/// Which of some rows stands at a row of the screen.
pub fn at(row: u16, rows: Range<usize>, height: impl Fn(usize) -> u16) -> Option<usize> {
    let mut left = row;
    for index in rows {
        let high = height(index);
        if left < high {
            return Some(index);
        }
        left -= high;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_row_is_on_the_screen_and_each_row_where_it_is_drawn() {
        let height = |index: usize| [2, 3, 1, 4, 2][index];
        let check = |from, chosen, room, expected| {
            assert_eq!(
                top(from, chosen, room, height),
                expected,
                "{from} {chosen} {room}"
            );
        };
        check(0, 2, 6, 0);
        check(0, 3, 6, 2);
        check(0, 4, 6, 3);
        check(4, 1, 6, 1);
        check(0, 3, 1, 3);
        let rows: Vec<_> = (0..8).map(|row| at(row, 1..4, height)).collect();
        let drawn = [1, 1, 1, 2, 3, 3, 3, 3];
        assert_eq!(rows, drawn.map(Some));
        assert_eq!(at(8, 1..4, height), None);
    }
}

//! Bars of block characters, to an eighth of a cell: across for amounts, upward for a row of times. ASCII
//! has whole cells, and marks of more and more ink.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::ink::Ink;

/// A part and the whole that is drawn over all of the room.
pub type Part = (usize, usize);

const ACROSS: [&str; 8] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];
const UPWARD: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const INKED: [&str; 8] = ["_", "_", "-", "-", "=", "=", "#", "#"];

/// How many of `steps` a part is, at least one of what is not nothing.
fn steps((part, whole): Part, steps: usize) -> usize {
    let exact = (part.saturating_mul(steps) + whole / 2) / whole.max(1);
    exact.min(steps).max(usize::from(part > 0))
}

/// Draws a bar of at most `room` columns; gives the column after it.
pub fn across(
    ink: &Ink,
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    room: u16,
    part: Part,
    style: Style,
) -> u16 {
    let cells = usize::from(room);
    let signs: Vec<&str> = if ink.is_ascii() {
        vec!["#"; steps(part, cells)]
    } else {
        let eighths = steps(part, cells * 8);
        let mut signs = vec![ACROSS[7]; eighths / 8];
        signs.extend((eighths % 8).checked_sub(1).map(|rest| ACROSS[rest]));
        signs
    };
    let mut x = x;
    for sign in signs.into_iter().take(cells) {
        ink.set(buffer, x, y, sign, 1, style);
        x += 1;
    }
    x
}

/// Draws a bar upward in each of the cells that begin at (x, y); nothing is a dot in `faint`. Gives the
/// column after it.
pub fn upward(
    ink: &Ink,
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    values: &[usize],
    (style, faint): (Style, Style),
) -> u16 {
    let most = values.iter().copied().max().unwrap_or(0);
    let signs = if ink.is_ascii() { INKED } else { UPWARD };
    let mut x = x;
    for value in values {
        match steps((*value, most), 8).checked_sub(1) {
            Some(step) => ink.set(buffer, x, y, signs[step], 1, style),
            None => ink.set(buffer, x, y, ink.signs.dot, 1, faint),
        }
        x += 1;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    fn drawn(ascii: bool, draw: impl Fn(&Ink, &mut Buffer) -> u16) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        let end = draw(&Ink::new("mono", ascii), &mut buffer);
        let row: String = buffer.content().iter().map(|cell| cell.symbol()).collect();
        assert_eq!(row.trim_end().chars().count(), usize::from(end));
        row.trim_end().to_owned()
    }

    #[test]
    fn a_bar_is_as_long_as_its_part() {
        let bar = |ascii, part| {
            drawn(ascii, |ink, buffer| {
                across(ink, buffer, (0, 0), 4, part, Style::new())
            })
        };
        assert_eq!(bar(false, (0, 10)), "");
        assert_eq!(bar(false, (1, 1_000)), "▏");
        assert_eq!(bar(false, (10, 32)), "█▎");
        assert_eq!(bar(false, (32, 32)), "████");
        assert_eq!(bar(false, (99, 32)), "████");
        assert_eq!(bar(false, (3, 0)), "████");
        assert_eq!(bar(true, (1, 1_000)), "#");
        assert_eq!(bar(true, (16, 32)), "##");
    }

    #[test]
    fn times_stand_side_by_side() {
        let bars = |ascii, values: &[usize]| {
            drawn(ascii, |ink, buffer| {
                upward(ink, buffer, (0, 0), values, (Style::new(), Style::new()))
            })
        };
        assert_eq!(bars(false, &[1, 0, 4, 8]), "▁·▄█");
        assert_eq!(bars(true, &[1, 0, 4, 8]), "_--#");
        assert_eq!(bars(false, &[]), "");
    }
}

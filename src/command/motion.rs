//! Moving through the rows of a list: the same keys in the list of articles, of feeds, on a sheet.

use crate::command::Command;

/// Rows that are moved through.
#[derive(Clone, Copy, Debug)]
pub struct Rows {
    /// The chosen one.
    pub at: usize,
    /// How many there are.
    pub count: usize,
    /// How many a page has.
    pub page: usize,
}

/// The row that a command goes to; none for a command that does not move.
pub fn motion(command: Command, count: Option<usize>, rows: Rows) -> Option<usize> {
    let Rows { at, page, .. } = rows;
    let last = rows.count.saturating_sub(1);
    let n = count.unwrap_or(1).min(10_000_000);
    let half = (page / 2).max(1);
    let to = match command {
        Command::Down | Command::NextArticle => at.saturating_add(n),
        Command::Up | Command::PreviousArticle => at.saturating_sub(n),
        Command::PageDown => at.saturating_add(n * page),
        Command::PageUp => at.saturating_sub(n * page),
        Command::HalfPageDown => at.saturating_add(n * half),
        Command::HalfPageUp => at.saturating_sub(n * half),
        Command::Top => count.unwrap_or(1).saturating_sub(1),
        Command::Bottom => count.map_or(last, |n| n.saturating_sub(1)),
        Command::Percent => last * count.unwrap_or(50).min(100) / 100,
        _ => return None,
    };
    Some(to.min(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(command: Command, count: Option<usize>, at: usize, expected: Option<usize>) {
        let rows = Rows {
            at,
            count: 100,
            page: 9,
        };
        assert_eq!(motion(command, count, rows), expected, "{command:?}");
    }

    #[test]
    fn motions_end_at_the_first_and_the_last_row() {
        check(Command::Down, None, 5, Some(6));
        check(Command::Down, Some(1000), 5, Some(99));
        check(Command::Up, Some(7), 5, Some(0));
        check(Command::PageDown, None, 5, Some(14));
        check(Command::HalfPageUp, Some(1), 5, Some(1));
        check(Command::Top, None, 5, Some(0));
        check(Command::Top, Some(8), 5, Some(7));
        check(Command::Bottom, None, 5, Some(99));
        check(Command::Percent, Some(50), 5, Some(49));
        check(Command::Open, None, 5, None);
        let none = Rows {
            at: 0,
            count: 0,
            page: 1,
        };
        assert_eq!(motion(Command::Bottom, None, none), Some(0));
    }
}

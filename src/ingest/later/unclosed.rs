//! Tables (CSV) in which a quotation mark is opened and never closed: read as it stands, the cell would take all rows
//! behind it.

/// The most lines of one cell.
const LONGEST: usize = 10_000;

/// The table without such marks, and the numbers of their lines; none where there are none. `is_row` says whether a line
/// by itself is a whole row: none such stands in a cell.
pub fn mend(
    text: &str,
    between: u8,
    is_row: impl Fn(&str) -> bool,
) -> Option<(String, Vec<usize>)> {
    let mut lines = Lines {
        all: text.split_inclusive('\n').collect(),
        between,
        clear: 0,
        end: None,
    };
    let mut mended = String::new();
    let mut marked = Vec::new();
    let (mut at, mut kept) = (0, 0);
    while let Some(line) = lines.all.get(at).copied() {
        match lines.end_of_row(at, &is_row) {
            Some(end) => at = end,
            None => {
                mended.extend(lines.all[kept..at].iter().copied());
                mended.push_str(&line.replace('"', ""));
                at += 1;
                kept = at;
                marked.push(at);
            }
        }
    }
    if marked.is_empty() {
        return None;
    }
    mended.extend(lines.all[kept..].iter().copied());
    Some((mended, marked))
}

/// The lines of a table, of which each is looked at once for whether a cell that is open before it ends there: any of
/// the lines before may be the one that opens it.
struct Lines<'t> {
    all: Vec<&'t str>,
    between: u8,
    /// Up to here no line ends an open cell.
    clear: usize,
    /// This line does, or is a row by itself, before which a cell was never closed.
    end: Option<(usize, bool)>,
}

impl Lines<'_> {
    /// One past the last line of the row that begins with a line; none where one of its cells is never closed. Rows
    /// are asked for in their order.
    fn end_of_row(&mut self, first: usize, is_row: &impl Fn(&str) -> bool) -> Option<usize> {
        if !is_open(self.all.get(first)?, false, self.between) {
            return Some(first + 1);
        }
        if self.end.is_none_or(|(end, _)| end <= first) {
            self.end = None;
            self.clear = self.clear.max(first + 1);
        }
        let most = first.saturating_add(LONGEST);
        while self.end.is_none() && self.clear < most {
            let line = self.all.get(self.clear)?;
            if is_row(line) {
                self.end = Some((self.clear, false));
            } else if !is_open(line, true, self.between) {
                self.end = Some((self.clear, true));
            } else {
                self.clear += 1;
            }
        }
        let (end, closes) = self.end?;
        (closes && end < most).then_some(end + 1)
    }
}

/// Whether a cell is open behind a line, before which one was or was not. A mark inside of a cell that does not begin with
/// one is a sign like any other, and two of them in one that does are one (RFC 4180, section 2).
fn is_open(line: &str, mut open: bool, between: u8) -> bool {
    let mut starts = !open;
    let mut bytes = line.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match (open, byte) {
            (true, b'"') => {
                open = bytes.next_if_eq(&b'"').is_some();
                starts = false;
            }
            (true, _) => {}
            (false, b'"') if starts => open = true,
            (false, byte) => starts = byte == between,
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn each_line_is_asked_once_however_many_leave_a_cell_open() {
        let table = "x\"y,\"\n".repeat(3000);
        let asked = Cell::new(0);
        let is_row = |_: &str| {
            asked.set(asked.get() + 1);
            false
        };
        let (mended, lines) = mend(&table, b',', is_row).unwrap();
        assert_eq!(lines.len(), 3000);
        assert!(!mended.contains('"'));
        assert!(asked.get() <= 3000, "{}", asked.get());
    }

    #[test]
    fn a_cell_of_several_lines_stays_and_one_before_a_row_is_closed() {
        for (table, mended) in [
            ("a,\"b\nc\",d\nrow\n", None),
            ("a,\"b\nrow\nc\",d\n", Some(("a,b\nrow\nc\",d\n", vec![1]))),
            (
                "a,\"b\nc\"d,\"\nrow\n",
                Some(("a,b\ncd,\nrow\n", vec![1, 2])),
            ),
            ("a,\"b", Some(("a,b", vec![1]))),
        ] {
            let found = mend(table, b',', |line| line == "row\n");
            let mended = mended.map(|(text, lines): (&str, _)| (text.to_owned(), lines));
            assert_eq!(found, mended, "{table:?}");
        }
    }
}

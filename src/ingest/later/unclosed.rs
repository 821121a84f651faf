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
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut mended = String::new();
    let mut marked = Vec::new();
    let (mut at, mut kept) = (0, 0);
    while let Some(line) = lines.get(at) {
        match end_of_row(&lines[at..], between, &is_row) {
            Some(count) => at += count,
            None => {
                mended.extend(lines[kept..at].iter().copied());
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
    mended.extend(lines[kept..].iter().copied());
    Some((mended, marked))
}

/// How many lines the row takes that begins with the first; none where one of its cells is never closed.
fn end_of_row(lines: &[&str], between: u8, is_row: &impl Fn(&str) -> bool) -> Option<usize> {
    let mut open = false;
    for (at, line) in lines.iter().enumerate().take(LONGEST) {
        if open && is_row(line) {
            return None;
        }
        open = is_open(line, open, between);
        if !open {
            return Some(at + 1);
        }
    }
    None
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

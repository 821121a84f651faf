//! Lays out a table: in columns where they fit, else each row by itself, one cell a line behind the
//! name of its column.

use super::cut::{Cut, Piece};
use super::glyphs::reads_from_right;
use super::lines::{Cell, Layout};
use super::width;
use crate::model::{Article, MarkKind, Span};

/// One row of the table: its bytes and its cells.
struct Row {
    span: Span,
    cells: Vec<(Span, bool)>,
}

/// Appends the lines of the table that is block `block`.
pub(super) fn lay(layout: &mut Layout, article: &Article, block: usize) {
    let rows = rows(article, article.blocks[block].span);
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut widths = vec![0; columns];
    for row in &rows {
        for (column, (span, _)) in row.cells.iter().enumerate() {
            widths[column] = widths[column].max(width::of(span.of(&article.text)));
        }
    }
    let total = widths.iter().sum::<usize>() + 3 * columns.saturating_sub(1);
    if total <= usize::from(layout.width) || layout.manner.sideways {
        in_columns(layout, article, block, &rows, &widths);
    } else {
        one_by_one(layout, article, block, &rows);
    }
}

/// The rows of a table and their cells, from the marks.
fn rows(article: &Article, table: Span) -> Vec<Row> {
    let first = article
        .marks
        .partition_point(|m| m.span.start < table.start);
    let mut cells = article.marks[first..]
        .iter()
        .take_while(|mark| mark.span.start <= table.end)
        .filter_map(|mark| match mark.kind {
            MarkKind::Cell { header } => Some((mark.span, header)),
            _ => None,
        })
        .peekable();
    let mut rows = Vec::new();
    let mut start = table.start;
    for line in table.of(&article.text).split_inclusive('\n') {
        let span = Span::new(start, start + line.len());
        let words = Span::new(start, start + line.trim_end_matches('\n').len());
        let mut row = Row {
            span,
            cells: Vec::new(),
        };
        while let Some(cell) = cells.next_if(|(cell, _)| cell.end <= words.end) {
            row.cells.push(cell);
        }
        if row.cells.is_empty() {
            row.cells.push((words, false));
        }
        rows.push(row);
        start = span.end;
    }
    rows
}

fn in_columns(
    layout: &mut Layout,
    article: &Article,
    block: usize,
    rows: &[Row],
    widths: &[usize],
) {
    let numeric: Vec<bool> = (0..widths.len())
        .map(|column| is_numeric(&article.text, rows, column))
        .collect();
    // The first column of a table that reads from the right stands at the right.
    let table = article.blocks[block].span.of(&article.text);
    let from_right = reads_from_right(table);
    let end = usize::from(layout.width);
    let gap_at = |left: usize| match from_right {
        true => columns(end.saturating_sub(left)),
        false => columns(left.max(3) - 3),
    };
    for row in rows {
        let first = layout.cells.len();
        let mut left = 0;
        let mut behind = row.span.start;
        for (column, (span, _)) in row.cells.iter().enumerate() {
            let pad = widths[column].saturating_sub(width::of(span.of(&article.text)));
            // What stands between two cells keeps the last columns before the next one.
            layout.cells.push(Cell {
                span: Span::new(behind, span.start),
                column: gap_at(left),
            });
            let (start, right) = match from_right {
                true => (end.saturating_sub(left + widths[column]), true),
                false => (left, numeric[column]),
            };
            layout.cells.push(Cell {
                span: *span,
                column: columns(start + if right { pad } else { 0 }),
            });
            left += widths[column] + 3;
            behind = span.end;
        }
        layout.cells.push(Cell {
            span: Span::new(behind, row.span.end),
            column: gap_at(left),
        });
        layout.push(row.span, Some(block), 0);
        let cells = (first, layout.cells.len());
        layout.set_other(layout.lines.len() - 1, |other| other.cells = cells);
    }
}

/// The names of the columns in one run, then each row by itself with a gap before it: a line a cell,
/// behind the name of its column. A cell without words has none.
fn one_by_one(layout: &mut Layout, article: &Article, block: usize, rows: &[Row]) {
    let headers: Vec<Span> = rows
        .first()
        .filter(|row| row.cells.iter().all(|(_, header)| *header))
        .map(|row| row.cells.iter().map(|(span, _)| *span).collect())
        .unwrap_or_default();
    let before = layout.lines.len();
    for (index, row) in rows.iter().enumerate() {
        if index == 0 && !headers.is_empty() {
            names(layout, article, block, row);
            continue;
        }
        let mut gap = index > 0;
        for (column, (span, _)) in row.cells.iter().enumerate() {
            let end = row
                .cells
                .get(column + 1)
                .map_or(row.span.end, |c| c.0.start);
            let begun = layout.lines.len() > before;
            if begun && span.of(&article.text).trim().is_empty() {
                end_line(layout, end);
                continue;
            }
            let start = if column == 0 {
                row.span.start
            } else {
                span.start
            };
            if std::mem::take(&mut gap) {
                layout.push(Span::new(start, start), None, 0);
            }
            let named = |label: &Span| !label.of(&article.text).trim().is_empty();
            let label = headers.get(column).copied().filter(named);
            let indent = match label {
                Some(label) => width::of(label.of(&article.text)) + 2,
                None if column > 0 => 2,
                None => 0,
            };
            let indent = columns(indent).min(layout.width / 2);
            let pieces = pieces_of(article, *span);
            let first = layout.lines.len();
            layout.wrap(&article.text, Span::new(start, span.end), &pieces, |span| {
                (span, block, indent)
            });
            if label.is_some() {
                layout.set_other(first, |other| other.label = label);
            }
            end_line(layout, end);
        }
    }
}

/// The names of all columns, as a running text.
fn names(layout: &mut Layout, article: &Article, block: usize, row: &Row) {
    let end = row.cells.last().map_or(row.span.end, |(span, _)| span.end);
    let words = Span::new(row.span.start, end);
    let pieces = pieces_of(article, words);
    layout.wrap(&article.text, words, &pieces, |span| (span, block, 0));
    end_line(layout, row.span.end);
}

/// Lets the last line go on to `end`: the words between two cells stand on the line but are not drawn.
fn end_line(layout: &mut Layout, end: usize) {
    let Some(last) = layout.lines.len().checked_sub(1) else {
        return;
    };
    let line = layout.lines[last];
    if line.span.end >= end {
        return;
    }
    let (from, to) = layout.other(&line).cells;
    if from == to {
        layout.cells.push(Cell {
            span: line.span,
            column: line.indent,
        });
        let cells = (layout.cells.len() - 1, layout.cells.len());
        layout.set_other(last, |other| other.cells = cells);
    }
    layout.lines[last].span.end = end;
}

/// The pieces of one cell, cut as a paragraph is.
fn pieces_of(article: &Article, span: Span) -> Vec<Piece> {
    let base = u32::try_from(span.start).unwrap_or(u32::MAX);
    let mut pieces = Cut::of_words(span.of(&article.text));
    for piece in &mut pieces {
        piece.start += base;
        piece.end += base;
    }
    pieces
}

/// Whether every cell under the header is a number, so that the column is set to the right.
fn is_numeric(text: &str, rows: &[Row], column: usize) -> bool {
    let mut cells = rows
        .iter()
        .filter_map(|row| row.cells.get(column))
        .filter(|(_, header)| !header)
        .map(|(span, _)| span.of(text))
        .filter(|cell| !cell.is_empty())
        .peekable();
    cells.peek().is_some()
        && cells.all(|cell| {
            cell.chars().any(|c| c.is_ascii_digit())
                && cell
                    .chars()
                    .all(|c| c.is_ascii_digit() || " .,%+-–−$€£".contains(c))
        })
}

fn columns(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

//! Lays out a table: in columns where they fit, else one cell a line behind the name of its column.

use super::cut::Cut;
use super::{Cell, Layout, width};
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
    if total <= usize::from(layout.width) {
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
    for row in rows {
        let first = layout.cells.len();
        let mut left = 0;
        let mut behind = row.span.start;
        for (column, (span, _)) in row.cells.iter().enumerate() {
            let pad = widths[column].saturating_sub(width::of(span.of(&article.text)));
            // What stands between two cells keeps the last columns before the next one.
            layout.cells.push(Cell {
                span: Span::new(behind, span.start),
                column: columns(left.max(3) - 3),
            });
            layout.cells.push(Cell {
                span: *span,
                column: columns(left + if numeric[column] { pad } else { 0 }),
            });
            left += widths[column] + 3;
            behind = span.end;
        }
        layout.cells.push(Cell {
            span: Span::new(behind, row.span.end),
            column: columns(left.max(3) - 3),
        });
        layout.push(row.span, Some(block), 0);
        if let Some(line) = layout.lines.last_mut() {
            let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            line.cells = (small(first), small(layout.cells.len()));
        }
    }
}

fn one_by_one(layout: &mut Layout, article: &Article, block: usize, rows: &[Row]) {
    let headers: Vec<Span> = rows
        .first()
        .filter(|row| row.cells.iter().all(|(_, header)| *header))
        .map(|row| row.cells.iter().map(|(span, _)| *span).collect())
        .unwrap_or_default();
    for (index, row) in rows.iter().enumerate() {
        for (column, (span, _)) in row.cells.iter().enumerate() {
            let end = row
                .cells
                .get(column + 1)
                .map_or(row.span.end, |c| c.0.start);
            let label = headers.get(column).copied().filter(|_| index > 0);
            let indent = match label {
                Some(label) => width::of(label.of(&article.text)) + 2,
                None if index > 0 || column > 0 => 2,
                None => 0,
            };
            let indent = columns(indent).min(layout.width / 2);
            let start = if column == 0 {
                row.span.start
            } else {
                span.start
            };
            let pieces = pieces_of(article, *span);
            let first = layout.lines.len();
            layout.wrap(&article.text, Span::new(start, span.end), &pieces, |span| {
                (span, block, indent, None)
            });
            if let Some(line) = layout.lines.get_mut(first) {
                line.label = label;
            }
            // The words between two cells stand on the line but are not drawn.
            let cell = layout.lines.last().map(|line| Cell {
                span: line.span,
                column: line.indent,
            });
            if let (Some(cell), true) = (cell, end > span.end) {
                layout.cells.push(cell);
                let last = u32::try_from(layout.cells.len()).unwrap_or(u32::MAX);
                if let Some(line) = layout.lines.last_mut() {
                    line.span.end = end;
                    line.cells = (last - 1, last);
                }
            }
        }
    }
}

/// The pieces of one cell, cut as a paragraph is.
fn pieces_of(article: &Article, span: Span) -> Vec<super::Piece> {
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

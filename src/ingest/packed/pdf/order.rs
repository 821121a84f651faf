//! Pieces to lines, in the order in which they are read: columns from left to right, each from top to bottom.

use super::page::Piece;
use crate::model::SortSmall;

/// Words on one baseline of one column.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Where it begins.
    pub x: f64,
    /// Where it ends.
    pub end: f64,
    /// Its baseline.
    pub y: f64,
    /// The size of most of its letters.
    pub size: f64,
    /// Its words.
    pub text: String,
    /// The number of its page, from 0.
    pub page: usize,
}

/// So many sizes of free space part two columns, and so many two words.
const COLUMNS: f64 = 1.25;
const WORDS: f64 = 0.17;
/// A column has at least so many lines.
const LEAST: usize = 3;
/// A line that takes more than this share of the width stands over all columns.
const WIDE: f64 = 0.6;

/// The lines of a page.
pub fn lines(mut pieces: Vec<Piece>) -> Vec<Line> {
    pieces.retain(|piece| !piece.text.is_empty());
    pieces.sort_small_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let same = |row: &&mut Vec<Piece>| {
            // Raised figures stand on the row of their words.
            row.first()
                .is_some_and(|it| (it.y - piece.y).abs() < 0.4 * it.size.max(piece.size))
        };
        match rows.last_mut().filter(same) {
            Some(row) => row.push(piece),
            None => rows.push(vec![piece]),
        }
    }
    let lines = rows.into_iter().flat_map(parts).collect();
    ordered(lines)
}

/// The words of a row, parted where a column ends.
fn parts(mut row: Vec<Piece>) -> Vec<Line> {
    row.sort_small_by(|a, b| a.x.total_cmp(&b.x));
    let mut lines: Vec<Line> = Vec::new();
    for piece in row {
        let size = piece.size;
        match lines
            .last_mut()
            .filter(|line| piece.x - line.end < COLUMNS * size.max(line.size))
        {
            Some(line) => {
                let apart = piece.x - line.end > WORDS * size
                    && !line.text.ends_with(' ')
                    && !piece.text.starts_with(' ');
                // What is painted twice, to look bold, is read once.
                if piece.x < line.end - 0.5 * size && line.text.ends_with(piece.text.trim()) {
                    continue;
                }
                if apart {
                    line.text.push(' ');
                }
                line.text.push_str(&piece.text);
                line.end = line.end.max(piece.end);
                line.size = line.size.max(size);
            }
            None => lines.push(Line {
                x: piece.x,
                end: piece.end.max(piece.x),
                y: piece.y,
                size,
                text: piece.text,
                page: 0,
            }),
        }
    }
    lines.retain(|line| !line.text.trim().is_empty());
    lines
}

/// The lines in the order of reading.
fn ordered(lines: Vec<Line>) -> Vec<Line> {
    if let Some(x) = gutter(&lines) {
        let (left, right) = lines.into_iter().partition(|line| line.x < x);
        let mut all = ordered(left);
        all.extend(ordered(right));
        return all;
    }
    let left = lines
        .iter()
        .map(|line| line.x)
        .fold(f64::INFINITY, f64::min);
    let right = lines
        .iter()
        .map(|line| line.end)
        .fold(f64::NEG_INFINITY, f64::max);
    let is_wide = |line: &Line| line.end - line.x > WIDE * (right - left);
    let mut all = Vec::new();
    let mut band = Vec::new();
    for line in lines {
        if is_wide(&line) {
            all.append(&mut columns(std::mem::take(&mut band)));
            all.push(line);
        } else {
            band.push(line);
        }
    }
    all.append(&mut columns(band));
    all
}

/// Lines between two wide ones: columns, or one below the other, those on one baseline joined.
fn columns(band: Vec<Line>) -> Vec<Line> {
    if gutter(&band).is_some() {
        return ordered(band);
    }
    let mut lines: Vec<Line> = Vec::new();
    for line in band {
        match lines
            .last_mut()
            .filter(|last| (last.y - line.y).abs() < 0.3 * line.size)
        {
            Some(last) => {
                last.text = format!("{} {}", last.text.trim_end(), line.text.trim_start());
                last.end = last.end.max(line.end);
            }
            None => lines.push(line),
        }
    }
    lines
}

/// Where the widest free space between two columns ends, none where there is none.
fn gutter(lines: &[Line]) -> Option<f64> {
    if lines.len() < 2 * LEAST {
        return None;
    }
    let mut by_x: Vec<&Line> = lines.iter().collect();
    by_x.sort_small_by(|a, b| a.x.total_cmp(&b.x));
    let (mut reach, mut widest) = (f64::NEG_INFINITY, None);
    for (at, line) in by_x.iter().enumerate() {
        let free = line.x - reach;
        let wide = free > 0.8 * line.size && free.is_finite();
        let more = widest.is_none_or(|(before, _)| free > before);
        if wide
            && more
            && at >= LEAST
            && by_x.len() - at >= LEAST
            && beside(&by_x[..at], &by_x[at..])
        {
            widest = Some((free, line.x));
        }
        reach = reach.max(line.end);
    }
    widest.map(|(_, x)| x)
}

/// Whether two groups stand beside each other, not one below the other.
fn beside(left: &[&Line], right: &[&Line]) -> bool {
    let reach = |lines: &[&Line]| {
        let bottom = lines
            .iter()
            .map(|line| line.y)
            .fold(f64::INFINITY, f64::min);
        let top = lines
            .iter()
            .map(|line| line.y)
            .fold(f64::NEG_INFINITY, f64::max);
        (bottom, top)
    };
    let (left, right) = (reach(left), reach(right));
    let both = left.1.min(right.1) - left.0.max(right.0);
    both > 0.5 * (left.1 - left.0).min(right.1 - right.0)
}

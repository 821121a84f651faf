//! One block's words cut where its marks begin and end.

use crate::model::{Article, Block, Mark, MarkKind, Span, is_link};

/// A step through a block.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece<'a> {
    /// A mark begins.
    Open(&'a MarkKind),
    /// Words under all the marks that are open.
    Words(&'a str),
    /// The mark that was opened last ends.
    Close(&'a MarkKind),
}

/// The words of `block` with its marks opened and closed in order.
pub fn pieces<'a>(article: &'a Article, block: &Block) -> Vec<Piece<'a>> {
    let first = article
        .marks
        .partition_point(|mark| mark.span.start < block.span.start);
    let inside = |mark: &&Mark| mark.span.start <= block.span.end;
    let mut pieces = Vec::new();
    let mut open: Vec<&Mark> = Vec::new();
    let mut at = block.span.start;
    let mut words = |pieces: &mut Vec<Piece<'a>>, to: usize| {
        if to > at {
            pieces.push(Piece::Words(&article.text[at..to]));
            at = to;
        }
    };
    for mark in article.marks[first..].iter().take_while(inside) {
        while let Some(last) =
            open.pop_if(|last| last.span.end <= mark.span.start && last.span != mark.span)
        {
            words(&mut pieces, last.span.end);
            pieces.push(Piece::Close(&last.kind));
        }
        words(&mut pieces, mark.span.start);
        pieces.push(Piece::Open(&mark.kind));
        open.push(mark);
    }
    while let Some(last) = open.pop() {
        words(&mut pieces, last.span.end.min(block.span.end));
        pieces.push(Piece::Close(&last.kind));
    }
    words(&mut pieces, block.span.end);
    pieces
}

/// The cells of a table block, row by row: the words of each and whether it is a header.
pub fn rows<'a>(article: &'a Article, block: &Block) -> Vec<Vec<(&'a str, bool)>> {
    let mut rows: Vec<Vec<(&str, bool)>> = Vec::new();
    let mut last_end = None;
    for mark in cells(article, block) {
        let MarkKind::Cell { header } = mark.kind else {
            continue;
        };
        // A cell inside a cell (a table in a table) is part of the outer one.
        if last_end.is_some_and(|end| mark.span.start < end) {
            continue;
        }
        let between = last_end.map(|end| Span::new(end, mark.span.start).of(&article.text));
        if between.is_none_or(|between| between.contains('\n')) {
            rows.push(Vec::new());
        }
        if let Some(row) = rows.last_mut() {
            row.push((mark.span.of(&article.text), header));
        }
        last_end = Some(mark.span.end);
    }
    rows
}

fn cells<'a>(article: &'a Article, block: &Block) -> impl Iterator<Item = &'a Mark> {
    let (start, end) = (block.span.start, block.span.end);
    let first = article
        .marks
        .partition_point(|mark| mark.span.start < start);
    article.marks[first..]
        .iter()
        .take_while(move |mark| mark.span.start <= end && mark.span.end <= end)
        .filter(|mark| matches!(mark.kind, MarkKind::Cell { .. }))
}

/// The address itself when it is one that a reader may follow, else a way to nowhere.
pub fn safe_link(address: &str) -> &str {
    if is_link(address) { address } else { "#" }
}

//! Names and the lines of a text: which line ends are part of the text, and end a name.

use crate::annotate::text::layer::{Layer, Name};
use crate::model::Span;

/// A name does not go over the end of a line that was ended on purpose: a signature and the town below it, a heading and
/// the sentence under it. The longer part stays, the first of two alike.
pub(super) fn within_line(layer: &Layer<'_>, name: &mut Name) {
    let start = layer.token(name.tokens.start).span().start;
    let breaks = |&at: &usize| {
        let gap = Span::new(layer.token(at - 1).span().end, layer.token(at).span().start);
        gap.of(layer.text).contains('\n') && is_hard(layer, start, gap.start, at)
    };
    let Some(at) = (name.tokens.start + 1..name.tokens.end).find(breaks) else {
        return;
    };
    if at - name.tokens.start >= name.tokens.end - at {
        name.tokens.end = at;
    } else {
        name.tokens.start = at;
    }
}

/// Whether the line that ends at byte `end`, before the token `next`, is clearly shorter than its block's longest one, even
/// with the next word; or is all name, from byte `start`, where all lines of the block are short as an address has them.
fn is_hard(layer: &Layer<'_>, start: usize, end: usize, next: usize) -> bool {
    /// Lines of a wrapped text are longer, in characters.
    const ADDRESS: usize = 40;
    /// So much shorter is clear.
    const CLEAR: usize = 4;
    let block = layer.blocks.partition_point(|block| block.end <= next);
    let Some(block) = layer.blocks.get(block).map(|range| layer.span(range)) else {
        return false;
    };
    let columns = |line: &str| line.chars().count();
    let text = block.of(layer.text);
    let longest = text.lines().map(columns).max().unwrap_or_default();
    let before = layer.text.get(block.start..end).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let name = layer.text.get(start..end).unwrap_or_default();
    let after = layer.text.get(layer.token(next).span().start..);
    let word = after.and_then(|after| after.split_whitespace().next());
    let address = longest < ADDRESS && line == name;
    address || columns(line) + 1 + word.map_or(0, columns) + CLEAR < longest
}

//! A text to its tokens, sentences and blocks.

use super::layer::Layer;
use super::{sentences, tokens};
use crate::model::{Block, BlockKind, Span};

/// The tokens and sentences of a text; words are tagged [`Tag::Nn`](crate::annotate::language::tags::Tag::Nn). Code,
/// tables' rules and pictures without words have none. Blocks that do not fit the text are left out.
pub fn split<'t>(text: &'t str, blocks: &[Block]) -> Layer<'t> {
    let mut layer = Layer {
        text,
        // As many as there are at most in prose, so that the tokens of a long text are never moved.
        tokens: Vec::with_capacity(text.len() / 4),
        sentences: Vec::with_capacity(text.len() / 64),
        blocks: Vec::with_capacity(blocks.len()),
        kinds: Vec::with_capacity(blocks.len()),
        opens: Vec::with_capacity(blocks.len()),
        ..Layer::default()
    };
    let mut end = 0;
    for block in blocks {
        let span = block.span;
        let fits = end <= span.start && !span.of(text).is_empty();
        if !fits || matches!(block.kind, BlockKind::Code | BlockKind::Rule) {
            continue;
        }
        end = span.end;
        let begin = layer.tokens.len();
        // No sentence goes on from one cell of a table to the next.
        let is_edge = |c: char| block.kind == BlockKind::Table && (c == '\n' || c == '|');
        let mut start = span.start;
        for cell in span.of(text).split_inclusive(is_edge) {
            let words = cell.trim_end_matches(is_edge).len();
            let first = layer.tokens.len();
            let cell_span = Span::new(start, start + words);
            tokens::tokens(text, cell_span, &mut layer.tokens);
            let range = first..layer.tokens.len();
            sentences::sentences(text, &layer.tokens, range, &mut layer.sentences);
            start += cell.len();
        }
        layer.blocks.push(begin..layer.tokens.len());
        layer.kinds.push(block.kind);
        layer.opens.push(block.opens);
    }
    layer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_a_table_is_a_sentence() {
        let text = "Year | What she says | Fee\n2024 | it rises | 10";
        let block = Block {
            span: Span::new(0, text.len()),
            kind: BlockKind::Table,
            depth: 0,
            opens: false,
        };
        let layer = split(text, &[block]);
        let cells: Vec<&str> = (layer.sentences.iter())
            .map(|sentence| layer.span(sentence).of(text))
            .collect();
        assert_eq!(
            cells,
            ["Year", "What she says", "Fee", "2024", "it rises", "10"]
        );
        assert_eq!(layer.blocks.len(), 1);
        assert_eq!(layer.blocks[0].len(), layer.tokens.len());
    }
}

//! A text to its layer, with the shipped model: tokens, sentences, tags and names.

use super::memory::Memory;
use super::model::{Model, SHIPPED};
use super::{names, tags};
use crate::annotate::text::layer::Layer;
use crate::annotate::text::split::split;
use crate::model::Block;

/// Tokens, sentences, tags and names of a text whose blocks are known.
pub fn read<'t>(text: &'t str, blocks: &[Block]) -> Layer<'t> {
    read_on(text, blocks, &mut Memory::default())
}

/// As [`read`], with what is remembered of the texts before.
pub fn read_on<'t>(text: &'t str, blocks: &[Block], memory: &mut Memory) -> Layer<'t> {
    let mut layer = split(text, blocks);
    tag(&SHIPPED, &mut layer, memory);
    layer.names = names::names(&SHIPPED, &layer, memory);
    memory.end_text();
    layer
}

/// Fills in the tags of a layer's words.
pub fn tag(model: &Model<'_>, layer: &mut Layer<'_>, memory: &mut Memory) {
    memory.read(model, layer);
    let mut starts = vec![false; layer.tokens.len()];
    for sentence in &layer.sentences {
        if let Some(start) = starts.get_mut(sentence.start) {
            *start = true;
        }
    }
    let known = (&memory.words, &mut memory.tags);
    tags::tag(model, known, layer.text, &mut layer.tokens, |at| {
        starts.get(at) == Some(&true)
    });
}

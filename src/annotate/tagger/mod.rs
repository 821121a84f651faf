//! The learned part: features, weights and decoding of parts of speech and names.
//!
//! [`words`] says what can be said of a word alone, [`features`] what its place adds; [`tags`] finds parts of
//! speech, [`names`] names; [`table`] is how weights lie in the files of [`model`]. The trainer
//! (`src/bin/train`) calls the same functions.

mod corrections;
pub mod features;
pub mod model;
pub mod names;
mod second_look;
pub mod sums;
pub mod table;
pub mod tags;
pub mod viterbi;
pub mod words;

use crate::annotate::text::layer::Layer;
use model::{LABEL_LANES, Model, TAG_LANES};
use sums::Cache;
use words::Words;

/// So many word types are remembered from text to text.
const MOST_TYPES: usize = 1 << 13;

/// The words of the text at hand, and what was worked out of those before it, which most texts share: it saves who
/// reads one text after another some of the time, and changes no answer. For one model only.
#[derive(Debug, Default)]
pub struct Memory {
    /// The word types.
    pub words: Words,
    tags: Cache<TAG_LANES>,
    names: Cache<LABEL_LANES>,
}

impl Memory {
    /// Reads the words of a layer; those of sentences in capitals only count as written with one capital.
    pub fn read(&mut self, model: &Model<'_>, layer: &Layer<'_>) {
        if self.words.types.len() > MOST_TYPES {
            *self = Memory::default();
        }
        self.words.next_text();
        for sentence in &layer.sentences {
            let shouted = shouted(layer, sentence.clone());
            let tokens = &layer.tokens[sentence.clone()];
            self.words.read(model, layer.text, tokens, shouted);
        }
    }
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
    tags::tag(model, known, layer.text, &mut layer.tokens, |at| starts[at]);
}

/// Whether a sentence is written in capitals.
fn shouted(layer: &Layer<'_>, sentence: std::ops::Range<usize>) -> bool {
    let mut capitals = 0;
    for at in sentence {
        let word = layer.word(at);
        if word.contains(char::is_lowercase) {
            return false;
        }
        capitals += usize::from(word.len() > 1 && word.starts_with(char::is_uppercase));
    }
    capitals > 2
}

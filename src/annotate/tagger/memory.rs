//! What is remembered from one text to the next.

use super::model::{LABEL_LANES, Model, TAG_LANES};
use super::sums::Cache;
use super::words::Words;
use crate::annotate::text::layer::Layer;

/// So many word types are remembered from text to text.
const MOST_TYPES: usize = 1 << 13;

/// The words of the text at hand, and what was worked out of those before it, which most texts share: it saves who
/// reads one text after another some of the time, and changes no answer. For one model only.
#[derive(Debug, Default)]
pub struct Memory {
    /// The word types.
    pub words: Words,
    pub(super) tags: Cache<TAG_LANES>,
    pub(super) names: Cache<LABEL_LANES>,
}

impl Memory {
    /// Reads the words of a layer; those of sentences in capitals only count as written with one capital.
    pub fn read(&mut self, model: &Model<'_>, layer: &Layer<'_>) {
        self.words.next_text();
        for sentence in &layer.sentences {
            let shouted = shouted(layer, sentence.clone());
            let tokens = layer.tokens.get(sentence.clone()).unwrap_or_default();
            self.words.read(model, layer.text, tokens, shouted);
        }
    }

    /// Lets go of what is more than is kept for the next text: other steps have work to do on this one, and need room.
    pub fn end_text(&mut self) {
        self.words.end_text();
        if self.words.types.len() > MOST_TYPES {
            *self = Memory::default();
        }
    }
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

//! The learned part: features, weights and decoding of parts of speech and names.
//!
//! [`words`] says what can be said of a word alone, [`view`] what its place adds; [`tags`] finds parts of
//! speech, [`names`] names; [`table`] is how weights lie in the files of [`model`]. The trainer
//! (`src/bin/train`) calls the same functions.

pub mod labels;
mod mend;
pub mod model;
pub mod names;
mod settle;
pub mod sums;
pub mod table;
pub mod tags;
pub mod view;
pub mod words;

use super::layer::Layer;
use model::Model;
use words::Words;

/// Fills in the tags of a layer's words.
pub fn tag(model: &Model<'_>, layer: &mut Layer<'_>) -> Words {
    let words = read(model, layer);
    let mut starts = vec![false; layer.tokens.len()];
    for sentence in &layer.sentences {
        if let Some(start) = starts.get_mut(sentence.start) {
            *start = true;
        }
    }
    tags::tag(model, &words, layer.text, &mut layer.tokens, |at| {
        starts[at]
    });
    words
}

/// The word types of a layer; words of sentences in capitals only count as written with one capital.
pub fn read(model: &Model<'_>, layer: &Layer<'_>) -> Words {
    let mut words = Words::default();
    for sentence in &layer.sentences {
        let shouted = shouted(layer, sentence.clone());
        words.read(model, layer.text, &layer.tokens[sentence.clone()], shouted);
    }
    words
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

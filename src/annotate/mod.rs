//! An article to notes: quotes, speakers, names. Pure; never fails.

mod blocks;
mod confidence;
mod cues;
mod dates;
pub mod entities;
mod explain;
pub mod layer;
pub mod lexicon;
mod pronouns;
mod quotes;
pub mod same;
mod sentences;
mod speakers;
pub mod tagger;
mod tokens;
mod voices;

pub use blocks::blocks_of;
pub use explain::{Explanation, explain, explain_text};
pub use tagger::Memory;

use crate::model::{Article, Block, Notes};
use layer::Layer;

/// Raised whenever the notes would come out otherwise, so that stored ones are made again.
pub const VERSION: u32 = 14;

/// Notes on an article.
pub fn annotate(article: &Article) -> Notes {
    annotate_text(&article.text, &article.blocks)
}

/// Notes on a text whose blocks are known; the text is taken as it stands, spans are bytes in it.
pub fn annotate_text(text: &str, blocks: &[Block]) -> Notes {
    annotate_on(text, blocks, &mut Memory::default())
}

/// As [`annotate_text`], for one text after another: the same notes, sooner.
pub fn annotate_on(text: &str, blocks: &[Block], memory: &mut Memory) -> Notes {
    let mut layer = Layer::read_on(text, blocks, memory);
    let mut people = entities::entities(&mut layer);
    let quotes = speakers::speakers(&layer, &people, quotes::said(&layer));
    people.entities.append(&mut dates::dates(&layer));
    let sentences = layer.sentences.iter();
    Notes {
        version: VERSION,
        sentences: sentences.map(|range| layer.span(range)).collect(),
        quotes: quotes.into_iter().map(|decided| decided.quote).collect(),
        entities: people.entities,
    }
}

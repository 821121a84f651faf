//! An article to notes: quotes, speakers, names. Pure; never fails.

mod attribution;
mod decide;
pub mod entities;
mod explain;
pub mod language;
pub mod tagger;
pub mod text;

pub use explain::{Explanation, explain, explain_text};
pub use tagger::Memory;
pub use text::blocks::blocks_of;

use crate::model::{Article, Block, Notes};

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
    let mut layer = tagger::read_on(text, blocks, memory);
    let mut people = entities::entities(&mut layer);
    let quotes = decide::speakers::speakers(&layer, &people, attribution::said(&layer));
    people.entities.append(&mut entities::dates::dates(&layer));
    let sentences = layer.sentences.iter();
    Notes {
        version: VERSION,
        sentences: sentences.map(|range| layer.span(range)).collect(),
        quotes: quotes.into_iter().map(|decided| decided.quote).collect(),
        entities: people.entities,
    }
}

#[cfg(test)]
mod tests;

//! An article to notes: quotes, speakers, names. Pure; never fails: no index goes unchecked but where a folder says so.

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::string_slice))]

mod attribution;
mod decide;
pub mod entities;
mod explain;
pub mod language;
pub mod polyglot;
pub mod tagger;
pub mod text;

pub use explain::{Explanation, Fate, explain, explain_text};
pub use polyglot::{PackFacts, facts as packs};
pub use tagger::Memory;
pub use tagger::model::ready;
pub use text::blocks::blocks_of;

use crate::model::{Act, Article, Block, Notes};
use decide::verdict::Verdict;
use polyglot::which;

/// Raised whenever the notes would come out otherwise, so that stored ones are made again.
pub const VERSION: u32 = 30;

/// Notes on an article.
pub fn annotate(article: &Article) -> Notes {
    annotate_after(article, &mut Memory::default())
}

/// As [`annotate`], for one article after another: the same notes, sooner.
pub fn annotate_after(article: &Article, memory: &mut Memory) -> Notes {
    let hint = article.meta.lang.as_deref();
    annotate_in(&article.text, &article.blocks, hint, memory)
}

/// Notes on a text whose blocks are known; the text is taken as it stands, spans are bytes in it.
pub fn annotate_text(text: &str, blocks: &[Block]) -> Notes {
    annotate_on(text, blocks, &mut Memory::default())
}

/// As [`annotate_text`], for one text after another: the same notes, sooner.
pub fn annotate_on(text: &str, blocks: &[Block], memory: &mut Memory) -> Notes {
    annotate_in(text, blocks, None, memory)
}

/// Each block in its language. `hint` is the language that the page says, as BCP 47.
fn annotate_in(text: &str, blocks: &[Block], hint: Option<&str>, memory: &mut Memory) -> Notes {
    let languages = which::languages(text, blocks, hint);
    let main = languages.main;
    let mut notes = if languages.english() {
        // What is known of each block takes room that a long text needs.
        drop(languages);
        english(text, blocks, memory)
    } else {
        let own = polyglot::english_blocks(blocks, &languages);
        let mut notes = english(text, &own, memory);
        polyglot::add(text, blocks, &languages, &mut notes);
        notes
    };
    notes.lang = main.map(str::to_owned);
    notes.pack = main.is_none_or(polyglot::has_pack);
    notes
}

fn english(text: &str, blocks: &[Block], memory: &mut Memory) -> Notes {
    let mut layer = tagger::read_on(text, blocks, memory);
    let passages = attribution::passages(&mut layer);
    let mut people = entities::entities(&mut layer);
    let said = attribution::said(&layer, &passages);
    drop(passages);
    // Never moved while they grow: a long text has very many.
    let (mut quotes, mut unsaid) = (Vec::with_capacity(said.len()), Vec::new());
    let decided = decide::speakers::speakers(&layer, &people, said);
    for decided in decided {
        match decided.verdict {
            Verdict::Told(Act::Said) => quotes.push(decided.quote),
            Verdict::Told(_) | Verdict::Denied => unsaid.push(decided.quote),
            Verdict::Dropped => {}
        }
    }
    quotes.shrink_to_fit();
    people.entities.append(&mut entities::dates::dates(&layer));
    let sentences = layer.sentences.iter();
    Notes {
        version: VERSION,
        sentences: sentences.map(|range| layer.span(range)).collect(),
        quotes,
        unsaid,
        entities: people.entities,
        ..Notes::default()
    }
}

#[cfg(test)]
mod tests;

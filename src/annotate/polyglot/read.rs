//! The blocks that are not English, each language by its own means, added to the notes on the others.

use super::layer::Layer;
use super::packs::Code;
use super::which::{ENGLISH, Languages};
use super::{engine, marksonly, packs};
use crate::model::{Act, Block, Entity, EntityId, EntityKind, Notes, Quote, SortSmall, Span};

/// What was found in the blocks of one language.
#[derive(Debug, Default)]
pub struct Found {
    /// In order.
    pub sentences: Vec<Span>,
    /// By start, each with the rule that found it, in words.
    pub quotes: Vec<(Quote, &'static str)>,
    /// By first mention.
    pub entities: Vec<Entity>,
}

/// Adds what stands in the blocks that are not English to the notes on those that are.
pub fn add(text: &str, blocks: &[Block], languages: &Languages, notes: &mut Notes) {
    for found in each(text, blocks, languages) {
        merge(notes, found);
    }
}

/// The quotations of the blocks that are not English, each with the rule that found it.
pub fn quotes(text: &str, blocks: &[Block], languages: &Languages) -> Vec<(Quote, &'static str)> {
    let found = each(text, blocks, languages);
    found.into_iter().flat_map(|found| found.quotes).collect()
}

fn each(text: &str, blocks: &[Block], languages: &Languages) -> Vec<Found> {
    let mut codes: Vec<Code> = Vec::new();
    for code in &languages.blocks {
        if *code != ENGLISH && !codes.contains(code) {
            codes.push(code);
        }
    }
    let found = codes.into_iter().map(|code| {
        let of_code = blocks.iter().zip(&languages.blocks);
        let own: Vec<Block> = of_code
            .filter(|(_, block_code)| **block_code == code)
            .map(|(block, _)| *block)
            .collect();
        let layer = Layer::read(text, &own, code);
        let (quotes, entities) = match packs::row(code) {
            Some(row) => engine::read(&layer, row),
            None => marksonly::read(&layer),
        };
        Found {
            sentences: layer.sentence_spans(),
            quotes,
            entities,
        }
    });
    found.collect()
}

/// Whether a language has a pack: its reports are read, not its marks alone.
pub fn has_pack(code: &str) -> bool {
    code == ENGLISH || packs::row(code).is_some()
}

/// The blocks that are in English.
pub fn english_blocks(blocks: &[Block], languages: &Languages) -> Vec<Block> {
    let pairs = blocks.iter().zip(&languages.blocks);
    pairs
        .filter(|(_, code)| **code == ENGLISH)
        .map(|(block, _)| *block)
        .collect()
}

/// The one person whose name is the last of this one's, or the other way round: "Keane" and "Nora Keane".
fn by_last_name(known: &[Entity], entity: &Entity) -> Option<usize> {
    let last = |long: &str, short: &str| {
        let given = long.strip_suffix(short);
        given.is_some_and(|given| given.ends_with(' ')) && !short.contains(' ')
    };
    let fits = |other: &Entity| {
        other.kind == EntityKind::Person
            && (last(&other.name, &entity.name) || last(&entity.name, &other.name))
    };
    let person = entity.kind == EntityKind::Person;
    let mut fitting = (0..known.len()).filter(|&at| known.get(at).is_some_and(fits));
    let only = fitting.next().filter(|_| person)?;
    fitting.next().is_none().then_some(only)
}

fn merge(notes: &mut Notes, found: Found) {
    // Whoever has a name already keeps their number.
    let mut numbers = Vec::with_capacity(found.entities.len());
    for entity in found.entities {
        let same = |known: &Entity| known.kind == entity.kind && known.name == entity.name;
        let whole = notes.entities.iter().position(same);
        let number = whole.or_else(|| by_last_name(&notes.entities, &entity));
        let known = number.and_then(|number| Some((number, notes.entities.get_mut(number)?)));
        match known {
            Some((number, known)) => {
                if entity.name.len() > known.name.len() {
                    known.name = entity.name;
                }
                known.mentions.extend(entity.mentions);
                known.mentions.sort();
                numbers.push(number);
            }
            None => {
                numbers.push(notes.entities.len());
                notes.entities.push(entity);
            }
        }
    }
    for (mut quote, _) in found.quotes {
        for speaker in &mut quote.speakers {
            let number = speaker.entity.and_then(|id| numbers.get(id.0 as usize));
            speaker.entity = number.and_then(|&number| u32::try_from(number).ok().map(EntityId));
        }
        match quote.act {
            Act::Said if !quote.denied => notes.quotes.push(quote),
            _ => notes.unsaid.push(quote),
        }
    }
    notes.quotes.sort_small_by_key(|quote| quote.span().start);
    notes.unsaid.sort_small_by_key(|quote| quote.span().start);
    notes.sentences.extend(found.sentences);
    notes.sentences.sort();
}

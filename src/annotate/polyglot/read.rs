//! The blocks that are not English, each language by its own means, added to the notes on the others.

use std::collections::HashMap;

use super::layer::{Layer, flat};
use super::pack::Pack;
use super::packs::Code;
use super::which::{ENGLISH, Languages};
use super::{engine, marksonly, names, packs};
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
    let mut names = Known::of(&notes.entities);
    for found in each(text, blocks, languages) {
        merge(notes, &mut names, found);
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
    let parts = codes.into_iter().flat_map(|code| {
        let of_code = blocks.iter().zip(&languages.blocks);
        let own = of_code.filter(|(_, block_code)| **block_code == code);
        let own = in_parts(text, own.map(|(block, _)| *block));
        own.into_iter().map(move |own| (code, own))
    });
    let found = parts.map(|(code, own)| {
        let Some(row) = packs::row(code) else {
            let layer = Layer::read(text, &own, code, &Pack::default(), Vec::new());
            let (quotes, entities) = marksonly::read(&layer);
            return Found {
                sentences: layer.sentence_spans(),
                quotes,
                entities,
            };
        };
        let pack = row.pack();
        // What names are told by is gone before the rest is looked at: a long text has very many words.
        let flat = flat(text, &own, pack);
        let names = names::names(text, &flat, row, &|word| !pack.forms(word).is_empty());
        let layer = Layer::read(text, &own, code, pack, flat);
        Found {
            sentences: layer.sentence_spans(),
            quotes: engine::read(&layer, row, &names),
            entities: names.entities,
        }
    });
    found.collect()
}

/// Bytes of text that are looked at together, which takes a hundred times as much: longer than most books.
const TOGETHER: usize = 2 << 20;

/// Blocks in groups of no more than [`TOGETHER`]; a longer one is cut between two words.
fn in_parts(text: &str, blocks: impl Iterator<Item = Block>) -> Vec<Vec<Block>> {
    let mut parts: Vec<Vec<Block>> = Vec::new();
    let mut room = 0;
    let mut put = |block: Block| {
        let length = block.span.end - block.span.start;
        match parts.last_mut() {
            Some(part) if length <= room => {
                part.push(block);
                room -= length;
            }
            _ => {
                parts.push(vec![block]);
                room = TOGETHER.saturating_sub(length);
            }
        }
    };
    for mut block in blocks {
        while block.span.end - block.span.start > TOGETHER {
            let start = block.span.start;
            let fits = (start..start + TOGETHER).rfind(|&at| text.is_char_boundary(at));
            let end = fits.unwrap_or(block.span.end);
            let words = text.get(start..end).unwrap_or_default();
            let end = words.rfind(' ').map_or(end, |at| start + at + 1);
            put(Block {
                span: Span::new(start, end),
                ..block
            });
            block.span.start = end;
        }
        put(block);
    }
    parts
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

/// The names that are known, so that each is found without a look at all others.
#[derive(Default)]
struct Known {
    by_name: HashMap<(EntityKind, String), usize>,
    /// Persons of one name, by it.
    bare: HashMap<String, usize>,
    /// The first two persons of more names, by the last.
    by_last: HashMap<String, Vec<usize>>,
}

impl Known {
    fn of(entities: &[Entity]) -> Self {
        let mut known = Self::default();
        for (number, entity) in entities.iter().enumerate() {
            known.take(number, entity);
        }
        known
    }

    fn take(&mut self, number: usize, entity: &Entity) {
        let name = (entity.kind, entity.name.clone());
        self.by_name.entry(name).or_insert(number);
        if entity.kind != EntityKind::Person {
            return;
        }
        match entity.name.rsplit_once(' ') {
            None => drop(self.bare.insert(entity.name.clone(), number)),
            Some((_, last)) => {
                let alike = self.by_last.entry(last.to_owned()).or_default();
                if alike.len() < 2 {
                    alike.push(number);
                }
            }
        }
    }

    /// A name goes, which a longer one takes the place of.
    fn drop_name(&mut self, entity: &Entity) {
        self.by_name.remove(&(entity.kind, entity.name.clone()));
        self.bare.remove(&entity.name);
    }

    fn number(&self, entity: &Entity) -> Option<usize> {
        let name = (entity.kind, entity.name.clone());
        let whole = self.by_name.get(&name).copied();
        whole.or_else(|| self.by_last_name(entity))
    }

    /// The one person whose name is the last of this one's, or the other way round: "Keane" and "Nora Keane".
    fn by_last_name(&self, entity: &Entity) -> Option<usize> {
        if entity.kind != EntityKind::Person {
            return None;
        }
        match entity.name.rsplit_once(' ') {
            Some((_, last)) => self.bare.get(last).copied(),
            None => match self.by_last.get(&entity.name)?.as_slice() {
                [only] => Some(*only),
                _ => None,
            },
        }
    }
}

fn merge(notes: &mut Notes, names: &mut Known, found: Found) {
    // Whoever has a name already keeps their number.
    let mut numbers = Vec::with_capacity(found.entities.len());
    for entity in found.entities {
        let number = names.number(&entity);
        let known = number.and_then(|number| Some((number, notes.entities.get_mut(number)?)));
        match known {
            Some((number, known)) => {
                if entity.name.len() > known.name.len() {
                    names.drop_name(known);
                    known.name = entity.name;
                    names.take(number, known);
                }
                known.mentions.extend(entity.mentions);
                known.mentions.sort();
                numbers.push(number);
            }
            None => {
                names.take(notes.entities.len(), &entity);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BlockKind;

    #[test]
    fn long_texts_are_looked_at_in_parts() {
        let word = "Fähre ";
        let text = word.repeat(TOGETHER / 2);
        let block = |start: usize, end: usize| Block {
            span: Span::new(start * word.len(), end * word.len()),
            kind: BlockKind::Paragraph,
            depth: 0,
            opens: false,
        };
        let (small, all) = (TOGETHER / 30, TOGETHER / 2);
        let blocks = [
            block(0, small),
            block(small, 2 * small),
            block(2 * small, all),
        ];
        let parts = in_parts(&text, blocks.into_iter());
        assert!(parts.len() >= 3 && parts[0].len() == 2);
        let mut end = 0;
        for block in parts.iter().flatten() {
            assert!(block.span.start == end && block.span.end - end <= TOGETHER);
            assert!(block.span.of(&text).starts_with("Fähre"));
            end = block.span.end;
        }
        assert_eq!(end, text.len());
    }

    #[test]
    fn a_name_is_known_by_its_last() {
        let person = |name: &str| Entity {
            name: name.to_owned(),
            kind: EntityKind::Person,
            role: None,
            mentions: Vec::new(),
        };
        let names = ["Keane", "Nora Keane", "Ada Lund", "Bo Lund", "Lund"];
        let mut notes = Notes::default();
        let mut known = Known::default();
        let entities = names.map(person).to_vec();
        let found = Found {
            entities,
            ..Found::default()
        };
        merge(&mut notes, &mut known, found);
        let names: Vec<&str> = notes.entities.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Nora Keane", "Ada Lund", "Bo Lund", "Lund"]);
    }
}

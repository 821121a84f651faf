//! The passages of a text: turns of a transcript, signed blocks; and their speakers as names.

use std::collections::HashMap;
use std::ops::Range;

use super::letters;
use super::letters_home;
use super::passage::Passage;
use super::posts;
use super::transcripts;
use crate::annotate::language::lexicon::{self, Gender};
use crate::annotate::text::layer::{Layer, Name};
use crate::model::{EntityKind, SortSmall};

/// The passages of a text, in order, not overlapping. Whoever the label of a turn calls by name becomes a name of the
/// layer.
pub(crate) fn passages(layer: &mut Layer<'_>) -> Vec<Passage> {
    let mut passages = transcripts::turns(layer);
    name_speakers(layer, &passages);
    add(layer, &mut passages, posts::posts);
    add(layer, &mut passages, |layer| {
        let mut letters = letters::letters(layer);
        letters.extend(letters_home::letters_home(layer));
        letters
    });
    passages
}

/// Adds what `find` finds that overlaps with none of the passages so far, which are in order and stay so.
fn add(
    layer: &mut Layer<'_>,
    passages: &mut Vec<Passage>,
    find: impl Fn(&Layer<'_>) -> Vec<Passage>,
) {
    let mut more = find(layer);
    more.retain(|one| {
        let at = passages.partition_point(|other| other.tokens.end <= one.tokens.start);
        (passages.get(at)).is_none_or(|other| one.tokens.end <= other.tokens.start)
    });
    name_speakers(layer, &more);
    passages.append(&mut more);
    passages.sort_small_by_key(|passage| passage.tokens.start);
}

/// Makes whoever passages call by name a name of the layer: without office, as a person where the tagger was
/// misled by capitals.
fn name_speakers(layer: &mut Layer<'_>, passages: &[Passage]) {
    let labels: Vec<Range<usize>> = (passages.iter())
        .filter(|passage| passage.named)
        .filter_map(|passage| passage.mention.clone())
        .collect();
    let mut bodies: HashMap<String, bool> = HashMap::new();
    let surname = |layer: &Layer<'_>, name: &Range<usize>| layer.word(name.end - 1).to_lowercase();
    for name in &labels {
        let found = layer.names_in(name);
        let body = found
            .iter()
            .any(|name| name.kind == EntityKind::Organisation);
        let first = layer.word(name.start);
        let person = found.iter().any(|name| name.kind == EntityKind::Person)
            || name.len() > 1 && lexicon::first_name(first) != Gender::Unknown;
        let elsewhere = bodies.entry(surname(layer, name)).or_insert(true);
        *elsewhere &= body && !person;
    }
    let people: Vec<String> = (layer.names.iter())
        .filter(|name| name.kind == EntityKind::Person && name.tokens.len() > 1)
        .map(|name| surname(layer, &name.tokens))
        .collect();
    for mut name in labels {
        let key = surname(layer, &name);
        while name.len() > 1 && lexicon::title(layer.word(name.start)).is_some() {
            name.start += 1;
        }
        let at = layer
            .names
            .partition_point(|other| other.tokens.end <= name.start);
        let count = layer.names_in(&name).len();
        let body = bodies.get(&key) == Some(&true) && !people.contains(&key);
        let new = Name {
            tokens: name,
            kind: match body {
                true => EntityKind::Organisation,
                false => EntityKind::Person,
            },
            confidence: 0.95,
            entity: None,
        };
        layer.names.splice(at..at + count, [new]);
    }
}

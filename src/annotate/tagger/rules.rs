//! Names by lists and capitals.

use super::super::layer::{Layer, Name};
use super::super::lexicon;
use crate::model::EntityKind;

/// The names of a tagged layer: runs of capitals, typed by what stands in and around them.
pub fn names(layer: &Layer<'_>) -> Vec<Name> {
    let mut names = Vec::new();
    for sentence in &layer.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let word = layer.word(at);
            let first = at == sentence.start;
            let capital = word.starts_with(char::is_uppercase) && word.len() > 1;
            if !capital || lexicon::title(word).is_some() || first && lexicon::starter(word) {
                at += 1;
                continue;
            }
            let start = at;
            while at < sentence.end && layer.word(at).starts_with(char::is_uppercase) {
                at += 1;
            }
            let single_first = first && at == start + 1;
            if !single_first {
                let kind = kind(layer, start, at);
                names.push(Name {
                    tokens: start..at,
                    kind,
                    confidence: 0.5,
                    entity: None,
                });
            }
        }
    }
    names
}

fn kind(layer: &Layer<'_>, start: usize, end: usize) -> EntityKind {
    let last = layer.word(end - 1);
    let before = start.checked_sub(1).map_or("", |at| layer.word(at));
    let body = [
        "Inc.",
        "Corp.",
        "Ltd.",
        "Department",
        "Ministry",
        "Council",
        "University",
        "Committee",
        "Party",
        "Bank",
        "Group",
        "Nations",
        "Union",
        "Agency",
        "Association",
        "House",
        "Senate",
    ];
    if body.contains(&last)
        || layer.text[layer.tokens[start].span.start..layer.tokens[end - 1].span.end]
            .chars()
            .all(char::is_uppercase)
    {
        EntityKind::Organisation
    } else if lexicon::title(before).is_some() || end - start > 1 {
        EntityKind::Person
    } else if matches!(before, "in" | "from" | "at" | "to" | "near") {
        EntityKind::Place
    } else {
        EntityKind::Person
    }
}

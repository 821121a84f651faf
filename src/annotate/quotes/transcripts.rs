//! Interviews and transcripts: blocks that begin with who speaks, "ANA RUIZ: …", "Q: …".

use std::collections::HashMap;
use std::ops::Range;

use crate::annotate::layer::{Layer, Tag};

/// A label is no longer than this, in tokens.
const LONGEST: usize = 6;

/// So many labelled blocks make a transcript.
const FEWEST: usize = 3;

/// A block of a transcript.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Turn {
    /// Its place among the blocks.
    pub block: usize,
    /// The tokens of the label; None for a bare "Q" or "A", which names nobody.
    pub label: Option<Range<usize>>,
    /// The token of the colon.
    pub colon: usize,
    /// The tokens of what is said.
    pub words: Range<usize>,
}

/// The turns of a text that is a transcript: several blocks are labelled, and labels come again.
pub(crate) fn turns(layer: &Layer<'_>) -> Vec<Turn> {
    let mut turns = Vec::new();
    let mut labels: HashMap<&str, usize> = HashMap::new();
    for (block, range) in layer.blocks.iter().enumerate() {
        let Some(turn) = turn(layer, block, range) else {
            continue;
        };
        *labels.entry(label(layer, &turn)).or_default() += 1;
        turns.push(turn);
    }
    turns.retain(|turn| {
        labels
            .get(label(layer, turn))
            .is_some_and(|&count| count > 1)
    });
    if turns.len() < FEWEST {
        turns.clear();
    }
    turns
}

fn label<'l>(layer: &'l Layer<'_>, turn: &Turn) -> &'l str {
    let range = turn.label.clone().unwrap_or(turn.colon - 1..turn.colon);
    layer.span(&range).of(layer.text)
}

fn turn(layer: &Layer<'_>, block: usize, range: &Range<usize>) -> Option<Turn> {
    let colon = range
        .clone()
        .take(LONGEST + 1)
        .find(|&at| layer.word(at) == ":")?;
    let label = range.start..colon;
    let words = colon + 1..range.end;
    let names = label.clone().all(|at| {
        matches!(
            layer.tokens[at].tag,
            Tag::Nnp | Tag::Nnps | Tag::Bracket | Tag::Cd
        ) || layer.word(at).starts_with(char::is_uppercase)
    });
    if label.is_empty() || words.is_empty() || !names {
        return None;
    }
    let bare = label.len() == 1 && matches!(layer.word(label.start), "Q" | "A");
    Some(Turn {
        block,
        label: (!bare).then_some(label),
        colon,
        words,
    })
}

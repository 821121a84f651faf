//! Interviews and transcripts: blocks that begin with who speaks, "ANA RUIZ: …", "Q: …".

use std::collections::HashMap;
use std::ops::Range;

use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;
use crate::model::EntityKind;

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

/// How often a label stands before a block.
#[derive(Default)]
struct Seen {
    times: usize,
    /// How many of the blocks read like speech.
    speech: usize,
}

/// The turns of a text that is a transcript: several blocks are labelled, and labels come again. "Price: ten marks" and
/// "Photo: Ana Ruiz" are no turns.
pub(crate) fn turns(layer: &Layer<'_>) -> Vec<Turn> {
    let mut turns = Vec::new();
    let mut labels: HashMap<&str, Seen> = HashMap::new();
    for (block, range) in layer.blocks.iter().enumerate() {
        let Some(turn) = turn(layer, block, range) else {
            continue;
        };
        let seen = labels.entry(label(layer, &turn)).or_default();
        seen.times += 1;
        seen.speech += usize::from(is_speech(layer, &turn.words));
        turns.push(turn);
    }
    turns.retain(|turn| {
        labels.get(label(layer, turn)).is_some_and(|seen| {
            let speaks = seen.speech * 2 >= seen.times;
            seen.times > 1 && (speaks || names_somebody(layer, turn))
        })
    });
    if turns.len() < FEWEST {
        turns.clear();
    }
    turns
}

/// Whether the words after a label are a sentence: they have a verb, or are many where verbs are not known.
fn is_speech(layer: &Layer<'_>, words: &Range<usize>) -> bool {
    let tokens = &layer.tokens[words.clone()];
    let verb = tokens
        .iter()
        .any(|token| matches!(token.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md));
    let foreign = !layer.span(words).of(layer.text).is_ascii();
    tokens.len() > 3 && verb || tokens.len() > 8 && foreign
}

/// Whether a label is a person's or a body's name, or in capitals, or a bare "Q".
fn names_somebody(layer: &Layer<'_>, turn: &Turn) -> bool {
    let Some(label) = &turn.label else {
        return true;
    };
    let first = layer
        .names
        .partition_point(|name| name.tokens.end <= label.start);
    let named = (layer.names[first..].iter())
        .take_while(|name| name.tokens.start < label.end)
        .any(|name| matches!(name.kind, EntityKind::Person | EntityKind::Organisation));
    let words = layer.span(label).of(layer.text);
    named || words.len() > 1 && !words.chars().any(char::is_lowercase)
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
    let bracket = matches!(layer.word(label.start), "[" | "(");
    let last = layer.word(label.end - 1).to_lowercase();
    if bracket || FIELDS.binary_search(&last.as_str()).is_ok() {
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

/// Labels of facts, credits and hints, not of speakers; sorted.
const FIELDS: &[&str] = &[
    "address",
    "admission",
    "age",
    "alternatively",
    "author",
    "available",
    "best",
    "bottom",
    "call",
    "caption",
    "category",
    "cause",
    "city",
    "colour",
    "company",
    "cons",
    "contact",
    "cost",
    "country",
    "credit",
    "credits",
    "date",
    "dates",
    "deadline",
    "description",
    "director",
    "distance",
    "duration",
    "email",
    "entry",
    "example",
    "fact",
    "figure",
    "format",
    "genre",
    "graphic",
    "height",
    "hours",
    "illustration",
    "image",
    "images",
    "info",
    "ingredients",
    "job",
    "keywords",
    "language",
    "length",
    "level",
    "location",
    "map",
    "material",
    "method",
    "name",
    "next",
    "note",
    "notes",
    "number",
    "occupation",
    "opening",
    "outlook",
    "phone",
    "photo",
    "photograph",
    "photos",
    "pictured",
    "place",
    "platform",
    "position",
    "price",
    "prices",
    "pros",
    "publisher",
    "rating",
    "read",
    "reading",
    "related",
    "released",
    "rendering",
    "result",
    "score",
    "screenshot",
    "season",
    "see",
    "serves",
    "share",
    "size",
    "source",
    "sources",
    "step",
    "story",
    "subject",
    "tags",
    "tel",
    "telephone",
    "time",
    "tip",
    "tips",
    "title",
    "topic",
    "type",
    "update",
    "updated",
    "url",
    "venue",
    "verdict",
    "version",
    "video",
    "view",
    "warning",
    "watch",
    "web",
    "website",
    "weight",
    "what",
    "when",
    "where",
    "who",
    "why",
    "winner",
    "year",
];

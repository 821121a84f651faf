//! Notes in a transcript that nobody says: "(APPLAUSE)", "[laughs]", "(via Skype)".

use std::ops::Range;

use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;

/// A note is no longer than this, in tokens.
const LONGEST: usize = 12;

/// The parts of `words` that are left without the notes in it; none where nothing but notes is said.
pub(super) fn without(layer: &Layer<'_>, words: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = words.start;
    let mut at = words.start;
    while at < words.end {
        match note(layer, at, words.end) {
            Some(end) => {
                parts.push(start..at);
                start = end;
                at = end;
            }
            None => at += 1,
        }
    }
    parts.push(start..words.end);
    // What is left must have a word in it.
    parts.retain(|part| {
        let words = layer.span(part).of(layer.text);
        !part.is_empty() && words.contains(char::is_alphanumeric)
    });
    parts
}

/// Whether a line is a note as a whole: "[The ferry sounds its horn.]"
pub(super) fn is_note(layer: &Layer<'_>, line: &Range<usize>) -> bool {
    let bracket = |at: usize| matches!(layer.word(at), "(" | ")" | "[" | "]");
    let inner = (line.start + 1..line.end).filter(|&at| bracket(at));
    bracket(line.start) && inner.eq([line.end - 1])
}

/// The end of the note at `at`: brackets around capitals, or around words that say what is heard or seen.
fn note(layer: &Layer<'_>, at: usize, end: usize) -> Option<usize> {
    let close = match layer.word(at) {
        "(" => ")",
        "[" => "]",
        _ => return None,
    };
    let last = (at + 1..end.min(at + LONGEST)).find(|&at| layer.word(at) == close)?;
    let inside = at + 1..last;
    let first = layer
        .word(inside.start)
        .trim_end_matches('.')
        .to_lowercase();
    let words = layer.span(&inside).of(layer.text);
    let shouted = words.chars().filter(|c| c.is_uppercase()).count() > 3
        && !words.contains(char::is_lowercase);
    let heard = NOTES.binary_search(&first.as_str()).is_ok()
        || inside.clone().any(|at| {
            let word = layer.word(at).trim_end_matches('.').to_lowercase();
            HEARD.binary_search(&word.as_str()).is_ok()
        }) && inside.len() < 5;
    // A time: "(00:12)".
    let time = layer.word(inside.start).contains(':') && inside.len() < 3;
    // What is done on the stage: "NELL. (Looks away.) Where is it?"
    let shouts = layer.word(at.wrapping_sub(2));
    let label = layer.word(at.wrapping_sub(1)) == "." && shouts.len() > 1;
    let played = label && !shouts.contains(char::is_lowercase);
    let mut after = last + 1;
    // "(CROSSTALK.)." leaves no stop behind.
    if layer.tag(after) == Some(Tag::Stop)
        && (layer.tag(at.wrapping_sub(1))).is_none_or(|tag| tag == Tag::Stop || tag == Tag::Colon)
    {
        after += 1;
    }
    (!inside.is_empty() && (shouted || heard || time || played)).then_some(after.min(end))
}

/// Words that notes begin with; sorted.
const NOTES: &[&str] = &[
    "applauds",
    "applause",
    "audio",
    "beat",
    "begin",
    "bell",
    "break",
    "cheering",
    "cheers",
    "chuckles",
    "chuckling",
    "commercial",
    "coughs",
    "crosstalk",
    "end",
    "gestures",
    "gesturing",
    "grins",
    "inaudible",
    "indiscernible",
    "indistinct",
    "interrupting",
    "interruption",
    "laugh",
    "laughing",
    "laughs",
    "laughter",
    "music",
    "nodding",
    "nods",
    "off-camera",
    "on-camera",
    "overlapping",
    "pause",
    "pauses",
    "ph",
    "phone",
    "pointing",
    "points",
    "recording",
    "shouting",
    "shrugs",
    "sic",
    "sighing",
    "sighs",
    "silence",
    "singing",
    "smiles",
    "smiling",
    "speaking",
    "through",
    "unintelligible",
    "via",
    "video",
    "voice-over",
    "voiceover",
    "whispering",
];

/// Words that make a short note of those around them; sorted.
const HEARD: &[&str] = &[
    "applause",
    "crosstalk",
    "inaudible",
    "laughs",
    "laughter",
    "music",
    "sighs",
    "unintelligible",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(NOTES.is_sorted());
        assert!(HEARD.is_sorted());
    }
}

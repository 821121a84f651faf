//! Letters that an article gives whole: from "Dear Ida," to the name under "Yours ever,".

use std::ops::Range;

use super::passage::Passage;
use crate::annotate::language::lookup::small;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;

/// A letter has no more lines than this.
const LINES: usize = 60;

/// What opens or closes a letter has no more tokens than this.
const FEW: usize = 7;

/// So many tokens before the first letter tell of it; else the article is itself a letter, and its author's.
const TOLD: usize = 12;

/// The letters of a text, each with the name that signs it.
pub(super) fn letters_home(layer: &Layer<'_>) -> Vec<Passage> {
    let lines = layer.lines();
    let told = (layer.blocks.iter())
        .find(|block| block.len() >= TOLD && layer.tag(block.end - 1) == Some(Tag::Stop))
        .map_or(usize::MAX, |block| block.end);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((_, line)) = lines.get(at) {
        let letter = if line.start >= told && greets(layer, line) {
            letter(layer, lines.get(at..).unwrap_or_default())
        } else {
            None
        };
        at += letter.as_ref().map_or(1, |(count, _)| *count);
        found.extend(letter.map(|(_, passage)| passage));
    }
    found
}

/// The letter that the first of these lines opens, and how many lines it has.
fn letter(layer: &Layer<'_>, lines: &[(usize, Range<usize>)]) -> Option<(usize, Passage)> {
    let (_, opening) = lines.first()?;
    let ends = |(_, line): &(usize, Range<usize>)| closes(layer, line) || greets(layer, line);
    let last = 1 + lines.iter().skip(1).take(LINES).position(ends)?;
    let (_, closing) = lines.get(last)?;
    let (_, name) = lines.get(last + 1)?;
    let capital = |at: usize| layer.word(at).starts_with(char::is_uppercase);
    let signed = closes(layer, closing) && name.len() <= FEW / 2 && name.clone().all(capital);
    let body = lines
        .get(1..last)
        .filter(|body| signed && !body.is_empty())?;
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut block = None;
    for (of, line) in body {
        match parts.last_mut().filter(|_| block == Some(*of)) {
            Some(part) => part.end = line.end,
            None => parts.push(line.clone()),
        }
        block = Some(*of);
    }
    let passage = Passage {
        tokens: opening.start..name.end,
        cue: None,
        mention: Some(name.clone()),
        parts,
        block: body.first()?.0,
        turn: false,
        named: true,
    };
    Some((last + 2, passage))
}

/// "Dear Ida,", "My dearest Mother,": a line that greets and no more.
fn greets(layer: &Layer<'_>, line: &Range<usize>) -> bool {
    let dear = |at: usize| matches!(small(layer.word(at)).as_ref(), "dear" | "dearest");
    let own = layer.word(line.start) == "My";
    line.len() <= FEW
        && (dear(line.start) || own && dear(line.start + 1))
        && matches!(layer.tag(line.end - 1), Some(Tag::Comma | Tag::Colon))
}

/// "Yours ever,", "With love from your son,": a line that takes leave and no more.
fn closes(layer: &Layer<'_>, line: &Range<usize>) -> bool {
    const LEAVES: [&str; 16] = [
        "affectionately",
        "brother",
        "daughter",
        "ever",
        "faithfully",
        "father",
        "friend",
        "husband",
        "love",
        "mother",
        "regards",
        "sincerely",
        "sister",
        "son",
        "truly",
        "wife",
    ];
    line.len() <= FEW
        && layer.tag(line.end - 1) == Some(Tag::Comma)
        && (line.clone()).any(|at| LEAVES.contains(&small(layer.word(at)).as_ref()))
}

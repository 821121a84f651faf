//! What a post quotes of another, under a line that says whose it is: "mole_fan wrote:", "Originally posted by mole_fan".

use std::ops::Range;

use super::letters;
use super::passage::Passage;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Layer;
use crate::model::BlockKind;

/// The line above is no longer than this, in tokens: "Quote from: mole_fan on 4 May 2020, 10:12".
const LONGEST: usize = 16;

/// A name is no longer than this, in words.
const WORDS: usize = 3;

/// What the line says of who wrote, behind the name.
const WROTE: [&str; 6] = ["asked", "posted", "replied", "said", "says", "wrote"];

/// How the line begins where the name comes after.
const FROM: [&[&str]; 5] = [
    &["originally", "posted", "by"],
    &["quote", "from", ":"],
    &["quote", "from"],
    &["quoting"],
    &["in", "reply", "to"],
];

/// The quotations of other posts, each its writer's.
pub(super) fn posts(layer: &Layer<'_>) -> Vec<Passage> {
    let is_quotation = |block: usize| layer.kinds.get(block) == Some(&BlockKind::BlockQuote);
    let mut found = Vec::new();
    let mut block = 0;
    while block < layer.blocks.len() {
        // The line stands above the quotation, or at its head.
        let head = is_quotation(block) && (block == 0 || !is_quotation(block - 1));
        let first = block + 1;
        let line = layer
            .blocks
            .get(block)
            .filter(|_| head || !is_quotation(block));
        let whose = line
            .filter(|_| is_quotation(first))
            .and_then(|line| writer(layer, line));
        let run = letters::announced(layer, first);
        block = first;
        if let (Some(line), Some((name, cue))) = (line, whose) {
            let parts: Vec<Range<usize>> =
                layer.blocks.get(run.clone()).unwrap_or_default().to_vec();
            let end = parts.last().map_or(line.end, |part| part.end);
            found.push(Passage {
                tokens: line.start..end,
                parts,
                cue: Some(cue),
                mention: Some(name),
                block: first,
                turn: false,
                named: true,
            });
            block = run.end.max(first);
        }
    }
    found
}

/// Who wrote what stands under a line, and the word that says so.
fn writer(layer: &Layer<'_>, line: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    if line.len() > LONGEST {
        return None;
    }
    let is = |at: usize, word: &str| layer.word(at).eq_ignore_ascii_case(word);
    let begins = |words: &&&[&str]| (words.iter().zip(line.clone())).all(|(word, at)| is(at, word));
    if let Some(words) = FROM.iter().find(begins) {
        let start = line.start + words.len();
        let ends =
            |at: &usize| is(*at, "on") || matches!(layer.tag(*at), Some(Tag::Colon | Tag::Comma));
        let end = (start..line.end).find(ends).unwrap_or(line.end);
        let name = start..end;
        return is_writer(layer, &name).then_some((name, line.start..start));
    }
    if !is(line.end - 1, ":") {
        return None;
    }
    let verb = (line.clone()).find(|&at| WROTE.iter().any(|word| is(at, word)))?;
    // "wrote on 4 May:", but not "wrote of the kettle:"
    let dated = verb + 2 == line.end
        || is(verb + 1, "on") && (verb..line.end).any(|at| layer.tag(at) == Some(Tag::Cd));
    let name = line.start..verb;
    (dated && is_writer(layer, &name)).then_some((name, verb..verb + 1))
}

/// Whether some words are what somebody is called: a name in capitals, or what people call themselves where they write.
fn is_writer(layer: &Layer<'_>, name: &Range<usize>) -> bool {
    let words = layer.span(name).of(layer.text);
    let capitals = (words.split(' ')).all(|word| word.starts_with(char::is_uppercase));
    let own = layer.tag(name.start).is_some_and(Tag::is_noun)
        || words.contains(|c: char| c == '_' || c.is_ascii_digit());
    let one =
        name.len() == 1 && matches!(layer.tag(name.start), Some(Tag::Prp | Tag::Dt | Tag::Wh));
    words.contains(char::is_alphabetic)
        && words.split(' ').count() <= WORDS
        && !one
        && (capitals || own && !words.contains(' '))
}

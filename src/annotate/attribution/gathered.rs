//! Quotations that a page gathers, each with a line under it that names who said it: "“It ate my hat.”" and under it
//! "Tourist Dora Venn, of the goat at the zoo".

use std::ops::Range;

use super::passage::Passage;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::{BlockKind, EntityKind};

/// So many of them make a list: under one or two the article may only go on.
const FEWEST: usize = 3;

/// The line that names who said it is no longer than this, in tokens.
const LONGEST: usize = 30;

/// So many words may stand before the name: "Council leader".
const OFFICE: usize = 6;

/// Adds the quotations of a list to `found`, where no other passage has them.
pub(super) fn gathered(layer: &Layer<'_>, found: &mut Vec<Passage>) {
    let known: Vec<Range<usize>> = found.iter().map(|one| one.tokens.clone()).collect();
    let free = |tokens: &Range<usize>| {
        let next = known.partition_point(|one| one.end <= tokens.start);
        known.get(next).is_none_or(|one| tokens.end <= one.start)
    };
    let pairs = layer.blocks.windows(2).enumerate();
    let list: Vec<Passage> = pairs
        .filter_map(|(block, pair)| {
            let [words, line] = pair else { return None };
            let plain = |block: usize| {
                let kind = layer.kinds.get(block);
                !matches!(kind, Some(BlockKind::Heading(_) | BlockKind::Code))
            };
            let whole = is_quotation(layer, words) && plain(block) && plain(block + 1);
            let speaker = whole.then(|| speaker(layer, line))??;
            let tokens = words.start..line.end;
            free(&tokens).then(|| Passage {
                tokens,
                parts: vec![words.clone()],
                mention: Some(speaker),
                cue: None,
                block,
                turn: false,
                named: false,
            })
        })
        .collect();
    // A name alone is as often who wrote what stands above.
    let told = |passage: &&Passage| {
        let name = passage.mention.clone().unwrap_or_default();
        let office = layer.names_in(&name).first().map(|one| one.tokens.start) > Some(name.start);
        office || name.end < passage.tokens.end
    };
    if list.iter().filter(told).count() >= FEWEST {
        found.extend(list);
    }
}

/// Whether a block is quoted words between one pair of marks, and no more.
fn is_quotation(layer: &Layer<'_>, block: &Range<usize>) -> bool {
    let mark = |at: &usize| layer.tag(*at) == Some(Tag::Quote);
    let last = block.end.saturating_sub(1);
    block.len() > 2 && block.clone().filter(mark).eq([block.start, last])
}

/// Who is named by a line that is no sentence: their office and name, and after a comma what it was about.
fn speaker(layer: &Layer<'_>, line: &Range<usize>) -> Option<Range<usize>> {
    let plain = |at: usize| {
        !matches!(
            layer.tag(at),
            Some(Tag::Quote | Tag::Vbd | Tag::Vbz | Tag::Md)
        )
    };
    let stops = layer.tag(line.end.checked_sub(1)?) == Some(Tag::Stop);
    if stops || line.len() > LONGEST || !layer.word(line.start).starts_with(char::is_uppercase) {
        return None;
    }
    let person = |name: &&Name| name.kind == EntityKind::Person;
    let name = layer.names_in(line).iter().find(person)?;
    let end = name.tokens.end;
    let apart = end == line.end
        || matches!(layer.tag(end), Some(Tag::Comma | Tag::Bracket))
        || layer.word(end) == "on";
    let office = line.start..name.tokens.start;
    (apart && office.len() <= OFFICE && office.clone().all(plain)).then_some(line.start..end)
}

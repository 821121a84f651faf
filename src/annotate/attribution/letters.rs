//! Blocks that are signed: block quotations, posts, letters to the editor, lists of statements.

use std::ops::Range;

use super::gathered::gathered;
use super::label_names::is_handle;
use super::passage::Passage;
use super::titles::is_title;
use crate::annotate::language::lexicon;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::{BlockKind, EntityKind, SortSmall, Span};

/// A signature is no longer than this, in tokens.
const LONGEST: usize = 24;

/// A letter has no more paragraphs than this.
const PARAGRAPHS: usize = 24;

/// So many signed lines at most stand in one paragraph.
const LINES: usize = 64;

/// So many signs at most stand before words that are rated: "★★★★☆".
const STARS: usize = 7;

/// So many signed statements make a list.
const FEWEST: usize = 2;

/// A name under what it signs.
struct Signature {
    /// Where it begins: the dash, or the name.
    start: usize,
    name: Range<usize>,
}

/// The blocks of a text that somebody signed.
pub(super) fn letters(layer: &Layer<'_>) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut block = 0;
    while block < layer.blocks.len() {
        let (end, passage) = letter(layer, block)
            .or_else(|| block_quotation(layer, block))
            .or_else(|| marked(layer, block))
            .or_else(|| post(layer, block))
            .map_or((block + 1, None), |(end, passage)| (end, Some(passage)));
        if passage.is_none() {
            found.extend(marked_lines(layer, block));
        }
        found.extend(passage);
        block = end;
    }
    statements(layer, &mut found);
    found.sort_small_by_key(|passage| passage.tokens.start);
    gathered(layer, &mut found);
    found.sort_small_by_key(|passage| passage.tokens.start);
    found
}

/// The blocks of one block quotation from `block` on: as far as no other begins, and no further than its signature.
fn run_of_quotations(layer: &Layer<'_>, block: usize) -> Range<usize> {
    let kinds = layer.kinds.get(block..).unwrap_or_default();
    let opens = layer.opens.get(block..).unwrap_or_default();
    let mut end = block;
    for (kind, opens) in kinds.iter().zip(opens) {
        if *kind != BlockKind::BlockQuote || *opens && end > block {
            break;
        }
        end += 1;
        let line = layer.blocks.get(end - 1).cloned().unwrap_or_default();
        // "“Warm and dry.” — Ana Ruiz", and another under it.
        let marked = layer.tag(line.start) == Some(Tag::Quote);
        let signed = end > block + 1 && signature(layer, line.clone()).is_some();
        if signed || marked && behind(layer, line).is_some() {
            break;
        }
    }
    block..end
}

/// The block quotations from `block` on that one announcement may introduce: several, unless one of them is signed.
pub(super) fn announced(layer: &Layer<'_>, block: usize) -> Range<usize> {
    let mut run = run_of_quotations(layer, block);
    loop {
        let next = run_of_quotations(layer, run.end);
        if next.is_empty() || block_quotation(layer, run.end).is_some() {
            return run;
        }
        run.end = next.end;
    }
}

fn passage(
    layer: &Layer<'_>,
    parts: Vec<Range<usize>>,
    signature: Signature,
    block: usize,
) -> Option<Passage> {
    let parts: Vec<Range<usize>> = (parts.into_iter())
        .map(|part| past_tag(layer, part))
        .filter(|part| !part.is_empty())
        .collect();
    let first = parts.first()?.start;
    let own = (layer.blocks).partition_point(|range| range.end <= signature.start);
    let end = layer.blocks.get(own)?.end;
    let dash = layer.tag(signature.start) == Some(Tag::Colon);
    let name = signature.name;
    Some(Passage {
        tokens: first..end,
        cue: dash.then_some(signature.start..signature.start + 1),
        mention: Some(name.clone()),
        parts,
        block,
        turn: false,
        named: layer
            .names_in(&name)
            .iter()
            .any(|found| found.tokens != name),
    })
}

/// `part` without the markup that a page left before its words: `<tweet id="7">Stay off the pier.`
fn past_tag(layer: &Layer<'_>, part: Range<usize>) -> Range<usize> {
    let opens = layer.span(&part).of(layer.text).starts_with('<');
    let close = (part.clone()).find(|&at| opens && layer.word(at).ends_with('>'));
    close.map_or(part.start, |close| close + 1)..part.end
}

/// A block quotation whose last line, or the line under it, is signed.
fn block_quotation(layer: &Layer<'_>, block: usize) -> Option<(usize, Passage)> {
    let run = run_of_quotations(layer, block);
    if run.is_empty() {
        return None;
    }
    let last = layer.blocks.get(run.end - 1)?;
    let inner = if run.len() > 1 {
        signature(layer, last.clone()).or_else(|| bare(layer, last.clone()))
    } else {
        None
    };
    let under = || {
        let next = layer.blocks.get(run.end)?;
        let caption = layer.kinds.get(run.end) == Some(&BlockKind::Caption);
        let first = layer.blocks.get(run.start).map_or(0, |first| first.start);
        let quote = |at: usize| layer.tag(at) == Some(Tag::Quote);
        let marked = quote(first) && quote(last.end - 1);
        signature(layer, next.clone())
            .or_else(|| bare(layer, next.clone()).filter(|_| caption || marked))
    };
    let (end, signature) = match inner.or_else(|| behind(layer, last.clone())) {
        Some(signature) => (run.end, signature),
        None => (run.end + 1, under()?),
    };
    let blocks = layer.blocks.get(run.clone()).unwrap_or_default().iter();
    let parts = blocks.map(|tokens| tokens.start..tokens.end.min(signature.start));
    let parts = parts.filter(|part| part.start < part.end).collect();
    Some((end, passage(layer, parts, signature, block)?))
}

/// A post that ends with its author and handle: "— Ana Ruiz (@anaruiz) May 3, 2026", in the same block or the next.
fn post(layer: &Layer<'_>, block: usize) -> Option<(usize, Passage)> {
    let tokens = layer.blocks.get(block)?;
    let handle = |signature: &Signature| {
        let end = signature.name.end;
        layer.word(end) == "(" && is_handle(layer.word(end + 1))
    };
    if let Some(signature) = behind(layer, tokens.clone()).filter(&handle) {
        let part = tokens.start..signature.start;
        return Some((block + 1, passage(layer, vec![part], signature, block)?));
    }
    let next = layer.blocks.get(block + 1)?;
    let signature = signature(layer, next.clone()).filter(&handle)?;
    let passage = passage(layer, vec![tokens.clone()], signature, block)?;
    Some((block + 2, passage))
}

/// A block that is words between marks and the person who said them: "“I love it.” ― Ana Ruiz (61)".
fn marked(layer: &Layer<'_>, block: usize) -> Option<(usize, Passage)> {
    let tokens = layer.blocks.get(block)?;
    Some((block + 1, marked_in(layer, tokens, block)?))
}

/// The lines of a block, if each is words between marks and the person who said them.
fn marked_lines(layer: &Layer<'_>, block: usize) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut rest = layer.blocks.get(block).cloned().unwrap_or_default();
    while !rest.is_empty() && layer.tag(rest.start) == Some(Tag::Quote) {
        if found.len() >= LINES {
            return Vec::new();
        }
        let line = first_line(layer, rest.clone());
        let Some(mut passage) = marked_in(layer, &line, block) else {
            return Vec::new();
        };
        passage.tokens = line.clone();
        found.push(passage);
        rest.start = line.end;
    }
    found
}

fn marked_in(layer: &Layer<'_>, tokens: &Range<usize>, block: usize) -> Option<Passage> {
    let signature = behind(layer, tokens.clone())?;
    let person = layer
        .names_in(&signature.name)
        .iter()
        .any(|name| name.kind == EntityKind::Person);
    // "★★★★☆ “Dry and fast.” — Sam Orr"
    let starred = |at: &usize| !layer.word(*at).contains(char::is_alphanumeric);
    let mark = |at: &usize| layer.tag(*at) == Some(Tag::Quote);
    // "Quote of the week: “…” – Jon Orr"
    let labelled = (tokens.clone().take(STARS))
        .find(|&at| layer.word(at) == ":" && mark(&(at + 1)))
        .map(|colon| colon + 1);
    let start = (tokens.clone().take(STARS).take_while(starred))
        .find(mark)
        .or(labelled)
        .unwrap_or(tokens.start);
    let quotes = (start..signature.start).filter(mark);
    let whole = quotes.eq([start, signature.start - 1]);
    let part = start..signature.start;
    // "“The last jacket I shall buy” – Quay Gazette", but neither "“The Salt Year” – Quay Press" nor a source, "“Harbour to
    // stay open” — Quay Times, 3 May".
    let paper = || {
        let words = layer.span(&part).of(layer.text);
        signature.name.end == tokens.end
            && !is_title(words.trim_matches(|c: char| !c.is_alphanumeric()))
    };
    let person = person
        || (layer.names_in(&signature.name).iter())
            .any(|name| name.kind == EntityKind::Organisation)
            && paper();
    let mut passage = (person && whole).then(|| passage(layer, vec![part], signature, block))??;
    passage.tokens.start = tokens.start;
    Some(passage)
}

/// A letter to the editor: from its salutation to the name under it.
fn letter(layer: &Layer<'_>, block: usize) -> Option<(usize, Passage)> {
    let opening = layer.blocks.get(block)?;
    let start = salutation(layer, opening)?;
    for at in block + 1..layer.blocks.len().min(block + 1 + PARAGRAPHS) {
        let tokens = layer.blocks.get(at)?;
        if salutation(layer, tokens).is_some() {
            return None;
        }
        let signed = signature(layer, tokens.clone()).or_else(|| bare(layer, tokens.clone()));
        if let Some(signature) = signed {
            let rest = layer.blocks.get(block + 1..at)?.iter().cloned();
            let parts = std::iter::once(start..opening.end).chain(rest).collect();
            let mut passage = passage(layer, parts, signature, block)?;
            passage.tokens.start = opening.start;
            return Some((at + 1, passage));
        }
    }
    None
}

/// Past a salutation: "To the editor:", "Dear Editor,", "SIR –".
fn salutation(layer: &Layer<'_>, block: &Range<usize>) -> Option<usize> {
    let end = (block.clone().take(7))
        .find(|&at| matches!(layer.tag(at), Some(Tag::Colon | Tag::Comma)))?;
    let words = layer
        .span(&(block.start..end))
        .of(layer.text)
        .to_lowercase();
    let editor =
        words.contains("editor") && (words.starts_with("to the") || words.starts_with("dear"));
    let sir = matches!(
        words.as_str(),
        "sir"
            | "madam"
            | "sirs"
            | "dear sir"
            | "dear madam"
            | "dear sir or madam"
            | "editor"
            | "editors"
    );
    (editor || sir).then_some(end + 1)
}

/// A line that is a signature after a dash: "— Ana Ruiz, harbour master".
fn signature(layer: &Layer<'_>, line: Range<usize>) -> Option<Signature> {
    if !is_dash(layer, line.start) {
        return None;
    }
    named(layer, line.start, line.start + 1..line.end)
}

/// A signature at the end of the words that it signs: "Stay off the pier. — Ana Ruiz (18)".
fn behind(layer: &Layer<'_>, block: Range<usize>) -> Option<Signature> {
    let earliest = block.end.saturating_sub(LONGEST).max(block.start + 1);
    let dash = (earliest..block.end).rev().find(|&at| is_dash(layer, at))?;
    let whole = matches!(
        layer.tag(dash - 1),
        Some(Tag::Stop | Tag::Quote | Tag::Bracket)
    ) || layer.word(dash - 1).starts_with("http")
        || layer.word(dash - 1).starts_with('#');
    whole.then(|| named(layer, dash, dash + 1..block.end))?
}

/// A line without a dash that names somebody and says no more than what they are: "Ana Ruiz, Port Sel".
fn bare(layer: &Layer<'_>, line: Range<usize>) -> Option<Signature> {
    let stops = layer.tag(line.end - 1) == Some(Tag::Stop);
    let name = layer.names_in(&line).first().map(|name| name.kind);
    let somebody = matches!(name, Some(EntityKind::Person | EntityKind::Organisation));
    let short = line.len() < LONGEST / 2;
    (short && !stops && somebody).then(|| named(layer, line.start, line.clone()))?
}

fn is_dash(layer: &Layer<'_>, at: usize) -> bool {
    matches!(layer.word(at), "—" | "–" | "―" | "--" | "-" | "~")
}

/// The signature of the words in `line`: titles and a name, and after a comma, in brackets or as a date, what qualifies it.
fn named(layer: &Layer<'_>, start: usize, line: Range<usize>) -> Option<Signature> {
    let line = first_line(layer, line);
    let titled = (line.clone())
        .take_while(|&at| lexicon::title(layer.word(at)).is_some())
        .count();
    let first = line.start + titled;
    let capital = |at: usize| layer.word(at).starts_with(char::is_uppercase);
    let tagged = layer
        .names_in(&(first..line.end))
        .first()
        .filter(|name| name.tokens.start == first);
    // "Quay Bay |Gazette"
    let paper = |name: &Name| {
        name.kind == EntityKind::Place
            && (capital(name.tokens.end) && name.tokens.end + 1 == line.end)
            && lexicon::voice(&layer.word(name.tokens.end).to_lowercase()).is_some()
    };
    let tagged = tagged.filter(|name| !paper(name));
    let end = match tagged {
        Some(name) => name.tokens.end.min(line.end),
        None => {
            let count = (first..line.end).take_while(|&at| capital(at)).count();
            (2..=4).contains(&count).then_some(first + count)?
        }
    };
    let rest = end..line.end;
    let told = rest.clone().any(|at| {
        matches!(
            layer.tag(at),
            Some(Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md | Tag::Prp | Tag::Quote)
        )
    });
    let apart = rest.is_empty()
        || matches!(
            layer.tag(end),
            Some(Tag::Comma | Tag::Bracket | Tag::Stop | Tag::Colon | Tag::Cd)
        )
        || layer.word(end).starts_with('@')
        // "— Ana Ruiz on Mastodon", "via Email"
        || matches!(layer.word(end), "on" | "via")
            && rest.len() < STARS
            && layer.word(end + 1).starts_with(char::is_uppercase);
    let kind = tagged
        .is_none_or(|name| matches!(name.kind, EntityKind::Person | EntityKind::Organisation))
        // "— Norvik (@norvik)"
        || layer.word(end) == "(" && is_handle(layer.word(end + 1));
    (line.len() <= LONGEST && !told && apart && kind).then_some(Signature {
        start,
        name: first..end,
    })
}

/// `tokens` up to the first break of a line.
fn first_line(layer: &Layer<'_>, tokens: Range<usize>) -> Range<usize> {
    let breaks = (tokens.start + 1..tokens.end).find(|&at| {
        let gap = Span::new(layer.token(at - 1).span().end, layer.token(at).span().start);
        gap.of(layer.text).contains('\n')
    });
    tokens.start..breaks.unwrap_or(tokens.end)
}

/// Statements in a row, each signed at its end or in the line under it. Those between marks are found by their marks.
fn statements(layer: &Layer<'_>, found: &mut Vec<Passage>) {
    let mut list = Vec::new();
    for (block, tokens) in layer.blocks.iter().enumerate() {
        let plain = matches!(
            layer.kinds.get(block),
            Some(BlockKind::Paragraph | BlockKind::Item(_))
        );
        let known = (found.iter()).any(|passage| passage.tokens.contains(&tokens.start));
        if !plain || known || layer.tag(tokens.start) == Some(Tag::Quote) {
            continue;
        }
        if let Some(signature) = behind(layer, tokens.clone()) {
            let part = tokens.start..signature.start;
            list.extend(passage(layer, vec![part], signature, block));
        } else if let Some(next) = layer.blocks.get(block + 1)
            && let Some(signature) = signature(layer, next.clone())
            && layer.tag(tokens.end - 1) == Some(Tag::Stop)
        {
            list.extend(passage(layer, vec![tokens.clone()], signature, block));
        }
    }
    let people = (list.iter()).filter_map(|passage| passage.mention.as_ref());
    let count = people
        .filter(|name| {
            let names = layer.names_in(name);
            names.iter().any(|name| name.kind == EntityKind::Person)
        })
        .count();
    // News in brief are signed, too, by who wrote them.
    let own = (list.iter())
        .filter(|passage| is_own(layer, passage))
        .count();
    if count >= FEWEST && own * 2 >= list.len() {
        found.append(&mut list);
    }
}

/// Whether a statement is somebody's own: it says "I" or "we", is a short cry, or tells the age of who signed it.
fn is_own(layer: &Layer<'_>, passage: &Passage) -> bool {
    const FIRST: [&str; 7] = ["i", "me", "my", "our", "us", "we", "mine"];
    let mut words = passage.parts.iter().flat_map(|part| part.clone());
    let first = words.any(|at| {
        FIRST
            .iter()
            .any(|word| layer.word(at).eq_ignore_ascii_case(word))
    });
    let name = passage.mention.as_ref().map_or(0, |name| name.end);
    let aged = matches!(layer.word(name), "(" | ",") && layer.tag(name + 1) == Some(Tag::Cd);
    first || aged
}

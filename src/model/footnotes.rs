//! Footnotes: which note belongs to which sign in the text.
//!
//! A sign is a short name in brackets behind a word ("alerts,\[22\]"), as pages, books and Markdown give it,
//! or raised digits. Its note is the paragraph that begins with the same sign, else the item of that number
//! in the last numbered list.

use std::collections::HashMap;

use super::{Article, BlockKind, Span};

/// A sign in the text and its note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// The bytes of the sign.
    pub sign: Span,
    /// The block of the note.
    pub note: usize,
}

/// The longest name of a note, in letters.
const NAME: usize = 4;
/// Digits that are raised by themselves, in their order.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// The footnotes of an article, in the order of their signs.
pub fn footnotes(article: &Article) -> Vec<Footnote> {
    let text = &article.text;
    let is_running = |kind| !matches!(kind, BlockKind::Code | BlockKind::Rule | BlockKind::Image);
    let mut notes = HashMap::new();
    let mut signs = Vec::new();
    for (index, block) in article.blocks.iter().enumerate() {
        if !is_running(block.kind) {
            continue;
        }
        for (span, name) in signs_in(text, block.span) {
            if span.start == block.span.start {
                notes.entry(name).or_insert(index);
            } else {
                signs.push((span, name));
            }
        }
    }
    let listed = listed(article, signs.first().map_or(0, |(span, _)| span.start));
    let numbered = numbered(article, signs.last().map_or(0, |(span, _)| span.start));
    let note = |name: &String| {
        let known = notes.get(name).or_else(|| listed.get(name));
        known.or_else(|| numbered.get(name)).copied()
    };
    let found = signs.into_iter().filter_map(|(sign, name)| {
        let note = note(&name)?;
        // A note may name itself within its own words.
        let itself = article.block_at(sign.start) == note;
        (!itself).then_some(Footnote { sign, note })
    });
    found.collect()
}

/// The items of the last numbered list, when it begins behind the first sign.
fn listed(article: &Article, sign: usize) -> HashMap<String, usize> {
    let mut items = HashMap::new();
    for (index, block) in article.blocks.iter().enumerate().rev() {
        match block.kind {
            BlockKind::Item(Some(number)) if block.span.start > sign => {
                items.insert(number.to_string(), index);
                if number <= 1 {
                    break;
                }
            }
            // What an item has besides its first paragraph.
            _ if block.depth > 0 => {}
            _ if items.is_empty() => {}
            _ => break,
        }
    }
    items
}

/// Paragraphs behind the last sign that begin with a number: "1. Alma", "1 Alma".
fn numbered(article: &Article, sign: usize) -> HashMap<String, usize> {
    let mut numbered = HashMap::new();
    let blocks = article.blocks.iter().enumerate();
    for (index, block) in blocks.filter(|(_, block)| block.span.start > sign) {
        let words = block.span.of(&article.text);
        let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = words.split_at(digits);
        if (1..=3).contains(&digits) && rest.starts_with(['.', ')', ':', ' ']) {
            numbered.entry(number.to_owned()).or_insert(index);
        }
    }
    numbered
}

/// The signs in a block, each with its name.
fn signs_in(text: &str, block: Span) -> Vec<(Span, String)> {
    let words = block.of(text);
    let mut signs = Vec::new();
    let mut at = 0;
    while let Some(found) = words[at..].find(|c| c == '[' || RAISED.contains(c)) {
        let start = at + found;
        let rest = &words[start..];
        let sign = match rest.strip_prefix('[') {
            Some(inner) => bracketed(inner).map(|name| (name.len() + 2, name.to_owned())),
            None => raised(&words[..start], rest),
        };
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let len = sign.as_ref().map_or(first, |(len, _)| *len);
        // A sign stands behind a word, or it begins its note.
        let before = words[..start].chars().next_back();
        if let Some((_, name)) = sign.filter(|_| before.is_none_or(|c| !c.is_whitespace())) {
            let start = block.start + start;
            signs.push((Span::new(start, start + len), name));
        }
        at = start + len;
    }
    signs
}

/// The name between brackets that begin before `inner`: a number, a letter, a star.
fn bracketed(inner: &str) -> Option<&str> {
    let (name, _) = inner.split_once(']')?;
    let is_name = |c: char| c.is_alphanumeric() || "*†‡§".contains(c);
    let short = (1..=NAME).contains(&name.chars().count());
    (short && name.chars().all(is_name)).then_some(name)
}

/// Raised digits as a number; those behind a figure are a power.
fn raised(before: &str, rest: &str) -> Option<(usize, String)> {
    let len = rest.find(|c| !RAISED.contains(c)).unwrap_or(rest.len());
    let digits = rest[..len].chars();
    let digits = digits.filter_map(|c| RAISED.chars().position(|digit| digit == c));
    let name: String = digits.map(|digit| digit.to_string()).collect();
    let power = before.ends_with(|c: char| c.is_ascii_digit());
    Some((len, name)).filter(|(_, name)| !power && name.len() <= NAME)
}

#[cfg(test)]
mod tests;

//! What the corpora say, made fit to learn from: cleaned, grouped into texts, as sets of labels.

mod relisted;

use std::ops::Range;

use pullquote::annotate::language::lexicon;
use pullquote::annotate::tagger::model::LABELS;
use pullquote::annotate::tagger::viterbi::{KINDS, label};
use pullquote::annotate::text::layer::Layer;
use pullquote::model::Span;

use crate::corpora::Text;
use crate::lexicon::Lists;

/// All labels.
pub const ANY: u32 = (1 << LABELS) - 1;
const OUTSIDE: u32 = 1;

/// Mends the known faults of a corpus; a kind of "?" says that nobody knows.
pub fn corpus(lists: &Lists, mut texts: Vec<Text>) -> Vec<Text> {
    for text in &mut texts {
        let mut names = std::mem::take(&mut text.names);
        for (span, kind) in &mut names {
            *span = trim(&text.text, *span);
            mend(lists, &text.source, span, kind, &text.text);
        }
        if text.source == "gmb" {
            names = relisted::relisted(lists, &text.text, names);
        }
        names.retain(|(span, kind)| !span.is_empty() && kind != "DATE");
        text.names = names;
    }
    texts
}

fn mend(lists: &Lists, source: &str, span: &mut Span, kind: &mut String, text: &str) {
    if kind == "PER" {
        // Titles do not belong to the name.
        while let Some((first, _)) = span.of(text).split_once(' ') {
            if lexicon::title(first).is_none() {
                break;
            }
            span.start += first.len() + 1;
        }
    }
    // Nor do small words at either end ("eastern Chad").
    while let Some((first, _)) = span.of(text).split_once(' ') {
        if first.contains(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            break;
        }
        span.start += first.len() + 1;
    }
    while let Some((_, last)) = span.of(text).rsplit_once(' ') {
        if last.contains(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            break;
        }
        span.end -= last.len() + 1;
    }
    let words = span.of(text);
    let capital = |word: &str| word.contains(char::is_uppercase);
    match source {
        _ if lists.demonym(words) => "NORP".clone_into(kind),
        "gmb" if kind == "NORP" && lists.country(words) => "LOC".clone_into(kind),
        "re3d"
            if !words
                .split(' ')
                .all(|word| capital(word) || word.len() <= 3) =>
        {
            "?".clone_into(kind);
        }
        "re3d" if kind == "PER" && (words.len() < 3 || lexicon::title(words).is_some()) => {
            "?".clone_into(kind);
        }
        "sec"
            if matches!(
                words,
                "Borrower" | "Lender" | "Bank" | "Company" | "Executive"
            ) =>
        {
            "?".clone_into(kind);
        }
        // "to Iraq Zalmay Khalilzad" is two names, too.
        "gmb" if kind == "LOC" && begins_with_country(lists, words) => "?".clone_into(kind),
        // "State Department Spokesman Sean McCormack" is two names.
        _ if kind != "PER" && has_title_inside(words) => "?".clone_into(kind),
        _ if !capital(words) => "?".clone_into(kind),
        _ => {}
    }
}

/// Whether a name of three words or more begins with a country's.
fn begins_with_country(lists: &Lists, words: &str) -> bool {
    words.split_once(' ').is_some_and(|(first, rest)| {
        rest.contains(' ') && lists.country(first) && !lists.country(words)
    })
}

/// Whether a title stands before the last word of a name.
fn has_title_inside(words: &str) -> bool {
    let words: Vec<&str> = words.split(' ').collect();
    let before = words.len().saturating_sub(1);
    let title = |word: &&str| lexicon::title(word).is_some();
    words[..before].iter().skip(1).any(title)
}

/// A name's span without a leading article and a trailing possessive.
pub fn trim(text: &str, mut span: Span) -> Span {
    for article in ["the ", "The ", "a ", "an ", "A ", "An "] {
        if span.of(text).starts_with(article) {
            span.start += article.len();
            break;
        }
    }
    for ending in ["'s", "’s", "'", "’", ",", " "] {
        if span.of(text).ends_with(ending) {
            span.end -= ending.len();
        }
    }
    span
}

/// Joins sentences that followed each other into texts of changing length, so that the tagger learns
/// both with and without the rest of an article.
pub fn windows(texts: Vec<Text>) -> Vec<Text> {
    const LENGTHS: [usize; 6] = [1, 12, 3, 25, 1, 8];
    let mut joined: Vec<Text> = Vec::new();
    let mut room = 0;
    for text in texts {
        if text.source != "gmb" && text.source != "re3d" && text.source != "wikigold" {
            joined.push(text);
            continue;
        }
        match joined.last_mut().filter(|_| room > 0) {
            Some(last) => {
                last.text.push('\n');
                let by = last.text.len();
                last.text.push_str(&text.text);
                let moved = |(span, kind): (Span, String)| {
                    (Span::new(span.start + by, span.end + by), kind)
                };
                last.names.extend(text.names.into_iter().map(moved));
            }
            None => {
                room = LENGTHS[joined.len() % LENGTHS.len()];
                joined.push(text);
            }
        }
        room -= 1;
    }
    joined
}

/// Headlines made from some of the shorter sentences: all in capitals, or each word with one.
pub fn headlines(texts: &[Text]) -> Vec<Text> {
    let single = texts.iter().filter(|text| {
        !text.text.contains('\n') && text.text.is_ascii() && (30..110).contains(&text.text.len())
    });
    let mut made = Vec::new();
    for (at, text) in single.enumerate() {
        let shout = at % 16 == 3;
        if !shout && at % 16 != 11 {
            continue;
        }
        let mut begins = true;
        let words = text.text.trim_end_matches('.').chars().map(|c| {
            let raise = shout || begins;
            begins = c == ' ';
            if raise { c.to_ascii_uppercase() } else { c }
        });
        let words: String = words.collect();
        made.push(Text {
            source: text.source.clone(),
            names: text
                .names
                .iter()
                .filter(|(span, _)| span.end <= words.len())
                .cloned()
                .collect(),
            text: words,
        });
    }
    made
}

/// For each token the labels that may be right, as bits.
pub fn allowed(lists: &Lists, layer: &Layer<'_>, text: &Text) -> Vec<u32> {
    let mut masks: Vec<u32> = layer
        .tokens
        .iter()
        .map(|token| outside(lists, &text.source, token.span().of(layer.text)))
        .collect();
    for (span, kind) in &text.names {
        let tokens = &layer.tokens;
        let start = tokens.partition_point(|token| token.span().end <= span.start);
        let end = tokens.partition_point(|token| token.span().start < span.end);
        if start >= end {
            continue;
        }
        let fits =
            tokens[start].span().start == span.start && tokens[end - 1].span().end == span.end;
        let kind = KINDS.iter().position(|known| known.code() == kind);
        match kind.filter(|_| fits) {
            Some(kind) => exactly(&mut masks, start..end, kind),
            None => masks[start..end].fill(ANY),
        }
    }
    masks
}

fn exactly(masks: &mut [u32], range: Range<usize>, kind: usize) {
    let last = range.end - 1;
    for at in range.clone() {
        let place = match (at == range.start, at == last) {
            (true, true) => 3,
            (true, false) => 0,
            (false, true) => 2,
            (false, false) => 1,
        };
        masks[at] = 1 << label(kind, place);
    }
}

/// The labels of a token that the corpus gives no name: outside, or of a kind that the corpus does not know.
fn outside(lists: &Lists, source: &str, word: &str) -> u32 {
    let all = |kind: usize| 0b1111 << label(kind, 0);
    let (groups, others) = (all(3), all(4));
    let demonym = if lists.demonym(word) { groups } else { 0 };
    match source {
        "gmb" => OUTSIDE | others | demonym,
        "wikigold" => OUTSIDE | demonym,
        "made" => OUTSIDE,
        "wnut17" => OUTSIDE | groups,
        _ => OUTSIDE | groups | others,
    }
}

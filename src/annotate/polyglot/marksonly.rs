//! A language without a pack: what stands between its marks, nobody's name beside it.
//!
//! Names are only those that begin with a first name of the lists and go on with a capital.

use super::layer::Layer;
use super::region::Region;

use crate::annotate::language::lexicon::{self, Gender};
use crate::model::{Act, Entity, EntityKind, Quote, QuoteKind, Span, one_line};

/// Fewer words between marks are a title, a nickname, a word that the writer doubts.
const FEWEST: usize = 3;

/// So many words between marks are hardly a title, whatever stands beside them.
const MANY: usize = 6;
/// The same in letters of a script that writes no spaces.
const MANY_WIDE: usize = 14;

/// What stands between marks and may be speech, each with the rule that found it, and the names.
pub fn read(layer: &Layer<'_>) -> (Vec<(Quote, &'static str)>, Vec<Entity>) {
    let regions = layer.regions.iter().enumerate();
    let quotes = regions.filter_map(|(number, region)| {
        let next = layer.regions.get(number + 1);
        let last = number.checked_sub(1).and_then(|at| layer.regions.get(at));
        let halves = || {
            next.is_some_and(|next| are_halves(layer.text, region, next))
                || last.is_some_and(|last| are_halves(layer.text, last, region))
        };
        let sure = sure(layer.text, region).or_else(|| halves().then_some(0.7));
        Some(quote(region, sure?))
    });
    let rule = "words between marks, in a language that is read by its marks alone";
    (quotes.map(|quote| (quote, rule)).collect(), names(layer))
}

fn quote(region: &Region, confidence: f32) -> Quote {
    Quote {
        parts: vec![region.span],
        kind: QuoteKind::Direct,
        cue: None,
        act: Act::Said,
        denied: false,
        speakers: Vec::new(),
        through: None,
        confidence,
    }
}

/// How sure it is that marks hold speech, by what stands in them and beside them; none where they rather hold a title,
/// a nickname, a word that the writer doubts.
fn sure(text: &str, region: &Region) -> Option<f32> {
    if region.dash {
        return Some(0.7);
    }
    let words = region.inner.of(text);
    let (count, wide) = size(words);
    let stopped = stopped(words);
    let before = text.get(..region.span.start).unwrap_or_default();
    let after = text.get(region.span.end..).unwrap_or_default();
    let led = before.trim_end_matches(' ').ends_with([':', '：', '︰']);
    let told = TOLD.iter().any(|word| after.starts_with(word));
    // 「ウイルスバスター」と: a name that Japanese writes in the letters of foreign words alone.
    let foreign = |c: char| {
        matches!(c, '\u{30a0}'..='\u{30ff}' | ' ' | '\u{3000}') || c.is_ascii_alphanumeric()
    };
    let told = told && !words.chars().all(foreign);
    // A sentence of its own: “…”, she said. “It stays”.
    let whole = before.trim_end().ends_with(LAST) || before.trim().is_empty();
    let whole =
        whole && (after.trim_start_matches(' ').is_empty() || after.starts_with(['\n', '.', '।']));
    let some = count >= FEWEST || wide >= MANY_WIDE / 2;
    // "…", dedi; «…», είπε
    let comma =
        after.starts_with([',', '،', '，']) || after.starts_with(" –") || after.starts_with(" —");
    // A book's name has marks of its own in Chinese and Japanese.
    let book = region.span.of(text).starts_with(['『', '《']);
    match (stopped, led) {
        _ if book && !stopped => None,
        (true, _) if count > 1 || wide > 1 || led => Some(0.8),
        (_, true) if some || count > 1 && !words.contains(is_cased) => Some(0.8),
        _ if told && (some || wide > 3) => Some(0.8),
        _ if whole && some => Some(0.7),
        _ if comma && some => Some(0.7),
        _ if count >= MANY || wide >= MANY_WIDE => Some(0.6),
        _ => None,
    }
}

/// ”En tiedä”, hän vastasi, ”mutta kysyn”: two regions that are one sentence, with the teller's words between commas or
/// dashes.
fn are_halves(text: &str, first: &Region, second: &Region) -> bool {
    let between = text.get(first.span.end..second.span.start);
    let between = between.unwrap_or_default().trim_end();
    let signs = |c: char| matches!(c, ',' | '–' | '—' | '،');
    let goes_on = second.inner.of(text).starts_with(char::is_lowercase);
    goes_on
        && (4..TELLER).contains(&between.len())
        && between.trim_start().starts_with(signs)
        && between.ends_with(signs)
        && !between.contains(['\n', '.', '!', '?'])
}

/// So many bytes of the teller's words between two halves are believed.
const TELLER: usize = 80;

/// Japanese, Korean and Turkish say behind the words that they are somebody's.
const TOLD: [&str; 13] = [
    "と",
    "って",
    "라고",
    "이라고",
    "라며",
    "라면서",
    "고 ",
    "하고",
    " diye",
    " dedi",
    " diyor",
    " derken",
    " şeklinde",
];

/// Whether a letter is one of a script with capitals: a title behind a colon shows itself by them.
fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase()
}

/// How many words there are, and how many letters of a script that writes no spaces.
fn size(words: &str) -> (usize, usize) {
    let wide = words.chars().filter(|c| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{e00}'..='\u{e7f}')).count();
    let count = words
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .count();
    (count, wide)
}

/// The signs that end a sentence.
const LAST: [char; 10] = ['.', '!', '?', '…', '。', '！', '？', '؟', '।', '۔'];

/// Whether words end as a sentence or a part of one does.
fn stopped(words: &str) -> bool {
    words.ends_with(LAST) || words.ends_with([',', '،', '，', '、'])
}

/// Whether a region may be speech: some words, or a whole sentence.
pub fn is_speech(text: &str, region: &Region) -> bool {
    let words = region.inner.of(text);
    let (count, wide) = size(words);
    let stopped = stopped(words);
    // A title has its capitals: "Les Misérables", "O Globo".
    let mut after_first = words.split_whitespace().skip(1);
    let plain = after_first.any(|word| word.starts_with(char::is_lowercase));
    count > FEWEST
        || count == FEWEST && plain
        || stopped && count > 0
        || wide >= 8
        || wide > 0 && stopped
}

fn names(layer: &Layer<'_>) -> Vec<Entity> {
    let mut people: Vec<Entity> = Vec::new();
    let mut at = 0;
    while let Some(token) = layer.tokens.get(at) {
        at += 1;
        if !token.capital || lexicon::first_name(&token.lower) == Gender::Unknown {
            continue;
        }
        let (mut end, mut last) = (at, token);
        while end < at + 3
            && let Some(next) = layer.tokens.get(end)
            && next.capital
            && next.span.start <= last.span.end + 1
        {
            (end, last) = (end + 1, next);
        }
        if end == at {
            continue;
        }
        let span = layer.span(&(at - 1..end));
        at = end;
        add(&mut people, layer.text, span);
    }
    people
}

fn add(people: &mut Vec<Entity>, text: &str, span: Span) {
    let name = one_line(span.of(text));
    match people.iter_mut().find(|known| known.name == name) {
        Some(known) => known.mentions.push(span),
        None => people.push(Entity {
            kind: EntityKind::Person,
            name: name.into_owned(),
            role: None,
            mentions: vec![span],
        }),
    }
}

//! Text to words and signs, with what the pack knows of each, and to sentences.

use compact_str::CompactString;

use super::class::{self, Classes};
use super::pack::Pack;
use super::region::Region;
use super::steps::step;
use crate::model::Span;

/// A sentence is cut after so many tokens, so that what has no stops costs no more than what has.
const LONGEST: usize = 400;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters or digits.
    Word,
    /// . ! ? … that ends a sentence.
    Stop,
    /// ,
    Comma,
    /// :
    Colon,
    /// ; – —
    Break,
    /// ( [
    Opens,
    /// ) ]
    Closes,
    /// Words between quotation marks, taken as one; the number of the region.
    Region(usize),
    /// Any other sign.
    Sign,
}

/// A word, a sign, a region.
#[derive(Clone, Debug)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// What the pack says of it.
    pub classes: Classes,
    /// In small letters; empty for what is no word.
    pub lower: CompactString,
    /// Whether it begins with a capital.
    pub capital: bool,
}

impl Token {
    /// Whether it has one of these classes.
    pub fn is(&self, classes: Classes) -> bool {
        self.classes & classes != 0
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        step();
        self.kind == Kind::Word
    }

    /// Whether it is a region.
    pub fn is_region(&self) -> bool {
        matches!(self.kind, Kind::Region(_))
    }

    /// Whether it begins with a digit.
    pub fn is_number(&self) -> bool {
        self.lower.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// Appends the tokens of a block; each region in it is one token.
pub fn tokens(
    text: &str,
    block: Span,
    (regions, own): (&[Region], std::ops::Range<usize>),
    pack: &Pack,
    out: &mut Vec<Token>,
) {
    let mut at = block.start;
    for number in own {
        let Some(&region) = regions.get(number) else {
            break;
        };
        plain(text, Span::new(at, region.span.start), pack, out);
        out.push(sign(region.span, Kind::Region(number)));
        at = region.span.end;
    }
    plain(text, Span::new(at.min(block.end), block.end), pack, out);
}

fn sign(span: Span, kind: Kind) -> Token {
    Token {
        span,
        kind,
        classes: 0,
        lower: CompactString::default(),
        capital: false,
    }
}

fn plain(text: &str, span: Span, pack: &Pack, out: &mut Vec<Token>) {
    let words = span.of(text);
    let mut chars = words.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let at = span.start + start;
        if c.is_alphanumeric() {
            let mut end = start + c.len_utf8();
            while let Some(&(next, c)) = chars.peek() {
                let (before, rest) = words.split_at_checked(next).unwrap_or_default();
                let after = rest.chars().nth(1);
                let joins = match c {
                    '\'' | '’' | '-' | '‑' | '&' | '*' | '_' | '·' => {
                        after.is_some_and(char::is_alphanumeric)
                    }
                    '.' if before.ends_with(char::is_alphabetic) && is_domain(rest) => true,
                    '.' | ',' | ':' => {
                        let digit = |c: char| c.is_ascii_digit();
                        before.ends_with(digit) && after.is_some_and(digit)
                    }
                    '\u{80}'..='\u{bf}' if before.ends_with('Ã') => true,
                    _ => c.is_alphanumeric() || is_joined(c),
                };
                if !joins {
                    break;
                }
                end = next + c.len_utf8();
                chars.next();
            }
            word(text, Span::new(at, span.start + end), pack, out);
            continue;
        }
        let end = at + c.len_utf8();
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(end..).unwrap_or_default();
        let kind = match c {
            _ if c.is_whitespace() => continue,
            '.' if is_short(text, out.last(), at) => {
                // "А. Кудрин": an initial, whatever the letter is as a word.
                if let Some(last) = out.last_mut().filter(|last| is_initial(last)) {
                    last.classes = 0;
                }
                continue;
            }
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।' => Kind::Stop,
            ',' | '،' | '，' | '、' => Kind::Comma,
            ':' | '：' => Kind::Colon,
            ';' | '–' | '—' | '؛' => Kind::Break,
            '-' if after.starts_with(' ') && before.ends_with(' ') => Kind::Break,
            // "Ganas no faltaron -dijo-. Faltaron piernas"
            '-' if before.ends_with(' ') && after.starts_with(char::is_lowercase) => Kind::Break,
            '(' | '[' | '（' => Kind::Opens,
            ')' | ']' | '）' => Kind::Closes,
            _ => Kind::Sign,
        };
        out.push(sign(Span::new(at, end), kind));
    }
}

/// The ends of addresses that texts name as sources: "Wday.ru", "t-online.de".
const DOMAINS: [&str; 18] = [
    "ru", "de", "com", "org", "net", "fr", "es", "it", "nl", "br", "pt", "pl", "cz", "se", "eu",
    "ch", "at", "info",
];

/// Whether the full stop that `rest` begins with is one of an address.
fn is_domain(rest: &str) -> bool {
    let rest = rest.get(1..).unwrap_or_default();
    let end = rest
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(rest.len());
    rest.get(..end).is_some_and(|end| DOMAINS.contains(&end))
}

/// Combining marks and joiners.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}

/// Whether a word is one capital.
fn is_initial(word: &Token) -> bool {
    word.capital && word.lower.chars().count() == 1
}

/// Whether the full stop at `at` belongs to the word before it: an abbreviation, an initial, a German ordinal.
fn is_short(text: &str, last: Option<&Token>, at: usize) -> bool {
    let Some(last) = last.filter(|last| last.span.end == at && last.is_word()) else {
        return false;
    };
    let after = text.get(at + 1..).unwrap_or_default();
    let next = after.trim_start_matches([' ', '\u{a0}']).chars().next();
    if after.starts_with(char::is_alphanumeric) {
        return true; // "z.B.", "example.org"
    }
    let initial = is_initial(last);
    let lower = next.is_some_and(char::is_lowercase) || next == Some(',');
    last.is(class::SHORT) && next.is_some()
        || initial && next.is_some_and(char::is_alphabetic)
        || last.is_number() && last.lower.len() <= 2 && lower
        || lower && next != Some(',')
}

/// Pushes a word; parts that the pack knows by themselves come off it: "l'", "-il".
fn word(text: &str, mut span: Span, pack: &Pack, out: &mut Vec<Token>) {
    while let Some((head, lower)) = elided(span.of(text), pack) {
        let end = span.start + head;
        push(text, Span::new(span.start, end), lower, pack, out);
        span.start = end;
    }
    let words = span.of(text);
    if let Some(right) = mended(words) {
        let capital = right.starts_with(char::is_uppercase);
        push(text, span, right.to_lowercase(), pack, out);
        if let Some(last) = out.last_mut() {
            last.capital = capital;
        }
        return;
    }
    let lower = words.to_lowercase();
    if pack.classes(&lower) == 0
        && pack.forms(&lower).is_empty()
        && let Some((head, tail)) = lower.split_once('-')
        && lower.len() == words.len()
    {
        // "a-t-il", "dit-elle", "tornou-se"
        let at = head.len();
        let tail = tail.trim_start_matches("t-");
        let known = class::HE | class::SHE | class::THEY | class::I | class::IT | class::CLITIC;
        let split = [at, words.len() - tail.len()];
        let fits = split.iter().all(|&at| words.is_char_boundary(at));
        // "Respondeu-me a voz": the capital is the sentence's.
        let capital = words.starts_with(char::is_uppercase) && pack.forms(head).is_empty();
        let inverted = fits && pack.classes(tail) & known != 0 && !capital;
        let known = || !pack.forms(head).is_empty() || pack.classes(head) != 0;
        if inverted && (known() || pack.tells(head)) {
            push(
                text,
                Span::new(span.start, span.start + at),
                head.to_owned(),
                pack,
                out,
            );
            if let Some(last) = out.last_mut().filter(|last| last.capital) {
                last.lower = head.into();
            }
            let tail_span = Span::new(span.end - tail.len(), span.end);
            push(text, tail_span, tail.to_owned(), pack, out);
            return;
        }
    }
    push(text, span, lower, pack, out);
}

/// The first part of a word that the pack knows with its apostrophe, where more follows: its bytes, and the part.
fn elided(words: &str, pack: &Pack) -> Option<(usize, String)> {
    let (at, mark) = words.match_indices(['\'', '’']).next()?;
    let end = at + mark.len();
    let elided = format!("{}'", words.get(..at)?.to_lowercase());
    (end < words.len() && pack.classes(&elided) != 0).then_some((end, elided))
}

/// A word as it was before its UTF-8 was taken for Latin-1, if it was: "CastaÃ±o".
pub fn mended(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let (mut right, mut rest) = (String::new(), word);
    while let Some((head, behind)) = rest.split_once('Ã') {
        let mut chars = behind.chars();
        let low = chars.next().filter(|c| ('\u{80}'..='\u{bf}').contains(c));
        let Some(letter) = low.and_then(|low| char::from_u32(u32::from(low) + 0x40)) else {
            break;
        };
        right.push_str(head);
        right.push(letter);
        rest = chars.as_str();
    }
    (!right.is_empty()).then(|| right + rest)
}

fn push(text: &str, span: Span, lower: String, pack: &Pack, out: &mut Vec<Token>) {
    let capital = span.of(text).starts_with(char::is_uppercase);
    let mut classes = pack.classes(&lower);
    // "v Lindavě": the end of an adverb tells nothing of a name.
    if capital && classes == class::ADVERB && !pack.words.contains_key(lower.as_str()) {
        classes = 0;
    }
    out.push(Token {
        span,
        kind: Kind::Word,
        classes,
        capital,
        lower: lower.into(),
    });
}

/// The sentences of the tokens from `first` on, appended as ranges.
pub fn sentences(
    text: &str,
    tokens: &[Token],
    first: usize,
    regions: &[Region],
    out: &mut Vec<std::ops::Range<usize>>,
) {
    let mut start = first;
    for (at, token) in tokens.iter().enumerate().skip(first) {
        let next = tokens.get(at + 1);
        let begins = next.is_none_or(|next| {
            next.capital
                || next.is_region()
                || next.is_number()
                || matches!(next.kind, Kind::Opens | Kind::Sign | Kind::Break)
        });
        let ends = match token.kind {
            Kind::Stop => begins || token.span.of(text) == "。",
            // "… gewonnen.“ Ruiz sagte": the stop is inside.
            Kind::Region(number) => {
                let region = regions.get(number);
                let stops = region.is_some_and(|region| {
                    let inner = region.inner.of(text);
                    inner.ends_with(['.', '!', '?', '…', '。']) && !region.dash
                });
                stops && next.is_some_and(|next| next.capital || next.is_region())
            }
            _ => false,
        };
        if ends || at + 1 == tokens.len() || at - start >= LONGEST {
            // A closing bracket or mark after the stop goes with it.
            out.push(start..at + 1);
            start = at + 1;
        }
    }
}

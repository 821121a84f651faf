//! Words looked for in a text as people type them: without accents, small letters for all, straight marks for curly ones.

use std::borrow::Cow;

use memchr::{memchr2_iter, memmem};

use super::letters::{capital, plain_letter, plain_letters};
use super::span::Span;

/// The places of words in a text, in order, none over another. Small letters find capitals too; straight quotation marks
/// and apostrophes find the curly ones; letters find those with accents and strokes ("strasse": "Straße").
pub fn find(text: &str, words: &str) -> Vec<Span> {
    if words.is_empty() {
        return Vec::new();
    }
    let words = &*plain_letters(words);
    if words.is_empty() {
        return Vec::new();
    }
    let exact = words.chars().any(char::is_uppercase);
    let folded = Folded::new(text);
    let text = folded.text.as_bytes();
    let mut hits = Vec::new();
    for pattern in spellings(words, exact) {
        let length = pattern.len();
        let add = |at: usize| hits.push(folded.original(Span::new(at, at + length)));
        match exact {
            true => memmem::find_iter(text, pattern.as_bytes()).for_each(add),
            false => in_either_case(text, pattern.as_bytes(), add),
        }
    }
    hits.sort_unstable();
    let mut end = 0;
    hits.retain(|hit| {
        let free = hit.start >= end;
        end = if free { hit.end } else { end };
        free
    });
    hits
}

/// Whether words that are in small letters stand in a text, in letters of any size.
pub fn holds(text: &str, words: &str) -> bool {
    if !words.is_ascii() {
        return text.to_lowercase().contains(words);
    }
    let mut found = false;
    in_either_case(text.as_bytes(), words.as_bytes(), |_| found = true);
    found || words.is_empty()
}

/// Tells where bytes stand, capitals of ASCII the same as small letters; none over another. No copy is made of the text: its
/// seldomest byte is looked for, and then what stands around it.
fn in_either_case(text: &[u8], pattern: &[u8], mut tell: impl FnMut(usize)) {
    let seldomest = pattern
        .iter()
        .enumerate()
        .max_by_key(|(_, byte)| seldom(**byte));
    let Some((place, byte)) = seldomest else {
        return;
    };
    let (small, capital) = (byte.to_ascii_lowercase(), byte.to_ascii_uppercase());
    let mut free = 0;
    for at in memchr2_iter(small, capital, text) {
        let Some(start) = at.checked_sub(place).filter(|start| *start >= free) else {
            continue;
        };
        let here = text.get(start..start + pattern.len());
        if here.is_some_and(|here| here.eq_ignore_ascii_case(pattern)) {
            free = start + pattern.len();
            tell(start);
        }
    }
}

/// How seldom a byte is in most texts: the letters by how often English has them, and the first bytes of all others, which
/// stand before each letter of many a script.
fn seldom(byte: u8) -> usize {
    const OFTEN: &[u8] = b" etaoinsrhldcumfpgwybvkxjqz";
    match byte {
        0xc0.. => 0,
        0x80..=0xbf => OFTEN.len() / 2,
        _ => {
            let letter = byte.to_ascii_lowercase();
            OFTEN
                .iter()
                .position(|it| *it == letter)
                .unwrap_or(OFTEN.len())
        }
    }
}

/// A text without accents and strokes, and the way back to the bytes of the text itself.
struct Folded<'t> {
    text: Cow<'t, str>,
    /// Each letter that was changed: its bytes here and in the text itself, in order.
    changed: Vec<(Span, Span)>,
}

impl<'t> Folded<'t> {
    fn new(text: &'t str) -> Self {
        // The first bytes of the letters that `plain_letter` knows; many bytes are looked at together.
        let marked = |byte: &u8| matches!(byte, 0xc3..=0xc9 | 0xcc..=0xd1);
        let any = |bytes: &[u8]| bytes.iter().fold(false, |any, byte| any | marked(byte));
        let mut changed = Vec::new();
        let mut folded = Cow::Borrowed(text);
        if text.as_bytes().chunks(4096).any(any) {
            let mut plain = String::with_capacity(text.len());
            for (at, letter) in text.char_indices() {
                let Some(typed) = plain_letter(letter) else {
                    plain.push(letter);
                    continue;
                };
                let here = Span::new(plain.len(), plain.len() + typed.len());
                changed.push((here, Span::new(at, at + letter.len_utf8())));
                plain.push_str(typed);
            }
            folded = Cow::Owned(plain);
        }
        Folded {
            text: folded,
            changed,
        }
    }

    /// The bytes of the text itself: a letter that is found in part is found whole.
    fn original(&self, found: Span) -> Span {
        let before = |at: usize| {
            let count = self.changed.partition_point(|(here, _)| here.start < at);
            count.checked_sub(1).and_then(|last| self.changed.get(last))
        };
        let start = match before(found.start + 1) {
            Some((here, there)) if found.start < here.end => there.start,
            Some((here, there)) => there.end + (found.start - here.end),
            None => found.start,
        };
        let end = match before(found.end) {
            Some((here, there)) if found.end <= here.end => there.end,
            Some((here, there)) => there.end + (found.end - here.end),
            None => found.end,
        };
        Span::new(start, end)
    }
}

/// The ways in which the words may be written: curly marks for straight ones, and, unless the search
/// is exact, capitals beyond ASCII as they usually come.
fn spellings(words: &str, exact: bool) -> Vec<String> {
    let mut spellings = vec![words.to_owned()];
    if words.contains(['\'', '"']) {
        spellings.push(words.replace('\'', "’").replace('"', "“"));
        spellings.push(words.replace('\'', "‘").replace('"', "”"));
    }
    if !exact && !words.is_ascii() {
        let more: Vec<_> = spellings
            .iter()
            .flat_map(|words| [words.to_uppercase(), capital(words)])
            .collect();
        spellings.extend(more);
    }
    if !exact {
        spellings
            .iter_mut()
            .for_each(|words| words.make_ascii_lowercase());
    }
    spellings.sort();
    spellings.dedup();
    spellings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: usize) {
        let text = "The Ferry. A ferry isn’t a “boat”. Élan, élan. FERRY";
        assert_eq!(find(text, words).len(), expected, "{words}");
    }

    #[track_caller]
    fn check_found(text: &str, words: &str, expected: &[&str]) {
        let found = find(text, words);
        let found: Vec<&str> = found.iter().map(|hit| hit.of(text)).collect();
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn plain_letters_find_those_with_accents_and_strokes() {
        let text = "Die Straße nach Łódź. STRASSE! Ærøskøbing, œuvre, ılık, e\u{301}té – été";
        check_found(text, "strasse", &["Straße", "STRASSE"]);
        check_found(text, "straße", &["Straße", "STRASSE"]);
        check_found(text, "Strasse", &["Straße"]);
        check_found(text, "lodz", &["Łódź"]);
        check_found(text, "aeroskobing", &["Ærøskøbing"]);
        check_found(text, "oeuvre", &["œuvre"]);
        check_found(text, "ilik", &["ılık"]);
        check_found(text, "ete", &["e\u{301}té", "été"]);
        check_found("Straße", "s", &["S", "ß"]);
        check_found("Der Größte", "rö", &["rö"]);
        check_found("Порт и порт", "порт", &["Порт", "порт"]);
        check_found("Ёлкин и Елкин", "елкин", &["Ёлкин", "Елкин"]);
        check_found("Ο λιμένας, Λιμένας", "λιμενας", &["λιμένας", "Λιμένας"]);
    }

    #[test]
    fn words_are_held_in_letters_of_any_size() {
        let check = |text: &str, words: &str| holds(text, words);
        assert!(check("The Ferry", "ferry") && check("ÜBER", "über") && check("", ""));
        assert!(!check("The Ferry", "boat") && !check("uber", "über"));
    }

    #[test]
    fn none_stands_over_another_in_either_case() {
        let check = |text: &str, words: &str, expected: &[usize]| {
            let found: Vec<usize> = find(text, words).iter().map(|hit| hit.start).collect();
            assert_eq!(found, expected, "{words} in {text}");
        };
        check("aAaAa", "aa", &[0, 2]);
        check("xaAax aax", "aax", &[2, 6]);
        check("Qq QQ", "q", &[0, 1, 3, 4]);
        check("ab", "abc", &[]);
        check("c", "bc", &[]);
        check("ПОРТ, Порт 7 порт 7", "порт 7", &[10, 21]);
    }

    #[test]
    fn small_letters_find_all_capitals_only_themselves() {
        check("ferry", 3);
        check("Ferry", 1);
        check("élan", 2);
        check("elan", 2);
        check("isn't", 1);
        check("\"boat\"", 0);
        check("\"boat", 1);
        check("", 0);
    }
}

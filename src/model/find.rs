//! Words looked for in a text as people type them: without accents, small letters for all, straight marks for curly ones.

use std::borrow::Cow;

use memchr::memmem;

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
    let folded = Folded::new(text, exact);
    let mut hits: Vec<Span> = spellings(words, exact)
        .iter()
        .flat_map(|pattern| {
            let found = memmem::find_iter(folded.text.as_bytes(), pattern.as_bytes());
            let found = found.map(|at| folded.original(Span::new(at, at + pattern.len())));
            found.collect::<Vec<_>>()
        })
        .collect();
    hits.sort_unstable();
    let mut end = 0;
    hits.retain(|hit| {
        let free = hit.start >= end;
        end = if free { hit.end } else { end };
        free
    });
    hits
}

/// A text without capitals (unless they count), accents and strokes, and the way back to the bytes of the text itself.
struct Folded<'t> {
    text: Cow<'t, str>,
    /// Each letter that was changed: its bytes here and in the text itself, in order.
    changed: Vec<(Span, Span)>,
}

impl<'t> Folded<'t> {
    fn new(text: &'t str, exact: bool) -> Self {
        // The first bytes of the letters that `plain_letter` knows.
        let marked = |byte: u8| matches!(byte, 0xc3..=0xc9 | 0xcc | 0xcd);
        let mut changed = Vec::new();
        let mut folded = Cow::Borrowed(text);
        if text.bytes().any(marked) {
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
        // Folding ASCII alone keeps every offset; a plain search in the folded copy is the fastest way.
        if !exact {
            folded.to_mut().make_ascii_lowercase();
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

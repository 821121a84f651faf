//! The hand-made word lists of `assets/lexicon`, built in.
//!
//! A list is a text: `#` comments first, then one entry a line, word, tab, value, sorted by bytes. It is
//! searched where it lies, so that nothing is parsed when the program starts.

use std::cmp::Ordering;

use memchr::{memchr, memrchr};

const ABBREVIATIONS: &str = include_str!("../../../assets/lexicon/abbreviations.txt");
const TITLES: &str = include_str!("../../../assets/lexicon/titles.txt");
const FIRST_NAMES: &str = include_str!("../../../assets/lexicon/firstnames.txt");
const ALIASES: &str = include_str!("../../../assets/lexicon/aliases.txt");
const EVENTS: &str = include_str!("../../../assets/lexicon/events.txt");
const NICKNAMES: &str = include_str!("../../../assets/lexicon/nicknames.txt");
const STARTERS: &str = include_str!("../../../assets/lexicon/starters.txt");
const VOICES: &str = include_str!("../../../assets/lexicon/voices.txt");

/// How a word that keeps its full stop stands in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// A name follows: "Mr."
    Title,
    /// A number follows: "No. 4"; else the stop closes the sentence.
    BeforeNumber,
    /// It may also close a sentence: "Inc."
    End,
}

/// What a title says of its bearer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Gender {
    /// "Mr."
    Male,
    /// "Mrs."
    Female,
    /// "Dr."
    #[default]
    Unknown,
}

/// Whether `word`, given without its full stop, is an abbreviation.
pub fn abbreviation(word: &str) -> Option<Abbreviation> {
    match find(ABBREVIATIONS, word)? {
        "title" => Some(Abbreviation::Title),
        "number" => Some(Abbreviation::BeforeNumber),
        "place" => word
            .starts_with(char::is_uppercase)
            .then_some(Abbreviation::End),
        _ => Some(Abbreviation::End),
    }
}

/// Whether `word`, with or without a full stop, stands before a person's name.
pub fn title(word: &str) -> Option<Gender> {
    find(TITLES, word.trim_end_matches('.')).map(gender)
}

/// Who mostly bears the first name `word`.
pub fn first_name(word: &str) -> Gender {
    find(FIRST_NAMES, word).map_or(Gender::Unknown, gender)
}

/// The first name that `word` may be short for: "bill" gives "william".
pub fn formal(word: &str) -> Option<&'static str> {
    find(NICKNAMES, word)
}

fn gender(value: &str) -> Gender {
    match value {
        "m" => Gender::Male,
        "f" => Gender::Female,
        _ => Gender::Unknown,
    }
}

/// What a well-known short name means, in small letters: "us" gives "united states".
pub fn alias(name: &str) -> Option<&'static str> {
    find(ALIASES, name)
}

/// Whether a longer name that ends in `word` names a treaty, a law, a contest, a war.
pub fn event(word: &str) -> bool {
    find(EVENTS, word).is_some()
}

/// Whether `word` often begins a sentence and is no name: "The", "But", "He".
pub fn starter(word: &str) -> bool {
    find(STARTERS, word).is_some()
}

/// What the noun `word`, in the singular, names: "person", "body", "paper", "share" or "thing"; None for one that is not
/// in the list.
pub fn voice(word: &str) -> Option<&'static str> {
    find(VOICES, word)
}

/// No entry of a list is longer, in bytes.
const LONGEST: usize = 48;

/// The value of `word` in a list, whatever its capitals.
pub fn find<'l>(list: &'l str, word: &str) -> Option<&'l str> {
    if !word.is_ascii() {
        let lower: String = word.chars().flat_map(char::to_lowercase).collect();
        return search(list, lower.as_bytes());
    }
    let mut lower = [0; LONGEST];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    search(list, lower)
}

/// The value of the line of a word in small letters.
fn search<'l>(list: &'l str, word: &[u8]) -> Option<&'l str> {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        // The line around the middle.
        let start = memrchr(b'\n', bytes.get(low..middle)?).map_or(low, |at| low + at + 1);
        let end = memchr(b'\n', bytes.get(middle..high)?).map_or(high, |at| middle + at);
        let line = bytes.get(start..end)?;
        match compare(line, word) {
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
            Ordering::Equal => {
                let line = list.get(start..end)?;
                return Some(line.split_once('\t').map_or("", |(_, value)| value));
            }
        }
    }
    None
}

/// Orders the key of a line, which ends at a tab, and a word in small letters; comments stand first. UTF-8 keeps the
/// order of code points.
fn compare(line: &[u8], word: &[u8]) -> Ordering {
    if line.first() == Some(&b'#') {
        return Ordering::Less;
    }
    let (head, rest) = line.split_at(word.len().min(line.len()));
    let order = head.cmp(word);
    match rest.first() {
        // A tab stands before every letter, so that a key that ends early is less already.
        None | Some(b'\t') => order,
        Some(_) => order.then(Ordering::Greater),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found() {
        for list in [
            ABBREVIATIONS,
            TITLES,
            FIRST_NAMES,
            ALIASES,
            EVENTS,
            NICKNAMES,
            STARTERS,
            VOICES,
        ] {
            let entries: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(entries.is_sorted(), "sort the list by bytes");
            for entry in entries {
                let (word, value) = entry.split_once('\t').unwrap_or((entry, ""));
                assert_eq!(find(list, &word.to_uppercase()), Some(value), "{word}");
            }
        }
    }

    #[test]
    fn other_words_are_not() {
        for word in ["", "zzz", "mister-x", "#", "äöü", "Mr"] {
            assert_eq!(find(STARTERS, word), None, "{word}");
        }
        assert_eq!(title("Mrs."), Some(Gender::Female));
        assert_eq!(abbreviation("pa"), None);
        assert_eq!(abbreviation("Pa"), Some(Abbreviation::End));
    }
}

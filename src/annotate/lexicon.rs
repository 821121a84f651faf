//! The hand-made word lists of `assets/lexicon`, built in.
//!
//! A list is a text: `#` comments first, then one entry a line, word, tab, value, sorted by bytes. It is
//! searched where it lies, so that nothing is parsed when the program starts.

use std::cmp::Ordering;

const ABBREVIATIONS: &str = include_str!("../../assets/lexicon/abbreviations.txt");
const TITLES: &str = include_str!("../../assets/lexicon/titles.txt");
const FIRST_NAMES: &str = include_str!("../../assets/lexicon/firstnames.txt");
const ALIASES: &str = include_str!("../../assets/lexicon/aliases.txt");
const EVENTS: &str = include_str!("../../assets/lexicon/events.txt");
const NICKNAMES: &str = include_str!("../../assets/lexicon/nicknames.txt");
const STARTERS: &str = include_str!("../../assets/lexicon/starters.txt");

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

/// The value of `word` in a list, whatever its capitals.
pub fn find<'l>(list: &'l str, word: &str) -> Option<&'l str> {
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = low + (high - low) / 2;
        // The line around the middle.
        let start = list.as_bytes()[low..middle]
            .iter()
            .rposition(|&byte| byte == b'\n')
            .map_or(low, |at| low + at + 1);
        let end = list.as_bytes()[start..high]
            .iter()
            .position(|&byte| byte == b'\n')
            .map_or(high, |at| start + at);
        let line = list.get(start..end)?;
        let (key, value) = line.split_once('\t').unwrap_or((line, ""));
        let order = if line.starts_with('#') {
            Ordering::Less
        } else {
            compare(key, word)
        };
        match order {
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
            Ordering::Equal => return Some(value),
        }
    }
    None
}

/// Orders a key of a list and a word put into small letters.
fn compare(key: &str, word: &str) -> Ordering {
    if key.is_ascii() && word.is_ascii() {
        let lower = word.bytes().map(|byte| byte.to_ascii_lowercase());
        return key.bytes().cmp(lower);
    }
    // UTF-8 keeps the order of code points.
    key.chars().cmp(word.chars().flat_map(char::to_lowercase))
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

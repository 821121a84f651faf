//! The hand-made word lists of `assets/lexicon/en`, built in.
//!
//! A list is a text: `#` comments first, then one entry a line, word, tab, value, sorted by bytes. It is
//! read at its first use, so that nothing is parsed when the program starts.

use std::sync::LazyLock;

use super::lookup::Words;
use super::packed::english;

static ABBREVIATIONS: List = LazyLock::new(|| read("abbreviations.txt"));
static TITLES: List = LazyLock::new(|| read("titles.txt"));
static FIRST_NAMES: List = LazyLock::new(|| read("firstnames.txt"));
static ALIASES: List = LazyLock::new(|| read("aliases.txt"));
static EVENTS: List = LazyLock::new(|| read("events.txt"));
static NICKNAMES: List = LazyLock::new(|| read("nicknames.txt"));
static STARTERS: List = LazyLock::new(|| read("starters.txt"));
static VOICES: List = LazyLock::new(|| read("voices.txt"));

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
    match find(&ABBREVIATIONS, word)? {
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
    find(&TITLES, word.trim_end_matches('.')).map(gender)
}

/// Whether `word` says that somebody holds or held an office beside others: "Co-author", "ex-mayor".
pub fn shared_office(word: &str) -> bool {
    const PREFIXES: [&str; 4] = ["co", "ex", "vice", "former"];
    const OFFICES: [&str; 12] = [
        "author", "chair", "creator", "director", "driver", "founder", "host", "owner", "pilot",
        "star", "worker", "writer",
    ];
    let is = |words: &[&str], word: &str| words.iter().any(|one| one.eq_ignore_ascii_case(word));
    word.split_once('-').is_some_and(|(prefix, office)| {
        is(&PREFIXES, prefix) && (is(&OFFICES, office) || title(office).is_some())
    })
}

/// The gender of the relative that `word`, in small letters, means: "aunt". None where it means no relative.
pub fn kin(word: &str) -> Option<Gender> {
    const KIN: [(&str, Gender); 25] = [
        ("aunt", Gender::Female),
        ("boyfriend", Gender::Male),
        ("brother", Gender::Male),
        ("cousin", Gender::Unknown),
        ("daughter", Gender::Female),
        ("father", Gender::Male),
        ("girlfriend", Gender::Female),
        ("granddaughter", Gender::Female),
        ("grandfather", Gender::Male),
        ("grandmother", Gender::Female),
        ("grandson", Gender::Male),
        ("husband", Gender::Male),
        ("mother", Gender::Female),
        ("nephew", Gender::Male),
        ("niece", Gender::Female),
        ("parents", Gender::Unknown),
        ("sister", Gender::Female),
        ("son", Gender::Male),
        ("stepdaughter", Gender::Female),
        ("stepson", Gender::Male),
        ("twin", Gender::Unknown),
        ("uncle", Gender::Male),
        ("widow", Gender::Female),
        ("widower", Gender::Male),
        ("wife", Gender::Female),
    ];
    let found = KIN.binary_search_by_key(&word, |(noun, _)| *noun);
    KIN.get(found.ok()?).map(|(_, gender)| *gender)
}

/// Who mostly bears the first name `word`.
pub fn first_name(word: &str) -> Gender {
    find(&FIRST_NAMES, word).map_or(Gender::Unknown, gender)
}

/// The first name that `word` may be short for: "bill" gives "william".
pub fn formal(word: &str) -> Option<&'static str> {
    find(&NICKNAMES, word)
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
    find(&ALIASES, name)
}

/// Whether a longer name that ends in `word` names a treaty, a law, a contest, a war.
pub fn event(word: &str) -> bool {
    find(&EVENTS, word).is_some()
}

/// Whether `word` often begins a sentence and is no name: "The", "But", "He".
pub fn starter(word: &str) -> bool {
    find(&STARTERS, word).is_some()
}

/// What the noun `word`, in the singular, names: "person", "body", "paper", "share" or "thing"; None for one that is not
/// in the list.
pub fn voice(word: &str) -> Option<&'static str> {
    find(&VOICES, word)
}

/// Every list.
static LISTS: [&List; 8] = [
    &ABBREVIATIONS,
    &TITLES,
    &FIRST_NAMES,
    &ALIASES,
    &EVENTS,
    &NICKNAMES,
    &STARTERS,
    &VOICES,
];

/// How many words the lists class.
pub(crate) fn size() -> usize {
    LISTS.iter().map(|list| list.len()).sum()
}

/// No entry of a list is longer, in bytes.
const LONGEST: usize = 48;

/// A list, read at its first use.
type List = LazyLock<Words<&'static str, &'static str>>;

fn read(file: &str) -> Words<&'static str, &'static str> {
    let lines = english(file).lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| line.split_once('\t').unwrap_or((line, "")))
        .collect()
}

/// The value of `word` in a list, whatever its capitals.
fn find(list: &List, word: &str) -> Option<&'static str> {
    let mut lower = [0; LONGEST];
    if !word.is_ascii() {
        let lower: String = word.chars().flat_map(char::to_lowercase).collect();
        return list.get(lower.as_str()).copied();
    }
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let lower = std::str::from_utf8(lower).ok()?;
    list.get(lower).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found() {
        for list in LISTS {
            assert!(list.len() > 40);
            for (word, value) in list.iter() {
                assert_eq!(find(list, &word.to_uppercase()), Some(*value), "{word}");
            }
        }
    }

    #[test]
    fn other_words_are_not() {
        for word in ["", "zzz", "mister-x", "#", "äöü", "Mr"] {
            assert_eq!(find(&STARTERS, word), None, "{word}");
        }
        assert_eq!(title("Mrs."), Some(Gender::Female));
        assert_eq!(abbreviation("pa"), None);
        assert_eq!(abbreviation("Pa"), Some(Abbreviation::End));
    }
}

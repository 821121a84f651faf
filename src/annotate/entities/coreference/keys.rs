//! The keys under which a later mention finds its name: shortened, misspelt or written out.

use std::hash::{Hash, Hasher};

use crate::annotate::language::lexicon::{self, Gender};
use crate::annotate::tagger::words::mix;
use crate::model::EntityKind;

/// In what way a text may mean a group.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// All words of a name of this sort.
    Exact(Sort),
    /// All words of the name of a man or a woman, or the last of them.
    Titled(Gender),
    /// All words of a person's name, or the last, with what keeps father and son apart.
    Generation,
    /// The last word of a person's longer name.
    Surname,
    /// The first word of a person's longer name.
    FirstName,
    /// The last words of a person's longer name, more than one: "van der Berg".
    LastWords,
    /// A word between the first and the last of a person's name.
    Middle,
    /// A person's only word so far: a longer name may follow.
    Single,
    /// What a person is, where no name follows: "the Home Secretary".
    Office,
    /// First word and surname.
    Full,
    /// First initial and surname.
    Initial,
    /// The beginning of the first name, and the surname.
    Begins,
    /// The consonants of a person's surname, alone or behind the first name, or of a body's longer name: "Buchtmann" and
    /// "Bauchtman", "United Nations" and "Untied Nations".
    Sound,
    /// The first letter, and the beginning of the surname: "J-Lo".
    Clipped,
    /// The full form of the first name, and the surname: "Bill" is "William".
    Formal,
    /// A body's acronym, made from its words.
    Acronym,
    /// A body's name that looks like an acronym.
    Short,
    /// The beginning or end of a body's name.
    Part,
}

/// Kinds that the tagger confuses count as one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sort {
    Person,
    Thing,
    Date,
}

pub(super) const fn sort(kind: EntityKind) -> Sort {
    match kind {
        EntityKind::Person => Sort::Person,
        EntityKind::Date => Sort::Date,
        _ => Sort::Thing,
    }
}

/// A key and its words as one number; so many differ that no two are ever the same by chance.
pub(super) fn hashed<'w>(key: Key, words: impl IntoIterator<Item = &'w str>) -> u64 {
    struct Mixer(u64);
    impl Hasher for Mixer {
        fn write(&mut self, bytes: &[u8]) {
            for &byte in bytes {
                self.0 =
                    (self.0.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95);
            }
        }

        fn finish(&self) -> u64 {
            mix(self.0, 1)
        }
    }
    let mut mixer = Mixer(0);
    key.hash(&mut mixer);
    for word in words {
        mixer.write(word.as_bytes());
        mixer.write(b" ");
    }
    mixer.finish()
}

/// "william" of "bill".
pub(super) fn formal(first: &str) -> &str {
    lexicon::formal(first).unwrap_or(first)
}

/// The first `count` letters of a word; None for a shorter one: short forms and slips of the pen keep three.
pub(super) fn beginning(word: &str, count: usize) -> Option<&str> {
    let last = word.char_indices().nth(count - 1)?;
    word.get(..last.0 + last.1.len_utf8())
}

/// Whether a longer word without one of its letters is `word`: "maurer" and "mauer".
pub(super) fn lacks_one(longer: &str, word: &str) -> bool {
    let same = longer.bytes().zip(word.bytes());
    let head = same.take_while(|(one, other)| one == other).count();
    word.len() >= 5
        && longer.len() == word.len() + 1
        && longer.bytes().skip(head + 1).eq(word.bytes().skip(head))
}

/// The first letter of a name and its other consonants, none twice in a row, as far as that tells anything: what
/// slips of the pen and other alphabets change least.
pub(super) fn sound<'w>(words: impl IntoIterator<Item = &'w str>) -> Option<String> {
    const VOWELS: &str = "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýāēěīōőūůœ";
    let mut sound = String::new();
    for c in words.into_iter().flat_map(str::chars) {
        if sound.is_empty() || !VOWELS.contains(c) && !sound.ends_with(c) {
            sound.push(c);
        }
    }
    (sound.chars().count() > 3).then_some(sound)
}

/// The first letters of a longer name's words, with and without the small ones.
pub(super) fn acronyms(words: &[&str]) -> impl Iterator<Item = String> {
    let letters = |all: bool| -> String {
        let small = ["of", "the", "and", "for", "in", "on", "de", "la", "to"];
        words
            .iter()
            .filter(|word| all || !small.contains(word))
            .filter_map(|word| word.chars().next())
            .collect()
    };
    [letters(false), letters(true)]
        .into_iter()
        .filter(|acronym| acronym.chars().count() > 1)
}

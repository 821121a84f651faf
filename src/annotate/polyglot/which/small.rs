//! The small words by which languages are known, as a table that is asked for every word of a text.

use std::sync::LazyLock;

use crate::annotate::polyglot::packs::Code;

const TABLE: &str = include_str!("../../../../assets/lexicon/languages.txt");

/// The codes of the rows.
pub(super) static ROWS: LazyLock<Vec<Code>> =
    LazyLock::new(|| lines().map(|[code, _]| code).collect());

/// The small words, each with the rows that have it, as bits.
pub(super) static SMALL: LazyLock<SmallWords> = LazyLock::new(|| {
    let mut small = SmallWords {
        slots: vec![(0, 0); SLOTS],
    };
    for (row, [_, words]) in lines().enumerate() {
        for word in words.split(' ') {
            small.add(word, 1 << row);
        }
    }
    small
});

/// A table of short words: open addresses, a word as the eight bytes of a number.
pub(super) struct SmallWords {
    /// Each word's number, which is never 0, and its rows.
    slots: Vec<(u64, u64)>,
}

/// So many slots, a power of two, a few times as many as there are words.
const SLOTS: usize = 1 << 11;

/// The longest small word, in bytes.
const SHORT: usize = 8;

impl SmallWords {
    fn add(&mut self, word: &str, rows: u64) {
        if let Some(key) = packed(word) {
            let slot = self.slot(key);
            if let Some((known, all)) = self.slots.get_mut(slot) {
                *known = key;
                *all |= rows;
            }
        }
    }

    /// The rows that have a word, whatever its capitals, and the word's number.
    pub(super) fn rows(&self, word: &str) -> Option<(u64, u64)> {
        let key = packed(word)?;
        let found = self.slots.get(self.slot(key)).copied();
        found.filter(|(known, _)| *known == key)
    }

    /// Where a word lies, or the empty slot where it would.
    fn slot(&self, key: u64) -> usize {
        // Fibonacci hashing: the upper bits of a product with the golden ratio.
        let home = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - SLOTS.trailing_zeros());
        let free = |slot: &usize| {
            let (known, _) = self.slots.get(*slot).copied().unwrap_or_default();
            known == 0 || known == key
        };
        let mut steps = (0..SLOTS).map(|step| (home as usize + step) % SLOTS);
        steps.find(free).unwrap_or_default()
    }
}

/// The bytes of a word in small letters as a number; none for one of more than [`SHORT`] bytes, and for none.
fn packed(word: &str) -> Option<u64> {
    let pack = |key: u64, byte: u8| key << 8 | u64::from(byte);
    let short = |bytes: usize| (1..=SHORT).contains(&bytes);
    if word.is_ascii() {
        return short(word.len()).then(|| {
            let bytes = word.bytes().map(|byte| byte.to_ascii_lowercase());
            bytes.fold(0, pack)
        });
    }
    let lower = word.chars().flat_map(char::to_lowercase);
    let mut buffer = [0; 4];
    let (mut key, mut bytes) = (0, 0);
    for letter in lower {
        let letter = letter.encode_utf8(&mut buffer);
        bytes += letter.len();
        key = letter.bytes().fold(key, pack);
    }
    short(bytes).then_some(key)
}

fn lines() -> impl Iterator<Item = [&'static str; 2]> {
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut columns = line.split('\t');
        Some([columns.next()?, columns.next()?])
    })
}

//! Word types: what can be said of a word without its neighbours, worked out once for a text.

use super::model::Model;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::Token;

/// A text of more tokens is a long one: four megabytes of numbers.
const LONG: usize = 1 << 20;

/// What a word is, wherever it stands.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// Of its small letters.
    pub lower: u64,
    /// The number of its small letters among those of the text.
    pub base: u32,
    /// How it is written.
    pub cap: Cap,
    /// Its pattern of letters and digits, runs shortened: "Xx-Xx".
    pub shape: u64,
    /// Of its first two, three, four small letters.
    pub prefixes: [u64; 3],
    /// Of its last one to four small letters.
    pub suffixes: [u64; 4],
    /// Its classes among 48, 192, 768 and 2,048 of words used alike; 0 for none, the first class is 1.
    pub clusters: [u16; 4],
    /// What the gazetteer says of it alone; see [`gazetteer`].
    pub gazetteer: u16,
    /// Its tag, if it has only one.
    pub only_tag: Option<Tag>,
    /// Whether it may stand between the words of a name.
    pub links: bool,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Cap {
    /// No letter at all.
    #[default]
    None,
    /// "harbour"
    Small,
    /// "Harbour"
    Title,
    /// "A"
    Single,
    /// "NATO"
    All,
    /// "eBay", "McHart"
    Mixed,
    /// "1998"
    Digits,
    /// "3rd", "B-52"
    Coded,
}

/// Bits of a gazetteer entry.
pub mod gazetteer {
    /// A longer phrase begins with these words.
    pub const BEGINS: u16 = 1 << 15;
    /// A country, a region.
    pub const COUNTRY: u16 = 1;
    /// A town.
    pub const CITY: u16 = 2;
    /// A first name.
    pub const FIRST_NAME: u16 = 4;
    /// A surname.
    pub const SURNAME: u16 = 8;
    /// A word for a people, a religion, a party's members.
    pub const DEMONYM: u16 = 128;
    /// An agency, a company, a party, a team of the hand-made list.
    pub const BODY: u16 = 256;
    /// A title before a person's name.
    pub const TITLE: u16 = 512;
    /// The bits that features tell apart.
    pub const FEATURES: u16 = 511;
}

/// Joins a value to a hash.
pub const fn mix(hash: u64, value: u64) -> u64 {
    let x = (hash ^ value.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let x = (x ^ (x >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    x ^ (x >> 29)
}

/// The hash of a text in small letters.
pub fn hash_lower(text: &str) -> u64 {
    let mut hash = 0x51;
    if text.is_ascii() {
        for byte in text.bytes() {
            hash = step(hash, u32::from(byte.to_ascii_lowercase()));
        }
    } else {
        for c in text.chars().flat_map(char::to_lowercase) {
            hash = step(hash, u32::from(if c == '’' { '\'' } else { c }));
        }
    }
    mix(hash, 0)
}

const fn step(hash: u64, c: u32) -> u64 {
    (hash.rotate_left(5) ^ c as u64).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// The word types of a text, and of those read before it.
#[derive(Debug, Default)]
pub struct Words {
    /// Each type once, in the order of first use.
    pub types: Vec<Word>,
    /// For each token its type.
    pub of_token: Vec<u32>,
    /// How many words there are when capitals do not count; what [`Word::base`] counts.
    pub bases: usize,
    /// What stands where there is no token.
    none: Word,
    forms: Interner,
    lowers: Interner,
}

impl Words {
    /// Keeps the types, but none of the tokens read so far.
    pub fn next_text(&mut self) {
        self.of_token.clear();
    }

    /// Lets go of what was read of a text so long that its room is not to be kept for the next one.
    pub fn end_text(&mut self) {
        if self.of_token.capacity() > LONG {
            self.of_token = Vec::new();
        }
    }

    /// Reads the types of further tokens. `shouted` words count as written with one capital.
    pub fn read(&mut self, model: &Model<'_>, text: &str, tokens: &[Token], shouted: bool) {
        for token in tokens {
            let word = token.span().of(text);
            let hash = word
                .bytes()
                .fold(0, |hash, byte| step(hash, u32::from(byte)));
            // The last step keeps the two ways apart: as a first step it would make "A" the same as "a".
            let way = word.len() as u64 * 2 + u64::from(shouted);
            let (id, new) = self.forms.intern(mix(hash, way));
            if new {
                let mut word = Word::new(model, word, shouted);
                word.base = self.lowers.intern(word.lower).0;
                self.bases = self.lowers.count as usize;
                self.types.push(word);
            }
            self.of_token.push(id);
        }
    }

    /// The type of the token at `at`.
    pub fn get(&self, at: usize) -> &Word {
        let id = self.of_token.get(at);
        id.and_then(|id| self.types.get(*id as usize))
            .unwrap_or(&self.none)
    }
}

/// Numbers hashes by first sight: open addressing, a power of two long.
#[derive(Debug, Default)]
struct Interner {
    slots: Vec<(u64, u32)>,
    count: u32,
}

const EMPTY: u32 = u32::MAX;

impl Interner {
    /// The number of `hash` and whether it is new.
    fn intern(&mut self, hash: u64) -> (u32, bool) {
        if self.count as usize * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(hash);
        // A table that has grown has a slot for every hash.
        let Some(place) = self.slots.get_mut(slot) else {
            return (EMPTY, false);
        };
        if place.1 != EMPTY {
            return (place.1, false);
        }
        *place = (hash, self.count);
        self.count += 1;
        (self.count - 1, true)
    }

    /// The slot that holds `hash` or may take it.
    fn slot(&self, hash: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while let Some(&(known, id)) = self.slots.get(slot)
            && id != EMPTY
            && known != hash
        {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        let larger = vec![(0, EMPTY); (self.slots.len() * 4).max(512)];
        for entry in std::mem::replace(&mut self.slots, larger) {
            if entry.1 != EMPTY {
                let slot = self.slot(entry.0);
                if let Some(place) = self.slots.get_mut(slot) {
                    *place = entry;
                }
            }
        }
    }
}

impl Word {
    /// Whether it stands before a person's name.
    pub fn is_title(&self) -> bool {
        self.gazetteer & gazetteer::TITLE != 0
    }

    /// Whether it says where somebody is from: "Dane".
    pub fn is_demonym(&self) -> bool {
        self.gazetteer & gazetteer::DEMONYM != 0
    }

    /// What the gazetteer says, as features tell it apart.
    pub fn listed(&self) -> u64 {
        u64::from(self.gazetteer & gazetteer::FEATURES)
    }

    /// Works out all that is known of `word`.
    pub fn new(model: &Model<'_>, word: &str, shouted: bool) -> Self {
        let lower = hash_lower(word);
        let written = Cap::of(word);
        let cap = match written {
            Cap::All if shouted => Cap::Title,
            cap => cap,
        };
        let mut result = Word {
            lower,
            cap,
            shape: if cap == written {
                shape(word)
            } else {
                shape("Xx")
            },
            clusters: model.clusters(lower),
            gazetteer: model.phrase(phrase_start(lower)),
            links: may_link(word),
            only_tag: model.only_tag(lower),
            ..Word::default()
        };
        let mut hash = 1;
        let small = |c: char| u32::from(c.to_lowercase().next().unwrap_or(c));
        for (at, c) in word.chars().take(4).enumerate() {
            hash = step(hash, small(c));
            if let Some(prefix) = at.checked_sub(1).and_then(|at| result.prefixes.get_mut(at)) {
                *prefix = mix(hash, at as u64);
            }
        }
        hash = 2;
        for (at, c) in word.chars().rev().take(4).enumerate() {
            hash = step(hash, small(c));
            if let Some(suffix) = result.suffixes.get_mut(at) {
                *suffix = mix(hash, at as u64);
            }
        }
        result
    }
}

/// Whether a word may stand between the words of a name.
fn may_link(word: &str) -> bool {
    const LINKING: [&str; 38] = [
        "&", "'", "-", "/", "al", "and", "at", "bin", "d'", "da", "das", "de", "del", "den", "der",
        "des", "di", "do", "dos", "du", "e", "el", "en", "for", "ibn", "in", "la", "las", "le",
        "los", "of", "on", "the", "to", "van", "von", "y", "–",
    ];
    word.len() <= 5 && LINKING.binary_search(&word).is_ok()
}

/// The hash of a gazetteer phrase of one word; [`phrase_next`] adds further words.
pub const fn phrase_start(lower: u64) -> u64 {
    mix(0x9a2, lower)
}

/// The hash of a phrase and one more word.
pub const fn phrase_next(phrase: u64, lower: u64) -> u64 {
    mix(phrase, lower)
}

impl Cap {
    /// How `word` is written.
    pub fn of(word: &str) -> Self {
        let (mut upper, mut small, mut digit) = (0, 0, 0);
        let mut first_upper = false;
        for (at, c) in word.chars().enumerate() {
            if c.is_ascii_digit() {
                digit += 1;
            } else if c.is_uppercase() {
                upper += 1;
                first_upper |= at == 0;
            } else if c.is_alphabetic() {
                small += 1;
            }
        }
        match (upper, small, digit) {
            (0, 0, 0) => Cap::None,
            (0, 0, _) => Cap::Digits,
            (_, _, 1..) => Cap::Coded,
            (0, _, _) => Cap::Small,
            (1, 0, _) => Cap::Single,
            (_, 0, _) => Cap::All,
            (1, _, _) if first_upper => Cap::Title,
            _ => Cap::Mixed,
        }
    }
}

/// The hash of the word's pattern: capital, small, digit, other, each run at most two long.
fn shape(word: &str) -> u64 {
    let (mut hash, mut last, mut run) = (3, 0, 0);
    for c in word.chars() {
        let class = if c.is_ascii_digit() {
            1
        } else if c.is_uppercase() {
            2
        } else if c.is_alphabetic() {
            3
        } else {
            u32::from(c)
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 2 {
            hash = step(hash, class);
        }
    }
    mix(hash, 1)
}

/// Whether a word may be part of a name by how it is written.
pub fn may_name(word: &Word) -> bool {
    matches!(
        word.cap,
        Cap::Title | Cap::Single | Cap::All | Cap::Mixed | Cap::Coded
    )
}

#[cfg(test)]
mod tests {
    use super::super::model::SHIPPED;
    use super::*;
    use crate::annotate::text::blocks::blocks_of;
    use crate::annotate::text::split::split;

    #[test]
    fn a_word_in_a_line_of_capitals_is_a_type_of_its_own() {
        let text = "A a I i THE the";
        let layer = split(text, &blocks_of(text));
        let mut words = Words::default();
        words.read(&SHIPPED, text, &layer.tokens, true);
        words.read(&SHIPPED, text, &layer.tokens, false);
        assert_eq!(words.types.len(), 2 * layer.tokens.len());
        let small = words.get(layer.tokens.len() + 1);
        assert_eq!(small.cap, Cap::Small);
    }
}

//! Sentences of our own making, for kinds of text that the open corpora lack: scores, datelines, headlines, business,
//! parties and papers of countries that they seldom speak of.
//!
//! `assets/lexicon/en/sentences.txt` has the sentences, `slots.txt` says what may stand in their gaps; other languages have both
//! in `<code>/sentences.txt`, and what is the same in all of them in `world.txt`. What is made depends on the lists alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use pullquote::annotate::tagger::words::gazetteer;
use pullquote::model::Span;

use crate::Result;
use crate::corpora::Text;
use crate::field::Random;
use crate::lexicon::{LISTS, WORLD_NAMES};

const PATTERNS: &str = include_str!("../../../assets/lexicon/en/sentences.txt");
const SLOTS: &str = include_str!("../../../assets/lexicon/en/slots.txt");
const WORLD: &str = include_str!("../../../assets/lexicon/world.txt");
/// The sentences of other languages.
const SENTENCES: [(&str, &str); 7] = [
    (
        "es",
        include_str!("../../../assets/lexicon/es/sentences.txt"),
    ),
    (
        "fr",
        include_str!("../../../assets/lexicon/fr/sentences.txt"),
    ),
    (
        "it",
        include_str!("../../../assets/lexicon/it/sentences.txt"),
    ),
    (
        "nl",
        include_str!("../../../assets/lexicon/nl/sentences.txt"),
    ),
    (
        "pt",
        include_str!("../../../assets/lexicon/pt/sentences.txt"),
    ),
    (
        "ru",
        include_str!("../../../assets/lexicon/ru/sentences.txt"),
    ),
    (
        "pl",
        include_str!("../../../assets/lexicon/pl/sentences.txt"),
    ),
];
/// How often each pattern is filled.
const FILLS: usize = 24;
/// How deep slots may lie in slots; deeper ones stay empty.
const DEEPEST: usize = 4;

/// The kind of name, and the ways to fill a gap.
type Slot = (&'static str, Vec<&'static str>);
type Slots = BTreeMap<&'static str, Slot>;

/// What fills the gaps.
struct Maker {
    slots: Slots,
    lists: BTreeMap<&'static str, Vec<String>>,
    random: Random,
}

/// Texts with their names, as from a corpus called "made".
pub fn texts(corpora: &Path) -> Result<Vec<Text>> {
    made(corpora, slots(SLOTS).collect(), PATTERNS)
}

/// The languages with sentences of their own, each with its texts.
pub fn in_languages(corpora: &Path) -> Result<Vec<(&'static str, Vec<Text>)>> {
    let texts = SENTENCES.into_iter().map(|(code, lines)| {
        let slots = slots(WORLD).chain(slots(lines)).collect();
        Ok((code, made(corpora, slots, lines)?))
    });
    texts.collect()
}

/// The lines without a tab, each filled some times.
fn made(corpora: &Path, slots: Slots, lines: &'static str) -> Result<Vec<Text>> {
    let mut maker = Maker {
        slots,
        lists: lists(corpora)?,
        random: Random::new(11),
    };
    let patterns = lines
        .lines()
        .filter(|line| !line.starts_with('#') && !line.contains('\t'));
    let patterns: Vec<&str> = patterns.collect();
    let fills = (0..FILLS).flat_map(|_| &patterns);
    Ok(fills.map(|pattern| maker.text(pattern)).collect())
}

fn slots(lines: &'static str) -> impl Iterator<Item = (&'static str, Slot)> {
    let lines = lines.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (name, rest) = line.split_once('\t')?;
        let (kind, ways) = rest.split_once('\t')?;
        Some((name, (kind, ways.split("; ").collect())))
    })
}

/// The lists that a slot with a capital draws from, as they are written in a text.
fn lists(corpora: &Path) -> Result<BTreeMap<&'static str, Vec<String>>> {
    let mut lists: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    let of = [
        ("Country", gazetteer::COUNTRY),
        ("Town", gazetteer::CITY),
        ("Bigtown", 64),
        ("First", gazetteer::FIRST_NAME),
        ("Last", gazetteer::SURNAME),
        ("Company", 16),
    ];
    for line in fs::read_to_string(corpora.join("lexicon/gazetteer.tsv"))?.lines() {
        let (phrase, bits) = line.split_once('\t').ok_or("no bits in the gazetteer")?;
        let bits: u16 = bits.parse()?;
        for (list, bit) in of {
            // A name that may be something else as well would teach little.
            let others = bits & !(bit | 64 | gazetteer::CITY | gazetteer::SURNAME);
            if bits & bit != 0 && others == 0 && phrase.len() > 3 {
                lists.entry(list).or_default().push(titled(phrase));
            }
        }
    }
    for line in WORLD_NAMES.lines().filter(|line| !line.starts_with('#')) {
        let (name, sorts) = line.split_once('\t').ok_or("no sort of name")?;
        for (sort, list) in [('f', "Worldfirst"), ('s', "Worldlast")] {
            if sorts.contains(sort) {
                lists.entry(list).or_default().push(titled(name));
            }
        }
    }
    let demonyms = LISTS[0].0.lines().filter(|line| !line.starts_with('#'));
    lists.insert("Demonym", demonyms.map(titled).collect());
    Ok(lists)
}

/// Each word with a capital.
fn titled(phrase: &str) -> String {
    let mut begins = true;
    let letters = phrase.chars().flat_map(|c| {
        let raise = std::mem::replace(&mut begins, matches!(c, ' ' | '-')) && c.is_alphabetic();
        let raised: Vec<char> = match raise {
            true => c.to_uppercase().collect(),
            false => vec![c],
        };
        raised
    });
    letters.collect()
}

impl Maker {
    /// A pattern with its gaps filled.
    fn text(&mut self, pattern: &str) -> Text {
        let shout = pattern.starts_with('^');
        let mut made = Text {
            source: "made".to_owned(),
            text: String::new(),
            names: Vec::new(),
        };
        for (at, piece) in pattern.trim_start_matches('^').split('{').enumerate() {
            let mut rest = piece;
            if let Some((slot, behind)) = piece.split_once('}').filter(|_| at > 0) {
                self.fill(slot, shout, &mut made);
                rest = behind;
            }
            let words = rest.replace(" | ", "\n");
            made.text.push_str(&words);
        }
        made
    }

    fn fill(&mut self, slot: &str, shout: bool, made: &mut Text) {
        let known = self.slots.contains_key(slot);
        let name = if known {
            slot.to_owned()
        } else {
            slot.to_lowercase()
        };
        let mut words = self.way(&name, 0);
        if shout || !known {
            words = words.to_uppercase();
        }
        let start = made.text.len();
        made.text.push_str(&words);
        let kind = self.slots.get(&*name).map_or("-", |slot| slot.0);
        if kind != "-" {
            // Small words at the beginning are outside ("the state news agency").
            let small = words.find(char::is_uppercase).unwrap_or(0);
            let span = Span::new(start + small, made.text.len());
            made.names.push((span, kind.to_owned()));
        }
    }

    /// One of the ways to fill a slot.
    fn way(&mut self, slot: &str, depth: usize) -> String {
        let Some((_, ways)) = self.slots.get(slot).filter(|_| depth < DEEPEST) else {
            return match (slot, self.lists.get(slot)) {
                (_, Some(list)) => pick(list, &mut self.random).clone(),
                ("Made", _) => made_up(&mut self.random),
                ("Letters", _) => letters(&mut self.random),
                _ => String::new(),
            };
        };
        let way = *pick(ways, &mut self.random);
        let mut words = String::new();
        for (at, piece) in way.split('{').enumerate() {
            match piece.split_once('}').filter(|_| at > 0) {
                Some((inner, behind)) => {
                    words.push_str(&self.way(inner, depth + 1));
                    words.push_str(behind);
                }
                None => words.push_str(piece),
            }
        }
        words
    }
}

fn pick<'l, T>(list: &'l [T], random: &mut Random) -> &'l T {
    &list[(random.next() >> 16) as usize % list.len()]
}

/// A word that is no word: two or three syllables.
fn made_up(random: &mut Random) -> String {
    const BEGIN: [&str; 28] = [
        "b", "ch", "d", "f", "g", "h", "j", "k", "kh", "l", "m", "mb", "n", "nd", "ng", "p", "r",
        "s", "sh", "t", "th", "v", "w", "y", "z", "br", "st", "",
    ];
    const MIDDLE: [&str; 11] = ["a", "e", "i", "o", "u", "aa", "ai", "ou", "ia", "a", "o"];
    const END: [&str; 16] = [
        "", "", "", "", "n", "r", "l", "m", "s", "k", "ng", "t", "sh", "v", "wa", "nko",
    ];
    let mut word = String::new();
    for _ in 0..2 + random.next() % 2 {
        word.push_str(pick::<&str>(&BEGIN, random));
        word.push_str(pick::<&str>(&MIDDLE, random));
    }
    word.push_str(pick::<&str>(&END, random));
    titled(&word)
}

fn letters(random: &mut Random) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJLMNOPRSTUWAPNCFSU";
    let count = 3 + random.next() % 2;
    (0..count)
        .map(|_| char::from(*pick(LETTERS, random)))
        .collect()
}

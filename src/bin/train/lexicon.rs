//! Word classes and the gazetteer as tables.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use pullquote::annotate::tagger::packed::packed;
use pullquote::annotate::tagger::table::{BUCKET, build};
use pullquote::annotate::tagger::words::{gazetteer, hash_lower, phrase_next, phrase_start};

use crate::Result;

/// The hand-made lists that are built in beside the gazetteer, with the bit of each.
pub const LISTS: [(&str, u16); 2] = [
    (
        include_str!("../../../assets/lexicon/en/demonyms.txt"),
        gazetteer::DEMONYM,
    ),
    (
        include_str!("../../../assets/lexicon/en/bodies.txt"),
        gazetteer::BODY,
    ),
];

/// First names and surnames that the gazetteer has not.
pub const WORLD_NAMES: &str = include_str!("../../../assets/lexicon/worldnames.txt");

/// Writes `clusters.bin.z` and `phrases.bin.z`.
pub fn make(corpora: &Path, out: &Path) -> Result<()> {
    let clusters = fs::read_to_string(corpora.join("lexicon/clusters.tsv"))?;
    let mut entries = Vec::new();
    for line in clusters.lines() {
        let mut fields = line.split('\t');
        let word = fields.next().unwrap_or_default();
        let mut class = || -> Result<u16> {
            Ok(fields.next().ok_or("a class is missing")?.parse::<u16>()? + 1)
        };
        let (a, b, c, d) = (class()?, class()?, class()?, class()?);
        let ([c, c2], [d, d2]) = (c.to_le_bytes(), d.to_le_bytes());
        entries.push((hash_lower(word), [a as u8, b as u8, c, c2, d, d2]));
    }
    write::<6>(out, "clusters.bin.z", entries, 70)?;

    let mut phrases: BTreeMap<u64, u16> = BTreeMap::new();
    let places = fs::read_to_string(corpora.join("lexicon/gazetteer.tsv"))?;
    for line in places.lines() {
        let (phrase, bits) = line.split_once('\t').ok_or("no bits in the gazetteer")?;
        add(&mut phrases, phrase, bits.parse()?);
    }
    for (list, bit) in LISTS {
        for phrase in list.lines().filter(|line| !line.starts_with('#')) {
            add(&mut phrases, phrase, bit);
        }
    }
    for line in WORLD_NAMES.lines().filter(|line| !line.starts_with('#')) {
        let (name, sorts) = line.split_once('\t').ok_or("no sort of name")?;
        let bit = |sort, bit| if sorts.contains(sort) { bit } else { 0 };
        let bits = bit('f', gazetteer::FIRST_NAME) | bit('s', gazetteer::SURNAME);
        add(&mut phrases, name, bits);
    }
    let titles = include_str!("../../../assets/lexicon/en/titles.txt");
    for line in titles.lines().filter(|line| !line.starts_with('#')) {
        let title = line.split('\t').next().unwrap_or_default();
        add(&mut phrases, title, gazetteer::TITLE);
        add(&mut phrases, &format!("{title}."), gazetteer::TITLE);
    }
    let entries = phrases
        .into_iter()
        .map(|(hash, bits)| (hash, bits.to_le_bytes()));
    write::<2>(out, "phrases.bin.z", entries.collect(), 80)
}

/// Names of countries and of peoples, to clean the corpora with.
pub struct Lists {
    countries: HashSet<String>,
    demonyms: HashSet<&'static str>,
    bodies: HashSet<&'static str>,
    /// All that the gazetteer has, countries or not.
    places_and_people: HashSet<String>,
}

impl Lists {
    /// Reads the gazetteer's countries.
    pub fn read(corpora: &Path) -> Result<Lists> {
        let places = fs::read_to_string(corpora.join("lexicon/gazetteer.tsv"))?;
        let country = |line: &str| {
            let (phrase, bits) = line.split_once('\t')?;
            let bits: u16 = bits.parse().ok()?;
            (bits & gazetteer::COUNTRY != 0).then(|| phrase.to_owned())
        };
        let phrase = |line: &str| line.split('\t').next().map(str::to_owned);
        Ok(Lists {
            countries: places.lines().filter_map(country).collect(),
            demonyms: LISTS[0].0.lines().collect(),
            bodies: LISTS[1].0.lines().collect(),
            places_and_people: places.lines().filter_map(phrase).collect(),
        })
    }

    /// Whether `words` name a country or region.
    pub fn country(&self, words: &str) -> bool {
        self.countries.contains(&words.to_lowercase())
    }

    /// Whether `words`, in small letters, name a body and nothing else.
    pub fn only_body(&self, words: &str) -> bool {
        self.bodies.contains(words) && !self.places_and_people.contains(words)
    }

    /// Whether `words` are a word for a people or religion.
    pub fn demonym(&self, words: &str) -> bool {
        words.starts_with(char::is_uppercase)
            && self.demonyms.contains(words.to_lowercase().as_str())
    }
}

/// Adds a phrase, and marks all its beginnings as such.
fn add(phrases: &mut BTreeMap<u64, u16>, phrase: &str, bits: u16) {
    let mut words = phrase.split(' ').map(hash_lower);
    let Some(first) = words.next() else { return };
    let mut hash = phrase_start(first);
    for next in words {
        *phrases.entry(hash).or_default() |= gazetteer::BEGINS;
        hash = phrase_next(hash, next);
    }
    *phrases.entry(hash).or_default() |= bits;
}

/// Writes a table that is about `load` percent full; packed and deflated, if the name ends in `.z`.
pub fn write<const V: usize>(
    out: &Path,
    name: &str,
    entries: Vec<(u64, [u8; V])>,
    load: usize,
) -> Result<()> {
    let count = entries.len();
    let buckets = (count * 100).div_ceil(load * BUCKET).max(1);
    let (bytes, lost) = build(buckets, entries);
    eprintln!(
        "{name}: {count} entries, {lost} left out, {} bytes",
        bytes.len()
    );
    if name.ends_with(".z") {
        let mut packer =
            DeflateEncoder::new(fs::File::create(out.join(name))?, Compression::best());
        packer.write_all(&packed::<V>(&bytes))?;
        packer.finish()?;
    } else {
        fs::write(out.join(name), bytes)?;
    }
    Ok(())
}

//! What a name shows of its bearer: words, office, gender, and what keeps namesakes apart.

use super::super::unnamed;
use crate::annotate::language::lexicon::{self, Gender};
use crate::annotate::language::tags::Tag;
use crate::annotate::tagger::kin_before;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::EntityKind;

/// What a name shows of its bearer.
pub(super) struct Mention {
    pub kind: EntityKind,
    /// Without stops, possessives and a leading "the"; small letters.
    pub words: Vec<String>,
    /// As it stands among capitals: "FBI" may be an acronym.
    pub capitals: bool,
    /// The capitals of a single word that has several: "LV" of "LibriVox", in small letters.
    pub inner_capitals: Option<String>,
    /// The office that a person is called by, alone or before the name: "home secretary".
    pub office: Option<String>,
    pub gender: Gender,
    /// "jr" of "Sean Okafor Jr.".
    pub generation: Option<String>,
    /// "hw" of "Tomas H. W. Berger"; none where a word stands between first name and surname.
    pub initials: Option<String>,
    /// Whether a word before it says that the bearer is another's child, wife or brother.
    pub kin: bool,
}

impl Mention {
    /// Whether it says what somebody is, without a name.
    pub fn is_office(&self) -> bool {
        self.words.is_empty() && self.office.is_some()
    }

    pub fn new(layer: &Layer<'_>, name: &Name) -> Self {
        let words: Vec<&str> = name.tokens.clone().map(|at| layer.word(at)).collect();
        let mut small: Vec<String> = words
            .iter()
            .filter(|word| word.starts_with(char::is_alphanumeric))
            .map(|word| plain(without_domain(word)))
            .collect();
        if small.len() > 1 && small.first().is_some_and(|word| word == "the") {
            small.remove(0);
        }
        let (mut office, mut generation) = (None, None);
        if name.kind == EntityKind::Person {
            (office, generation) = person_only(&mut small);
        }
        let long = small.len() > 1 || small.first().is_some_and(|word| word.len() <= 4);
        if let Some(full) = long.then(|| lexicon::alias(&small.join(" "))).flatten() {
            small = full.split(' ').map(str::to_owned).collect();
        }
        let capitals = match words[..] {
            [word] => word.len() > 1 && !word.contains(char::is_lowercase),
            _ => false,
        };
        Mention {
            kind: name.kind,
            gender: gender(layer, name),
            capitals,
            inner_capitals: inner_capitals(&words),
            initials: initials(&words),
            kin: is_kin(layer, name),
            generation,
            office,
            words: small,
        }
    }
}

/// A word in small letters without stops, apostrophes straight.
fn plain(word: &str) -> String {
    let letters = word.chars().filter(|letter| *letter != '.');
    if word.is_ascii() {
        return letters.map(|letter| letter.to_ascii_lowercase()).collect();
    }
    let straight = letters.map(|letter| if letter == '’' { '\'' } else { letter });
    straight.collect::<String>().to_lowercase()
}

/// "Amazon" of "Amazon.com".
fn without_domain(word: &str) -> &str {
    const DOMAINS: [&str; 8] = [
        ".ca", ".co.uk", ".com", ".de", ".edu", ".gov", ".net", ".org",
    ];
    let name = DOMAINS.iter().find_map(|domain| word.strip_suffix(domain));
    name.filter(|name| name.len() > 1).unwrap_or(word)
}

/// Whether whom a name means is somebody's relative: "his brother, |Sean Okafor".
fn is_kin(layer: &Layer<'_>, name: &Name) -> bool {
    kin_before(layer, name.tokens.start).is_some()
}

fn inner_capitals(words: &[&str]) -> Option<String> {
    let [word] = words else { return None };
    let capitals: String = word.chars().filter(|c| c.is_uppercase()).collect();
    (capitals.chars().count() > 1 && word.contains(char::is_lowercase))
        .then(|| capitals.to_lowercase())
}

/// The letters between a person's first name and surname, or behind a first name alone, if these are all that stands
/// there.
fn initials(words: &[&str]) -> Option<String> {
    let [_, rest @ ..] = words else {
        return None;
    };
    let is_initial = |word: &str| word.ends_with('.') || word.chars().count() == 1;
    let middle = match rest {
        [middle @ .., last] if !is_initial(last) => middle,
        _ => rest,
    };
    let stops = middle.iter().all(|word| is_initial(word));
    (stops && !middle.is_empty()).then(|| middle.concat().replace('.', "").to_lowercase())
}

/// Leaves a person's name without titles before and without "of the Council" behind it; gives the office that
/// stood before it, and "jr" or the like that stood behind. Where an office is all there is, nothing is left.
fn person_only(words: &mut Vec<String>) -> (Option<String>, Option<String>) {
    if let Some(of) = words
        .iter()
        .position(|word| word == "of")
        .filter(|&of| of > 1)
    {
        words.truncate(of);
    }
    let mut generation = None;
    while words.len() > 1 && words.last().is_some_and(|word| follows_name(word)) {
        generation = words.pop().filter(|word| tells_generation(word));
    }
    let title = |word: &String| lexicon::title(word).is_some();
    // "Home Secretary", but not "Phil Dean"
    let named = words
        .first()
        .map_or(Gender::Unknown, |word| lexicon::first_name(word));
    let all = words.len() > 1 && words.last().is_some_and(title) && named == Gender::Unknown;
    let before = words.len() - usize::from(!all && !words.is_empty());
    let office: Vec<String> = match words.iter().take(before).rposition(title) {
        Some(title) => words.drain(..=title).collect(),
        None => Vec::new(),
    };
    let office = (office.len() > 1).then(|| office.join(" "));
    (office, generation)
}

/// Whether `word` keeps a father and his son apart.
fn tells_generation(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}

/// Whether `word` stands behind a name and is no part of it: "Jr." of "Sean Okafor Jr.".
fn follows_name(word: &str) -> bool {
    tells_generation(word) || matches!(word, "phd" | "md" | "mp" | "qc" | "kc" | "esq" | "mep")
}

/// What the title before a person's name, the word that makes a relative of its bearer, else the first name, says.
pub fn gender(layer: &Layer<'_>, name: &Name) -> Gender {
    if name.kind != EntityKind::Person {
        return Gender::Unknown;
    }
    let titled = |at: usize| lexicon::title(layer.word(at)).unwrap_or_default();
    let before = (name.tokens.start.checked_sub(1)).map_or(Gender::Unknown, titled);
    // "Lady Ruiz" may be a name as a whole.
    let inside = || match name.tokens.len() {
        1 => Gender::Unknown,
        _ => titled(name.tokens.start),
    };
    let kin = || kin_before(layer, name.tokens.start).unwrap_or_default();
    let first = || match name.tokens.len() {
        1 => Gender::Unknown,
        _ => lexicon::first_name(layer.word(name.tokens.start)),
    };
    let known = |gender: &Gender| *gender != Gender::Unknown;
    (Some(before).filter(known))
        .or_else(|| Some(inside()).filter(known))
        .or_else(|| Some(kin()).filter(known))
        .or_else(|| Some(first()).filter(known))
        .unwrap_or_else(|| apposed(layer, name.tokens.end))
}

/// What the noun of an apposition behind a name says: "Tam, |the stable boy."
fn apposed(layer: &Layer<'_>, end: usize) -> Gender {
    /// An apposition has no more words than this.
    const LONGEST: usize = 6;
    if layer.word(end) != "," || layer.tag(end + 1) != Some(Tag::Dt) {
        return Gender::Unknown;
    }
    let rest = end + 2..end + 2 + LONGEST;
    let noun = |at: &usize| matches!(layer.tag(*at), Some(Tag::Nn | Tag::Jj | Tag::Cd));
    let close = rest.start + rest.take_while(noun).count();
    match layer.tag(close) {
        Some(Tag::Comma | Tag::Stop) => unnamed::noun(layer.word(close - 1)).unwrap_or_default(),
        _ => Gender::Unknown,
    }
}

//! Which names mean one person, body or place: sieves, the surest first.
//!
//! One pass over the names in their order; each asks the earlier ones through tables of the keys under
//! which they may be meant again, so the cost does not grow with their number. In order: the same
//! words; a known short name ("U.S."); for persons surname, first name and initials, the nearest
//! earlier first; for bodies acronym, then the beginning or the end of a longer name.

use std::collections::HashMap;

use super::layer::{Layer, Name};
use super::lexicon::{self, Gender};
use crate::model::EntityKind;

/// For each name of `names` the number of its group; groups are numbered by first mention.
pub fn group(layer: &Layer<'_>, names: &[Name]) -> Vec<usize> {
    let mut sieves = Sieves::default();
    let mut groups: Vec<usize> = Vec::with_capacity(names.len());
    let mut apposed = false;
    for (at, name) in names.iter().enumerate() {
        let mention = Mention::new(layer, name);
        let near = groups.last().copied();
        let behind = at
            .checked_sub(1)
            .is_some_and(|last| touch(layer, &names[last], name));
        let found = match near {
            Some(near) if apposed => Some(near),
            Some(near) if mention.is_office() && behind => Some(near),
            _ => sieves.find(&mention),
        };
        // "Harbour Master" before "Sean Okafor" is nobody yet.
        let next = names.get(at + 1);
        apposed = found.is_none()
            && mention.is_office()
            && next.is_some_and(|next| touch(layer, name, next));
        let group = found.unwrap_or_else(|| {
            sieves.groups.push(Group::default());
            sieves.groups.len() - 1
        });
        sieves.learn(&mention, group);
        groups.push(group);
    }
    groups
}

/// Whether two names of persons stand side by side, or with a comma between.
fn touch(layer: &Layer<'_>, name: &Name, next: &Name) -> bool {
    let between = name.tokens.end..next.tokens.start;
    let mut words = between.map(|at| layer.word(at));
    name.kind == EntityKind::Person
        && next.kind == EntityKind::Person
        && words.next().is_none_or(|word| word == ",")
        && words.next().is_none_or(|word| word == "the")
        && words.next().is_none()
}

/// What a name shows of its bearer.
struct Mention {
    kind: EntityKind,
    /// Without stops, possessives and a leading "the"; small letters.
    words: Vec<String>,
    /// As it stands among capitals: "FBI" may be an acronym.
    capitals: bool,
    /// The capitals of a single word that has several: "LV" of "LibriVox", in small letters.
    inner_capitals: Option<String>,
    /// The office that a person is called by, alone or before the name: "home secretary".
    office: Option<String>,
    gender: Gender,
}

impl Mention {
    /// Whether it says what somebody is, without a name.
    fn is_office(&self) -> bool {
        self.words.is_empty() && self.office.is_some()
    }

    fn new(layer: &Layer<'_>, name: &Name) -> Self {
        let words: Vec<&str> = name.tokens.clone().map(|at| layer.word(at)).collect();
        let mut small: Vec<String> = words
            .iter()
            .filter(|word| word.starts_with(char::is_alphanumeric))
            .map(|word| word.replace('.', "").to_lowercase())
            .collect();
        if small.len() > 1 && small[0] == "the" {
            small.remove(0);
        }
        let mut office = None;
        if name.kind == EntityKind::Person {
            office = person_only(&mut small);
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
            office,
            words: small,
        }
    }
}

fn inner_capitals(words: &[&str]) -> Option<String> {
    let [word] = words else { return None };
    let capitals: String = word.chars().filter(|c| c.is_uppercase()).collect();
    (capitals.chars().count() > 1 && word.contains(char::is_lowercase))
        .then(|| capitals.to_lowercase())
}

/// Leaves a person's name without titles before and without "of the Council" behind it; gives the office that
/// stood before it. Where an office is all there is, nothing is left.
fn person_only(words: &mut Vec<String>) -> Option<String> {
    if let Some(of) = words
        .iter()
        .position(|word| word == "of")
        .filter(|&of| of > 1)
    {
        words.truncate(of);
    }
    while words.len() > 2 && words.last().is_some_and(|word| follows_name(word)) {
        words.pop();
    }
    let title = |word: &String| lexicon::title(word).is_some();
    let all = words.len() > 1 && words.last().is_some_and(title);
    let before = words.len() - usize::from(!all && !words.is_empty());
    let title = words[..before].iter().rposition(title)?;
    let office: Vec<String> = words.drain(..=title).collect();
    (office.len() > 1).then(|| office.join(" "))
}

/// Whether `word` stands behind a name and is no part of it: "Jr." of "Sean Okafor Jr.".
fn follows_name(word: &str) -> bool {
    matches!(
        word,
        "jr" | "sr" | "ii" | "iii" | "iv" | "phd" | "md" | "mp" | "qc" | "kc" | "esq" | "mep"
    )
}

/// What the title before a person's name, else the first name, says.
pub fn gender(layer: &Layer<'_>, name: &Name) -> Gender {
    if name.kind != EntityKind::Person {
        return Gender::Unknown;
    }
    let title = name.tokens.start.checked_sub(1);
    let title = title.and_then(|at| lexicon::title(layer.word(at)));
    match title.unwrap_or_default() {
        Gender::Unknown if name.tokens.len() > 1 => {
            lexicon::first_name(layer.word(name.tokens.start))
        }
        known => known,
    }
}

#[derive(Default)]
struct Group {
    gender: Gender,
    /// The most words that one of its names has.
    words: usize,
}

/// The groups so far, and under which keys each may be meant again; the latest wins.
#[derive(Default)]
struct Sieves {
    groups: Vec<Group>,
    keys: HashMap<Key, HashMap<String, usize>>,
}

/// In what way a text may mean a group.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    /// All words of a name of this sort.
    Exact(Sort),
    /// All words of the name of a man or a woman.
    Titled(Gender),
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
enum Sort {
    Person,
    Thing,
    Date,
}

const fn sort(kind: EntityKind) -> Sort {
    match kind {
        EntityKind::Person => Sort::Person,
        EntityKind::Date => Sort::Date,
        _ => Sort::Thing,
    }
}

impl Sieves {
    fn get(&self, key: Key, text: &str) -> Option<usize> {
        self.keys.get(&key)?.get(text).copied()
    }

    fn find(&self, mention: &Mention) -> Option<usize> {
        let words = &mention.words;
        let all = words.join(" ");
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return self.get(Key::Office, mention.office.as_ref()?);
        };
        let exact = self
            .get(Key::Titled(mention.gender), &all)
            .or_else(|| self.get(Key::Exact(sort(mention.kind)), &all))
            .filter(|&group| self.agrees(group, mention));
        if exact.is_some() {
            return exact;
        }
        if words.len() > 1 {
            let other = match sort(mention.kind) {
                Sort::Person => Sort::Thing,
                _ => Sort::Person,
            };
            if let Some(group) = self.get(Key::Exact(other), &all) {
                return Some(group);
            }
        }
        match mention.kind {
            EntityKind::Person if words.len() == 1 => [Key::Surname, Key::FirstName, Key::Middle]
                .into_iter()
                .filter_map(|key| self.get(key, first))
                .find(|&group| self.agrees(group, mention)),
            EntityKind::Person => self
                .get(Key::Full, &format!("{first} {last}"))
                .or_else(|| self.by_initial(first, last))
                .or_else(|| self.get(Key::LastWords, &all))
                .or_else(|| self.get(Key::Begins, &beginning(first, last)?))
                .or_else(|| self.get(Key::Formal, &formal(first, last)))
                .or_else(|| self.single(last))
                .or_else(|| self.single(first))
                .filter(|&group| self.agrees(group, mention)),
            EntityKind::Organisation | EntityKind::Other if mention.capitals => {
                let part = || self.get(Key::Part, first);
                self.get(Key::Acronym, first).or_else(part)
            }
            EntityKind::Organisation => acronyms(words)
                .find_map(|acronym| self.get(Key::Short, &acronym))
                .or_else(|| self.get(Key::Part, &all)),
            _ => None,
        }
    }

    /// "A. Ruiz" for "Ana Ruiz" and the other way round.
    fn by_initial(&self, first: &str, last: &str) -> Option<usize> {
        let key = if first.chars().count() == 1 {
            Key::Initial
        } else {
            Key::Full
        };
        self.get(key, &initial(first, last))
    }

    /// The group that has had only that one word.
    fn single(&self, word: &str) -> Option<usize> {
        let group = self.get(Key::Single, word)?;
        (self.groups[group].words == 1).then_some(group)
    }

    fn agrees(&self, group: usize, mention: &Mention) -> bool {
        let known = self.groups[group].gender;
        known == mention.gender || known == Gender::Unknown || mention.gender == Gender::Unknown
    }

    fn learn(&mut self, mention: &Mention, group: usize) {
        let words = &mention.words;
        if let Some(office) = &mention.office {
            let keys = self.keys.entry(Key::Office).or_default();
            keys.insert(office.clone(), group);
        }
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return;
        };
        let facts = &mut self.groups[group];
        facts.words = facts.words.max(words.len());
        if facts.gender == Gender::Unknown {
            facts.gender = mention.gender;
        }
        let mut put = |key: Key, text: String| {
            self.keys.entry(key).or_default().insert(text, group);
        };
        put(Key::Exact(sort(mention.kind)), words.join(" "));
        if mention.kind == EntityKind::Person && mention.gender != Gender::Unknown {
            put(Key::Titled(mention.gender), words.join(" "));
        }
        match mention.kind {
            EntityKind::Person if words.len() == 1 => put(Key::Single, first.clone()),
            EntityKind::Person => {
                put(Key::Surname, last.clone());
                put(Key::FirstName, first.clone());
                put(Key::Full, format!("{first} {last}"));
                put(Key::Initial, initial(first, last));
                put(Key::Formal, formal(first, last));
                if let [_, .., middle, _] = &words[..] {
                    put(Key::Full, format!("{middle} {last}"));
                }
                for from in 1..words.len().min(6) - 1 {
                    put(Key::LastWords, words[from..].join(" "));
                    put(Key::Middle, words[from].clone());
                }
                if let Some(begins) = beginning(first, last) {
                    put(Key::Begins, begins);
                    // Whoever is called so in full is no longer just "A. Ruiz".
                    if let Some(full) = self.keys.get_mut(&Key::Full) {
                        full.remove(&initial(first, last));
                    }
                }
            }
            EntityKind::Organisation if mention.capitals => put(Key::Short, first.clone()),
            EntityKind::Organisation if words.len() <= 12 => {
                if let Some(letters) = &mention.inner_capitals {
                    put(Key::Acronym, letters.clone());
                }
                for acronym in acronyms(words) {
                    put(Key::Acronym, acronym);
                }
                for cut in 1..words.len() {
                    put(Key::Part, words[..cut].join(" "));
                    put(Key::Part, words[cut..].join(" "));
                }
            }
            _ => {}
        }
    }
}

/// "a ruiz" of "ana" and "ruiz".
fn initial(first: &str, last: &str) -> String {
    let mut text: String = first.chars().take(1).collect();
    text.push(' ');
    text.push_str(last);
    text
}

/// "william okafor" of "bill" and "okafor".
fn formal(first: &str, last: &str) -> String {
    format!("{} {last}", lexicon::formal(first).unwrap_or(first))
}

/// "ben okafor" of "benjamin" and "okafor": short forms and slips of the pen keep so much.
fn beginning(first: &str, last: &str) -> Option<String> {
    let letters: String = first.chars().take(3).collect();
    (letters.chars().count() == 3).then(|| format!("{letters} {last}"))
}

/// The first letters of a longer name's words, with and without the small ones.
fn acronyms(words: &[String]) -> impl Iterator<Item = String> {
    let letters = |all: bool| -> String {
        let small = ["of", "the", "and", "for", "in", "on", "de", "la", "to"];
        words
            .iter()
            .filter(|word| all || !small.contains(&word.as_str()))
            .filter_map(|word| word.chars().next())
            .collect()
    };
    [letters(false), letters(true)]
        .into_iter()
        .filter(|acronym| acronym.chars().count() > 1)
}

#[cfg(test)]
mod tests;

//! Which names mean one person, body or place: sieves, the surest first.
//!
//! One pass over the names in their order; each asks the earlier ones through tables of the keys under
//! which they may be meant again, so the cost does not grow with their number. In order: the same
//! words; a known short name ("U.S."); for persons surname, first name and initials, the nearest
//! earlier first; for bodies acronym, then the beginning or the end of a longer name.

use std::collections::HashMap;

use crate::annotate::language::lexicon::Gender;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::EntityKind;
use keys::{Key, Sort, acronyms, beginning, formal, hashed, lacks_one, sort, sound};
use mention::Mention;

pub use mention::gender;

mod keys;
mod mention;

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
            .and_then(|last| names.get(last))
            .is_some_and(|last| touch(layer, last, name));
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

#[derive(Default)]
struct Group {
    gender: Gender,
    generation: Option<String>,
    initials: Option<String>,
    /// The most words that one of its names has.
    words: usize,
    /// Whether it is the relative of another of the same surname, to whom the bare surname belongs.
    kin: bool,
}

/// The groups so far, and under which [`hashed`] keys each may be meant again; the latest wins.
#[derive(Default)]
struct Sieves {
    groups: Vec<Group>,
    keys: HashMap<u64, usize>,
    /// The surnames of longer names, in their order.
    surnames: Vec<(String, usize)>,
}

/// So many surnames are looked through for one that differs by a letter.
const NAMESAKES: usize = 64;

impl Sieves {
    fn get<'w>(&self, key: Key, words: impl IntoIterator<Item = &'w str>) -> Option<usize> {
        self.keys.get(&hashed(key, words)).copied()
    }

    fn find(&self, mention: &Mention) -> Option<usize> {
        let words: Vec<&str> = mention.words.iter().map(String::as_str).collect();
        let all = || words.iter().copied();
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else {
            return self.get(Key::Office, [mention.office.as_deref()?]);
        };
        let generation = mention.generation.as_deref();
        let exact = generation
            .and_then(|generation| self.get(Key::Generation, all().chain([generation])))
            .or_else(|| self.get(Key::Titled(mention.gender), all()))
            .or_else(|| self.get(Key::Exact(sort(mention.kind)), all()))
            .filter(|&group| self.agrees(group, mention));
        if exact.is_some() {
            return exact;
        }
        if words.len() > 1 {
            let other = match sort(mention.kind) {
                Sort::Person => Sort::Thing,
                _ => Sort::Person,
            };
            if let Some(group) = self.get(Key::Exact(other), all()) {
                return Some(group);
            }
        }
        match mention.kind {
            EntityKind::Person if words.len() == 1 => [Key::Surname, Key::FirstName, Key::Middle]
                .into_iter()
                .filter_map(|key| self.get(key, [first]))
                .find(|&group| self.agrees(group, mention))
                .or_else(|| {
                    let slip = self.misspelt(first);
                    slip.filter(|&group| self.agrees(group, mention))
                }),
            EntityKind::Person => self
                .get(Key::Full, [first, last])
                .or_else(|| self.by_initial(first, last))
                .or_else(|| self.get(Key::LastWords, all()))
                .or_else(|| self.get(Key::Begins, [beginning(first, 3)?, last]))
                .or_else(|| self.get(Key::Formal, [formal(first), last]))
                .or_else(|| self.single(last))
                .or_else(|| self.single(first))
                .or_else(|| self.get(Key::Sound, [first, &sound([last])?]))
                .filter(|&group| self.agrees(group, mention)),
            EntityKind::Organisation | EntityKind::Other if mention.capitals => {
                let part = || self.get(Key::Part, [first]);
                self.get(Key::Acronym, [first]).or_else(part)
            }
            EntityKind::Organisation => acronyms(&words)
                .find_map(|acronym| self.get(Key::Short, [acronym.as_str()]))
                .or_else(|| self.get(Key::Part, all()))
                // "PSB News" is PSB.
                .or_else(|| self.get(Key::Short, [first]).filter(|_| last == "news"))
                .or_else(|| {
                    let sound = sound(all()).filter(|_| words.len() > 1)?;
                    self.get(Key::Sound, [sound.as_str()])
                }),
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
        self.get(key, [beginning(first, 1)?, last])
    }

    /// Whom a single word means that is nobody's name: "J-Lo", or with a letter too many or too few.
    fn misspelt(&self, word: &str) -> Option<usize> {
        let clipped = word.split_once('-');
        clipped
            .and_then(|(letter, begins)| self.get(Key::Clipped, [letter, begins]))
            .or_else(|| self.get(Key::Sound, [sound([word])?.as_str()]))
            .or_else(|| {
                let mut latest = self.surnames.iter().rev().take(NAMESAKES);
                let slip = latest
                    .find(|(surname, _)| lacks_one(surname, word) || lacks_one(word, surname));
                slip.map(|&(_, group)| group)
            })
    }

    /// The group that has had only that one word.
    fn single(&self, word: &str) -> Option<usize> {
        let group = self.get(Key::Single, [word])?;
        (self.groups.get(group)?.words == 1).then_some(group)
    }

    fn agrees(&self, group: usize, mention: &Mention) -> bool {
        let Some(known) = self.groups.get(group) else {
            return false;
        };
        let gender = known.gender;
        // "Tomas H. Berger" may be "Tomas H. W. Berger", but "Tomas W. Berger" is another.
        let letters = match (&known.initials, &mention.initials) {
            (Some(one), Some(other)) => one.starts_with(other) || other.starts_with(one.as_str()),
            _ => true,
        };
        let genders = gender == mention.gender
            || gender == Gender::Unknown
            || mention.gender == Gender::Unknown;
        let generations = match (&known.generation, &mention.generation) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        genders && letters && generations
    }

    fn learn(&mut self, mention: &Mention, group: usize) {
        if let Some(office) = mention.office.as_deref() {
            self.keys.insert(hashed(Key::Office, [office]), group);
        }
        let words: Vec<&str> = mention.words.iter().map(String::as_str).collect();
        let all = || words.iter().copied();
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else {
            return;
        };
        let owner = self.get(Key::Surname, [last]);
        let Some(facts) = self.groups.get_mut(group) else {
            return;
        };
        facts.words = facts.words.max(words.len());
        if facts.gender == Gender::Unknown {
            facts.gender = mention.gender;
        }
        facts.generation = facts.generation.take().or(mention.generation.clone());
        facts.initials = facts.initials.take().or(mention.initials.clone());
        facts.kin |= mention.kin && owner.is_some_and(|owner| owner != group);
        let kin = facts.kin;
        let mut put = |key: u64| {
            self.keys.insert(key, group);
        };
        put(hashed(Key::Exact(sort(mention.kind)), all()));
        if mention.kind == EntityKind::Person && mention.gender != Gender::Unknown {
            put(hashed(Key::Titled(mention.gender), all()));
            if !kin {
                put(hashed(Key::Titled(mention.gender), [last]));
            }
        }
        if let Some(generation) = mention.generation.as_deref() {
            put(hashed(Key::Generation, all().chain([generation])));
            put(hashed(Key::Generation, [last, generation]));
        }
        match mention.kind {
            EntityKind::Person if words.len() == 1 => put(hashed(Key::Single, [first])),
            EntityKind::Person => {
                if !kin {
                    put(hashed(Key::Surname, [last]));
                    self.surnames.push((last.to_owned(), group));
                }
                put(hashed(Key::FirstName, [first]));
                put(hashed(Key::Full, [first, last]));
                put(hashed(Key::Formal, [formal(first), last]));
                if let Some(letter) = beginning(first, 1) {
                    put(hashed(Key::Initial, [letter, last]));
                    if let Some(begins) = beginning(last, 2) {
                        put(hashed(Key::Clipped, [letter, begins]));
                    }
                }
                if let Some(sound) = sound([last]) {
                    put(hashed(Key::Sound, [first, &sound]));
                    put(hashed(Key::Sound, [sound.as_str()]));
                }
                if let [_, .., middle, _] = words[..] {
                    put(hashed(Key::Full, [middle, last]));
                }
                for (from, middle) in words
                    .iter()
                    .enumerate()
                    .take(words.len().min(6) - 1)
                    .skip(1)
                {
                    put(hashed(Key::LastWords, words.iter().copied().skip(from)));
                    put(hashed(Key::Middle, [*middle]));
                }
                if let Some(begins) = beginning(first, 3) {
                    put(hashed(Key::Begins, [begins, last]));
                    // Whoever is called so in full is no longer just "A. Ruiz".
                    let letter = beginning(first, 1).unwrap_or_default();
                    self.keys.remove(&hashed(Key::Full, [letter, last]));
                }
            }
            EntityKind::Organisation if mention.capitals => put(hashed(Key::Short, [first])),
            EntityKind::Organisation if words.len() <= 12 => {
                if let Some(sound) = sound(all()).filter(|_| words.len() > 1) {
                    put(hashed(Key::Sound, [sound.as_str()]));
                }
                if let Some(letters) = mention.inner_capitals.as_deref() {
                    put(hashed(Key::Acronym, [letters]));
                }
                for acronym in acronyms(&words) {
                    put(hashed(Key::Acronym, [acronym.as_str()]));
                }
                for cut in 1..words.len() {
                    put(hashed(Key::Part, words.iter().copied().take(cut)));
                    put(hashed(Key::Part, words.iter().copied().skip(cut)));
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;

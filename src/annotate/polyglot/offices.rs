//! Offices that stand beside names ("Ministerin Anna Weber"), by their words: whom "die Ministerin" means.

use std::collections::{HashMap, HashSet};

/// The offices of a text, each with the person beside it.
#[derive(Default)]
pub(super) struct Offices {
    words: HashMap<String, Places>,
    bearers: HashSet<usize>,
    starts: Vec<usize>,
}

/// Where the word of an office stands, in bytes, and beside whom, in its order.
#[derive(Default)]
struct Places {
    all: Vec<(usize, usize)>,
    /// So many at the beginning are beside one person.
    head: usize,
    /// From here to the end all are beside one person.
    tail: usize,
}

impl Offices {
    /// Adds one that stands at the byte `at`, behind those before.
    pub fn push(&mut self, word: &str, bearer: usize, at: usize) {
        let places = match self.words.get_mut(word) {
            Some(places) => places,
            None => self.words.entry(word.to_owned()).or_default(),
        };
        let count = places.all.len();
        let beside = |place: Option<&(usize, usize)>| place.is_none_or(|it| it.1 == bearer);
        if places.head == count && beside(places.all.first()) {
            places.head += 1;
        }
        if !beside(places.all.last()) {
            places.tail = count;
        }
        places.all.push((at, bearer));
        self.bearers.insert(bearer);
        self.starts.push(at);
    }

    /// Whether a word is an office of somebody.
    pub fn has(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// Whether a person has one.
    pub fn is_of(&self, person: usize) -> bool {
        self.bearers.contains(&person)
    }

    /// Whether one stands at the byte `at`.
    pub fn stands_at(&self, at: usize) -> bool {
        self.starts.binary_search(&at).is_ok()
    }

    /// The one person whom these words mean at the byte `at`: whose office has one of them before, or, if nobody's has,
    /// after it: a headline may call somebody by what the text says later.
    pub fn bearer(&self, words: &[&str], at: usize) -> Option<usize> {
        let known = words.iter().filter_map(|word| self.words.get(*word));
        let known: Vec<(&Places, usize)> = known
            .map(|places| (places, places.all.partition_point(|place| place.0 < at)))
            .collect();
        let before = known.iter().any(|(_, count)| *count > 0);
        let mut found = None;
        for (places, count) in known {
            let (part, one) = if before {
                (places.all.get(..count), count <= places.head)
            } else {
                (places.all.get(count..), count >= places.tail)
            };
            let Some((_, bearer)) = part.and_then(<[_]>::last) else {
                continue;
            };
            if !one || found.is_some_and(|other| other != *bearer) {
                return None;
            }
            found = Some(*bearer);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_means_whoever_alone_has_that_office_before_it_or_else_behind_it() {
        let mut offices = Offices::default();
        for (word, bearer, at) in [
            ("chair", 1, 10),
            ("chair", 1, 20),
            ("chair", 2, 40),
            ("mayor", 3, 50),
            ("chair", 2, 60),
        ] {
            offices.push(word, bearer, at);
        }
        for (words, at, bearer) in [
            (&["chair"][..], 30, Some(1)),
            (&["chair"], 45, None),
            (&["mayor"], 5, Some(3)),
            (&["mayor"], 99, Some(3)),
            (&["mayor", "chair"], 30, Some(1)),
            (&["mayor", "chair"], 99, None),
            (&["chair"], 5, None),
            (&["smith"], 5, None),
            (&[], 5, None),
        ] {
            assert_eq!(offices.bearer(words, at), bearer, "{words:?} at {at}");
        }
        assert!(offices.has("mayor") && !offices.has("smith"));
        assert!(offices.is_of(3) && !offices.is_of(4));
        assert!(offices.stands_at(40) && !offices.stands_at(41));
    }
}

//! What the ends of words tell: nouns in other cases than that of the lists, and verbs that no list has.

use super::class::{self, Classes};
use super::pack::Pack;
use super::steps::step;
use crate::annotate::language::lexicon::Gender;

/// A shorter stem, in bytes, is no stem.
const SHORTEST: usize = 2;

/// Classes whose words are declined.
const DECLINED: Classes = class::TITLE
    | class::PERSON
    | class::BODY
    | class::PAPER
    | class::MAN
    | class::WOMAN
    | class::PLACE
    | class::REGION;

impl Pack {
    /// Makes the other cases of the words that are declined.
    pub(super) fn decline(&mut self) {
        for (word, classes) in &self.words {
            let kept = classes & (DECLINED | class::MALE | class::FEMALE);
            if classes & DECLINED == 0 {
                continue;
            }
            // The longest end that fits tells how it goes.
            let fits = self.declensions.iter().filter_map(|ends| {
                let stem = word.strip_suffix(*ends.first()?)?;
                (stem.chars().count() > 1).then_some((ends, stem))
            });
            let Some((ends, stem)) = fits.min_by_key(|(_, stem)| stem.len()) else {
                continue;
            };
            for end in ends.iter().skip(1) {
                // What a list has keeps what it says there.
                let form = format!("{stem}{end}");
                if !self.words.contains_key(form.as_str())
                    && !self.verbs.contains_key(form.as_str())
                {
                    *self.declined.entry(form).or_default() |= kept | class::CASE;
                }
            }
        }
    }

    /// Whether nouns have cases.
    pub fn declines(&self) -> bool {
        !self.declensions.is_empty()
    }

    /// Whether one word is the other, or another case of it: "Holubová", "Holubové".
    pub fn same(&self, one: &str, other: &str) -> bool {
        step();
        let alike = |ends: &Vec<&'static str>| {
            let first = ends.first().copied().unwrap_or_default();
            let stem = |word: &'_ str, end: &str| {
                let stem = word.strip_suffix(end).map(str::len);
                stem.filter(|stem| *stem > SHORTEST)
            };
            // One of the two is as the lists have it.
            let pair = |nominative: &str, case: &str| {
                stem(nominative, first).is_some_and(|at| {
                    let kept = nominative.get(..at);
                    ends.iter()
                        .any(|end| stem(case, end).is_some_and(|at| case.get(..at) == kept))
                })
            };
            pair(one, other) || pair(other, one)
        };
        // Most words that are compared differ long before their ends.
        let pairs = one.bytes().zip(other.bytes());
        let shared = pairs.take_while(|(one, other)| one == other).count();
        let longer = one.len().max(other.len());
        let near = shared > SHORTEST && longer <= shared + self.longest_end;
        one == other || near && self.declensions.iter().any(alike)
    }

    /// What a word may be in the case of the lists: "romana" may be "roman", or "romano".
    pub fn nominatives<'a>(&'a self, word: &'a str) -> impl Iterator<Item = String> + 'a {
        self.declensions.iter().flat_map(move |ends| {
            let first = ends.first().copied().unwrap_or_default();
            let stems = ends.iter().skip(1).filter_map(|end| word.strip_suffix(end));
            stems
                .filter(|stem| stem.len() > SHORTEST)
                .map(move |stem| format!("{stem}{first}"))
        })
    }

    /// Whether a word is another case of one that stands in the case of the lists: "Skály" of "Skála".
    pub fn is_case_of(&self, nominative: &str, case: &str) -> bool {
        nominative != case && self.nominatives(case).any(|word| word == nominative)
    }

    /// What all words begin with that are the [same](Pack::same).
    pub fn beginning(word: &str) -> &[u8] {
        let bytes = word.as_bytes();
        bytes.get(..=SHORTEST).unwrap_or(bytes)
    }

    /// Whether a verb says of many.
    pub fn is_plural(&self, word: &str) -> bool {
        self.plural.iter().any(|end| word.ends_with(end))
    }

    /// Whether the ends of verbs tell how many they say something of.
    pub fn tells_many(&self) -> bool {
        !self.plural.is_empty()
    }

    /// Whether a last name is a woman's or a man's, by its end: "Nováková", "Орлов".
    pub fn bearer(&self, last_name: &str) -> Gender {
        let ends = |ends: &[&str]| ends.iter().any(|end| last_name.ends_with(end));
        match (ends(&self.women), ends(&self.men)) {
            (true, false) => Gender::Female,
            (false, true) => Gender::Male,
            _ => Gender::Unknown,
        }
    }

    /// Whether a small word may stand behind the head of a name, by its end: "européenne" in "Union européenne".
    pub fn is_tail(&self, word: &str) -> bool {
        self.tail.iter().any(|end| word.ends_with(end))
    }

    /// Whether a word has the end of a finite verb.
    pub fn tells(&self, word: &str) -> bool {
        let long = |end: &&&str| word.len() > end.len() + 2;
        self.tells
            .iter()
            .filter(long)
            .any(|end| word.ends_with(end))
    }
}

//! The lexicon of reporting words: verbs, nouns and adjectives with the frames that they take.
//!
//! Read once from `verbs.txt`, `nouns.txt` and `adjectives.txt` of `assets/lexicon/en`, whose heads tell the format: columns as in
//! the packs of other languages, with the frames of English. Regular forms are made here; irregular ones stand in the file.

use std::ops::BitOr;
use std::sync::LazyLock;

use super::lookup::Words;
use super::packed::english;
use crate::model::SortSmall;

const VERBS: &str = "verbs.txt";
const NOUNS: &str = "nouns.txt";
const ADJECTIVES: &str = "adjectives.txt";

/// What may stand beside a reporting word, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frames(u32);

impl Frames {
    /// Quoted words before or after it.
    pub const QUOTE: Frames = Frames(1);
    /// A clause, with or without "that".
    pub const THAT: Frames = Frames(1 << 1);
    /// A clause with "whether", "how", "what".
    pub const WH: Frames = Frames(1 << 2);
    /// An infinitive.
    pub const INF: Frames = Frames(1 << 3);
    /// A hearer before what is said.
    pub const HEARER: Frames = Frames(1 << 4);
    /// An object that is what is said.
    pub const NOUN: Frames = Frames(1 << 5);
    /// An object and "as".
    pub const AS: Frames = Frames(1 << 6);
    /// An object and what it is called.
    pub const PRED: Frames = Frames(1 << 7);
    /// A thought or wish rather than speech.
    pub const MIND: Frames = Frames(1 << 8);
    /// It reports speech in any text, with a clause alone.
    pub const PLAIN: Frames = Frames(1 << 10);
    /// What a study or figures do with what they find.
    pub const FINDING: Frames = Frames(1 << 9);
    /// Quoted words right after it are what a thing is called as often as they are said.
    pub const THING: Frames = Frames(1 << 11);

    /// Whether any of `other` is in the set.
    pub fn any(self, other: Frames) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Frames {
    type Output = Frames;
    fn bitor(self, other: Frames) -> Frames {
        Frames(self.0 | other.0)
    }
}

const FRAMES: [(&str, Frames); 11] = [
    ("quote", Frames::QUOTE),
    ("that", Frames::THAT),
    ("wh", Frames::WH),
    ("inf", Frames::INF),
    ("hearer", Frames::HEARER),
    ("noun", Frames::NOUN),
    ("as", Frames::AS),
    ("pred", Frames::PRED),
    ("finding", Frames::FINDING),
    ("thing", Frames::THING),
    ("plain", Frames::PLAIN),
];

/// A reporting word.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cue {
    /// The form of the dictionary.
    pub lemma: &'static str,
    /// What may stand beside it.
    pub frames: Frames,
    /// The prepositions that lead to what is said.
    pub prepositions: Vec<&'static str>,
    /// Words that must follow: "out" for "point out".
    pub tail: Vec<&'static str>,
}

/// The shape of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// "say"
    Base,
    /// "says"
    Third,
    /// "saying"
    Ing,
    /// "said" as past tense
    Past,
    /// "said" as participle
    Participle,
}

/// One reading of a written form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Its shape.
    pub form: Form,
    /// Its place in [`Lexicon::cues`].
    pub cue: u16,
}

/// What a written form may be.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    /// Its readings as a verb; those with the longest tail first.
    pub verbs: Vec<Reading>,
    /// The cue of a noun, singular or plural.
    noun: Option<u16>,
    /// The cue of an adjective.
    adjective: Option<u16>,
}

/// All reporting words.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    cues: Vec<Cue>,
    /// By form, in lower case.
    forms: Words<String, Entry>,
    /// Any verb beside quoted words.
    other: Cue,
}

/// The lexicon, read at first use.
pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);
    &LEXICON
}

impl Lexicon {
    /// What a form in lower case may be; none for a word that reports nothing.
    pub fn entry(&self, form: &str) -> Option<&Entry> {
        self.forms.get(form)
    }

    /// The readings of a verb form in lower case; those with the longest tail first.
    pub fn verb(&self, form: &str) -> &[Reading] {
        self.entry(form).map_or(&[], |entry| &entry.verbs)
    }

    /// The cue of a reading.
    pub fn cue(&self, cue: u16) -> &Cue {
        self.cues.get(usize::from(cue)).unwrap_or(&self.other)
    }

    /// The cue of a form as a noun.
    pub fn noun(&self, entry: &Entry) -> Option<&Cue> {
        entry.noun.map(|cue| self.cue(cue))
    }

    /// The cue of a form as an adjective.
    pub fn adjective(&self, entry: &Entry) -> Option<&Cue> {
        entry.adjective.map(|cue| self.cue(cue))
    }

    /// What a verb that is not in the lexicon may be beside quoted words: "…," she retaliated.
    pub fn other(&self) -> &Cue {
        &self.other
    }

    fn read() -> Lexicon {
        let mut lexicon = Lexicon::default();
        lexicon.other.frames = Frames::QUOTE;
        for (forms, cue) in entries(VERBS) {
            let id = lexicon.push(cue);
            for (form, shape) in inflect(&forms) {
                let reading = Reading {
                    form: shape,
                    cue: id,
                };
                lexicon.forms.entry(form).or_default().verbs.push(reading);
            }
        }
        let Lexicon { cues, forms, .. } = &mut lexicon;
        for entry in forms.values_mut() {
            entry.verbs.sort_small_by_key(|reading| {
                let cue = cues.get(usize::from(reading.cue));
                std::cmp::Reverse(cue.map_or(0, |cue| cue.tail.len()))
            });
        }
        for (forms, cue) in entries(NOUNS) {
            let id = lexicon.push(cue);
            if let Some(&form) = forms.first() {
                lexicon.forms.entry(third(form)).or_default().noun = Some(id);
                lexicon.forms.entry(form.to_owned()).or_default().noun = Some(id);
            }
        }
        for (forms, cue) in entries(ADJECTIVES) {
            let id = lexicon.push(cue);
            let form = forms.first().copied().unwrap_or_default();
            lexicon.forms.entry(form.to_owned()).or_default().adjective = Some(id);
        }
        lexicon
    }

    fn push(&mut self, cue: Cue) -> u16 {
        self.cues.push(cue);
        (self.cues.len() - 1) as u16
    }
}

/// The lines of a lexicon file: the forms given, and what the rest says.
fn entries(file: &str) -> impl Iterator<Item = (Vec<&'static str>, Cue)> {
    english(file)
        .lines()
        .filter_map(|line| entry(line).ok().flatten())
}

/// What a line says, none where it is for people alone; else what is wrong with it.
fn entry(line: &'static str) -> Result<Option<(Vec<&'static str>, Cue)>, String> {
    if line.trim().is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let columns: Vec<&'static str> = line.split('\t').collect();
    let (name, act, frames, forms) = match columns[..] {
        [name, act, frames] => (name, act, frames, ""),
        [name, act, frames, forms] => (name, act, frames, forms),
        _ => {
            let found = columns.len();
            return Err(format!(
                "an entry has 3 columns (word, act, frames) or 4 (forms), not {found}"
            ));
        }
    };
    let mut words = name.split(' ');
    let lemma = words.next().unwrap_or_default();
    let mut cue = Cue {
        lemma,
        tail: words.collect(),
        ..Cue::default()
    };
    match act {
        "said" => {}
        "thought" => cue.frames = Frames::MIND,
        _ => return Err(format!("no act is called {act:?}")),
    }
    for field in frames.split_whitespace() {
        match FRAMES.iter().find(|(name, _)| *name == field) {
            Some(&(_, frame)) => cue.frames = cue.frames | frame,
            None => cue.prepositions.push(field),
        }
    }
    let irregular = forms.split(['|', ' ']).filter(|form| !form.is_empty());
    Ok(Some((
        std::iter::once(lemma).chain(irregular).collect(),
        cue,
    )))
}

/// How many forms of reporting words are known, and the bytes of their lists.
pub(crate) fn size() -> (usize, usize) {
    let bytes = [VERBS, NOUNS, ADJECTIVES].map(|file| english(file).len());
    (lexicon().forms.len(), bytes.iter().sum())
}

/// All forms of a verb given as lemma, past and participle, the last two only where irregular.
fn inflect(forms: &[&str]) -> Vec<(String, Form)> {
    let lemma = forms.first().copied().unwrap_or_default();
    let past = forms
        .get(1)
        .map_or_else(|| past(lemma), |form| (*form).to_owned());
    let participle = forms
        .get(2)
        .map_or_else(|| past.clone(), |form| (*form).to_owned());
    let mut all = vec![
        (lemma.to_owned(), Form::Base),
        (third(lemma), Form::Third),
        (ing(lemma, &past), Form::Ing),
    ];
    if participle != past {
        all.push((participle, Form::Participle));
    }
    all.push((past, Form::Past));
    all
}

/// "says", "watches", "replies"; the plural of a noun likewise.
fn third(lemma: &str) -> String {
    if let Some(stem) = lemma.strip_suffix('y').filter(|stem| !ends_in_vowel(stem)) {
        return format!("{stem}ies");
    }
    let hissing = ["s", "x", "z", "ch", "sh", "go"];
    let ending = if hissing.iter().any(|end| lemma.ends_with(end)) {
        "es"
    } else {
        "s"
    };
    format!("{lemma}{ending}")
}

fn past(lemma: &str) -> String {
    if let Some(stem) = lemma.strip_suffix('y').filter(|stem| !ends_in_vowel(stem)) {
        return format!("{stem}ied");
    }
    let ending = if lemma.ends_with('e') { "d" } else { "ed" };
    format!("{lemma}{ending}")
}

/// "saying", "writing", "lying", "admitting": the past tells whether the last letter is doubled.
fn ing(lemma: &str, past: &str) -> String {
    let doubled = past
        .strip_suffix("ed")
        .filter(|stem| stem.len() == lemma.len() + 1 && stem.starts_with(lemma));
    if let Some(stem) = doubled {
        return format!("{stem}ing");
    }
    if [
        "let", "hit", "begin", "forget", "forbid", "bid", "shed", "run",
    ]
    .contains(&lemma)
    {
        let last = lemma.chars().next_back().unwrap_or_default();
        return format!("{lemma}{last}ing");
    }
    if let Some(stem) = lemma.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    match lemma.strip_suffix('e') {
        Some(stem) if !lemma.ends_with("ee") => format!("{stem}ing"),
        _ => format!("{lemma}ing"),
    }
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.ends_with(['a', 'e', 'i', 'o', 'u'])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn check(form: &str, lemma: &str) {
        let lexicon = lexicon();
        let lemmas: Vec<&str> = lexicon
            .verb(form)
            .iter()
            .map(|reading| lexicon.cue(reading.cue).lemma)
            .collect();
        assert!(lemmas.contains(&lemma), "{form}: {lemmas:?}");
    }

    #[test]
    fn forms() {
        for (form, lemma) in [
            ("said", "say"),
            ("replies", "reply"),
            ("replied", "reply"),
            ("writing", "write"),
            ("admitting", "admit"),
            ("quipped", "quip"),
            ("lying", "lie"),
            ("agreeing", "agree"),
            ("goes", "go"),
            ("stresses", "stress"),
            ("beginning", "begin"),
            ("known", "know"),
        ] {
            check(form, lemma);
        }
    }

    #[test]
    fn longest_tail_first() {
        let lexicon = lexicon();
        let first = lexicon.verb("pointed").first().unwrap();
        assert_eq!(lexicon.cue(first.cue).tail.len(), 1);
    }

    #[test]
    fn several_hundred_entries() {
        assert!(lexicon().cues.len() > 700);
    }

    /// As in the packs of other languages: unknown acts and frames, doubles, wrong columns, each told with its file and line.
    #[test]
    fn english_has_no_slips() {
        let prepositions = "about against around as at by for from if in into of on over round through to toward towards under upon with";
        let known: Vec<&str> = prepositions.split(' ').collect();
        let mut slips = Vec::new();
        for file in [VERBS, NOUNS, ADJECTIVES] {
            let mut seen = std::collections::HashSet::new();
            for (at, line) in english(file).lines().enumerate() {
                let mut slip = |slip: String| {
                    slips.push(format!("assets/lexicon/en/{file}:{}: {slip}", at + 1));
                };
                match entry(line) {
                    Err(wrong) => slip(wrong),
                    Ok(Some((_, cue))) => {
                        let mut columns = line.split('\t');
                        let name = columns.next().unwrap_or_default();
                        // "counselled" and "counseled" are one verb with two spellings.
                        if !seen.insert((name, columns.nth(2))) {
                            slip(format!("{name} stands twice"));
                        }
                        let other = |word: &&&str| !known.contains(*word);
                        if let Some(word) = cue.prepositions.iter().find(other) {
                            slip(format!("no frame and no preposition is called {word:?}"));
                        }
                    }
                    Ok(None) => {}
                }
            }
        }
        assert!(slips.is_empty(), "{}", slips.join("\n"));
    }
}

//! A pack: what the engine must know of a language, read from the texts of `assets/lexicon/<code>`.
//!
//! Three texts make a pack. `words.txt` gives words by class, `verbs.txt` the verbs that report with their
//! forms, `phrases.txt` what stands beside a source ("selon"). `assets/lexicon/README.md` tells how to write
//! them. They are read once, when the first text of the language comes.

use super::class::{self, Classes};
use super::steps::step;
use crate::annotate::language::lookup::Words;
use crate::model::{Act, SortSmall};

/// How a verb reports: a set of [`Frames`].
pub type Frames = u16;

/// Words between marks beside it: "…", sagte X.
pub const QUOTE: Frames = 1;
/// A clause: X sagte, dass …
pub const CLAUSE: Frames = 2;
/// An infinitive: X assure avoir …
pub const INFINITIVE: Frames = 4;
/// A piece between marks as its object: X criticó la «falta de …».
pub const OBJECT: Frames = 8;
/// Its subject stands behind a preposition: "heißt es in der Mitteilung".
pub const WRITTEN: Frames = 16;
/// Its object speaks: "zitiert X mit den Worten", "wird X zitiert".
pub const CITES: Frames = 32;

/// A word that says so behind "is": "ist X überzeugt", "si è detta «soddisfatta»".
pub const STATE: Frames = 64;
/// It reports nothing: a particle makes another verb of it ("findet … statt").
pub const NOTHING: Frames = 128;
/// A thought that is spoken where it stands between marks: „…“, findet X.
pub const VOICED: Frames = 256;
/// Its clause is what somebody says is not so: "bestritt, dass …".
pub const DENIES: Frames = 512;

/// The names of the frames, as `verbs.txt` has them.
const FRAMES: [(&str, Frames); 10] = [
    ("quote", QUOTE),
    ("clause", CLAUSE),
    ("infinitive", INFINITIVE),
    ("object", OBJECT),
    ("written", WRITTEN),
    ("cites", CITES),
    ("state", STATE),
    ("nothing", NOTHING),
    ("voiced", VOICED),
    ("denies", DENIES),
];

/// One form of a reporting verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// What its verb says of the words.
    pub act: Act,
    /// How it reports.
    pub frames: Frames,
    /// Whether it needs an auxiliary: "dit" in "a dit".
    pub participle: bool,
    /// The particle that stands apart: "mit" in "teilte … mit".
    pub particle: Option<&'static str>,
    /// The small word that must stand before it: "se" in "se mostró".
    pub lead: Option<&'static str>,
}

/// On which side of a phrase its source stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// "selon X"
    After,
    /// "X zufolge"
    Before,
    /// "…, so X": after a comma or marks alone.
    Tail,
    /// "Pour X, …": a name or an office, set off by a comma, beside marks.
    Named,
    /// "Nach einer Mitteilung …": a word for what is written, beside marks.
    Paper,
    /// "a su juicio", "seiner Meinung nach": whoever spoke before.
    Own,
    /// "podle svých slov", "enligt egen uppgift": whom the sentence tells of.
    Subject,
}

/// A phrase that gives a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its words, in small letters.
    pub words: Vec<&'static str>,
    /// Where the source is.
    pub source: Side,
}

/// What is known of a language.
#[derive(Debug, Default)]
pub struct Pack {
    /// Ends of words with their classes.
    ends: Vec<(&'static str, Classes)>,
    /// The same by their last byte, the longest first.
    by_last: Words<u8, Vec<(&'static str, Classes)>>,
    /// The classes of a word, in small letters.
    pub(super) words: Words<&'static str, Classes>,
    /// The verbs that a form may belong to: "parte" and "parte … mit".
    pub(super) verbs: Words<&'static str, Vec<Form>>,
    /// The verbs by the names that `verbs.txt` gives them, which are their infinitives.
    infinitives: Words<&'static str, Form>,
    /// By their first word.
    phrases: Words<&'static str, Vec<Phrase>>,
    /// Ends of finite verbs.
    pub(super) tells: Vec<&'static str>,
    /// Ends of verbs of many.
    pub(super) plural: Vec<&'static str>,
    /// Ends of small words that may stand behind the head of a name.
    pub(super) tail: Vec<&'static str>,
    /// Ends of nouns for whoever does something, where nouns have capitals.
    pub(super) doers: Vec<&'static str>,
    /// Ends of last names that a woman has, and a man.
    pub(super) women: Vec<&'static str>,
    pub(super) men: Vec<&'static str>,
    /// What the ends of a noun come to in the other cases; the first is that of the list.
    pub(super) declensions: Vec<Vec<&'static str>>,
    /// The bytes of the longest of those ends.
    pub(super) longest_end: usize,
    /// The classes of the other cases of words for people, bodies, papers, of first names and of places.
    pub(super) declined: Words<String, Classes>,
}

/// The texts of a pack.
#[derive(Clone, Copy, Debug)]
pub struct Texts {
    /// `words.txt`
    pub words: &'static str,
    /// `verbs.txt`
    pub verbs: &'static str,
    /// `phrases.txt`
    pub phrases: &'static str,
}

impl Texts {
    /// The texts that stand one behind the other with zero bytes between.
    pub fn of(all: &'static str) -> Self {
        let mut each = all.split('\0');
        let mut next = || each.next().unwrap_or_default();
        Texts {
            words: next(),
            verbs: next(),
            phrases: next(),
        }
    }
}

/// What is wrong with a line of a pack: the file, the line from 1, a sentence.
pub type Slip = (&'static str, usize, String);

impl Pack {
    /// Reads a pack; lines that cannot be read are left out and told.
    pub fn read(texts: &Texts) -> (Pack, Vec<Slip>) {
        let mut pack = Pack::default();
        let mut slips = Vec::new();
        let mut each =
            |file: &'static str,
             text: &'static str,
             read: &mut dyn FnMut(&'static str) -> Result<(), String>| {
                for (number, line) in text.lines().enumerate() {
                    let blank = line.trim().is_empty() || line.starts_with('#');
                    if let Err(slip) = if blank { Ok(()) } else { read(line) } {
                        slips.push((file, number + 1, slip));
                    }
                }
            };
        each("words.txt", texts.words, &mut |line| pack.read_words(line));
        each("verbs.txt", texts.verbs, &mut |line| pack.read_verb(line));
        each("phrases.txt", texts.phrases, &mut |line| {
            pack.read_phrase(line)
        });
        pack.ends
            .sort_small_by_key(|(end, _)| std::cmp::Reverse(end.len()));
        for (end, classes) in &pack.ends {
            let last = end.bytes().next_back().unwrap_or_default();
            pack.by_last.entry(last).or_default().push((end, *classes));
        }
        pack.decline();
        (pack, slips)
    }

    /// The classes of a word given in small letters.
    pub fn classes(&self, word: &str) -> Classes {
        step();
        let known = self.words.get(word).copied();
        let known = known.or_else(|| self.declined.get(word).copied());
        if known.is_some_and(|known| known & (class::TITLE | class::PERSON) == 0) {
            return known.unwrap_or_default();
        }
        let fits = |(end, _): &&(&str, Classes)| word.len() > end.len() + 1 && word.ends_with(end);
        let last = word.bytes().next_back().unwrap_or_default();
        let ends = self.by_last.get(&last).map_or(&[][..], Vec::as_slice);
        let mut ends = ends.iter().filter(fits);
        // The longest tells what it is, any of them whether a man or a woman.
        let longest = known.or_else(|| ends.next().map(|(_, classes)| *classes));
        ends.fold(longest.unwrap_or_default(), |all, (_, classes)| {
            all | classes & (class::MALE | class::FEMALE)
        })
    }

    /// The verbs that a form, given in small letters, may belong to.
    pub fn forms(&self, word: &str) -> &[Form] {
        self.verbs.get(word).map_or(&[], Vec::as_slice)
    }

    /// The verb whose infinitive a word given in small letters is.
    pub fn infinitive(&self, word: &str) -> Option<&Form> {
        self.infinitives.get(word)
    }

    /// The phrases that begin with a word given in small letters.
    pub fn phrases(&self, word: &str) -> &[Phrase] {
        self.phrases.get(word).map_or(&[], Vec::as_slice)
    }

    /// How many words, forms of verbs and phrases it has.
    pub fn size(&self) -> (usize, usize, usize) {
        let phrases = self.phrases.values().map(Vec::len).sum();
        (self.words.len(), self.verbs.len(), phrases)
    }

    fn read_words(&mut self, line: &'static str) -> Result<(), String> {
        let (name, words) = line
            .split_once('\t')
            .ok_or("a class, a tab and its words are wanted")?;
        let ends = || {
            let ends = words.split(' ').map(|word| word.strip_prefix('-'));
            ends.collect::<Option<Vec<&'static str>>>()
                .ok_or("ends of words begin with a hyphen")
        };
        match name {
            "tells" => {
                self.tells = ends()?;
                return Ok(());
            }
            "plural" => {
                self.plural = ends()?;
                return Ok(());
            }
            "women" => {
                self.women = ends()?;
                return Ok(());
            }
            "men" => {
                self.men = ends()?;
                return Ok(());
            }
            "doers" => {
                self.doers = ends()?;
                return Ok(());
            }
            "tail" => {
                self.tail = ends()?;
                return Ok(());
            }
            "decline" => {
                let ends = ends()?;
                let lengths = ends.iter().map(|end| end.len());
                self.longest_end = lengths.max().unwrap_or_default().max(self.longest_end);
                self.declensions.push(ends);
                return Ok(());
            }
            _ => {}
        }
        let class = class::named(name).ok_or_else(|| format!("no class is called {name:?}"))?;
        let mut doubles = Vec::new();
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            let end = word.strip_prefix('-').filter(|end| !end.is_empty());
            if let Some(end) = end
                && self.ends.iter().all(|(known, _)| *known != end)
            {
                self.ends.push((end, 0));
            }
            let known = end.and_then(|end| self.ends.iter_mut().find(|(known, _)| *known == end));
            let classes = match known {
                Some((_, classes)) => classes,
                None => self.words.entry(word).or_default(),
            };
            if *classes & class != 0 {
                doubles.push(word);
            }
            *classes |= class;
        }
        let lower = words.to_lowercase() == words;
        match doubles[..] {
            [] if lower => Ok(()),
            [] => Err("words are written in small letters".to_owned()),
            _ => Err(format!("{} stands twice in {name}", doubles.join(", "))),
        }
    }

    fn read_verb(&mut self, line: &'static str) -> Result<(), String> {
        let columns: Vec<&'static str> = line.split('\t').collect();
        let [name, act, frames, forms] = columns[..] else {
            let found = columns.len();
            return Err(format!(
                "a verb has 4 columns (verb, act, frames, forms), not {found}"
            ));
        };
        let act = match act {
            "said" => Act::Said,
            "thought" => Act::Thought,
            "finding" => Act::Finding,
            _ => return Err(format!("no act is called {act:?}")),
        };
        let mut set = 0;
        for name in frames.split(' ') {
            let frame = FRAMES.iter().find(|(known, _)| *known == name);
            set |= frame
                .ok_or_else(|| format!("no frame is called {name:?}"))?
                .1;
        }
        if set & WRITTEN != 0 {
            set |= QUOTE;
        }
        let (finite, participles) = forms.split_once('|').unwrap_or((forms, ""));
        if act == Act::Said && set & (QUOTE | CLAUSE) != 0 {
            let form = Form {
                act,
                frames: set,
                participle: false,
                particle: None,
                lead: None,
            };
            self.infinitives.entry(name).or_insert(form);
        }
        let finite = finite.split_whitespace().map(|form| (form, false));
        let participles = participles.split_whitespace().map(|form| (form, true));
        for (form, participle) in finite.chain(participles) {
            let (word, particle) = match form.split_once('~') {
                Some((word, particle)) => (word, Some(particle)),
                None => (form, None),
            };
            let (word, lead) = match word.split_once('_') {
                Some((lead, word)) => (word, Some(lead)),
                None => (word, None),
            };
            let form = Form {
                act,
                frames: set,
                participle,
                particle,
                lead,
            };
            let known = self.verbs.entry(word).or_default();
            let same = |other: &Form| {
                (other.particle, other.lead, other.participle) == (particle, lead, participle)
            };
            if known.iter().any(same) {
                return Err(format!("{word} stands twice"));
            }
            known.push(form);
        }
        Ok(())
    }

    /// A word as texts are read: "l'avis" is two.
    fn unelided(&self, word: &'static str) -> [&'static str; 2] {
        let head = word.find('\'').map(|at| word.split_at(at + 1));
        let known = |head: &&'static str| self.words.contains_key(head);
        match head.filter(|(head, rest)| !rest.is_empty() && known(head)) {
            Some((head, rest)) => [head, rest],
            None => [word, ""],
        }
    }

    fn read_phrase(&mut self, line: &'static str) -> Result<(), String> {
        let (side, words) = line
            .split_once('\t')
            .ok_or("a side, a tab and the phrase are wanted")?;
        let source = match side {
            "after" => Side::After,
            "before" => Side::Before,
            "tail" => Side::Tail,
            "named" => Side::Named,
            "paper" => Side::Paper,
            "own" => Side::Own,
            "subject" => Side::Subject,
            _ => return Err(format!("no side is called {side:?}")),
        };
        let words: Vec<&str> = words
            .split(' ')
            .flat_map(|word| self.unelided(word))
            .filter(|word| !word.is_empty())
            .collect();
        let first = words.first().copied().unwrap_or_default();
        let known = self.phrases.entry(first).or_default();
        let phrase = Phrase { words, source };
        if known.contains(&phrase) {
            return Err(format!("{} stands twice", phrase.words.join(" ")));
        }
        known.push(phrase);
        // The longest first, so that it is tried first.
        known.sort_small_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        Ok(())
    }
}

//! The packs that are built in: a row for each, and the folder of `assets/lexicon` that it names.

use std::sync::LazyLock;

use super::pack::{Pack, Texts};
use crate::annotate::language::packed::{english, text};
use crate::annotate::language::{cues, lexicon};

/// A language: ISO 639-1, "de".
pub type Code = &'static str;

/// Where a language puts its subjects, and whether its nouns have capitals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Subject, verb; "…", verb subject.
    #[default]
    SubjectFirst,
    /// The same without articles: any noun may begin a noun phrase.
    Bare,
    /// The verb comes second: what stands first need not be the subject.
    VerbSecond,
    /// The same, and every noun has a capital.
    German,
}

impl Order {
    /// Whether the subject stands first where nothing else asks for its place.
    pub fn subject_first(self) -> bool {
        matches!(self, Order::SubjectFirst | Order::Bare)
    }
}

/// A pack that is built in.
pub struct Row {
    /// Its language.
    pub code: Code,
    /// Its word order.
    pub order: Order,
    /// Whether a verb may do without a subject: "afirmó que".
    pub silent: bool,
    /// Its texts; inflated when they are asked for first.
    pub texts: LazyLock<Texts>,
    pack: LazyLock<Pack>,
}

impl Row {
    /// What is known of the language; read when it is asked for first.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }
}

/// The deflated texts of a language, as `assets/build.rs` makes them.
macro_rules! packed {
    ($code:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $code, ".z"))
    };
}

macro_rules! packs {
    ($($code:literal $order:ident $silent:literal;)*) => {
        /// The packs, in the order in which they are told.
        #[allow(clippy::indexing_slicing, reason = "every place that `index` gives is one of the codes")]
        pub static PACKS: [Row; CODES.len()] = [$(Row {
            code: $code,
            order: Order::$order,
            silent: $silent,
            texts: LazyLock::new(|| {
                static TEXT: LazyLock<String> = LazyLock::new(|| text(packed!($code)));
                Texts::of(&TEXT)
            }),
            pack: LazyLock::new(|| Pack::read(&PACKS[index($code)].texts).0),
        }),*];

        const CODES: &[&str] = &[$($code),*];
    };
}

packs! {
    "de" German false;
    "fr" SubjectFirst false;
    "es" SubjectFirst true;
    "pt" SubjectFirst true;
    "it" SubjectFirst true;
    "nl" VerbSecond false;
    "ru" Bare false;
    "cs" Bare true;
    "sv" VerbSecond false;
    "pl" Bare true;
}

/// English as the trainer of names reads it: what is in English teaches the other languages, too.
pub static ENGLISH: Row = Row {
    code: "en",
    order: Order::SubjectFirst,
    silent: false,
    texts: LazyLock::new(|| Texts {
        words: english("words.txt"),
        verbs: "",
        phrases: "",
    }),
    pack: LazyLock::new(|| Pack::read(&ENGLISH.texts).0),
};

/// The place of a code among the packs.
#[allow(
    clippy::indexing_slicing,
    reason = "reckoned while compiling, for codes of two letters"
)]
const fn index(code: &str) -> usize {
    let mut at = 0;
    while at < CODES.len() {
        let (one, other) = (CODES[at].as_bytes(), code.as_bytes());
        if one[0] == other[0] && one[1] == other[1] {
            return at;
        }
        at += 1;
    }
    0
}

/// What a pack is made of, and what was measured with it.
#[derive(Clone, Debug, PartialEq)]
pub struct PackFacts {
    /// Its language, ISO 639-1.
    pub code: &'static str,
    /// How many words it classes.
    pub words: usize,
    /// How many forms of reporting verbs it knows.
    pub forms: usize,
    /// How many phrases that give a source; none where the engine knows them (English).
    pub phrases: usize,
    /// The size of its lists of reporting words in bytes; of all that it has in other languages than English.
    pub bytes: usize,
    /// What was measured, in words; empty where nothing was.
    pub measured: &'static str,
}

const MEASURED: &str = include_str!("../../../assets/lexicon/measured.txt");

/// The facts of each pack: English, then the others in the order of the table.
pub fn facts() -> Vec<PackFacts> {
    let measured = |code: &str| {
        let mut lines = MEASURED.lines().filter_map(|line| line.split_once('\t'));
        lines.find(|(known, _)| *known == code)
    };
    let (forms, bytes) = cues::size();
    let english = PackFacts {
        code: ENGLISH.code,
        words: lexicon::size(),
        forms,
        phrases: 0,
        bytes,
        measured: measured(ENGLISH.code).map_or("", |(_, measured)| measured),
    };
    let others = PACKS.iter().map(|row| {
        let (words, forms, phrases) = row.pack().size();
        let Texts {
            words: w,
            verbs,
            phrases: p,
        } = *row.texts;
        let measured = measured(row.code);
        PackFacts {
            code: row.code,
            words,
            forms,
            phrases,
            bytes: w.len() + verbs.len() + p.len(),
            measured: measured.map_or("", |(_, measured)| measured),
        }
    });
    std::iter::once(english).chain(others).collect()
}

/// The pack of a language.
pub fn row(code: &str) -> Option<&'static Row> {
    PACKS.iter().find(|row| row.code == code)
}

#[cfg(test)]
mod tests {
    use super::super::class;
    use super::*;

    #[test]
    fn packs_have_no_slips() {
        let mut slips = Vec::new();
        for row in &PACKS {
            for (file, line, slip) in Pack::read(&row.texts).1 {
                slips.push(format!("assets/lexicon/{}/{file}:{line}: {slip}", row.code));
            }
            assert!(row.pack().size().1 > 20, "{} has hardly a verb", row.code);
        }
        assert!(slips.is_empty(), "{}", slips.join("\n"));
    }

    #[test]
    fn nouns_are_declined_and_verbs_known_by_their_ends() {
        let texts = Texts {
            words: "title\tглава\nman\tолег\ndecline\t-а -ы -е -у -ой\ndecline\t- -а -у -ом -е\ntells\t-л -ла\nplural\t-ли",
            verbs: "",
            phrases: "",
        };
        let (pack, slips) = Pack::read(&texts);
        assert_eq!(slips, []);
        assert_eq!(pack.classes("глава"), class::TITLE);
        assert_eq!(pack.classes("главы"), class::TITLE | class::CASE);
        assert_eq!(pack.classes("олегом"), class::MAN | class::CASE);
        assert_eq!(pack.classes("олегами"), 0);
        assert!(pack.same("верещагин", "верещагина") && pack.same("лапиной", "лапина"));
        assert!(!pack.same("верещагину", "верещагиным") && !pack.same("лапин", "ларин"));
        assert!(pack.tells("буркнула") && !pack.tells("ола") && pack.is_plural("сказали"));
    }

    #[test]
    fn slips_are_told_with_their_lines() {
        let texts = Texts {
            words: "# head\nthat\tque que\nnothing\tx\nman\tJuan\nman",
            verbs: "decir\tsaid\tquote\tdice dice\nver\tseen\tquote\tve\nir\tsaid\tframe\tva\nser\tsaid\tes",
            phrases: "after\tsegún\nabove\tsobre\nafter\tsegún",
        };
        let (_, slips) = Pack::read(&texts);
        let places: Vec<(&str, usize)> =
            slips.iter().map(|(file, line, _)| (*file, *line)).collect();
        let words = [2, 3, 4, 5].map(|line| ("words.txt", line));
        let verbs = [1, 2, 3, 4].map(|line| ("verbs.txt", line));
        let phrases = [2, 3].map(|line| ("phrases.txt", line));
        assert_eq!(places, [&words[..], &verbs[..], &phrases[..]].concat());
    }
}

//! The packs that are built in: a row for each, and the folder of `assets/lexicon` that it names.

use std::sync::LazyLock;

use super::pack::{Pack, Texts};
use super::which::Code;

/// Where a language puts its subjects, and whether its nouns have capitals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Subject, verb; "…", verb subject.
    #[default]
    SubjectFirst,
    /// The verb comes second: what stands first need not be the subject.
    VerbSecond,
    /// The same, and every noun has a capital.
    German,
}

/// A pack that is built in.
pub struct Row {
    /// Its language.
    pub code: Code,
    /// Its word order.
    pub order: Order,
    /// Whether a verb may do without a subject: "afirmó que".
    pub silent: bool,
    /// Its texts.
    pub texts: Texts,
    pack: LazyLock<Pack>,
}

impl Row {
    /// What is known of the language; read when it is asked for first.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }
}

macro_rules! packs {
    ($($code:literal $order:ident $silent:literal;)*) => {
        /// The packs, in the order in which they are told.
        pub static PACKS: [Row; TEXTS.len()] = [$(Row {
            code: $code,
            order: Order::$order,
            silent: $silent,
            texts: TEXTS[index($code)].1,
            pack: LazyLock::new(|| Pack::read(&TEXTS[index($code)].1).0),
        }),*];

        const TEXTS: &[(&str, Texts)] = &[$(($code, Texts {
            words: include_str!(concat!("../../../assets/lexicon/", $code, "/words.txt")),
            verbs: include_str!(concat!("../../../assets/lexicon/", $code, "/verbs.txt")),
            phrases: include_str!(concat!("../../../assets/lexicon/", $code, "/phrases.txt")),
        })),*];
    };
}

packs! {
    "de" German false;
    "fr" SubjectFirst false;
    "es" SubjectFirst true;
    "pt" SubjectFirst true;
    "it" SubjectFirst true;
    "nl" VerbSecond false;
}

/// The place of a code in the texts.
const fn index(code: &str) -> usize {
    let mut at = 0;
    while at < TEXTS.len() {
        let (one, other) = (TEXTS[at].0.as_bytes(), code.as_bytes());
        if one[0] == other[0] && one[1] == other[1] {
            return at;
        }
        at += 1;
    }
    0
}

/// The pack of a language.
pub fn row(code: &str) -> Option<&'static Row> {
    PACKS.iter().find(|row| row.code == code)
}

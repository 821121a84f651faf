//! The names in the labels of turns: how they are written, and whom they stand for.

use std::ops::Range;

use crate::annotate::language::lexicon;
use crate::annotate::language::tags::Tag;
use crate::annotate::text::layer::{Layer, Name};
use crate::model::EntityKind;

/// Whose initials or surname a label may be is sought among so many names.
pub(super) const INITIALLED: usize = 200;

/// What a line begins with, where that says who speaks in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    /// The tokens that name the speaker, without office and notes; None for a bare "Q" or "A".
    pub name: Option<Range<usize>>,
    /// The colon, or the stop of "Q.": its token.
    pub colon: usize,
    /// The same for the labels of one speaker: the surname in small letters.
    pub key: String,
    pub speaker: Speaker,
    /// Whether more than the name stands before the colon: an office, a note.
    pub office: bool,
}

/// What a label calls its speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaker {
    /// "Q", "A".
    Letter,
    /// As a person, by name.
    Person,
    /// By the first letters of a name that stands elsewhere: "HL".
    Initials,
    /// As chats do: "@anaruiz".
    Handle,
    /// By a name in capitals.
    Shouted,
    /// As a paper, a board, a company, by name.
    Body,
    /// By what they are: "Host", "Unidentified man".
    Generic,
    /// By words with capitals that may be anything.
    Other,
}

/// The name that a label of two or three capitals stands for, if all persons with these initials are one: "HL:" of "Hanna
/// Lorenz".
pub(super) fn bearer(layer: &Layer<'_>, label: &Range<usize>) -> Option<Range<usize>> {
    let letters = layer.word(label.start).replace('.', "");
    if label.len() != 1 || !matches!(letters.len(), 2 | 3) || !is_shouted_word(&letters) {
        return None;
    }
    let fits = |name: &&Name| {
        let firsts = name
            .tokens
            .clone()
            .filter_map(|at| layer.word(at).chars().next());
        matches!(name.kind, EntityKind::Person | EntityKind::Organisation)
            && name.tokens.len() > 1
            && firsts.eq(letters.chars())
    };
    let names = layer.names.get(..layer.names.len().min(INITIALLED));
    let mut all = names.unwrap_or_default().iter().filter(fits);
    let first = all.next()?;
    let surname = |name: &Name| layer.word(name.tokens.end - 1);
    all.all(|name| surname(name) == surname(first))
        .then(|| first.tokens.clone())
}

/// Whether words may be a speaker's name by how they are written.
pub(super) fn is_name(layer: &Layer<'_>, name: &Range<usize>) -> bool {
    let mut letters = false;
    let written = name.clone().all(|at| {
        let word = layer.word(at);
        let small = matches!(
            word,
            "al" | "and"
                | "bin"
                | "da"
                | "de"
                | "del"
                | "der"
                | "di"
                | "du"
                | "la"
                | "of"
                | "van"
                | "von"
                | "&"
                | "-"
        );
        let capital = word.starts_with(char::is_uppercase) || is_handle(word);
        letters |= capital && word.chars().any(char::is_alphabetic);
        let number = word.bytes().all(|byte| byte.is_ascii_digit()) && at > name.start;
        capital || number || small && at > name.start || layer.tag(at) == Some(Tag::Pos)
    });
    written && letters
}

/// "@anaruiz", as chats name who writes.
pub(super) fn is_handle(word: &str) -> bool {
    word.strip_prefix('@')
        .is_some_and(|name| name.starts_with(char::is_alphanumeric))
}

pub(super) fn is_shouted(layer: &Layer<'_>, name: &Range<usize>) -> bool {
    let words = layer.span(name).of(layer.text);
    let letters = words.chars().filter(|c| c.is_uppercase()).count();
    letters > 1
        && (name.clone()).any(|at| is_shouted_word(layer.word(at)))
        && (name.clone()).all(|at| {
            lexicon::title(layer.word(at)).is_some()
                || !layer.word(at).contains(char::is_lowercase)
                || layer.word(at).starts_with("Mc")
        })
}

pub(super) fn is_shouted_word(word: &str) -> bool {
    word.chars().count() > 1 && !word.contains(char::is_lowercase)
}

/// The same for all names of one speaker: the last word in small letters, "jr." apart.
pub(super) fn key(layer: &Layer<'_>, name: &Range<usize>) -> String {
    let small = |at: usize| {
        let word = layer.word(at).trim_end_matches('.').to_lowercase();
        word.replace('’', "'")
    };
    let last = (name.clone()).rev().map(small);
    let number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut words =
        last.skip_while(|word| matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "'s"));
    match words.next() {
        Some(word) if number(&word) => words.next().unwrap_or_default() + " " + &word,
        word => word.unwrap_or_default(),
    }
}

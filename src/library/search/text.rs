//! What a query asks of the index of words, as FTS5 wants it.

use super::super::query::{Query, State, Term, What};
use crate::model::plain_letters;

/// The articles that have the words.
pub(in crate::library) const WITH_TEXT: &str =
    "SELECT rowid FROM article_text WHERE article_text MATCH ?";

/// How much an article is to the point, the lower the more: the weights are of title, byline and body.
pub(super) const BEST: &str = "bm25(article_text, 8.0, 4.0, 1.0)";

impl Query {
    /// The words of the only alternative, as a question to `article_text`.
    pub(in crate::library) fn text(&self) -> Option<String> {
        match self.any.as_slice() {
            [all] => text_of(all),
            _ => None,
        }
    }

    /// The same without what [`Self::text`] asks.
    pub(in crate::library) fn without_words(&self) -> Query {
        let rest = self.any.iter().map(|all| {
            all.iter()
                .filter(|term| term.not || term_text(&term.what).is_none())
                .cloned()
                .collect::<Vec<_>>()
        });
        Query::any(rest.filter(|all| !all.is_empty()).collect())
    }

    pub(in crate::library) fn asks_for_hidden(&self) -> bool {
        self.any
            .iter()
            .flatten()
            .any(|term| !term.not && term.what == What::Is(State::Hidden))
    }
}

/// What the terms ask of the index of words; none where they ask nothing of it.
pub(in crate::library) fn text_of(terms: &[Term]) -> Option<String> {
    let parts: Vec<String> = terms
        .iter()
        .filter(|term| !term.not)
        .filter_map(|term| term_text(&term.what))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" AND "))
}

/// The same of one term; none where the index of words is not asked.
pub(super) fn term_text(what: &What) -> Option<String> {
    match what {
        What::Words(words) | What::Title(words) | What::Byline(words)
            if part_of(words).is_some() =>
        {
            None
        }
        What::Words(words) => Some(phrase(words)),
        What::Title(words) => Some(format!("title : {}", phrase(words))),
        What::Byline(words) => Some(format!("byline : {}", phrase(words))),
        _ => None,
    }
}

/// Words as FTS5 wants them: in quotation marks, so that nothing in them is an operator; a star after
/// the last stays what it is. Letters that the tokenizer keeps apart ("ß", "ø") are asked for both ways.
pub(in crate::library) fn phrase(words: &str) -> String {
    let star = if words.ends_with('*') { "*" } else { "" };
    let words = words.trim_end_matches('*');
    let mut asked = spellings(words);
    // The beginning of a word may end in the middle of "ß".
    if let Some(head) = words.strip_suffix('s').filter(|_| !star.is_empty()) {
        asked.push(format!("{head}ß"));
    }
    let quoted = asked
        .iter()
        .map(|words| format!("\"{}\"{star}", words.replace('"', "\"\"")));
    match &quoted.collect::<Vec<_>>()[..] {
        [one] => one.clone(),
        several => format!("({})", several.join(" OR ")),
    }
}

/// The plain letters of those that the tokenizer does not take apart into a letter and an accent.
const APART: [(&str, &str); 9] = [
    ("ss", "ß"),
    ("o", "ø"),
    ("i", "ı"),
    ("l", "ł"),
    ("d", "đ"),
    ("ae", "æ"),
    ("oe", "œ"),
    ("th", "þ"),
    ("d", "ð"),
];

/// Letters with an accent that most leave out; a word has one at most.
const LEFT_OUT: [(&str, &str); 8] = [
    ("е", "ё"),
    ("α", "ά"),
    ("ε", "έ"),
    ("η", "ή"),
    ("ι", "ί"),
    ("ο", "ό"),
    ("υ", "ύ"),
    ("ω", "ώ"),
];

/// Of longer words, in letters, nobody leaves out an accent.
const LONGEST_WORD: usize = 30;

/// How words may be written in what was kept: as typed, plainly, with one or two letters of [`APART`], and a word with one of
/// [`LEFT_OUT`].
fn spellings(words: &str) -> Vec<String> {
    let plain = plain_letters(words).to_lowercase();
    let mut all = vec![words.to_owned()];
    // Two letters of a kind are as many ways as anybody means; figures and other scripts have one.
    let with = |words: &str, from: usize| {
        let rows = APART.iter().enumerate().skip(from);
        let fitting = rows.filter(|(_, (typed, _))| words.contains(typed));
        let written = fitting.map(|(at, (typed, kept))| (at, words.replace(typed, kept)));
        written.collect::<Vec<_>>()
    };
    if plain.is_ascii() {
        let once = with(&plain, 0);
        let twice = once.iter().flat_map(|(at, words)| with(words, at + 1));
        let twice: Vec<_> = twice.map(|(_, words)| words).collect();
        all.extend(once.into_iter().map(|(_, words)| words));
        all.extend(twice);
    }
    if words.chars().count() <= LONGEST_WORD && !words.contains(char::is_whitespace) {
        for (typed, kept) in LEFT_OUT {
            let places = plain.match_indices(typed);
            all.extend(places.map(|(at, _)| {
                let (before, after) = (&plain[..at], &plain[at + typed.len()..]);
                [before, kept, after].concat()
            }));
        }
    }
    if plain != words.to_lowercase() {
        all.push(plain);
    }
    all
}

/// The words after a star at the beginning: they may stand in any place, also inside a word.
pub(in crate::library) fn part_of(words: &str) -> Option<&str> {
    let part = words.strip_prefix('*')?.trim_matches('*');
    (!part.is_empty()).then_some(part)
}

//! Words between two marks, and what a language does with its marks.

use crate::model::Span;

/// Words between two marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// With its marks.
    pub span: Span,
    /// Without them and without the spaces inside.
    pub inner: Span,
    /// Whether it goes on with what the paragraph before left open.
    pub continues: bool,
    /// Whether a dash opened it, not a mark.
    pub dash: bool,
}

/// Whether a word, with the one behind it, is a verb that reports.
pub type Tells<'p> = &'p dyn Fn(&str, &str) -> bool;

/// What a language does with its marks.
#[derive(Clone, Copy, Default)]
pub struct Habits<'p> {
    /// A dash opens dialogue.
    pub dashes: bool,
    /// A dash between words joins them; the teller's words follow a stop or a comma.
    pub joins: bool,
    /// A dash behind a sentence opens dialogue where the teller's words follow: "Przegrał. – Szkoda – mówi trener."
    pub inside: bool,
    /// Straight single marks are quotation marks, too.
    pub singles: bool,
    /// Whether words between dashes inside marks are the teller's: "Sí -dijo Ana-, sí".
    pub tells: Option<Tells<'p>>,
    /// Whether such words may stand between commas inside marks, somebody behind the verb: « Oui, souffle Anne, demain ».
    pub asides: Option<Tells<'p>>,
}

/// A span without the white space at its ends.
pub fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + words.len() - words.trim_start().len();
    Span::new(start, (start + words.trim().len()).max(start))
}

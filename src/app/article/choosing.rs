//! Choosing a passage: one word is gone to, then the passage grows from it by words, rows, sentences, paragraphs, quotes.

use unicode_segmentation::UnicodeSegmentation;

use crate::command::target::Target;
use crate::model::Span;
use crate::words;

/// A passage that is being chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choosing {
    /// What is chosen: never empty.
    pub span: Span,
    /// It grows; before that, the one word moves.
    pub(super) begun: bool,
    /// Its beginning moves, not its end.
    pub(super) back: bool,
    /// What was chosen before, and is again at the end.
    pub(super) before: Option<Target>,
}

/// What a passage grows by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A word.
    Word,
    /// A row of the screen.
    Row,
    /// A sentence.
    Sentence,
    /// A paragraph, heading, item.
    Paragraph,
    /// The quote that it stands in.
    Quote,
}

impl Choosing {
    /// Begins at the word at a byte, or the next one; none where no word follows.
    pub fn at(text: &str, offset: usize) -> Option<Self> {
        Some(Choosing {
            span: word_from(text, offset)?,
            begun: false,
            back: false,
            before: None,
        })
    }

    /// The byte that the next step goes from.
    pub fn edge(&self) -> usize {
        match self.back {
            true => self.span.start,
            // The last byte of the passage.
            false => self.span.end - 1,
        }
    }

    /// From now on the passage grows.
    pub fn begin(&mut self) {
        self.begun = true;
    }

    /// Whether it grows already.
    pub fn has_begun(&self) -> bool {
        self.begun
    }

    /// The other end moves.
    pub fn turn(&mut self) {
        (self.begun, self.back) = (true, !self.back);
    }

    /// Moves the word, or the end that moves, to this word.
    pub(super) fn go_to(&mut self, word: Span) {
        self.span = match (self.begun, self.back) {
            (false, _) => word,
            (true, false) => Span::new(self.span.start.min(word.start), word.end),
            (true, true) => Span::new(word.start, self.span.end.max(word.end)),
        };
    }

    pub(super) fn take(&mut self, unit: Span) {
        self.begun = true;
        let Span { start, end } = self.span;
        self.span = Span::new(start.min(unit.start), end.max(unit.end));
    }

    /// "12 words, the … ferry.", and whether its beginning moves.
    pub fn sentence(&self, text: &str) -> String {
        let chosen = self.span.of(text);
        let count = chosen.unicode_words().count();
        let ends = (
            chosen.unicode_words().next(),
            chosen.unicode_words().next_back(),
        );
        let moves = if self.back {
            " The beginning moves."
        } else {
            ""
        };
        match (ends, self.begun) {
            ((Some(word), _), false) => format!("At {word}."),
            ((Some(first), Some(last)), true) if count > 1 => {
                let count = words::count(count, "word");
                format!("{count}, {first} … {last}.{moves}")
            }
            _ => format!("1 word, {chosen}.{moves}"),
        }
    }
}

/// The word that holds a byte, or the next one.
pub(in crate::app) fn word_from(text: &str, offset: usize) -> Option<Span> {
    // Words are looked for from a place that is no inside of one.
    let start = text[..floor(text, offset)]
        .rfind(char::is_whitespace)
        .unwrap_or(0);
    let words = text[start..].unicode_word_indices();
    let mut words = words.map(|(at, word)| Span::new(start + at, start + at + word.len()));
    words.find(|word| word.end > offset)
}

/// The word before a byte.
pub(super) fn word_before(text: &str, offset: usize) -> Option<Span> {
    let mut words = text[..floor(text, offset)].unicode_word_indices();
    let (at, word) = words.next_back()?;
    Some(Span::new(at, at + word.len()))
}

/// The last place at or before a byte where a character begins.
fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

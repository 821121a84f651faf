//! A passage that is chosen in a text: one word is gone to, then the passage grows from it by words, rows, sentences,
//! paragraphs, quotes.

use unicode_segmentation::UnicodeSegmentation;

use super::layers::Layers;
use super::lines::{Layout, Line};
use crate::model::{Article, Notes, Span};

/// A passage that is being chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choosing {
    /// What is chosen: never empty.
    pub span: Span,
    /// It grows; before that, the one word moves.
    begun: bool,
    /// Its beginning moves, not its end.
    back: bool,
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

/// What a passage grows on: an article with its notes, as it is wrapped.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was found in it.
    pub notes: &'a Notes,
    /// The same as layers of spans.
    pub layers: &'a Layers,
    /// Its rows.
    pub layout: &'a Layout,
}

impl Choosing {
    /// Begins at the word at a byte, or the next one; none where no word follows.
    pub fn at(text: &str, offset: usize) -> Option<Self> {
        Some(Choosing {
            span: word_from(text, offset)?,
            begun: false,
            back: false,
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
    fn go_to(&mut self, word: Span) {
        self.span = match (self.begun, self.back) {
            (false, _) => word,
            (true, false) => Span::new(self.span.start.min(word.start), word.end),
            (true, true) => Span::new(word.start, self.span.end.max(word.end)),
        };
    }

    fn take(&mut self, unit: Span) {
        self.begun = true;
        let Span { start, end } = self.span;
        self.span = Span::new(start.min(unit.start), end.max(unit.end));
    }

    /// Whether its beginning moves, not its end.
    pub fn moves_back(&self) -> bool {
        self.back
    }

    /// Goes on by so much, or back; false where nothing more is there.
    pub fn grow(&mut self, by: By, forward: bool, on: &Ground<'_>) -> bool {
        let text = &on.article.text;
        let before = self.span;
        match by {
            By::Word => {
                let edge = self.edge();
                let word = match (forward, self.begun && !self.back) {
                    (true, false) => {
                        let end = word_from(text, edge).map_or(edge, |word| word.end);
                        word_from(text, end)
                    }
                    (true, true) => word_from(text, self.span.end),
                    (false, _) => {
                        word_from(text, edge).and_then(|word| word_before(text, word.start))
                    }
                };
                // The last word stays.
                let inside = |word: &Span| {
                    !self.begun
                        || match self.back {
                            false => word.end > self.span.start,
                            true => word.start < self.span.end,
                        }
                };
                if let Some(word) = word.filter(inside) {
                    self.go_to(word);
                }
            }
            By::Row => {
                let (edge, lines) = (self.edge(), &on.layout.lines);
                let (above, below) = lines.split_at(on.layout.row_of(edge).min(lines.len()));
                let word = |line: &Line| match self.begun && !self.back {
                    true => word_before(text, line.span.end),
                    false => word_from(text, line.span.start),
                };
                // Rows without words are passed over.
                let word = match forward {
                    true => below
                        .iter()
                        .skip(1)
                        .filter_map(word)
                        .find(|it| it.start > edge),
                    false => above
                        .iter()
                        .rev()
                        .filter_map(word)
                        .find(|it| it.end <= edge),
                };
                if let Some(word) = word {
                    self.go_to(word);
                }
            }
            By::Sentence | By::Paragraph => {
                let unit = |at: usize| match by {
                    By::Sentence => on.notes.sentence_at(on.article, at),
                    _ => on.article.block_around(at),
                };
                let here = unit(self.edge());
                if let Some(unit) = here.filter(|it| !self.span.covers(*it)) {
                    self.take(unit);
                } else if let Some(unit) =
                    word_from(text, self.span.end).and_then(|word| unit(word.start))
                {
                    self.take(unit);
                }
            }
            By::Quote => {
                let at = on.layers.quotes.over(self.span).last();
                let quote = at.and_then(|(_, index)| on.notes.quotes.get(*index));
                if let Some(quote) = quote {
                    self.take(quote.span());
                }
            }
        }
        self.span != before
    }
}

/// The word that holds a byte, or the next one.
pub fn word_from(text: &str, offset: usize) -> Option<Span> {
    // Words are looked for from a place that is no inside of one.
    let start = text[..floor(text, offset)]
        .rfind(char::is_whitespace)
        .unwrap_or(0);
    let words = text[start..].unicode_word_indices();
    let mut words = words.map(|(at, word)| Span::new(start + at, start + at + word.len()));
    words.find(|word| word.end > offset)
}

/// The word before a byte.
fn word_before(text: &str, offset: usize) -> Option<Span> {
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

#[cfg(test)]
mod tests;

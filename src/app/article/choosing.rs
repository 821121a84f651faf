//! Choosing a passage: one word is gone to, then the passage grows from it by words, rows, sentences, paragraphs, quotes.

use unicode_segmentation::UnicodeSegmentation;

use crate::app::article::reader::ReaderPane;
use crate::app::words::{self, blocks::block_at};
use crate::model::Span;

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

    /// "12 words, the … ferry."
    pub fn sentence(&self, text: &str) -> String {
        let chosen = self.span.of(text);
        let count = chosen.unicode_words().count();
        let ends = (
            chosen.unicode_words().next(),
            chosen.unicode_words().next_back(),
        );
        match (ends, self.begun) {
            ((Some(word), _), false) => format!("At {word}."),
            ((Some(first), Some(last)), true) if count > 1 => {
                format!("{}, {first} … {last}.", words::count(count, "word"))
            }
            _ => format!("1 word, {chosen}."),
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

impl ReaderPane {
    /// Begins to choose a passage at what is chosen, else at the first word on the screen; false where there is none.
    pub(in crate::app) fn choose(&mut self, from: usize) -> bool {
        self.choosing = Choosing::at(&self.article.text, from);
        self.choosing.is_some()
    }

    /// Goes on by so much, or back; false where nothing more is there.
    pub(in crate::app) fn grow(&mut self, by: By, forward: bool) -> bool {
        let Some(mut choosing) = self.choosing else {
            return false;
        };
        let text = &self.article.text;
        let before = choosing;
        match by {
            By::Word => {
                let edge = choosing.edge();
                let word = match (forward, choosing.begun && !choosing.back) {
                    (true, false) => {
                        let end = word_from(text, edge).map_or(edge, |word| word.end);
                        word_from(text, end)
                    }
                    (true, true) => word_from(text, choosing.span.end),
                    (false, _) => {
                        word_from(text, edge).and_then(|word| word_before(text, word.start))
                    }
                };
                // The last word stays.
                let inside = |word: &Span| {
                    !choosing.begun
                        || match choosing.back {
                            false => word.end > choosing.span.start,
                            true => word.start < choosing.span.end,
                        }
                };
                if let Some(word) = word.filter(inside) {
                    choosing.go_to(word);
                }
            }
            By::Row => {
                let row = self.layout.row_of(choosing.edge());
                let next = if forward {
                    row.checked_add(1)
                } else {
                    row.checked_sub(1)
                };
                let line = next.and_then(|row| self.layout.lines.get(row));
                let word = line.and_then(|line| match choosing.begun && !choosing.back {
                    true => word_before(text, line.span.end),
                    false => word_from(text, line.span.start),
                });
                if let Some(word) = word.filter(|word| forward == (word.start > choosing.edge())) {
                    choosing.go_to(word);
                }
            }
            By::Sentence | By::Paragraph => {
                let unit = |at: usize| match by {
                    By::Sentence => self.sentence_at(at),
                    _ => self.block_span(at),
                };
                let here = unit(choosing.edge());
                if let Some(unit) = here.filter(|it| !choosing.span.covers(*it)) {
                    choosing.take(unit);
                } else if let Some(unit) =
                    word_from(text, choosing.span.end).and_then(|word| unit(word.start))
                {
                    choosing.take(unit);
                }
            }
            By::Quote => {
                let at = self.layers.quotes.over(choosing.span).last();
                let quote = at.and_then(|(_, index)| self.notes.quotes.get(*index));
                if let Some(quote) = quote {
                    choosing.take(quote.span());
                }
            }
        }
        self.choosing = Some(choosing);
        choosing.span != before.span
    }

    /// The sentence around a byte; where sentences are not known, its block.
    pub(in crate::app) fn sentence_at(&self, offset: usize) -> Option<Span> {
        let sentences = &self.notes.sentences;
        let after = sentences.partition_point(|span| span.end <= offset);
        let found = sentences.get(after).filter(|span| span.contains(offset));
        found.copied().or_else(|| self.block_span(offset))
    }

    fn block_span(&self, offset: usize) -> Option<Span> {
        let block = self.article.blocks.get(block_at(&self.article, offset))?;
        (!block.span.is_empty()).then_some(block.span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Settings;
    use crate::app::tests::{article, notes};
    use crate::model::ArticleId;
    use std::sync::Arc;

    fn check(steps: &[(By, bool)], begun: bool, expected: &str) {
        let article = Arc::new(article());
        let settings = Settings::default();
        let mut reader = ReaderPane::new(ArticleId(1), Arc::clone(&article), 0);
        reader.note(Arc::new(notes(&article)), &settings);
        reader.settle(40, 20, &settings);
        assert!(reader.choose(article.text.find("rough").unwrap()));
        if begun {
            reader.choosing.as_mut().unwrap().begin();
        }
        for (by, forward) in steps {
            reader.grow(*by, *forward);
        }
        let chosen = reader.choosing.unwrap().span.of(&article.text);
        assert_eq!(chosen, expected, "{steps:?}");
    }

    #[test]
    fn a_word_moves_and_then_the_passage_grows() {
        use By::*;
        check(&[], false, "rough");
        check(&[(Word, true)], false, "all");
        check(&[(Word, false), (Word, false)], false, "had");
        check(&[(Word, true), (Word, true)], true, "rough all the");
        check(&[(Word, true), (Word, false)], true, "rough");
        check(&[(Word, false)], true, "rough");
        let whole = "The sea had been rough all the way to Lower Quay.";
        check(&[(Paragraph, true)], false, whole);
        check(&[(Row, true)], true, "rough all the way to Lower Quay");
        let two = format!("{whole}\n\n“Never again,” someone shouted.");
        check(&[(Paragraph, true), (Paragraph, true)], false, &two);
        check(
            &[(Row, true), (Word, true), (Word, true), (Quote, true)],
            true,
            "rough all the way to Lower Quay.\n\n“Never again,”",
        );
        check(&[(Quote, true)], false, "rough");
    }
}

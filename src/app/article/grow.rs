//! A passage that is being chosen in the article grows by words, rows, sentences, paragraphs, quotes.

use crate::app::article::choosing::{By, Choosing, word_before, word_from};
use crate::app::article::reader::ReaderPane;
use crate::layout::Line;
use crate::model::Span;

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
                let (edge, lines) = (choosing.edge(), &self.layout.lines);
                let (above, below) = lines.split_at(self.layout.row_of(edge).min(lines.len()));
                let word = |line: &Line| match choosing.begun && !choosing.back {
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
        let block = self.article.blocks.get(self.article.block_at(offset))?;
        (!block.span.is_empty()).then_some(block.span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::{article, notes};
    use crate::config::Settings;
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
        // Over the empty row between two paragraphs, and back.
        check(&[(Row, true), (Row, true)], false, "Never");
        check(&[(Row, true), (Row, true), (Row, false)], false, "Lower");
    }
}

//! Reading aloud: which sentence comes next, and its words as a voice says them.

use crate::app::article::choosing::word_from;
use crate::app::article::reader::ReaderPane;
use crate::config::Settings;
use crate::model::{QuoteKind, Span};
use crate::words;

impl ReaderPane {
    /// The sentence to begin with: that of what is chosen, else the one that was said last while it is in sight, else
    /// the first on the screen.
    pub(in crate::app) fn first_aloud(&self, settings: &Settings) -> Option<Span> {
        let from = match (self.chosen(), self.aloud) {
            (Some(span), _) => span.start,
            (None, Some(said)) if self.sees(said, settings) => said.start,
            (None, _) if self.is_at_start() => 0,
            (None, _) => self.top_offset(),
        };
        self.aloud_from(from)
    }

    /// The sentence after the one that was said last.
    pub(in crate::app) fn next_aloud(&self) -> Option<Span> {
        self.aloud_from(self.aloud?.end)
    }

    /// Lights a sentence and brings it into sight; gives its words for the voice. By ear what is chosen stays chosen.
    pub(in crate::app) fn say_aloud(
        &mut self,
        sentence: Span,
        heard: bool,
        settings: &Settings,
    ) -> String {
        self.target = self.target.filter(|_| heard);
        (self.aloud, self.lit_aloud) = (Some(sentence), true);
        self.bring(sentence, settings);
        self.words_aloud(sentence, settings)
    }

    /// Nothing is said any more; the last sentence is remembered.
    pub(in crate::app) fn hush(&mut self) {
        self.lit_aloud = false;
    }

    fn aloud_from(&self, offset: usize) -> Option<Span> {
        let word = word_from(&self.article.text, offset)?;
        self.sentence_at(word.start)
    }

    /// The words of a sentence for a voice: whoever is quoted is named where the quote begins, "Ana Ruiz: We won."
    fn words_aloud(&self, sentence: Span, settings: &Settings) -> String {
        let text = &self.article.text;
        let mut out = String::new();
        let mut from = sentence.start;
        let quotes = self.layers.quotes.over(sentence);
        let mut begins: Vec<(usize, usize)> =
            quotes.map(|(part, index)| (part.start, *index)).collect();
        begins.sort_unstable();
        let mut last = None;
        for (at, index) in begins {
            let direct = self
                .notes
                .quotes
                .get(index)
                .is_some_and(|it| it.kind == QuoteKind::Direct);
            // One that goes on has been announced.
            if at < sentence.start || !direct || last == Some(index) {
                continue;
            }
            last = Some(index);
            if let Some((name, true)) = self.speaker(index, settings) {
                out.push_str(&text[from..at]);
                out.push_str(&name);
                out.push_str(": ");
                from = at;
            }
        }
        out.push_str(&text[from..sentence.end]);
        words::one_line(&out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::{article, notes};
    use crate::model::ArticleId;
    use std::sync::Arc;

    #[test]
    fn sentences_follow_each_other_and_speakers_are_announced() {
        let article = Arc::new(article());
        let settings = Settings::default();
        let mut reader = ReaderPane::new(ArticleId(1), Arc::clone(&article), 0);
        let mut notes = notes(&article);
        let first = Span::new(0, article.text.find(" “It was").unwrap());
        notes.sentences = vec![
            first,
            Span::new(first.end + 1, article.text.find('\n').unwrap()),
        ];
        reader.note(Arc::new(notes), &settings);
        reader.settle(60, 20, &settings);
        let mut said = Vec::new();
        let mut next = reader.first_aloud(&settings);
        while let Some(sentence) = next {
            said.push(reader.words_aloud(sentence, &settings));
            reader.aloud = next;
            next = reader.next_aloud();
        }
        assert_eq!(
            said[..4],
            [
                "Ana Ruiz: “We won,” said Ana Ruiz, the captain.",
                "Ana Ruiz: “It was hard.”",
                "On the water",
                "The sea had been rough all the way to Lower Quay.",
            ]
        );
        assert_eq!(said.last().unwrap(), "The report is on its page.");
    }
}

//! Reading aloud: which sentence comes next.

use crate::app::article::reader::ReaderPane;
use crate::config::Settings;
use crate::layout::passage::word_from;
use crate::model::Span;
use crate::speech;

impl ReaderPane {
    /// The sentence to begin with: that of what is chosen, else the one that was said last while it is in sight, else
    /// the first on the screen.
    pub(in crate::app) fn first_aloud(&self, settings: &Settings) -> Option<Span> {
        let from = match (self.chosen(), self.aloud) {
            (Some(span), _) => span.start,
            (None, Some(said)) if self.sees(said, settings) => said.start,
            (None, _) => self.first_seen(),
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
        let quotes = &self.layers.quotes;
        speech::aloud(
            &self.article,
            &self.notes,
            quotes,
            sentence,
            settings.unclear,
        )
    }

    /// Nothing is said any more; the last sentence is remembered.
    pub(in crate::app) fn hush(&mut self) {
        self.lit_aloud = false;
    }

    fn aloud_from(&self, offset: usize) -> Option<Span> {
        let word = word_from(&self.article.text, offset)?;
        self.notes.sentence_at(&self.article, word.start)
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
            said.push(reader.say_aloud(sentence, false, &settings));
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

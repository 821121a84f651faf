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

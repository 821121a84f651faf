//! The reader's notes on passages, and corrections of who said what.

use crate::app::article::reader::ReaderPane;
use crate::command::target::Target;
use crate::model::{Remark, Span};
use crate::words;

/// What is typed for nobody.
pub const NOBODY: &str = "nobody";

impl ReaderPane {
    /// The passage that a note would stand on: what is chosen, else the first paragraph on the screen.
    pub fn passage(&self) -> Span {
        let block = |at: usize| self.article.blocks.get(at).map(|block| block.span);
        let whole = match self.target {
            None | Some(Target::Paragraph(_) | Target::Block(_)) => {
                let at = self
                    .chosen()
                    .map_or_else(|| self.top_offset(), |span| span.start);
                block(self.article.block_at(at))
            }
            Some(target) => Some(self.span_of(target)),
        };
        whole.unwrap_or_default()
    }

    /// What to choose so that a passage is chosen: the quote that it is, else its paragraph.
    pub(in crate::app) fn target_at(&self, passage: Span) -> Target {
        let quotes = self.notes.quotes.iter();
        match quotes.clone().position(|quote| quote.span() == passage) {
            Some(index) => Target::Quote(index),
            None => Target::Paragraph(self.article.block_at(passage.start)),
        }
    }

    /// The notes on a passage, or on a part of it.
    pub fn notes_on(&self, passage: Span) -> impl Iterator<Item = &Remark> {
        let on = move |remark: &&Remark| remark.span.is_some_and(|span| span.overlaps(passage));
        self.details.notes.iter().filter(on)
    }

    /// "Your note: ask her again." for each note on a passage; empty when there is none.
    pub fn noted_words(&self, passage: Span) -> String {
        let notes = self.notes_on(passage).filter(|it| !it.words.is_empty());
        let notes: Vec<String> = notes
            .map(|it| words::sentence(&format!("Your note: {}", it.words)))
            .collect();
        notes.join(" ")
    }
}

//! What stands at a cell of the article, for a click on it.

use crate::app::article::reader::ReaderPane;
use crate::app::outcome::{Context, Outcome, Want};
use crate::command::Command;
use crate::command::target::Target;
use crate::config::Settings;
use crate::model::{Footnote, footnotes};

/// What stands at a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Here {
    /// The sign of a footnote.
    Note(Footnote),
    /// A link, a name, a quote.
    Target(Target),
}

impl ReaderPane {
    /// A click on a row of the pane, at a column of the text: a link is followed, a footnote gone to; a name or a quote is
    /// chosen.
    pub(in crate::app) fn click(&mut self, row: usize, column: u16, context: &Context) -> Outcome {
        match self.at(row, column, context.settings) {
            None => Outcome::done(),
            Some(Here::Note(note)) => self.jump_to_note(note, context),
            Some(Here::Target(target @ Target::Link(_))) => {
                self.target = Some(target);
                Want::Run(Command::Open).into()
            }
            Some(Here::Target(target)) => Outcome::say(self.arrive(target, context.settings)),
        }
    }

    /// What stands at a row of the pane and a column of the text.
    fn at(&self, row: usize, column: u16, settings: &Settings) -> Option<Here> {
        let line = (self.top + row).checked_sub(self.head())?;
        let it = self.layout.lines.get(line)?;
        let shift = if self.is_scrolled(it) { self.shift } else { 0 };
        let text = &self.article.text;
        let offset = self
            .layout
            .offset_at(text, line, column.saturating_add(shift));
        let (_, found) = self.layout.cell_of(text, offset);
        // Beside the words a click means the quote that they stand in, at most.
        let beside = found.abs_diff(column.saturating_add(shift)) > 1;
        let words = (!beside).then(|| self.in_words(offset, settings)).flatten();
        let quote = || {
            let (_, quote) = self.layers.quotes.at(offset)?;
            let kind = self.notes.quotes.get(*quote)?.kind;
            settings
                .shows
                .takes(kind)
                .then_some(Here::Target(Target::Quote(*quote)))
        };
        words.or_else(quote)
    }

    /// The sign, link or name at a byte.
    fn in_words(&self, offset: usize, settings: &Settings) -> Option<Here> {
        let notes = footnotes(&self.article);
        if let Some(note) = notes.into_iter().find(|note| note.sign.contains(offset)) {
            return Some(Here::Note(note));
        }
        let mut marks = self.article.marks.iter();
        let link = marks.position(|mark| mark.link().is_some() && mark.span.contains(offset));
        if let Some(link) = link {
            return Some(Here::Target(Target::Link(link)));
        }
        let (_, name) = self.layers.names.at(offset).filter(|_| settings.names)?;
        Some(Here::Target(Target::Name(name.entity, name.mention)))
    }
}

//! Where a long article begins, on the screen while the rest is read.
//!
//! It can be read down; every other key waits for the whole article, as keys do that are typed before a program has
//! started: a search, a jump or the end are of all of it. Who leaves does not wait, and Ctrl-C drops what does.

use std::sync::Arc;

use crate::app::{Pane, ReaderPane, State};
use crate::command::Chord;
use crate::command::keymap::{Pending, Step};
use crate::command::table::Command;
use crate::message::Msg;
use crate::model::{Article, ArticleId};

impl State {
    /// Opens the beginning of an article that was asked for.
    pub(in crate::app) fn take_beginning(
        &mut self,
        ask: u64,
        id: ArticleId,
        article: Arc<Article>,
    ) {
        if self.awaited.begin(ask, id) {
            self.show(ReaderPane::begun(id, article));
        }
    }

    /// Whether a message has to wait for the whole article.
    pub(in crate::app) fn holds(&self, msg: &Msg) -> bool {
        let Some(reader) = self.reader.as_ref().filter(|reader| reader.is_begun()) else {
            return false;
        };
        let read = self.focus == Pane::Reader && self.overlay.is_none();
        match msg {
            _ if !read => false,
            Msg::Key(chord) if self.held.is_empty() => !self.reads_on(reader, *chord),
            Msg::Key(chord) => !self.leaves(*chord),
            Msg::Run(Command::Quit | Command::Suspend, _) => false,
            Msg::Line(_) | Msg::Text(_) | Msg::Run(..) | Msg::Mouse(..) => true,
            _ => false,
        }
    }

    /// Whether a key only moves within what is here, or leaves.
    fn reads_on(&self, reader: &ReaderPane, chord: Chord) -> bool {
        use Command as C;
        match self
            .keymap
            .press(&mut self.pending.clone(), self.scope(), chord)
        {
            Step::Run(C::Quit | C::Suspend | C::Cancel | C::Redraw, _)
            | Step::Run(C::Up | C::PageUp | C::HalfPageUp, _) => true,
            Step::Run(C::Down | C::PageDown | C::HalfPageDown, None) => {
                let room = reader.room(&self.settings);
                reader.top() + 3 * room < reader.rows()
            }
            _ => false,
        }
    }

    /// Whether a key leaves, or breaks off, whatever was typed before it. Where that may have begun a line, it is a letter.
    fn leaves(&self, chord: Chord) -> bool {
        use Command as C;
        match self.alone(chord) {
            Step::Run(C::Cancel, _) => true,
            Step::Run(C::Quit | C::Suspend, _) => !self.held.iter().any(|msg| match msg {
                Msg::Key(chord) => match self.alone(*chord) {
                    Step::Run(command, _) => {
                        command.takes_words() || matches!(command, C::CommandLine | C::Help)
                    }
                    step => matches!(step, Step::Wait),
                },
                _ => true,
            }),
            _ => false,
        }
    }

    /// What a key means that no other stands before.
    fn alone(&self, chord: Chord) -> Step {
        let mut none = Pending::default();
        self.keymap.press(&mut none, self.scope(), chord)
    }

    /// Takes what had to wait, once the whole article is here or will not come.
    pub(in crate::app) fn take_held(&mut self) {
        if self.held.is_empty() || self.reader.as_ref().is_some_and(ReaderPane::is_begun) {
            return;
        }
        for msg in std::mem::take(&mut self.held) {
            self.take(msg);
        }
    }
}

#[cfg(test)]
mod tests;

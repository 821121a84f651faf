//! The list of articles among the other panes: its rows as they come, and the articles that it opens.

use crate::app::outcome::Outcome;
use crate::app::shelf::list::ListPane;
use crate::app::{Pane, ReaderPane, State};
use crate::message::Effect;
use crate::model::{ArticleId, ArticleRow};

impl State {
    /// Lets the list do something of its own, and hands over what it wants of others.
    pub(in crate::app) fn in_list(&mut self, act: impl FnOnce(&mut ListPane) -> Outcome) {
        let outcome = act(&mut self.list);
        self.hand_over(outcome);
    }

    /// Takes rows: they answer a search through the list, or are listed.
    pub(in crate::app) fn take_rows(
        &mut self,
        ask: u64,
        (total, unread): (usize, usize),
        (from, rows): (usize, Vec<ArticleRow>),
    ) {
        let first = self.list.total() == 0;
        match self.list.seek_in(ask, from, rows) {
            Ok(outcome) => self.hand_over(outcome),
            Err(rows) => {
                if self.list.take(ask, total, unread, from, rows) {
                    self.greet(first);
                    // An article that the library has no longer does not stay beside the empty list.
                    if total == 0 && !self.list.is_part() && self.focus == Pane::List {
                        self.reader = None;
                    }
                    if self.list.is_announced() {
                        self.in_list(ListPane::tell_filter);
                    }
                }
            }
        }
    }

    /// When the very first rows have come, opens the first article; a single one is read at once.
    fn greet(&mut self, first: bool) {
        let Some(row) = self.list.row(0) else {
            return;
        };
        let (id, untouched) = (
            row.id,
            self.list.selected() == 0 && self.focus == Pane::List,
        );
        if first && !self.awaited.any() && self.spoken.is_none() {
            self.load(id);
        }
        if self.list.total() == 1 && !self.list.is_coming() && !self.list.is_part() && untouched {
            if self.spoken.is_some() {
                self.load(id);
            }
            self.focus = Pane::Reader;
            self.set_read(id, true);
        }
    }

    /// Opens the article of a row and reads it.
    pub(in crate::app) fn open_at(&mut self, index: usize) {
        let before = self.list.selected();
        self.list.select(index);
        let Some(row) = self.list.chosen() else {
            return;
        };
        if index != self.list.selected()
            || before == self.list.selected() && self.focus != Pane::List
        {
            return self.say("No more articles.");
        }
        let id = row.id;
        self.sheet = None;
        self.focus = Pane::Reader;
        let shown = |reader: &ReaderPane| reader.id() == id && !reader.is_outdated();
        if !self.reader.as_ref().is_some_and(shown) {
            self.load(id);
        }
        self.set_read(id, true);
    }

    /// Keeps that an article is read, or not.
    pub(in crate::app) fn set_read(&mut self, id: ArticleId, read: bool) {
        // One that is opened from elsewhere has no row; the next counts will tell.
        if let Some(row) = self.list.of(id) {
            if row.read == read {
                return;
            }
            let feed = row.feed;
            self.list.change(id, |row| row.read = read);
            self.count_read(feed, read);
        }
        self.effects.push(Effect::SetRead(id, read));
    }
}

#[cfg(test)]
mod tests;

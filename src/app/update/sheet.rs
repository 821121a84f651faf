//! Sheets among the other panes: asking for one, taking what was found, going where a row leads and back.

use crate::app::sheet::{Sheet, rows};
use crate::app::{Pane, ReaderPane, State};
use crate::command::target::Goes;
use crate::message::{Effect, Found, Wanted};
use crate::model::Said;

impl State {
    /// Asks the world for a sheet; any other command makes the answer void.
    pub(in crate::app) fn want(&mut self, wanted: Wanted) {
        self.wait();
        let ask = self.asked_sheet.ask(wanted.clone());
        self.effects.push(Effect::Sheet { ask, wanted });
    }

    /// The sheet that takes the screen.
    pub(in crate::app) fn open_sheet(&self) -> Option<&Sheet> {
        self.sheet.as_ref().filter(|_| self.focus == Pane::Sheet)
    }

    /// Opens the sheet that was asked for, or says that there is nothing for it.
    pub(in crate::app) fn take_sheet(&mut self, ask: u64, found: Found) {
        let Some(wanted) = self.asked_sheet.answer(ask) else {
            return;
        };
        let (sheet, nothing) = match rows::sheet(found, ask, &self.settings) {
            Ok(found) => found,
            Err(words) => return self.fail(words),
        };
        let mut sheet = sheet.asked_with(Some(wanted));
        let row = self.trail.take_row();
        let again = self.open_sheet().is_some_and(|old| sheet.is_again(old));
        if sheet.is_empty() && !again {
            return self.say(nothing);
        }
        if let Some(row) = row {
            sheet.select(row);
        }
        let sentence = sheet.sentence();
        let old = self.sheet.take().filter(|_| self.focus == Pane::Sheet);
        self.sheet = Some(match old {
            Some(old) if again => sheet.instead_of(old),
            Some(old) => sheet.over(old),
            None => sheet.opened_from(self.focus, self.reader.as_ref().map(ReaderPane::id)),
        });
        if !again {
            self.focus = Pane::Sheet;
            self.say(sentence);
        }
    }

    /// Takes older quotations of a sheet that is still open.
    pub(in crate::app) fn take_rest(&mut self, ask: u64, said: Vec<Said>, more: bool) {
        if let Some(sheet) = &mut self.sheet {
            sheet.take_rest(ask, said, more, &self.settings);
        }
    }

    /// From a sheet to the one under it, or to where it was opened.
    pub(in crate::app) fn close_sheet(&mut self) {
        let Some((from, origin, under)) = self.sheet.take().map(Sheet::close) else {
            return;
        };
        self.sheet = under;
        if self.sheet.is_none() {
            self.focus = from;
            // The article that the sheet was opened from, when another was read since.
            let id = origin.filter(|id| from != Pane::List && !self.reads(*id));
            if let Some(id) = id {
                self.load(id);
            }
        }
    }

    /// Goes to an article, or to a place in it.
    pub(in crate::app) fn go(&mut self, goes: Goes) {
        let id = goes.article();
        self.focus = Pane::Reader;
        self.wanted_place = Some(goes);
        if self.reads(id) {
            self.go_to_wanted();
        } else {
            if let Some(index) = self.list.find(id) {
                self.list.select(index);
            }
            self.load(id);
        }
        self.set_read(id, true);
    }

    /// Opens the article of the row after the chosen one, or before it.
    pub(in crate::app) fn open_other_row(&mut self, by: isize) {
        if let Some(sheet) = &mut self.sheet {
            let outcome = sheet.open_other(by);
            self.hand_over(outcome);
        }
    }

    /// Goes to the place that was wanted, once the notes on its article are there.
    pub(in crate::app) fn go_to_wanted(&mut self) {
        let Some(goes) = self.wanted_place else {
            return;
        };
        let id = goes.article();
        let Some(reader) = (self.reader.as_mut()).filter(|it| it.id() == id && it.is_noted())
        else {
            return;
        };
        self.wanted_place = None;
        let Some(target) = reader.target_of(goes) else {
            return;
        };
        let sentence = reader.arrive(target, &self.settings);
        self.arrived = Some(target);
        self.say(sentence);
    }

    /// Asks for the notes again that are listed, after one was changed.
    pub(in crate::app) fn list_notes_again(&mut self) {
        if let Some(wanted) = self.open_sheet().and_then(Sheet::notes) {
            self.want(wanted);
        }
    }

    /// Filters the sheet by what is being typed.
    pub(in crate::app) fn filter_sheet(&mut self, typed: &str) {
        if let Some(sheet) = &mut self.sheet {
            sheet.set_filter(typed);
        }
    }
}

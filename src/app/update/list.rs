//! What commands do in the list of articles.

use crate::app::command::motion::{Rows, motion};
use crate::app::command::prompt::PromptKind;
use crate::app::geometry;
use crate::app::shelf::list::{HEAD, is_airy};
use crate::app::shelf::seek::Aim;
use crate::app::{Command, Effect, Pane, State, words};

impl State {
    /// Says how many articles the filter leaves; when they have not come yet, as soon as they do.
    pub(in crate::app) fn tell_filter(&mut self) {
        let awaited = self.list.awaited();
        self.list.announce = awaited;
        if let Some(spoken) = &mut self.spoken {
            match awaited {
                true => spoken.wait(),
                false => spoken.answered(),
            }
        }
        if awaited {
            return self.say("Searching.");
        }
        let rows = words::count(self.list.total, "article");
        let filter = &self.list.filter;
        match self.list.misread.take() {
            Some(why) => self.fail(format!("{why}. {rows} with these words.")),
            None => self.say(format!("{rows} with {filter}.")),
        }
    }

    /// When the very first rows have come, opens the first article; a single one is read at once.
    pub(in crate::app) fn greet(&mut self, first: bool, more: bool, effects: &mut Vec<Effect>) {
        let Some(row) = self.list.row(0) else {
            return;
        };
        let (id, untouched) = (row.id, self.list.selected == 0 && self.focus == Pane::List);
        if first && !self.awaited.any() && self.spoken.is_none() {
            self.load(id, effects);
        }
        if self.list.total == 1 && !more && !self.list.is_part() && untouched {
            if self.spoken.is_some() {
                self.load(id, effects);
            }
            self.focus = Pane::Reader;
            self.set_read(id, true, effects);
        }
    }

    /// Opens the article of a row and reads it.
    pub(in crate::app) fn open_at(&mut self, index: usize, effects: &mut Vec<Effect>) {
        let before = self.list.selected;
        self.list.select(index);
        let Some(row) = self.list.chosen() else {
            return;
        };
        if index != self.list.selected || before == self.list.selected && self.focus != Pane::List {
            return self.say("No more articles.");
        }
        let id = row.id;
        self.sheet = None;
        self.focus = Pane::Reader;
        if self.reader.as_ref().is_none_or(|reader| reader.id != id) {
            self.load(id, effects);
        }
        self.set_read(id, true, effects);
    }

    pub(in crate::app) fn run_list(
        &mut self,
        command: Command,
        count: Option<usize>,
        effects: &mut Vec<Effect>,
    ) {
        let rows = Rows {
            at: self.list.selected,
            count: self.list.total,
            page: self.list_page(),
        };
        if let Some(to) = motion(command, count, rows) {
            return self.list.select(to);
        }
        match command {
            Command::Open => self.open_at(self.list.selected, effects),
            Command::Back if self.list.is_filtered() => effects.push(self.list.set_filter("")),
            Command::Back if self.go_up(effects) => {}
            Command::Back => {
                effects.extend(self.keep_place());
                effects.push(Effect::Quit);
            }
            Command::NextQuote => self.seek(Aim::Quotes, true, effects),
            Command::PreviousQuote => self.seek(Aim::Quotes, false, effects),
            Command::NextMatch => self.seek(Aim::Unread, true, effects),
            Command::PreviousMatch => self.seek(Aim::Unread, false, effects),
            Command::NextParagraph => self.other_day(true, effects),
            Command::PreviousParagraph => self.other_day(false, effects),
            Command::Search => self.prompt(PromptKind::Filter),
            Command::ReadAll => {
                let all = self.list.unread;
                for row in &mut self.list.rows {
                    row.read = true;
                }
                self.list.unread = 0;
                effects.push(Effect::ReadAll(self.list.query()));
                let undo = self.key_name(Command::Undo);
                self.say(format!(
                    "{} read. Press {undo} to undo.",
                    words::count(all, "article")
                ));
            }
            Command::CopyQuote | Command::CopyAddress | Command::Browse => {
                self.address(
                    if command == Command::Browse {
                        command
                    } else {
                        Command::CopyAddress
                    },
                    effects,
                );
            }
            Command::CopyCitation => self.copy(command, effects),
            _ => self.not_here(command),
        }
    }

    pub(in crate::app) fn list_page(&self) -> usize {
        let height = geometry::panes(self).list.map_or(1, |area| area.height);
        let each = if is_airy(height) { 4 } else { 3 };
        usize::from(height.saturating_sub(HEAD) / each).max(1)
    }
}

#[cfg(test)]
mod tests;

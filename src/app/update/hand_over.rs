//! A command to the pane that has the focus, and what that wants of others to them.

use crate::app::outcome::{Context, Outcome, Want};
use crate::app::{Pane, ReaderPane, State};
use crate::command::Command;

/// What a pane may know of the rest, while the pane itself is changed.
macro_rules! context {
    ($state:expr, $count:expr) => {
        Context {
            count: $count,
            width: $state.size.0,
            height: $state.size.1,
            in_panel: $state.focus == Pane::Panel,
            zen: $state.zen,
            several: $state.list.total() > 1,
            arrived: $state.arrived.filter(|_| $state.sheet.is_some()),
            settings: &$state.settings,
            keymap: &$state.keymap,
            heard: $state.spoken.is_some(),
        }
    };
}

impl State {
    /// Gives a command to the pane with the focus, by ear to what is heard of it first; none when it is not the pane's.
    pub(super) fn on(&mut self, command: Command, count: Option<usize>) -> Option<Outcome> {
        let context = context!(self, count);
        if let Some(spoken) = &mut self.spoken {
            spoken.begin(command, self.focus);
            let outcome = match self.focus {
                Pane::List => spoken.in_list(&mut self.list, command, count),
                Pane::Feeds => spoken.in_feeds(self.feeds.as_mut()?, command, count),
                Pane::Sheet => spoken.in_sheet(self.sheet.as_mut()?, command, count),
                Pane::Reader => spoken.in_reader(self.reader.as_mut()?, command, &context),
                Pane::Panel => spoken.in_panel(self.reader.as_mut()?, command, count),
            };
            if outcome.is_some() {
                return outcome;
            }
        }
        match self.focus {
            Pane::Feeds => self.feeds.as_mut()?.on(command, &context),
            Pane::List => self.list.on(command, &context),
            Pane::Sheet => self.sheet.as_mut()?.on(command, &context),
            Pane::Reader => self.reader.as_mut()?.on(command, &context),
            Pane::Panel => self.reader.as_mut()?.on_panel(command, &context),
        }
    }

    /// Lets the open article do something of its own, and hands over what it wants of others.
    pub(super) fn in_reader(&mut self, act: impl FnOnce(&mut ReaderPane, &Context) -> Outcome) {
        let context = context!(self, None);
        if let Some(reader) = &mut self.reader {
            let outcome = act(reader, &context);
            self.hand_over(outcome);
        }
    }

    /// Does what a pane wants, in its order.
    pub(super) fn hand_over(&mut self, outcome: Outcome) {
        for want in outcome.0 {
            match want {
                Want::Say(words) => self.say(words),
                Want::Fail(words) => self.fail(words),
                Want::World(effect) => self.effects.push(effect),
                Want::Type(kind) => self.prompt(kind),
                Want::Run(command) => self.run(command, None),
                Want::Browse(address) => self.open_or_copy(address, true),
                Want::CopyAddress(address) => self.open_or_copy(address, false),
                Want::Copy(text, sentence) => self.copy_text(text, &sentence),
                Want::OpenRow(index) => self.open_at(index),
                Want::Wait => self.wait(),
                Want::Answered => self.answered(),
                Want::TypeAbout(kind, subject, words, choices) => {
                    self.prompt_about(kind, subject, &words, choices);
                }
                Want::Ask(wanted) => self.want(wanted),
                Want::Go(goes) => self.go(goes),
                Want::NextUnread(forward) => {
                    self.in_list(|list| list.next_unread(forward));
                }
                Want::Follow(lead) => self.follow(lead),
                Want::Jumped => self.trail.jumped(),
                Want::Moved => self.trail.moved(),
                Want::Read => self.focus = Pane::Reader,
                Want::ShowPanel => (self.zen, self.focus) = (false, Pane::Panel),
                Want::HidePanel { by_itself } => {
                    self.panel_by_itself &= !by_itself;
                    self.focus = Pane::Reader;
                }
                Want::List(within) => self.list_within(within),
                Want::WasRead(query) => {
                    if query.is_empty() || self.list.query() == query {
                        self.list.read_all();
                    }
                }
                Want::Leave => self.leave(),
            }
        }
    }

    /// From the pane with the focus to what it was opened from.
    fn leave(&mut self) {
        match self.focus {
            Pane::Sheet => return self.close_sheet(),
            Pane::Reader | Pane::Panel => return self.leave_article(),
            Pane::List | Pane::Feeds => {}
        }
        if self.focus == Pane::List && self.go_up() {
            return;
        }
        self.quit();
    }
}

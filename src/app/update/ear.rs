//! What commands do by ear.

use crate::app::command::table::Command;
use crate::app::spoken::Spoken;
use crate::app::{Effect, Pane, State};

impl State {
    /// Does what the command means to the ear; false when it means the same as in the panes.
    pub(in crate::app) fn run_spoken(
        &mut self,
        command: Command,
        count: Option<usize>,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let Some(mut spoken) = self.spoken.take() else {
            return false;
        };
        // These are answered by the world, or by what was said before.
        let later = [
            Command::Redraw,
            Command::Undo,
            Command::Redo,
            Command::Suspend,
        ];
        spoken.ran = !later.contains(&command);
        spoken.waits = matches!(command, Command::Undo | Command::Redo);
        spoken.step = match command {
            Command::Down | Command::Up => true,
            Command::NextArticle | Command::PreviousArticle => {
                matches!(self.focus, Pane::List | Pane::Feeds | Pane::Sheet)
            }
            _ => false,
        };
        let done = match self.focus {
            Pane::List => spoken.in_list(self, command, count, effects),
            Pane::Feeds => spoken.in_feeds(self, command, count, effects),
            Pane::Sheet => spoken.in_sheet(self, command, count),
            Pane::Reader => spoken.in_reader(self, command, count, effects),
            Pane::Panel => spoken.in_panel(self, command, count),
        };
        self.spoken = Some(spoken);
        done
    }

    /// Says that there is nothing further, when a step through rows did not move.
    pub(in crate::app) fn say_end(&mut self, command: Command, moved: bool, noun: &str) {
        let down = matches!(
            command,
            Command::Down | Command::PageDown | Command::NextArticle
        );
        if !moved {
            let end = if down { "last" } else { "first" };
            self.say(format!("This is the {end} {noun}."));
        }
    }
}

impl State {
    /// Lets what is heard follow what the last message did. An article whose notes are about to come
    /// is read out with them, a list of feeds with its counts.
    pub(super) fn speak(&mut self) {
        let reads = self.focus == Pane::Reader && self.overlay.is_none();
        let noted = self.reader.as_ref().is_some_and(|reader| reader.noted);
        let counting = self.focus == Pane::Feeds
            && self.overlay.is_none()
            && self.feeds.as_ref().is_some_and(|feeds| !feeds.is_counted());
        if (!reads || noted && !self.awaited.loading) && !counting {
            self.speak_now();
        }
    }

    /// The same when there is no more time to wait.
    pub fn speak_now(&mut self) {
        if self.awaited.loading && self.focus == Pane::Reader && self.overlay.is_none() {
            return self.say("Loading.");
        }
        if let Some(mut spoken) = self.spoken.take() {
            spoken.follow(self);
            self.spoken = Some(spoken);
        }
    }

    /// Ends the waiting for an answer of the world.
    pub fn wait_no_more(&mut self) {
        if let Some(spoken) = &mut self.spoken {
            spoken.waits = false;
        }
    }

    /// Whether there are words that answer the last key.
    pub fn has_answer(&self) -> bool {
        let fresh = |spoken: &Spoken| !spoken.fresh.is_empty();
        self.notice.is_some() || self.spoken.as_ref().is_some_and(fresh)
    }

    /// Forgets the new words: they are on the screen.
    pub fn hush(&mut self) {
        if let Some(spoken) = &mut self.spoken {
            spoken.fresh.clear();
            spoken.more = 0;
        }
    }

    /// The words that answer the last key, a line each, and forgets them.
    pub fn answer(&mut self) -> Vec<String> {
        let mut answer: Vec<String> = self.notice.take().map(|it| it.words).into_iter().collect();
        if let Some(spoken) = &mut self.spoken {
            answer.append(&mut spoken.fresh);
            if let more @ 1.. = std::mem::take(&mut spoken.more) {
                answer.push(format!("{more} more. Press Space."));
            }
        }
        answer
    }
}

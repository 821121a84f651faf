//! What is heard after each message.

use crate::app::spoken::{Announced, Spoken};
use crate::app::{Overlay, Pane, ReaderPane, State};

impl State {
    /// Lets what is heard follow what the last message did. An article whose notes are about to come
    /// is read out with them, a list of feeds with its counts.
    pub(super) fn speak(&mut self) {
        let reads = self.focus == Pane::Reader && self.overlay.is_none();
        let noted = self.reader.as_ref().is_some_and(ReaderPane::is_noted);
        let counting = self.focus == Pane::Feeds
            && self.overlay.is_none()
            && self.feeds.as_ref().is_some_and(|feeds| !feeds.is_counted());
        if (!reads || noted && !self.awaited.is_loading()) && !counting {
            self.speak_now();
        }
    }

    /// The same when there is no more time to wait.
    pub fn speak_now(&mut self) {
        if self.awaited.is_loading() && self.focus == Pane::Reader && self.overlay.is_none() {
            return self.say("Loading.");
        }
        let Some(mut spoken) = self.spoken.take() else {
            return;
        };
        let typing = matches!(self.overlay, Some(Overlay::Prompt(_)));
        if let (false, Pane::Reader, Some(reader)) = (typing, self.focus, &mut self.reader) {
            spoken.choose_unit(reader);
        }
        match spoken.follow(self) {
            Announced::AsItIs => {}
            Announced::Nothing => self.notice = None,
            Announced::Words(words) => self.say(words),
        }
        self.spoken = Some(spoken);
    }

    /// By ear, nothing is said until the world has answered.
    pub(super) fn wait(&mut self) {
        self.spoken.iter_mut().for_each(Spoken::wait);
    }

    /// The world has answered: by ear something must be said.
    pub(super) fn answered(&mut self) {
        self.spoken.iter_mut().for_each(Spoken::answered);
    }

    /// Ends the waiting for an answer of the world.
    pub fn wait_no_more(&mut self) {
        if let Some(spoken) = &mut self.spoken {
            spoken.wait_no_more();
        }
    }

    /// Whether there are words that answer the last key.
    pub fn has_answer(&self) -> bool {
        let fresh = |spoken: &Spoken| !spoken.fresh().is_empty();
        self.notice.is_some() || self.spoken.as_ref().is_some_and(fresh)
    }

    /// Forgets the new words: they are on the screen.
    pub fn hush(&mut self) {
        if let Some(spoken) = &mut self.spoken {
            spoken.take_fresh();
        }
    }

    /// The words that answer the last key, a line each, and forgets them.
    pub fn answer(&mut self) -> Vec<String> {
        let mut answer: Vec<String> = self.notice.take().map(|it| it.words).into_iter().collect();
        if let Some(spoken) = &mut self.spoken {
            let (mut fresh, more) = spoken.take_fresh();
            answer.append(&mut fresh);
            if more > 0 {
                answer.push(format!("{more} more. Press Space."));
            }
        }
        answer
    }
}

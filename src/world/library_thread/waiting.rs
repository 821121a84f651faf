//! What is answered next of all that was asked.

use std::time::Duration;

use crossbeam_channel::Receiver;

use super::listing::is_begun;
use super::{LibraryThread, MANY};
use crate::library::Query;
use crate::message::Effect;

/// What is typed in one go, or pasted, comes within this time: only the whole of it is looked for.
const TYPED: Duration = Duration::from_millis(4);

/// A word of which there is one letter waits so long for the next one. Thousands of words begin with it, and the index
/// cannot be stopped while it gathers them.
const BEGUN: Duration = Duration::from_millis(60);

impl LibraryThread {
    /// What is to be answered next. Of questions for rows only the newest counts: while one is typed, an
    /// answer to what it began with would come too late.
    pub(super) fn next_waiting(&mut self, asked: &Receiver<Effect>) -> Option<Effect> {
        let is_rows = |effect: &Effect| matches!(effect, Effect::Rows { .. });
        loop {
            self.waiting.extend(asked.try_iter());
            let next = self.waiting.pop_front()?;
            if !is_rows(&next) {
                return Some(next);
            }
            if self.waiting.iter().any(is_rows) {
                continue;
            }
            let Some(pause) = self.pause(&next) else {
                return Some(next);
            };
            match asked.recv_timeout(pause) {
                Ok(effect) => {
                    let newer = is_rows(&effect);
                    self.waiting.push_back(effect);
                    if !newer {
                        return Some(next);
                    }
                }
                Err(_) => return Some(next),
            }
        }
    }

    /// How long a new filter waits for its next letter; not at all where it is none, or there is little to look through: by
    /// ear letters whose answers come together are said as a word.
    fn pause(&self, effect: &Effect) -> Option<Duration> {
        let Effect::Rows { within, filter, .. } = effect else {
            return None;
        };
        let is_new = !filter.is_empty() && (within, filter) != (&self.asked.0, &self.asked.1);
        let all = || self.library.count(&Query::default());
        let waits = is_new && all().is_ok_and(|all| all >= MANY);
        waits.then(|| if is_begun(filter) { BEGUN } else { TYPED })
    }
}

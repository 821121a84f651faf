//! Fetches for somebody who may leave before they end: those that are under way, and their end.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::answer::Limits;
use super::net::Net;

/// What is under way, each by the number of its question.
#[derive(Clone, Debug, Default)]
pub struct Fetches(Arc<Mutex<Vec<(u64, Net)>>>);

impl Fetches {
    /// A way out for the question of that number alone.
    pub fn begin(&self, ask: u64, limits: Limits) -> Net {
        let net = Net::new(limits);
        self.all().push((ask, net.clone()));
        net
    }

    /// The question has its answer; false when nobody waits for that any more.
    pub fn is_wanted(&self, ask: u64) -> bool {
        self.take(ask).is_some()
    }

    /// Nobody waits for the answer any more: what is being fetched for it ends.
    pub fn end(&self, ask: u64) {
        if let Some(net) = self.take(ask) {
            net.end();
        }
    }

    fn take(&self, ask: u64) -> Option<Net> {
        let mut all = self.all();
        let at = all.iter().position(|(its, _)| *its == ask)?;
        Some(all.swap_remove(at).1)
    }

    fn all(&self) -> MutexGuard<'_, Vec<(u64, Net)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_is_wanted_no_more() {
        let fetches = Fetches::default();
        for ask in [1, 2, 3] {
            fetches.begin(ask, Limits::default());
        }
        fetches.end(2);
        fetches.end(7);
        let wanted = [1, 2, 3, 1].map(|ask| fetches.is_wanted(ask));
        assert_eq!(wanted, [true, false, true, false]);
    }
}

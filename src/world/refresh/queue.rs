//! The feeds that wait to be asked. No host is asked more than two questions at once, nor are more files read.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use url::Url;

use crate::library::Due;

/// Questions at one host at once.
const AT_A_HOST: usize = 2;

/// Feeds that wait, and how many questions each host is being asked.
pub(super) struct Queue {
    state: Mutex<(Vec<Due>, HashMap<String, usize>)>,
    freed: Condvar,
}

impl Queue {
    pub(super) fn new(mut jobs: Vec<Due>) -> Self {
        jobs.reverse();
        Self {
            state: Mutex::new((jobs, HashMap::new())),
            freed: Condvar::new(),
        }
    }

    /// The next job whose host is not busy, with that host; waits for one. None when all are taken.
    pub(super) fn take(&self) -> Option<(String, Due)> {
        let mut state = self.lock();
        loop {
            let (jobs, busy) = &mut *state;
            if jobs.is_empty() {
                return None;
            }
            let free = jobs.iter().rposition(|job| {
                let host = host(&job.url);
                busy.get(&host).is_none_or(|&count| count < AT_A_HOST)
            });
            if let Some(at) = free {
                let job = jobs.remove(at);
                let host = host(&job.url);
                *busy.entry(host.clone()).or_default() += 1;
                return Some((host, job));
            }
            state = self
                .freed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub(super) fn done(&self, host: &str) {
        if let Some(count) = self.lock().1.get_mut(host) {
            *count = count.saturating_sub(1);
        }
        self.freed.notify_all();
    }

    /// Forgets the jobs that wait.
    pub(super) fn empty(&self) {
        self.lock().0.clear();
        self.freed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, (Vec<Due>, HashMap<String, usize>)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The host of an address; a command is its own. Files are all of one host: nothing is waited for there, and each
/// that is open takes memory.
fn host(url: &str) -> String {
    if url.starts_with("file:") {
        return "file:".to_owned();
    }
    Url::parse(url)
        .ok()
        .and_then(|parsed| parsed.host_str().map(str::to_owned))
        .unwrap_or_else(|| url.to_owned())
}

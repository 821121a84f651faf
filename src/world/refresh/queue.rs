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

    /// How many jobs can be under way at once, as far as their hosts go.
    pub(super) fn at_once(&self) -> usize {
        let mut hosts: HashMap<String, usize> = HashMap::new();
        for job in &self.lock().0 {
            *hosts.entry(host(&job.url)).or_default() += 1;
        }
        hosts.values().map(|&jobs| jobs.min(AT_A_HOST)).sum()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;

    fn check(addresses: &[&str], expected: usize) {
        let mut library = Library::in_memory().unwrap();
        for url in addresses {
            library.follow(url, "").unwrap();
        }
        let due = library.due(None, 0).unwrap();
        let queue = Queue::new(due);
        assert_eq!(queue.at_once(), expected, "{addresses:?}");
    }

    #[test]
    fn no_more_is_under_way_than_hosts_bear() {
        check(&[], 0);
        check(&["file:/a.xml", "file:/b.xml", "file:///c.xml"], 2);
        let (a, b) = ("https://a.example/1", "https://b.example/1");
        check(&[a, b, "https://a.example/2", "https://a.example/3"], 3);
        check(&["exec:one", "exec:two", "file:/a.xml"], 3);
    }
}

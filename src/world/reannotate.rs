//! After an update of the annotator: brings the notes in the library up to date, behind the reader's
//! back. A little at a time, with more rest than work, and not at all while the reader does something.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::guard;
use crate::annotate::{Memory, VERSION};
use crate::library::Library;

/// Articles annotated again in one transaction, and bytes of their text at most: what is held in
/// memory at once, and how long the library is written to without a pause.
const BATCH: (usize, usize) = (20, 200_000);

/// Rest after a batch, for each unit of time that it took: two thirds of a core stay free.
const REST: u32 = 2;

/// The reader is left alone for so long after the last thing that was asked of the library.
const QUIET: Duration = Duration::from_millis(1500);

/// When the library was asked for something last.
#[derive(Clone, Debug)]
pub struct Throttle {
    begun: Instant,
    /// Milliseconds from `begun` to the last question.
    asked: Arc<AtomicU64>,
}

impl Throttle {
    /// Nothing was asked yet; the first moments belong to the reader.
    pub fn new() -> Self {
        Self {
            begun: Instant::now(),
            asked: Arc::default(),
        }
    }

    /// Something was asked now.
    pub fn asked(&self) {
        self.asked_at(self.now());
    }

    fn asked_at(&self, now: u64) {
        self.asked.store(now, Ordering::Relaxed);
    }

    /// How long it must still be quiet at that moment, in milliseconds from `begun`, before work goes on; none when it
    /// is long enough.
    fn left(&self, now: u64) -> Option<Duration> {
        let since = now.saturating_sub(self.asked.load(Ordering::Relaxed));
        let left = QUIET.checked_sub(Duration::from_millis(since))?;
        (!left.is_zero()).then_some(left)
    }

    fn now(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// Brings all notes up to date that an older annotator made, over a connection of its own.
pub fn reannotate(path: &Path, pace: &Throttle) {
    let Ok(mut library) = Library::open_frugal(path) else {
        return;
    };
    loop {
        while let Some(left) = pace.left(pace.now()) {
            // Nothing is held while waiting, so that an idle program does not wake up for nothing.
            if library
                .stale(VERSION, 1, 0)
                .is_ok_and(|stale| stale.is_empty())
            {
                return;
            }
            thread::sleep(left);
        }
        let begun = Instant::now();
        let done = batch(&mut library);
        if !done {
            return;
        }
        thread::sleep(begun.elapsed() * REST);
    }
}

/// Annotates a few articles; false when none is left, or the library cannot be written.
fn batch(library: &mut Library) -> bool {
    let (count, bytes) = BATCH;
    let Ok(stale) = library.stale(VERSION, count, bytes) else {
        return false;
    };
    let mut memory = Memory::default();
    let done: Vec<_> = stale
        .into_iter()
        .map(|(id, article)| {
            // A panic costs the notes of one article.
            let notes = guard::notes_after(&article, &mut memory);
            (id, article, notes)
        })
        .collect();
    !done.is_empty() && library.annotated(&done).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_waits_until_it_has_been_quiet() {
        let pace = Throttle::new();
        let quiet = u64::try_from(QUIET.as_millis()).unwrap();
        assert_eq!(pace.left(0), Some(QUIET));
        assert_eq!(pace.left(quiet), None);
        pace.asked_at(2 * quiet);
        assert_eq!(pace.left(3 * quiet - 1), Some(Duration::from_millis(1)));
        assert_eq!(pace.left(3 * quiet), None);
    }
}

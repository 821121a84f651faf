//! A bound on the bytes that are being read at once: sixteen feeds of 16 MB each would take gigabytes.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Bytes of bodies that are parsed, annotated or wait to be kept at one time. A larger one goes alone.
const MOST: usize = 24 << 20;

/// What is under way now.
#[derive(Clone, Debug, Default)]
pub struct UnderWay(Arc<(Mutex<usize>, Condvar)>);

/// Room for some bytes, given back when this is dropped.
#[derive(Debug)]
pub struct Pass {
    room: UnderWay,
    bytes: usize,
}

impl UnderWay {
    /// Waits until there is room for so many bytes.
    pub fn enter(&self, bytes: usize) -> Pass {
        let (used, freed) = &*self.0;
        let used = used.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |used: &mut usize| *used > 0 && *used + bytes > MOST;
        let mut used = freed
            .wait_while(used, full)
            .unwrap_or_else(PoisonError::into_inner);
        *used += bytes;
        Pass {
            room: self.clone(),
            bytes,
        }
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        let (used, freed) = &*self.room.0;
        *used.lock().unwrap_or_else(PoisonError::into_inner) -= self.bytes;
        freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    #[test]
    fn large_bodies_go_one_by_one_and_small_ones_together() {
        let room = UnderWay::default();
        let small: Vec<Pass> = (0..100).map(|_| room.enter(1000)).collect();
        assert_eq!(*room.0.0.lock().unwrap(), 100_000);
        drop(small);
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let _pass = room.enter(16 << 20);
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    thread::yield_now();
                    now.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        assert_eq!(most.into_inner(), 1);
        assert_eq!(*room.0.0.lock().unwrap(), 0);
        drop(room.enter(MOST * 2));
    }
}

//! A bound on the bytes that are being read at once: sixteen feeds of 16 MB each would take gigabytes.

use std::io::{Read, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// Bytes of bodies that are parsed, annotated or wait to be kept at one time. A larger one goes alone.
const MOST: usize = 24 << 20;

/// Bytes of a body that waits as it came.
const SMALL: usize = 1 << 20;

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
    /// Waits until there is room for a body. While one of more than [`SMALL`] bytes waits it is packed: sixteen of them
    /// take less than two.
    pub fn enter(&self, body: &mut Vec<u8>) -> Pass {
        let bytes = body.len();
        let waits = bytes > SMALL && Self::is_full(*self.used(), bytes);
        let packed = waits.then(|| packed(body).ok()).flatten();
        if packed.is_some() {
            *body = Vec::new();
        }
        let pass = self.wait(bytes);
        if let Some(packed) = packed {
            body.reserve_exact(bytes);
            // What was packed here is whole.
            let _ = DeflateDecoder::new(packed.as_slice()).read_to_end(body);
        }
        pass
    }

    fn wait(&self, bytes: usize) -> Pass {
        let full = |used: &mut usize| Self::is_full(*used, bytes);
        let (_, freed) = &*self.0;
        let mut used = freed
            .wait_while(self.used(), full)
            .unwrap_or_else(PoisonError::into_inner);
        *used += bytes;
        Pass {
            room: self.clone(),
            bytes,
        }
    }

    fn used(&self) -> MutexGuard<'_, usize> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    const fn is_full(used: usize, bytes: usize) -> bool {
        used > 0 && used + bytes > MOST
    }
}

fn packed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes)?;
    packer.finish()
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
        let body = |bytes| vec![b'x'; bytes];
        let small: Vec<Pass> = (0..100).map(|_| room.enter(&mut body(1000))).collect();
        assert_eq!(*room.0.0.lock().unwrap(), 100_000);
        drop(small);
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let mut large = body(16 << 20);
                    let _pass = room.enter(&mut large);
                    assert!(large == body(16 << 20), "what waited came back whole");
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    thread::yield_now();
                    now.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        assert_eq!(most.into_inner(), 1);
        assert_eq!(*room.0.0.lock().unwrap(), 0);
        drop(room.enter(&mut body(MOST * 2)));
    }
}

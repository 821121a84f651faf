//! One program for all targets: `FUZZ_TARGET` names the one (`run` sets it).
//!
//! A panic is a finding. So are time and memory: no input of n bytes may take more than a bound that grows with
//! n, and not with its square. Time is the processor's, so that a busy machine is no finding; the bounds are wide,
//! since a counting program is slow.

#![no_main]

mod app;
mod books;
// The world that the tests answer with, too.
#[allow(dead_code)]
#[path = "../../tests/replies/mod.rs"]
mod replies;
mod targets;

use std::sync::OnceLock;
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use peak_alloc::PeakAlloc;
use rustix::time::{ClockId, clock_gettime};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Processor time that any input may take, and for each byte.
const TIME: (Duration, Duration) = (Duration::from_millis(1500), Duration::from_micros(60));
/// Bytes of memory that any input may take, and for each byte.
const SPACE: (usize, usize) = (24 << 20, 4000);
/// Both for a picture: few bytes may stand for fifty million pixels, which the decoder holds once or twice.
const PIXELS: (Duration, usize) = (Duration::from_secs(15), 800 << 20);

/// What all threads of this process have taken so far.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}

fuzz_target!(|bytes: &[u8]| {
    static TARGET: OnceLock<(fn(&[u8]), Duration, usize)> = OnceLock::new();
    let (target, time, memory) = TARGET.get_or_init(|| {
        let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
        let (time, memory) = if name == "picture" {
            PIXELS
        } else {
            (TIME.0, SPACE.0)
        };
        (targets::named(&name), time, memory)
    });
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let begun = processor_time();
    target(bytes);
    let took = processor_time().saturating_sub(begun);
    let space = MEMORY.peak_usage().saturating_sub(before);
    let n = bytes.len();
    assert!(took < *time + TIME.1 * n as u32, "{n} bytes took {took:?}");
    assert!(
        space < memory + SPACE.1 * n,
        "{n} bytes took {space} bytes of memory"
    );
});

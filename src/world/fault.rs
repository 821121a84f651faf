//! Faults on purpose, for tests through the program: in a build with debug assertions, a page may ask for one
//! where the variable below allows it. A release has none of this.

/// Allows pages to ask for faults; its value is the seconds of processor time that a page may take.
#[cfg(debug_assertions)]
const VARIABLE: &str = "PULLQUOTE_TRY_FAULTS";

/// Panics where the page asks for it of what parses it, apart or not.
#[cfg(debug_assertions)]
pub fn in_parser(bytes: &[u8]) {
    let asks = || memchr::memmem::find(bytes, b"fault: parser").is_some();
    assert!(seconds().is_none() || !asks(), "on purpose");
}

/// Panics where the text asks for it of what annotates it.
#[cfg(debug_assertions)]
pub fn in_annotator(text: &str) {
    let asks = || text.contains("fault: annotator");
    assert!(seconds().is_none() || !asks(), "on purpose");
}

/// Does what the page asks for of the process that parses it apart.
#[cfg(debug_assertions)]
pub fn on_purpose(bytes: &[u8]) {
    use std::fs::File;
    use std::net::UdpSocket;
    use std::process::{Command, exit};

    if seconds().is_none() {
        return;
    }
    let page = String::from_utf8_lossy(bytes);
    let asks = |fault: &str| page.contains(&format!("fault: {fault}"));
    assert!(!asks("panic"), "on purpose");
    if asks("loop") {
        let mut n = 0u64;
        while std::hint::black_box(n) < u64::MAX {
            n = n.wrapping_add(2);
        }
    }
    if asks("memory") {
        // Addresses are what is bounded: nothing is written there, so that the fault is never one of time.
        let mut all = Vec::new();
        loop {
            all.push(std::hint::black_box(Vec::<u8>::with_capacity(16 << 20)));
        }
    }
    if asks("end") {
        exit(3);
    }
    // What is read tells whether anything could be touched.
    if asks("touch")
        && (File::open("/proc/self/status").is_ok()
            || UdpSocket::bind("127.0.0.1:0").is_ok()
            || Command::new("true").status().is_ok()
            || reaches_others())
    {
        exit(4);
    }
}

/// Whether something can be read that is no question, or a limit set of a process by its number.
#[cfg(all(debug_assertions, target_os = "linux"))]
fn reaches_others() -> bool {
    use rustix::io::{Errno, read};
    use rustix::process::{Resource, getpid, getrlimit, prlimit};

    let limit = getrlimit(Resource::Core);
    let no_question = read(std::io::stderr(), &mut [0_u8; 1]);
    no_question != Err(Errno::PERM) || prlimit(Some(getpid()), Resource::Core, limit).is_ok()
}

/// Elsewhere it is only apart.
#[cfg(all(debug_assertions, not(target_os = "linux")))]
const fn reaches_others() -> bool {
    false
}

/// The seconds of processor time that a test allows for one document; none outside of tests.
#[cfg(debug_assertions)]
pub fn seconds() -> Option<u64> {
    std::env::var(VARIABLE).ok()?.parse().ok()
}

/// Nothing: only builds for tests fail when they are asked to.
#[cfg(not(debug_assertions))]
pub const fn in_parser(_: &[u8]) {}

/// Nothing: only builds for tests fail when they are asked to.
#[cfg(not(debug_assertions))]
pub const fn in_annotator(_: &str) {}

/// Nothing: only builds for tests fail when they are asked to.
#[cfg(not(debug_assertions))]
pub const fn on_purpose(_: &[u8]) {}

/// None: only builds for tests are told.
#[cfg(not(debug_assertions))]
pub const fn seconds() -> Option<u64> {
    None
}

//! Faults on purpose, for tests through the program: in a build with debug assertions, a page may ask for one
//! where the variable below allows it. A release has none of this.

/// Allows pages to ask for faults; its value is the seconds of processor time that a page may take.
#[cfg(debug_assertions)]
const VARIABLE: &str = "PULLQUOTE_TRY_FAULTS";

/// Does what the page asks for.
#[cfg(debug_assertions)]
pub(super) fn on_purpose(bytes: &[u8]) {
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
        let mut all = Vec::new();
        loop {
            all.push(std::hint::black_box(vec![1u8; 16 << 20]));
        }
    }
    if asks("end") {
        exit(3);
    }
    // What is read tells whether anything could be touched.
    if asks("touch")
        && (File::open("/proc/self/status").is_ok()
            || UdpSocket::bind("127.0.0.1:0").is_ok()
            || Command::new("true").status().is_ok())
    {
        exit(4);
    }
}

/// See [`VARIABLE`].
#[cfg(debug_assertions)]
pub(super) fn seconds() -> Option<u64> {
    std::env::var(VARIABLE).ok()?.parse().ok()
}

#[cfg(not(debug_assertions))]
pub(super) const fn on_purpose(_: &[u8]) {}

#[cfg(not(debug_assertions))]
pub(super) const fn seconds() -> Option<u64> {
    None
}

//! Commands that begin while the program ends.

use std::fs;
use std::time::Instant;

use super::session::{DEADLINE, Session, ferry};

/// Whether a command with these words in it runs. What ended and is not yet taken note of does not.
fn runs(words: &str) -> bool {
    let processes = fs::read_dir("/proc").expect("processes");
    processes.flatten().any(|process| {
        let path = process.path();
        let told = fs::read(path.join("cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&told).contains(words)
    })
}

#[test]
fn a_command_that_begins_while_the_program_ends_is_not_left() {
    let id = std::process::id();
    for (round, way) in ["-TERM", "-HUP", "-INT", "Q"].repeat(2).iter().enumerate() {
        let home = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("begun-{id}"));
        fs::create_dir_all(home.join("pullquote")).expect("a folder");
        let command = format!("sleep 9{round:02}{id}");
        let share = format!("[share]\nx = \"{command} & {command}\"\n");
        fs::write(home.join("pullquote/config.toml"), share).expect("a file");
        let env = [("XDG_CONFIG_HOME", home.to_str().expect("a path"))];
        let mut session = Session::start_with(ferry(&[]), &env);
        session.wait_for("9 quotes");
        session.press("X");
        // Some time between the key and the command.
        for _ in 0..round * 10 {
            std::thread::yield_now();
        }
        match way.strip_prefix('-') {
            Some(_) => session.signal(way),
            None => session.press(way),
        }
        session.wait_until("shell", Session::has_left);
        session.end();
        let end = Instant::now() + DEADLINE;
        while runs(&format!("9{round:02}{id}")) {
            assert!(Instant::now() < end, "it is left after {way}");
            std::thread::yield_now();
        }
        fs::remove_dir_all(&home).expect("a folder");
    }
}

//! The program on terminals that do what none should: answers that nobody asked for, no answers at all,
//! no size, no room for output; and signals in the first moments.

#![cfg(unix)]
#![allow(clippy::expect_used, reason = "tests say what they expect")]

mod session;

use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, native_pty_system};
use session::{DEADLINE, Session, ferry, has, size};

/// What no key is.
const ANSWERS: &str = concat!(
    "\x1b[?2026;2$y",
    "\x1b[?62;22c",
    "\x1b[>41;354;0c",
    "\x1b[?1;0S",
    "\x1b[12;40R",
    "\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    "\x1b]lquit\x1b\\",
    "\x1bP>|XTerm(390)\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b[<35;20;10M",
);

#[test]
fn answers_that_nobody_asked_for_do_nothing_and_hold_no_key_back() {
    for mode in [&[] as &[&str], &["--screen-reader"], &["--plain"]] {
        let mut session = Session::start(ferry(mode));
        session.wait_for("ferry");
        session.press_to_a_quote(&format!("{ANSWERS})"));
        // Cut off: the next key counts after a moment.
        session.press("\x1b[?2026;2");
        session.press("\x1b]11;rgb:ff");
        session.press("\x1b)");
        session.press("\x03Q");
        assert!(session.end().success(), "{mode:?}");
    }
}

#[test]
fn a_redraw_asks_the_terminal_nothing() {
    let mut session = Session::pullquote();
    session.wait_for("9 quotes");
    for turn in 1..=20 {
        let before = session.bytes.len();
        session.press("\x0c");
        session.wait_until("new frame", |it| {
            has(&it.bytes[before..], b"\x1b[2J") && has(&it.bytes[before..], b"\x1b[?2026l")
        });
        session.wait_for("The town council of Lower Quay");
        assert!(!has(&session.bytes, b"\x1b[6n"), "turn {turn}");
    }
    session.press("Q");
    assert!(session.end().success());
}

#[test]
fn it_sleeps_and_wakes_where_it_was() {
    let mut session = Session::pullquote();
    session.wait_for("9 quotes");
    for _ in 0..5 {
        session.press("\x1a");
        session.wait_until("shell", Session::has_left);
        session.wait_for_sleep();
        session.signal("-CONT");
        session.wait_for("The town council of Lower Quay");
        assert!(session.screen.screen().alternate_screen());
    }
    assert!(!has(&session.bytes, b"\x1b[6n"));
    session.press("Q");
    assert!(session.end().success());
}

#[test]
fn a_terminal_without_a_size_has_that_of_the_environment() {
    for flags in [&[] as &[&str], &["--screen-reader"]] {
        let env = [("COLUMNS", "90"), ("LINES", "20")];
        let mut session = Session::start_in(size(0, 0), ferry(flags), &env);
        session.wait_for("ferry");
        session.press("Q");
        assert!(session.end().success());
    }
}

#[test]
fn a_terminal_that_says_that_it_has_no_end_is_drawn_as_far_as_any_screen() {
    for mode in [&[] as &[&str], &["--screen-reader"]] {
        let pty = native_pty_system()
            .openpty(size(u16::MAX, u16::MAX))
            .expect("a pty");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pullquote"));
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"));
        command.args(mode);
        command.env("TERM", "xterm-256color");
        command.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
        let mut child = pty.slave.spawn_command(command).expect("a program");
        drop(pty.slave);
        let mut keys = pty.master.take_writer().expect("a writer");
        let mut reader = pty.master.try_clone_reader().expect("a reader");
        let (mut bytes, mut some) = (Vec::new(), [0; 65536]);
        while let Ok(count @ 1..) = std::io::Read::read(&mut reader, &mut some) {
            bytes.extend_from_slice(&some[..count]);
            if has(&bytes, b"pullquote") {
                let _ = std::io::Write::write_all(&mut keys, b"Q");
            }
        }
        let status = child.wait().expect("a status");
        assert!(status.success(), "{mode:?}: {status:?}");
    }
}

#[test]
fn it_ends_on_a_terminal_that_takes_no_more() {
    for way in ["-TERM", "-INT", "-QUIT", "Q"] {
        let pty = native_pty_system().openpty(size(300, 100)).expect("a pty");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pullquote"));
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"));
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
        let mut child = pty.slave.spawn_command(command).expect("a program");
        let mut keys = pty.master.take_writer().expect("a writer");
        let mut reader = pty.master.try_clone_reader().expect("a reader");
        // It has begun; from now on nobody reads.
        let mut some = [0; 64];
        let _ = std::io::Read::read(&mut reader, &mut some);
        for _ in 0..60 {
            let _ = std::io::Write::write_all(&mut keys, b"\x0c");
            std::thread::sleep(Duration::from_millis(10));
        }
        match way.strip_prefix('-') {
            Some(_) => {
                let id = child.process_id().expect("a process").to_string();
                let sent = std::process::Command::new("kill").args([way, &id]).status();
                assert!(sent.expect("kill runs").success());
            }
            None => {
                let _ = std::io::Write::write_all(&mut keys, way.as_bytes());
            }
        }
        let begun = Instant::now();
        while child.try_wait().expect("a status").is_none() {
            assert!(begun.elapsed() < DEADLINE, "still there after {way:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
        drop(reader);
    }
}

#[test]
fn a_signal_in_the_first_moment_leaves_the_terminal_as_it_was() {
    for signal in ["-TERM", "-INT", "-QUIT", "-HUP"].repeat(3) {
        let mut session = Session::pullquote();
        session.wait_until("first byte", |it| !it.bytes.is_empty());
        session.signal(signal);
        session.wait_until("shell", Session::has_left);
        assert!(!session.end().success(), "died of {signal}");
    }
}

#[test]
fn an_article_from_a_file_always_gets_its_quotes() {
    for flags in [&[] as &[&str], &["--screen-reader"], &["--plain"]].repeat(4) {
        let mut session = Session::start(ferry(flags));
        session.wait_for("ferry");
        session.press_to_a_quote(")");
        session.press("Q");
        assert!(session.end().success());
    }
}

//! The program in a real terminal: start, resize, quit, and that the terminal is given back on every
//! way out. Waits for text with a deadline.

#![cfg(unix)]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "tests say what they expect"
)]

#[cfg(target_os = "linux")]
#[path = "pty/commands.rs"]
mod commands;
#[path = "pty/panics.rs"]
mod panics;
#[path = "pty/pictures.rs"]
mod pictures;
mod session;
#[path = "pty/waiting.rs"]
mod waiting;
mod web;

use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use session::{DEADLINE, Session, ferry, has, nonzero, size};

#[test]
fn reads_jumps_resizes_and_quits() {
    let mut session = Session::pullquote();
    session.wait_for("The town council of Lower Quay");
    assert!(session.screen.screen().alternate_screen());
    session.wait_for("9 quotes");
    session.press(")");
    session.wait_for("Quote 1 of ");
    session.master.resize(size(60, 20)).expect("a new size");
    session
        .screen
        .screen_mut()
        .set_size(nonzero(20), nonzero(60));
    session.press("gq");
    session.wait_for("Quotes  ");
    session.press("Q");
    session.wait_until("shell", Session::has_left);
    assert!(session.end().success());
}

#[test]
fn a_light_terminal_is_asked_for_its_background_and_its_answer_is_no_key() {
    let ask = |answer: &str, role: &str| {
        let mut session = Session::start_with(ferry(&[]), &[("COLORTERM", "truecolor")]);
        session.wait_until("question", |it| has(&it.bytes, b"\x1b]11;?\x1b\\"));
        session.wait_for("9 quotes");
        session.press(&format!("){answer})"));
        session.wait_for("Quote 2 of ");
        session.wait_until("colour", |it| has(&it.bytes, role.as_bytes()));
        session.press("Q");
        session.wait_until("shell", Session::has_left);
        assert!(session.end().success());
    };
    // The colour of direct speech on either background.
    ask("\x1b]11;rgb:ffff/ffff/fafa\x1b\\", "38;2;107;67;0");
    ask("\x1b]11;rgb:1616/1818/1d1d\x07", "38;2;233;216;166");
    ask("", "38;2;233;216;166");
}

#[test]
fn each_frame_is_one_synchronized_update() {
    let mut session = Session::pullquote();
    session.wait_for("The town council of Lower Quay");
    session.press("?");
    session.wait_for("Type to find");
    session.press("\x1bQ");
    session.wait_until("shell", Session::has_left);
    let text = String::from_utf8_lossy(&session.bytes).into_owned();
    let begins = text.matches("\x1b[?2026h").count();
    assert!(begins >= 2 && text.matches("\x1b[?2026l").count() >= begins);
    for never in ["\x1b]", "\x1bP", "\x1b_", "\x1b[?1000h", "\x1b[>"] {
        assert!(!text.contains(never), "{never:?} was written");
    }
}

#[test]
fn the_mouse_is_listened_to_where_it_is_asked_for_and_given_back() {
    const ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
    const OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";
    let count = |it: &Session, part: &[u8]| {
        it.bytes
            .windows(part.len())
            .filter(|it| *it == part)
            .count()
    };
    for way in ["Q", "-TERM", "-HUP"] {
        let mut session = Session::pullquote();
        session.wait_for("9 quotes");
        // A click that nobody asked for does nothing.
        session.press("\x1b[<0;30;8M\x1b[<0;30;8m");
        session.press("zm");
        session.wait_for("The mouse is listened to.");
        session.wait_until("mode", |it| has(&it.bytes, ON));
        // The first quote begins on the tenth row of the screen, behind its margin.
        let row = session
            .screen
            .screen()
            .contents()
            .lines()
            .position(|row| row.contains("The ferry is a lifeline"));
        let row = row.expect("the quote is on the screen") + 1;
        session.press(&format!("\x1b[<0;20;{row}M\x1b[<0;20;{row}m"));
        session.wait_for("Quote 1 of 9");
        session.press("\x1a");
        session.wait_until("shell", |it| it.has_left() && count(it, OFF) == 1);
        session.wait_for_sleep();
        session.signal("-CONT");
        session.wait_until("mode again", |it| count(it, ON) == 2);
        match way {
            "Q" => session.press(way),
            signal => session.signal(signal),
        }
        session.wait_until("shell", |it| it.has_left() && count(it, OFF) == 2);
        session.end();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn settings_are_read_again_when_their_file_is_edited() {
    let name = format!("settings-{}", std::process::id());
    let home = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let file = home.join("pullquote/config.toml");
    std::fs::create_dir_all(home.join("pullquote")).expect("a folder");
    let write = |settings: &str| std::fs::write(&file, settings).expect("a file");
    write("measure = 60\n");
    let env = [("XDG_CONFIG_HOME", home.to_str().expect("a path"))];
    let mut session = Session::start_with(ferry(&[]), &env);
    session.wait_for("9 quotes");
    write("measure = 60\nmouse = true\n[keys]\nnext-quote = [\"w\"]\n");
    session.wait_for("The settings were read again.");
    session.wait_until("mouse", |it| has(&it.bytes, b"\x1b[?1006h"));
    session.press("w");
    session.wait_for("Quote 1 of 9");
    // What is wrong changes nothing, and is told.
    write("measure = 'wide'\n");
    session.wait_for("The settings before stay.");
    session.press("w");
    session.wait_for("Quote 2 of 9");
    session.press("Q");
    session.wait_until("shell", Session::has_left);
    assert!(session.end().success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_command_without_end_is_ended_with_the_program() {
    for way in ["Q", "-TERM"] {
        let name = format!("share{way}-{}", std::process::id());
        let home = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(home.join("pullquote")).expect("a folder");
        let number = home.join("number");
        let there = number.display();
        let share = format!(
            "[share]\nx = \"echo $$ >'{there}.new'; mv '{there}.new' '{there}'; exec sleep 999\"\n"
        );
        std::fs::write(home.join("pullquote/config.toml"), share).expect("a file");
        let env = [("XDG_CONFIG_HOME", home.to_str().expect("a path"))];
        let mut session = Session::start_with(ferry(&[]), &env);
        session.wait_for("9 quotes");
        session.press("X");
        let end = Instant::now() + DEADLINE;
        while !number.exists() {
            assert!(Instant::now() < end, "it never began");
            thread::sleep(Duration::from_millis(5));
        }
        match way {
            "Q" => session.press("Q"),
            signal => session.signal(signal),
        }
        session.wait_until("shell", Session::has_left);
        if way == "Q" {
            session.wait_until("sentence", |it| {
                has(&it.bytes, b"was not done yet and is ended")
            });
        }
        assert_eq!(session.end().success(), way == "Q");
        let number = std::fs::read_to_string(number).expect("a number");
        let stat = format!("/proc/{}/stat", number.trim());
        // The system takes a moment to end what was killed.
        while std::fs::read_to_string(&stat).is_ok_and(|stat| !stat.contains(") Z ")) {
            assert!(Instant::now() < end, "it is left");
            thread::sleep(Duration::from_millis(5));
        }
        std::fs::remove_dir_all(&home).expect("a folder");
    }
}

#[test]
fn a_signal_gives_the_terminal_back() {
    for signal in ["-TERM", "-INT", "-HUP", "-QUIT"] {
        let mut session = Session::pullquote();
        session.wait_for("The town council of Lower Quay");
        session.signal(signal);
        session.wait_until("shell", Session::has_left);
        assert!(!session.end().success(), "died of {signal}");
    }
}

#[test]
fn what_is_typed_behind_the_end_is_the_shells() {
    let mut shell = CommandBuilder::new("sh");
    shell.args(["-c", r#""$0" "$1"; read line; echo "heard $line""#]);
    shell.args(ferry(&[]).get_argv());
    let mut session = Session::start(shell);
    session.wait_for("Council votes");
    session.press("Q");
    session.wait_until("the end", Session::has_left);
    session.press("stay\n");
    session.wait_for("heard stay");
    assert!(session.end().success());
}

#[test]
fn a_hang_up_ends_the_program() {
    let mut session = Session::pullquote();
    session.wait_for("The town council of Lower Quay");
    let Session {
        master,
        keys,
        mut child,
        output,
        ..
    } = session;
    drop((master, keys, output));
    let (send, ended) = channel();
    thread::spawn(move || send.send(child.wait()));
    assert!(ended.recv_timeout(DEADLINE).is_ok(), "the program ends");
}

#[test]
fn what_cannot_be_read_is_one_sentence() {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pullquote"));
    command.arg("/no/such/file");
    let mut session = Session::start(command);
    session.wait_for("/no/such/file: there is no such file");
    assert!(!session.screen.screen().alternate_screen());
    assert_eq!(session.end().exit_code(), 1);
}

//! The program in a real terminal: start, resize, quit, and that the terminal is given back on every
//! way out. Waits for text with a deadline; never sleeps.

#![cfg(unix)]
#![allow(clippy::expect_used, reason = "tests say what they expect")]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// Slow machines get this long; fast ones need milliseconds.
const DEADLINE: Duration = Duration::from_secs(20);

struct Session {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    bytes: Vec<u8>,
}

const fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

const fn nonzero(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).expect("no size is 0")
}

impl Session {
    /// Starts a program in a terminal of 100x30 that announces no colours.
    fn start(command: CommandBuilder) -> Self {
        Self::start_with(command, &[])
    }

    fn start_with(mut command: CommandBuilder, env: &[(&str, &str)]) -> Self {
        let pty = native_pty_system().openpty(size(100, 30)).expect("a pty");
        command.env("TERM", "xterm-256color");
        for name in ["COLORTERM", "COLORFGBG", "NO_COLOR"] {
            command.env_remove(name);
        }
        for (name, value) in env {
            command.env(name, value);
        }
        command.env("LC_ALL", "C.UTF-8");
        command.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
        let child = pty.slave.spawn_command(command).expect("a program");
        drop(pty.slave);
        let mut reader = pty.master.try_clone_reader().expect("a reader");
        let (send, output) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Session {
            keys: pty.master.take_writer().expect("a writer"),
            master: pty.master,
            child,
            output,
            screen: vt100::Parser::new(nonzero(30), nonzero(100), 0),
            bytes: Vec::new(),
        }
    }

    /// Starts pullquote on one of the demo articles.
    fn pullquote() -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pullquote"));
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/demo/ferry.md"));
        Self::start(command)
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("keys");
        self.keys.flush().expect("keys");
    }

    /// Reads on until `is` is true of the screen.
    fn wait_until(&mut self, what: &str, is: impl Fn(&Self) -> bool) {
        let end = Instant::now() + DEADLINE;
        while !is(self) {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.output.recv_timeout(left) else {
                panic!("no {what} on:\n{}", self.screen.screen().contents());
            };
            self.screen.process(&bytes);
            self.bytes.extend(bytes);
        }
    }

    fn wait_for(&mut self, words: &str) {
        self.wait_until(words, |it| it.screen.screen().contents().contains(words));
    }

    fn has_left(&self) -> bool {
        let screen = self.screen.screen();
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    }

    fn end(self) -> ExitStatus {
        let (send, ended) = channel();
        let mut child = self.child;
        thread::spawn(move || send.send(child.wait()));
        let status = ended.recv_timeout(DEADLINE).expect("the program ends");
        status.expect("an exit status")
    }
}

#[test]
fn reads_jumps_resizes_and_quits() {
    let mut session = Session::pullquote();
    session.wait_for("The town council of Lower Quay");
    assert!(session.screen.screen().alternate_screen());
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
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pullquote"));
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/demo/ferry.md"));
        let mut session = Session::start_with(command, &[("COLORTERM", "truecolor")]);
        session.wait_until("question", |it| has(&it.bytes, b"\x1b]11;?\x1b\\"));
        session.wait_for("10 quotes");
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

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
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
fn a_signal_gives_the_terminal_back() {
    for signal in ["-TERM", "-INT", "-HUP"] {
        let mut session = Session::pullquote();
        session.wait_for("The town council of Lower Quay");
        let id = session.child.process_id().expect("a process");
        let sent = Command::new("kill")
            .arg(signal)
            .arg(id.to_string())
            .status();
        assert!(sent.expect("kill runs").success());
        session.wait_until("shell", Session::has_left);
        assert!(!session.end().success(), "died of {signal}");
    }
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
fn a_panic_gives_the_terminal_back_before_its_message() {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this test"));
    command.args(["--exact", "child_that_panics", "--nocapture"]);
    command.env(CHILD, "1");
    let mut session = Session::start(command);
    session.wait_until("panic", |it| {
        String::from_utf8_lossy(&it.bytes).contains("on purpose")
    });
    let text = String::from_utf8_lossy(&session.bytes).into_owned();
    let left = text.rfind("\x1b[?1049l").expect("the other screen is left");
    assert!(text.contains("\x1b[?1049h") && left < text.find("on purpose").unwrap_or(0));
    assert!(!session.end().success());
}

const CHILD: &str = "PULLQUOTE_TEST_CHILD";

/// Runs only as the child of the test above: a thread panics while the reader is on the screen.
#[test]
fn child_that_panics() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    use pullquote::app::{Keymap, Msg, Settings, State};
    use pullquote::terminal::{FACE, Log, Mode, run};
    use pullquote::tui::{Ink, Screen};
    let (effects, asked) = crossbeam_channel::unbounded();
    let (send, messages) = crossbeam_channel::unbounded();
    let needed = thread::Builder::new().name(format!("{FACE}-test"));
    let panics = needed.spawn(move || {
        let rows = Msg::Rows {
            ask: 0,
            total: 1,
            unread: 1,
            from: 0,
            rows: vec![pullquote::model::ArticleRow::default()],
            more: false,
        };
        let _ = send.send(rows);
        let _ = asked.recv();
        panic!("on purpose");
    });
    assert!(panics.is_ok());
    let state = State::new((80, 24), Settings::default(), Keymap::default());
    let screen = || Screen::enter(Ink::new("mono", false), false);
    let log = Log::default();
    let _ = run(state, Mode::Screen, screen, &log, &effects, &messages);
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

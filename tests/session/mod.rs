//! A program in a terminal of its own, as the tests see it.

#![allow(dead_code, reason = "each test file uses some of it")]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// Only what fails takes this long: machines that do much else get all of it.
pub const DEADLINE: Duration = Duration::from_secs(300);

/// Columns and rows of the terminal.
const SIZE: (u16, u16) = (100, 30);

/// A program and its terminal.
pub struct Session {
    pub master: Box<dyn MasterPty + Send>,
    pub keys: Box<dyn Write + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    pub output: Receiver<Vec<u8>>,
    pub screen: vt100::Parser,
    pub bytes: Vec<u8>,
}

pub const fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

pub const fn nonzero(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).expect("no size is 0")
}

impl Session {
    /// Starts a program in a terminal of 100x30 that announces no colours.
    pub fn start(command: CommandBuilder) -> Self {
        Self::start_with(command, &[])
    }

    pub fn start_with(command: CommandBuilder, env: &[(&str, &str)]) -> Self {
        let (columns, rows) = SIZE;
        Self::start_in(size(columns, rows), command, env)
    }

    /// The same in a terminal of that size.
    pub fn start_in(size: PtySize, mut command: CommandBuilder, env: &[(&str, &str)]) -> Self {
        let pty = native_pty_system().openpty(size).expect("a pty");
        command.env("TERM", "xterm-256color");
        for name in ["COLORTERM", "COLORFGBG", "NO_COLOR"] {
            command.env_remove(name);
        }
        command.env("LC_ALL", "C.UTF-8");
        command.env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"));
        for (name, value) in env {
            command.env(name, value);
        }
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
            screen: vt100::Parser::new(nonzero(SIZE.1), nonzero(SIZE.0), 0),
            bytes: Vec::new(),
        }
    }

    /// Starts pullquote on one of the demo articles.
    pub fn pullquote() -> Self {
        Self::start(ferry(&[]))
    }

    /// Sends a signal, as `-TERM`.
    pub fn signal(&self, signal: &str) {
        let id = self.child.process_id().expect("a process").to_string();
        let sent = Command::new("kill").args([signal, &id]).status();
        assert!(sent.expect("kill runs").success());
    }

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("keys");
        self.keys.flush().expect("keys");
    }

    /// Waits until the program sleeps as after Ctrl-Z.
    pub fn wait_for_sleep(&self) {
        let id = self.child.process_id().expect("a process").to_string();
        let end = Instant::now() + DEADLINE;
        while Instant::now() < end {
            let state = Command::new("ps").args(["-o", "stat=", "-p", &id]).output();
            if state.expect("ps runs").stdout.starts_with(b"T") {
                return;
            }
        }
        panic!("it does not sleep");
    }

    /// Reads on until `is` is true of the screen.
    pub fn wait_until(&mut self, what: &str, is: impl Fn(&Self) -> bool) {
        assert!(
            self.comes(DEADLINE, is),
            "no {what} on:\n{}",
            self.screen.screen().contents()
        );
    }

    /// Reads on until `is` is true of the screen, for so long at most; whether it is.
    fn comes(&mut self, most: Duration, is: impl Fn(&Self) -> bool) -> bool {
        let end = Instant::now() + most;
        while !is(self) {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.output.recv_timeout(left) else {
                return false;
            };
            self.screen.process(&bytes);
            self.bytes.extend(bytes);
        }
        true
    }

    pub fn wait_for(&mut self, words: &str) {
        self.wait_until(words, |it| it.shows(words));
    }

    /// Presses keys of which the last is `)`, and that again for as long as quotes are looked for.
    pub fn press_to_a_quote(&mut self, keys: &str) {
        let end = Instant::now() + DEADLINE;
        self.press(keys);
        while !self.comes(Duration::from_secs(1), |it| it.shows("Quote ")) {
            assert!(Instant::now() < end, "no quotes");
            if self.shows("Looking for quotes") {
                self.press(")");
            }
        }
    }

    fn shows(&self, words: &str) -> bool {
        self.screen.screen().contents().contains(words)
    }

    pub fn has_left(&self) -> bool {
        let screen = self.screen.screen();
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    }

    pub fn end(self) -> ExitStatus {
        let (send, ended) = channel();
        let mut child = self.child;
        thread::spawn(move || send.send(child.wait()));
        let status = ended.recv_timeout(DEADLINE).expect("the program ends");
        status.expect("an exit status")
    }
}

/// pullquote with these flags on one of the demo articles.
pub fn ferry(flags: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pullquote"));
    command.args(flags);
    command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/demo/ferry.md"));
    command
}

/// Whether the bytes have that part.
pub fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

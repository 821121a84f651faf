//! Screen-reader mode on a real terminal: what bytes each key causes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests say what they expect"
)]

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

/// Only what fails takes so long.
const LONG: Duration = Duration::from_secs(300);

/// What belongs to an answer comes sooner after its first words.
const QUIET: Duration = Duration::from_millis(300);

/// The program on a pseudo-terminal of 80 columns and 24 rows.
struct Reader {
    keys: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    child: Box<dyn Child + Send + Sync>,
}

impl Reader {
    fn start(mode: &str) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            ..PtySize::default()
        };
        let pty = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pullquote"));
        command.arg(mode);
        command.args([
            "articles/ferry.md",
            "articles/rain.md",
            "articles/library.md",
        ]);
        command.cwd(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/speech"));
        command.env("TERM", "xterm-256color");
        command.env("HOME", std::env::temp_dir());
        command.env("SOURCE_DATE_EPOCH", "1794355200");
        let child = pty.slave.spawn_command(command).unwrap();
        let mut from = pty.master.try_clone_reader().unwrap();
        let keys = pty.master.take_writer().unwrap();
        let (send, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = from.read(&mut buffer) {
                if send.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
            drop(pty);
        });
        Reader { keys, bytes, child }
    }

    /// All that is written: these words, and whatever else comes until it has been quiet for a while.
    #[track_caller]
    fn heard(&self, words: &str) -> String {
        let mut all = Vec::new();
        loop {
            let found = String::from_utf8_lossy(&all).contains(words);
            match self.bytes.recv_timeout(if found { QUIET } else { LONG }) {
                Ok(bytes) => all.extend(bytes),
                Err(_) if found => return String::from_utf8(all).unwrap(),
                Err(_) => panic!("no {words:?} in {:?}", String::from_utf8_lossy(&all)),
            }
        }
    }

    #[track_caller]
    fn press(&mut self, key: &str, words: &str) -> String {
        self.keys.write_all(key.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self.heard(words)
    }

    /// Goes to the next quote; they may still be looked for.
    fn press_to_a_quote(&mut self) -> String {
        let end = Instant::now() + LONG;
        let mut heard = self.press(")", "uote");
        while !heard.contains("Quote ") {
            assert!(Instant::now() < end, "no quotes: {heard:?}");
            self.keys.write_all(b")").unwrap();
            self.keys.flush().unwrap();
            if let Ok(bytes) = self.bytes.recv_timeout(QUIET) {
                heard.push_str(&String::from_utf8_lossy(&bytes));
            }
        }
        heard
    }

    fn is_idle(&self) -> bool {
        self.bytes.recv_timeout(Duration::from_secs(1)).is_err()
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The cursor is shown once the first screen is written.
const SHOWN: &str = "\x1b[?25h";

/// The last row of the list.
const LAST: &str = "3 Library opens night reading room. Valley Post, 4 November, unread.";

/// Fails on every sequence that some reader speaks or chokes on.
fn check_sequences(bytes: &str) {
    for never in [
        "\x1b]",
        "\x1bP",
        "\x1b_",
        "\x1b[>",
        "\x1b[<",
        "\x1b[?1000",
        "\x1b[?1002",
        "\x1b[?1003",
        "\x1b[?1006",
        "\x1b[?25l",
    ] {
        assert!(!bytes.contains(never), "{never:?} in {bytes:?}");
    }
    for sequence in bytes.split("\x1b[").skip(1) {
        let end = sequence.find(|c: char| c.is_ascii_alphabetic()).unwrap();
        let (codes, kind) = (&sequence[..end], &sequence[end..=end]);
        assert!(!codes.contains(':'), "colons in {sequence:?}");
        assert!(
            !(kind == "q" && codes.ends_with(' ')),
            "cursor shape in {sequence:?}"
        );
    }
}

#[test]
fn a_list_move_writes_one_row_and_leaves_the_cursor_on_it() {
    let mut reader = Reader::start("--screen-reader");
    let start = reader.heard(SHOWN);
    check_sequences(&start);
    let row = "2 Rain delays bridge repairs again. Harbour News, Thursday, unread.";
    for key in ["j", "\x1b[B"] {
        let expected = match key {
            "j" => row,
            _ => LAST,
        };
        let moved = reader.press(key, expected);
        assert_eq!(moved.matches(expected).count(), 1, "{moved:?}");
        assert!(moved.len() <= expected.len() + 60, "{moved:?}");
        let put = moved.rfind("\x1b[").unwrap();
        assert!(moved[put..].ends_with(";1H"), "{moved:?}");
        let written = moved.split("\x1b[").filter(|part| part.contains(". "));
        assert_eq!(written.count(), 1, "one row: {moved:?}");
    }
    assert!(reader.is_idle(), "nothing is written while nothing happens");
}

#[test]
fn reading_and_jumping_write_nothing_that_readers_choke_on() {
    let mut reader = Reader::start("--screen-reader");
    reader.heard(SHOWN);
    let mut whole = reader.press("\r", "Article 1 of 3.");
    whole += &reader.press(" ", "end quote");
    let quote = reader.press_to_a_quote();
    assert!(
        quote.contains("Quote 2 of 3, direct, Anna Berg said: We cannot run it at a loss"),
        "{quote:?}"
    );
    whole += &quote;
    for (key, words) in [
        ("/", "Search for:"),
        ("f", "f"),
        ("e", "e"),
        ("r", "r"),
        ("r", "r"),
        ("y", "y"),
        ("\r", "2 matches for ferry."),
        (".", "Paragraph 1 of 6"),
        ("&", "No command"),
        ("gq", "Anna Berg, 1 quote"),
        ("q", "2 matches for ferry."),
        ("q", "1 Council votes"),
    ] {
        whole += &reader.press(key, words);
    }
    check_sequences(&whole);
}

#[test]
fn an_answer_stands_below_the_line_that_it_answers() {
    let mut reader = Reader::start("--screen-reader");
    reader.heard(SHOWN);
    let answer =
        "Council votes to keep harbour ferry. Harbour News, Friday, unread. Article 1 of 3.";
    let first = "Council votes to keep harbour ferry. Harbour News, Friday, unread. Article 1 of";
    reader.press(":", "Command:");
    for key in ["w", "h", "e", "r", "e"] {
        reader.press(key, key);
    }
    let below = reader.press("\r", first);
    assert!(below.contains(&format!("\x1b[2;1H{first}")), "{below:?}");
    assert!(below.ends_with("\x1b[2;1H"), "{below:?}");
    assert!(!below.contains("where"), "the line stays: {below:?}");
    let moved = reader.press("j", "2 Rain delays");
    assert!(!moved.contains(answer), "{moved:?}");
    let above = reader.press(".", "Article 2 of");
    assert!(above.ends_with("\x1b[1;1H"), "no line was typed: {above:?}");
}

#[test]
fn plain_mode_sends_the_cursor_nowhere() {
    let mut reader = Reader::start("--plain");
    let mut whole = reader.heard(LAST);
    whole += &reader.press("j", "2 Rain delays");
    whole += &reader.press("\r", "Article 2 of 3.");
    whole += &reader.press_to_a_quote();
    whole += &reader.press("/river\r", "1 match for river.");
    whole += &reader.press("q", "2 Rain delays");
    assert!(!whole.contains('\x1b'), "{whole:?}");
    let moved = reader.press("\x1b[B", LAST);
    assert_eq!(moved, format!("\r\n{LAST}"));
    assert!(reader.is_idle());
}

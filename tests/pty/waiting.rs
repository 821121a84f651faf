//! While what is to be shown is still on its way the program can be left, and what is typed is kept.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use crate::session::{DEADLINE, Session};

/// The ways to read, each of which takes the terminal otherwise.
const WAYS: [&[&str]; 3] = [&[], &["--screen-reader"], &["--plain"]];

/// The reader with an address whose server has not answered yet, when it has taken the terminal all the same.
fn waiting(flags: &[&str]) -> (Session, TcpStream) {
    let server = TcpListener::bind("127.0.0.1:0").expect("a server");
    let address = server.local_addr().expect("an address");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pullquote"));
    command.args(flags);
    command.arg(format!("http://{address}/ferry"));
    let mut session = Session::start(command);
    let (mut asks, _) = server.accept().expect("a question");
    let _ = asks.read(&mut [0; 4096]).expect("its words");
    session.wait_for("Fetching http");
    wait_for_lines(&session, false);
    (session, asks)
}

/// Waits until the terminal gives whole lines, or no longer.
fn wait_for_lines(session: &Session, whole: bool) {
    let end = Instant::now() + DEADLINE;
    while takes_lines(session) != whole {
        assert!(Instant::now() < end, "whole lines: {}", !whole);
        thread::sleep(Duration::from_millis(5));
    }
}

/// Whether the terminal gives whole lines, as a shell leaves it.
fn takes_lines(session: &Session) -> bool {
    let modes = session.master.get_termios().expect("modes");
    format!("{:?}", modes.local_flags).contains("ICANON")
}

#[test]
fn the_program_ends_before_there_is_anything_to_show() {
    for flags in WAYS {
        for way in ["Q", "jQ", "\x03", "-TERM", "-HUP"] {
            let (mut session, _asks) = waiting(flags);
            match way.strip_prefix('-') {
                Some(_) => session.signal(way),
                None => session.press(way),
            }
            wait_for_lines(&session, true);
            assert!(session.has_left(), "{flags:?} {way:?}");
            assert_eq!(
                session.end().success(),
                way.ends_with('Q'),
                "{flags:?} {way:?}"
            );
        }
    }
}

#[test]
fn what_is_typed_meanwhile_is_for_what_comes() {
    let page = "<title>The ferry</title><article><p>“It floats,” said Ana Ruiz, who is the mayor of Port Selm and has \
                seen the ferry come and go for many years.</p><p>The council meets again on Monday.</p></article>";
    let length = page.len();
    for flags in WAYS {
        let (mut session, mut asks) = waiting(flags);
        session.press("?");
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8";
        write!(asks, "{head}\r\nContent-Length: {length}\r\n\r\n{page}").expect("an answer");
        session.wait_for("Type ");
        session.press("\x1bQ");
        wait_for_lines(&session, true);
        assert!(session.end().success());
    }
}

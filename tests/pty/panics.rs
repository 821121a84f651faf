//! A panic gives the terminal back, whichever face has it.

use std::thread;

use portable_pty::CommandBuilder;

use crate::session::{Session, has};

/// The terminal after a thread that the reader needs has panicked while that face had it; `ready` are bytes that come
/// when it has.
fn panicked(face: &str, ready: &[u8]) -> Session {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this test"));
    command.args(["--exact", "panics::child_that_panics", "--nocapture"]);
    command.env(CHILD, face);
    let mut session = Session::start(command);
    session.wait_until("the face", |it| has(&it.bytes, ready));
    let modes = |it: &Session| format!("{:?}", it.master.get_termios().map(|it| it.local_flags));
    assert!(
        !modes(&session).contains("ICANON"),
        "{face} takes keys one by one"
    );
    session.press("f");
    session.wait_until("panic", |it| has(&it.bytes, b"writes down more)"));
    assert!(
        modes(&session).contains("ICANON"),
        "{face} leaves lines to the terminal"
    );
    let text = String::from_utf8_lossy(&session.bytes).into_owned();
    assert_eq!(
        text.matches("a fault of pullquote's own at tests/pty/panics.rs:")
            .count(),
        1,
        "{text}"
    );
    assert!(
        !text.contains("on purpose") && !text.contains("backtrace"),
        "{text}"
    );
    session
}

#[test]
fn a_panic_gives_the_terminal_back_before_its_message() {
    let session = panicked("screen", b"\x1b[?1006h");
    let text = String::from_utf8_lossy(&session.bytes).into_owned();
    let order = text
        .rfind("\x1b[8h")
        .expect("the order of letters is given back");
    assert!(text.find("\x1b[8l").is_some_and(|taken| taken < order));
    let mouse = text.rfind("\x1b[?1006l\x1b[?1000l");
    let left = text.rfind("\x1b[?1049l").expect("the other screen is left");
    assert!(mouse.is_some_and(|given_back| given_back < left));
    assert!(text.contains("\x1b[?1049h") && left < text.find("a fault of").unwrap_or(0));
    assert_eq!(session.end().exit_code(), 101);
}

#[test]
fn a_panic_gives_the_terminal_back_where_rows_are_read_too() {
    let session = panicked("rows", b"Loading.");
    let text = String::from_utf8_lossy(&session.bytes).into_owned();
    let left = text.rfind("\x1b[?1049l").expect("the other screen is left");
    assert!(text.contains("\x1b[?1049h") && left < text.find("a fault of").unwrap_or(0));
    assert!(session.has_left());
    assert_eq!(session.end().exit_code(), 101);
}

#[test]
fn a_panic_gives_the_terminal_back_where_lines_are_said_too() {
    let session = panicked("lines", b"Loading.");
    assert!(
        !has(&session.bytes, b"\x1b"),
        "no escape where lines are said"
    );
    assert!(has(&session.bytes, b"\npullquote: "), "a line of its own");
    assert_eq!(session.end().exit_code(), 101);
}

const CHILD: &str = "PULLQUOTE_TEST_CHILD";

/// Runs only as the child of the tests above: a thread panics while the reader has the terminal, with the face that the
/// variable names.
#[test]
fn child_that_panics() {
    use pullquote::app::State;
    use pullquote::app::spoken::Spoken;
    use pullquote::command::Keymap;
    use pullquote::config::{Config, Settings};
    use pullquote::message::{Effect, Msg};
    use pullquote::speech::Voice;
    use pullquote::terminal::{FACE, Listener, Log, Mode, run};
    use pullquote::tui::{Can, Ink, RowScreen, Screen};
    let Ok(face) = std::env::var(CHILD) else {
        return;
    };
    let (effects, asked) = crossbeam_channel::unbounded();
    let (send, messages) = crossbeam_channel::unbounded();
    let log = Log::default();
    log.take_panics();
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
        while !matches!(asked.recv(), Ok(Effect::SetFavourite(..)) | Err(_)) {}
        panic!("on purpose");
    });
    assert!(panics.is_ok());
    let settings = Settings {
        mouse: true,
        ..Settings::default()
    };
    let mut state = State::new((80, 24), settings, Keymap::default());
    let said = |endless| {
        let voice = Voice::of(&Config::defaults().expect("settings"), endless);
        Some(Spoken::new(voice, "Begun.".to_owned()))
    };
    let voice = |_| ();
    let mode = match face.as_str() {
        "rows" => Mode::Rows,
        "lines" => Mode::Lines,
        _ => Mode::Screen,
    };
    let listener = Listener::new(mode, &state);
    let ended = match face.as_str() {
        "rows" => {
            state.spoken = said(false);
            run(
                state,
                listener,
                RowScreen::enter,
                &log,
                &effects,
                &messages,
                &voice,
            )
        }
        "lines" => {
            state.spoken = said(true);
            let lines = pullquote::plain::Lines::with_keys;
            run(state, listener, lines, &log, &effects, &messages, &voice)
        }
        _ => {
            let screen = || Screen::enter(Ink::new("mono", false), Can::default());
            run(state, listener, screen, &log, &effects, &messages, &voice)
        }
    };
    let _ = ended;
}

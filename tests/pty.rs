//! The program in a real terminal: start, resize, quit, and that the terminal is given back on every
//! way out. Waits for text with a deadline.

#![cfg(unix)]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "tests say what they expect"
)]

mod session;
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

/// What a terminal of each kind answers about pictures, and what each of them begins with there.
const WAYS: [(&str, &str, &str); 3] = [
    (
        "kitty",
        "\x1b_Gi=31;OK\x1b\\\x1b[6;18;9t\x1b[?62;4c",
        "\x1b_Ga=T,f=100,q=2,C=1,",
    ),
    (
        "inline",
        "\x1bP>|iTerm2 3.5.1\x1b\\\x1b[?62;4c",
        "\x1b]1337;File=inline=1;",
    ),
    ("sixel", "\x1b[6;18;9t\x1b[?62;4;22c", "\x1bP0;1;0q\"1;1;"),
];

#[test]
fn pictures_in_the_text_are_drawn_by_the_terminal_and_taken_away() {
    for (name, answer, begins) in WAYS {
        let folder = format!("in-text-{name}-{}", std::process::id());
        let home = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
        std::fs::create_dir_all(home.join("pullquote")).expect("a folder");
        let picture = include_bytes!("pictures/quarters.png");
        std::fs::write(home.join("1.png"), picture).expect("a picture");
        let article = "# Ferry\n\nIt ran.\n\n![A red boat](1.png)\n";
        std::fs::write(home.join("ferry.md"), article).expect("an article");
        let settings = "pictures = \"text\"\ntheme = \"dark\"\n";
        std::fs::write(home.join("pullquote/config.toml"), settings).expect("settings");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pullquote"));
        command.arg(home.join("ferry.md"));
        for far in ["TMUX", "SSH_CONNECTION", "SSH_TTY"] {
            command.env_remove(far);
        }
        let env = [("XDG_CONFIG_HOME", home.to_str().expect("a path"))];
        let mut session = Session::start_with(command, &env);
        session.wait_for("▀▀▀▀▀▀▀▀");
        session.wait_until("question", |it| has(&it.bytes, b"\x1b[c"));
        session.press(answer);
        let shown = |it: &Session| {
            let all = it.bytes.windows(begins.len());
            all.filter(|part| *part == begins.as_bytes()).count()
        };
        session.wait_until("picture", |it| shown(it) == 1);
        session.press("?");
        session.wait_for("Type to find");
        let gone = |it: &Session| name != "kitty" || has(&it.bytes, b"\x1b_Ga=d,d=I,i=7117,");
        session.wait_until("end of the picture", gone);
        session.press("?");
        session.wait_until("the picture again", |it| shown(it) == 2);
        session.press("Q");
        session.wait_until("shell", Session::has_left);
        assert_eq!(has(&session.bytes, b"\x1b_Ga=d,d=A"), name == "kitty");
        assert!(session.end().success());
        let _ = std::fs::remove_dir_all(&home);
    }
}

/// A session in which an article with a picture is open, and the server that has it.
fn pictured(name: &str, env: &[(&str, &str)]) -> (Session, web::Server) {
    let picture = include_bytes!("pictures/quarters.png");
    let server = web::Server::start(move |_| web::Answer::ok(picture.to_vec()));
    let article = format!(
        "# Ferry\n\nIt ran.\n\n![A red boat]({})\n",
        server.url("/1.png")
    );
    let file = format!("pictured-{name}-{}.md", std::process::id());
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(file);
    std::fs::write(&path, article).expect("a file");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pullquote"));
    command.arg(path);
    command.env_remove("TMUX");
    let mut session = Session::start_with(command, env);
    session.wait_for("A red boat");
    // Until then nothing is asked, of the terminal or of the web.
    assert!(!has(&session.bytes, b"\x1b_G") && server.count() == 0);
    (session, server)
}

#[test]
fn a_picture_is_drawn_as_the_terminal_says_that_it_can() {
    for (name, answer, begins) in WAYS {
        let (mut session, _server) = pictured(name, &[]);
        session.press("gi");
        session.wait_until("question", |it| has(&it.bytes, b"\x1b[c"));
        session.press(answer);
        session.wait_until("picture", |it| has(&it.bytes, begins.as_bytes()));
        session.wait_for("PNG, 32 by 24, 117 bytes. Any key closes.");
        session.press("x");
        session.wait_for("It ran.");
        let gone = |it: &Session| name != "kitty" || has(&it.bytes, b"\x1b_Ga=d,d=I,i=7117,");
        session.wait_until("end of the picture", gone);
        session.press("Q");
        session.wait_until("shell", Session::has_left);
        assert_eq!(has(&session.bytes, b"\x1b_Ga=d,d=A"), name == "kitty");
        assert!(session.end().success());
    }
}

#[test]
fn where_a_terminal_does_not_answer_pictures_are_half_blocks_and_keys_go_on() {
    for (name, env) in [
        ("silent", [("COLORTERM", "truecolor")]),
        ("tmux", [("TMUX", "/tmp/t,1,0")]),
    ] {
        let (mut session, _server) = pictured(name, &env);
        session.press("gi");
        session.wait_for("▀▀▀▀▀▀▀▀");
        assert_eq!(has(&session.bytes, b"\x1b_G"), name == "silent");
        assert_eq!(has(&session.bytes, b"48;2;"), name == "silent");
        session.press("x");
        session.wait_for("It ran.");
        session.press("?");
        session.wait_for("Type to find");
        session.press("\x1bQ");
        session.wait_until("shell", Session::has_left);
        assert!(session.end().success());
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

/// The terminal after a thread that the reader needs has panicked while that face had it; `ready` are bytes that come
/// when it has.
fn panicked(face: &str, ready: &[u8]) -> Session {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this test"));
    command.args(["--exact", "child_that_panics", "--nocapture"]);
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
        text.matches("a fault of pullquote's own at tests/pty.rs:")
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
    use pullquote::terminal::{FACE, Log, Mode, run};
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
    let ended = match face.as_str() {
        "rows" => {
            state.spoken = said(false);
            run(
                state,
                Mode::Rows,
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
            run(state, Mode::Lines, lines, &log, &effects, &messages, &voice)
        }
        _ => {
            let screen = || Screen::enter(Ink::new("mono", false), Can::default());
            run(
                state,
                Mode::Screen,
                screen,
                &log,
                &effects,
                &messages,
                &voice,
            )
        }
    };
    let _ = ended;
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

//! Pictures as terminals draw them.

use portable_pty::CommandBuilder;

use crate::session::{Session, has};
use crate::web;

/// What a terminal of each kind answers about pictures, and what each of them begins with there.
const WAYS: [(&str, &str, &str); 4] = [
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
    // One that does not tell of its cells, of 10 by 15 pixels, but of its window.
    ("window", "\x1b[?64;4c", "\x1bP0;1;0q\"1;1;"),
];

#[test]
fn pictures_in_the_text_are_drawn_by_the_terminal_and_taken_away() {
    for (name, answer, begins) in WAYS {
        let folder = format!("in-text-{name}-{}", std::process::id());
        let home = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
        std::fs::create_dir_all(home.join("pullquote")).expect("a folder");
        let picture = include_bytes!("../pictures/quarters.png");
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
        let cell = match name {
            "window" => (10, 15),
            _ => (9, 18),
        };
        let mut window = session.master.get_size().expect("a size");
        (window.pixel_width, window.pixel_height) = (window.cols * cell.0, window.rows * cell.1);
        session.master.resize(window).expect("the same size");
        session.wait_until("question", |it| has(&it.bytes, b"\x1b[c"));
        session.press(answer);
        let shown = |it: &Session| {
            let all = it.bytes.windows(begins.len());
            all.filter(|part| *part == begins.as_bytes()).count()
        };
        session.wait_until("picture", |it| shown(it) == 1);
        if begins.contains("1;1;") {
            // Before the first colour stands the size: whole cells.
            let head = |it: &Session| {
                let at = memchr::memmem::find(&it.bytes, begins.as_bytes())?;
                let rest = String::from_utf8_lossy(&it.bytes[at + begins.len()..]).into_owned();
                let (width, height) = rest.split_once('#')?.0.split_once(';')?;
                Some((width.parse::<u16>().ok()?, height.parse::<u16>().ok()?))
            };
            session.wait_until("size", |it| head(it).is_some());
            let (width, height) = head(&session).expect("a size");
            assert_eq!((width % cell.0, height % cell.1), (0, 0), "{name}");
        }
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
    let picture = include_bytes!("../pictures/quarters.png");
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

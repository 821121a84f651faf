//! A library as it is heard: feeds, what somebody said, what a story changed, notes and corrections, in
//! dialogues of typed lines against files in `tests/plain`.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests say what they expect")]

mod golden;
mod place;
mod web;

use std::io::Write;
use std::process::{Command, Stdio};

use self::place::Place;

/// 9 November 2026, midnight UTC.
const NOW: &str = "1794182400";

/// A folder with a library of two feeds, one of which has changed a story, and a third that is gone.
fn harbour(name: &str) -> Place {
    let place = Place::empty(&format!("heard-{name}"));
    let herald = |votes: &str, end: &str| {
        let text = format!(
            "<p>The council voted {votes} on Friday.</p>\
             <p>“The ferry is a lifeline for the island, and it stays one,” said Sean Okafor, \
             the harbour master.</p><p>Anna Berg said that the boat was old.</p>{end}"
        );
        rss("Harbour Herald", "Council keeps the ferry", "06", &text)
    };
    place.file("herald.xml", herald("eight to one", ""));
    let lamp = "<p>“The ferry is a lifeline for the island,” Sean Okafor told the meeting.</p>";
    place.file(
        "lamp.xml",
        rss("The Lamp", "Island keeps its boat", "07", lamp),
    );
    let post = "<p>The pass is shut.</p>";
    place.file("post.xml", rss("Valley Post", "Snow", "01", post));
    for feed in ["herald.xml", "lamp.xml", "post.xml"] {
        run(&place, &["add", feed]);
    }
    run(&place, &["feeds", "Herald", "--tag", "sea"]);
    run(&place, &["search", "--save", "Ferry", "ferry"]);
    std::fs::remove_file(place.0.join("post.xml")).unwrap();
    place.file(
        "herald.xml",
        herald("seven to two", "<p>The mayor did not vote.</p>"),
    );
    run(&place, &["refresh"]);
    place
}

fn command(place: &Place, arguments: &[&str]) -> Command {
    let mut command = place.command(arguments);
    command.env("SOURCE_DATE_EPOCH", NOW);
    command
}

fn run(place: &Place, arguments: &[&str]) {
    let output = command(place, arguments).output().unwrap();
    assert!(
        output.status.code().is_some_and(|code| code < 2),
        "{output:?}"
    );
}

/// What answers the lines, all typed in one run.
fn answers(place: &Place, lines: &[&str]) -> String {
    let mut child = command(place, &["--plain=lines"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let typed: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let mut input = child.stdin.take().unwrap();
    input.write_all(typed.as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let words = String::from_utf8(output.stdout).unwrap();
    assert!(
        !words.contains('\x1b') && !words.contains('\r'),
        "no escapes"
    );
    words.replace(&place.0.display().to_string(), "FOLDER")
}

fn rss(feed: &str, title: &str, day: &str, text: &str) -> String {
    let text = text.replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<rss version=\"2.0\"><channel><title>{feed}</title><link>https://example.org/</link>\
         <item><title>{title}</title><guid>{day}</guid>\
         <pubDate>{day} Nov 2026 08:00:00 GMT</pubDate><description>{text}</description></item>\
         </channel></rss>"
    )
}

/// The answers to typed lines.
fn check(name: &str, lines: &[&str]) {
    let place = harbour(name);
    golden::check(&format!("tests/plain/{name}.txt"), &answers(&place, lines));
}

#[test]
fn feeds_are_heard_with_their_counts() {
    check(
        "feeds",
        &[
            "back",
            "down",
            "7",
            "back",
            "where",
            "read all",
            "undo",
            "feed name The Lamp Post",
            "open",
            "quit",
        ],
    );
}

#[test]
fn what_can_be_asked_is_heard() {
    check("asked", &["g/", "?", "title:snow", "quit"]);
}

#[test]
fn what_was_said_and_what_changed_is_heard() {
    check(
        "said",
        &[
            "open 2",
            "next quote",
            "said everywhere",
            "2",
            "back",
            "back",
            "same words",
            "back",
            "versions",
        ],
    );
}

#[test]
fn notes_and_corrections_are_heard() {
    check(
        "notes",
        &[
            "open 2",
            "next quote",
            "note Ask him again",
            "correct",
            "2",
            "(",
            ")",
            "notes",
            "back",
            "undo",
            "undo",
            ")",
            "(",
        ],
    );
}

#[test]
fn a_highlight_is_made_heard_listed_and_undone() {
    check(
        "highlights",
        &[
            "open 2",
            "search lifeline",
            "highlight",
            "begin passage",
            "3 word on",
            "keep highlight",
            "previous paragraph",
            "next paragraph",
            "notes",
            "back",
            "undo",
            "previous paragraph",
            "next paragraph",
            "next quote",
            "v",
            "q",
            "note passage Ask him",
            "notes",
        ],
    );
}

#[test]
fn marks_and_the_trail_lead_past_what_is_gone_from_the_library() {
    let place = harbour("gone");
    let marked = [
        "open 1", "mark a", "back", "open 2", "mark b", "back", "open 3", "quit",
    ];
    answers(&place, &marked);
    // As the end of the days that a feed keeps what was read takes it away, and a sync.
    let db = rusqlite::Connection::open(place.library()).unwrap();
    let gone = db.execute("DELETE FROM articles WHERE title LIKE 'Council%'", []);
    assert_eq!(gone.unwrap(), 1);
    let lines = [
        "go to mark a",
        "where",
        "go to mark b",
        "where",
        "H",
        "H",
        "H",
        "H",
        "H",
        "L",
        "L",
        "quit",
    ];
    golden::check("tests/plain/gone.txt", &answers(&place, &lines));
}

#[test]
fn a_highlight_moves_with_its_words_and_is_kept_when_they_are_gone() {
    let place = harbour("versions");
    let lines = [
        "open 2",
        "search lifeline",
        "v",
        "v",
        "4 word on",
        "keep highlight",
        "quit",
    ];
    answers(&place, &lines);
    let mut heard = String::new();
    for text in [
        "<p>It rained.</p><p>“The ferry is a lifeline for the island, and it stays one,” said Sean Okafor.</p>",
        "<p>It rained. The council said no more of it.</p>",
        "<p>It rained.</p><p>“It is a lifeline for the island,” said Sean Okafor, the harbour master.</p>",
    ] {
        place.file(
            "herald.xml",
            rss("Harbour Herald", "Council keeps the ferry", "06", text),
        );
        run(&place, &["refresh"]);
        heard += &answers(&place, &["open 2", "notes", "down", "open", "quit"]);
    }
    golden::check("tests/plain/versions.txt", &heard);
}

#[test]
fn links_are_read_here_and_heard_with_the_way_back() {
    let page = |title: &str, words: &str| {
        let text = format!("<p>{words} and more of it, as long as a paragraph is.</p>").repeat(9);
        format!("<title>{title}</title><article><h1>{title}</h1>{text}</article>")
    };
    let server = web::Server::start(move |request| match request.path.as_str() {
        "/one" => web::Answer::ok(page("One", "<a href='/two?x=1#top'>Two</a>")),
        "/two?x=1" => web::Answer::ok(page("Two", "“It floats,” said Ana Ruiz,")),
        _ => web::Answer::status(404),
    });
    let place = harbour("links");
    run(&place, &["add", &server.url("/one")]);
    let heard = |lines: &[&str]| {
        let answers = answers(&place, lines);
        answers.replace(&server.url(""), "http://HOST")
    };
    let answers = heard(&["open 1", "next link", "open", "where", "keep", "trail back"]);
    for part in [
        ": Two, http://HOST/two?x=1#top.",
        "Two.\n",
        "stop 3 of 3 on the trail.",
        "Kept in the library: Two.",
    ] {
        assert!(answers.contains(part), "{part} in {answers}");
    }
    // Now it is there, and found without the network.
    let asked = server.count();
    heard(&[
        "open 1",
        "back",
        "search title:one",
        "open 1",
        "next link",
        "open",
    ]);
    assert_eq!(server.count(), asked);
    place.file(
        "lost.md",
        format!("# Lost\n\nThe [page]({}) is gone.\n", server.url("/gone")),
    );
    run(&place, &["add", "lost.md"]);
    let lost = heard(&["search title:lost", "open 1", "first link", "open", "where"]);
    assert!(lost.contains("http://HOST/gone: "), "{lost}");
    assert!(lost.contains("Paragraph 1 of 1"), "{lost}");
}

#[test]
fn what_is_shown_is_what_was_chosen_last_until_the_settings_change() {
    let place = harbour("shows");
    let step = |expected: &str| {
        let answer = answers(&place, &["open 1", "show quotes"]);
        assert!(answer.contains(expected), "{answer}");
    };
    step("What was said is shown, and what is thought and found.");
    step("What stands between quotation marks is shown.");
    place.set("shows = \"thoughts\"\n");
    step("What stands between quotation marks is shown.");
    step("What was said is shown.");
}

#[test]
fn a_picture_is_put_in_words_and_one_that_is_none_costs_itself() {
    let gif = include_bytes!("pictures/moving.gif");
    let jpeg = include_bytes!("pictures/quarters.jpg");
    let server = web::Server::start(move |request| match request.path.as_str() {
        "/moving" => web::Answer::ok(gif.to_vec()),
        // What a server says of it may be wrong.
        "/lying" => web::Answer::ok(jpeg.to_vec()).header("Content-Type", "text/html"),
        "/page" => web::Answer::ok("<!doctype html><p>Come back later.")
            .header("Content-Type", "image/png"),
        "/drawing" => web::Answer::ok("<svg xmlns='http://www.w3.org/2000/svg'/>"),
        "/huge" => web::Answer::ok(vec![0; 21 << 20]),
        "/short" => web::Answer {
            claims: Some(60 << 20),
            ..web::Answer::ok(jpeg.to_vec())
        },
        _ => web::Answer::status(404),
    });
    let place = harbour("pictures");
    let expected = [
        ("moving", "GIF, 32 by 24, 347 bytes, moving."),
        ("lying", "JPEG, 32 by 24, 820 bytes."),
        (
            "page",
            "is a page or a drawing (SVG), and no picture of pixels",
        ),
        (
            "drawing",
            "is a page or a drawing (SVG), and no picture of pixels",
        ),
        ("huge", "larger than 20 MB when unpacked; given up"),
        ("short", "the answer broke off after 820 bytes"),
        ("gone", ": "),
    ];
    let pictures = expected.map(|(name, _)| {
        format!(
            "Words.\n\n![About {name}&#27;c&#7;]({})\n\n",
            server.url(&format!("/{name}"))
        )
    });
    place.file(
        "pictures.md",
        format!("# Pictures\n\n{}", pictures.concat()),
    );
    run(&place, &["add", "pictures.md"]);
    for (at, (name, facts)) in (1..).zip(expected) {
        let heard = answers(
            &place,
            &["search title:pictures", "open 1", &format!("{at} picture")],
        );
        let heard = heard.replace('\n', " ");
        let said = format!("Picture {at} of 7: About {name}");
        let words = heard.split(&said).nth(1);
        let told = words.is_some_and(|words| words.contains(facts));
        assert!(told, "{said} {facts}\n{heard}");
        assert!(!heard.contains(['\u{1b}', '\u{7}']));
    }
    // Twice the same is fetched once.
    let asked = server.count();
    answers(
        &place,
        &["search title:pictures", "open 1", "picture", "picture"],
    );
    assert_eq!(server.count(), asked + 1);
}

//! What comes from outside to do harm: escapes, links and formulas in every format, damaged feeds, devices
//! for files, files that are no library. `src` has the tests of the parts; here is the program.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests say what they expect")]

mod place;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use place::{Place, err, out};

/// No control, no mark that turns the reading round.
#[track_caller]
fn clean(output: &Output, of: &str) {
    let all = out(output) + &err(output);
    let harm = all.chars().find(|c| {
        c.is_control() && *c != '\n' || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}')
    });
    assert_eq!(harm, None, "{of}: {all:?}");
}

#[test]
fn the_name_of_a_file_reaches_no_terminal_as_it_is() {
    let place = Place::empty("hostile-names");
    let name = "f\u{1b}]0;P\u{7}\u{9b}1m\r\u{202e}=x.txt";
    place.file(name, "“We stay,” said Ana Ruiz, the mayor.\n");
    for (command, formats) in [
        ("quotes", "text markdown csv json jsonl bibtex csl-json w3c"),
        ("entities", "text csv json"),
        ("extract", "text markdown html json jsonl"),
    ] {
        for format in formats.split(' ') {
            let output = place.run(&[command, "--format", format, name]);
            assert!(output.status.success(), "{}", err(&output));
            clean(&output, format);
        }
    }
    clean(&place.run(&["annotate", name]), "annotate");
    clean(
        &place.run(&["extract", "no\u{1b}[2J\u{9b}such"]),
        "an error",
    );
    for command in [
        &["add", name] as &[&str],
        &["list"],
        &["show", "1"],
        &["said", "Ruiz", "--format", "csv"],
    ] {
        clean(&place.run(command), command[0]);
    }
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_words() {
    let place = Place::empty("hostile-cells");
    for (number, title) in ["=1+1", "+SUM(A1)", "-2+3", "@cmd", " =x", "\t=x", "＝x"]
        .iter()
        .enumerate()
    {
        let page = format!(
            "<title>{title}</title><article><p>“We stay,” said Ana Ruiz, the mayor.</p></article>"
        );
        let name = format!("{number}.html");
        place.file(&name, page);
        let csv = out(&place.run(&["quotes", "--format", "csv", &name]));
        let row = csv.lines().nth(1).unwrap();
        let title = title.trim();
        assert!(row.contains(&format!("'{title}")), "{row}");
    }
}

#[test]
fn links_lead_where_they_seem_to() {
    let place = Place::empty("hostile-links");
    let page = "<title>Links</title><article><p>“We stay,” said Ana Ruiz. \
        <a href='javascript&amp;colon;alert(1)'>one</a> <a href='java&#8203;script:alert(1)'>two</a> \
        <a href='java\tscript:alert(1)'>three</a> <a href='ms-msdt:/id'>four</a> <a href='file:///etc'>five</a> \
        <a href='smb://host/x'>six</a> <a href='https://a.example/?a=1&amp;amp;copy=2'>seven</a></p></article>";
    place.file("page.html", page);
    let markdown = out(&place.run(&["extract", "--format", "markdown", "page.html"]));
    assert!(
        markdown.contains("[one](javascript&amp;colon;alert%281%29) two three four five six"),
        "{markdown}"
    );
    let html = out(&place.run(&["extract", "--format", "html", "page.html"]));
    for scheme in ["=\"javascript:", "ms-msdt", "file:", "smb:"] {
        assert!(
            !markdown.contains(scheme) && !html.contains(scheme),
            "{scheme}: {html}"
        );
    }
    let schemes = [
        "java\u{200b}script:alert(1)",
        "file:///etc/x",
        "smb://h/x",
        "feed:javascript:alert(1)",
        "ms-msdt:/id",
    ];
    let items: String = schemes
        .iter()
        .map(|link| {
            format!(
                "<item><title>T</title><link>{link}</link><description>Words.</description></item>"
            )
        })
        .collect();
    place.file(
        "feed.xml",
        format!("<rss><channel><title>F</title>{items}</channel></rss>"),
    );
    for format in ["markdown", "html"] {
        let given = out(&place.run(&["extract", "--format", format, "feed.xml"]));
        for scheme in ["javascript:", "file:", "smb:", "msdt"] {
            assert!(!given.contains(scheme), "{given}");
        }
    }
}

#[test]
fn names_are_one_line_everywhere() {
    let place = Place::empty("hostile-lines");
    place.file(
        "wrapped.txt",
        "“We stay,” said Ana\nRuiz, the mayor of Lower\nQuay.\n“No,” said a clerk of the\ncourt.\n",
    );
    let quotes = out(&place.run(&["quotes", "--format", "jsonl", "wrapped.txt"]));
    assert!(quotes.contains("\"speaker\":\"Ana Ruiz\""), "{quotes}");
    let csv = out(&place.run(&["entities", "--format", "csv", "wrapped.txt"]));
    assert!(csv.contains("Ana Ruiz,PER"), "{csv}");
    let cells = |row: &str| row.matches('"').count().is_multiple_of(2);
    assert!(csv.lines().all(cells), "a cell of two lines: {csv}");
    let notes = out(&place.run(&["annotate", "wrapped.txt"]));
    let notes: serde_json::Value = serde_json::from_str(&notes).unwrap();
    let quotes = notes["quotes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["speaker_name"]);
    let names = notes["entities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["name"]);
    for name in quotes.chain(names).filter_map(|name| name.as_str()) {
        assert!(!name.contains('\n'), "{name}");
    }
    // Where only marks are read, too.
    place.file(
        "chinese.txt",
        "Ana\nRuiz聽聽聽聽聽聽聽聽聽聽聽聽聽聽聽聽聽聽聽聽\n",
    );
    let names = out(&place.run(&["entities", "--format", "json", "chinese.txt"]));
    assert!(names.contains("Ana Ruiz"), "{names}");
    for format in ["markdown", "bibtex", "csv"] {
        let given = out(&place.run(&["quotes", "--format", format, "wrapped.txt"]));
        assert!(given.contains("Ana Ruiz"), "{given}");
    }
}

#[test]
fn a_damaged_feed_gives_what_is_whole_and_says_the_rest() {
    let place = Place::empty("hostile-feeds");
    place.file(
        "cut.json",
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"Lamp \ud83d","items":[
           {"id":"1","content_text":"One."},{"id":"2","title":"T\ud83d","content_text":"Two."},{"id":"3","content_text":"Th"ree."},{"id":"4","content_text":"Four."}]}"#,
    );
    let got = place.run(&["extract", "--format", "jsonl", "cut.json"]);
    let texts: Vec<String> = out(&got)
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["text"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(texts, ["One.", "Two.", "Four."]);
    assert!(
        err(&got).contains("one item could not be read"),
        "{}",
        err(&got)
    );
    place.file(
        "empty.xml",
        "<rss version='2.0'><channel><title>Lamp</title></channel></rss>",
    );
    let got = place.run(&["extract", "empty.xml"]);
    assert!(err(&got).contains("empty.xml: a feed without items") && !got.status.success());
}

#[test]
fn feeds_are_files_and_never_devices() {
    let place = Place::empty("hostile-devices");
    let pipe = place.0.join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    for path in [
        pipe.as_path(),
        Path::new("/dev/zero"),
        Path::new("/dev/stdin"),
        place.0.as_path(),
    ] {
        let address = format!("file://{}", path.display());
        let got = place.run(&["add", &address]);
        assert!(!got.status.success() && !err(&got).is_empty(), "{address}");
    }
    // A folder of newsboat's whose files are pipes, or name one.
    let folder = place.0.join("newsboat");
    fs::create_dir(&folder).unwrap();
    let made = Command::new("mkfifo")
        .args(["urls", "config", "cache.db", "more"].map(|name| folder.join(name)))
        .status();
    assert!(made.unwrap().success());
    let got = place.run(&["import", "newsboat", "newsboat"]);
    assert!(
        err(&got).contains("urls: is not a regular file"),
        "{}",
        err(&got)
    );
    fs::remove_file(folder.join("urls")).unwrap();
    let urls = "include \"more\"\nhttps://a.example/other\n";
    fs::write(folder.join("urls"), urls).unwrap();
    let got = place.run(&["import", "newsboat", "newsboat"]);
    assert!(
        out(&got).contains("include more: not read;"),
        "{}",
        out(&got)
    );
    let list = "<opml><body><outline text='A' xmlUrl='file:///dev/tty'/><outline text='B' xmlUrl='file:///etc/hostname'/>\
        <outline text='C' xmlUrl='https://a.example/feed'/></body></opml>";
    place.file("list.opml", list);
    let got = place.run(&["import", "opml", "list.opml"]);
    assert!(
        err(&got).contains("file:///dev/tty") && err(&got).contains("file:///etc/hostname"),
        "{}",
        err(&got)
    );
    let feeds = out(&place.run(&["feeds"]));
    assert!(
        feeds.contains("a.example") && !feeds.contains("file:"),
        "{feeds}"
    );
}

#[test]
fn a_folder_of_mail_gives_its_letters_whatever_lies_beside_them() {
    let place = Place::empty("hostile-maildir");
    let folder = place.0.join("mail");
    for name in ["cur/folder", "new", "tmp"] {
        fs::create_dir_all(folder.join(name)).unwrap();
    }
    let evil = "\u{1b}]0;P\u{7}\u{9b}1m\u{202e}x";
    let letter = |name: &str, body: &str| {
        let head = format!("Message-ID: <{name}>\nFrom: Ana {evil}\nSubject: {name}\n");
        fs::write(folder.join("cur").join(name), head + body).unwrap();
    };
    letter(
        &format!("one{evil}:2,S"),
        "\n“It sails,” said Mara Oduya.\n",
    );
    letter("deep", &"Content-Type: message/rfc822\n\n".repeat(50_000));
    let parts = "--b\nContent-Type: text/plain\n\nx\n".repeat(50_000);
    letter(
        "wide",
        &format!("Content-Type: multipart/mixed; boundary=b\n\n{parts}"),
    );
    letter("empty", "");
    fs::write(folder.join("cur/none"), "").unwrap();
    let links = [
        ("/dev/zero", "zero"),
        ("loop", "loop"),
        ("/etc/passwd", "other"),
        ("gone", "gone"),
    ];
    for (to, name) in links {
        std::os::unix::fs::symlink(to, folder.join("cur").join(name)).unwrap();
    }
    let pipe = Command::new("mkfifo").arg(folder.join("new/pipe")).status();
    assert!(pipe.unwrap().success());
    for args in [
        &["add", "mail"] as &[&str],
        &["refresh"],
        &["list"],
        &["said", "Oduya"],
    ] {
        let got = place.run(args);
        assert!(got.status.success(), "{args:?}: {}", err(&got));
        clean(&got, args[0]);
    }
    assert!(out(&place.run(&["said", "Oduya"])).contains("It sails"));
}

#[test]
fn settings_and_libraries_are_files_and_never_devices() {
    let place = Place::empty("hostile-settings");
    place.set("");
    let settings = place.0.join("config/pullquote/config.toml");
    let pipe = |path: &Path| Command::new("mkfifo").arg(path).status().unwrap();
    for (kind, sentence) in [
        ("pipe", "is not a regular file"),
        ("folder", "is not a regular file"),
        ("device", "is not a regular file"),
        ("large", "larger than 1 MB"),
    ] {
        let _ = fs::remove_file(&settings);
        match kind {
            "pipe" => assert!(pipe(&settings).success()),
            "folder" => fs::create_dir(&settings).unwrap(),
            "device" => std::os::unix::fs::symlink("/dev/zero", &settings).unwrap(),
            _ => fs::write(&settings, "# x\n".repeat(300_000)).unwrap(),
        }
        let got = place.run(&["doctor"]);
        assert_eq!(got.status.code(), Some(1), "{kind}");
        assert!(err(&got).contains(sentence), "{kind}: {}", err(&got));
        let _ = fs::remove_dir(&settings);
    }
    fs::remove_file(&settings).unwrap();
    // A log that is a pipe is told, and no reader of it is awaited.
    let log = place.0.join("log");
    assert!(pipe(&log).success());
    let got = place
        .command(&["feeds"])
        .env("PULLQUOTE_LOG", &log)
        .output();
    let told = err(&got.unwrap());
    assert!(told.contains("it is a pipe"), "{told}");
    let library = place.0.join("pipe.db");
    assert!(pipe(&library).success());
    for args in [&["list"] as &[&str], &["doctor", "--repair"]] {
        let got = place.run_on(&library, args);
        assert_eq!(got.status.code(), Some(1), "{args:?}: {}", err(&got));
        assert!(!err(&got).is_empty(), "{args:?}");
    }
}

#[test]
fn a_repair_changes_only_a_library_that_it_knows() {
    let place = Place::empty("hostile-repair");
    place.file("a.txt", "“We stay,” said Ana Ruiz.\n");
    assert!(place.run(&["add", "a.txt"]).status.success());
    // A file of another kind, and the database of another program.
    let readme = place.file("README.md", "# Mine\n\nWords.\n");
    let other = place.0.join("other.db");
    let db = rusqlite::Connection::open(&other).unwrap();
    db.execute_batch("CREATE TABLE places (url TEXT); INSERT INTO places VALUES ('x');")
        .unwrap();
    drop(db);
    for file in [readme, other] {
        let before = fs::read(&file).unwrap();
        for args in [
            &["doctor", "--repair"] as &[&str],
            &["list"],
            &["add", "a.txt"],
        ] {
            let got = place.run_on(&file, args);
            assert!(!got.status.success(), "{args:?}: {}", out(&got));
            assert_eq!(fs::read(&file).unwrap(), before, "{args:?}");
        }
    }
    // A later version's library.
    let library = place.library();
    let db = rusqlite::Connection::open(&library).unwrap();
    let version: i64 = db
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    drop(db);
    let before = fs::read(&library).unwrap();
    let got = place.run(&["doctor", "--repair"]);
    assert!(
        !got.status.success() && err(&got).contains("later pullquote"),
        "{}",
        err(&got)
    );
    assert_eq!(fs::read(&library).unwrap(), before);
    // Damaged in the middle, it is still rescued.
    let db = rusqlite::Connection::open(&library).unwrap();
    db.pragma_update(None, "user_version", version).unwrap();
    drop(db);
    let mut bytes = fs::read(&library).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 6000].fill(0xff);
    fs::write(&library, &bytes).unwrap();
    let got = place.run(&["doctor", "--repair"]);
    assert!(got.status.success(), "{}{}", out(&got), err(&got));
    assert!(fs::read_dir(&place.0).unwrap().any(|it| {
        it.unwrap()
            .file_name()
            .to_string_lossy()
            .ends_with(".damaged")
    }));
}

#[test]
fn coloured_output_is_read_without_its_colours() {
    let place = Place::empty("hostile-colours");
    let text = "\u{1b}[38;5;39;1mThe ferry\u{1b}[0m stays\n\n\u{1b}]8;;https://a.example\u{7}Ana Ruiz\u{1b}]8;;\u{7} said: “We \u{1b}[1mstay\u{1b}[0m.”\n\nN\u{8}NA\u{8}AM\u{8}ME\u{8}E _\u{8}f_\u{8}i\u{1b}(B\n";
    place.file("a.txt", text);
    for name in ["a.txt", "a.md"] {
        place.file(name, text);
        let got = out(&place.run(&["extract", name]));
        assert_eq!(
            got, "The ferry stays\n\nAna Ruiz said: “We stay.”\n\nNAME fi\n",
            "{name}"
        );
    }
    let page = format!(
        "<title>T</title><article><p>{}</p></article>",
        text.replace('\u{1b}', "&#27;")
    );
    place.file("a.html", page);
    let got = out(&place.run(&["extract", "a.html"]));
    assert!(!got.contains('[') && !got.contains("8;;"), "{got}");
}

//! Pages that break, hold up or fill the process that reads them, through the program: each costs itself, and is
//! told in one sentence. The pages ask for the fault themselves, see `world::fault`.

#![cfg(all(unix, debug_assertions))]
#![allow(clippy::unwrap_used, reason = "tests say what they expect")]

mod place;

use std::fs;
use std::process::{Command, Output};

use place::{Place, err, out};

/// Runs the program so that pages may ask for faults.
fn run(place: &Place, args: &[&str]) -> Output {
    command(place, args).output().unwrap()
}

fn command(place: &Place, args: &[&str]) -> Command {
    let mut command = place.command(args);
    command.env("PULLQUOTE_TRY_FAULTS", "1");
    command
}

/// A feed of one item, and its address.
fn feed(place: &Place, name: &str, words: &str) -> String {
    let feed = format!(
        "<rss version='2.0'><channel><title>{name}</title><item><title>{name} {words}</title>\
         <description>“It {words},” said Ana Ruiz.</description></item></channel></rss>"
    );
    format!("file:{}", place.file(name, feed).display())
}

const SENTENCES: [(&str, &str); 4] = [
    ("panic", "is a fault of ours; please report it"),
    ("loop", "takes too long to read, and was left out"),
    ("memory", "needs more memory than one page may"),
    ("end", "broke what reads pages; it was left out"),
];

#[test]
fn a_page_that_breaks_its_reader_costs_itself_and_is_told() {
    let place = Place::empty("apart-one");
    for (fault, sentence) in SENTENCES {
        let got = run(
            &place,
            &["add", &feed(&place, fault, &format!("fault: {fault}"))],
        );
        let told = err(&got);
        assert_eq!(got.status.code(), Some(1), "{fault}: {told}");
        assert!(told.contains(sentence), "{fault}: {told}");
        assert_eq!(told.lines().count(), 1, "{told}");
    }
    assert_eq!(out(&run(&place, &["feeds"])), "", "nothing was followed");
}

#[test]
fn the_other_feeds_of_a_refresh_are_kept() {
    let place = Place::empty("apart-refresh");
    for name in ["panic", "loop", "memory", "end", "well", "good"] {
        let added = run(&place, &["add", &feed(&place, name, "floats")]);
        assert!(added.status.success(), "{}", err(&added));
    }
    for (fault, _) in SENTENCES {
        feed(&place, fault, &format!("fault: {fault}"));
    }
    feed(&place, "well", "sinks");
    feed(&place, "good", "stays");
    let got = run(&place, &["refresh", "apart"]);
    let told = out(&got) + &err(&got);
    for (fault, sentence) in SENTENCES {
        let line = told.lines().find(|line| line.contains(fault));
        assert!(line.is_some_and(|line| line.contains(sentence)), "{told}");
    }
    let rows = out(&run(&place, &["list"]));
    assert!(
        rows.contains("well sinks") && rows.contains("good stays"),
        "{rows}"
    );
    assert_eq!(rows.lines().count(), 8, "{rows}");
}

#[test]
#[cfg(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64")
))]
fn what_reads_a_page_has_no_files_no_network_and_no_programs() {
    let place = Place::empty("apart-touch");
    let got = run(&place, &["add", &feed(&place, "touch", "fault: touch")]);
    assert!(got.status.success(), "{}", err(&got));
}

/// Three articles, of which the second breaks what annotates it.
const THREE: [&str; 3] = ["one floats", "two, fault: annotator", "three sinks"];

#[test]
fn a_fault_of_the_annotator_costs_one_line_of_a_bundle() {
    let place = Place::empty("apart-bundle");
    let lines: String = THREE
        .iter()
        .map(|words| format!("{{\"id\":\"{words}\",\"text\":\"“It {words},” said Ana Ruiz.\"}}\n"))
        .collect();
    fs::write(place.0.join("lines"), lines).unwrap();
    let lines = fs::File::open(place.0.join("lines")).unwrap();
    let got = command(&place, &["annotate"])
        .stdin(lines)
        .output()
        .unwrap();
    let (noted, told) = (out(&got), err(&got));
    assert_eq!(got.status.code(), Some(1), "{told}");
    assert_eq!(noted.lines().count(), 2, "{noted}");
    assert!(noted.contains("one floats") && noted.contains("three sinks"));
    assert_eq!(
        noted.matches(r#""speaker_name":"Ana Ruiz""#).count(),
        2,
        "{noted}"
    );
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("line 2: pullquote failed on it"), "{told}");
}

#[test]
fn a_fault_of_the_annotator_costs_one_article_of_a_feed_its_quotes() {
    let place = Place::empty("apart-feed");
    let items: String = THREE
        .iter()
        .map(|words| format!("<item><title>{words}</title><description>“It {words},” said Ana Ruiz.</description></item>"))
        .collect();
    let feed = format!("<rss version='2.0'><channel><title>Quay</title>{items}</channel></rss>");
    fs::write(place.0.join("feed.xml"), feed).unwrap();
    let address = format!("file:{}", place.0.join("feed.xml").display());
    assert!(run(&place, &["add", &address]).status.success());
    run(&place, &["refresh"]);
    let rows = out(&run(&place, &["list"]));
    assert_eq!(rows.lines().count(), 3, "{rows}");
    assert_eq!(rows.matches("1 quote").count(), 2, "{rows}");
    let shown = out(&run(&place, &["show", "1", "2", "3"]));
    assert_eq!(shown.matches("said Ana Ruiz").count(), 3, "{shown}");
    // The same as a file.
    let got = run(&place, &["quotes", "feed.xml"]);
    assert_eq!(out(&got).matches("It ").count(), 2, "{got:?}");
    assert!(err(&got).contains("is a fault of ours"), "{got:?}");
}

#[test]
fn a_fault_costs_one_article_of_newsboat_its_words_or_its_quotes() {
    let place = Place::empty("apart-newsboat");
    let folder = place.0.join("newsboat");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("urls"), "https://quay.example/feed\n").unwrap();
    let db = rusqlite::Connection::open(folder.join("cache.db")).unwrap();
    db.execute_batch(
        "CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid TEXT, title TEXT,
           author TEXT, url TEXT, feedurl TEXT, pubDate INTEGER, content TEXT, unread INTEGER,
           enclosure_url TEXT, flags TEXT, deleted INTEGER NOT NULL DEFAULT 0);",
    )
    .unwrap();
    for words in [
        THREE[0],
        THREE[1],
        THREE[2],
        "fault: parser",
        "fault: loop",
        "fault: end",
    ] {
        db.execute(
            "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, enclosure_url, flags)
             VALUES (?1, ?1, '', 'https://quay.example/' || ?1, 'https://quay.example/feed', 1793950000,
               '<p>“It ' || ?1 || ',” said Ana Ruiz.</p>', 1, '', '')",
            [words],
        )
        .unwrap();
    }
    let got = run(&place, &["import", "newsboat", "newsboat"]);
    let told = err(&got);
    assert_eq!(got.status.code(), Some(1), "{told}");
    assert_eq!(told.lines().count(), 3, "{told}");
    for (fault, sentence) in [
        ("parser", "a fault of ours"),
        ("loop", "takes too long"),
        ("end", "broke what reads pages"),
    ] {
        let line = told.lines().find(|line| line.contains(fault));
        assert!(line.is_some_and(|line| line.contains(sentence)), "{told}");
    }
    let rows = out(&run(&place, &["list"]));
    assert_eq!(rows.lines().count(), 6, "{rows}");
    assert_eq!(rows.matches("1 quote").count(), 2, "{rows}");
    let all = out(&run(&place, &["search", "Ana"]));
    assert_eq!(
        all.lines().filter(|line| line.contains("It ")).count(),
        3,
        "{all}"
    );
}

#[test]
fn a_worker_ends_with_what_started_it() {
    let worker = Command::new(env!("CARGO_BIN_EXE_pullquote"))
        .arg("--read-apart")
        .output()
        .unwrap();
    assert!(worker.status.success() && worker.stdout.is_empty());
}

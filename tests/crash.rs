//! Nothing is lost: the program is killed at random points, and several run on one library at once.
//!
//! `PULLQUOTE_CRASHES=100` kills it so often; a few times are enough for every day.

#![allow(clippy::unwrap_used)]

mod place;

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use pullquote::library::{Library, Query};

use self::place::Place;

const FEEDS: usize = 6;
const ITEMS: usize = 40;

/// Writes the feeds, each with `items` items whose words depend on `round`, and follows them.
fn feeds(place: &Place, items: usize, round: usize) {
    let mut library = Library::open(&place.library()).unwrap();
    for feed in 0..FEEDS {
        let path = place.file(&format!("{feed}.xml"), rss(feed, items, round));
        library
            .follow(&format!("file:{}", path.display()), "")
            .unwrap();
    }
}

fn start(place: &Place, arguments: &[&str]) -> Child {
    let mut command = place.command(arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

fn rss(feed: usize, items: usize, round: usize) -> String {
    let mut words = format!("<rss version=\"2.0\"><channel><title>Feed {feed}</title>");
    for item in 0..items {
        // Every third item changes with each round, so that there are versions too.
        let edition = if item % 3 == 0 { round } else { 0 };
        words.push_str(&format!(
            "<item><title>Story {item} of feed {feed}</title><guid>{feed}-{item}</guid>\
             <description>“Edition {edition} of {item},” said Ana Ruiz of feed {feed}.</description></item>"
        ));
    }
    words + "</channel></rss>"
}

/// Numbers that look random and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

/// The library is whole; how many articles and tagged articles it has.
fn whole(path: &Path) -> (u64, u64) {
    let library = Library::open(path).unwrap();
    assert_eq!(library.check(|_| ()).unwrap(), [""; 0]);
    let count = |query: &str| library.count(&Query::parse(query, 0).unwrap()).unwrap();
    for id in library.ids(&Query::default()).unwrap() {
        let stored = library.article(id).unwrap().unwrap();
        assert!(stored.article.text.contains("said Ana Ruiz"));
        assert_eq!(stored.notes.quotes.len(), 1, "{}", stored.article.text);
    }
    (count(""), count("tag:seen"))
}

#[test]
fn killed_at_any_moment_it_loses_nothing() {
    let times = std::env::var("PULLQUOTE_CRASHES");
    let times: usize = times.ok().and_then(|times| times.parse().ok()).unwrap_or(6);
    let place = Place::empty("crash");
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let (mut articles, mut tagged) = (0, 0);
    for round in 0..times {
        feeds(&place, ITEMS * (round + 1) / times, round);
        let mut refresh = start(&place, &["refresh"]);
        let mut tag = start(&place, &["tag", "seen", "--all", "ferry OR feed"]);
        thread::sleep(Duration::from_millis(dice.below(120)));
        tag.kill().unwrap();
        thread::sleep(Duration::from_millis(dice.below(250)));
        refresh.kill().unwrap();
        refresh.wait().unwrap();
        tag.wait().unwrap();
        let found = whole(&place.library());
        assert!(
            found.0 >= articles && found.1 >= tagged,
            "round {round}: {found:?} after {articles} and {tagged}"
        );
        (articles, tagged) = found;
    }
    let last = place.run(&["refresh"]);
    assert!(last.status.success(), "{last:?}");
    assert_eq!(whole(&place.library()).0, (FEEDS * ITEMS) as u64);
}

/// The disk is full, as far as this program is concerned: no file of its may grow beyond so much.
#[cfg(unix)]
fn run_with_files_of_at_most(place: &Place, kilobytes: u64, arguments: &str) -> Output {
    let program = env!("CARGO_BIN_EXE_pullquote");
    // In blocks of 512 bytes, as POSIX has it; bash counts in kilobytes unless it is `sh`.
    let script = format!(
        "trap '' XFSZ; ulimit -f {}; exec '{program}' {arguments}",
        kilobytes * 2
    );
    let mut command = Command::new("sh");
    command
        .args(["-c", &script])
        .env("PULLQUOTE_LIBRARY", place.library())
        .stdin(Stdio::null());
    command.output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_full_disk_loses_nothing_that_was_there() {
    let place = Place::empty("full");
    feeds(&place, 4, 0);
    assert!(place.run(&["refresh"]).status.success());
    let before = whole(&place.library()).0;
    let size = std::fs::metadata(place.library()).unwrap().len() / 1024;
    // More than there is room for.
    feeds(&place, ITEMS * 20, 1);
    let told = run_with_files_of_at_most(&place, size + 40, "refresh");
    assert!(!told.status.success(), "{told:?}");
    let words = String::from_utf8(told.stderr).unwrap();
    assert!(words.contains("files may grow no more"), "{words}");
    let found = whole(&place.library()).0;
    assert!(found >= before, "{found} of {before} articles are left");
    // With room again, all of it comes.
    assert!(place.run(&["refresh"]).status.success());
    assert_eq!(whole(&place.library()).0, (FEEDS * ITEMS * 20) as u64);
}

#[cfg(unix)]
#[test]
fn whatever_stores_says_that_there_is_no_room_and_loses_nothing() {
    let place = Place::empty("no-room");
    feeds(&place, 4, 0);
    assert!(place.run(&["refresh"]).status.success());
    assert!(place.run(&["tag", "seen", "1"]).status.success());
    let page = "Page\n\n“Words,” said Ana Ruiz.\n".repeat(4000);
    let page = place.file("page.txt", page);
    let list = r#"<opml><body><outline xmlUrl="https://a.example/f"/></body></opml>"#;
    let list = place.file("list.opml", list);
    let before = whole(&place.library()).0;
    let size = std::fs::metadata(place.library()).unwrap().len() / 1024;
    // At the first no file can be made beside the library; at the second the journal holds what is small.
    for room in [0, 33] {
        assert!(room < size);
        let mut refused = 0;
        for arguments in [
            &format!("add {}", page.display()),
            &format!("import opml {}", list.display()),
            "refresh",
            "tag x --all 'ferry OR feed'",
            "mark read 1",
            "filter tag:x ferry",
            "undo",
            "doctor --compact",
        ] {
            let told = run_with_files_of_at_most(&place, room, arguments);
            let words = String::from_utf8_lossy(&told.stderr).into_owned();
            match told.status.code() {
                Some(0) if room > 0 => {}
                Some(1) if words.contains("files may grow no more") => refused += 1,
                _ => panic!("{room} kB: {arguments}: {told:?}"),
            }
        }
        assert!(refused > 0);
        let told = run_with_files_of_at_most(&place, room, "list --count");
        assert!(told.status.success(), "{told:?}");
        assert_eq!(whole(&place.library()).0, before);
    }
}

#[test]
fn several_at_once_neither_wait_for_ever_nor_lose_a_write() {
    let place = Place::empty("several");
    feeds(&place, ITEMS, 0);
    thread::scope(|scope| {
        let refreshes: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| place.run(&["refresh"])))
            .collect();
        let counts: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| place.run(&["list", "--unread", "--count"])))
            .collect();
        let files: Vec<_> = (0..4)
            .map(|number| {
                let words = format!("Page {number}\n\n“Words,” said Ana Ruiz.\n");
                let path = place.file(&format!("page{number}.txt"), words);
                let place = &place;
                scope.spawn(move || place.run(&["add", &path.display().to_string()]))
            })
            .collect();
        for done in refreshes.into_iter().chain(counts).chain(files) {
            let output = done.join().unwrap();
            assert!(output.status.success(), "{output:?}");
            assert!(output.stderr.is_empty(), "{output:?}");
        }
    });
    assert_eq!(whole(&place.library()).0, (FEEDS * ITEMS + 4) as u64);
    assert_eq!(place.run(&["undo"]).status.code(), Some(0));
}

#[test]
fn a_damaged_file_is_rescued_and_kept() {
    let place = Place::empty("damaged");
    feeds(&place, ITEMS, 0);
    assert!(place.run(&["refresh"]).status.success());
    {
        let library = Library::open(&place.library()).unwrap();
        assert_eq!(library.check(|_| ()).unwrap(), [""; 0]);
    }
    // A run of nonsense in the middle of the file, as a bad disk leaves it.
    let mut bytes = std::fs::read(place.library()).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0xa5);
    std::fs::write(place.library(), &bytes).unwrap();
    let told = place.run(&["doctor"]);
    assert_eq!(told.status.code(), Some(1), "{told:?}");
    let told = String::from_utf8(told.stderr).unwrap();
    assert!(
        told.contains("doctor --repair") || told.contains("doctor`"),
        "{told}"
    );
    let mended = place.run(&["doctor", "--repair"]);
    assert!(mended.status.success(), "{mended:?}");
    let (left, _) = {
        let library = Library::open(&place.library()).unwrap();
        assert_eq!(library.check(|_| ()).unwrap(), [""; 0]);
        (library.count(&Query::default()).unwrap(), ())
    };
    assert!(left > (FEEDS * ITEMS / 2) as u64, "{left} articles left");
    assert!(place.run(&["refresh"]).status.success());
    assert_eq!(
        Library::open(&place.library())
            .unwrap()
            .count(&Query::default())
            .unwrap(),
        (FEEDS * ITEMS) as u64,
        "a refresh brings back the rest"
    );
}

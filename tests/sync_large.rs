//! A long run against the faithful server: 20,000 articles in 300 feeds, marks by the thousand, and a program that is
//! killed at 50 moments, over each kind of interface. Not a part of every test run; prints a table:
//! `cargo test --release --test sync_large -- --ignored --nocapture --test-threads=1`

#![cfg(feature = "fetch")]
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod web;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use pullquote::library::{Library, Mark, Order, Query, Which};
use pullquote::model::ArticleId;
use web::desk::Desk;
use web::news::{Feed, Kind, News, story};

const FEEDS: i64 = 300;
const ARTICLES: i64 = 20_000;
const MARKS: usize = 5_000;
const KILLS: usize = 50;
/// So often at most a program is begun that is to be killed.
const TRIES: usize = 150;

/// Numbers that look like chance and are the same every time (Knuth's MMIX).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// The interfaces, and in how many questions, and how many milliseconds for each, they give some of the articles: so
/// few that a first synchronisation that is killed again and again is not at its end before it was killed often enough.
const KINDS: [(Kind, usize, u64); 3] = [
    (Kind::Miniflux, 20, 200),
    (Kind::Fever, 20, 60),
    (Kind::Nextcloud, 20, 200),
];

fn many(kind: Kind) -> News {
    let mut news = News::new(kind, []);
    news.feeds = (1..=FEEDS)
        .map(|number| {
            let feed = Feed {
                title: format!("Paper {number}"),
                url: format!("http://127.0.0.1:1/{number}"),
                folder: format!("Folder {}", number % 12),
                picture: 0,
            };
            (number, feed)
        })
        .collect();
    for number in 1..=ARTICLES {
        news.items.insert(number, story(number, number % FEEDS + 1));
    }
    news
}

/// Read and starred by headline, there and here.
type States = BTreeMap<String, (bool, bool)>;

fn there(desk: &Desk) -> States {
    let news = desk.news();
    let items = news.items.values();
    items
        .map(|item| (item.title.clone(), (item.read, item.starred)))
        .collect()
}

fn here(library: &Library) -> States {
    let rows = library
        .rows(&Query::default(), Order::Newest, None, usize::MAX >> 1)
        .unwrap();
    let count = rows.len();
    let states: States = rows
        .into_iter()
        .map(|row| (row.title, (row.read, row.starred)))
        .collect();
    assert_eq!(states.len(), count, "nothing is here twice");
    states
}

/// How long a synchronisation took and how many questions it asked.
#[derive(Clone, Copy)]
struct Length {
    requests: usize,
    time: Duration,
}

/// Processor time of the programs that have ended so far, in seconds; none but on Linux.
fn processor() -> Option<f64> {
    // In hundredths of a second, fields 16 and 17 (proc(5)), counted behind the name in brackets.
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = fields.get(13..15)?.iter().map(|it| it.parse::<f64>().ok());
    Some(ticks.sum::<Option<f64>>()? / 100.0)
}

fn head() {
    eprintln!("\n| server | what | requests | seconds | CPU seconds | differences |");
    eprintln!("|---|---|---|---|---|---|");
}

/// Runs a command to its end, and says as a row of the table how long that took and what differs
/// between both sides then, item by item.
#[track_caller]
fn timed(desk: &Desk, what: &str, arguments: &[&str], input: &str) -> Length {
    let (began, asked, before) = (Instant::now(), desk.server.count(), processor());
    let output = desk.run(arguments, input);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let length = Length {
        requests: desk.server.count() - asked,
        time: began.elapsed(),
    };
    let used = processor().zip(before).map(|(now, before)| now - before);
    let library = Library::open(&desk.library()).unwrap();
    let (there, here) = (there(desk), here(&library));
    let differences = differ(&there, &here).len() + differ(&here, &there).len();
    eprintln!(
        "| {:?} | {what} | {} | {:.1} | {} | {differences} of {} |",
        desk.news().kind,
        length.requests,
        length.time.as_secs_f32(),
        used.map_or_else(|| "?".to_owned(), |it| format!("{it:.1}")),
        there.len(),
    );
    length
}

/// Starts a command and kills it at some moment within its length: after so many questions, and some part
/// of the time between two of them. Whether it was still running.
fn killed(
    desk: &Desk,
    arguments: &[&str],
    input: &str,
    length: Length,
    chance: &mut Chance,
) -> bool {
    let asked = desk.server.count();
    let moment = chance.below(length.requests as u64) as usize;
    let between = length.time.as_micros() as u64 / length.requests as u64;
    let wait = Duration::from_micros(chance.below(between.max(1)));
    let mut child = desk.start(arguments, input);
    while desk.server.count() - asked < moment && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_micros(200));
    }
    std::thread::sleep(wait);
    let runs = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    runs
}

/// The articles that differ between two sides.
fn differ(one: &States, other: &States) -> Vec<String> {
    let all = one
        .iter()
        .filter(|(title, state)| other.get(*title) != Some(*state));
    all.map(|(title, _)| title.clone()).collect()
}

/// Both sides are the same, item by item.
#[track_caller]
fn the_same(desk: &Desk) -> States {
    let library = Library::open(&desk.library()).unwrap();
    assert_eq!(library.check(|_| ()).unwrap(), [""; 0]);
    let (there, here) = (there(desk), here(&library));
    assert_eq!(differ(&there, &here), [""; 0], "not as there");
    assert_eq!(differ(&here, &there), [""; 0], "not as here");
    here
}

#[test]
#[ignore = "takes minutes"]
fn a_first_sync_that_dies_fifty_times_loses_nothing() {
    head();
    for (kind, requests, each) in KINDS {
        let time = Duration::from_millis(each * requests as u64);
        dies_at_first(kind, Length { requests, time });
    }
}

fn dies_at_first(kind: Kind, length: Length) {
    let desk = Desk::new("first", many(kind));
    // What is read there and no favourite is not fetched by a first sync.
    for number in 1..=ARTICLES {
        let mut news = desk.news();
        let item = news.items.get_mut(&number).unwrap();
        (item.read, item.starred) = (number % 150 == 0, number % 50 == 0);
    }
    let address = desk.server.url("");
    let login = ["sync", &address, "--user", "ana"];
    let mut chance = Chance(14);
    // Each begins where the one before was ended; one that was at its end before counts for none.
    let (mut kills, mut tries) = (0, 0);
    while kills < KILLS && tries < TRIES {
        kills += usize::from(killed(&desk, &login, "se&cret\n", length, &mut chance));
        tries += 1;
    }
    let what = format!("first, after {kills} kills of {tries}");
    timed(&desk, &what, &login, "se&cret\n");
    the_same(&desk);
}

#[test]
#[ignore = "takes minutes"]
fn both_sides_are_the_same_after_fifty_deaths_with_miniflux() {
    dies_later(Kind::Miniflux);
}

#[test]
#[ignore = "takes minutes"]
fn both_sides_are_the_same_after_fifty_deaths_with_fever() {
    dies_later(Kind::Fever);
}

#[test]
#[ignore = "takes minutes"]
fn both_sides_are_the_same_after_fifty_deaths_with_nextcloud() {
    dies_later(Kind::Nextcloud);
}

fn dies_later(kind: Kind) {
    head();
    let desk = Desk::new("large", many(kind));
    let address = desk.server.url("");
    let login = ["sync", &address, "--user", "ana"];
    timed(&desk, "first", &login, "se&cret\n");
    timed(&desk, "nothing new", &["sync"], "");

    let ids: Vec<(String, ArticleId)> = {
        let library = Library::open(&desk.library()).unwrap();
        let rows = library.rows(&Query::default(), Order::Newest, None, usize::MAX >> 1);
        rows.unwrap()
            .into_iter()
            .map(|row| (row.title, row.id))
            .collect()
    };
    {
        let mut library = Library::open(&desk.library()).unwrap();
        let first = ids.iter().take(MARKS).map(|(_, id)| *id).collect();
        library
            .mark(&Which::These(first), &Mark::Read(true), 1)
            .unwrap();
    }
    timed(&desk, "5,000 marks told", &["sync"], "");
    assert_eq!(
        there(&desk).values().filter(|(read, _)| *read).count(),
        MARKS
    );

    // Odd stories are marked here, even ones there: what each has to be in the end is known.
    let ids: BTreeMap<String, ArticleId> = ids.into_iter().collect();
    let mut wanted = there(&desk);
    let mut chance = Chance(2026);
    let (mut kills, mut tries) = (0, 0);
    // How long a synchronisation takes that tells so many marks: the first is not killed.
    let mut length = None;
    while kills < KILLS && tries < TRIES {
        tries += 1;
        let mut library = Library::open(&desk.library()).unwrap();
        for _ in 0..100 {
            let number = chance.below(ARTICLES as u64) + 1;
            let title = format!("Story {number}");
            let state = wanted.get_mut(&title).unwrap();
            match chance.below(2) {
                0 => state.0 = !state.0,
                _ => state.1 = !state.1,
            }
            let (read, starred) = *state;
            if number % 2 == 1 {
                let which = Which::These(vec![ids[&title]]);
                library.mark(&which, &Mark::Read(read), 1).unwrap();
                library.mark(&which, &Mark::Starred(starred), 1).unwrap();
            } else {
                let mut news = desk.news();
                let item = news.items.get_mut(&(number as i64)).unwrap();
                (item.read, item.starred) = (read, starred);
            }
        }
        drop(library);
        match length {
            Some(length) => {
                kills += usize::from(killed(&desk, &["sync"], "", length, &mut chance));
            }
            None => length = Some(timed(&desk, "50 marks on each side", &["sync"], "")),
        }
    }
    let what = format!("marks on both sides, after {kills} kills of {tries}");
    timed(&desk, &what, &["sync"], "");
    timed(&desk, "once more", &["sync"], "");
    let here = the_same(&desk);
    assert_eq!(
        differ(&wanted, &here),
        [""; 0],
        "between what was done and what is"
    );
}

//! A long run against the faithful server: 20,000 articles in 300 feeds, marks by the thousand, and a program that is
//! killed at 50 moments. Not a part of every test run:
//! `cargo test --release --test sync_large -- --ignored --nocapture`

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

fn many() -> News {
    let mut news = News::new(Kind::Miniflux, []);
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

/// Synchronises; says how long it took and how many questions it asked.
fn timed(desk: &Desk, what: &str) {
    let (began, asked) = (Instant::now(), desk.server.asked().len());
    let told = desk.says(&["sync"]);
    let asked = desk.server.asked().len() - asked;
    eprintln!(
        "{what}: {:.1} s, {asked} requests: {}",
        began.elapsed().as_secs_f32(),
        told.trim()
    );
}

#[test]
#[ignore = "takes minutes"]
fn both_sides_are_the_same_after_fifty_deaths() {
    let desk = Desk::new("large", many());
    let address = desk.server.url("");
    let began = Instant::now();
    let login = ["sync", &address, "--user", "ana"];
    let output = desk.run(&login, "se&cret\n");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    eprintln!(
        "first: {:.1} s, {} requests: {}",
        began.elapsed().as_secs_f32(),
        desk.server.asked().len(),
        String::from_utf8_lossy(&output.stdout).trim()
    );
    timed(&desk, "nothing new");

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
    timed(&desk, "5,000 marks told");
    assert_eq!(
        there(&desk).values().filter(|(read, _)| *read).count(),
        MARKS
    );

    // Odd stories are marked here, even ones there: what each has to be in the end is known.
    let ids: BTreeMap<String, ArticleId> = ids.into_iter().collect();
    let mut wanted = there(&desk);
    let mut chance = Chance(2026);
    let mut finished = 0;
    for _ in 0..KILLS {
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
        let mut child = desk.start(&["sync"], "");
        std::thread::sleep(Duration::from_millis(chance.below(1_500)));
        child.kill().unwrap();
        finished += usize::from(child.wait().unwrap().success());
    }
    eprintln!("killed {} times of {KILLS}", KILLS - finished);
    timed(&desk, "after the last death");
    timed(&desk, "once more");
    let library = Library::open(&desk.library()).unwrap();
    assert_eq!(library.check().unwrap(), [""; 0]);
    let (there, here) = (there(&desk), here(&library));
    let differ = |one: &States, other: &States| {
        let all = one
            .iter()
            .filter(|(title, state)| other.get(*title) != Some(*state));
        all.map(|(title, _)| title.clone()).collect::<Vec<_>>()
    };
    assert_eq!(differ(&there, &here), [""; 0], "between there and here");
    assert_eq!(
        differ(&wanted, &here),
        [""; 0],
        "between what was done and what is"
    );
    eprintln!("{} articles compared: no difference", here.len());
}

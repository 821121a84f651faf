//! The library with many articles: a seedable generator, and what each question to it costs.
//!
//! ```text
//! cargo bench --bench library                          100,000 articles of 300 words in target/shelf
//! cargo bench --bench library -- --articles 10000 --words 600 --seed 7 --folder /tmp/shelf
//! ```
//!
//! The folder then holds `library.db`, and with `--feeds` the same articles as RSS files with a `urls`
//! file, for any other reader to be measured beside. The same seed makes the same articles.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench reports what it measured"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use pullquote::annotate::annotate;
use pullquote::ingest::{Hint, Ingested, ingest};
use pullquote::library::{Incoming, Key, Library, Order, Query, Ranking, text_hash};
use pullquote::model::{FeedId, Selection, SelectionKind};
use rayon::prelude::*;

/// Articles of one feed.
const OF_A_FEED: usize = 1000;

/// 2026-08-10, noon UTC.
const NOW: i64 = 1_786_363_200;

struct Wish {
    articles: usize,
    words: usize,
    seed: u64,
    folder: PathBuf,
    feeds: bool,
}

fn main() {
    let wish = wish();
    std::fs::create_dir_all(&wish.folder).unwrap();
    let path = wish.folder.join("library.db");
    if !path.exists() {
        make(&wish, &path);
    }
    measure(&path);
}

fn wish() -> Wish {
    let mut wish = Wish {
        articles: 100_000,
        words: 300,
        seed: 1,
        folder: PathBuf::from("target/shelf"),
        feeds: false,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().unwrap_or_default();
        match argument.as_str() {
            "--articles" => wish.articles = value().parse().unwrap(),
            "--words" => wish.words = value().parse().unwrap(),
            "--seed" => wish.seed = value().parse().unwrap(),
            "--folder" => wish.folder = value().into(),
            "--feeds" => wish.feeds = true,
            _ => {}
        }
    }
    wish
}

/// Fills the library, and the feeds when they are wished for.
fn make(wish: &Wish, path: &Path) {
    let begun = Instant::now();
    let writer = Writer::new(wish.seed);
    let mut library = Library::open(path).unwrap();
    let mut urls = String::new();
    for feed in 0..wish.articles.div_ceil(OF_A_FEED) {
        let numbers = feed * OF_A_FEED..((feed + 1) * OF_A_FEED).min(wish.articles);
        let stories: Vec<Story> = numbers
            .map(|number| writer.story(number as u64, wish.words))
            .collect();
        let file = wish.folder.join(format!("feed{feed}.xml"));
        let (id, _) = library
            .follow(
                &format!("file:{}", file.display()),
                &format!("Paper {feed}"),
            )
            .unwrap();
        let incoming: Vec<Incoming> = stories.par_iter().map(|story| story.incoming(id)).collect();
        library.save(&incoming, NOW).unwrap();
        if wish.feeds {
            std::fs::write(&file, rss(feed, &stories)).unwrap();
            let _ = writeln!(urls, "file://{}", file.display());
        }
    }
    if wish.feeds {
        std::fs::write(wish.folder.join("urls"), urls).unwrap();
    }
    println!("made {} articles in {:.0?}", wish.articles, begun.elapsed());
}

/// Asks each question a few times and prints the median.
fn measure(path: &Path) {
    let size = std::fs::metadata(path).unwrap().len() >> 20;
    let query = |text: &str| Query::parse(text, NOW).unwrap();
    println!("library of {size} MB");
    time("open, first 40 rows", || {
        let library = Library::open(path).unwrap();
        library
            .rows(&Query::default(), Order::Newest, None, 40)
            .unwrap()
            .len()
    });
    time("open, count unread", || {
        Library::open(path)
            .unwrap()
            .count(&Query::unread())
            .unwrap() as usize
    });
    let library = Library::open(path).unwrap();
    let all = library.ids(&Query::default()).unwrap();
    let middle = library
        .rows_of(&all[all.len() / 2..=all.len() / 2])
        .unwrap();
    let from = Some(Key::from(&middle[0]));
    time("40 rows from the middle", || {
        library
            .rows(&Query::default(), Order::Newest, from, 40)
            .unwrap()
            .len()
    });
    time("40 unread rows", || {
        library
            .rows(&Query::unread(), Order::Newest, None, 40)
            .unwrap()
            .len()
    });
    time("40 rows of one feed, unread", || {
        library
            .rows(&query("feed:2 unread"), Order::Newest, None, 40)
            .unwrap()
            .len()
    });
    time("40 rows by number", || {
        library.rows_of(&all[1000..1040]).unwrap().len()
    });
    time("numbers of all", || {
        library.ids(&Query::default()).unwrap().len()
    });
    time("feeds with counts", || library.feeds().unwrap().len());
    time("list of feeds, first counts", || {
        library.selections().unwrap().len()
    });
    time("list of feeds, with a query and a tag", || {
        let mut rows = library.selections().unwrap();
        rows.retain(|row| row.total.is_some());
        for text in ["harbour unread", "tag:\"sea\""] {
            rows.push(Selection {
                kind: SelectionKind::Query,
                query: text.to_owned(),
                ..Selection::default()
            });
        }
        library.counted(rows, NOW).unwrap().len()
    });
    time("one article with notes", || {
        library
            .article(all[all.len() / 2])
            .unwrap()
            .unwrap()
            .article
            .text
            .len()
    });
    for (name, text) in [
        ("a surname", "okafor"),
        ("a common word", "harbour"),
        ("two common words", "harbour council"),
        ("a phrase", "\"the harbour council\""),
        ("a word, unread, one feed", "harbour unread feed:3"),
        ("said: and quote:", "said:okafor quote:harbour"),
    ] {
        let question = query(text);
        for (order, ranking) in [("newest", Ranking::Newest), ("best", Ranking::Best)] {
            time(&format!("search {name}, 40 {order}"), || {
                library.search(&question, ranking, 40).unwrap().rows.len()
            });
        }
        time(&format!("count {name}"), || {
            library.count(&question).unwrap() as usize
        });
    }
    time("said, 100 by date", || {
        library
            .said("okafor", &Query::default(), 0.5, 100)
            .unwrap()
            .len()
    });
    time("said, the newest 5,000", || {
        library
            .said("okafor", &Query::default(), 0.0, 5_000)
            .unwrap()
            .len()
    });
    time("said about harbour", || {
        library
            .said("okafor", &query("about:harbour"), 0.5, 100)
            .unwrap()
            .len()
    });
    time("who said most", || library.speakers("", 40).unwrap().len());
}

fn time(name: &str, mut work: impl FnMut() -> usize) {
    let mut times: Vec<Duration> = Vec::new();
    let mut found = 0;
    let begun = Instant::now();
    while times.len() < 3 || (times.len() < 50 && begun.elapsed() < Duration::from_secs(1)) {
        let start = Instant::now();
        found = work();
        times.push(start.elapsed());
    }
    times.sort();
    let median = times[times.len() / 2].as_secs_f64() * 1e3;
    println!("{name:<44} {median:>10.3} ms   {found} found");
}

struct Story {
    id: String,
    title: String,
    text: Vec<String>,
    at: i64,
}

impl Story {
    fn incoming(&self, feed: FeedId) -> Incoming {
        let words = format!("{}\n\n{}", self.title, self.text.join("\n\n"));
        let Ok(Ingested::Article(mut article)) = ingest(words.as_bytes(), Hint::default()) else {
            panic!("a story that cannot be read");
        };
        article.meta.published = jiff::Timestamp::from_second(self.at)
            .ok()
            .map(|at| at.to_string());
        Incoming {
            feed,
            item: self.id.clone(),
            hash: text_hash(&article),
            notes: annotate(&article),
            article: *article,
            page: false,
            tags: Vec::new(),
        }
    }
}

fn rss(feed: usize, stories: &[Story]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Paper {feed}</title>\
         <link>https://paper{feed}.example/</link><description>Made up</description>\n"
    );
    for story in stories {
        let date = jiff::Timestamp::from_second(story.at).unwrap();
        let printer = jiff::fmt::rfc2822::DateTimePrinter::new();
        let date = printer.timestamp_to_rfc9110_string(&date).unwrap();
        let _ = writeln!(
            out,
            "<item><title>{}</title><guid isPermaLink=\"false\">{}</guid><pubDate>{date}</pubDate>\
             <description>&lt;p&gt;{}&lt;/p&gt;</description></item>",
            story.title,
            story.id,
            story.text.join("&lt;/p&gt;&lt;p&gt;")
        );
    }
    out + "</channel></rss>\n"
}

/// Makes stories: each is the same for the same seed and number.
struct Writer {
    seed: u64,
    names: Vec<String>,
}

const FIRST: [&str; 12] = [
    "Ana", "Sean", "Lena", "Omar", "Ruth", "Ivo", "Mira", "Jon", "Tess", "Karl", "Nadia", "Piet",
];
const SYLLABLES: [&str; 16] = [
    "ber", "dal", "fen", "gar", "hol", "kas", "lin", "mor", "nor", "pel", "ros", "sel", "tor",
    "van", "wes", "zan",
];
const SUBJECTS: [&str; 12] = [
    "the harbour council",
    "the ferry company",
    "a bakers' union",
    "the school board",
    "the old mill",
    "a salvage crew",
    "the night train",
    "the water works",
    "a chess club",
    "the fish market",
    "the town library",
    "a bridge engineer",
];
const ACTS: [&str; 12] = [
    "postponed",
    "opened",
    "questioned",
    "repaired",
    "sold",
    "voted against",
    "paid for",
    "measured",
    "flooded",
    "painted",
    "insured",
    "counted",
];
const THINGS: [&str; 12] = [
    "the northern quay",
    "forty lamps",
    "a disputed map",
    "the winter timetable",
    "two barges",
    "the budget",
    "a row of sheds",
    "the tide gauge",
    "every second bench",
    "the bell tower",
    "a new ledger",
    "the ice house",
];
const WHEN: [&str; 6] = [
    "on Monday",
    "last week",
    "before the vote",
    "after the storm",
    "in March",
    "without notice",
];
const SAID: [&str; 5] = ["said", "said", "told reporters", "added", "warned"];

impl Writer {
    fn new(seed: u64) -> Self {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let mut names = vec!["Sean Okafor".to_owned()];
        for _ in 0..4000 {
            let mut name = dice.pick(&FIRST).to_owned() + " ";
            let start = name.len();
            for _ in 0..2 + dice.below(2) {
                name.push_str(dice.pick(&SYLLABLES));
            }
            let capital = name[start..=start].to_uppercase();
            name.replace_range(start..=start, &capital);
            names.push(name);
        }
        Self { seed, names }
    }

    fn story(&self, number: u64, words: usize) -> Story {
        let mut dice = Dice((self.seed ^ (number + 1)).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..4 {
            dice.below(2);
        }
        let title = capital(&self.clause(&mut dice));
        let mut text = Vec::new();
        let mut count = 0;
        while count < words {
            let mut paragraph = String::new();
            for _ in 0..3 {
                paragraph.push_str(&self.sentence(&mut dice));
                paragraph.push(' ');
            }
            count += paragraph.split(' ').count();
            text.push(paragraph.trim_end().to_owned());
        }
        // Feeds overlap in time: a story's day depends on its number within its feed.
        let age = (number % OF_A_FEED as u64) * 86_400 / 2 + dice.below(86_400);
        Story {
            id: format!("story-{number}"),
            title,
            text,
            at: NOW - age as i64,
        }
    }

    fn sentence(&self, dice: &mut Dice) -> String {
        if dice.below(4) == 0 {
            // A few are heard often, most seldom: the square of an even number between 0 and 1.
            let most = self.names.len() as u64;
            let rank = dice.below(most) * dice.below(most) / most;
            let name = &self.names[rank as usize % self.names.len()];
            return format!(
                "“{},” {name} {}.",
                capital(&self.clause(dice)),
                dice.pick(&SAID)
            );
        }
        format!("{} {}.", capital(&self.clause(dice)), dice.pick(&WHEN))
    }

    fn clause(&self, dice: &mut Dice) -> String {
        format!(
            "{} {} {}",
            dice.pick(&SUBJECTS),
            dice.pick(&ACTS),
            dice.pick(&THINGS)
        )
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// Numbers that look random and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % most
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len() as u64) as usize]
    }
}

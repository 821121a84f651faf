//! Refreshing from a server that can be good, slow, broken or hostile: every case and its sentence.

#![cfg(feature = "fetch")]
#![allow(clippy::unwrap_used)]

#[path = "../web/mod.rs"]
mod web;

mod net;
mod words;

use std::time::Duration;

use pullquote::library::{Library, Order, Query};
use pullquote::model::FeedId;
use pullquote::world::fetch::{Limits, Net};
use pullquote::world::refresh::{News, Told, refresh};
use web::{Answer, Server, rss};

/// Nothing that is well takes so long.
const LIMITS: Limits = Limits {
    connect: Duration::from_secs(300),
    total: Duration::from_secs(300),
    bytes: 200_000,
};

fn now() -> i64 {
    pullquote::world::clock::now().as_second()
}

fn two_items() -> String {
    rss(
        "Harbour Herald",
        (1..=2).map(|n| (n, format!("Words of story {n}."))),
    )
}

/// A library that follows one feed of the server.
struct Shelf {
    library: Library,
    feed: FeedId,
}

impl Shelf {
    fn following(url: &str) -> Self {
        let mut library = Library::in_memory().unwrap();
        let (feed, _) = library.follow(url, "").unwrap();
        Self { library, feed }
    }

    /// Asks the feed, due or not.
    fn refresh(&mut self) -> Told {
        self.refresh_within(LIMITS)
    }

    fn refresh_within(&mut self, limits: Limits) -> Told {
        let due = self.library.due(Some(&[self.feed]), now()).unwrap();
        let mut told = Vec::new();
        let net = Net::new(limits);
        refresh(&mut self.library, &net, limits, due, |news| {
            let News::Feed(one) = news else { return };
            told.push(one.clone())
        })
        .unwrap();
        told.pop().unwrap()
    }

    fn titles(&self) -> Vec<String> {
        let rows = self
            .library
            .rows(&Query::default(), Order::Oldest, None, 100)
            .unwrap();
        rows.into_iter().map(|row| row.title).collect()
    }

    fn url(&self) -> String {
        let feeds = self.library.feeds().unwrap();
        feeds
            .into_iter()
            .find(|feed| feed.id == self.feed)
            .unwrap()
            .url
    }
}

/// The sentence for a feed whose every answer is `answer`.
fn sentence(answer: Answer) -> String {
    sentence_within(LIMITS, answer)
}

fn sentence_within(limits: Limits, answer: Answer) -> String {
    let server = Server::start(move |_| answer.clone());
    let mut shelf = Shelf::following(&server.url("/feed"));
    let told = shelf.refresh_within(limits);
    assert!(told.failed, "{told:?}");
    assert!(shelf.titles().is_empty());
    told.trouble.unwrap()
}

//! What becomes of words: versions, full text, pages that are worse, feeds that give less than before.

use std::sync::atomic::{AtomicUsize, Ordering};

use pullquote::library::{Order, Query};
use pullquote::world::refresh::Told;

use crate::Shelf;
use crate::web::{Answer, Request, Server, rss};

#[test]
fn a_changed_item_becomes_a_version_and_full_text_is_fetched() {
    let round = AtomicUsize::new(0);
    let server = Server::start(move |request: &Request| {
        if request.path == "/1" {
            let words = "The whole page says more. ".repeat(40);
            return Answer::ok(format!(
                "<html><head><title>Story number 1</title></head><body><article><h1>Story number 1</h1><p>{words}</p></article></body></html>"
            ))
            .header("Content-Type", "text/html");
        }
        let words = match round.fetch_add(1, Ordering::Relaxed) {
            0 => "First words.",
            _ => "Second words.",
        };
        let host = &request.headers["host"];
        Answer::ok(
            rss("H", [(1, words.to_owned())])
                .replace("https://a.example", &format!("http://{host}")),
        )
    });
    let mut shelf = Shelf::following(&server.url("/feed"));
    assert_eq!(shelf.refresh().new, 1);
    assert_eq!(shelf.refresh().changed, 1);
    let id = shelf.library.ids(&Query::default()).unwrap()[0];
    assert_eq!(shelf.library.versions(id).unwrap().len(), 1);

    let mut full = Shelf::following(&server.url("/feed"));
    let changes = [pullquote::model::FeedChange::FullText(true)];
    full.library.change_feed(full.feed, &changes, 0).unwrap();
    full.refresh();
    let id = full.library.ids(&Query::default()).unwrap()[0];
    let stored = full.library.article(id).unwrap().unwrap();
    assert!(stored.article.text.contains("The whole page says more."));
}

/// A page with this headline and these paragraphs.
fn page(title: &str, paragraphs: &[&str]) -> Answer {
    let words: String = paragraphs
        .iter()
        .map(|words| format!("<p>{words}</p>"))
        .collect();
    let page = format!(
        "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{words}</article></body></html>"
    );
    Answer::ok(page).header("Content-Type", "text/html")
}

const QUAY: &str = "The harbour of Almery gets a new quay. “Nobody asked us twice,” said Ana Ruiz, the harbour master.";
const LAMPS: &str = "The council voted for it on Monday night, after a debate of four hours about lamps and ferries.";

/// A feed with full text whose one story's page is `answer`, refreshed once.
fn with_page(answer: Answer) -> (Server, Shelf, Told) {
    let server = Server::start(move |request: &Request| {
        if request.path == "/1" {
            return answer.clone();
        }
        let host = &request.headers["host"];
        Answer::ok(
            rss("H", [(1, QUAY.to_owned())])
                .replace("https://a.example", &format!("http://{host}")),
        )
    });
    let mut shelf = Shelf::following(&server.url("/feed"));
    let changes = [pullquote::model::FeedChange::FullText(true)];
    shelf.library.change_feed(shelf.feed, &changes, 0).unwrap();
    let told = shelf.refresh();
    (server, shelf, told)
}

#[test]
fn a_split_article_is_fetched_to_its_end_as_far_as_it_can_be_had() {
    let pages = |last: usize| {
        let server = Server::start(move |request: &Request| {
            let number = match request.path.as_str() {
                "/1" => 1,
                "/1?page=2" => 2,
                "/1?page=3" if last > 2 => 3,
                "/feed" => 0,
                _ => return Answer::status(404),
            };
            if number == 0 {
                let host = &request.headers["host"];
                let feed = rss("H", [(1, QUAY.to_owned())]);
                return Answer::ok(feed.replace("https://a.example", &format!("http://{host}")));
            }
            let words = format!("On page {number} the boats of Almery go on. ").repeat(20);
            let links = (1..=3).map(|n| format!("<a href='/1?page={n}'>{n}</a> "));
            let links: String = links.chain(["<a href='/2'>Next</a>".to_owned()]).collect();
            Answer::ok(format!(
                "<html><head><title>Story number 1</title></head><body><article><h1>Story number 1</h1>\
                 <p>{QUAY}</p><p>{words}</p></article><nav>{links}</nav></body></html>"
            ))
            .header("Content-Type", "text/html")
        });
        let mut shelf = Shelf::following(&server.url("/feed"));
        let changes = [pullquote::model::FeedChange::FullText(true)];
        shelf.library.change_feed(shelf.feed, &changes, 0).unwrap();
        shelf.refresh();
        let id = shelf.library.ids(&Query::default()).unwrap()[0];
        shelf.library.article(id).unwrap().unwrap().article
    };
    let whole = pages(3);
    for number in 1..=3 {
        assert!(whole.text.contains(&format!("On page {number} the boats")));
    }
    assert_eq!(whole.text.matches("Nobody asked us").count(), 1);
    assert_eq!(whole.meta.damage, None);
    let part = pages(2);
    assert!(part.text.contains("On page 2") && !part.text.contains("On page 3"));
    let damage = "Page 3 of this article could not be fetched.";
    assert_eq!(part.meta.damage.as_deref(), Some(damage));
}

fn said(shelf: &Shelf, words: &str) -> usize {
    let query = Query::parse(words, 0).unwrap();
    shelf
        .library
        .rows(&query, Order::Newest, None, 10)
        .unwrap()
        .len()
}

#[test]
fn a_page_that_is_worse_does_not_take_the_feeds_words() {
    let wall = "Together with 900 partners we keep small files on your device. You can withdraw your consent at any time.";
    let other = "The bakers of Larton have won the prize for the best rye bread, and they will not say how they bake it.";
    for (answer, why) in [
        (page("One moment", &[wall, wall]), "asks for consent"),
        (
            page(
                "Just a moment...",
                &["Checking your browser. Please enable JavaScript and cookies to go on."],
            ),
            "asks for consent",
        ),
        (
            page(
                "Story number 1",
                &["This story is for subscribers only. Already a subscriber? Log in to read on."],
            ),
            "asks for consent",
        ),
        (
            page("Bread prize", &[other, other, LAMPS]),
            "something else",
        ),
        (
            page(
                "Page not found",
                &[
                    "The page you were looking for could not be found. It may have moved, or it never was.",
                ],
            ),
            "asks for consent",
        ),
    ] {
        let (_server, shelf, told) = with_page(answer);
        let trouble = told.trouble.clone().unwrap_or_default();
        assert!(!told.failed && trouble.contains(why), "{told:?}");
        let id = shelf.library.ids(&Query::default()).unwrap()[0];
        let stored = shelf.library.article(id).unwrap().unwrap();
        assert_eq!(stored.article.text, QUAY);
        assert_eq!(said(&shelf, "said:Ruiz"), 1, "{why}");
    }
}

#[test]
fn the_feeds_words_are_a_version_of_the_page() {
    let (_server, shelf, told) = with_page(page("Story number 1", &[QUAY, LAMPS, LAMPS]));
    assert_eq!(told.trouble, None);
    let id = shelf.library.ids(&Query::default()).unwrap()[0];
    let stored = shelf.library.article(id).unwrap().unwrap();
    assert!(stored.article.text.ends_with(LAMPS));
    let versions = shelf.library.versions(id).unwrap();
    assert_eq!(
        (versions.len(), versions[0].article.text.as_str()),
        (1, QUAY)
    );
}

#[test]
fn an_item_under_another_name_is_the_same_article() {
    let round = AtomicUsize::new(0);
    let server = Server::start(move |_| {
        let round = round.fetch_add(1, Ordering::Relaxed);
        let words = if round < 3 {
            "One."
        } else {
            "One, and more of it."
        };
        let feed = rss("H", [(1, words.to_owned()), (2, "Two.".to_owned())]);
        // A guid that moves, and one that stands twice in the feed under two names.
        let moved = feed.replace("<guid>g1</guid>", &format!("<guid>moved-{round}</guid>"));
        let start = moved.rfind("<item>").unwrap();
        let end = moved.rfind("</item>").unwrap() + "</item>".len();
        let twin = moved[start..end].replace("g2", "g3");
        Answer::ok(moved.replacen("<item>", &format!("{twin}<item>"), 1))
    });
    let mut shelf = Shelf::following(&server.url("/feed"));
    assert_eq!(shelf.refresh().new, 2);
    for _ in 0..2 {
        let told = shelf.refresh();
        assert_eq!((told.new, told.changed), (0, 0), "{told:?}");
    }
    assert_eq!(shelf.titles().len(), 2);
}

#[test]
fn a_feed_that_gives_less_than_before_takes_nothing_away() {
    let round = AtomicUsize::new(0);
    let server = Server::start(move |_| {
        let words = match round.fetch_add(1, Ordering::Relaxed) {
            0 => format!("{QUAY} {LAMPS} {LAMPS}"),
            1 => "The harbour of Almery gets a new quay. Read more".to_owned(),
            2 => String::new(),
            3 => "This story is for subscribers only. Already a subscriber? Log in.".to_owned(),
            _ => "The Herald has withdrawn this story, since its figures were wrong.".to_owned(),
        };
        Answer::ok(rss("H", [(1, words)]))
    });
    let mut shelf = Shelf::following(&server.url("/feed"));
    shelf.refresh();
    for _ in 0..3 {
        assert_eq!(shelf.refresh().changed, 0);
        assert_eq!(said(&shelf, "said:Ruiz"), 1);
    }
    assert_eq!(shelf.refresh().changed, 1);
    assert_eq!(said(&shelf, "withdrawn"), 1);
    let id = shelf.library.ids(&Query::default()).unwrap()[0];
    assert_eq!(shelf.library.versions(id).unwrap().len(), 1);
}

#[test]
fn a_feed_without_articles_says_so() {
    let server = Server::start(|_| Answer::ok(rss("H", Vec::new())));
    let told = Shelf::following(&server.url("/feed")).refresh();
    assert_eq!(told.trouble.as_deref(), Some("the feed has no articles"));
    assert!(!told.failed);
}

#[test]
fn a_header_does_not_spoil_words_that_are_utf8() {
    for kind in [
        "text/xml; charset=ISO-8859-1",
        "text/html; charset=windows-1251",
        "text/plain;charset=us-ascii",
    ] {
        let words = rss("Größe", [(1, "„Grüße“, sagte Jürgen Maas.".to_owned())]);
        let answer = Answer::ok(words).header("Content-Type", kind);
        let server = Server::start(move |_| answer.clone());
        let mut shelf = Shelf::following(&server.url("/feed"));
        shelf.refresh();
        assert_eq!(said(&shelf, "Grüße"), 1, "{kind}");
    }
}

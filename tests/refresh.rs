//! Refreshing from a server that can be good, slow, broken or hostile: every case and its sentence.

#![cfg(feature = "fetch")]
#![allow(clippy::unwrap_used)]

mod web;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use pullquote::library::{Library, Order, Query};
use pullquote::model::FeedId;
use pullquote::world::fetch::{Limits, Net};
use pullquote::world::refresh::{News, Told, refresh};
use web::{Answer, Request, Server, brotli, gzip, rss};

const LIMITS: Limits = Limits {
    connect: Duration::from_millis(500),
    total: Duration::from_millis(700),
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
        let due = self.library.due(Some(&[self.feed]), now()).unwrap();
        let mut told = Vec::new();
        let net = Net::new(LIMITS);
        refresh(&mut self.library, &net, LIMITS, due, |news| {
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
    let server = Server::start(move |_| answer.clone());
    let mut shelf = Shelf::following(&server.url("/feed"));
    let told = shelf.refresh();
    assert!(told.failed, "{told:?}");
    assert!(shelf.titles().is_empty());
    told.trouble.unwrap()
}

#[test]
fn a_feed_is_read_once_and_then_asked_whether_it_changed() {
    let server = Server::start(|request| {
        if request.headers.get("if-none-match").map(String::as_str) == Some("\"v1\"") {
            return Answer::status(304);
        }
        Answer::ok(two_items())
            .header("ETag", "\"v1\"")
            .header("Last-Modified", "Mon, 10 Aug 2026 08:00:00 GMT")
    });
    let mut shelf = Shelf::following(&server.url("/feed"));
    assert_eq!(shelf.refresh().new, 2);
    assert_eq!(shelf.titles(), ["Story number 1", "Story number 2"]);
    let again = shelf.refresh();
    assert!(again.unchanged && again.new == 0, "{again:?}");
    let asked = server.asked();
    assert_eq!(
        asked[1].headers["if-modified-since"],
        "Mon, 10 Aug 2026 08:00:00 GMT"
    );
    assert!(asked[0].headers["user-agent"].starts_with("pullquote/"));
    assert!(asked[0].headers["accept-encoding"].contains("gzip"));
    assert!(asked[0].headers["accept-encoding"].contains("br"));
}

#[test]
fn packed_answers_are_unpacked() {
    for (packed, name) in [
        (gzip(two_items().as_bytes()), "gzip"),
        (brotli(two_items().as_bytes()), "br"),
    ] {
        let answer = Answer::ok(packed).header("Content-Encoding", name);
        let server = Server::start(move |_| answer.clone());
        assert_eq!(
            Shelf::following(&server.url("/")).refresh().new,
            2,
            "{name}"
        );
    }
}

#[test]
fn a_permanent_redirect_is_remembered_and_a_passing_one_is_not() {
    let server = Server::start(|request| match request.path.as_str() {
        "/old" => Answer::redirect(301, "/older"),
        "/older" => Answer::redirect(308, "/new"),
        "/today" => Answer::redirect(302, "/new"),
        _ => Answer::ok(two_items()),
    });
    let mut shelf = Shelf::following(&server.url("/old"));
    assert_eq!(shelf.refresh().new, 2);
    assert_eq!(shelf.url(), server.url("/new"));
    let mut shelf = Shelf::following(&server.url("/today"));
    assert_eq!(shelf.refresh().new, 2);
    assert_eq!(shelf.url(), server.url("/today"));
}

#[test]
fn redirects_that_lead_nowhere() {
    let circle = Server::start(|request| match request.path.as_str() {
        "/a" => Answer::redirect(301, "/b"),
        _ => Answer::redirect(301, "/a"),
    });
    let mut shelf = Shelf::following(&circle.url("/a"));
    assert_eq!(
        shelf.refresh().trouble.unwrap(),
        "redirects in a circle; the address is of no use"
    );
    assert_eq!(shelf.url(), circle.url("/a"), "nothing is remembered of it");
    let count = AtomicUsize::new(0);
    let chain = Server::start(move |_| {
        Answer::redirect(302, &format!("/{}", count.fetch_add(1, Ordering::Relaxed)))
    });
    let told = Shelf::following(&chain.url("/a")).refresh();
    assert!(
        told.trouble
            .unwrap()
            .starts_with("redirects more than 10 times")
    );
    assert_eq!(
        sentence(Answer::redirect(301, "file:///etc/passwd")),
        "redirects to a file: address, which is not followed"
    );
    assert!(sentence(Answer::status(302)).starts_with("redirects to nowhere"));
}

#[test]
fn a_feed_that_is_gone_is_not_asked_again_unless_it_is_named() {
    let server = Server::start(|_| Answer::status(410));
    let mut shelf = Shelf::following(&server.url("/feed"));
    let why = shelf.refresh().trouble.unwrap();
    assert_eq!(why, "gone for good (410); it is not asked again");
    assert!(
        shelf
            .library
            .due(None, now() + 1_000_000)
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        shelf.library.due(Some(&[shelf.feed]), now()).unwrap().len(),
        1
    );
}

#[test]
fn a_feed_that_asks_for_rest_gets_it() {
    for (after, seconds) in [("120", 120), ("soon", 15 * 60), ("99999999", 7 * 86_400)] {
        let answer = Answer::status(429).header("Retry-After", after);
        let server = Server::start(move |_| answer.clone());
        let mut shelf = Shelf::following(&server.url("/feed"));
        let why = shelf.refresh().trouble.unwrap();
        assert_eq!(why, "asked too often (429); it is left alone for a while");
        let due = |at| shelf.library.due(None, at).unwrap().len();
        assert_eq!(due(now() + seconds - 20), 0, "{after}");
        assert_eq!(due(now() + seconds + 1), 1, "{after}");
    }
}

#[test]
fn each_status_has_its_sentence() {
    for (status, start) in [
        (404, "not found (404)"),
        (401, "refuses to show this (401)"),
        (403, "refuses to show this (403)"),
        (500, "its server has a fault (500)"),
        (503, "its server has a fault (503)"),
        (418, "answers with the status 418"),
    ] {
        let found = sentence(Answer::status(status));
        assert!(found.starts_with(start), "{status}: {found}");
    }
}

#[test]
fn a_bomb_is_given_up() {
    let bomb = Answer::ok(gzip(&vec![b' '; 50_000_000])).header("Content-Encoding", "gzip");
    let begun = Instant::now();
    assert_eq!(sentence(bomb), "larger than 1 MB when unpacked; given up");
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[test]
fn what_takes_too_long_is_given_up() {
    let slow = Answer {
        drip: Some(Duration::from_millis(50)),
        ..Answer::ok(two_items())
    };
    assert_eq!(sentence(slow), "took longer than 700 ms; given up");
    let silent = Answer {
        silence: Some(Duration::from_secs(2)),
        ..Answer::ok(two_items())
    };
    assert_eq!(sentence(silent), "took longer than 700 ms; given up");
}

#[test]
fn what_came_before_a_break_is_kept() {
    let feed = two_items();
    let cut = feed.find("<guid>g2").unwrap();
    let broken = Answer {
        claims: Some(feed.len()),
        ..Answer::ok(&feed[..cut])
    };
    let broken = broken.header("ETag", "\"half\"");
    let server = Server::start(move |_| broken.clone());
    let mut shelf = Shelf::following(&server.url("/feed"));
    let told = shelf.refresh();
    assert!(!told.failed, "{told:?}");
    assert_eq!(
        told.trouble.unwrap(),
        format!("the answer broke off after {cut} bytes")
    );
    assert_eq!(shelf.titles()[0], "Story number 1");
    shelf.refresh();
    assert!(
        !server.asked()[1].headers.contains_key("if-none-match"),
        "the mark of half an answer is not sent"
    );
}

#[test]
fn broken_xml_gives_what_stands_before() {
    let feed = two_items().replace("<guid>g2", "<<<& <guid>g2");
    let server = Server::start(move |_| Answer::ok(feed.clone()));
    let mut shelf = Shelf::following(&server.url("/feed"));
    let told = shelf.refresh();
    assert!(!told.failed && told.trouble.is_some(), "{told:?}");
    assert_eq!(shelf.titles()[0], "Story number 1");
}

#[test]
fn a_wrong_charset_is_seen_through() {
    let words = rss("Zeitung", [(1, "Müller sagte: „Schön.“".to_owned())]);
    let answer =
        Answer::ok(words).header("Content-Type", "application/rss+xml; charset=iso-8859-1");
    let server = Server::start(move |_| answer.clone());
    let mut shelf = Shelf::following(&server.url("/feed"));
    assert_eq!(shelf.refresh().new, 1);
    let found = shelf
        .library
        .rows(&Query::parse("Müller", 0).unwrap(), Order::Newest, None, 1);
    assert_eq!(found.unwrap().len(), 1);
}

#[test]
fn what_is_no_feed_has_its_sentence() {
    let page = "<html><body><article><p>Just a page.</p></article></body></html>";
    assert!(sentence(Answer::ok(page)).starts_with("this is not a feed"));
    assert!(!sentence(Answer::ok("")).is_empty());
    assert!(!sentence(Answer::ok(b"\x89PNG\r\n\x1a\n\0\0\0".to_vec())).is_empty());
}

#[test]
fn hosts_that_do_not_answer() {
    let mut shelf = Shelf::following("http://127.0.0.1:9/feed");
    assert_eq!(
        shelf.refresh().trouble.unwrap(),
        "127.0.0.1 refuses the connection"
    );
    let mut shelf = Shelf::following("ftp://a.example/feed");
    assert!(
        shelf
            .refresh()
            .trouble
            .unwrap()
            .starts_with("ftp: addresses are not fetched")
    );
}

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

#[test]
fn many_feeds_at_once_but_two_at_a_host() {
    let busy = AtomicUsize::new(0);
    let server = Server::start(move |_| {
        let now = busy.fetch_add(1, Ordering::SeqCst);
        assert!(now < 2, "{now} questions at once");
        std::thread::sleep(Duration::from_millis(20));
        busy.fetch_sub(1, Ordering::SeqCst);
        Answer::ok(two_items())
    });
    let mut library = Library::in_memory().unwrap();
    for number in 0..12 {
        library
            .follow(&server.url(&format!("/{number}")), "")
            .unwrap();
    }
    let due = library.due(None, now()).unwrap();
    let total = refresh(&mut library, &Net::new(LIMITS), LIMITS, due, |_| {}).unwrap();
    assert_eq!((total.feeds, total.changed, total.failed), (12, 0, 0));
    let mut new = total.new;
    new.sort();
    new.dedup();
    assert_eq!(new.len(), 24);
}

#[cfg(unix)]
#[test]
fn a_long_feed_is_kept_in_parts_and_goes_on_where_it_was_ended() {
    let items = (1..=1200).map(|n| (n, format!("Words of story {n}.")));
    let server = Server::start(move |_| Answer::ok(rss("Long", items.clone())));
    let mut library = Library::in_memory().unwrap();
    let (feed, _) = library.follow(&server.url("/feed"), "").unwrap();
    let limits = Limits::default();
    let net = Net::new(limits);
    let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let due = library.due(Some(&[feed]), now()).unwrap();
        refresh(&mut library, &net, limits, due, |news| match news {
            News::Kept(articles) if articles > 0 => panic!("ended in the middle"),
            _ => {}
        })
    }));
    assert!(ended.is_err());
    assert_eq!(library.count(&Query::default()).unwrap(), 500);
    let due = library.due(Some(&[feed]), now()).unwrap();
    let mut parts = Vec::new();
    let mut new = 0;
    refresh(&mut library, &net, limits, due, |news| match news {
        News::Kept(articles) => parts.push(articles),
        News::Feed(told) => new = told.new,
    })
    .unwrap();
    assert_eq!((parts, new), (vec![500, 200], 700));
    assert_eq!(library.count(&Query::default()).unwrap(), 1200);
    assert!(library.check().unwrap().is_empty());
}

#[test]
fn files_and_commands_are_feeds_too() {
    let path = std::env::temp_dir().join(format!("pullquote-{}.xml", std::process::id()));
    std::fs::write(&path, two_items()).unwrap();
    for url in [
        format!("file:{}", path.display()),
        format!("file://{}", path.display()),
        format!("exec:cat {}", path.display()),
    ] {
        assert_eq!(Shelf::following(&url).refresh().new, 2, "{url}");
    }
    std::fs::remove_file(&path).unwrap();
    let told = Shelf::following(&format!("file:{}", path.display())).refresh();
    assert!(told.failed, "{told:?}");
    let told = Shelf::following("exec:exit 7").refresh();
    assert!(told.trouble.unwrap().starts_with("the command failed"));
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

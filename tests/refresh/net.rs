//! What comes over the net: redirects, rests, bombs, breaks, and hosts that do not answer.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use pullquote::library::{Library, Order, Query};
use pullquote::world::fetch::{Limits, Net};
use pullquote::world::refresh::{News, refresh};

use crate::web::{Answer, Server, brotli, gzip, rss};
use crate::{LIMITS, Shelf, now, sentence, sentence_within, two_items};

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
    for (after, seconds, told) in [
        ("120", 120, "2 minutes"),
        ("soon", 15 * 60, "15 minutes"),
        ("99999999", 7 * 86_400, "7 days"),
    ] {
        let answer = Answer::status(429).header("Retry-After", after);
        let server = Server::start(move |_| answer.clone());
        let mut shelf = Shelf::following(&server.url("/feed"));
        let why = shelf.refresh().trouble.unwrap();
        assert_eq!(
            why,
            format!("asked too often (429); it is left alone for {told}")
        );
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
    assert_eq!(sentence(bomb), "larger than 1 MB when unpacked; given up");
}

#[test]
fn what_takes_too_long_is_given_up() {
    let hasty = Limits {
        total: Duration::from_millis(700),
        ..LIMITS
    };
    // Either goes on for much longer than any machine needs to see that it does.
    let slow = Answer {
        drip: Some(Duration::from_millis(50)),
        ..Answer::ok(vec![b' '; 100_000])
    };
    let silent = Answer {
        silence: Some(Duration::from_secs(3600)),
        ..Answer::ok(two_items())
    };
    for answer in [slow, silent] {
        let told = sentence_within(hasty, answer);
        assert_eq!(told, "took longer than 700 ms; given up");
    }
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
    // What came without a pause is kept together.
    let first = library.count(&Query::default()).unwrap();
    assert!([500, 1000, 1200].contains(&first), "{first}");
    let due = library.due(Some(&[feed]), now()).unwrap();
    let mut parts = Vec::new();
    let mut new = 0;
    refresh(&mut library, &net, limits, due, |news| match news {
        News::Kept(articles) => parts.push(articles),
        News::Feed(told) => new = told.new,
    })
    .unwrap();
    let rest = usize::try_from(1200 - first).unwrap();
    assert_eq!((parts.iter().sum::<usize>(), new), (rest, rest));
    assert_eq!(library.count(&Query::default()).unwrap(), 1200);
    assert!(library.check(|_| ()).unwrap().is_empty());
}

#[cfg(unix)]
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

#[test]
fn an_answer_packed_twice_and_words_beside_nothing_new_are_no_matter() {
    let packed = gzip(&gzip(two_items().as_bytes()));
    let server = Server::start(move |request| match request.headers.get("if-none-match") {
        // Some caches send the body all the same.
        Some(_) => Answer {
            status: 304,
            ..Answer::ok(rss("Harbour Herald", [(9, "Never seen.".to_owned())]))
        },
        None => Answer::ok(packed.clone())
            .header("Content-Encoding", "gzip")
            .header("Content-Type", "application/gzip")
            .header("ETag", "\"v1\""),
    });
    let mut shelf = Shelf::following(&server.url("/feed.xml.gz"));
    assert_eq!(shelf.refresh().new, 2);
    let again = shelf.refresh();
    assert!(again.unchanged && again.trouble.is_none(), "{again:?}");
    assert_eq!(shelf.titles(), ["Story number 1", "Story number 2"]);
}

#[test]
fn wide_letters_are_read_whatever_the_header_says() {
    let wide = |mark: bool| -> Vec<u8> {
        let mark = mark.then_some(0xfeff).into_iter();
        let source = two_items().replace("Words", "Слова");
        let units = mark.chain(source.encode_utf16().collect::<Vec<_>>());
        units.flat_map(u16::to_le_bytes).collect()
    };
    for mark in [true, false] {
        let bytes = wide(mark);
        let server = Server::start(move |_| {
            Answer::ok(bytes.clone()).header("Content-Type", "text/xml; charset=iso-8859-1")
        });
        let mut shelf = Shelf::following(&server.url("/feed"));
        assert_eq!(shelf.refresh().new, 2, "{mark}");
    }
}

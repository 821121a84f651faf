//! Servers of news that are right but odd: long and negative numbers, labels of any signs, clocks that
//! are off, pages that come round again, rests that are asked for in the middle, labels that are folders,
//! tokens that run out, feeds under other addresses, articles that are heavy.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::web::desk::Desk;
use crate::web::news::{Kind, News, story};
use crate::web::{Answer, Server, rss};

#[test]
fn numbers_of_any_size_come_once_and_are_told() {
    for (name, kind) in [
        ("long-miniflux", Kind::Miniflux),
        ("long-fresh", Kind::FreshRss),
        ("long-fever", Kind::Fever),
        ("long-next", Kind::Nextcloud),
    ] {
        let mut news = News::new(kind, 1..=3);
        let negative = matches!(kind, Kind::Miniflux | Kind::FreshRss);
        let low = if negative { i64::MIN + 7 } else { 77 };
        for (number, title) in [
            (1_718_123_456_789_012, "Long"),
            (i64::MAX - 1, "Longest"),
            (low, "Low"),
        ] {
            let mut item = story(4, 1);
            item.title = title.to_owned();
            item.link = format!("http://127.0.0.1:1/{title}");
            news.items.insert(number, item);
        }
        let desk = Desk::new(name, news);
        desk.log_in();
        assert_eq!(desk.titles("").len(), 6, "{name}");
        for title in ["Long", "Longest", "Low"] {
            desk.mark("starred", title);
        }
        desk.says(&["sync"]);
        let mut starred = desk.news().starred();
        starred.sort();
        assert_eq!(starred, ["Long", "Longest", "Low"], "{name}");
        desk.says(&["sync"]);
        assert_eq!(desk.titles("").len(), 6, "{name}");
    }
}

#[test]
fn labels_of_any_signs_go_both_ways() {
    let labels = ["Sea/Boats", "⚓ quay", "a & b", "50 % +1?", "Ærø"];
    let mut news = News::new(Kind::FreshRss, 1..=8);
    for label in labels {
        news.story("Story 1").labels.insert(label.to_owned());
    }
    let desk = Desk::new("label-signs", news);
    desk.log_in();
    for label in labels {
        let query = format!("tag:\"{label}\"");
        assert_eq!(desk.titles(&query), ["Story 1"], "{label}");
        desk.says(&["tag", label, "--all", "title:\"Story 2\""]);
    }
    desk.says(&["sync"]);
    let there = desk.news().story("Story 2").labels.clone();
    assert_eq!(there.into_iter().collect::<Vec<_>>(), {
        let mut all = labels.map(str::to_owned);
        all.sort();
        all
    });
    // Renamed there: the old name goes here, too.
    for title in ["Story 1", "Story 2"] {
        let mut news = desk.news();
        let item = news.story(title);
        item.labels.remove("⚓ quay");
        item.labels.insert("🛥 quay".to_owned());
    }
    desk.says(&["sync"]);
    assert_eq!(desk.titles("tag:\"🛥 quay\"").len(), 2);
    assert_eq!(desk.titles("tag:\"⚓ quay\""), [""; 0]);
}

#[test]
fn a_clock_that_is_off_loses_nothing() {
    for (name, at) in [("future", 4_102_444_800), ("past", 1), ("before", -5)] {
        let mut news = News::new(Kind::Miniflux, 1..=4);
        news.items.values_mut().for_each(|item| item.at = at);
        let desk = Desk::new(&format!("clock-{name}"), news);
        desk.log_in();
        assert_eq!(desk.titles("").len(), 4, "{name}");
        let mut late = story(5, 1);
        late.at = at + 1;
        desk.news().items.insert(5, late);
        desk.news().story("Story 2").words = "“Not before May,” said the other mayor.".to_owned();
        desk.says(&["sync"]);
        assert_eq!(desk.titles("").len(), 5, "{name}");
        desk.says(&["sync"]);
        assert_eq!(desk.titles("").len(), 5, "{name}");
    }
}

#[test]
fn a_story_that_moves_to_another_feed_is_no_second_one() {
    let desk = Desk::new("story-moves", News::new(Kind::Miniflux, 1..=4));
    desk.log_in();
    desk.mark("starred", "Story 1");
    desk.says(&["sync"]);
    desk.news().story("Story 1").feed = 2;
    desk.says(&["sync"]);
    assert_eq!(desk.titles("starred"), ["Story 1"]);
    assert_eq!(desk.titles("").len(), 4);
    // Its old feed goes, it stays.
    desk.news().drop_feed(1);
    desk.run(&["sync"], "");
    assert_eq!(desk.titles("starred"), ["Story 1"]);
    assert_eq!(desk.news().starred(), ["Story 1"]);
}

#[test]
fn pages_that_come_round_again_come_to_an_end() {
    for kind in [Kind::Miniflux, Kind::FreshRss] {
        let mut news = News::new(kind, 1..=6);
        news.page = 2;
        news.instead = Some(Box::new(|path| {
            let round =
                "{\"itemRefs\": [{\"id\": \"1\"}, {\"id\": \"2\"}], \"continuation\": \"2\"}";
            path.contains("items/ids").then(|| Answer::ok(round))
        }));
        let desk = Desk::new(&format!("round-{kind:?}"), news);
        let address = desk.server.url("/");
        desk.run(&["sync", &address, "--user", "ana"], "se&cret\n");
        assert!(
            desk.server.count() < 60,
            "{} questions",
            desk.server.count()
        );
        desk.news().instead = None;
        desk.says(&["sync"]);
        assert_eq!(desk.titles("").len(), 6);
    }
}

/// The answer to the second and later questions for articles, until it is taken away.
fn in_the_middle(desk: &Desk, answer: impl Fn() -> Answer + Send + 'static) {
    let asked = AtomicUsize::new(0);
    desk.news().instead = Some(Box::new(move |path| {
        let counts = path.contains("items/contents");
        (counts && asked.fetch_add(1, Ordering::Relaxed) > 0).then(&answer)
    }));
}

#[test]
fn who_is_sent_away_in_the_middle_goes_on_later() {
    let mut news = News::new(Kind::Miniflux, 1..=600);
    news.page = 100;
    let desk = Desk::new("middle", news);
    in_the_middle(&desk, || Answer::status(401));
    let address = desk.server.url("/");
    let output = desk.run(&["sync", &address, "--user", "ana"], "se&cret\n");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("log") || told.contains("password"), "{told}");
    let few = desk.titles("").len();
    assert!(few < 600, "{few}");
    in_the_middle(&desk, || Answer::status(429).header("retry-after", "120"));
    let told = desk.fails(&["sync"], "");
    assert!(told.contains("2 min"), "{told}");
    desk.news().instead = None;
    let output = desk.run(&["sync"], "");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(desk.titles("").len(), 600);
}

#[test]
fn an_account_that_is_emptied_takes_no_state_with_it() {
    let desk = Desk::new("emptied", News::new(Kind::FreshRss, 1..=12));
    desk.log_in();
    desk.mark("starred", "Story 5");
    desk.mark("read", "Story 7");
    desk.says(&["sync"]);
    {
        let mut news = desk.news();
        news.items.clear();
    }
    desk.run(&["sync"], "");
    assert_eq!(desk.titles("starred"), ["Story 5"]);
    assert_eq!(desk.titles("is:read"), ["Story 7"]);
    desk.news().feeds.clear();
    desk.run(&["sync"], "");
    assert_eq!(desk.titles("starred"), ["Story 5"]);
    assert_eq!(desk.titles("").len(), 12);
    assert_eq!(desk.feeds().len(), 2);
}

#[test]
fn a_tag_that_is_a_folder_there_stays_here() {
    let desk = Desk::new("label-folder", News::new(Kind::FreshRss, 1..=4));
    desk.log_in();
    // Paper 1 is in Sea, Paper 2 in Land.
    desk.says(&["tag", "Land", "--all", "title:\"Story 1\""]);
    desk.says(&["tag", "quay", "--all", "title:\"Story 1\""]);
    for _ in 0..3 {
        desk.says(&["sync"]);
        let tagged = desk.titles("tag:Land feed:\"Paper 1\"");
        assert_eq!(tagged, ["Story 1"]);
    }
    let labels = desk.news().story("Story 1").labels.clone();
    assert_eq!(labels.into_iter().collect::<Vec<_>>(), ["quay"]);
    assert_eq!(desk.titles("tag:quay"), ["Story 1"]);
}

#[test]
fn a_token_that_runs_out_is_asked_for_again() {
    for kind in [Kind::OldReader, Kind::FreshRss] {
        let mut news = News::new(kind, 1..=600);
        news.uses = 2;
        let desk = Desk::new(&format!("token-{kind:?}"), news);
        desk.log_in();
        assert_eq!(desk.titles("").len(), 600);
        desk.says(&["mark", "read", "--all", "unread"]);
        desk.says(&["mark", "starred", "--all", "title:\"Story 7\""]);
        desk.says(&["sync"]);
        assert_eq!(desk.news().unread(), [""; 0]);
        assert_eq!(desk.news().starred(), ["Story 7"]);
    }
}

#[test]
fn a_server_whose_clock_is_far_behind_is_heard() {
    let mut news = News::new(Kind::Nextcloud, 1..=4);
    news.dated = true;
    let year = 1_000_000_000;
    for item in news.items.values_mut() {
        item.at = year;
    }
    let desk = Desk::new("behind", news);
    desk.log_in();
    for (days, title) in [(2, "Story 1"), (4, "Story 2"), (400, "Story 3")] {
        {
            let mut news = desk.news();
            let story = news.story(title);
            (story.read, story.at) = (true, year + days * 86_400);
        }
        desk.says(&["sync"]);
        assert!(
            desk.titles("is:read").iter().any(|it| it == title),
            "{title}"
        );
    }
    assert_eq!(desk.titles("unread"), ["Story 4"]);
}

#[test]
fn a_feed_that_the_server_follows_elsewhere_is_no_second_one() {
    for (end, found) in [("/page", "/page.xml"), ("/slash", "/slash/")] {
        let page = Server::start(|_| Answer::ok(rss("Herald", [(1, "It rained.".to_owned())])));
        let mut news = News::new(Kind::FreshRss, 1..=4);
        news.finds = Some((end, found));
        let desk = Desk::new(&format!("elsewhere{}", end.replace('/', "-")), news);
        desk.log_in();
        desk.says(&["add", &page.url(end), "--tag", "Evening"]);
        for _ in 0..3 {
            desk.says(&["sync"]);
            assert_eq!(desk.feeds().len(), 3);
            assert_eq!(desk.news().feeds.len(), 3);
            assert_eq!(desk.news().edits.len(), 2, "{:?}", desk.news().edits);
        }
        assert_eq!(
            desk.feeds()[0],
            ("Herald".to_owned(), vec!["Evening".to_owned()])
        );
    }
}

#[test]
fn heavy_articles_come_in_smaller_parts_from_nextcloud() {
    let mut news = News::new(Kind::Nextcloud, 1..=10);
    (news.dated, news.feeds.get_mut(&1).unwrap().picture) = (true, 4_000_000);
    let desk = Desk::new("heavy-next", news);
    assert_eq!(desk.log_in(), "2 feeds, 10 new articles, 0 told\n");
    // One that is too large alone hides nothing of what is before and behind it.
    {
        let mut news = desk.news();
        let heavy = crate::web::news::Feed {
            url: "http://127.0.0.1:1/3".to_owned(),
            picture: 17_000_000,
            ..news.feeds[&2].clone()
        };
        news.feeds.insert(3, heavy);
        news.items.retain(|_, item| item.feed != 1);
        news.feeds.get_mut(&1).unwrap().picture = 0;
        for (number, feed) in [(25, 3), (26, 1), (27, 3), (28, 3)] {
            news.items.insert(number, story(number, feed));
        }
        let late = |number| crate::web::news::Item {
            words: String::new(),
            ..story(number, 1)
        };
        news.items.insert(29, late(29));
    }
    let told = desk.fails(&["sync"], "");
    assert!(told.contains("too large to be fetched"), "{told}");
    assert!(desk.titles("").iter().any(|title| title == "Story 26"));
    assert!(desk.titles("").iter().any(|title| title == "Story 29"));
}

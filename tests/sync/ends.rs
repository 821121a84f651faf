//! A synchronisation that ends after the server has heard of something, and before that is noted here.

use crate::web::desk::Desk;
use crate::web::news::{Kind, News};
use crate::web::{Answer, Server};

/// How the interface is told of a feed's name, folder, end and beginning.
const WORDS: [(Kind, [&str; 4]); 2] = [
    (
        Kind::FreshRss,
        ["ac=edit", "ac=edit", "ac=unsubscribe", "quickadd"],
    ),
    (Kind::Nextcloud, ["/rename", "/move", "feeds/1", "\"url\""]),
];

/// Lets the server hear what has this in its words, and die of it. Of a feed that it was to follow its list tells.
fn dies(desk: &Desk, words: &'static str) {
    desk.news().dies = Some(words);
    desk.run(&["sync"], "");
    desk.news().dies = None;
}

/// What a change of a feed is, in the end, where the server heard it and the reader took it back.
#[track_caller]
fn check_taken_back(kind: Kind, words: &'static str, change: &[&str]) {
    let desk = Desk::new(&format!("back-{kind:?}"), News::new(kind, 1..=4));
    desk.log_in();
    let before = desk.feeds();
    desk.says(change);
    dies(&desk, words);
    desk.says(&["undo"]);
    assert_eq!(desk.feeds(), before, "{change:?}");
    desk.says(&["sync"]);
    desk.says(&["sync"]);
    assert_eq!(desk.feeds(), before, "{kind:?} {change:?}");
    assert_eq!(
        desk.feeds_there().len(),
        before.len(),
        "{kind:?} {change:?}"
    );
    for feed in before {
        assert!(
            desk.feeds_there().contains(&feed),
            "{kind:?} {change:?}: {:?}",
            desk.feeds_there()
        );
    }
}

/// What it is where the reader leaves it so.
#[track_caller]
fn check_left(kind: Kind, words: &'static str, change: &[&str]) {
    let desk = Desk::new(&format!("left-{kind:?}"), News::new(kind, 1..=4));
    desk.log_in();
    desk.says(change);
    let meant = desk.feeds();
    dies(&desk, words);
    desk.says(&["sync"]);
    assert_eq!(desk.feeds(), meant, "{kind:?} {change:?}");
    assert_eq!(desk.feeds_there(), meant, "{kind:?} {change:?}");
}

#[test]
fn a_feed_that_is_renamed_moved_or_given_up_is_as_the_reader_left_it() {
    for (kind, [name, folder, end, _]) in WORDS {
        let changes: [(&str, &[&str]); 3] = [
            (name, &["feeds", "Paper 2", "--name", "Fields"]),
            (
                folder,
                &["feeds", "Paper 2", "--untag", "Land", "--tag", "Evening"],
            ),
            (end, &["feeds", "Paper 1", "--remove"]),
        ];
        for (words, change) in changes {
            check_left(kind, words, change);
            check_taken_back(kind, words, change);
        }
    }
}

#[test]
fn a_feed_that_is_followed_and_given_up_again_does_not_come_back() {
    for (kind, [.., begins]) in WORDS {
        let desk = Desk::new(&format!("begun-{kind:?}"), News::new(kind, 1..=4));
        desk.log_in();
        let page = Server::start(|_| {
            let story = (1, "It rained.".to_owned());
            Answer::ok(crate::web::rss("Harbour Herald", [story]))
        });
        let feed = page.url("/feed.xml");
        desk.says(&["add", &feed]);
        dies(&desk, begins);
        desk.says(&["feeds", &feed, "--remove"]);
        assert_eq!(desk.feeds().len(), 2);
        desk.says(&["sync"]);
        desk.says(&["sync"]);
        assert_eq!(desk.feeds().len(), 2, "{kind:?}");
        assert_eq!(desk.feeds_there().len(), 2, "{kind:?}");
    }
}

/// A feed that the server heard of and that was not noted is followed there once, without a complaint.
#[test]
fn a_feed_that_the_server_has_heard_of_is_no_second_one() {
    for kind in [Kind::FreshRss, Kind::Miniflux, Kind::Nextcloud] {
        let begins = if kind == Kind::Nextcloud {
            "\"url\""
        } else {
            "quickadd"
        };
        let desk = Desk::new(&format!("heard-{kind:?}"), News::new(kind, 1..=4));
        desk.log_in();
        let page = Server::start(|_| {
            let story = (1, "It rained.".to_owned());
            Answer::ok(crate::web::rss("Harbour Herald", [story]))
        });
        desk.says(&["add", &page.url("/feed.xml"), "--tag", "Sea"]);
        dies(&desk, begins);
        for _ in 0..2 {
            let said = desk.says(&["sync"]);
            assert!(!said.contains("does not follow"), "{kind:?}: {said}");
        }
        assert_eq!(desk.feeds_there().len(), 3, "{kind:?}");
        let mut here = desk.feeds();
        here.sort();
        assert_eq!(desk.feeds_there(), here, "{kind:?}");
    }
}

/// Marks that a server has already, by what another reader did or because it heard and died, stay as they are.
#[test]
fn what_is_marked_on_both_sides_stays_marked() {
    for kind in [
        Kind::Miniflux,
        Kind::OldMiniflux,
        Kind::FreshRss,
        Kind::Fever,
    ] {
        let desk = Desk::new(&format!("both-{kind:?}"), News::new(kind, 1..=4));
        desk.log_in();
        desk.mark("read", "Story 1");
        desk.mark("starred", "Story 2");
        desk.news().story("Story 1").read = true;
        desk.news().story("Story 2").starred = true;
        desk.says(&["sync"]);
        desk.mark("read", "Story 3");
        dies(
            &desk,
            if kind == Kind::Fever {
                "mark=item"
            } else {
                "edit-tag"
            },
        );
        for _ in 0..2 {
            desk.says(&["sync"]);
            assert_eq!(desk.news().unread(), ["Story 2", "Story 4"], "{kind:?}");
            assert_eq!(desk.news().starred(), ["Story 2"], "{kind:?}");
            assert_eq!(desk.titles("unread"), ["Story 2", "Story 4"], "{kind:?}");
            assert_eq!(desk.titles("starred"), ["Story 2"], "{kind:?}");
        }
    }
}

#[test]
fn a_server_that_stumbles_over_a_feeds_end_does_not_bring_it_back() {
    let mut news = News::new(Kind::Miniflux, 1..=4);
    news.instead = Some(Box::new(|path| {
        path.contains("subscription/edit")
            .then(|| Answer::status(500))
    }));
    let desk = Desk::new("stumbles", news);
    desk.log_in();
    desk.says(&["feeds", "Paper 1", "--remove"]);
    desk.says(&["sync"]);
    assert_eq!(desk.feeds().len(), 1);
    desk.news().instead = None;
    desk.says(&["sync"]);
    assert_eq!(desk.feeds_there().len(), 1);
}

#[test]
fn what_is_read_there_while_a_first_one_rests_is_read_here() {
    let mut news = News::new(Kind::Nextcloud, 1..=4);
    news.story("Story 3").starred = true;
    let desk = Desk::new("rests", news);
    desk.log_in();
    // Nothing says so far that the first one came to its end.
    let account = desk.folder.join("library.db.account");
    let text = std::fs::read_to_string(&account).unwrap();
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
    value["agreed"] = serde_json::Value::Null;
    std::fs::write(&account, value.to_string()).unwrap();
    desk.news().story("Story 2").read = true;
    desk.news().story("Story 3").starred = false;
    desk.says(&["sync"]);
    assert_eq!(desk.titles("unread"), ["Story 1", "Story 3", "Story 4"]);
    assert_eq!(desk.titles("starred"), [""; 0]);
}

/// A mark that was being told at an end, and is taken back; the article is gone there meanwhile.
#[test]
fn what_was_being_told_of_an_article_that_is_gone_stops_nothing() {
    let desk = Desk::new("gone-told", News::new(Kind::OldMiniflux, 1..=4));
    desk.log_in();
    desk.mark("read", "Story 1");
    dies(&desk, "edit-tag");
    {
        let db = rusqlite::Connection::open(desk.library()).unwrap();
        let told = "UPDATE synced SET read = 1 WHERE telling <> 0";
        assert_eq!(db.execute(told, []).unwrap(), 1);
    }
    desk.news().items.remove(&1);
    assert_eq!(desk.says(&["sync"]), "2 feeds, 0 new articles, 0 told\n");
    assert_eq!(desk.titles("is:read"), ["Story 1"]);
}

#[test]
fn a_feed_that_is_gone_with_all_that_was_unread_stops_nothing() {
    let desk = Desk::new("gone-all", News::new(Kind::OldMiniflux, 1..=4));
    desk.log_in();
    for number in [2, 4] {
        desk.mark("read", &format!("Story {number}"));
    }
    desk.says(&["sync"]);
    desk.news().drop_feed(1);
    desk.says(&["sync"]);
    assert_eq!(desk.titles("unread"), ["Story 1", "Story 3"]);
}

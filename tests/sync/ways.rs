//! A server of news and a library, by the program's own commands: what each learns of the other.

use crate::web::desk::Desk;
use crate::web::news::{Item, Kind, News, story};
use crate::web::{Answer, Server};
use pullquote::library::{Library, Query};
use pullquote::message::Effect;
use pullquote::world::library_thread::LibraryThread;

/// A server with four stories, the third read and a favourite.
fn four(name: &str, kind: Kind) -> Desk {
    let mut news = News::new(kind, 1..=4);
    let third = news.story("Story 3");
    (third.read, third.starred) = (true, true);
    Desk::new(name, news)
}

#[test]
fn what_is_there_comes_and_what_is_done_here_goes() {
    for kind in Kind::ALL {
        let desk = four("both", kind);
        desk.news().page = 1;
        assert_eq!(desk.log_in(), "2 feeds, 4 new articles, 0 told\n");
        assert_eq!(desk.titles("unread"), ["Story 1", "Story 2", "Story 4"]);
        assert_eq!(desk.titles("starred"), ["Story 3"]);
        assert_eq!(desk.titles("feed:\"Paper 1\""), ["Story 1", "Story 3"]);
        assert!(desk.says(&["said", "Ruiz"]).contains("Boat 4 is full"));
        desk.mark("read", "Story 1");
        desk.mark("starred", "Story 4");
        {
            let mut news = desk.news();
            news.items.insert(5, story(5, 1));
            news.story("Story 2").read = true;
            news.story("Story 3").read = false;
        }
        // The server's reads come, the reader's go; `refresh` does it too.
        assert_eq!(desk.says(&["refresh"]), "2 feeds, 1 new article\n");
        let unread = ["Story 3", "Story 4", "Story 5"];
        assert_eq!(desk.titles("unread"), unread, "{kind:?}");
        assert_eq!(desk.news().unread(), unread, "{kind:?}");
        assert_eq!(desk.news().starred(), ["Story 3", "Story 4"], "{kind:?}");
        // What came is one act; taken back here, it is taken back there.
        desk.says(&["undo"]);
        assert_eq!(desk.titles("unread"), ["Story 2", "Story 4", "Story 5"]);
        desk.says(&["sync"]);
        assert_eq!(desk.news().unread(), desk.titles("unread"), "{kind:?}");
    }
}

#[test]
fn what_is_read_in_the_reader_is_told_soon() {
    let desk = four("soon", Kind::Miniflux);
    desk.log_in();
    let library = Library::open(&desk.library()).unwrap();
    let ids = library.ids(&Query::parse("unread", 0).unwrap()).unwrap();
    let (effects, _messages) = LibraryThread::new(library).serve().unwrap();
    for id in &ids[..2] {
        effects.send(Effect::SetRead(*id, true)).unwrap();
    }
    // Nothing else makes it know; the minutes are for a machine that does much else.
    let mut waits = 0;
    while desk.news().unread().len() > 1 {
        assert!(waits < 6000, "the server never heard of it");
        waits += 1;
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(desk.news().starred(), ["Story 3"]);
}

#[test]
fn a_favourite_of_a_feed_that_is_gone_comes_once() {
    let desk = four("favourite", Kind::Miniflux);
    let lost = Item {
        starred: true,
        ..story(91, 5)
    };
    desk.news().items.insert(91, lost);
    assert_eq!(desk.log_in(), "2 feeds, 5 new articles, 0 told\n");
    assert_eq!(desk.titles("starred feed:Kept"), ["Story 91"]);
    assert_eq!(desk.says(&["sync"]), "2 feeds, 0 new articles, 0 told\n");
    assert_eq!(desk.titles("").len(), 5);
}

#[test]
fn feeds_are_followed_and_given_up_on_either_side() {
    let desk = four("feeds", Kind::FreshRss);
    desk.log_in();
    desk.mark("starred", "Story 1");
    desk.says(&["feeds", "Paper 1", "--remove"]);
    assert_eq!(desk.says(&["sync"]), "1 feed, 0 new articles, 1 told\n");
    assert_eq!(desk.news().edits, ["unfollow 1"]);
    // Its articles stay as they are, and come back to it when it is followed again, there too.
    assert_eq!(desk.titles("starred"), ["Story 1", "Story 3"]);
    desk.says(&["undo"]);
    {
        let mut news = desk.news();
        news.items.insert(
            101,
            Item {
                feed: 102,
                ..story(1, 1)
            },
        );
    }
    assert_eq!(desk.says(&["sync"]), "2 feeds, 0 new articles, 1 told\n");
    assert_eq!(
        desk.news().edits[1..],
        ["follow http://127.0.0.1:1/1", "edit 102 t=Paper 1 a=Sea"]
    );
    assert_eq!(desk.titles("").len(), 4);
    assert_eq!(desk.news().starred(), ["Story 1"]);
    // One that the server gives up.
    desk.news().drop_feed(2);
    assert_eq!(desk.says(&["sync"]), "1 feed, 0 new articles, 0 told\n");
    assert_eq!(
        desk.feeds(),
        [("Paper 1".to_owned(), vec!["Sea".to_owned()])]
    );
    assert_eq!(desk.titles("unread feed:\"Paper 1\""), ["Story 1"]);
    desk.says(&["undo"]);
    assert_eq!(desk.feeds().len(), 2);
}

#[test]
fn nextcloud_hears_of_feeds_and_fever_cannot() {
    let desk = four("cloud", Kind::Nextcloud);
    desk.log_in();
    assert_eq!(
        desk.feeds()[0],
        ("Paper 1".to_owned(), vec!["Sea".to_owned()])
    );
    desk.says(&[
        "feeds", "Paper 2", "--name", "Fields", "--untag", "Land", "--tag", "Evening",
    ]);
    desk.says(&["sync"]);
    let told = [
        "rename 2 {\"feedTitle\":\"Fields\"}",
        "move 2 {\"folderId\":9000}",
    ];
    assert_eq!(desk.news().edits, told);
    desk.says(&["feeds", "Paper 1", "--remove"]);
    desk.says(&["sync"]);
    assert_eq!(desk.news().edits[2..], ["unfollow 1"]);
    desk.says(&["undo"]);
    desk.says(&["sync"]);
    assert_eq!(desk.news().edits[3], "follow http://127.0.0.1:1/1");
    assert_eq!(desk.titles("").len(), 4);
    desk.news().story("Story 2").words = "<p>Boat 2 is half full.</p>".to_owned();
    desk.says(&["sync"]);
    assert_eq!(desk.titles("is:updated"), ["Story 2"]);

    let desk = four("fever", Kind::Fever);
    desk.log_in();
    assert_eq!(
        desk.feeds()[0],
        ("Paper 1".to_owned(), vec!["Sea".to_owned()])
    );
    desk.says(&["feeds", "Paper 1", "--remove"]);
    assert_eq!(desk.says(&["sync"]), "2 feeds, 0 new articles, 0 told\n");
    assert_eq!(desk.feeds().len(), 1, "given up here alone");
    desk.news().story("Story 2").words = "<p>Boat 2 is half full.</p>".to_owned();
    desk.news().drop_feed(1);
    desk.says(&["sync"]);
    assert_eq!(desk.titles("is:updated"), ["Story 2"]);
    assert_eq!(desk.titles("unread"), ["Story 1", "Story 2", "Story 4"]);
    assert_eq!(desk.titles("starred"), ["Story 3"]);
}

#[test]
fn feeds_are_renamed_and_moved_on_either_side() {
    let desk = four("names", Kind::FreshRss);
    desk.log_in();
    let feed = |name: &str, tag: &str| (name.to_owned(), vec![tag.to_owned()]);
    {
        let mut news = desk.news();
        let paper = news.feeds.get_mut(&1).unwrap();
        (paper.title, paper.folder) = ("Boats & quays".to_owned(), "Morning".to_owned());
    }
    desk.says(&["sync"]);
    assert_eq!(
        desk.feeds(),
        [feed("Boats & quays", "Morning"), feed("Paper 2", "Land")]
    );
    desk.says(&[
        "feeds", "Paper 2", "--name", "Fields", "--untag", "Land", "--tag", "Evening",
    ]);
    desk.says(&["sync"]);
    assert_eq!(desk.news().edits, ["edit 2 t=Fields a=Evening r=Land"]);
    desk.says(&["sync"]);
    assert_eq!(desk.news().edits.len(), 1, "it is told once");
    assert_eq!(
        desk.feeds(),
        [feed("Boats & quays", "Morning"), feed("Fields", "Evening")]
    );
}

#[test]
fn tags_of_articles_go_both_ways_where_a_server_has_them() {
    let desk = four("tags", Kind::FreshRss);
    desk.news()
        .story("Story 1")
        .labels
        .insert("ferry".to_owned());
    desk.log_in();
    assert_eq!(desk.titles("tag:ferry"), ["Story 1"]);
    desk.says(&["tag", "quay", "--all", "title:\"Story 2\""]);
    desk.says(&["tag", "ferry", "--remove", "--all", "title:\"Story 1\""]);
    desk.says(&["sync"]);
    let tagged = |news: &News, tag: &str| news.titles(|item| item.labels.contains(tag));
    assert_eq!(tagged(&desk.news(), "quay"), ["Story 2"]);
    assert_eq!(tagged(&desk.news(), "ferry"), [""; 0]);
    desk.news().story("Story 2").labels.clear();
    desk.news()
        .story("Story 4")
        .labels
        .insert("quay".to_owned());
    desk.says(&["sync"]);
    assert_eq!(desk.titles("tag:quay"), ["Story 4"]);
    desk.says(&["undo"]);
    assert_eq!(desk.titles("tag:quay"), ["Story 2"]);
    // Where articles have none there, they stay here.
    let desk = four("no-tags", Kind::Miniflux);
    desk.log_in();
    desk.says(&["tag", "quay", "--all", "title:\"Story 2\""]);
    assert_eq!(desk.says(&["sync"]), "2 feeds, 0 new articles, 0 told\n");
    assert_eq!(desk.titles("tag:quay"), ["Story 2"]);
}

#[test]
fn a_feed_followed_here_is_followed_there() {
    let desk = four("followed", Kind::FreshRss);
    let page = Server::start(|_| {
        Answer::ok(crate::web::rss(
            "Harbour Herald",
            [(1, "It rained.".to_owned())],
        ))
    });
    let feed = page.url("/feed.xml");
    // What was followed before the login stays here, unless it is wished.
    desk.says(&["add", &page.url("/before.xml")]);
    desk.log_in();
    desk.says(&["add", &feed]);
    desk.says(&["sync"]);
    assert_eq!(
        desk.news().edits,
        [
            format!("follow {feed}"),
            "edit 102 t=Harbour Herald".to_owned()
        ]
    );
    assert_eq!(
        desk.titles("title:\"Story number 1\"").len(),
        2,
        "one of each feed"
    );
    desk.says(&["sync", "--subscribe"]);
    assert_eq!(desk.news().feeds.len(), 4);
    // Where the server finds nothing it is said, and the feed is asked from here.
    desk.says(&["add", &page.url("/nothing.xml")]);
    let told = desk.fails(&["sync"], "");
    assert!(
        told.contains("nothing.xml: the server does not follow it (finds no feed there (no feed))"),
        "{told}"
    );
    assert_eq!(desk.feeds().len(), 5);
}

#[test]
fn a_story_that_is_corrected_there_is_corrected_here() {
    let desk = four("corrected", Kind::Miniflux);
    desk.log_in();
    desk.mark("starred", "Story 2");
    desk.news().story("Story 2").words = "<p>Boat 2 is half full.</p>".to_owned();
    assert_eq!(
        desk.says(&["sync"]),
        "2 feeds, 0 new articles, 1 updated, 1 told\n"
    );
    assert_eq!(desk.titles("is:updated"), ["Story 2"]);
    assert_eq!(desk.titles("starred unread"), ["Story 2"]);
    let library = Library::open(&desk.library()).unwrap();
    let id = library
        .ids(&Query::parse("is:updated", 0).unwrap())
        .unwrap()[0];
    let changes = desk.says(&["show", &id.0.to_string(), "--changes"]);
    assert!(
        changes.contains("Boat 2 is full") && changes.contains("Boat 2 is half full"),
        "{changes}"
    );
}

#[test]
fn the_time_of_keeping_is_kept_for_feeds_of_a_server() {
    let desk = four("keep", Kind::Miniflux);
    for item in desk.news().items.values_mut() {
        item.at = 1_600_000_000;
    }
    desk.log_in();
    desk.says(&["feeds", "Paper 2", "--keep", "1"]);
    {
        let db = rusqlite::Connection::open(desk.library()).unwrap();
        db.execute("UPDATE articles SET saved = 1600000000", [])
            .unwrap();
    }
    desk.mark("read", "Story 2");
    desk.says(&["sync"]);
    assert_eq!(desk.titles("title:\"Story 2\""), [""; 0]);
    assert_eq!(desk.titles("").len(), 3);
    desk.says(&["sync"]);
    assert_eq!(desk.titles("").len(), 3, "it does not come back");
}

#[test]
fn two_at_once_and_one_that_is_killed_lose_nothing() {
    let desk = Desk::new("two", News::new(Kind::Miniflux, 1..=150));
    let address = desk.server.url("/");
    let login = ["sync", &address, "--user", "ana"];
    let mut killed = desk.start(&login, "se&cret\n");
    while desk.asked("contents") == 0 {
        std::thread::yield_now();
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    let both = [desk.start(&["sync"], ""), desk.start(&["sync"], "")];
    let mut done = 0;
    for one in both {
        let output = one.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(0) => done += 1,
            // Nobody waits for ever.
            _ => assert!(
                told.contains("another pullquote is synchronising"),
                "{told}"
            ),
        }
    }
    assert!(done > 0);
    assert_eq!(desk.titles("unread").len(), 150);
}

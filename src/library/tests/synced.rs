//! A server and the shelf come to agree.

use std::collections::HashSet;

use super::*;

fn stream(name: &str, url: &str) -> Stream {
    Stream {
        name: name.to_owned(),
        url: url.to_owned(),
        title: "Lamp".to_owned(),
        tags: vec!["sea".to_owned()],
    }
}

/// A shelf with three articles of one feed of a server: the second read, the third a favourite.
fn synced() -> (Library, FeedId) {
    let mut library = Library::in_memory().unwrap();
    let feeds = library
        .follow_streams(&[stream("feed/1", "https://lamp.example/feed")], NOW)
        .unwrap();
    let feed = feeds["feed/1"];
    let items: Vec<SyncedItem> = (1..=3).map(|number| item(feed, number)).collect();
    library.save_synced(&items, NOW).unwrap();
    (library, feed)
}

fn item(feed: FeedId, number: i64) -> SyncedItem {
    let title = format!("Story {number}");
    let mut incoming = incoming(
        feed,
        &number.to_string(),
        "2026-08-04",
        &title,
        "It rained.",
        "",
    );
    incoming.article.meta.url = Some(format!("https://lamp.example/{number}"));
    SyncedItem {
        number,
        read: number == 2,
        starred: number == 3,
        incoming,
    }
}

fn set(items: &[i64]) -> HashSet<i64> {
    items.iter().copied().collect()
}

fn mark(library: &mut Library, title: &str, mark: Mark) {
    let query = Query::parse(&format!("title:\"{title}\""), NOW).unwrap();
    assert_eq!(library.mark(&Which::All(query), &mark, NOW).unwrap(), 1);
}

#[test]
fn what_the_server_knows_comes_and_what_changes_here_goes() {
    let (mut library, _) = synced();
    assert_eq!(found(&library, "is:read"), ["Story 2"]);
    assert_eq!(found(&library, "starred"), ["Story 3"]);
    assert_eq!(library.unsent().unwrap(), []);
    mark(&mut library, "Story 1", Mark::Read(true));
    let unsent = library.unsent().unwrap();
    assert_eq!(
        unsent,
        [Unsent {
            number: 1,
            read: true,
            starred: false,
            differs: (true, false)
        }]
    );
    library.sent(&unsent).unwrap();
    assert_eq!(library.unsent().unwrap(), []);
    // What is taken back is sent as it is in the end.
    library.undo().unwrap();
    assert_eq!(library.unsent().unwrap()[0].differs, (true, false));
}

#[test]
fn the_server_wins_except_over_what_was_changed_here() {
    let (mut library, _) = synced();
    mark(&mut library, "Story 1", Mark::Starred(true));
    mark(&mut library, "Story 3", Mark::Read(true));
    // Elsewhere 1 was read, 2 made unread, 3 starred no more.
    library.agree(&set(&[2, 3]), &set(&[])).unwrap();
    assert_eq!(found(&library, "is:read is:starred"), ["Story 1"]);
    assert_eq!(found(&library, "unread"), ["Story 2"]);
    assert_eq!(found(&library, "is:read -starred"), ["Story 3"]);
    let unsent: Vec<(i64, (bool, bool))> = library
        .unsent()
        .unwrap()
        .iter()
        .map(|one| (one.number, one.differs))
        .collect();
    assert_eq!(unsent, [(1, (false, true)), (3, (true, false))]);
    assert_eq!(library.check().unwrap(), [""; 0], "the counts are true");
}

#[test]
fn an_article_that_is_here_already_does_not_come_twice() {
    let mut library = Library::in_memory().unwrap();
    let (feed, _) = library.follow("https://lamp.example/feed", "").unwrap();
    let mut before = item(feed, 2).incoming;
    before.item = "https://lamp.example/2".to_owned();
    library.save(&[before], NOW).unwrap();
    let streams = [stream("feed/1", "https://lamp.example/feed")];
    assert_eq!(
        library.follow_streams(&streams, NOW).unwrap()["feed/1"],
        feed
    );
    assert_eq!(library.due(None, NOW).unwrap(), [], "the server asks it");
    let mut twin = item(feed, 4);
    twin.incoming.article.meta.url = Some("https://lamp.example/2".to_owned());
    let saved = library.save_synced(&[item(feed, 2), twin], NOW).unwrap();
    assert!(
        matches!(saved[..], [Saved::Same(_), Saved::New(_)]),
        "{saved:?}"
    );
    assert_eq!(found(&library, "is:read"), ["Story 2"]);
}

#[test]
fn feeds_follow_the_server_and_the_reader() {
    let (mut library, feed) = synced();
    library
        .change_feed(feed, &[FeedChange::Removed(true)], NOW)
        .unwrap();
    assert_eq!(library.unfollowed_streams().unwrap(), ["feed/1"]);
    library.follow_streams(&[], NOW).unwrap();
    assert_eq!(library.unfollowed_streams().unwrap(), [""; 0]);
    library
        .follow_streams(&[stream("feed/1", "https://lamp.example/feed")], NOW)
        .unwrap();
    let feeds = library.feeds().unwrap();
    assert_eq!(
        (feeds[1].id, feeds[1].tags.as_slice()),
        (feed, &["sea".to_owned()][..])
    );
    library.forget_server().unwrap();
    assert_eq!(library.due(None, NOW).unwrap().len(), 1);
    // The feed has a name of its own for it, or its address; it does not come twice.
    let named = |name: &str, number| Incoming {
        item: name.to_owned(),
        ..item(feed, number).incoming
    };
    for (name, number) in [
        ("tag:lamp,1", 1),
        ("tag:lamp,1", 1),
        ("https://lamp.example/2", 2),
    ] {
        let saved = library.save(&[named(name, number)], NOW).unwrap();
        assert!(matches!(saved[..], [Saved::Same(_)]), "{name}: {saved:?}");
    }
    // Another one with the same address is another one.
    let saved = library.save(&[named("tag:lamp,3", 1)], NOW).unwrap();
    assert!(matches!(saved[..], [Saved::New(_)]), "{saved:?}");
}

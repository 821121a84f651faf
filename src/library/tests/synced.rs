//! A server and the shelf come to agree.

use super::*;

pub(super) fn stream(name: &str, url: &str) -> Stream {
    Stream {
        name: name.to_owned(),
        url: url.to_owned(),
        title: "Lamp".to_owned(),
        tags: vec!["sea".to_owned()],
    }
}

/// A shelf with three articles of one feed of a server: the second read, the third a favourite.
pub(super) fn synced() -> (Library, FeedId) {
    let mut library = Library::in_memory().unwrap();
    let feed = follow(
        &mut library,
        &[stream("feed/1", "https://lamp.example/feed")],
    )
    .feeds["feed/1"];
    let items: Vec<SyncedItem> = (1..=3).map(|number| item(feed, number)).collect();
    library.save_synced(&items, &mut SyncAct::new(NOW)).unwrap();
    (library, feed)
}

pub(super) fn follow(library: &mut Library, streams: &[Stream]) -> Followed {
    let mut act = SyncAct::new(NOW);
    let followed = library.follow_streams(streams, true, false, &mut act);
    library.end_sync(&act).unwrap();
    followed.unwrap()
}

pub(super) fn item(feed: FeedId, number: i64) -> SyncedItem {
    let title = format!("Story {number}");
    let name = format!("{number:016x}");
    let mut incoming = incoming(
        feed,
        &SyncedItem::item(&name),
        "2026-08-04",
        &title,
        "It rained.",
        "",
    );
    incoming.article.meta.url = Some(format!("https://lamp.example/{number}"));
    SyncedItem {
        name,
        state: State {
            read: number == 2,
            starred: number == 3,
        },
        incoming,
    }
}

/// What the server says of these numbers: what it has, what is unread, what is a favourite.
fn heard(has: &[i64], unread: &[i64], starred: &[i64]) -> Heard {
    let set = |numbers: &[i64]| numbers.iter().map(|it| format!("{it:016x}")).collect();
    Heard {
        unread: set(unread),
        starred: set(starred),
        present: set(has),
        newest: None,
    }
}

fn agree(library: &mut Library, heard: &Heard) {
    let mut act = SyncAct::new(NOW);
    library.agree(heard, &mut act).unwrap();
    library.end_sync(&act).unwrap();
}

fn mark(library: &mut Library, title: &str, mark: Mark) {
    let query = Query::parse(&format!("title:\"{title}\""), NOW).unwrap();
    assert_eq!(library.mark(&Which::All(query), &mark, NOW).unwrap(), 1);
}

/// What is unsent, by the end of its name: whether read and starred differ.
fn unsent(library: &Library) -> Vec<(String, bool, bool)> {
    let unsent = library.unsent().unwrap().into_iter();
    let row = |one: Unsent| {
        let end = one.name.trim_start_matches('0').to_owned();
        (end, one.differs.read, one.differs.starred)
    };
    unsent.map(row).collect()
}

#[test]
fn what_the_server_knows_comes_and_what_changes_here_goes() {
    let (mut library, _) = synced();
    assert_eq!(found(&library, "is:read"), ["Story 2"]);
    assert_eq!(found(&library, "starred"), ["Story 3"]);
    assert_eq!(unsent(&library), []);
    mark(&mut library, "Story 1", Mark::Read(true));
    assert_eq!(unsent(&library), [("1".to_owned(), true, false)]);
    let all = library.unsent().unwrap();
    library.sent(&all).unwrap();
    assert_eq!(unsent(&library), []);
    // What is taken back is sent as it is in the end.
    library.undo().unwrap();
    assert_eq!(unsent(&library), [("1".to_owned(), true, false)]);
}

#[test]
fn the_server_wins_except_over_what_was_changed_here() {
    let (mut library, _) = synced();
    mark(&mut library, "Story 1", Mark::Starred(true));
    mark(&mut library, "Story 3", Mark::Read(true));
    // Elsewhere 1 was read, 2 made unread, 3 starred no more.
    agree(&mut library, &heard(&[1, 2, 3], &[2, 3], &[]));
    assert_eq!(found(&library, "is:read is:starred"), ["Story 1"]);
    assert_eq!(found(&library, "unread"), ["Story 2"]);
    assert_eq!(found(&library, "is:read -starred"), ["Story 3"]);
    let left = [("1".to_owned(), false, true), ("3".to_owned(), true, false)];
    assert_eq!(unsent(&library), left);
    assert_eq!(
        library.check(|_| ()).unwrap(),
        [""; 0],
        "the counts are true"
    );
    // All of it is one act.
    let told = library.undo().unwrap().unwrap();
    assert_eq!(told, "synchronised (2 read or unread, 1 favourite)");
    assert_eq!(found(&library, "starred"), ["Story 3", "Story 1"]);
    assert_eq!(found(&library, "is:read"), ["Story 3", "Story 2"]);
}

#[test]
fn a_server_says_nothing_of_what_it_no_longer_has() {
    let (mut library, _) = synced();
    let lists = heard(&[2], &[], &[]);
    let doubts = library.doubts(&lists).unwrap();
    let doubts: Vec<&str> = doubts
        .iter()
        .map(|doubt| doubt.name.trim_start_matches('0'))
        .collect();
    assert_eq!(doubts, ["1", "3"]);
    let gone = ["1", "3"].map(|it| format!("{it:0>16}"));
    library.gone(&gone).unwrap();
    agree(&mut library, &lists);
    assert_eq!(found(&library, "unread"), ["Story 3", "Story 1"]);
    assert_eq!(found(&library, "starred"), ["Story 3"]);
    assert_eq!(library.doubts(&lists).unwrap(), [], "it is asked once");
    // What is marked meanwhile is not told; it is, once the server has the article again.
    mark(&mut library, "Story 1", Mark::Read(true));
    assert_eq!(unsent(&library), []);
    agree(&mut library, &heard(&[1, 2], &[1], &[]));
    assert_eq!(unsent(&library), [("1".to_owned(), true, false)]);
}

#[test]
fn an_article_that_is_here_already_does_not_come_twice() {
    let mut library = Library::in_memory().unwrap();
    let (feed, _) = library.follow("https://lamp.example/feed", "").unwrap();
    let mut before = item(feed, 2).incoming;
    before.item = "https://lamp.example/2".to_owned();
    library.save(&[before], NOW).unwrap();
    let streams = [stream("feed/1", "http://lamp.example/feed")];
    assert_eq!(follow(&mut library, &streams).feeds["feed/1"], feed);
    assert_eq!(library.due(None, NOW).unwrap(), [], "the server asks it");
    let mut twin = item(feed, 4);
    twin.incoming.article.meta.url = Some("https://lamp.example/2".to_owned());
    twin.incoming.article.meta.published = Some("2026-08-05".to_owned());
    let mut act = SyncAct::new(NOW);
    let saved = library.save_synced(&[item(feed, 2), twin], &mut act);
    let saved = saved.unwrap();
    assert!(
        matches!(saved[..], [Saved::Same(_), Saved::New(_)]),
        "{saved:?}"
    );
    assert_eq!(found(&library, "is:read"), ["Story 2"]);
}

#[test]
fn a_new_numbering_makes_no_doubles_and_mixes_nothing_up() {
    let (mut library, feed) = synced();
    mark(&mut library, "Story 1", Mark::Starred(true));
    // The feed was given up and followed again: 11 is Story 1, and 3 another story.
    let all = ["1", "2", "3"].map(|it| format!("{it:0>16}"));
    library.gone(&all).unwrap();
    let renamed = |number, story| SyncedItem {
        name: format!("{number:016x}"),
        incoming: Incoming {
            item: SyncedItem::item(&format!("{number:016x}")),
            ..item(feed, story).incoming
        },
        state: State::default(),
    };
    let items = [renamed(0x11, 1), renamed(3, 9)];
    let saved = library.save_synced(&items, &mut SyncAct::new(NOW)).unwrap();
    assert!(
        matches!(saved[..], [Saved::Same(_), Saved::New(_)]),
        "{saved:?}"
    );
    assert_eq!(library.count(&Query::default()).unwrap(), 4);
    assert_eq!(found(&library, "starred"), ["Story 3", "Story 1"]);
    assert_eq!(unsent(&library), [("11".to_owned(), false, true)]);
    assert_eq!(library.check(|_| ()).unwrap(), [""; 0]);
}

#[test]
fn corrected_words_are_taken_over_and_the_old_ones_kept() {
    let (mut library, feed) = synced();
    let mut again = item(feed, 3).incoming;
    again.article.text = "It poured.".to_owned();
    again.hash = text_hash(&again.article);
    let name = format!("{:016x}", 3);
    let looked = [name.clone()];
    assert_eq!(library.unlooked(0, 9).unwrap().len(), 3);
    let changed = library.renew_synced(&looked, &[(name.clone(), again)], NOW + 9);
    assert_eq!(changed.unwrap(), 1);
    assert_eq!(library.unlooked(0, 9).unwrap().last(), Some(&name));
    let id = library.ids(&Query::parse("starred", NOW).unwrap()).unwrap()[0];
    assert_eq!(
        library.article(id).unwrap().unwrap().article.text,
        "It poured."
    );
    assert_eq!(library.versions(id).unwrap()[0].article.text, "It rained.");
    // Another story under its name is no correction.
    let other = item(feed, 7).incoming;
    let changed = library.renew_synced(&looked, &[(name, other)], NOW + 9);
    assert_eq!(changed.unwrap(), 0);
}

#[test]
fn tags_of_articles_go_both_ways() {
    let (mut library, _) = synced();
    let name = |number: i64| format!("{number:016x}");
    let mut act = SyncAct::new(NOW);
    library
        .agree_tag(&[name(1)], "ferry", true, &mut act)
        .unwrap();
    library.end_sync(&act).unwrap();
    assert_eq!(found(&library, "tag:ferry"), ["Story 1"]);
    assert_eq!(library.unsent_tags().unwrap(), []);
    mark(&mut library, "Story 2", Mark::Tag("quay".to_owned(), true));
    mark(
        &mut library,
        "Story 1",
        Mark::Tag("ferry".to_owned(), false),
    );
    let unsent = library.unsent_tags().unwrap();
    let quay = (name(2), "quay".to_owned(), true);
    assert_eq!(unsent, [(name(1), "ferry".to_owned(), false), quay.clone()]);
    library.tags_sent(&[name(1)], "ferry", false).unwrap();
    assert_eq!(library.unsent_tags().unwrap(), [quay]);
    library.undo().unwrap();
    library.undo().unwrap();
    assert_eq!(
        library.undo().unwrap().as_deref(),
        Some("synchronised (1 tag)")
    );
    assert_eq!(found(&library, "tag:ferry"), [""; 0]);
}

/// A shelf of which a favourite and a tag were being told when there was an end, and what was to be told.
fn ended_while_telling() -> (Library, Vec<Unsent>) {
    let (mut library, _) = synced();
    mark(&mut library, "Story 1", Mark::Starred(true));
    mark(&mut library, "Story 2", Mark::Tag("quay".to_owned(), true));
    let unsent = library.unsent().unwrap();
    library.telling(&unsent).unwrap();
    let tagged = [format!("{:016x}", 2)];
    library.telling_tag(&tagged, "quay").unwrap();
    (library, unsent)
}

/// A state is told, the program ends before it notes that, and the reader takes it back: the server's answer is older.
#[test]
fn what_was_being_told_at_an_end_is_told_again_as_it_is_now() {
    let (mut library, _) = ended_while_telling();
    let name = |number: i64| format!("{number:016x}");
    let known = library.synced_tags().unwrap();
    assert_eq!(known, [(name(2), "quay".to_owned(), true)]);
    // It heard, and here is the end.
    let heard = heard(&[1, 2], &[1], &[1]);
    mark(&mut library, "Story 1", Mark::Starred(false));
    mark(&mut library, "Story 2", Mark::Tag("quay".to_owned(), false));
    let mut act = SyncAct::new(NOW);
    library.agree(&heard, &mut act).unwrap();
    assert_eq!(found(&library, "is:starred"), ["Story 3"]);
    let unsent = library.unsent().unwrap();
    assert_eq!(unsent.len(), 1, "{unsent:?}");
    assert!(!unsent[0].state.starred && unsent[0].differs.starred && !unsent[0].differs.read);
    let tags = library.unsent_tags().unwrap();
    assert_eq!(tags, [(name(2), "quay".to_owned(), false)]);
    library.sent(&unsent).unwrap();
    library.tags_sent(&[name(2)], "quay", false).unwrap();
    assert_eq!(library.unsent().unwrap(), []);
    assert_eq!(library.unsent_tags().unwrap(), []);
}

/// What the server did not hear before an end stays here, and is told again.
#[test]
fn what_was_not_heard_at_an_end_stays() {
    let (mut library, unsent) = ended_while_telling();
    let heard = heard(&[1, 2], &[1], &[]);
    library.agree(&heard, &mut SyncAct::new(NOW)).unwrap();
    assert_eq!(found(&library, "is:starred"), ["Story 3", "Story 1"]);
    assert_eq!(library.unsent().unwrap(), unsent);
    let tag = (format!("{:016x}", 2), "quay".to_owned(), true);
    assert_eq!(library.unsent_tags().unwrap(), [tag]);
}

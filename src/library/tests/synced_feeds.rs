//! Feeds on a server and on the shelf: followed, given up, renamed, moved.

use super::synced::{follow, item, stream, synced};
use super::*;

#[test]
fn feeds_follow_the_server_and_the_reader() {
    let (mut library, feed) = synced();
    let lamp = [stream("feed/1", "https://lamp.example/feed")];
    library
        .change_feed(feed, &[FeedChange::Removed(true)], NOW)
        .unwrap();
    assert_eq!(
        library.unfollowed_streams().unwrap(),
        (vec!["feed/1".to_owned()], 1)
    );
    // The server has not heard of it yet: it stays given up.
    follow(&mut library, &lamp);
    assert_eq!(library.feeds().unwrap().len(), 1);
    library.unfollowed("feed/1").unwrap();
    assert_eq!(library.unfollowed_streams().unwrap(), (vec![], 0));
    // Taken back, it is followed there again.
    while library
        .undo()
        .unwrap()
        .is_some_and(|what| what != "feed changed")
    {}
    let unserved = library.unserved().unwrap();
    assert_eq!(unserved[0].1.url, "https://lamp.example/feed");
    follow(&mut library, &lamp);
    assert_eq!(library.unserved().unwrap(), []);
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

#[test]
fn what_a_server_gives_up_is_given_up_unless_it_is_most_of_all() {
    let mut library = Library::in_memory().unwrap();
    let streams: Vec<Stream> = (1..=10)
        .map(|it| stream(&format!("feed/{it}"), &format!("https://lamp.example/{it}")))
        .collect();
    follow(&mut library, &streams);
    assert_eq!(library.feeds().unwrap().len(), 11);
    assert_eq!(follow(&mut library, &streams[..9]).held, 0);
    assert_eq!(library.feeds().unwrap().len(), 10);
    assert_eq!(follow(&mut library, &streams[..2]).held, 7);
    assert_eq!(follow(&mut library, &[]).held, 9);
    assert_eq!(library.feeds().unwrap().len(), 10);
    // A list with gaps says of nothing that it was given up.
    let mut act = SyncAct::new(NOW);
    let gaps = library.follow_streams(&streams[..8], false, false, &mut act);
    assert_eq!(gaps.unwrap().held, 0);
    assert_eq!(library.feeds().unwrap().len(), 10);
    let meant = library.follow_streams(&[], true, true, &mut act).unwrap();
    assert_eq!(meant.held, 0);
    library.end_sync(&act).unwrap();
    assert_eq!(library.feeds().unwrap().len(), 1);
    assert_eq!(
        library.undo().unwrap().as_deref(),
        Some("synchronised (9 feeds)")
    );
    assert_eq!(library.feeds().unwrap().len(), 10);
}

#[test]
fn what_a_server_brought_is_taken_back_here_alone() {
    let (mut library, feed) = synced();
    let lamp = [stream("feed/1", "https://lamp.example/feed")];
    let state = |library: &Library| {
        let listed = library.count(&Query::default()).unwrap();
        let told = library.unfollowed_streams().unwrap();
        (library.feeds().unwrap().len() - 1, listed, told.0.len())
    };
    let (followed, listed, _) = state(&library);
    assert_eq!((followed, listed > 0), (1, true));
    while library.undo().unwrap().is_some() {}
    assert_eq!(state(&library), (0, 0, 0));
    // The server goes on sending its articles.
    let mut act = SyncAct::new(NOW);
    follow(&mut library, &lamp);
    library.save_synced(&[item(feed, 9)], &mut act).unwrap();
    assert_eq!(state(&library), (0, 0, 0));
    // Followed again here, all are listed; given up from then on, the server hears of it.
    library.follow("https://lamp.example/feed", "Lamp").unwrap();
    assert_eq!(state(&library), (1, listed + 1, 0));
    follow(&mut library, &lamp);
    library
        .change_feed(feed, &[FeedChange::Removed(true)], NOW)
        .unwrap();
    assert_eq!(state(&library), (0, listed + 1, 1));
}

#[test]
fn names_and_folders_go_both_ways() {
    let (mut library, feed) = synced();
    let url = "https://lamp.example/feed";
    let there = |title: &str, tags: &[&str]| Stream {
        title: title.to_owned(),
        tags: tags.iter().map(ToString::to_string).collect(),
        ..stream("feed/1", url)
    };
    let here = |library: &Library| {
        let feed = library.feeds().unwrap().remove(1);
        (feed.name, feed.tags)
    };
    follow(&mut library, &[there("Lamp of the Quay", &["morning"])]);
    let names = ("Lamp of the Quay".to_owned(), vec!["morning".to_owned()]);
    assert_eq!(here(&library), names);
    assert_eq!(library.stream_edits(false).unwrap(), []);
    // Taken back here, it is taken back there.
    library.undo().unwrap();
    assert_eq!(here(&library).0, "Lamp");
    let edits = library.stream_edits(false).unwrap();
    assert_eq!(
        edits,
        [StreamEdit {
            feed,
            stream: "feed/1".to_owned(),
            title: Some("Lamp".to_owned()),
            into: Some("sea".to_owned()),
            out_of: Some("morning".to_owned()),
        }]
    );
    library.edited(&edits[0]).unwrap();
    assert_eq!(library.stream_edits(false).unwrap(), []);
    follow(&mut library, &[there("Lamp", &["sea"])]);
    assert_eq!(here(&library), ("Lamp".to_owned(), vec!["sea".to_owned()]));
    // A further tag stays here where a feed has one folder there; a name given here wins.
    let changes = [
        FeedChange::Tag("boats".to_owned(), true),
        FeedChange::Name(Some("My lamp".to_owned())),
    ];
    library.change_feed(feed, &changes, NOW).unwrap();
    follow(&mut library, &[there("The Lamp", &["sea"])]);
    assert_eq!(here(&library).0, "My lamp");
    let edit = library.stream_edits(false).unwrap().remove(0);
    assert_eq!((edit.title.as_deref(), edit.into), (Some("My lamp"), None));
    let edit = library.stream_edits(true).unwrap().remove(0);
    assert_eq!(edit.into.as_deref(), Some("boats"));
}

#[test]
fn every_folder_is_told_and_a_change_meanwhile_is_not_forgotten() {
    let (mut library, feed) = synced();
    let tag = |tag: &str, on: bool| FeedChange::Tag(tag.to_owned(), on);
    let name = |name: &str| FeedChange::Name(Some(name.to_owned()));
    let changes = [tag("boats", true), tag("quay", true), tag("sea", false)];
    library.change_feed(feed, &changes, NOW).unwrap();
    let edits = library.stream_edits(true).unwrap();
    let told: Vec<_> = edits
        .iter()
        .map(|edit| (edit.into.as_deref(), edit.out_of.as_deref()))
        .collect();
    assert_eq!(told, [(Some("boats"), Some("sea")), (Some("quay"), None)]);
    for edit in &edits {
        library.editing(edit).unwrap();
        library.edited(edit).unwrap();
    }
    assert_eq!(library.stream_edits(true).unwrap(), []);
    // Where a feed has one folder there, it goes into one.
    library
        .change_feed(feed, &[tag("evening", true), tag("night", true)], NOW)
        .unwrap();
    assert_eq!(library.stream_edits(false).unwrap(), []);
    // Renamed again while the server is told.
    library.change_feed(feed, &[name("One")], NOW).unwrap();
    let edit = library.stream_edits(false).unwrap().remove(0);
    library.change_feed(feed, &[name("Other")], NOW).unwrap();
    library.edited(&edit).unwrap();
    let edit = library.stream_edits(false).unwrap().remove(0);
    assert_eq!(edit.title.as_deref(), Some("Other"));
}

//! What other readers knew comes in line by line: taken over, or told with why; twice is once; undone
//! at once.

#![allow(clippy::unwrap_used)]

mod place;

use place::Place;
use rusqlite::{Connection, params};

/// newsboat's files in a folder of the place, as its 2.21 leaves them.
fn newsboat(place: &Place, urls: &str, config: &str, items: &[(&str, &str, &str, bool)]) {
    let folder = place.0.join("newsboat");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("urls"), urls).unwrap();
    std::fs::write(folder.join("config"), config).unwrap();
    let db = Connection::open(folder.join("cache.db")).unwrap();
    db.execute_batch(
        "CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid TEXT, title TEXT,
           author TEXT, url TEXT, feedurl TEXT, pubDate INTEGER, content TEXT, unread INTEGER,
           enclosure_url TEXT, flags TEXT, deleted INTEGER NOT NULL DEFAULT 0);",
    )
    .unwrap();
    for (feed, title, flags, unread) in items {
        db.execute(
            "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, enclosure_url, flags)
             VALUES (?2, ?2, '', 'https://herald.example/' || ?2, ?1, 1793950000, '<p>Words of the harbour.</p>', ?4, ?5, ?3)",
            params![feed, title, flags, unread, if title.contains("talk") { "https://a.example/x.mp3" } else { "" }],
        )
        .unwrap();
    }
}

const HERALD: &str = "https://herald.example/feed";

#[test]
fn newsboats_setup_is_taken_over_or_told() {
    let place = Place::new("newsboat");
    let urls = "https://herald.example/feed sea \"~My Herald\"\nfeed://lamp.example/rss !\nftp://old.example/rss\n\
        \"query:Quays:title =~ \\\"quay|pier\\\"\" daily\n\"query:Big:title =~ \\\"^Big\\\"\"\n";
    let config =
        "ignore-article \"*\" \"title =~ \\\"advert\\\"\"\nmacro y open\nbind-key j down\n";
    let items = [
        (HERALD, "Old quays fall", "", true),
        (HERALD, "Ferry stays", "s", false),
        (HERALD, "A talk on piers", "", true),
        (HERALD, "An Advertisement", "", true),
        ("https://gone.example/", "Nobody's", "", true),
    ];
    newsboat(&place, urls, config, &items);
    let output = place.run(&["import", "newsboat", "newsboat"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        told,
        "pullquote: ftp://old.example/rss: ftp: cannot be followed; pullquote asks http and https addresses\n\
         pullquote: Big: this query feed was left out: title =~ \"^Big\" has no counterpart\n"
    );
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        said,
        "2 feeds, 2 of them new; 2 query feeds\n4 articles, 4 of them new\n\
         hidden feeds (!): listed here like all others: feed://lamp.example/rss\n\
         tags of query feeds (Quays): not taken over; saved queries have none\n\
         ignore-article: a filter hides title:\"*advert*\" from now on; `pullquote filter` lists it\n\
         keys (bind-key): not taken over; keymap = \"newsboat\" in pullquote's settings gives newsboat's own keys, [keys] yours\n\
         macros (macro): not taken over; pullquote has none; its key | gives an article to a command\n\
         1 article of feeds that `urls` does not name: not taken over\n\
         enclosures of 1 article (sound, pictures): not taken over; the library keeps none\n"
    );
    assert_eq!(place.says(&["list", "--count"]), "3\n");
    assert_eq!(place.says(&["list", "Quays", "--count"]), "2\n");
    assert_eq!(
        place.says(&["list", "tag:flag-s is:read starred", "--count"]),
        "1\n"
    );
    assert!(
        place
            .says(&["feeds"])
            .contains("My Herald · https://herald.example/feed")
    );
    let again = place.run(&["import", "newsboat", "newsboat"]);
    let said = String::from_utf8(again.stdout).unwrap();
    assert!(
        said.starts_with("2 feeds, 0 of them new; 2 query feeds\n4 articles, 0 of them new\n"),
        "{said}"
    );
    assert_eq!(place.says(&["filter"]).lines().count(), 1);
    assert_eq!(place.says(&["list", "is:updated", "--count"]), "0\n");
    place.says(&["undo"]);
    assert_eq!(place.says(&["list", "--count"]), "0\n");
    assert!(place.says(&["feeds"]).is_empty());
    assert!(place.says(&["filter"]).is_empty());
}

#[test]
fn a_list_says_what_it_leaves_out() {
    let place = Place::new("opml");
    let list = "<opml><body><outline text='News'><outline text='World'>\
        <outline text='Mine' xmlUrl='feed://herald.example/feed'/></outline></outline>\
        <outline text='x' xmlUrl='exec:touch ran'/><outline text='y' xmlUrl='file:///dev/tty'/>\
        <outline text='z' xmlUrl='mailto:ana@a.example'/><outline text='cut' xmlUrl='https://a.exa";
    std::fs::write(place.0.join("list.opml"), list).unwrap();
    let output = place.run(&["import", "opml", "list.opml"]);
    let told = String::from_utf8(output.stderr).unwrap();
    for part in [
        "exec:touch ran: a list cannot make pullquote run a command",
        "file:///dev/tty: there is no such file",
        "mailto:ana@a.example: mailto: cannot be followed",
        "list.opml: the list breaks off or is damaged at line 1; what stands before is kept (1 feed)",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(
        place
            .says(&["feeds"])
            .contains("Mine · http://herald.example/feed · tags News/World")
    );
    let out = place.says(&["export", "opml"]);
    let other = Place::new("opml-other");
    std::fs::write(other.0.join("list.opml"), &out).unwrap();
    other.says(&["import", "opml", "list.opml"]);
    assert_eq!(other.says(&["export", "opml"]), out);
    assert!(
        other
            .says(&["feeds", "Mine", "--name", "Ours"])
            .contains("Ours")
    );
    other.says(&["import", "opml", "list.opml"]);
    assert!(
        other.says(&["feeds"]).contains("Ours"),
        "a name that was given here stays"
    );
    for _ in 0..3 {
        other.says(&["undo"]);
    }
    assert!(other.says(&["feeds"]).is_empty());
}

#[test]
fn what_was_added_is_taken_back_and_done_again() {
    let place = Place::new("add-undo");
    let feed = "<rss version='2.0'><channel><title>Harbour Herald</title><item><title>Storm</title><guid>1</guid></item></channel></rss>";
    std::fs::write(place.0.join("feed.xml"), feed).unwrap();
    let state = || {
        let feeds = place.says(&["feeds", "--json"]);
        let followed = feeds.lines().filter(|row| row.contains("feed.xml")).count();
        format!("{followed} {}", place.says(&["list", "--count"]).trim())
    };
    place.says(&["add", "feed.xml", "ferry.txt", "--tag", "sea"]);
    assert_eq!(state(), "1 2");
    place.says(&["undo"]);
    assert_eq!(state(), "0 0");
    place.says(&["redo"]);
    assert_eq!(state(), "1 2");
    assert_eq!(place.says(&["list", "tag:sea", "--count"]), "2\n");
    place.says(&["undo"]);
    place.says(&["add", "feed.xml"]);
    assert_eq!(state(), "1 1");
    assert!(place.says(&["add", "ferry.txt"]).contains("kept  Council"));
    assert_eq!(state(), "1 2");
    assert!(place.says(&["doctor"]).contains("all is well"));
}

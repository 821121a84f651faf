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
        "2 feeds, 2 of them new; 1 query feed\n4 articles, 4 of them new\n\
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
        said.starts_with("2 feeds, 0 of them new; 1 query feed\n4 articles, 0 of them new\n"),
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
fn odd_rows_of_newsboats_cache_cost_nothing_but_themselves() {
    let place = Place::new("newsboat-odd");
    newsboat(
        &place,
        "https://herald.example/feed\n",
        "",
        &[(HERALD, "Ferry stays", "", true)],
    );
    let cache = place.0.join("newsboat/cache.db");
    let db = Connection::open(&cache).unwrap();
    db.execute_batch(
        "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, enclosure_url, flags) VALUES
           (x'ff01', x'c328', NULL, x'ff', 'https://herald.example/feed', 'soon', x'3c703ec3283c2f703e', 'x', '', NULL),
           (NULL, 'Quay falls', 7, 'https://herald.example/2', 'https://herald.example/feed', 9e300, 'Words.', 1.5, NULL, 3),
           ('g4', 'Rain', '', 'https://herald.example/3', 'https://herald.example/feed', -9223372036854775807, 'Words.', 1, '', '')",
    )
    .unwrap();
    drop(db);
    let output = place.run(&["import", "newsboat", "newsboat"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), told.as_str()), (Some(0), ""));
    let rows = place.says(&["list", "--limit", "0"]);
    for title in ["Ferry stays", "Quay falls", "Rain"] {
        assert!(rows.contains(title), "{rows}");
    }
    // A cache that is reckoned while it is read, without an end.
    std::fs::remove_file(&cache).unwrap();
    let db = Connection::open(&cache).unwrap();
    db.execute_batch(
        "CREATE VIEW rss_item AS WITH RECURSIVE c(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM c)
           SELECT id, id AS guid, id AS title, '' AS author, id AS url, 'https://herald.example/feed' AS feedurl,
             1 AS pubDate, id AS content, 1 AS unread, '' AS enclosure_url, '' AS flags, 0 AS deleted FROM c",
    )
    .unwrap();
    drop(db);
    let told = place.fails(&["import", "newsboat", "newsboat"], 1);
    assert!(told.contains("it has no table rss_item"), "{told}");
}

#[test]
fn newsboats_included_files_are_read_or_told() {
    let place = Place::new("newsboat-include");
    let folder = place.0.join("newsboat");
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(
        "urls",
        "include \"more/urls\"\nhttps://herald.example/feed\n",
    );
    write("more/urls", "https://lamp.example/rss\ninclude ../urls\n");
    write(
        "config",
        "include \"filters\"\ninclude none\ninclude ../outside\n",
    );
    write(
        "filters",
        "define-filter \"Quays\" \"title =~ \\\"quay\\\"\"\n",
    );
    std::fs::write(place.0.join("outside"), "bind-key j down\n").unwrap();
    let output = place.run(&["import", "newsboat", "newsboat"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    for line in [
        "include none: not read; there is no such file",
        "include ../outside: not read; it is outside of newsboat's folder; give its path to `pullquote import`",
        "include ../urls: not read; it includes itself",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    let feeds = place.run(&["feeds", "--json"]);
    let feeds = String::from_utf8_lossy(&feeds.stdout).into_owned();
    assert!(
        feeds.contains("herald.example") && feeds.contains("lamp.example"),
        "{feeds}"
    );
}

#[test]
fn what_other_readers_write_beside_their_feeds_is_told() {
    let place = Place::new("opml-beside");
    let list = r#"<opml version="2.0" xmlns:frss="https://freshrss.org/opml"><body>
        <outline text="News" frss:opmlUrl="https://lists.example/news.opml">
          <outline text="Herald" type="rss" xmlUrl="https://herald.example/feed" frss:cssFullContent="article" frss:filtersActionRead="intitle:advert"/>
          <outline text="Lamp" type="HTML+XPath" xmlUrl="https://lamp.example/news" frss:xPathItem="//article"/>
          <outline text="Quay" type="rss" xmlUrl="https://quay.example/feed" scraperRules="main" blocklistRules="advert" crawler="true"/>
        </outline>
        <outline text="tt-rss-prefs" schema-version="146"><outline pref-name="DIGEST" value="0"/></outline>
        <outline text="tt-rss-labels" schema-version="146"><outline label-name="Later"/></outline>
      </body></opml>"#;
    std::fs::write(place.0.join("list.opml"), list).unwrap();
    let output = place.run(&["import", "opml", "list.opml"]);
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "3 feeds found, 3 of them new; `pullquote refresh` fetches them\n\
         Lamp: made a feed of a page by the other reader: followed, but not read as a feed\n\
         Herald, Quay: filtered or rewritten by the other reader: not taken over; `pullquote filter` makes filters here\n\
         Herald, Quay: a part of each page was the article: not taken over; `pullquote feeds NAME --full-text on` fetches pages here\n\
         News: a list that the other reader asks again and again: taken over as it is now\n\
         2 settings, labels and filters of the other reader: not taken over\n"
    );
    assert_eq!(output.status.code(), Some(0));
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
        "file:///dev/tty: a list cannot make pullquote read a file of this machine",
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

#[test]
fn a_list_to_read_later_is_taken_over_line_by_line() {
    let place = Place::new("later");
    let list = "URL,Title,Selection,Folder,Timestamp,Tags\n\
        https://lamp.example/1,Ferry,The ferry is late again,Unread,1700000000,\"[\"\"sea\"\"]\"\n\
        https://lamp.example/2,Quay,,Starred,1700000100,\n\
        https://lamp.example/3,Pier,,Archive,1700000200,\n\
        nowhere,Mole,,Unread,1700000300,\n";
    std::fs::write(place.0.join("list.csv"), list).unwrap();
    let output = place.run(&["import", "instapaper", "list.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "pullquote: list.csv: line 5: nowhere: left out; it has no http or https address\n"
    );
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "3 articles, 3 of them new\ntaken over: read 1, favourites 1, tags 1\n\
         2 without their words: x in the reader or `pullquote show NUMBER --fetch` fetches them\n"
    );
    let rows = place.says(&["list"]);
    let rows: Vec<_> = rows.lines().map(str::trim_start).collect();
    assert_eq!(
        rows,
        [
            "3  2023-11-14  read     Pier",
            "2  2023-11-14  starred  Quay",
            "1  2023-11-14  unread   Ferry · tags sea",
        ]
    );
    assert_eq!(place.says(&["search", "late", "--json"]).lines().count(), 1);
    let again = place.run(&["import", "list.csv"]);
    let said = String::from_utf8(again.stdout).unwrap();
    assert!(said.starts_with("3 articles, 0 of them new\n"), "{said}");
    place.says(&["undo"]);
    assert_eq!(place.says(&["list", "--count"]), "0\n");
    let wrong = place.fails(&["import", "pocket", "list.csv"], 1);
    assert!(
        wrong.contains("list.csv: is not Pocket's; it looks like a list of Instapaper's"),
        "{wrong}"
    );
    assert!(
        place
            .fails(&["import", "pokcet"], 1)
            .contains("pokcet: there is no such file")
    );
}

#[test]
fn highlights_become_notes_on_their_passages() {
    let place = Place::new("highlights");
    let folder = place.0.join("omnivore");
    std::fs::create_dir_all(folder.join("content")).unwrap();
    std::fs::create_dir_all(folder.join("highlights")).unwrap();
    let list = r#"[{"slug": "ferry", "title": "Ferry", "url": "https://lamp.example/1", "state": "Archived",
        "labels": ["sea"], "savedAt": "2023-11-14T22:13:20.000Z"}]"#;
    std::fs::write(folder.join("metadata_0_to_1.json"), list).unwrap();
    std::fs::write(
        folder.join("content/ferry.html"),
        "<p>“The ferry is late,” said Ana Ruiz.</p>",
    )
    .unwrap();
    std::fs::write(
        folder.join("highlights/ferry.md"),
        "> ferry is late\n\nAs ever.\n",
    )
    .unwrap();
    for new in [1, 0] {
        let said = place.says(&["import", "omnivore", "omnivore"]);
        assert!(
            said.starts_with(&format!("1 article, {new} of them new\n")),
            "{said}"
        );
        let notes = place.says(&["export", "notes", "--format", "jsonl"]);
        assert_eq!(notes.lines().count(), 1, "{notes}");
        assert!(notes.contains("As ever."), "{notes}");
    }
    assert!(place.says(&["said", "Ruiz"]).contains("The ferry is late"));
    for _ in 0..2 {
        place.run(&["undo"]);
    }
    assert!(place.says(&["list"]).is_empty());
}

//! What is followed: folders, commands, lists of feeds.

use crate::place::Place;

#[test]
fn a_folder_of_letters_is_a_feed() {
    let place = Place::new("maildir");
    let folder = place.0.join("letters");
    std::fs::create_dir_all(folder.join("cur")).unwrap();
    std::fs::create_dir_all(folder.join("new")).unwrap();
    let letter = |file: &str, subject: &str| {
        let text = format!(
            "From: The Ferry Letter <f@ferry.example>\nMessage-ID: <{file}>\nSubject: {subject}\n\
             Date: Tue, 3 Nov 2026 08:15:00 +0000\n\nFrom the pier.\n\n\"It sails,\" said Mara Oduya.\n"
        );
        std::fs::write(folder.join(file), text).unwrap();
    };
    letter("cur/1:2,S", "The first boat");
    std::fs::write(folder.join("cur/broken"), [0xff; 64]).unwrap();
    let added = place.says(&["add", "letters"]);
    assert!(added.contains("followed  letters (1 new)"), "{added}");
    letter("new/2", "The second boat");
    place.says(&["refresh"]);
    let listed = place.says(&["list"]);
    assert!(
        listed.contains("The first boat") && listed.contains("The second boat"),
        "{listed}"
    );
    let said = place.says(&["said", "Oduya", "--format", "jsonl"]);
    assert_eq!(said.lines().count(), 2, "{said}");
    let found = place.says(&["search", "pier", "--format", "jsonl"]);
    assert_eq!(
        found.lines().count(),
        2,
        "sentences that begin with From stay: {found}"
    );
}

#[cfg(unix)]
#[test]
fn what_comes_from_elsewhere_runs_no_command() {
    let place = Place::new("commands");
    let list = "<opml><body><outline text='x' xmlUrl='exec:touch ran'/></body></opml>";
    std::fs::write(place.0.join("list.opml"), list).unwrap();
    let sentence = place.fails(&["import", "opml", "list.opml"], 1);
    assert!(
        sentence.contains("exec:touch ran: a list cannot make"),
        "{sentence}"
    );
    let page = "<title>A page</title><p>With a few words about the ferry and the quay.\
        <link rel=alternate type=application/rss+xml href='exec:touch ran'>";
    std::fs::write(place.0.join("page.html"), page).unwrap();
    place.run(&["add", "page.html"]);
    place.run(&["add", "--feed", "page.html"]);
    assert!(!place.says(&["feeds"]).contains("exec:"));
    place.run(&["refresh"]);
    assert!(!place.0.join("ran").exists(), "a command was run");
    std::fs::write(
        place.0.join("feed.xml"),
        "<rss><channel><title>Mine</title><item><title>Ours</title></item></channel></rss>",
    )
    .unwrap();
    let own = place.says(&["add", "exec:cat feed.xml"]);
    assert_eq!(own, "2  followed  Mine (1 new)\n");
}

#[test]
fn a_command_hears_of_what_it_waits_for() {
    let place = Place::new("watch");
    let item = |number: u8, title: &str, words: &str| {
        format!(
            "<item><title>{title}</title><guid>{number}</guid><description>{words}</description></item>"
        )
    };
    let feed = |items: &[String]| {
        let feed = format!(
            "<rss><channel><title>Herald</title>{}</channel></rss>",
            items.concat()
        );
        std::fs::write(place.0.join("feed.xml"), feed).unwrap();
    };
    let ruiz = "“Stay at home, all of you,” said Ana Ruiz.";
    feed(&[item(1, "Storm closes the quay", ruiz)]);
    place.says(&["add", "exec:cat feed.xml"]);
    place.says(&["filter", "hide", "title:advert"]);
    place.says(&["filter", "run:cat >>heard", "said:ruiz"]);
    place.says(&["filter", "run:echo no bell >&2; exit 1", "title:bell"]);
    let listed = place.says(&["filter"]);
    assert!(listed.contains("run:cat >>heard"), "{listed}");
    feed(&[
        item(1, "Storm closes the quay", ruiz),
        item(2, "Quay is open again", ruiz),
        item(3, "Advert: boats", ruiz),
        item(4, "The boats are full", "“They are,” said Sean Okafor."),
    ]);
    place.says(&["refresh", "herald"]);
    let heard = std::fs::read_to_string(place.0.join("heard")).unwrap();
    let lines: Vec<serde_json::Value> = heard
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 1, "{heard}");
    assert_eq!(
        (&lines[0]["id"], &lines[0]["title"]),
        (&"2".into(), &"Quay is open again".into())
    );
    assert_eq!(lines[0]["quotes"][0]["speaker_name"], "Ana Ruiz");
    feed(&[item(5, "A bell for the quay", "It rings.")]);
    let sentence = place.fails(&["refresh", "herald"], 1);
    assert!(
        sentence.contains("exit 1: the command failed (exit status: 1): no bell"),
        "{sentence}"
    );
    let wrong = place.fails(&["filter", "run:", "title:bell"], 1);
    assert!(wrong.contains("tag:NAME or run:COMMAND"), "{wrong}");
}

#[test]
fn what_was_read_of_a_feed_only_in_part_is_told_without_a_terminal() {
    let place = Place::empty("in-part");
    let items = "<item><title>Quay</title><guid>1</guid></item>";
    let feed = |end: &str| {
        let feed = format!("<rss><channel><title>Herald</title>{items}{end}");
        place.file("feed.xml", feed);
    };
    feed("</channel></rss>");
    place.says(&["add", "exec:cat feed.xml"]);
    let refreshed = || {
        let output = place.run(&["refresh", "herald"]);
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stderr).unwrap()
    };
    assert_eq!(refreshed(), "");
    feed("<item><title>Cut");
    let told = refreshed();
    let sentence = "pullquote: Herald: 1 new, The feed breaks off";
    assert!(told.starts_with(sentence), "{told}");
}

#[test]
fn feeds_come_in_and_go_out() {
    let place = Place::new("feeds");
    let feed = "<rss version='2.0'><channel><title>Harbour Herald</title><item><title>Storm closes the quay</title>\
        <guid>1</guid><description>“Stay at home,” said Ana Ruiz.</description></item></channel></rss>";
    std::fs::write(place.0.join("feed.xml"), feed).unwrap();
    assert_eq!(
        place.says(&["add", "feed.xml"]),
        "2  followed  Harbour Herald (1 new)\n"
    );
    assert_eq!(place.says(&["refresh"]), "1 feed, 0 new articles\n");
    let row: serde_json::Value = serde_json::from_str(&place.says(&[
        "feeds", "herald", "--every", "6h", "--tag", "news", "--json",
    ]))
    .unwrap();
    assert_eq!(
        (&row["every"], &row["tags"][0], &row["unread"]),
        (&21600.into(), &"news".into(), &1.into())
    );
    assert_eq!(
        place.says(&["refresh"]),
        "0 feeds, 0 new articles, 1 not due yet\n"
    );
    let opml = place.says(&["export", "opml"]);
    std::fs::write(place.0.join("feeds.opml"), &opml).unwrap();
    let other = Place::new("feeds-other");
    let list = place.0.join("feeds.opml").display().to_string();
    // A list may come from anywhere: what is read on this machine the reader says alone.
    let sentence = other.fails(&["import", "opml", &list], 1);
    assert!(
        sentence.contains("give it to `pullquote add`"),
        "{sentence}"
    );
    let file = format!("file:{}", place.0.join("feed.xml").display());
    other.says(&["add", &file]);
    other.says(&["feeds", "herald", "--tag", "news"]);
    assert_eq!(other.says(&["list", "tag:news", "--count"]), "1\n");
    std::fs::remove_file(place.0.join("feed.xml")).unwrap();
    let sentence = other.fails(&["refresh"], 1);
    assert!(sentence.contains("Harbour Herald: "), "{sentence}");
    assert_eq!(
        other.says(&["list", "--count"]),
        "1\n",
        "nothing is lost with its file"
    );
}

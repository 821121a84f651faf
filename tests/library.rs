//! The library's commands as scripts use them: what they print, on which stream, with which exit code.

#![allow(clippy::unwrap_used)]

mod place;

use place::{FERRY, Place};
use pullquote::library::Library;
use pullquote::model::{ArticleId, Span};

#[test]
fn from_adding_to_everything_that_somebody_said() {
    let place = Place::new("said");
    assert_eq!(
        place.says(&["add", "ferry.txt", "later.txt", "--tag", "sea"]),
        "1  kept  Council votes to keep harbour ferry\n2  kept  Island remembers the ferry vote\n"
    );
    assert_eq!(place.says(&["list", "--unread", "--count"]), "2\n");
    let listed = place.says(&["list", "--json", "--limit", "1"]);
    let row: serde_json::Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(row["title"], "Island remembers the ferry vote");
    assert_eq!(
        (&row["unread"], &row["tags"][0]),
        (&true.into(), &"sea".into())
    );
    assert_eq!(row["date"], "2026-11-06T09:00:00Z");
    assert!(
        place
            .says(&["search", "boats"])
            .contains("A year later the boats are full")
    );
    assert!(
        place
            .says(&["search", "quote:lifeline -island", "--newest"])
            .is_empty()
    );
    let one = place.says(&["search", "okafor", "--limit", "1", "--save", "Okafor"]);
    assert_eq!(
        one.lines().count(),
        2, // with the words that were found
        "options may stand behind words: {one}"
    );
    assert!(place.says(&["feeds"]).contains("Okafor · okafor"));
    let said = place.says(&["said", "okafor", "--format", "csv"]);
    assert_eq!(said.lines().count(), 3, "{said}");
    let about = place.says(&["said", "Okafor", "about:island", "title:council"]);
    assert!(about.contains("lifeline for the whole island"), "{about}");
    let elsewhere = place.says(&["show", "1", "--elsewhere"]);
    assert!(elsewhere.contains("shortened:      2"), "{elsewhere}");
    let sentence = place.fails(&["said", "Sean Okafer"], 1);
    assert!(sentence.contains("nobody of this name"), "{sentence}");
}

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

#[test]
fn who_speaks_how_much() {
    let place = Place::new("tally");
    place.says(&["add", "ferry.txt", "later.txt"]);
    let table = place.says(&["said", "--by", "speaker", "--format", "csv"]);
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows[0], "speaker,quotes,words,articles,feeds,first,last");
    let words = |row: &&str| row.split(',').nth(2).and_then(|words| words.parse().ok());
    let words: Vec<usize> = rows[1..].iter().filter_map(words).collect();
    assert_eq!(words.len(), rows.len() - 1, "{table}");
    assert!(
        words.is_sorted_by(|a, b| a >= b),
        "most words first: {table}"
    );
    let json = place.says(&[
        "said",
        "okafor",
        "--by",
        "speaker,month",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["speaker"], "Sean Okafor");
    let said = place.says(&["said", "okafor", "--format", "jsonl"]);
    let count = |row: &serde_json::Value| row["quotes"].as_u64();
    let counted: u64 = json.as_array().unwrap().iter().filter_map(count).sum();
    assert_eq!(counted, said.lines().count() as u64, "{json}");
    let none = place.says(&["said", "title:nowhere", "--by", "month", "--format", "csv"]);
    assert_eq!(none.lines().count(), 1, "{none}");
    let text = place.says(&["said", "--by", "speaker", "--limit", "1"]);
    assert!(
        text.contains("Sean Okafor") && !text.contains('█'),
        "{text}"
    );
    assert!(
        place
            .fails(&["said", "--by", "feed", "--format", "bibtex"], 1)
            .contains("--by prints")
    );
    assert!(
        place
            .fails(&["said", "Nemo", "--by", "feed"], 1)
            .contains("nobody of this name")
    );
}

#[test]
fn the_settings_are_checked_with_the_library() {
    let place = Place::new("settings");
    place.set("[keys]\nbrowse = ['w', 'e']\n");
    let keys = place.says(&["keys"]);
    assert!(
        keys.lines()
            .any(|line| line.starts_with("  e  w  ") && line.contains(" browse ")),
        "{keys}"
    );
    place.set("[keys]\ndown = ['g']\n");
    let told = place.says(&["doctor"]);
    assert!(told.contains("note: keys: g (down) hides g"), "{told}");
    place.set("[keys]\ndown = ['w']\nup = ['w']\n");
    for command in ["doctor", "keys"] {
        let told = place.fails(&[command], 1);
        assert!(
            told.contains("config.toml: keys: w is given to both down and up"),
            "{told}"
        );
    }
}

#[test]
fn notes_are_printed_with_their_passages() {
    let place = Place::new("notes");
    place.says(&["add", "ferry.txt", "later.txt"]);
    assert_eq!(place.says(&["export", "notes"]), "");
    {
        let mut library = Library::open(&place.0.join("library.db")).unwrap();
        for (id, words, note) in [
            (
                1,
                "“The ferry is a lifeline for the whole island,”",
                "Ask *him*",
            ),
            (2, "the boats are full", "Count them"),
        ] {
            let id = ArticleId(id);
            let article = library.article(id).unwrap().unwrap().article;
            let start = article.text.find(words).unwrap();
            let passage = Span::new(start, start + words.len());
            library.remark(id, &article, passage, note, 0).unwrap();
        }
    }
    let printed = place.says(&["export", "notes", "council"]);
    let first = "> “The ferry is a lifeline for the whole island,”\n>\n\
                 > — “Council votes to keep harbour ferry”\n\nAsk \\*him\\*\n";
    assert!(printed.contains(first), "{printed}");
    let lines = place.says(&["export", "notes", "--format", "jsonl", "title:remembers"]);
    let note: serde_json::Value = serde_json::from_str(&lines).unwrap();
    assert_eq!(
        (&note["note"], &note["passage"], &note["article"]),
        (
            &"Count them".into(),
            &"the boats are full".into(),
            &2.into()
        )
    );
    let place_of = |index: usize| note["place"][index].as_u64().unwrap();
    assert_eq!(place_of(1) - place_of(0), 18);
}

#[test]
fn everything_is_everything_however_much_somebody_said() {
    let place = Place::new("everything");
    let many: Vec<String> = (0..130)
        .map(|nth| format!("“Boat {nth} of the fleet is late again,” said Sean Okafor.\n"))
        .collect();
    let long = format!("The fleet\n\n{}", many.join("\n"));
    std::fs::write(place.0.join("long.txt"), long).unwrap();
    place.says(&["add", "long.txt"]);
    let said = |more: &[&str]| {
        let all = place.says(&[&["said", "okafor", "--format", "jsonl"], more].concat());
        all.lines().count()
    };
    assert_eq!(said(&[]), 130);
    assert_eq!(said(&["--limit", "7"]), 7);
    let found = place.says(&["search", "boat", "--limit", "0", "--format", "jsonl"]);
    assert_eq!(found.lines().count(), 1);
}

#[test]
fn queries_are_the_same_for_every_command() {
    let place = Place::new("queries");
    place.says(&["add", "ferry.txt", "later.txt"]);
    for query in [
        &["-council"][..],
        &["ferry", "-council", "ferry"],
        &["NOT", "council"],
        &["-(council", "OR", "mayor)"],
        &["ferry", "&", "-council"],
    ] {
        let with = |command: &[&str], options: &[&str]| {
            let words = [command, query, options].concat();
            place.run(&words).stdout
        };
        let none = (
            with(&["list"], &["--json"]),
            with(&["search"], &["--newest", "--json"]),
        );
        assert_eq!(none, (Vec::new(), Vec::new()), "{query:?}");
        assert!(
            with(&["said", "Okafor"], &["--limit", "3"]).is_empty(),
            "{query:?}"
        );
        assert!(
            with(&["export", "articles"], &["--format", "text"]).is_empty(),
            "{query:?}"
        );
    }
    place.says(&["filter", "hide", "-boats"]);
    assert!(place.says(&["filter"]).contains("hide        -boats"));
    place.says(&["search", "-nothing", "--save", "All", "--limit", "1"]);
    assert_eq!(place.says(&["list", "all", "--count"]), "2\n");
    let wrong = |arguments: &[&str]| place.fails(arguments, 1);
    for command in [
        &["list"][..],
        &["search"],
        &["said", "Okafor"],
        &["filter", "hide"],
        &["export", "notes"],
    ] {
        let sentence = wrong(&[command, &["autor:Ruiz"]].concat());
        assert!(
            sentence.contains("did you mean by:?"),
            "{command:?}: {sentence}"
        );
    }
    let help = place.says(&["help", "search"]);
    assert!(
        help.contains("NOT strike") && help == place.says(&["search", "--help"]),
        "{help}"
    );
}

#[test]
fn marks_and_undo_across_runs() {
    let place = Place::new("marks");
    place.says(&["add", "ferry.txt", "later.txt"]);
    place.says(&["mark", "read", "1"]);
    assert_eq!(place.says(&["list", "--unread", "--count"]), "1\n");
    place.says(&["undo"]);
    assert_eq!(place.says(&["list", "--unread", "--count"]), "2\n");
    place.says(&["redo"]);
    place.says(&["tag", "harbour", "--all", "ferry"]);
    assert_eq!(place.says(&["list", "--tag", "harbour", "--count"]), "2\n");
    place.says(&["tag", "harbour", "--remove", "1"]);
    assert_eq!(place.says(&["list", "tag:harbour", "--count"]), "1\n");
    place.says(&["search", "--save", "Unread ferries", "ferry unread"]);
    assert_eq!(place.says(&["list", "unread ferries", "--count"]), "1\n");
}

#[test]
fn an_updated_file_shows_what_it_changed() {
    let place = Place::new("changes");
    place.says(&["add", "ferry.txt"]);
    std::fs::write(
        place.0.join("ferry.txt"),
        FERRY.replace("ten years", "six months"),
    )
    .unwrap();
    assert!(place.says(&["add", "ferry.txt"]).contains("kept, updated"));
    let changes = place.says(&["show", "1", "--changes"]);
    assert!(changes.contains("- The city council voted on Tuesday to keep the harbour ferry running for another ten years."), "{changes}");
    assert!(changes.contains("+ The city council voted on Tuesday to keep the harbour ferry running for another six months."), "{changes}");
    assert_eq!(changes.lines().count(), 4, "{changes}");
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

#[test]
fn mistakes_have_their_sentence_and_code() {
    let place = Place::new("mistakes");
    assert!(
        place
            .fails(&["show", "9"], 1)
            .contains("no article has this number")
    );
    assert!(
        place
            .fails(&["list", "--feed", "nowhere"], 1)
            .contains("no feed is called so")
    );
    assert!(
        place
            .fails(&["search", "after:soon"], 1)
            .contains("not a date")
    );
    assert!(
        place
            .fails(&["search", "ferry", "--limit", "few"], 2)
            .contains("invalid value 'few'")
    );
    assert!(
        place
            .fails(&["mark", "read"], 1)
            .contains("which articles?")
    );
    assert!(
        place
            .fails(&["filter", "burn", "ferry"], 1)
            .contains("a filter can hide")
    );
    assert!(
        place
            .fails(&["import", "newsboat", "no/urls"], 1)
            .contains("no/urls")
    );
    place.fails(&["tag"], 2);
    assert!(place.says(&["doctor"]).contains("all is well: 0 articles"));
    std::fs::write(
        place.0.join("library.db"),
        "not a database at all ".repeat(400),
    )
    .unwrap();
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(place.0.join(format!("library.db{end}")));
    }
    assert!(place.fails(&["list"], 1).contains("pullquote doctor"));
    let sentence = place.fails(&["doctor", "--repair"], 1);
    assert!(sentence.contains("no library of pullquote's"), "{sentence}");
    std::fs::remove_file(place.0.join("library.db")).unwrap();
    assert_eq!(place.says(&["list", "--count"]), "0\n");
}

#[test]
fn what_somebody_thinks_is_told_when_it_is_asked_for() {
    let place = Place::new("thoughts");
    std::fs::write(
        place.0.join("bridge.txt"),
        "Bridge stays shut\n\n“The bridge stays shut,” said Ana Ruiz, the engineer. Ruiz fears that the wind will not drop \
         this week. Sean Okafor thinks that the bridge is safe.\n",
    ).unwrap();
    place.says(&["add", "bridge.txt"]);
    let said = |more: &[&str]| place.says(&[&["said", "Ruiz"], more].concat());
    assert!(!said(&[]).contains("wind"), "{}", said(&[]));
    let told = said(&["--thoughts"]);
    assert!(
        told.contains("stays shut") && told.contains("the wind will not drop"),
        "{told}"
    );
    assert!(!told.contains("is safe"), "{told}");
    assert_eq!(
        said(&["--thoughts", "--limit", "1", "--format", "jsonl"])
            .lines()
            .count(),
        1
    );
}

//! The shelf as its users see it: in memory, with made-up articles.

use super::*;
use crate::model::{
    Article, ArticleId, ArticleRow, Entity, EntityId, EntityKind, FeedChange, FeedId, Likeness,
    Meta, Notes, Quote, QuoteKind, Span, Speaker,
};

/// 2026-08-10, noon UTC.
const NOW: i64 = 1_786_363_200;

fn article(title: &str, text: &str) -> Article {
    let meta = Meta {
        title: title.into(),
        ..Meta::default()
    };
    pack::article(meta, text.into(), "", "")
}

/// Notes with one direct quotation for each `“…”` of the text, all said by `who`.
fn notes(text: &str, who: &str) -> Notes {
    let mut quotes = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find('“').map(|at| at + from) {
        let end = text[start..].find('”').unwrap() + start + '”'.len_utf8();
        quotes.push(Quote {
            parts: vec![Span::new(start, end)],
            kind: QuoteKind::Direct,
            cue: None,
            speaker: Some(Speaker {
                mention: Span::new(0, 0),
                entity: Some(EntityId(0)),
                confidence: 0.9,
            }),
            confidence: 0.9,
        });
        from = end;
    }
    Notes {
        version: 1,
        sentences: Vec::new(),
        quotes,
        entities: vec![Entity {
            kind: EntityKind::Person,
            name: who.into(),
            role: None,
            mentions: Vec::new(),
        }],
    }
}

fn incoming(feed: FeedId, item: &str, day: &str, title: &str, text: &str, who: &str) -> Incoming {
    let mut article = article(title, text);
    article.meta.published = Some(day.into());
    Incoming {
        feed,
        item: item.into(),
        hash: text_hash(&article),
        notes: notes(text, who),
        article,
        page: false,
        tags: Vec::new(),
    }
}

#[test]
fn an_article_knows_the_feed_it_can_be_asked_of_again() {
    let mut library = shelf();
    let mut feed_of = |feed: FeedId| {
        let new = incoming(
            feed,
            "new",
            "2026-08-09",
            "New",
            "“New,” said Ana Ruiz.",
            "Ana Ruiz",
        );
        let id = library.save(&[new], NOW).unwrap()[0].id();
        library.feed_of(id).unwrap()
    };
    let herald = FeedId(2);
    assert_eq!(feed_of(herald), Some(herald));
    assert_eq!(feed_of(FeedId::KEPT), None);
}

/// Three articles in two feeds.
fn shelf() -> Library {
    let mut library = Library::in_memory().unwrap();
    let (herald, _) = library
        .follow("https://herald.example/feed", "Harbour Herald")
        .unwrap();
    let (times, _) = library
        .follow("https://times.example/feed", "Quay Times")
        .unwrap();
    library
        .save(
            &[
                incoming(
                    herald,
                    "1",
                    "2026-08-01",
                    "Ferry line opens",
                    "“The ferry is ours,” said Ana Ruiz of the harbour.",
                    "Ana Ruiz",
                ),
                incoming(
                    herald,
                    "2",
                    "2026-08-03",
                    "Bread dearer",
                    "“Flour costs more,” said Jon Okoye, a baker.",
                    "Jon Okoye",
                ),
                incoming(
                    times,
                    "1",
                    "2026-08-02",
                    "Ferry late again",
                    "The café was full. “We wait,” said Ana Ruiz.",
                    "Ana Ruiz",
                ),
            ],
            NOW,
        )
        .unwrap();
    library
}

fn query(text: &str) -> Query {
    Query::parse(text, NOW).unwrap()
}

fn titles(rows: &[ArticleRow]) -> Vec<&str> {
    rows.iter().map(|row| row.title.as_str()).collect()
}

fn found(library: &Library, text: &str) -> Vec<String> {
    let rows = library.search(&query(text), Ranking::Newest, 10).unwrap();
    let listed = library.rows(&query(text), Order::Newest, None, 10).unwrap();
    assert_eq!(
        titles(&rows),
        titles(&listed),
        "{text}: a search and a list mean the same"
    );
    assert_eq!(
        library.count(&query(text)).unwrap(),
        rows.len() as u64,
        "{text}"
    );
    rows.into_iter().map(|row| row.title).collect()
}

fn first(library: &Library, text: &str) -> ArticleId {
    library.rows(&query(text), Order::Newest, None, 1).unwrap()[0].id
}

#[test]
fn an_article_comes_back_as_it_went() {
    let mut library = Library::in_memory().unwrap();
    let one = incoming(
        FeedId::KEPT,
        "x",
        "2026-08-01",
        "Ferry",
        "“Ours,” she said.",
        "Ana Ruiz",
    );
    let saved = library.save(std::slice::from_ref(&one), NOW).unwrap();
    let [Saved::New(id)] = saved[..] else {
        panic!("{saved:?}")
    };
    let stored = library.article(id).unwrap().unwrap();
    assert_eq!(stored.article, one.article);
    assert_eq!(stored.notes, one.notes);
    assert_eq!(library.save(&[one], NOW).unwrap(), [Saved::Same(id)]);
    assert_eq!(library.article(ArticleId(99)).unwrap(), None);
}

#[test]
fn lists_go_by_date_and_on_from_a_key() {
    let library = shelf();
    let rows = library.rows(&query(""), Order::Newest, None, 2).unwrap();
    assert_eq!(titles(&rows), ["Bread dearer", "Ferry late again"]);
    let rest = library
        .rows(&query(""), Order::Newest, Some(Key::from(&rows[1])), 9)
        .unwrap();
    assert_eq!(titles(&rest), ["Ferry line opens"]);
    let oldest = library.rows(&query(""), Order::Oldest, None, 1).unwrap();
    assert_eq!(titles(&oldest), ["Ferry line opens"]);
    let ids = library.ids(&query("")).unwrap();
    assert_eq!(library.rows_of(&ids[..2]).unwrap(), rows);
}

#[test]
fn the_query_language_finds() {
    let library = shelf();
    for (text, expected) in [
        ("ferry", vec!["Ferry late again", "Ferry line opens"]),
        ("cafe", vec!["Ferry late again"]),
        ("ferr*", vec!["Ferry late again", "Ferry line opens"]),
        ("\"ferry line\"", vec!["Ferry line opens"]),
        ("title:late", vec!["Ferry late again"]),
        ("ferry -late", vec!["Ferry line opens"]),
        ("-ferry", vec!["Bread dearer"]),
        (
            "said:\"Ana Ruiz\"",
            vec!["Ferry late again", "Ferry line opens"],
        ),
        ("said:ruiz quote:wait", vec!["Ferry late again"]),
        ("said:okoye quote:wait", vec![]),
        ("-said:ruiz", vec!["Bread dearer"]),
        ("about:flour", vec!["Bread dearer"]),
        ("feed:herald", vec!["Bread dearer", "Ferry line opens"]),
        ("feed:nothing", vec![]),
        ("flour OR late", vec!["Bread dearer", "Ferry late again"]),
        (
            "unread after:2026-08-02 before:2026-08-03",
            vec!["Ferry late again"],
        ),
        ("before:8d", vec!["Ferry late again", "Ferry line opens"]),
        (
            "is:quoted -is:read",
            vec!["Bread dearer", "Ferry late again", "Ferry line opens"],
        ),
        ("\"", vec![]),
        ("AND NOT ( NEAR *", vec![]),
    ] {
        assert_eq!(found(&library, text), expected, "{text}");
    }
}

#[test]
fn a_search_shows_where_it_found_the_words() {
    let library = shelf();
    let rows = library.search(&query("flour"), Ranking::Best, 10).unwrap();
    let snippet = rows[0].snippet.clone().unwrap();
    assert!(snippet.contains("\u{2}Flour\u{3}"), "{snippet}");
}

#[test]
fn counts_stay_true_through_marks_undo_and_redo() {
    let mut library = shelf();
    let unread = |library: &Library| {
        let by_feed: u32 = library
            .feeds()
            .unwrap()
            .iter()
            .map(|feed| feed.unread)
            .sum();
        assert_eq!(u64::from(by_feed), library.count(&Query::unread()).unwrap());
        by_feed
    };
    assert_eq!(unread(&library), 3);
    let all = Which::All(query("feed:herald"));
    assert_eq!(library.mark(&all, &Mark::Read(true), NOW).unwrap(), 2);
    assert_eq!(unread(&library), 1);
    assert_eq!(library.mark(&all, &Mark::Read(true), NOW).unwrap(), 0);
    assert_eq!(library.undo().unwrap().unwrap(), "marked read (2 articles)");
    assert_eq!(unread(&library), 3);
    assert_eq!(library.undo().unwrap(), None);
    assert!(library.redo().unwrap().is_some());
    assert_eq!(unread(&library), 1);
    let these = Which::These(vec![first(&library, "unread")]);
    library.mark(&these, &Mark::Hidden(true), NOW).unwrap();
    assert_eq!(unread(&library), 0);
    assert_eq!(
        library.redo().unwrap(),
        None,
        "a new act ends what could be redone"
    );
}

#[test]
fn undo_leaves_what_was_changed_since() {
    let mut library = shelf();
    let herald = library.find_feeds("herald").unwrap()[0];
    library
        .change_feed(herald, &[FeedChange::Name(Some("Mine".into()))], NOW)
        .unwrap();
    library
        .db
        .execute("UPDATE feeds SET name = 'Theirs' WHERE id = ?1", [herald.0])
        .unwrap();
    library.undo().unwrap();
    assert_eq!(library.find_feeds("theirs").unwrap(), [herald]);
}

#[test]
fn tags_of_articles_and_of_their_feeds() {
    let mut library = shelf();
    let bread = Which::These(vec![first(&library, "flour")]);
    assert_eq!(
        library
            .mark(&bread, &Mark::Tag("Food".into(), true), NOW)
            .unwrap(),
        1
    );
    assert_eq!(
        library
            .mark(&bread, &Mark::Tag("food".into(), true), NOW)
            .unwrap(),
        0
    );
    assert_eq!(found(&library, "tag:FOOD"), ["Bread dearer"]);
    assert_eq!(
        library
            .rows(&query("flour"), Order::Newest, None, 1)
            .unwrap()[0]
            .tags,
        ["Food"]
    );
    library.undo().unwrap();
    assert!(found(&library, "tag:food").is_empty());
    library.redo().unwrap();
    assert_eq!(
        library
            .mark(&bread, &Mark::Tag("food".into(), false), NOW)
            .unwrap(),
        1
    );
    assert!(found(&library, "tag:food").is_empty());
    let times = library.find_feeds("quay").unwrap()[0];
    library
        .change_feed(times, &[FeedChange::Tag("sea".into(), true)], NOW)
        .unwrap();
    assert_eq!(found(&library, "tag:sea"), ["Ferry late again"]);
    library.undo().unwrap();
    assert!(found(&library, "tag:sea").is_empty());
}

#[test]
fn settings_of_a_feed_are_acts_too() {
    let mut library = shelf();
    let herald = library.find_feeds("https://herald.example/feed").unwrap()[0];
    let changes = [
        FeedChange::Name(Some("The Herald".into())),
        FeedChange::FullText(true),
        FeedChange::Every(Some(3600)),
    ];
    assert!(library.change_feed(herald, &changes, NOW).unwrap());
    let row = |library: &Library| {
        library
            .feeds()
            .unwrap()
            .into_iter()
            .find(|feed| feed.id == herald)
    };
    let changed = row(&library).unwrap();
    assert_eq!(
        (changed.name.as_str(), changed.full_text, changed.every),
        ("The Herald", true, Some(3600))
    );
    library.undo().unwrap();
    assert_eq!(row(&library).unwrap().name, "Harbour Herald");
    library
        .change_feed(herald, &[FeedChange::Removed(true)], NOW)
        .unwrap();
    assert_eq!(row(&library), None);
    assert_eq!(
        found(&library, "flour"),
        ["Bread dearer"],
        "its articles stay"
    );
    assert_eq!(
        library.follow("https://herald.example/feed", "").unwrap(),
        (herald, true)
    );
}

#[test]
fn an_updated_story_keeps_its_versions() {
    let mut library = shelf();
    let herald = library.find_feeds("herald").unwrap()[0];
    let new = incoming(
        herald,
        "2",
        "2026-08-03",
        "Bread dearer still",
        "“Flour is gone,” said Jon Okoye.",
        "Jon Okoye",
    );
    let id = first(&library, "flour");
    assert_eq!(
        library.save(&[new], NOW + 60).unwrap(),
        [Saved::Changed(id)]
    );
    let versions = library.versions(id).unwrap();
    assert_eq!(versions.len(), 1);
    assert_eq!(versions[0].article.meta.title, "Bread dearer");
    assert_eq!(versions[0].until, NOW + 60);
    assert!(found(&library, "costs").is_empty(), "the index follows");
    assert_eq!(found(&library, "gone"), ["Bread dearer still"]);
    assert_eq!(found(&library, "is:updated"), ["Bread dearer still"]);
}

#[test]
fn a_fetched_page_is_not_replaced_by_the_feeds_summary() {
    let mut library = shelf();
    let herald = library.find_feeds("herald").unwrap()[0];
    let id = first(&library, "flour");
    let page = article(
        "Bread dearer",
        "The whole page, with its mill. “Flour,” he said.",
    );
    library
        .fill(id, &page, &notes(&page.text, "Jon Okoye"))
        .unwrap();
    assert_eq!(found(&library, "mill"), ["Bread dearer"]);
    let summary = incoming(
        herald,
        "2",
        "2026-08-03",
        "Bread dearer",
        "A new summary.",
        "Jon Okoye",
    );
    assert_eq!(library.save(&[summary], NOW).unwrap(), [Saved::Same(id)]);
    assert_eq!(found(&library, "mill"), ["Bread dearer"]);
}

#[test]
fn corrections_are_remembered_and_applied() {
    let mut library = shelf();
    let id = first(&library, "flour");
    let stored = library.article(id).unwrap().unwrap();
    let quote = stored.notes.quotes[0].clone();
    library
        .correct_speaker(id, &stored.article, &quote, "Lena Berg", NOW)
        .unwrap();
    let speaker = |library: &Library| {
        let stored = library.article(id).unwrap().unwrap();
        stored
            .notes
            .speaker_name(&stored.article.text, &stored.notes.quotes[0])
            .map(str::to_owned)
    };
    assert_eq!(speaker(&library).as_deref(), Some("Lena Berg"));
    assert_eq!(found(&library, "said:berg"), ["Bread dearer"]);
    // Annotated again, it stays.
    library
        .annotated(&[(id, stored.article.clone(), stored.notes.clone())])
        .unwrap();
    assert_eq!(speaker(&library).as_deref(), Some("Lena Berg"));
    library.undo().unwrap();
    assert_eq!(speaker(&library).as_deref(), Some("Jon Okoye"));
    library
        .merge_names("Jon Okoye", "Jonathan Okoye", NOW)
        .unwrap();
    assert_eq!(speaker(&library).as_deref(), Some("Jonathan Okoye"));
    assert_eq!(found(&library, "said:\"Jon Okoye\""), ["Bread dearer"]);
    library.undo().unwrap();
    assert!(found(&library, "said:Jonathan").is_empty());
}

#[test]
fn filters_mark_what_arrives() {
    let mut library = shelf();
    library
        .add_filter("title:advert*", &Mark::Hidden(true), NOW)
        .unwrap();
    library
        .add_filter("said:ruiz", &Mark::Tag("ana".into(), true), NOW)
        .unwrap();
    let herald = library.find_feeds("herald").unwrap()[0];
    library
        .save(
            &[
                incoming(
                    herald,
                    "7",
                    "2026-08-04",
                    "Advertisement: boats",
                    "Buy.",
                    "Nobody",
                ),
                incoming(
                    herald,
                    "8",
                    "2026-08-05",
                    "More boats",
                    "“Boats,” said Ana Ruiz.",
                    "Ana Ruiz",
                ),
            ],
            NOW,
        )
        .unwrap();
    assert_eq!(found(&library, "tag:ana"), ["More boats"]);
    assert_eq!(found(&library, "is:hidden"), ["Advertisement: boats"]);
    assert_eq!(library.filters().unwrap().len(), 2);
    library.remove_filter(1, NOW).unwrap();
    assert_eq!(library.filters().unwrap().len(), 1);
}

#[test]
fn one_story_in_two_feeds_is_grouped() {
    let mut library = shelf();
    let [herald, times] = ["herald", "quay"].map(|name| library.find_feeds(name).unwrap()[0]);
    library
        .save(
            &[
                incoming(
                    herald,
                    "s",
                    "2026-08-05",
                    "Storm closes the harbour",
                    "Wind.",
                    "A",
                ),
                incoming(
                    times,
                    "s",
                    "2026-08-06",
                    "Storm closes the Harbour!",
                    "Gale.",
                    "B",
                ),
                incoming(
                    times,
                    "t",
                    "2026-07-01",
                    "Storm closes the harbour",
                    "Long ago.",
                    "B",
                ),
            ],
            NOW,
        )
        .unwrap();
    let rows = library
        .search(&query("title:storm"), Ranking::Newest, 9)
        .unwrap();
    assert_eq!(
        rows.iter().map(|row| row.others).collect::<Vec<_>>(),
        [1, 1, 0]
    );
    let same = library.same_story(rows[0].id).unwrap();
    assert_eq!(titles(&same), ["Storm closes the harbour"]);
}

#[test]
fn what_was_kept_long_enough_goes_and_does_not_come_back() {
    let mut library = shelf();
    let herald = library.find_feeds("herald").unwrap()[0];
    library
        .change_feed(herald, &[FeedChange::Keep(Some(30))], NOW)
        .unwrap();
    let later = NOW + 60 * 86_400;
    assert_eq!(library.tidy(herald, later).unwrap(), 0, "unread stays");
    library
        .mark(&Which::All(query("feed:herald")), &Mark::Read(true), NOW)
        .unwrap();
    library
        .mark(&Which::All(query("flour")), &Mark::Starred(true), NOW)
        .unwrap();
    assert_eq!(library.tidy(herald, later).unwrap(), 1);
    assert_eq!(found(&library, "feed:herald"), ["Bread dearer"]);
    let again = incoming(
        herald,
        "1",
        "2026-08-01",
        "Ferry line opens",
        "“Again,” said Ana Ruiz.",
        "Ana Ruiz",
    );
    library.save(&[again], later).unwrap();
    assert_eq!(found(&library, "feed:herald"), ["Bread dearer"]);
}

#[test]
fn answers_of_a_source_are_kept() {
    let mut library = shelf();
    let herald = library.find_feeds("herald").unwrap()[0];
    let fresh = Answer::Fresh {
        title: "The Herald".into(),
        home: None,
        etag: Some("\"7\"".into()),
        modified: None,
        moved: Some("https://new.example/feed".into()),
    };
    library.answered(herald, &fresh, NOW).unwrap();
    let due = library.due(None, NOW).unwrap();
    let herald_due = due.iter().find(|due| due.id == herald).unwrap();
    assert_eq!(herald_due.url, "https://new.example/feed");
    assert_eq!(herald_due.etag.as_deref(), Some("\"7\""));
    let failed = Answer::Failed {
        why: "gone".into(),
        wait: Some(i64::MAX),
    };
    library.answered(herald, &failed, NOW).unwrap();
    assert!(
        library
            .due(None, NOW)
            .unwrap()
            .iter()
            .all(|due| due.id != herald)
    );
    assert_eq!(
        library.due(Some(&[herald]), NOW).unwrap().len(),
        1,
        "asked for by name, it is asked"
    );
}

#[test]
fn everything_a_person_said() {
    let mut library = shelf();
    let said = |library: &Library, name: &str, text: &str| {
        let said = library.said(name, &query(text), 0.5, 10).unwrap();
        said.into_iter().map(|said| said.words).collect::<Vec<_>>()
    };
    assert_eq!(
        said(&library, "Ruiz", ""),
        ["“We wait,”", "“The ferry is ours,”"]
    );
    assert_eq!(
        said(&library, "ana ruiz", "quote:ours"),
        ["“The ferry is ours,”"]
    );
    assert_eq!(said(&library, "ruiz", "about:late"), ["“We wait,”"]);
    assert_eq!(
        said(&library, "ruiz", "-about:late"),
        ["“The ferry is ours,”"]
    );
    assert_eq!(
        said(&library, "ruiz", "feed:herald"),
        ["“The ferry is ours,”"]
    );
    assert!(said(&library, "", "").is_empty());
    assert!(
        library
            .said("ruiz", &query(""), 0.95, 10)
            .unwrap()
            .is_empty(),
        "too doubtful"
    );
    assert_eq!(
        library.speakers("", 9).unwrap(),
        [("Ana Ruiz".into(), 2), ("Jon Okoye".into(), 1)]
    );
    library.merge_names("Jon Okoye", "Ana Ruiz", NOW).unwrap();
    assert_eq!(said(&library, "Ruiz", "").len(), 3);
}

#[test]
fn the_same_words_elsewhere() {
    let mut library = shelf();
    let times = library.find_feeds("quay").unwrap()[0];
    let text = "“The ferry is ours and stays ours,” said Ana Ruiz.";
    library
        .save(
            &[incoming(
                times,
                "9",
                "2026-08-04",
                "Again",
                text,
                "Ana Ruiz",
            )],
            NOW,
        )
        .unwrap();
    let id = first(&library, "title:line");
    let same = library.same_words(id, "“The ferry is ours,”").unwrap();
    assert_eq!(same.len(), 1);
    assert_eq!(same[0].0, Likeness::Longer);
    assert_eq!(same[0].1.title, "Again");
}

#[test]
fn notes_on_passages_follow_the_text() {
    let mut library = shelf();
    let id = first(&library, "flour");
    let article = library.article(id).unwrap().unwrap().article;
    let start = article.text.find("baker").unwrap();
    library
        .remark(id, &article, Span::new(start, start + 5), "ask him", NOW)
        .unwrap();
    let remarks = library.remarks(id, &article).unwrap();
    assert_eq!(
        (remarks[0].exact.as_str(), remarks[0].words.as_str()),
        ("baker", "ask him")
    );
    assert_eq!(found(&library, "is:noted"), ["Bread dearer"]);
    library.undo().unwrap();
    assert!(library.remarks(id, &article).unwrap().is_empty());
    library.redo().unwrap();
    assert_eq!(library.remarks(id, &article).unwrap().len(), 1);
}

#[test]
fn saved_queries_are_checked_and_undone() {
    let mut library = shelf();
    assert!(library.save_query("Sea", Some("after:never"), NOW).is_err());
    assert!(
        library
            .save_query("Sea", Some("ferry unread"), NOW)
            .unwrap()
    );
    assert_eq!(
        library.saved_queries().unwrap(),
        [("Sea".to_owned(), "ferry unread".to_owned())]
    );
    library.undo().unwrap();
    assert!(library.saved_queries().unwrap().is_empty());
}

#[test]
fn the_doctor_finds_and_mends() {
    let mut library = shelf();
    assert_eq!(library.check().unwrap(), [""; 0]);
    library
        .db
        .execute_batch("UPDATE feeds SET unread = 9; DELETE FROM article_text_data WHERE id > 10;")
        .unwrap();
    let wrong = library.check().unwrap();
    assert!(wrong.len() >= 2, "{wrong:?}");
    library.mend().unwrap();
    assert_eq!(library.check().unwrap(), [""; 0]);
    assert_eq!(found(&library, "flour"), ["Bread dearer"]);
}

#[test]
fn a_common_word_is_found_by_date_as_a_rare_one_is() {
    let mut library = Library::in_memory().unwrap();
    let incoming: Vec<Incoming> = (0..3500)
        .map(|number| {
            // Dates go neither up nor down with the numbers.
            let day = format!("2026-{:02}-{:02}", 1 + number * 7 % 7, 1 + number * 11 % 28);
            let words = if number % 9 == 0 { "quiet" } else { "harbour" };
            incoming(
                FeedId::KEPT,
                &number.to_string(),
                &day,
                &format!("Number {number}"),
                words,
                "A",
            )
        })
        .collect();
    library.save(&incoming, NOW).unwrap();
    for text in [
        "harbour",
        "harbour after:2026-07",
        "harbour before:2025",
        "quiet",
    ] {
        let found = library.search(&query(text), Ranking::Newest, 30).unwrap();
        let listed = library.rows(&query(text), Order::Newest, None, 30).unwrap();
        assert_eq!(titles(&found), titles(&listed), "{text}");
    }
}

#[test]
fn a_full_disk_keeps_what_was_stored_and_says_so() {
    let mut library = shelf();
    let pages: i64 = library
        .db
        .query_row("PRAGMA page_count", [], |row| row.get(0))
        .unwrap();
    library
        .db
        .pragma_update(None, "max_page_count", pages + 2)
        .unwrap();
    let words = "Words and words. ".repeat(20_000);
    let large = incoming(FeedId::KEPT, "large", "2026-08-04", "Large", &words, "A");
    let error = library.save(&[large], NOW).unwrap_err().to_string();
    assert!(error.starts_with("the disk is full"), "{error}");
    assert_eq!(library.count(&Query::default()).unwrap(), 3);
    assert_eq!(library.check().unwrap(), [""; 0]);
}

#[test]
fn a_file_of_a_later_version_or_of_another_kind_is_left_alone() {
    let path = std::env::temp_dir().join(format!("pullquote-version-{}.db", std::process::id()));
    let open = || Library::open(&path).map(drop).unwrap_err().to_string();
    Library::open(&path)
        .unwrap()
        .db
        .pragma_update(None, "user_version", 99)
        .unwrap();
    assert!(
        open().contains("written by a later pullquote"),
        "{}",
        open()
    );
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    std::fs::write(&path, "This is a letter, not a database. ".repeat(100)).unwrap();
    assert!(open().contains("doctor"), "{}", open());
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .starts_with("This is a letter")
    );
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn the_list_of_feeds_has_its_counts() {
    let mut library = shelf();
    library
        .save_query("Quay", Some("ferry unread"), NOW)
        .unwrap();
    let first = library
        .rows(&Query::default(), Order::Newest, None, 1)
        .unwrap()[0]
        .id;
    let these = Which::These(vec![first]);
    library
        .mark(&these, &Mark::Tag("sea".into(), true), NOW)
        .unwrap();
    library.mark(&these, &Mark::Starred(true), NOW).unwrap();
    let quick = library.selections().unwrap();
    assert!(
        quick
            .iter()
            .any(|row| row.name == "sea" && row.total.is_none())
    );
    let all = library.counted(quick, NOW).unwrap();
    for row in &all {
        let query = query(&row.query);
        let count = |query: &Query| u32::try_from(library.count(query).unwrap()).unwrap();
        assert_eq!(row.total, Some(count(&query)), "{}", row.name);
        let unread = Query::unread().and(&query);
        assert_eq!(row.unread, Some(count(&unread)), "{}", row.name);
    }
    let names: Vec<&str> = all.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(
        names[..5],
        ["All articles", "Unread", "Favourites", "Quay", "sea"]
    );
    library.undo().unwrap();
    library.undo().unwrap();
    assert_eq!(library.own_tags().unwrap(), [""; 0]);
}

#[test]
fn categories_of_a_feed_are_no_tags_of_the_reader() {
    let mut library = Library::in_memory().unwrap();
    let (feed, _) = library.follow("https://example.org/feed", "Lamp").unwrap();
    let mut one = incoming(feed, "1", "2026-08-01", "Ferry", "Words.", "A");
    one.tags = vec!["news".into()];
    let mut other = incoming(FeedId::KEPT, "2", "2026-08-01", "Bread", "Words.", "A");
    other.tags = vec!["later".into()];
    library.save(&[one, other], NOW).unwrap();
    assert_eq!(library.own_tags().unwrap(), ["later"]);
    library
        .change_feed(feed, &[FeedChange::Tag("Sea".into(), true)], NOW)
        .unwrap();
    assert_eq!(library.own_tags().unwrap(), ["later", "Sea"]);
}

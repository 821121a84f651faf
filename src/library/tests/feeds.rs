//! Feeds: what they bring, what is kept of it, their counts.

use super::*;

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
    assert_eq!(library.count_versions(id).unwrap(), (1, Some(NOW + 60)));
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
        .fill(id, &page, &notes(&page.text, "Jon Okoye"), NOW)
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
    let found = library.search(&query("title:storm"), Ranking::Newest, 9);
    let rows = found.unwrap().rows;
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

#[test]
fn full_text_is_taken_back_and_found_as_the_feed_gave_it() {
    let mut library = shelf();
    let id = first(&library, "flour");
    let before = library.article(id).unwrap().unwrap().article.text;
    let page = article(
        "Bread dearer",
        "The whole page, with its mill. “Flour,” he said.",
    );
    library
        .fill(id, &page, &notes(&page.text, "Jon Okoye"), NOW)
        .unwrap();
    assert_eq!(library.versions(id).unwrap()[0].article.text, before);
    assert_eq!(
        library.undo().unwrap().as_deref(),
        Some("full text fetched")
    );
    assert_eq!(library.article(id).unwrap().unwrap().article.text, before);
    assert!(found(&library, "mill").is_empty(), "the index follows");
    let reworded = library.take_reworded().unwrap();
    assert_eq!(
        reworded
            .iter()
            .map(|(id, article)| (*id, article.text.as_str()))
            .collect::<Vec<_>>(),
        [(id, before.as_str())]
    );
    assert!(library.take_reworded().unwrap().is_empty());
    assert_eq!(
        library.redo().unwrap().as_deref(),
        Some("full text fetched")
    );
    assert_eq!(found(&library, "mill"), ["Bread dearer"]);
    assert_eq!(library.versions(id).unwrap()[0].article.text, before);
}

#[test]
fn links_and_notes_come_back_with_the_words_they_stand_on() {
    let mut library = shelf();
    let herald = library.find_feeds("herald").unwrap()[0];
    let linked = |mut article: Article, word: &str| {
        let start = article.text.find(word).unwrap();
        let span = Span {
            start,
            end: start + word.len(),
        };
        let kind = crate::model::MarkKind::Link("https://mill.example/".to_owned());
        article.marks.push(crate::model::Mark { span, kind });
        (article, span)
    };
    let words = "Flour costs more at the mill. “Flour,” he said.";
    let mut given = incoming(herald, "mill", "2026-08-03", "The mill", words, "Jon Okoye");
    given.article = linked(given.article, "mill").0;
    let id = library.save(&[given.clone()], NOW).unwrap()[0].id();
    let page = article(
        "The mill",
        "The whole page, with its old mill. “Flour,” he said.",
    );
    let (page, passage) = linked(page, "old mill");
    library
        .fill(id, &page, &notes(&page.text, "Jon Okoye"), NOW)
        .unwrap();
    library.remark(id, &page, passage, "where?", NOW).unwrap();
    for _ in 0..2 {
        library.undo().unwrap();
        library.undo().unwrap();
        let here = library.article(id).unwrap().unwrap().article;
        assert_eq!(
            (here.text, here.marks),
            (given.article.text.clone(), given.article.marks.clone())
        );
        library.redo().unwrap();
        library.redo().unwrap();
        let here = library.article(id).unwrap().unwrap().article;
        assert_eq!((&here.text, &here.marks), (&page.text, &page.marks));
        let remarks = library.remarks(id, &here).unwrap();
        assert_eq!(remarks[0].span, Some(passage));
    }
}

#[test]
fn words_that_were_imported_are_not_taken_away() {
    let mut library = shelf();
    let herald = library.find_feeds("herald").unwrap()[0];
    let imported = |words: &str, hash: i64| Incoming {
        hash,
        ..incoming(
            herald,
            "import",
            "2026-08-03",
            "The mill",
            words,
            "Jon Okoye",
        )
    };
    let whole = "The mill has stood still since Monday. “No wind,” said Jon Okoye, and he went home to bed for a week.";
    library.save(&[imported(whole, 0)], NOW).unwrap();
    let id = first(&library, "wind");
    for (n, words) in ["", "The mill has stood still.", "A mill stands."]
        .into_iter()
        .enumerate()
    {
        let saved = library.save(&[imported(words, n as i64 + 5)], NOW).unwrap();
        assert_eq!(saved, [Saved::Same(id)]);
        assert_eq!(library.article(id).unwrap().unwrap().article.text, whole);
        // As after another import.
        library
            .db
            .execute("UPDATE texts SET hash = 0 WHERE article = ?1", [id.0])
            .unwrap();
    }
    assert!(library.versions(id).unwrap().is_empty());
    let more =
        format!("{whole} And then the wind came up again, and all the sails went round at once.");
    assert_eq!(
        library.save(&[imported(&more, 9)], NOW).unwrap(),
        [Saved::Changed(id)]
    );
    assert_eq!(library.versions(id).unwrap()[0].article.text, whole);
}

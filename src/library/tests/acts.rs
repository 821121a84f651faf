//! Marks, tags, notes, corrections and filters, and taking them back.

use super::*;
use crate::error::Result;

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
            .map(|name| name.into_owned())
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
fn filters_ask_of_what_arrives_whatever_is_there_already() {
    let mut library = shelf();
    let times = library.find_feeds("times").unwrap()[0];
    let texts = [
        "ferry",
        "harb*",
        "*erry*",
        "\"the ferry\"",
        "NOT ferry",
        "said:ruiz",
        "NOT said:ruiz",
        "quote:ferry",
        "said:ruiz quote:ferry",
        "about:ferry",
        "quote:*err*",
        "tag:sea OR unread",
        "feed:times ferry OR said:okoye",
    ];
    for text in texts {
        library
            .add_filter(text, &Deed::Run(text.to_owned()), NOW)
            .unwrap();
    }
    let story = |number: usize| {
        let (who, words) = match number % 3 {
            0 => ("Ana Ruiz", "“The ferry sails,” she said at the harbour."),
            1 => ("Jon Okoye", "“Flour is gone,” he said. The ferry left."),
            _ => ("Ana Ruiz", "“We wait for bread,” she said."),
        };
        incoming(
            times,
            &format!("late {number}"),
            "2026-08-05",
            "Late",
            words,
            who,
        )
    };
    let stories: Vec<_> = (0..6).map(story).collect();
    let saved = library.save(&stories, NOW).unwrap();
    let new: Vec<ArticleId> = saved.iter().map(|it| it.id()).collect();
    let mut expected = Vec::new();
    for text in texts {
        let mut of_new = library.ids(&query(text)).unwrap();
        of_new.retain(|id| new.contains(id));
        of_new.sort();
        if !of_new.is_empty() {
            expected.push((text.to_owned(), of_new));
        }
    }
    assert!(expected.len() > 9, "{expected:?}");
    assert_eq!(library.awaited(&new, NOW).unwrap(), expected);
}

#[test]
fn filters_mark_what_arrives() {
    let mut library = shelf();
    library
        .add_filter("title:advert*", &Deed::Mark(Mark::Hidden(true)), NOW)
        .unwrap();
    library
        .add_filter("said:ruiz", &Deed::Mark(Mark::Tag("ana".into(), true)), NOW)
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
    let note = remarks[0].id;
    assert_eq!(library.undo().unwrap().unwrap(), "note made");
    assert!(library.remarks(id, &article).unwrap().is_empty());
    library.redo().unwrap();
    assert_eq!(library.remarks(id, &article).unwrap().len(), 1);
    library.set_remark(note, Some("ask her"), NOW).unwrap();
    assert_eq!(library.undo().unwrap().unwrap(), "note changed");
    library.set_remark(note, None, NOW).unwrap();
    assert_eq!(library.undo().unwrap().unwrap(), "note taken away");
    assert_eq!(library.remarks(id, &article).unwrap()[0].words, "ask him");
    let passage = Span::new(start, start + 5);
    library.highlight(id, &article, passage, "", NOW).unwrap();
    let lit = library.remarks(id, &article).unwrap().pop().unwrap();
    assert_eq!(
        (lit.lit, lit.words.as_str(), lit.span),
        (true, "", Some(passage))
    );
    assert!(article.text[..start].ends_with(&lit.prefix));
    assert!(article.text[start + 5..].starts_with(&lit.suffix));
    // In a later text it is found by what stood around it.
    let text = format!("Another baker came. {}", article.text);
    let moved = super::article("Bread dearer", &text);
    let lit = library.remarks(id, &moved).unwrap().pop().unwrap();
    let at = lit.span.unwrap().start;
    assert!(at > 20 && moved.text[at + 5..].starts_with(&lit.suffix));
    assert_eq!(library.undo().unwrap().unwrap(), "highlight made");
    assert_eq!(library.remarks(id, &article).unwrap().len(), 1);
}

#[test]
fn what_changes_nothing_leaves_what_can_be_done_again() {
    let mut library = shelf();
    let feed = library.feeds().unwrap()[1].id;
    let which = Which::All(Query::default());
    library.mark(&which, &Mark::Starred(true), NOW).unwrap();
    library.undo().unwrap();
    library.mark(&which, &Mark::Starred(false), NOW).unwrap();
    let empty = FeedChange::Removed(false);
    library.change_feed(feed, &[empty], NOW).unwrap();
    library.as_one("imported", NOW, |_| ()).unwrap();
    let mut act = SyncAct::new(NOW);
    library.agree(&Heard::default(), &mut act).unwrap();
    assert_eq!(
        library.redo().unwrap().as_deref(),
        Some("made a favourite (3 articles)")
    );
    library.undo().unwrap();
    library.mark(&which, &Mark::Read(true), NOW).unwrap();
    assert_eq!(library.redo().unwrap(), None);
}

#[test]
fn what_was_done_as_one_is_undone_as_one() {
    let mut library = Library::in_memory().unwrap();
    let (old, _) = library.follow("https://old.example/feed", "Old").unwrap();
    let article = |feed, item: &str| incoming(feed, item, "2026-08-01", item, "Words.", "");
    let act = |library: &mut Library| {
        let work = |library: &mut Library| -> Result<()> {
            let (new, _) = library.follow("https://new.example/feed", "New")?;
            let name = FeedChange::Name(Some("Mine".into()));
            let tag = FeedChange::Tag("sea".into(), true);
            library.change_feed(new, &[name, tag], NOW)?;
            let saved = library.save(&[article(new, "a"), article(old, "b")], NOW)?;
            let ids: Vec<_> = saved.iter().map(|it| it.id()).collect();
            let which = Which::These(ids.clone());
            library.mark(&which, &Mark::Read(true), NOW)?;
            library.mark(&which, &Mark::Tag("flag-a".into(), true), NOW)?;
            library.mark(&Which::These(vec![ids[1]]), &Mark::Hidden(true), NOW)?;
            library.save_query("New", Some("unread"), NOW)?;
            Ok(())
        };
        library.as_one("imported all", NOW, work).unwrap().unwrap();
    };
    let state = |library: &Library| {
        let followed: Vec<_> = library
            .feeds()
            .unwrap()
            .into_iter()
            .map(|it| it.name)
            .collect();
        let listed = library.count(&Query::default()).unwrap();
        let hidden = library.count(&query("is:hidden")).unwrap();
        let queries = library.saved_queries().unwrap().len();
        (followed.join(" "), listed, hidden, queries)
    };
    let before = ("Kept articles Old".to_owned(), 0, 0, 0);
    let after = ("Kept articles Mine Old".to_owned(), 1, 1, 1);
    act(&mut library);
    assert_eq!(state(&library), after);
    assert_eq!(
        library.undo().unwrap().unwrap(),
        "imported all (1 feed, 2 articles)"
    );
    assert_eq!(state(&library), before);
    assert_eq!(library.undo().unwrap(), None);
    library.redo().unwrap();
    assert_eq!(state(&library), after);
    library.undo().unwrap();
    act(&mut library);
    assert_eq!(state(&library), after, "what was taken back comes again");
    act(&mut library);
    library.undo().unwrap();
    assert_eq!(state(&library), before, "twice is once");
    assert!(library.check(|_| ()).unwrap().is_empty());
}

#[test]
fn an_article_that_was_taken_back_arrives_anew() {
    let mut library = shelf();
    let times = library.find_feeds("times").unwrap()[0];
    let new = incoming(times, "9", "2026-08-05", "Lamp lit", "Words.", "");
    let save = |library: &mut Library| library.save(std::slice::from_ref(&new), NOW).unwrap()[0];
    library.as_one("added", NOW, |it| save(it)).unwrap();
    library.undo().unwrap();
    assert_eq!(library.count(&query("lamp")).unwrap(), 0);
    assert!(!library.on_shelf(times).unwrap().items.contains_key("9"));
    assert!(matches!(save(&mut library), Saved::New(_)));
    assert_eq!(library.count(&query("lamp")).unwrap(), 1);
    assert_eq!(library.count(&query("is:hidden")).unwrap(), 0);
}

#[test]
fn a_feed_followed_again_keeps_the_articles_it_had() {
    let mut library = shelf();
    let herald = library.find_feeds("herald").unwrap()[0];
    library
        .change_feed(herald, &[FeedChange::Removed(true)], NOW)
        .unwrap();
    let follow = |library: &mut Library| library.follow("https://herald.example/feed", "");
    library.as_one("added", NOW, follow).unwrap().unwrap();
    assert_eq!(library.due(None, NOW).unwrap().len(), 2);
    library.undo().unwrap();
    assert_eq!(library.due(None, NOW).unwrap().len(), 1);
    assert_eq!(library.count(&Query::default()).unwrap(), 3);
}

//! Several programs at one account, accounts with thousands of feeds, and programs that were away for weeks.

use pullquote::library::{Library, Mark, Order, Query, Which};

use crate::web::desk::Desk;
use crate::web::news::{Feed, Kind, News, story};

/// What a desk has is what the server has, article by article.
#[track_caller]
fn agree(desk: &Desk) {
    let kind = desk.news().kind;
    assert_eq!(desk.titles("unread"), desk.news().unread(), "{kind:?}");
    assert_eq!(desk.titles("starred"), desk.news().starred(), "{kind:?}");
}

/// Stories of these numbers are read at a desk.
fn mark_read(desk: &Desk, numbers: impl Iterator<Item = usize>) {
    let titles: Vec<String> = numbers.map(|number| format!("Story {number}")).collect();
    let mut library = Library::open(&desk.library()).unwrap();
    let rows = library.rows(&Query::default(), Order::Newest, None, 1_000);
    let rows = rows.unwrap().into_iter();
    let meant = rows.filter(|row| titles.contains(&row.title));
    let which = Which::These(meant.map(|row| row.id).collect());
    library.mark(&which, &Mark::Read(true), 1).unwrap();
}

#[track_caller]
fn agree_on_feeds(desk: &Desk) {
    let mut feeds = desk.feeds();
    feeds.sort();
    assert_eq!(feeds, desk.feeds_there(), "{:?}", desk.news().kind);
}

/// Each of two programs hears of what the other did.
#[test]
fn two_programs_at_one_account_come_to_the_same() {
    for kind in Kind::ALL {
        let one = Desk::new(&format!("one-{kind:?}"), News::new(kind, 1..=12));
        let other = one.beside("other");
        one.log_in();
        other.log_in();
        one.mark("read", "Story 1");
        one.mark("starred", "Story 2");
        other.mark("read", "Story 3");
        other.mark("starred", "Story 4");
        // Both do the same, and one of them takes it back.
        for desk in [&one, &other] {
            desk.mark("read", "Story 5");
            desk.mark("starred", "Story 6");
            desk.mark("read", "Story 7");
        }
        other.mark("unread", "Story 7");
        for desk in [&one, &other, &one] {
            desk.says(&["sync"]);
        }
        for title in ["Story 1", "Story 3", "Story 5"] {
            assert!(one.news().story(title).read, "{kind:?} {title}");
        }
        let starred = ["Story 2", "Story 4", "Story 6"];
        assert_eq!(one.news().starred(), starred, "{kind:?}");
        agree(&one);
        agree(&other);
        // What the other did is changed here.
        one.mark("unread", "Story 3");
        other.mark("unstarred", "Story 2");
        for desk in [&other, &one, &other] {
            desk.says(&["sync"]);
        }
        assert!(!one.news().story("Story 3").read, "{kind:?}");
        assert_eq!(one.news().starred(), ["Story 4", "Story 6"], "{kind:?}");
        agree(&one);
        agree(&other);
    }
}

/// Both at the same moment: each may have to wait, nothing is lost.
#[test]
fn two_programs_at_one_moment_lose_nothing() {
    for kind in Kind::ALL {
        let one = Desk::new(&format!("moment-{kind:?}"), News::new(kind, 1..=40));
        let other = one.beside("moment-other");
        one.log_in();
        other.log_in();
        mark_read(&one, 1..=10);
        mark_read(&other, 11..=20);
        one.mark("starred", "Story 30");
        other.mark("starred", "Story 31");
        let both = [one.start(&["sync"], ""), other.start(&["sync"], "")];
        for child in both {
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{kind:?} {output:?}");
        }
        for desk in [&one, &other] {
            desk.says(&["sync"]);
            agree(desk);
        }
        assert_eq!(one.news().unread().len(), 20, "{kind:?}");
        assert_eq!(one.news().starred().len(), 2, "{kind:?}");
    }
}

#[test]
fn feeds_that_two_programs_change_are_the_same_at_both() {
    for kind in [Kind::FreshRss, Kind::Miniflux, Kind::Nextcloud] {
        let one = Desk::new(&format!("feeds-{kind:?}"), News::new(kind, 1..=4));
        let other = one.beside("feeds-other");
        one.log_in();
        other.log_in();
        one.says(&["feeds", "Paper 1", "--name", "Journal"]);
        other.says(&["feeds", "Paper 2", "--name", "Herald"]);
        for desk in [&one, &other, &one] {
            desk.says(&["sync"]);
        }
        for desk in [&one, &other] {
            agree_on_feeds(desk);
        }
        assert_eq!(one.feeds_there()[0].0, "Herald", "{kind:?}");
        // One gives up what the other has just renamed: it is gone, with a way back.
        other.says(&["feeds", "Herald", "--remove"]);
        other.says(&["sync"]);
        one.says(&["feeds", "Herald", "--name", "Gazette"]);
        one.says(&["sync"]);
        one.says(&["sync"]);
        agree_on_feeds(&one);
        assert_eq!(one.titles("").len(), 4, "{kind:?}");
    }
}

/// A list of thousands is asked for as a list, never feed by feed.
#[test]
fn thousands_of_feeds_are_asked_for_together() {
    const FEEDS: i64 = 2_000;
    let mut news = News::new(Kind::FreshRss, []);
    for number in 1..=FEEDS {
        let feed = Feed {
            title: format!("Paper {number:04}"),
            url: format!("http://127.0.0.1:1/{number}"),
            folder: format!("Folder {}", number % 40),
            picture: 0,
        };
        news.feeds.insert(number, feed);
        news.items.insert(number, story(number, number));
    }
    let desk = Desk::new("thousands", news);
    assert_eq!(desk.log_in(), "2000 feeds, 2000 new articles, 0 told\n");
    agree_on_feeds(&desk);
    let asked = desk.server.count();
    assert!(asked <= 60, "{asked}");
    desk.says(&["sync"]);
    assert!(desk.server.count() - asked <= 20);
    // Hundreds are renamed, moved, given up and new.
    {
        let mut news = desk.news();
        for number in 1..=300 {
            let feed = news.feeds.get_mut(&number).unwrap();
            feed.title = format!("Journal {number:04}");
            feed.folder = format!("Shelf {}", number % 7);
        }
        for number in 301..=500 {
            news.drop_feed(number);
        }
        for number in FEEDS + 1..=FEEDS + 200 {
            let feed = Feed {
                title: format!("Gazette {number}"),
                url: format!("http://127.0.0.1:1/{number}"),
                folder: "Fresh".to_owned(),
                picture: 0,
            };
            news.feeds.insert(number, feed);
            news.items.insert(number, story(number, number));
        }
    }
    let asked = desk.server.count();
    desk.says(&["sync"]);
    assert!(desk.server.count() - asked <= 40);
    agree_on_feeds(&desk);
    assert_eq!(desk.titles("title:\"Story 2200\""), ["Story 2200"]);
    // What was given up there stays here as it was.
    assert_eq!(desk.titles("unread").len(), 2_200);
}

/// Weeks in which much was done at both sides, then one synchronisation.
#[test]
fn weeks_without_a_connection_are_made_up_for_at_once() {
    for kind in Kind::ALL {
        let desk = Desk::new(&format!("weeks-{kind:?}"), News::new(kind, 1..=60));
        desk.log_in();
        // Here: a third is read, some are favourites, one feed has another name.
        mark_read(&desk, (3..=60).step_by(3));
        desk.mark("starred", "Story 6");
        desk.mark("starred", "Story 8");
        desk.says(&["feeds", "Paper 1", "--name", "Journal"]);
        desk.says(&["tag", "later", "--all", "title:\"Story 9\""]);
        // There: others are read, some of them the same; stories are corrected, gone and new; a feed moves, one comes.
        {
            let mut news = desk.news();
            for number in (5..=60).step_by(5) {
                news.story(&format!("Story {number}")).read = true;
            }
            news.story("Story 10").starred = true;
            news.story("Story 6").starred = true;
            news.story("Story 7").words = "<p>“Boat 7 is empty,” said Ana Ruiz.</p>".to_owned();
            news.items.remove(&12);
            news.items.remove(&14);
            let paper = news.feeds.get_mut(&2).unwrap();
            paper.folder = "Hills".to_owned();
            let fresh = Feed {
                title: "Paper 3".to_owned(),
                url: "http://127.0.0.1:1/3".to_owned(),
                folder: "Sky".to_owned(),
                picture: 0,
            };
            news.feeds.insert(3, fresh);
            for number in 61..=400 {
                news.items.insert(number, story(number, number % 3 + 1));
            }
        }
        let said = desk.says(&["sync"]);
        assert!(
            said.starts_with("3 feeds, 340 new articles, 1 updated, "),
            "{kind:?}: {said}"
        );
        let read = |number: usize| number.is_multiple_of(3) || number.is_multiple_of(5);
        let unread = |number: &usize| *number > 60 || !read(*number);
        let title = |number: usize| format!("Story {number}");
        let all: Vec<String> = (1..=400).filter(unread).map(title).collect();
        let there = |title: &&String| *title != "Story 14";
        assert_eq!(desk.titles("unread"), all, "{kind:?}");
        let all_there: Vec<&String> = all.iter().filter(there).collect();
        assert_eq!(
            desk.news().unread().iter().collect::<Vec<_>>(),
            all_there,
            "{kind:?}"
        );
        let starred = ["Story 6", "Story 8", "Story 10"];
        assert_eq!(desk.titles("starred"), starred, "{kind:?}");
        assert_eq!(desk.news().starred(), starred, "{kind:?}");
        assert_eq!(desk.titles("is:updated"), ["Story 7"], "{kind:?}");
        assert_eq!(desk.titles("tag:later"), ["Story 9"], "{kind:?}");
        // What is gone there is here as it was left.
        assert_eq!(desk.titles("is:read title:\"Story 12\""), ["Story 12"]);
        if kind != Kind::Fever {
            agree_on_feeds(&desk);
        }
        // All of it came as one act.
        desk.says(&["undo"]);
        assert!(
            desk.titles("unread").contains(&"Story 5".to_owned()),
            "{kind:?}"
        );
    }
}

//! Servers of news that do not do as they should: everything has its sentence and nothing is lost.

use crate::web::desk::Desk;
use crate::web::news::{Kind, News};
use crate::web::{Answer, Server};
use serde_json::json;

/// A server with so many stories, all here; 5 and 6 are favourites, 7 is read, on both sides.
fn agreed(name: &str, kind: Kind, stories: i64) -> Desk {
    let desk = Desk::new(name, News::new(kind, 1..=stories));
    desk.log_in();
    desk.mark("starred", "Story 5");
    desk.mark("starred", "Story 6");
    desk.mark("read", "Story 7");
    desk.says(&["sync"]);
    assert_eq!(desk.news().starred(), ["Story 5", "Story 6"]);
    desk
}

/// A sync where every question with `place` in it is answered so fails with a sentence, and changes nothing.
#[track_caller]
fn fails_unchanged(desk: &Desk, place: &'static str, answer: &str) {
    let wrong = answer.to_owned();
    desk.news().instead = Some(Box::new(move |path| {
        path.contains(place).then(|| Answer::ok(wrong.clone()))
    }));
    let told = desk.fails(&["sync"], "");
    assert!(
        told.split_whitespace().count() > 3,
        "{place} {answer}: {told}"
    );
    unchanged(desk, 12);
}

#[track_caller]
fn unchanged(desk: &Desk, stories: usize) {
    assert_eq!(desk.titles("starred"), ["Story 5", "Story 6"]);
    assert_eq!(desk.titles("is:read"), ["Story 7"]);
    assert_eq!(desk.titles("").len(), stories);
    assert_eq!(desk.feeds().len(), 2);
}

#[test]
fn what_is_no_list_is_not_the_list_of_nothing() {
    let desk = agreed("no-list", Kind::Miniflux, 12);
    let bad = [
        json!({ "error": "database is locked" }),
        json!({}),
        json!(null),
        json!([]),
        json!({ "itemRefs": null, "items": null, "subscriptions": null }),
        json!({ "itemRefs": {}, "items": 3, "subscriptions": "x" }),
        json!({ "itemRefs": [{ "id": "ferry" }], "items": {}, "subscriptions": {} }),
        json!({ "itemRefs": [3, null, []], "items": null, "subscriptions": 0 }),
        json!({ "itemRefs": [], "continuation": [], "items": false, "subscriptions": false }),
    ];
    for place in ["subscription/list", "xt=", "starred", "items/contents"] {
        let whole = [
            "<h1>Log in</h1>".to_owned(),
            String::new(),
            "{\"itemRefs\": [".to_owned(),
        ];
        let answers = bad.iter().map(ToString::to_string).chain(whole);
        for answer in answers {
            fails_unchanged(&desk, place, &answer);
        }
    }
    desk.news().instead = None;
    desk.says(&["sync"]);
    unchanged(&desk, 12);
}

#[test]
fn other_interfaces_that_answer_garbage_lose_nothing() {
    for (kind, places) in [
        (
            Kind::Fever,
            ["&feeds", "unread_item_ids", "saved_item_ids", "with_ids"],
        ),
        (
            Kind::Nextcloud,
            [
                "v1-3/feeds",
                "v1-3/folders",
                "items/updated",
                "items/updated",
            ],
        ),
    ] {
        let desk = agreed("other-garbage", kind, 12);
        for place in places {
            for answer in [
                "{}",
                "[]",
                "null",
                "<h1>Log in</h1>",
                "",
                "{\"auth\": 1}",
                "{\"api_version\": 3, \"auth\": 1, \"feeds\": 3, \"items\": {}, \"unread_item_ids\": []}",
                "{\"api_version\": 3, \"auth\": 1, \"unread_item_ids\": \"1,x\", \"saved_item_ids\": \"a\"}",
                "{\"error\": \"database is locked\"}",
            ] {
                fails_unchanged(&desk, place, answer);
            }
        }
        desk.news().instead = None;
        desk.says(&["sync"]);
        unchanged(&desk, 12);
        let address = desk.server.url("");
        let told = desk.fails(&["sync", &address, "--user", "ana"], "wrong\n");
        assert!(
            told.contains("does not know this name and password"),
            "{kind:?}: {told}"
        );
    }
}

#[test]
fn lists_that_are_empty_by_mistake_are_seen_through() {
    // More than are asked for one by one.
    for stories in [12, 300] {
        let desk = agreed("empty", Kind::Miniflux, stories);
        desk.news().instead = Some(Box::new(|path| {
            let list = path.contains("xt=") || path.contains("starred");
            list.then(|| Answer::ok("{\"itemRefs\": []}"))
        }));
        desk.run(&["sync"], "");
        unchanged(&desk, usize::try_from(stories).unwrap());
        desk.news().instead = None;
        desk.says(&["sync"]);
        unchanged(&desk, usize::try_from(stories).unwrap());
    }
}

#[test]
fn fields_full_of_garbage_lose_nothing() {
    let desk = agreed("garbage", Kind::FreshRss, 12);
    let mut number = 0;
    for value in [
        json!(null),
        json!(-1),
        json!(u64::MAX),
        json!("\u{1b}]0;x\u{7}"),
        json!([[]]),
        json!({ "a": 1 }),
    ] {
        for field in [
            "id",
            "title",
            "url",
            "categories",
            "origin",
            "summary",
            "published",
            "canonical",
        ] {
            number += 1;
            let value = value.clone();
            desk.news().instead = Some(Box::new(move |path| {
                if path.contains("subscription/list") {
                    let mut feed = json!({ "id": "feed/1", "title": "Paper 1", "url": "http://127.0.0.1:1/1" });
                    feed[field] = value.clone();
                    let other = json!({ "id": "feed/2", "title": "Paper 2", "url": "http://127.0.0.1:1/2" });
                    return Some(Answer::ok(
                        json!({ "subscriptions": [feed, other] }).to_string(),
                    ));
                }
                let items = path.contains("items/contents");
                items.then(|| {
                    let mut item = json!({
                        "id": "tag:google.com,2005:reader/item/0000000000000001", "title": "Story 1",
                        "canonical": [{ "href": "https://lamp.example/1" }],
                        "origin": { "streamId": "feed/1" }, "summary": { "content": "x" },
                    });
                    item[field] = value.clone();
                    Answer::ok(json!({ "items": [item] }).to_string())
                })
            }));
            let output = desk.run(&["sync"], "");
            assert!(
                matches!(output.status.code(), Some(0 | 1)),
                "{number}: {output:?}"
            );
            let told = String::from_utf8(output.stderr).unwrap();
            assert!(
                !told.contains('\u{1b}') && !told.contains("panicked"),
                "{told}"
            );
            assert_eq!(desk.titles("starred"), ["Story 5", "Story 6"], "{number}");
            assert_eq!(desk.titles("").len(), 12, "{number}");
        }
    }
    desk.news().instead = None;
    desk.run(&["sync"], "");
    assert_eq!(desk.titles("starred"), ["Story 5", "Story 6"]);
}

#[test]
fn what_the_server_no_longer_has_stays_as_it_is() {
    for kind in [
        Kind::OldMiniflux,
        Kind::Miniflux,
        Kind::FreshRss,
        Kind::OldReader,
    ] {
        let desk = agreed("gone", kind, 40);
        desk.news().drop_feed(1);
        // Marked here before that is known; an old Miniflux answers with an error to that.
        desk.mark("read", "Story 9");
        desk.news().story("Story 8").read = true;
        let told = desk.says(&["sync"]);
        assert!(
            told.starts_with("1 feed, 0 new articles, "),
            "{kind:?}: {told}"
        );
        assert_eq!(desk.titles("starred"), ["Story 5", "Story 6"]);
        assert_eq!(desk.titles("is:read"), ["Story 7", "Story 8", "Story 9"]);
        let before = desk.asked("contents");
        desk.says(&["sync"]);
        assert_eq!(
            desk.asked("contents") - before,
            1,
            "the lost ones are not asked for again"
        );
    }
}

#[test]
fn most_of_all_is_not_given_up_without_a_question() {
    let desk = agreed("shrunk", Kind::Miniflux, 12);
    for title in ["Story 1", "Story 2", "Story 3"] {
        desk.mark("starred", title);
    }
    desk.says(&["sync"]);
    for item in desk.news().items.values_mut() {
        item.starred = item.title == "Story 1";
    }
    let told = desk.fails(&["sync"], "");
    assert!(
        told.contains("4 of 5 favourites are none any more on the server"),
        "{told}"
    );
    assert_eq!(desk.titles("starred").len(), 5);
    desk.says(&["sync", "--accept"]);
    assert_eq!(desk.titles("starred"), ["Story 1"]);
    desk.says(&["undo"]);
    assert_eq!(desk.titles("starred").len(), 5);
    desk.says(&["sync"]);
    assert_eq!(desk.news().starred().len(), 5, "taken back there, too");
    // Feeds.
    let feeds = std::mem::take(&mut desk.news().feeds);
    let told = desk.fails(&["sync"], "");
    assert!(told.contains("no longer follows 2 of your feeds"), "{told}");
    assert_eq!(desk.feeds().len(), 2);
    desk.news().feeds = feeds;
    desk.says(&["sync"]);
    desk.news().feeds.clear();
    assert_eq!(
        desk.says(&["sync", "--accept"]),
        "0 feeds, 0 new articles, 0 told\n"
    );
    assert_eq!(desk.feeds(), []);
    assert_eq!(desk.titles("").len(), 12, "their articles stay");
}

#[test]
fn one_heavy_feed_stops_nobody() {
    let mut news = News::new(Kind::FreshRss, 1..=60);
    news.feeds.get_mut(&1).unwrap().picture = 700_000;
    news.items
        .retain(|number, item| item.feed == 2 || *number > 5);
    let desk = Desk::new("heavy", news);
    let before = desk.news().items.len();
    assert_eq!(
        desk.log_in(),
        format!("2 feeds, {before} new articles, 0 told\n")
    );
    // One that is too large alone is named once and not asked for again.
    desk.news().feeds.get_mut(&1).unwrap().picture = 17_000_000;
    desk.news().items.insert(61, crate::web::news::story(61, 1));
    desk.news().items.insert(62, crate::web::news::story(62, 2));
    desk.news()
        .items
        .retain(|number, item| item.feed == 2 || *number > 60);
    let told = desk.fails(&["sync"], "");
    assert!(told.contains("too large to be fetched"), "{told}");
    assert_eq!(desk.titles("title:\"Story 62\"").len(), 1);
    assert_eq!(desk.says(&["sync"]), "2 feeds, 0 new articles, 0 told\n");
}

#[test]
fn the_first_contact_explains_itself() {
    let desk = Desk::new("first", News::new(Kind::FreshRss, 1..=4));
    assert!(
        desk.fails(&["sync"], "")
            .contains("no server is known; give its address")
    );
    let address = desk.server.url("");
    let log_in =
        |address: &str, password: &str| desk.fails(&["sync", address, "--user", "ana"], password);
    let told = log_in(&address, "wrong\n");
    assert!(
        told.contains("does not know this name and password"),
        "{told}"
    );
    desk.news().off = true;
    for below in ["", "/api/greader.php"] {
        let told = log_in(&format!("{address}{below}"), "se&cret\n");
        assert!(
            told.contains("its API is switched off; in FreshRSS switch on"),
            "{told}"
        );
    }
    desk.news().off = false;
    let other = Server::start(|_| Answer::ok("<h1>Hello</h1>"));
    let told = log_in(&other.url(""), "se&cret\n");
    assert!(told.contains("does not speak the interface"), "{told}");
    let nothing = Server::start(|_| Answer::status(404));
    let told = log_in(&nothing.url(""), "se&cret\n");
    assert!(told.contains("no server of news answers there"), "{told}");
    let target = address.clone();
    let moved =
        Server::start(move |request| Answer::redirect(301, &format!("{target}{}", request.path)));
    let told = log_in(&moved.url("/"), "se&cret\n");
    assert!(
        told.contains(&format!("has moved to {address}; give that address")),
        "{told}"
    );
}

#[test]
fn another_account_is_refused_until_the_first_is_forgotten() {
    let desk = agreed("second", Kind::Miniflux, 12);
    let account = desk.folder.join("library.db.account");
    let text = std::fs::read_to_string(&account).unwrap();
    assert!(!text.contains("se&cret"), "the password is not kept");
    #[cfg(unix)]
    {
        let mode =
            std::os::unix::fs::PermissionsExt::mode(&account.metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
    let address = desk.server.url("");
    let other = Desk::new("other", News::new(Kind::Miniflux, 1..=2));
    for (address, user) in [(&address, "bob"), (&other.server.url(""), "ana")] {
        let told = desk.fails(&["sync", address, "--user", user], "se&cret\n");
        assert!(told.contains("keeps step with ana at"), "{told}");
        assert!(told.contains("`pullquote sync --forget` first"), "{told}");
    }
    assert_eq!(desk.says(&["sync"]), "2 feeds, 0 new articles, 0 told\n");
    // The login is void: the sentence has the command that helps.
    desk.news().login += 1;
    let told = desk.fails(&["refresh"], "");
    let command = format!("log in again with `pullquote sync {address} --user NAME`");
    assert!(told.contains(&command), "{told}");
    // Forgotten and logged in again, with other numbers there: nothing twice, no favourite lost.
    desk.says(&["sync", "--forget"]);
    assert!(!account.exists());
    assert!(desk.fails(&["sync"], "").contains("no server is known"));
    desk.news().renumber(3);
    let command = [
        "sync",
        &address,
        "--user",
        "ana",
        "--password-command",
        "printf 'se&cret'",
    ];
    assert_eq!(desk.says(&command), "2 feeds, 0 new articles, 3 told\n");
    unchanged(&desk, 12);
    desk.says(&["sync"]);
    assert_eq!(desk.news().starred(), ["Story 5", "Story 6"]);
    assert_eq!(desk.news().titles(|item| item.read), ["Story 7"]);
}

#[test]
fn a_server_that_was_set_up_anew_mixes_nothing_up() {
    // The same login, the same numbers for other stories.
    let desk = agreed("anew", Kind::Miniflux, 12);
    desk.news().renumber(3);
    desk.mark("starred", "Story 9");
    let again = ["sync", &desk.server.url(""), "--user", "ana"];
    let output = desk.run(&again, "se&cret\n");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    desk.says(&["sync"]);
    assert_eq!(desk.titles("starred"), ["Story 5", "Story 6", "Story 9"]);
    assert_eq!(desk.news().starred(), ["Story 5", "Story 6", "Story 9"]);
    assert_eq!(desk.titles("").len(), 12);
    assert_eq!(desk.titles("is:read"), ["Story 7"]);
}

//! A server of news and a library, by the program's own commands: what each learns of the other.

#![cfg(feature = "fetch")]
#![allow(clippy::unwrap_used)]

mod web;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};

use pullquote::app::Effect;
use pullquote::library::{Library, Query};
use pullquote::world::keeper::Keeper;
use serde_json::json;
use web::{Answer, Request, Server};

/// What the server knows: two feeds, articles by number, which are unread and which are favourites.
#[derive(Default)]
struct News {
    feeds: BTreeSet<i64>,
    items: BTreeSet<i64>,
    unread: BTreeSet<i64>,
    starred: BTreeSet<i64>,
}

impl News {
    /// As FreshRSS and Miniflux answer.
    fn answer(&mut self, request: &Request) -> Answer {
        let (place, question) = request.path.split_once('?').unwrap_or((&request.path, ""));
        let form: Vec<(String, String)> = url::form_urlencoded::parse(request.body.as_bytes())
            .into_owned()
            .collect();
        let all = |name: &str| -> Vec<String> {
            let values = form.iter().filter(|(key, _)| key == name);
            values.map(|(_, value)| value.clone()).collect()
        };
        let numbers = || {
            all("i")
                .into_iter()
                .map(|number| number.parse::<i64>().unwrap())
        };
        if place == "/accounts/ClientLogin" {
            return match (
                all("Email").concat().as_str(),
                all("Passwd").concat().as_str(),
            ) {
                ("ana", "se&cret") => Answer::ok("SID=x\nLSID=x\nAuth=ana/123\n"),
                _ => Answer::status(401),
            };
        }
        if request.headers.get("authorization").map(String::as_str)
            != Some("GoogleLogin auth=ana/123")
        {
            return Answer::status(401);
        }
        if !request.body.is_empty() {
            assert_eq!(all("T"), ["token"], "{request:?}");
        }
        match place.trim_start_matches("/reader/api/0/") {
            "token" => Answer::ok("token\n"),
            "subscription/list" => {
                let feeds = self.feeds.iter().map(|number| {
                    json!({
                        "id": format!("feed/{number}"), "title": format!("Paper {number}"),
                        "url": format!("http://127.0.0.1:1/{number}"),
                        "categories": [{ "id": "user/-/label/Sea", "label": "Sea" }],
                    })
                });
                let hostile = json!({ "id": "feed/9", "title": "x", "url": "exec:touch ran" });
                let feeds: Vec<_> = feeds.chain([hostile]).collect();
                Answer::ok(json!({ "subscriptions": feeds }).to_string())
            }
            "subscription/edit" => {
                assert_eq!(all("ac"), ["unsubscribe"]);
                let number = all("s")
                    .concat()
                    .trim_start_matches("feed/")
                    .parse()
                    .unwrap();
                self.feeds.remove(&number);
                Answer::ok("OK")
            }
            "stream/items/ids" => {
                let list = match question {
                    _ if question.contains("xt=user/-/state/com.google/read") => &self.unread,
                    _ if question.contains("com.google/starred") => &self.starred,
                    _ => &self.items,
                };
                // In two pages.
                let (skip, next) = if question.contains("c=2") {
                    (1, None)
                } else {
                    (0, Some("2"))
                };
                let refs: Vec<_> = list
                    .iter()
                    .skip(skip)
                    .map(|number| json!({ "id": number.to_string() }))
                    .collect();
                let refs = if skip == 0 {
                    refs.into_iter().take(1).collect()
                } else {
                    refs
                };
                let next = next.filter(|_| list.len() > 1);
                let mut answer = json!({ "itemRefs": refs });
                if let Some(next) = next {
                    answer["continuation"] = next.into();
                }
                Answer::ok(answer.to_string())
            }
            "stream/items/contents" => {
                let items: Vec<_> = numbers().map(item).collect();
                Answer::ok(json!({ "items": items }).to_string())
            }
            "edit-tag" => {
                for (verb, on) in [("a", true), ("r", false)] {
                    for tag in all(verb) {
                        for number in numbers() {
                            match (tag.rsplit('/').next().unwrap(), on) {
                                ("read", true) => self.unread.remove(&number),
                                ("read", false) => self.unread.insert(number),
                                ("starred", true) => self.starred.insert(number),
                                _ => self.starred.remove(&number),
                            };
                        }
                    }
                }
                Answer::ok("OK")
            }
            _ => Answer::status(404),
        }
    }
}

fn item(number: i64) -> serde_json::Value {
    // The feed of the late ones is no longer followed.
    let feed = if number > 90 { 5 } else { number % 2 + 1 };
    json!({
        "id": format!("tag:google.com,2005:reader/item/{number:016x}"),
        "title": format!("Story {number}"),
        "published": 1_786_363_200 + number,
        "canonical": [{ "href": format!("https://lamp.example/{number}") }],
        "summary": { "content": format!("<p>“Boat {number} is full,” said Ana Ruiz.</p>") },
        "origin": { "streamId": format!("feed/{feed}"), "title": "The Lamp" },
    })
}

/// A server with four articles of two feeds, and a folder with a library.
struct Two {
    news: Arc<Mutex<News>>,
    server: Server,
    folder: PathBuf,
}

impl Two {
    fn new(name: &str) -> Self {
        let news = Arc::new(Mutex::new(News {
            feeds: (1..=2).collect(),
            items: (1..=4).collect(),
            unread: [1, 2, 4].into(),
            starred: [3].into(),
        }));
        let shared = Arc::clone(&news);
        let server = Server::start(move |request| shared.lock().unwrap().answer(request));
        let folder =
            std::env::temp_dir().join(format!("pullquote-sync-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self {
            news,
            server,
            folder,
        }
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_pullquote"))
            .args(arguments)
            .current_dir(&self.folder)
            .env("PULLQUOTE_LIBRARY", self.folder.join("library.db"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut to = child.stdin.take().unwrap();
        // One that has no question need not read.
        let _ = to.write_all(input.as_bytes());
        drop(to);
        child.wait_with_output().unwrap()
    }

    #[track_caller]
    fn says(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments, "");
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), told.as_str()), (Some(0), ""));
        String::from_utf8(output.stdout).unwrap()
    }

    fn log_in(&self) -> String {
        let address = self.server.url("/");
        let output = self.run(&["sync", &address, "--user", "ana"], "se&cret\n");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        String::from_utf8(output.stdout).unwrap()
    }

    fn titles(&self, query: &str) -> Vec<String> {
        let listed = self.says(&["list", "--json", "--oldest", query]);
        let rows = listed.lines().map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            row["title"].as_str().unwrap().to_owned()
        });
        rows.collect()
    }
}

impl Drop for Two {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn what_is_there_comes_and_what_is_done_here_goes() {
    let two = Two::new("both");
    assert_eq!(two.log_in(), "2 feeds, 4 new articles, 0 told\n");
    assert_eq!(two.titles("unread"), ["Story 1", "Story 2", "Story 4"]);
    assert_eq!(two.titles("starred"), ["Story 3"]);
    assert_eq!(two.titles("feed:\"Paper 2\""), ["Story 1", "Story 3"]);
    assert!(two.says(&["said", "Ruiz"]).contains("Boat 4 is full"));
    two.says(&["mark", "read", "--all", "title:\"Story 1\""]);
    two.says(&["mark", "starred", "--all", "title:\"Story 4\""]);
    {
        let mut news = two.news.lock().unwrap();
        news.unread = [1, 3, 5].into();
        news.items.insert(5);
    }
    // The server's reads come, the reader's go; `refresh` does it too.
    assert_eq!(two.says(&["refresh"]), "2 feeds, 1 new article\n");
    assert_eq!(two.titles("unread"), ["Story 3", "Story 5"]);
    let news = two.news.lock().unwrap();
    assert_eq!(news.unread, [3, 5].into());
    assert_eq!(news.starred, [3, 4].into());
}

#[test]
fn what_is_read_in_the_reader_is_told_soon() {
    let two = Two::new("soon");
    two.log_in();
    let library = Library::open(&two.folder.join("library.db")).unwrap();
    let ids = library.ids(&Query::parse("unread", 0).unwrap()).unwrap();
    let (effects, _messages) = Keeper::new(library).serve().unwrap();
    for id in &ids[..2] {
        effects.send(Effect::SetRead(*id, true)).unwrap();
    }
    // Nothing else makes it know; a minute is for a machine that does much else.
    let mut waits = 0;
    while two.news.lock().unwrap().unread.len() > 1 {
        assert!(waits < 1200, "the server never heard of it");
        waits += 1;
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(two.news.lock().unwrap().starred, [3].into());
}

#[test]
fn a_favourite_of_a_feed_that_is_gone_comes_once() {
    let two = Two::new("favourite");
    two.news.lock().unwrap().starred.insert(91);
    assert_eq!(two.log_in(), "2 feeds, 5 new articles, 0 told\n");
    assert_eq!(two.titles("starred feed:Kept"), ["Story 91"]);
    let asked = || {
        let asked = two.server.asked();
        asked
            .iter()
            .filter(|one| one.path.contains("contents"))
            .count()
    };
    let before = asked();
    assert_eq!(two.says(&["sync"]), "2 feeds, 0 new articles, 0 told\n");
    assert_eq!(asked(), before, "nothing is fetched twice");
}

#[test]
fn feeds_are_given_up_on_either_side() {
    let two = Two::new("feeds");
    two.log_in();
    two.says(&["feeds", "Paper 2", "--remove"]);
    assert_eq!(two.says(&["sync"]), "1 feed, 0 new articles, 0 told\n");
    assert_eq!(two.news.lock().unwrap().feeds, [1].into());
    two.news.lock().unwrap().feeds.clear();
    assert_eq!(two.says(&["sync"]), "0 feeds, 0 new articles, 0 told\n");
    assert!(!two.says(&["feeds"]).contains("Paper"));
    assert_eq!(two.titles("").len(), 4, "their articles stay");
    assert!(
        !two.folder.join("ran").exists(),
        "no command of the server's is run"
    );
}

#[test]
fn what_goes_wrong_has_its_sentence_and_loses_nothing() {
    let two = Two::new("wrong");
    let fails = |arguments: &[&str], input: &str| {
        let output = two.run(arguments, input);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(fails(&["sync"], "").contains("no server is known; give its address"));
    let address = two.server.url("");
    let sentence = fails(&["sync", &address, "--user", "ana"], "wrong\n");
    assert!(
        sentence.contains("does not know this name and password"),
        "{sentence}"
    );
    let other = Server::start(|_| Answer::ok("<h1>Hello</h1>"));
    let sentence = fails(&["sync", &other.url(""), "--user", "ana"], "se&cret\n");
    assert!(
        sentence.contains("does not speak the interface"),
        "{sentence}"
    );
    let moved = Server::start(|_| Answer::redirect(301, "https://news.example/"));
    let sentence = fails(&["sync", &moved.url(""), "--user", "ana"], "se&cret\n");
    assert!(
        sentence.contains("has moved to https://news.example/; give that address"),
        "{sentence}"
    );
    two.log_in();
    let account = two.folder.join("library.db.account");
    let text = std::fs::read_to_string(&account).unwrap();
    assert!(!text.contains("se&cret"), "the password is not kept");
    #[cfg(unix)]
    {
        let mode =
            std::os::unix::fs::PermissionsExt::mode(&account.metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
    std::fs::write(&account, text.replace("ana/123", "ana/old")).unwrap();
    let sentence = fails(&["refresh"], "");
    assert!(
        sentence.contains("no longer knows this login"),
        "{sentence}"
    );
    assert_eq!(two.titles("").len(), 4);
    two.says(&["sync", "--forget"]);
    assert!(!account.exists());
    assert!(fails(&["sync"], "").contains("no server is known"));
    let command = [
        "sync",
        &address,
        "--user",
        "ana",
        "--password-command",
        "printf 'se&cret'",
    ];
    assert_eq!(two.says(&command), "2 feeds, 0 new articles, 0 told\n");
}

//! A library in a folder of its own beside a server of news, and the program that keeps both in step.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex, MutexGuard};

use super::news::News;
use super::{Answer, Server};

pub struct Desk {
    news: Arc<Mutex<News>>,
    pub server: Arc<Server>,
    pub folder: PathBuf,
}

impl Desk {
    pub fn new(name: &str, news: News) -> Self {
        let news = Arc::new(Mutex::new(news));
        let shared = Arc::clone(&news);
        let server = Server::start(move |request| match shared.lock() {
            Ok(mut news) => news.answer(request),
            Err(_) => Answer::status(500),
        });
        Self {
            news,
            server: Arc::new(server),
            folder: fresh(name),
        }
    }

    /// Another library at the same account.
    pub fn beside(&self, name: &str) -> Self {
        Self {
            news: Arc::clone(&self.news),
            server: Arc::clone(&self.server),
            folder: fresh(name),
        }
    }

    pub fn news(&self) -> MutexGuard<'_, News> {
        self.news.lock().unwrap()
    }

    pub fn library(&self) -> PathBuf {
        self.folder.join("library.db")
    }

    pub fn start(&self, arguments: &[&str], input: &str) -> Child {
        let mut child = Command::new(env!("CARGO_BIN_EXE_pullquote"))
            .args(arguments)
            .current_dir(&self.folder)
            .env("PULLQUOTE_LIBRARY", self.library())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut to = child.stdin.take().unwrap();
        // One that has no question need not read.
        let _ = to.write_all(input.as_bytes());
        child
    }

    pub fn run(&self, arguments: &[&str], input: &str) -> Output {
        self.start(arguments, input).wait_with_output().unwrap()
    }

    /// What it prints when all goes well.
    #[track_caller]
    pub fn says(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments, "");
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), told.as_str()), (Some(0), ""));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The sentence with which it fails.
    #[track_caller]
    pub fn fails(&self, arguments: &[&str], input: &str) -> String {
        let output = self.run(arguments, input);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    #[track_caller]
    pub fn log_in(&self) -> String {
        let address = self.server.url("/");
        let output = self.run(&["sync", &address, "--user", "ana"], "se&cret\n");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The headlines that a query means, the oldest first.
    #[track_caller]
    pub fn titles(&self, query: &str) -> Vec<String> {
        let listed = self.says(&["list", "--json", "--oldest", "--limit", "0", query]);
        let rows = listed.lines().map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            row["title"].as_str().unwrap().to_owned()
        });
        rows.collect()
    }

    /// The feeds: name and tags, by name.
    pub fn feeds(&self) -> Vec<(String, Vec<String>)> {
        let listed = self.says(&["feeds", "--json"]);
        let rows = listed.lines().map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let tags = row["tags"].as_array().unwrap().iter();
            let tags = tags.map(|tag| tag.as_str().unwrap().to_owned()).collect();
            (row["name"].as_str().unwrap().to_owned(), tags)
        });
        rows.filter(|(name, _)| name != "Kept articles").collect()
    }

    /// The feeds there: name and folder, by name.
    pub fn feeds_there(&self) -> Vec<(String, Vec<String>)> {
        let news = self.news();
        let feeds = news.feeds.values();
        let mut feeds: Vec<_> = feeds
            .map(|feed| (feed.title.clone(), vec![feed.folder.clone()]))
            .collect();
        feeds.sort();
        feeds
    }

    #[track_caller]
    pub fn mark(&self, state: &str, title: &str) {
        self.says(&["mark", state, "--all", &format!("title:\"{title}\"")]);
    }

    /// How often places with this in them were asked.
    pub fn asked(&self, part: &str) -> usize {
        let asked = self.server.asked();
        asked.iter().filter(|one| one.path.contains(part)).count()
    }
}

/// An empty folder.
fn fresh(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("pullquote-desk-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

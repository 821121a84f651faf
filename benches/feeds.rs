//! Test feeds read and compared with what they say is in them.
//!
//! ```text
//! cargo bench --bench feeds -- FOLDER
//! ```
//!
//! FOLDER holds feeds such as feedparser's tests are: each says in a comment what a reader should
//! find (`Expect: not bozo and entries[0]['title'] == 'A quay'`). Facts that the library keeps are
//! compared: titles, links, ids, dates, authors, tags, enclosures, languages, summaries, content with
//! its links. Prints each miss, how many feeds agree of those that can be compared, and why the
//! others cannot. Feeds without a comment only have to be read.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench reports what it measured"
)]

#[path = "feeds/expected.rs"]
mod expected;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use expected::{asked, compare, facts, string};
use pullquote::ingest::{Hint, Ingested, ingest};
use pullquote::model::Feed;

fn main() {
    let folder = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let Some(folder) = folder else {
        println!("feeds: no folder of test feeds was given");
        return;
    };
    let mut tally = Tally::default();
    for path in files(Path::new(&folder)) {
        let verdict = judge(&fs::read(&path).unwrap());
        tally.count(&path, verdict);
    }
    println!(
        "{} of {} feeds agree",
        tally.right,
        tally.right + tally.wrong
    );
    println!("{} more were read, with nothing to compare:", tally.read);
    for (reason, number) in &tally.reasons {
        println!("{number:5}  {reason}");
    }
}

/// What became of one test feed.
enum Verdict {
    Right,
    /// A sentence for each fact that differs.
    Wrong(Vec<String>),
    /// Why nothing can be compared.
    Unknown(String),
}

#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    read: usize,
    reasons: BTreeMap<String, usize>,
}

impl Tally {
    fn count(&mut self, path: &Path, verdict: Verdict) {
        match verdict {
            Verdict::Right => self.right += 1,
            Verdict::Wrong(misses) => {
                self.wrong += 1;
                println!("{}", path.display());
                misses.iter().for_each(|miss| println!("    {miss}"));
            }
            Verdict::Unknown(reason) => {
                self.read += 1;
                *self.reasons.entry(reason).or_default() += 1;
            }
        }
    }
}

/// Every file under `folder`, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut todo = vec![folder.to_path_buf()];
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            todo.extend(
                fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Where feedparser's tests are served when they do not say.
const SERVER: &str = "http://127.0.0.1:8097";

/// Reads a feed with the headers that its comment gives, and compares it with what it expects.
fn judge(bytes: &[u8]) -> Verdict {
    let source = decoded(bytes);
    let expected = source
        .lines()
        .find_map(|line| Some(line.split_once("Expect:")?.1.trim()));
    let header = |name: &str| {
        let mut headers = source
            .lines()
            .filter_map(|line| line.trim().strip_prefix("Header:"));
        headers.find_map(|header| {
            let (key, value) = header.split_once(':')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim())
        })
    };
    let served = expected.filter(|expected| expected.contains(SERVER));
    let address = match (header("Content-Location"), served) {
        (Some(path), Some(_)) if path.starts_with('/') => Some(format!("{SERVER}{path}")),
        (Some(_), Some(_)) => Some(format!("{SERVER}/feed.xml")),
        (Some(address), None) => Some(address.to_string()),
        (None, served) => served.map(|_| format!("{SERVER}/feed.xml")),
    };
    let hint = Hint {
        name: "feed",
        content_type: header("Content-type"),
        url: address.as_deref(),
    };
    let read = ingest(bytes, hint);
    let Some(expected) = expected else {
        return Verdict::Unknown("has no comment that says what to expect".into());
    };
    if !expected.starts_with("not bozo")
        && !expected.starts_with("entries")
        && !expected.starts_with("feed")
    {
        return Verdict::Unknown("is broken on purpose".into());
    }
    if header("Content-language").is_some() {
        return Verdict::Unknown("asks for what a header says, which is not handed on".into());
    }
    let feed = match read {
        Ok(Ingested::Feed(feed)) => feed,
        _ if facts(expected).is_empty() => return Verdict::Unknown("is no feed".into()),
        other => return Verdict::Wrong(vec![format!("is not read as a feed: {other:?}")]),
    };
    let mut misses = Vec::new();
    let mut compared = 0;
    if let Some(label) = expected.split("encoding == ").nth(1).and_then(string) {
        match encoded(bytes, &label) {
            Some(text) if text_of(&feed) != text => misses.push(format!("is not {label}")),
            Some(_) => compared += 1,
            None => {}
        }
    }
    for (path, wanted) in facts(expected) {
        match compare(&feed, &path, &wanted) {
            Some(Ok(())) => compared += 1,
            Some(Err(found)) => misses.push(format!("{path} is {found:?}, not {wanted:?}")),
            None => {}
        }
    }
    if !misses.is_empty() {
        Verdict::Wrong(misses)
    } else if compared > 0 {
        Verdict::Right
    } else {
        Verdict::Unknown(format!("asks for what is not kept: {}", asked(expected)))
    }
}

/// All texts of a feed.
fn text_of(feed: &Feed) -> Vec<String> {
    let items = feed.items.iter().flat_map(|item| {
        let article = &item.article;
        [article.meta.title.clone(), article.text.clone()]
    });
    [feed.title.clone()].into_iter().chain(items).collect()
}

/// All texts of the feed in bytes that are known to be in that encoding.
fn encoded(bytes: &[u8], label: &str) -> Option<Vec<String>> {
    let encoding = Encoding::for_label(label.as_bytes())?;
    let text = encoding.decode(bytes).0;
    match ingest(text.as_bytes(), Hint::default()) {
        Ok(Ingested::Feed(feed)) => Some(text_of(&feed)),
        _ => None,
    }
}

/// The bytes as text, good enough for the comment at the head.
fn decoded(bytes: &[u8]) -> String {
    let wide = bytes.iter().take(400).filter(|byte| **byte == 0).count() > 100;
    let narrow: Vec<u8> = bytes
        .iter()
        .copied()
        .filter(|byte| !wide || *byte != 0)
        .collect();
    String::from_utf8_lossy(&narrow).into_owned()
}

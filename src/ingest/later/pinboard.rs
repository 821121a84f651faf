//! Pinboard's list as XML: `<posts><post href="…" description="…" …/>`.

use super::entry::{Entry, Read, Service};
use crate::ingest::feed::xml;

/// Reads a list; none where it is something else.
pub fn read(source: &str) -> Option<Read> {
    let document = xml::parse(source);
    if document.root.name != "posts" {
        return None;
    }
    let entries = document.root.all("post").enumerate().map(|(at, post)| {
        let attr = |name: &str| post.attr(name).unwrap_or_default().to_owned();
        Entry {
            at: format!("entry {}", at + 1),
            url: attr("href"),
            title: attr("description"),
            saved: attr("time"),
            summary: attr("extended"),
            // Only what is to be read says so.
            read: attr("toread") != "yes",
            tags: attr("tag").split_whitespace().map(str::to_owned).collect(),
            ..Entry::default()
        }
    });
    let entries = entries.collect();
    let left_out = document
        .damage
        .map(|damage| damage.replace("The feed", "the list"));
    Some((Service::Pinboard, entries, Vec::from_iter(left_out)))
}

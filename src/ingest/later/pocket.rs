//! Pocket's older list: a page of links, those that are read under a heading of their own.

use super::entry::{CUT, Entry, Read, Service, tags};
use crate::ingest::html::{line, tree};

/// Reads a page; none where its links have no time at which they were kept.
pub fn read(markup: &str) -> Option<Read> {
    if !markup.contains("time_added") {
        return None;
    }
    let page = tree::parse(markup);
    let mut entries = Vec::new();
    let mut archive = false;
    for node in page.doc.select("h1, a[href]").nodes() {
        if node.has_name("h1") {
            archive = line(node).to_lowercase().contains("archive");
            continue;
        }
        let attr = |name: &str| node.attr(name).unwrap_or_default().to_string();
        entries.push(Entry {
            at: format!("link {}", entries.len() + 1),
            url: attr("href"),
            title: line(node),
            saved: attr("time_added"),
            tags: tags(&attr("tags")),
            read: archive,
            ..Entry::default()
        });
    }
    let left_out = page.damage.map(|_| CUT.to_owned());
    Some((Service::Pocket, entries, Vec::from_iter(left_out)))
}

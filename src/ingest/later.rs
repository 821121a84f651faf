//! Lists to read later, as those hand them out that keep them: services such as Pocket and Raindrop,
//! browsers, readers of feeds ([`Service`]). Each article with its tags, dates and highlights, and its words
//! where the list has them.

mod bookmarks;
mod entry;
mod json;
mod others;
mod pinboard;
mod pocket;
mod row;
mod tables;
mod unclosed;

use super::charset;
use super::packed::without_gzip;
use crate::error::{Error, Result};

pub use self::entry::{Beside, Kept, Later, SEARCHED, Service};

/// The most tags of one article; nobody gives so many.
const MOST_TAGS: usize = 500;

/// Reads a list; whose it is, is guessed by its content.
///
/// # Errors
/// When it is none, or not that of `service`.
pub fn read(bytes: &[u8], service: Option<Service>, beside: Beside<'_>) -> Result<Later> {
    let wrong = |sentence: &str| Err(Error::Message(sentence.to_owned()));
    if bytes.starts_with(b"PK\x03\x04") {
        return wrong("is a packed archive; unpack it and give the file that is in it");
    }
    if bytes.starts_with(b"mozLz40\0") {
        return wrong(
            "is a packed backup of Firefox; there, under Manage Bookmarks, Import and Backup, choose Export Bookmarks to HTML",
        );
    }
    let bytes = without_gzip(bytes);
    let whole = charset::decode(&bytes, None);
    let whole = whole.trim_start_matches('\u{feff}');
    let text = whole.trim_start();
    let read = match text.chars().next() {
        Some('[' | '{') => json::read(text, beside),
        Some('<') => pocket::read(text)
            .or_else(|| bookmarks::read(text))
            .or_else(|| pinboard::read(text)),
        _ => tables::read(whole),
    };
    let Some((mut found, entries, left_out)) = read else {
        return wrong(
            "is no list to read later; `pullquote import --help` says whose lists are known, and in which form",
        );
    };
    // A file of bookmarks does not always say who wrote it, and a table of other columns never.
    match (found, service) {
        (Service::Browser, Some(named @ (Service::Raindrop | Service::Pinboard)))
        | (Service::Table, Some(named)) => found = named,
        _ => {}
    }
    if let Some(service) = service.filter(|service| *service != found) {
        return wrong(&format!(
            "is not {}'s; it looks like a list of {}'s",
            service.name(),
            found.name()
        ));
    }
    let mut later = Later {
        service: found,
        items: Vec::new(),
        left_out,
    };
    for mut entry in entries {
        if entry.tags.len() > MOST_TAGS {
            let (at, all) = (&entry.at, entry.tags.len());
            let sentence = format!("{at}: of {all} tags the first {MOST_TAGS} are taken over");
            later.left_out.push(sentence);
            entry.tags.truncate(MOST_TAGS);
        }
        match entry.kept() {
            Ok(kept) => later.items.push(kept),
            Err(sentence) => later.left_out.push(sentence),
        }
    }
    Ok(later)
}
#[cfg(test)]
mod tests;

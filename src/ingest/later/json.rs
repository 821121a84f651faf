//! Lists as JSON: wallabag's, Omnivore's, Pinboard's, GoodLinks', Pocket's highlights, what browsers and readers of feeds keep.

mod browser;
mod fields;
mod reader;

use serde_json::Value;

use self::fields::{highlights, is, text, texts};
use super::entry::{Beside, Entries, Entry, Read, Service};
use crate::ingest::json::{Room, json};

/// The most values of one list; an article has some thirty.
const MOST: usize = 2_500_000;

/// The keys by which a list is known, whose it is, and what reads an entry.
type Kind = (
    &'static [&'static str],
    Service,
    fn(&Value, Beside<'_>) -> Entry,
);

const KINDS: [Kind; 6] = [
    (&["is_archived", "url"], Service::Wallabag, wallabag),
    (&["slug", "savedAt"], Service::Omnivore, omnivore),
    (&["href", "description"], Service::Pinboard, pinboard),
    (&["url", "addedAt"], Service::GoodLinks, goodlinks),
    (&["highlights", "url"], Service::Pocket, pocket),
    (&["title", "alternate"], Service::Reader, reader::item),
];

/// Reads JSON; none where it is that of no list.
pub fn read(text: &str, beside: Beside<'_>) -> Option<Read> {
    let read = |text: &str| json(text, &Room::new(MOST, MOST)).ok();
    let mut entries = Entries::default();
    let value = match read(text).or_else(|| read(&lines(text)?)) {
        Some(value) => value,
        None => {
            entries.leave_out("the list breaks off; its whole entries are kept".to_owned());
            read(&unbroken(text)?)?
        }
    };
    if let Some(bookmarks) = browser::read(&value) {
        bookmarks.into_iter().for_each(|it| entries.take(it));
        let (entries, left_out) = entries.done();
        return Some((Service::Browser, entries, left_out));
    }
    let starred = reader::is_starred(&value);
    let items = match value {
        Value::Array(items) => items,
        Value::Object(mut map) => match LISTS.iter().find_map(|key| map.remove(*key)) {
            Some(Value::Array(items)) => items,
            _ => vec![Value::Object(map)],
        },
        _ => return None,
    };
    // The first may be an odd one.
    let (_, service, entry) = items.iter().find_map(|item| {
        let known = |kind: &&Kind| kind.0.iter().all(|key| item.get(key).is_some());
        KINDS.iter().find(known)
    })?;
    for (at, item) in items.iter().enumerate() {
        let entry = entry(item, beside);
        entries.take(Entry {
            at: format!("entry {}", at + 1),
            starred: entry.starred || starred,
            ..entry
        });
    }
    let (entries, left_out) = entries.done();
    Some((*service, entries, left_out))
}

/// A list of which each line is an entry.
fn lines(text: &str) -> Option<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.collect();
    let each = lines
        .iter()
        .all(|line| line.starts_with('{') && line.ends_with('}'));
    (each && lines.len() > 1).then(|| format!("[{}]", lines.join(",")))
}

/// A list that breaks off, without the entry in which it does; none where none is whole.
fn unbroken(text: &str) -> Option<String> {
    let mut open = Vec::new();
    let mut whole = None;
    let mut quoted = false;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' if quoted => drop(bytes.next()),
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'[' => open.push(']'),
            b'{' => open.push('}'),
            b']' | b'}' => {
                open.pop().filter(|close| *close == char::from(byte))?;
                // The list is all there is, or stands in an object.
                if byte == b'}' && open.len() <= 2 && open.last() == Some(&']') {
                    whole = Some((at + 1, open.clone()));
                }
            }
            _ => {}
        }
    }
    let (end, open) = whole.filter(|_| !open.is_empty())?;
    let close: String = open.iter().rev().collect();
    Some(format!("{}{close}", &text[..end]))
}

/// Under these a list may stand in an object.
const LISTS: [&str; 2] = ["posts", "items"];

fn wallabag(item: &Value, _: Beside<'_>) -> Entry {
    Entry {
        url: text(item, "url"),
        title: text(item, "title"),
        byline: texts(item, "published_by", "name").join(", "),
        published: text(item, "published_at"),
        saved: text(item, "created_at"),
        lang: text(item, "language"),
        content: text(item, "content"),
        read: is(item, "is_archived"),
        starred: is(item, "is_starred"),
        tags: texts(item, "tags", "label"),
        highlights: highlights(item, "annotations", "quote", "text"),
        ..Entry::default()
    }
}

fn omnivore(item: &Value, beside: Beside<'_>) -> Entry {
    let slug = text(item, "slug");
    let is_name = !slug.is_empty() && !slug.contains(['/', '\\', '\0']) && !slug.starts_with('.');
    let file = |name: String| {
        let bytes = beside(&name).filter(|_| is_name)?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    };
    let progress = item.get("readingProgress").and_then(Value::as_f64);
    let marked = file(format!("highlights/{slug}.md")).unwrap_or_default();
    Entry {
        url: text(item, "url"),
        title: text(item, "title"),
        byline: text(item, "author"),
        published: text(item, "publishedAt"),
        saved: text(item, "savedAt"),
        content: file(format!("content/{slug}.html")).unwrap_or_default(),
        summary: text(item, "description"),
        read: text(item, "state").eq_ignore_ascii_case("archived")
            || progress.is_some_and(|percent| percent >= 99.0),
        tags: texts(item, "labels", "name"),
        highlights: quoted(&marked),
        ..Entry::default()
    }
}

/// Pocket's highlights of an article, in a file of their own.
fn pocket(item: &Value, _: Beside<'_>) -> Entry {
    Entry {
        url: text(item, "url"),
        title: text(item, "title"),
        highlights: highlights(item, "highlights", "quote", "note"),
        ..Entry::default()
    }
}

/// Tags are words; what need not be read any more is read.
fn pinboard(item: &Value, _: Beside<'_>) -> Entry {
    Entry {
        url: text(item, "href"),
        title: text(item, "description"),
        saved: text(item, "time"),
        summary: text(item, "extended"),
        read: text(item, "toread") == "no",
        tags: text(item, "tags")
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
        ..Entry::default()
    }
}

fn goodlinks(item: &Value, _: Beside<'_>) -> Entry {
    Entry {
        url: text(item, "url"),
        title: text(item, "title"),
        byline: text(item, "author"),
        saved: text(item, "addedAt"),
        summary: text(item, "summary"),
        read: !text(item, "readAt").is_empty(),
        starred: is(item, "starred"),
        tags: texts(item, "tags", "name"),
        highlights: highlights(item, "highlights", "content", "note"),
        ..Entry::default()
    }
}

/// The block quotes of Markdown, each with the lines behind it.
fn quoted(markdown: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in markdown.lines().map(str::trim) {
        let quote = line.strip_prefix('>');
        match (quote, all.last_mut()) {
            (Some(words), Some((known, _))) if inside => {
                known.push(' ');
                known.push_str(words.trim());
            }
            (Some(words), _) => all.push((words.trim().to_owned(), String::new())),
            (None, Some((_, note))) if !line.is_empty() => {
                note.push(' ');
                note.push_str(line);
            }
            (None, _) => {}
        }
        inside = quote.is_some();
    }
    all
}

//! What a Markdown file says of itself: its front matter, and the line with the author below the title.

use std::borrow::Cow;

use crate::ingest::{dates, furniture};
use crate::model::Meta;

/// The lines between `---` at the head, and what follows them.
pub fn front_matter(source: &str) -> (&str, &str) {
    let Some(rest) = source
        .strip_prefix("---\n")
        .or_else(|| source.strip_prefix("---\r\n"))
    else {
        return ("", source);
    };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return (&rest[..at], &rest[at + line.len()..]);
        }
        at += line.len();
    }
    ("", source)
}

/// `key: value` lines; lists and quotes are taken as far as they are simple.
pub fn facts(front: &str) -> Meta {
    let mut meta = Meta::default();
    for line in front.lines() {
        let Some((key, value)) = line.split_once([':', '=']) else {
            continue;
        };
        let value = value.trim().trim_matches(['[', ']', '"', '\'', ' ']);
        let value = (!value.is_empty()).then(|| value.replace("\", \"", ", "));
        match key.trim().to_ascii_lowercase().as_str() {
            "title" => meta.title = value.unwrap_or_default(),
            "author" | "authors" | "byline" | "by" => meta.byline = value,
            "date" | "published" | "created" => {
                meta.published = value.as_deref().and_then(dates::parse)
            }
            "description" | "summary" | "excerpt" | "subtitle" => meta.excerpt = value,
            "lang" | "language" => meta.lang = value,
            "site" | "publication" => meta.site = value,
            "url" | "source" | "canonical" | "canonical_url" | "link" => {
                meta.url = value.filter(|url| url.contains("://"))
            }
            _ => {}
        }
    }
    meta
}

/// The text without the line "By Ana Ruiz" that stands alone below its title, and the name in it.
pub fn byline(body: &str) -> (Cow<'_, str>, Option<String>) {
    let mut at = 0;
    let mut lines = body.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line)
    });
    let mut filled = lines.by_ref().filter(|(_, line)| !line.trim().is_empty());
    let title = filled.next().filter(|(_, line)| line.starts_with("# "));
    let (Some(_), Some((start, line))) = (title, filled.next()) else {
        return (body.into(), None);
    };
    let alone = lines.next().is_none_or(|(_, line)| line.trim().is_empty());
    let words = line.trim().trim_matches(['*', '_']);
    let plain = !words.contains(['[', '<', '`', '*']);
    match furniture::byline(words) {
        Some(name) if alone && plain => {
            let rest = &body[start + line.len()..];
            let body = format!("{}{rest}", &body[..start]);
            (body.into(), Some(name.to_owned()))
        }
        _ => (body.into(), None),
    }
}

//! Articles as Google Reader gave them out, and FreshRSS, Inoreader, The Old Reader and others after it.

use serde_json::Value;

use super::fields::text;
use crate::ingest::entities;
use crate::ingest::later::entry::{Beside, Entry};

/// Whether a name means a state: `user/-/state/com.google/starred`, `user/ana/state/org.freshrss/starred`.
fn is_state(name: &str, state: &str) -> bool {
    let rest = name
        .strip_prefix("user/")
        .and_then(|rest| rest.split_once("/state/"));
    rest.is_some_and(|(_, rest)| rest.split_once('/').is_some_and(|(_, last)| last == state))
}

/// Whether all of a list are favourites.
pub fn is_starred(list: &Value) -> bool {
    is_state(&text(list, "id"), "starred")
}

/// An article: states and labels stand among its categories, its words in one of two places.
pub fn item(item: &Value, _: Beside<'_>) -> Entry {
    let link = |key: &str| item[key].get(0).map(|link| text(link, "href"));
    let words = |key: &str| text(&item[key], "content");
    let categories = item["categories"].as_array();
    let categories: Vec<&str> = categories
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let has = |state: &str| categories.iter().any(|name| is_state(name, state));
    let label = |name: &&str| {
        Some(
            name.strip_prefix("user/")?
                .split_once("/label/")?
                .1
                .to_owned(),
        )
    };
    Entry {
        url: link("canonical")
            .or_else(|| link("alternate"))
            .unwrap_or_default(),
        title: entities::decode_ended(&text(item, "title")).into_owned(),
        byline: text(item, "author"),
        site: text(&item["origin"], "title"),
        published: text(item, "published"),
        saved: text(item, "crawlTimeMsec"),
        content: [words("content"), words("summary")]
            .into_iter()
            .find(|it| !it.is_empty())
            .unwrap_or_default(),
        read: has("read"),
        starred: has("starred"),
        tags: categories.iter().filter_map(label).collect(),
        ..Entry::default()
    }
}

//! JSON Feed 1.0 and 1.1.

use serde_json::Value;

use super::bound::{bound, room, with_short_names};
use super::content::{self, Content};
use super::identity::{id, name_untitled, tell_apart};
use super::mend::mended;
use super::title;
use crate::ingest::dates;
use crate::ingest::hint::Hint;
use crate::ingest::html::Base;
use crate::model::{Article, Feed, FeedItem, Meta};

/// Reads a JSON Feed. A cut one keeps the items before the cut.
pub fn read(source: &str, hint: Hint<'_>) -> Feed {
    let room = room();
    let (value, damage) = match room.read(source) {
        Ok(value) if room.is_full() => (
            value,
            Some("The feed has more than a million values; the rest is left out.".into()),
        ),
        Ok(value) => (value, None),
        Err(error) => {
            let line = error.line();
            let (value, left_out) = mended(source);
            let damage = match left_out {
                0 => format!("The feed is not well-formed at line {line}; it was mended."),
                1 => format!("The feed is damaged at line {line}; one item could not be read."),
                _ => format!(
                    "The feed is damaged at line {line}; {left_out} items could not be read."
                ),
            };
            (value, Some(damage))
        }
    };
    let base = Base::new(own_address(&value, hint), None);
    let mut feed = with_short_names(Feed {
        title: titled(&value["title"]),
        home: address(&value["home_page_url"], &base),
        description: line(&value["description"]),
        lang: line(&value["language"]),
        author: authors(&value),
        address: address(&value["feed_url"], &base),
        next: address(&value["next_url"], &base),
        hub: value["hubs"]
            .get(0)
            .and_then(|hub| address(&hub["url"], &base)),
        damage,
        ..Feed::default()
    });
    let items = value["items"].as_array().or(value.as_array());
    let items = items.into_iter().flatten();
    let mut items: Vec<&Value> = items.filter(|item| item.is_object()).collect();
    bound(&mut items, &mut feed.damage);
    feed.items = items
        .into_iter()
        .map(|value| item(value, &feed, &base))
        .collect();
    tell_apart(&mut feed.items);
    feed.items.iter_mut().for_each(name_untitled);
    feed
}

/// Where the feed is: where it came from, or what it says of itself.
fn own_address<'a>(value: &'a Value, hint: Hint<'a>) -> Option<&'a str> {
    let said = || {
        let mut said = ["feed_url", "home_page_url"].iter();
        said.find_map(|key| value[key].as_str().filter(|said| said.contains("://")))
    };
    hint.url.or_else(said)
}

fn item(value: &Value, feed: &Feed, base: &Base) -> FeedItem {
    let date = |key: &str| value[key].as_str().and_then(dates::parse);
    let text = |key: &str| value[key].as_str().filter(|text| !text.trim().is_empty());
    let body = text("content_html").map(|html| Content::known(html, true, base));
    let body = body.or_else(|| text("content_text").map(|text| Content::known(text, false, base)));
    let body = body.or_else(|| text("summary").map(|text| Content::guess(text, base)));
    let mut article = body.map_or_else(Article::default, |body| body.article());
    let updated = date("date_modified");
    article.meta = content::meta(Meta {
        title: titled(&value["title"]),
        byline: authors(value).or_else(|| feed.author.clone()),
        site: Some(feed.title.clone()).filter(|title| !title.is_empty()),
        published: date("date_published").or_else(|| updated.clone()),
        lang: line(&value["language"]).or_else(|| feed.lang.clone()),
        url: address(&value["url"], base).or_else(|| address(&value["external_url"], base)),
        excerpt: line(&value["summary"]).filter(|line| *line != article.text),
        damage: None,
    });
    let given = match &value["id"] {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    };
    let list = |key: &str| value[key].as_array().into_iter().flatten().take(100);
    FeedItem {
        id: id(given.as_deref().filter(|id| !id.is_empty()), &article),
        updated,
        tags: list("tags").filter_map(line).collect(),
        enclosures: list("attachments")
            .filter_map(|file| address(&file["url"], base))
            .collect(),
        article,
    }
}

/// A title is plain text; some feeds put references there.
fn titled(value: &Value) -> String {
    value.as_str().map(title::line).unwrap_or_default()
}

fn line(value: &Value) -> Option<String> {
    value
        .as_str()
        .map(content::plain)
        .filter(|line| !line.is_empty())
}

fn address(value: &Value, base: &Base) -> Option<String> {
    base.link(value.as_str()?)
}

/// Version 1.1 has a list, 1.0 one author.
fn authors(value: &Value) -> Option<String> {
    let list = value["authors"]
        .as_array()
        .into_iter()
        .flatten()
        .chain([&value["author"]]);
    let names: Vec<String> = list
        .take(20)
        .filter_map(|author| line(&author["name"]).or_else(|| line(author)))
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

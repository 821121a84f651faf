//! What a server tells of an article, as an article: by the one reader of feeds that there is.

use serde_json::{Value, json};

use super::answers::is_web;
use crate::error::Result;
use crate::ingest::{Hint, Ingested};
use crate::model::FeedItem;
use crate::world::apart;

/// What an interface tells of an article, for the one reader of feeds that there is.
pub(super) struct Facts<'a> {
    pub url: Option<&'a str>,
    pub title: &'a Value,
    pub author: &'a Value,
    /// Seconds since 1970.
    pub published: &'a Value,
    pub words: &'a Value,
    pub site: &'a Value,
    pub home: &'a Value,
}

/// The article; where its words break what reads them, without.
pub(super) fn article(name: &str, facts: &Facts<'_>) -> Option<FeedItem> {
    read_apart(name, facts, facts.words.as_str()).unwrap_or_else(|_| {
        let mut item = read_apart(name, facts, None).ok()??;
        item.article.meta.damage = Some(apart::WORDLESS.to_owned());
        Some(item)
    })
}

/// Reads the article in the words of JSON Feed; none where there is none.
///
/// # Errors
/// When what reads broke.
fn read_apart(name: &str, facts: &Facts<'_>, words: Option<&str>) -> Result<Option<FeedItem>> {
    let date = facts.published.as_i64().and_then(|seconds| {
        let time = jiff::Timestamp::from_second(seconds).ok()?;
        Some(time.to_string())
    });
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": facts.site.as_str(),
        "home_page_url": facts.home.as_str(),
        "items": [{
            "id": name,
            "url": facts.url.filter(|url| is_web(url)),
            "title": facts.title.as_str(),
            "content_html": words,
            "authors": [{ "name": facts.author.as_str() }],
            "date_published": date,
        }],
    });
    let hint = Hint {
        url: facts.url,
        ..Hint::default()
    };
    match apart::read(feed.to_string().as_bytes(), hint) {
        Ok(Ingested::Feed(mut feed)) => Ok(feed.items.pop()),
        Err(error) if apart::is_broken(&error) => Err(error),
        _ => Ok(None),
    }
}

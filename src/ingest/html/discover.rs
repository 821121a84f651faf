//! The feeds that a page points to.

use dom_query::NodeRef;
use serde::{Deserialize, Serialize};

use super::address::Base;
use super::elements::line;
use super::tree;
use crate::model::SortSmall;
use crate::model::clean;

/// A feed that a page points to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedLink {
    /// What the page calls it; may be empty.
    pub title: String,
    /// Its absolute address.
    pub url: String,
    /// How sure it is that a feed is there.
    pub kind: FeedLinkKind,
}

/// How a page points to a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FeedLinkKind {
    /// It declares RSS.
    Rss,
    /// It declares Atom.
    Atom,
    /// It declares JSON Feed.
    Json,
    /// It only has a link that looks like one.
    Guess,
}

/// The feeds of a page found at `url`: those that it declares, in its order; without any, links that
/// look like feeds. Feeds of comments come last. Only web addresses: a page shall not make the reader
/// follow a file or a command.
pub fn discover(markup: &str, url: Option<&str>) -> Vec<FeedLink> {
    let doc = tree::parse(markup).doc;
    let base = Base::new(url, doc.base_uri().as_deref());
    let mut found: Vec<FeedLink> = Vec::new();
    let mut add = |node: &NodeRef<'_>, title: String, kind| {
        let link = base
            .link(&node.attr_or("href", ""))
            .filter(|link| link.starts_with("https://") || link.starts_with("http://"));
        if let Some(url) = link
            && found.iter().all(|known| known.url != url)
            && found.len() < 50
        {
            found.push(FeedLink {
                title: clean(&title).into_owned(),
                url: clean(&url).into_owned(),
                kind,
            });
        }
    };
    for link in doc.select("link[rel][href]").nodes() {
        let rel = link.attr_or("rel", "").to_ascii_lowercase();
        let declared = rel
            .split_whitespace()
            .any(|rel| rel == "alternate" || rel == "feed");
        if let Some(kind) = kind_of(&link.attr_or("type", "")).filter(|_| declared) {
            add(link, link.attr_or("title", "").to_string(), kind);
        }
    }
    let guesses = doc.select("a[href]");
    for link in guesses
        .nodes()
        .iter()
        .filter(|link| looks_like_feed(&link.attr_or("href", "")))
    {
        add(link, line(link), FeedLinkKind::Guess);
    }
    if found.iter().any(|link| link.kind != FeedLinkKind::Guess) {
        found.retain(|link| link.kind != FeedLinkKind::Guess);
    }
    found.sort_small_by_key(|link| {
        link.title.to_lowercase().contains("comment") || link.url.contains("/comments/")
    });
    found
}

fn kind_of(media: &str) -> Option<FeedLinkKind> {
    let media = media.to_ascii_lowercase();
    match media.split(';').next().unwrap_or_default().trim() {
        "application/rss+xml"
        | "application/rdf+xml"
        | "application/rss"
        | "text/rss+xml"
        | "text/xml" => Some(FeedLinkKind::Rss),
        "application/atom+xml" | "application/x.atom+xml" => Some(FeedLinkKind::Atom),
        "application/feed+json" | "application/json" => Some(FeedLinkKind::Json),
        _ => None,
    }
}

fn looks_like_feed(href: &str) -> bool {
    let path = href
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .trim_end_matches('/')
        .to_ascii_lowercase();
    [
        "/feed",
        "/rss",
        ".rss",
        "/atom",
        ".atom",
        "rss.xml",
        "atom.xml",
        "feed.xml",
        "index.rdf",
        "feed.json",
    ]
    .iter()
    .any(|end| path.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_feeds_come_first_and_guesses_only_without_them() {
        let page = "<link rel=alternate type='application/rss+xml' title='Comments' href='/comments/feed'>\
            <link rel='alternate' type='application/atom+xml' title='All' href='/atom'>\
            <link rel=alternate type='text/html' hreflang=de href='/de'><a href='/rss.xml'>RSS</a>";
        let found = discover(page, Some("https://almery.example/news/"));
        let urls: Vec<_> = found.iter().map(|link| link.url.as_str()).collect();
        assert_eq!(
            urls,
            [
                "https://almery.example/atom",
                "https://almery.example/comments/feed"
            ]
        );
        let found = discover(
            "<a href='/rss.xml'>Our RSS</a><a href='/x'>x</a>",
            Some("https://almery.example/"),
        );
        assert_eq!(
            (found[0].title.as_str(), found[0].kind),
            ("Our RSS", FeedLinkKind::Guess)
        );
        for not_web in [
            "javascript:/feed",
            "exec:touch x;/feed",
            "file:///feed",
            "/feed",
        ] {
            let page = format!(
                "<a href='{not_web}'>x</a><link rel=alternate type='text/xml' href='{not_web}'>"
            );
            assert_eq!(discover(&page, None), [], "{not_web}");
        }
    }
}

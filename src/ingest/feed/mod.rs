//! Feeds of every dialect to one shape: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed.
//!
//! The dialects of XML differ in names more than in shape, so one reader asks for each fact under
//! all its names. Items keep the order of the source.

mod bound;
mod content;
mod identity;
mod json;
mod mend;
mod person;
mod place;
mod title;
pub mod xml;

use self::bound::bound;
use self::identity::{Seen, id};
use self::place::Place;
use self::xml::Element;
use super::dates;
use super::format;
use super::html::Base;
use crate::ingest::hint::Hint;
use crate::model::{Article, Feed, FeedItem, Meta};

pub use self::bound::with_short_names;
pub use self::content::{meta as settled, plain};
pub use self::identity::{fingerprint, name_untitled, tell_apart};
pub use self::json::read as read_json;

/// Reads RSS, RDF or Atom, and gives the items one by one.
pub fn read_each(source: &str, hint: Hint<'_>, each: &mut dyn FnMut(FeedItem)) -> Feed {
    let source = &source[format::document_start(source)..];
    let document = xml::parse(source);
    let root = &document.root;
    let channel = root.child("channel").unwrap_or(root);
    let at = |url: Option<&str>| {
        let base = Base::new(url, None);
        Place { source, base }.inside(root).inside(channel)
    };
    let mut place = at(hint.url);
    let mut feed = with_short_names(head(root, channel, &place));
    if hint.url.is_none() {
        // A file: addresses in it are of the place that it names.
        place = at(feed.address.as_deref().or(feed.home.as_deref()));
    }
    feed.damage = document.damage;
    let outside = (!std::ptr::eq(root, channel)).then_some(root);
    let lone = (root.name == "entry" || root.name == "item").then_some(root);
    let inside = channel.children.iter().filter(|child| is_item(child));
    let beside = outside
        .into_iter()
        .flat_map(|root| root.children.iter().filter(|child| is_item(child)));
    let mut items: Vec<&Element> = lone.into_iter().chain(inside).chain(beside).collect();
    bound(&mut items, &mut feed.damage);
    let mut seen = Seen::default();
    for element in items {
        let mut item = item(element, &feed, &place);
        if seen.is_new(&mut item) {
            name_untitled(&mut item);
            each(item);
        }
    }
    feed
}

fn is_item(element: &Element) -> bool {
    xml::is_item(&element.name)
}

/// What the feed says of itself.
fn head(root: &Element, channel: &Element, place: &Place<'_>) -> Feed {
    let line = |names: &[&str]| content::first(channel, names, place).map(|content| content.line());
    let title = content::first(channel, &["title", "dc:title", "itunes:title"], place);
    let date = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| channel.all(name).find_map(|e| dates::parse(&e.text)))
    };
    let related = |rel: &str| {
        link(channel, place, |link| {
            link.attr("rel") == Some(rel) && link.attr("href").is_some()
        })
    };
    Feed {
        title: title.map(|title| title.title()).unwrap_or_default(),
        home: link(channel, place, is_alternate).or_else(|| plain_link(channel, place)),
        description: line(&[
            "description",
            "subtitle",
            "tagline",
            "dc:description",
            "itunes:subtitle",
            "itunes:summary",
            "info",
        ]),
        lang: channel
            .text_of(&["language", "dc:language"])
            .or(channel.attr("xml:lang"))
            .or(root.attr("xml:lang"))
            .map(language),
        updated: date(&[
            "updated",
            "modified",
            "lastbuilddate",
            "dcterms:modified",
            "pubdate",
            "dc:date",
            "published",
            "dcterms:issued",
            "dcterms:created",
        ]),
        author: person::names(channel),
        address: related("self"),
        next: related("next"),
        hub: related("hub"),
        tags: tags(channel),
        ttl: channel.text_of(&["ttl"]).and_then(|ttl| ttl.parse().ok()),
        ..Feed::default()
    }
}

fn item(element: &Element, feed: &Feed, place: &Place<'_>) -> FeedItem {
    let place = &place.inside(element);
    let date = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| element.all(name).find_map(|e| dates::parse(&e.text)))
    };
    let published = date(&[
        "pubdate",
        "published",
        "issued",
        "dcterms:issued",
        "dc:date",
        "date",
        "dcterms:created",
        "dcterms:date",
        "created",
    ]);
    let updated = date(&["updated", "modified", "dcterms:modified", "dc:modified"]);
    let given = element
        .text_of(&["guid", "id", "dc:identifier"])
        .or(element.attr("about"));
    // A path tells an item only from others of its site.
    let given = match given {
        Some(path) if path.starts_with('/') => place.base.link(path),
        given => given.map(str::to_string),
    };
    let title = content::first(
        element,
        &["title", "dc:title", "media:title", "itunes:title"],
        place,
    );
    // A podcast may number its episodes there, and call them by name elsewhere.
    let counts = |title: &content::Content| title.line().chars().all(|c| c.is_ascii_digit());
    let named = title
        .as_ref()
        .filter(|title| counts(title))
        .and_then(|_| content::first(element, &["itunes:title"], place));
    let title = named.or(title);
    let body = content::body(element, place);
    let summary = content::first(
        element,
        &[
            "summary",
            "description",
            "itunes:summary",
            "dc:description",
            "media:description",
        ],
        place,
    );
    let mut article = match &body {
        Some(body) => body.article(),
        None => Article::default(),
    };
    let summary = summary
        .map(|summary| summary.line())
        .filter(|line| *line != article.text);
    let link = link(element, place, is_alternate)
        .or_else(|| plain_link(element, place))
        .or_else(|| permalink(element, place))
        .or_else(|| body.as_ref().and_then(|body| body.elsewhere.clone()));
    let source = element.child("source");
    let site = source.and_then(|source| name_of(source, place));
    article.meta = content::meta(Meta {
        title: title
            .as_ref()
            .map(|title| title.title())
            .unwrap_or_default(),
        byline: person::names(element)
            .or_else(|| source.and_then(person::names))
            .or_else(|| feed.author.clone()),
        site: site.or_else(|| Some(feed.title.clone()).filter(|title| !title.is_empty())),
        published: published.or_else(|| updated.clone()),
        lang: body
            .as_ref()
            .and_then(|body| body.lang.as_deref())
            .or(element.attr("xml:lang"))
            .or(element.text_of(&["dc:language", "language"]))
            .or(title.as_ref().and_then(|title| title.lang.as_deref()))
            .map(language)
            .or_else(|| feed.lang.clone()),
        url: link,
        excerpt: summary,
        damage: None,
    });
    FeedItem {
        id: id(given.as_deref(), &article),
        updated,
        tags: tags(element),
        enclosures: enclosures(element, place),
        article,
    }
}

/// The name of the feed that an item is from, in a feed that gathers others.
fn name_of(source: &Element, place: &Place<'_>) -> Option<String> {
    let title = content::first(source, &["title"], place).map(|title| title.title());
    title.or_else(|| Some(plain(&source.text)).filter(|name| !name.is_empty()))
}

/// A language tag as BCP 47 writes it.
fn language(tag: &str) -> String {
    tag.replace('_', "-")
}

/// Atom's link to the page itself.
fn is_alternate(link: &Element) -> bool {
    let rel = link.attr("rel").unwrap_or("alternate");
    let kind = link.attr("type").unwrap_or("text/html");
    link.attr("href").is_some()
        && rel == "alternate"
        && (kind.contains("html") || !kind.contains("xml") && !kind.contains("json"))
}

fn link(element: &Element, place: &Place<'_>, fits: impl Fn(&Element) -> bool) -> Option<String> {
    let link = element.all("link").find(|link| fits(link))?;
    place.inside(link).base.link(link.attr("href")?)
}

/// RSS's link, or any link at all.
fn plain_link(element: &Element, place: &Place<'_>) -> Option<String> {
    let words = element
        .all("link")
        .filter(|link| !link.text.trim().is_empty())
        .map(|link| (link, link.text.trim()));
    let any = element.all("link").filter(|link| {
        !matches!(
            link.attr("rel"),
            Some("self" | "hub" | "next" | "enclosure" | "edit" | "replies")
        )
    });
    let any = any.filter_map(|link| Some((link, link.attr("href")?)));
    let (link, href) = words.chain(any).next()?;
    place.inside(link).base.link(href)
}

/// A guid that is an address and does not say otherwise.
fn permalink(element: &Element, place: &Place<'_>) -> Option<String> {
    let guid = element.child("guid").or_else(|| element.child("id"))?;
    let address = guid.text.trim();
    let fits = guid
        .attr("ispermalink")
        .is_none_or(|says| !says.eq_ignore_ascii_case("false"));
    let absolute = address.starts_with("http://") || address.starts_with("https://");
    (fits && absolute).then(|| place.base.link(address))?
}

fn tags(element: &Element) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    let mut add = |tag: &str| {
        let tag = crate::model::clean(tag.trim()).into_owned();
        if !tag.is_empty() && !tags.contains(&tag) && tags.len() < 100 {
            tags.push(tag);
        }
    };
    for child in &element.children {
        match child.name.as_str() {
            "category" | "dc:subject" | "media:category" => {
                add(child
                    .attr("label")
                    .or(child.attr("term"))
                    .unwrap_or(&child.text));
            }
            "itunes:category" => {
                add(child.attr("text").unwrap_or_default());
                child
                    .children
                    .iter()
                    .filter_map(|inner| inner.attr("text"))
                    .for_each(&mut add);
            }
            "itunes:keywords" | "media:keywords" => child.text.split(',').for_each(&mut add),
            _ => {}
        }
    }
    tags
}

fn enclosures(element: &Element, place: &Place<'_>) -> Vec<String> {
    let groups = element.all("media:group").flat_map(|group| &group.children);
    let mut found: Vec<String> = Vec::new();
    for child in element.children.iter().chain(groups) {
        let address = match child.name.as_str() {
            "enclosure" => child
                .attr("url")
                .or(child.attr("href"))
                .or(child.attr("resource")),
            "media:content" => child.attr("url"),
            "link" if child.attr("rel") == Some("enclosure") => child.attr("href"),
            _ => None,
        };
        if let Some(address) = address.and_then(|address| place.base.link(address))
            && !found.contains(&address)
            && found.len() < 100
        {
            found.push(address);
        }
    }
    found
}

#[cfg(test)]
mod tests;

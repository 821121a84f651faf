//! Brings in what another reader knew: lists of subscriptions, newsboat's setup.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::clock;
use super::guard;
use super::inputs::Source;
use super::newsboat::{folders, read_urls, translate};
use crate::error::{Error, Result};
use crate::ingest::{Hint, Ingested, opml};
use crate::library::{Cached, Incoming, Library, Mark, Which, newsboat_cache};
use crate::model::{ArticleId, FeedChange, FeedId};

/// Items of newsboat's cache saved in one transaction.
const BUNDLE: usize = 500;

/// What was brought in.
#[derive(Debug, Default)]
pub struct Imported {
    /// Feeds found.
    pub feeds: usize,
    /// Of these, not followed before.
    pub new: usize,
    /// Query feeds found.
    pub queries: usize,
    /// Articles found; none when there was no place to look for them.
    pub articles: Option<usize>,
    /// Why something was left out, a sentence each.
    pub left_out: Vec<Error>,
}

/// Follows the feeds of a list.
///
/// # Errors
/// When it is no list, or the library cannot be written.
pub fn opml(library: &mut Library, name: &str, bytes: &[u8]) -> Result<Imported> {
    let found = opml::read(bytes).map_err(|error| Error::no_article(name, error.to_string()))?;
    let mut imported = Imported::default();
    for feed in found {
        if feed.address.starts_with("exec:") {
            // Lists come from anywhere; what runs on this machine the reader says alone.
            let reason = "a list cannot make pullquote run a command; \
                if you trust it, give it to `pullquote add`";
            let left_out = Error::no_article(feed.address, reason);
            imported.left_out.push(left_out);
            continue;
        }
        imported.feeds += 1;
        let (id, is_new) = library.follow(&feed.address, &feed.title)?;
        imported.new += usize::from(is_new);
        let tags = feed.tags.into_iter();
        let tags: Vec<_> = tags.map(|tag| FeedChange::Tag(tag, true)).collect();
        library.change_feed(id, &tags, now())?;
    }
    Ok(imported)
}

/// Follows newsboat's feeds, keeps its query feeds, and the articles of its cache with what was read
/// and flagged. Without paths, from the places where newsboat has its files.
///
/// # Errors
/// When there is no list of feeds, or the library cannot be written.
pub fn newsboat(
    library: &mut Library,
    urls: Option<&Path>,
    cache: Option<&Path>,
) -> Result<Imported> {
    let urls = match urls {
        Some(path) if path.is_dir() => path.join("urls"),
        Some(path) => path.to_owned(),
        None => find("urls")?,
    };
    let cache = match cache {
        Some(path) => Some(path.to_owned()),
        None => urls
            .parent()
            .map(|folder| folder.join("cache.db"))
            .filter(|path| path.exists())
            .or_else(|| find("cache.db").ok()),
    };
    let bytes = Source::File(urls).get()?.bytes;
    let setup = read_urls(&String::from_utf8_lossy(&bytes));
    let mut imported = Imported {
        queries: setup.queries.len(),
        ..Imported::default()
    };
    let mut feeds = HashMap::new();
    for feed in &setup.feeds {
        let (id, is_new) = library.follow(&feed.url, "")?;
        imported.new += usize::from(is_new);
        let mut changes: Vec<FeedChange> = feed
            .tags
            .iter()
            .map(|tag| FeedChange::Tag(tag.clone(), true))
            .collect();
        if feed.name.is_some() {
            changes.push(FeedChange::Name(feed.name.clone()));
        }
        library.change_feed(id, &changes, now())?;
        feeds.insert(feed.known_as.clone(), id);
    }
    imported.feeds = feeds.len();
    for (name, expression) in &setup.queries {
        let saved = translate(expression)
            .map_err(|part| {
                let reason = format!("this query feed was left out: {part} has no counterpart");
                Error::no_article(name, reason)
            })
            .and_then(|query| library.save_query(name, Some(&query), now()));
        imported.left_out.extend(saved.err());
    }
    if let Some(cache) = cache {
        imported.articles = Some(from_cache(library, &cache, &feeds)?);
    }
    Ok(imported)
}

fn find(file: &str) -> Result<PathBuf> {
    folders()
        .into_iter()
        .map(|folder| folder.join(file))
        .find(|path| path.exists())
        .ok_or_else(|| {
            Error::Message(format!(
                "newsboat's {file} file is not in ~/.newsboat; give its path"
            ))
        })
}

/// Saves the articles of newsboat's cache; says how many.
fn from_cache(
    library: &mut Library,
    cache: &Path,
    feeds: &HashMap<String, FeedId>,
) -> Result<usize> {
    let mut states = States::default();
    let mut saved = 0;
    newsboat_cache(cache, BUNDLE, |items| {
        let items: Vec<(FeedId, Cached)> = items
            .into_iter()
            .filter_map(|item| Some((*feeds.get(&item.feed)?, item)))
            .collect();
        let incoming: Vec<Incoming> = items
            .iter()
            .map(|(feed, item)| article(*feed, item))
            .collect();
        for (kept, (_, item)) in library.save(&incoming, now())?.into_iter().zip(&items) {
            saved += 1;
            states.note(kept.id(), item);
        }
        Ok(())
    })?;
    states.keep(library)?;
    Ok(saved)
}

fn now() -> i64 {
    clock::now().as_second()
}

/// What the reader had done with the articles.
#[derive(Default)]
struct States {
    read: Vec<ArticleId>,
    hidden: Vec<ArticleId>,
    starred: Vec<ArticleId>,
    flags: BTreeMap<char, Vec<ArticleId>>,
}

impl States {
    fn note(&mut self, id: ArticleId, item: &Cached) {
        if !item.unread {
            self.read.push(id);
        }
        if item.deleted {
            self.hidden.push(id);
        }
        if !item.flags.is_empty() {
            self.starred.push(id);
        }
        for flag in item.flags.chars() {
            self.flags.entry(flag).or_default().push(id);
        }
    }

    fn keep(self, library: &mut Library) -> Result<()> {
        let marks = [
            (self.read, Mark::Read(true)),
            (self.hidden, Mark::Hidden(true)),
            (self.starred, Mark::Starred(true)),
        ];
        let flags = self
            .flags
            .into_iter()
            .map(|(flag, ids)| (ids, Mark::Tag(format!("flag-{flag}"), true)));
        for (ids, mark) in marks.into_iter().chain(flags) {
            library.mark(&Which::These(ids), &mark, now())?;
        }
        Ok(())
    }
}

/// An item of newsboat's cache as an article; one without content keeps its headline and address.
fn article(feed: FeedId, item: &Cached) -> Incoming {
    let page = format!(
        "<html><body><article>{}</article></body></html>",
        item.content
    );
    let hint = Hint {
        name: &item.guid,
        content_type: Some("text/html; charset=utf-8"),
        url: Some(item.url.as_str()),
    };
    let mut article = match guard::read(page.as_bytes(), hint) {
        Ok(Ingested::Article(article)) => *article,
        _ => crate::model::Article::default(),
    };
    let some = |text: &str| (!text.is_empty()).then(|| crate::model::clean(text).into_owned());
    article.meta.title = crate::model::clean(&item.title).into_owned();
    article.meta.byline = some(&item.author).or(article.meta.byline);
    article.meta.url = some(&item.url);
    article.meta.published = (item.date > 0).then(|| clock::iso(item.date));
    Incoming {
        feed,
        item: item.guid.clone(),
        notes: guard::notes(&article),
        article,
        hash: 0,
        page: false,
        tags: Vec::new(),
    }
}

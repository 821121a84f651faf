//! newsboat's setup and cache.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::taken::{Imported, States, follow, now};
use crate::annotate::Memory;
use crate::error::{Error, Result};
use crate::ingest::{Hint, Ingested};
use crate::library::{
    Cached, Deed, Incoming, Library, Mark, Saved, newsboat_cache, newsboat_feeds,
};
use crate::model::{Article, ArticleId, FeedId, clean};
use crate::world::inputs::Source;
use crate::world::newsboat::{Urls, config, folders, include, query::translate, read_urls};
use crate::world::threads::share;
use crate::world::{apart, clock, guard};

/// Items of newsboat's cache saved in one transaction.
const BUNDLE: usize = 500;

/// Follows newsboat's feeds, keeps its query feeds and filters, and the articles of its cache with what
/// was read and flagged, as one act. Without paths, from the places where newsboat has its files.
///
/// # Errors
/// When there is no list of feeds, or the library cannot be written.
pub fn newsboat(
    library: &mut Library,
    urls: Option<&Path>,
    cache: Option<&Path>,
) -> Result<Imported> {
    let urls = match urls {
        Some(path) if path.is_dir() => Ok(Source::Found(path.join("urls"))),
        Some(path) => Ok(Source::File(path.to_owned())),
        None => find("urls").map(Source::Found),
    };
    let folder = match &urls {
        Ok(Source::File(path) | Source::Found(path)) => path.parent(),
        _ => None,
    };
    let beside = |file: &str| {
        let there = folder.map(|folder| folder.join(file));
        let there = there.filter(|path| path.is_file());
        there.or_else(|| find(file).ok())
    };
    let cache = cache.map(Path::to_owned).or_else(|| beside("cache.db"));
    let mut notes = Vec::new();
    let config = match beside("config") {
        Some(path) => include::gather(&Source::Found(path), &mut notes)?,
        None => String::new(),
    };
    let config = config::read(&config);
    let urls = urls.and_then(|urls| include::gather(&urls, &mut notes));
    let setup = match (urls, &config.server) {
        (Ok(text), _) => read_urls(&text),
        (Err(_), Some(server)) => return Err(Error::Message(format!("newsboat: {server}"))),
        (Err(error), None) => return Err(error),
    };
    library.as_one("imported newsboat's setup", now(), |library| {
        let mut imported = Imported::default();
        let feeds = feeds(library, &setup, &mut imported)?;
        queries(library, &setup, &config, &mut imported)?;
        imported.notes.extend(notes);
        imported.notes.extend(config.server);
        imported.notes.extend(config.unsaid);
        if let Some(cache) = cache {
            from_cache(library, &cache, &feeds, &mut imported)?;
        }
        Ok(imported)
    })?
}

fn find(file: &str) -> Result<PathBuf> {
    folders()
        .into_iter()
        .map(|folder| folder.join(file))
        .find(|path| path.is_file())
        .ok_or_else(|| {
            Error::Message(format!(
                "newsboat's {file} file is not in ~/.newsboat; give its path"
            ))
        })
}

/// Follows the feeds; gives them by the names that the cache has for them.
fn feeds(
    library: &mut Library,
    setup: &Urls,
    imported: &mut Imported,
) -> Result<HashMap<String, FeedId>> {
    let mut feeds = HashMap::new();
    let mut hidden = Vec::new();
    for feed in &setup.feeds {
        let address = match &feed.url {
            Ok(address) => address,
            Err(why) => {
                let left_out = Error::no_article(&feed.known_as, why);
                imported.left_out.push(left_out);
                continue;
            }
        };
        let (id, is_new) = follow(library, address, feed.name.clone(), feed.tags.clone())?;
        imported.new += usize::from(is_new);
        feeds.insert(feed.known_as.clone(), id);
        if feed.hidden {
            hidden.push(feed.known_as.as_str());
        }
    }
    imported.feeds = feeds.len();
    if !hidden.is_empty() {
        imported.notes.push(format!(
            "hidden feeds (!): listed here like all others: {}",
            hidden.join(", ")
        ));
    }
    Ok(feeds)
}

/// Saves query feeds and filters as queries; what is ignored there is hidden here as it arrives.
fn queries(
    library: &mut Library,
    setup: &Urls,
    config: &config::Config,
    imported: &mut Imported,
) -> Result<()> {
    let left_out = |what: &str, name: &str, part: &str| {
        Error::no_article(
            name,
            format!("this {what} was left out: {part} has no counterpart"),
        )
    };
    let saved = library.saved_queries()?;
    let queries = setup.queries.iter().map(|it| {
        let (name, expression) = (it.name.as_str(), it.expression.as_str());
        ("query feed", name, expression)
    });
    let filters = config.filters.iter();
    let filters = filters.map(|(name, expression)| ("filter", name.as_str(), expression.as_str()));
    let mut lost = 0;
    for (what, name, expression) in queries.chain(filters) {
        let query = match translate(expression) {
            Ok(query) => query,
            Err(part) => {
                imported.left_out.push(left_out(what, name, &part));
                lost += usize::from(what == "query feed");
                continue;
            }
        };
        match saved
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
        {
            Some((_, known)) if *known != query => imported.notes.push(format!(
                "{name}: not taken over; there is a saved query of this name already"
            )),
            Some(_) => {}
            None => {
                let kept = library.save_query(name, Some(&query), now());
                imported.left_out.extend(kept.err());
            }
        }
    }
    imported.queries = setup.queries.len() - lost;
    let tagged = setup.queries.iter().filter(|it| !it.tags.is_empty());
    let tagged: Vec<_> = tagged.map(|it| it.name.as_str()).collect();
    if !tagged.is_empty() {
        imported.notes.push(format!(
            "tags of query feeds ({}): not taken over; saved queries have none",
            tagged.join(", ")
        ));
    }
    for (feed, expression) in &config.ignored {
        match ignored(feed, expression) {
            Ok(query) => hide(library, &query, imported)?,
            Err(part) => {
                imported
                    .left_out
                    .push(left_out("ignore-article", expression, &part));
            }
        }
    }
    Ok(())
}

/// What newsboat ignores, as a query.
fn ignored(feed: &str, expression: &str) -> Result<String, String> {
    let query = translate(expression)?;
    match feed {
        "*" => Ok(query),
        _ if feed.starts_with("regex:") || feed.contains('"') => Err(feed.to_owned()),
        _ => Ok(format!("feed:\"{feed}\" ({query})")),
    }
}

/// Adds a filter that hides, once.
fn hide(library: &mut Library, query: &str, imported: &mut Imported) -> Result<()> {
    let deed = Deed::Mark(Mark::Hidden(true));
    let known = library.filters()?;
    if known.iter().any(|it| it.deed == deed && it.query == query) {
        return Ok(());
    }
    library.add_filter(query, &deed, now())?;
    imported.notes.push(format!(
        "ignore-article: a filter hides {query} from now on; `pullquote filter` lists it"
    ));
    Ok(())
}

/// Saves the articles of newsboat's cache.
fn from_cache(
    library: &mut Library,
    cache: &Path,
    feeds: &HashMap<String, FeedId>,
    imported: &mut Imported,
) -> Result<()> {
    for (address, title, home) in newsboat_feeds(cache) {
        if let Some(&id) = feeds.get(&address) {
            let (title, home) = (clean(&title), clean(&home));
            let home = Some(&*home).filter(|home| home.starts_with("http") && *home != address);
            library.set_head(id, title.trim(), home)?;
        }
    }
    share()?;
    let mut states = States::default();
    let (mut saved, mut homeless, mut enclosed) = (0, 0, 0);
    newsboat_cache(cache, BUNDLE, |items| {
        let all = items.len();
        let items: Vec<(FeedId, Cached)> = items
            .into_iter()
            .filter_map(|item| Some((*feeds.get(&item.feed)?, item)))
            .collect();
        homeless += all - items.len();
        enclosed += items.iter().filter(|(_, item)| item.enclosed).count();
        let read: Vec<(Incoming, Option<Error>)> = items
            .par_iter()
            .map_init(Memory::default, |memory, (feed, item)| {
                article(*feed, item, memory)
            })
            .collect();
        let (incoming, broken): (Vec<Incoming>, Vec<_>) = read.into_iter().unzip();
        imported.left_out.extend(broken.into_iter().flatten());
        for (kept, (_, item)) in library.save(&incoming, now())?.into_iter().zip(&items) {
            saved += 1;
            imported.new_articles += usize::from(matches!(kept, Saved::New(_)));
            states.note(kept.id(), item);
        }
        Ok(())
    })?;
    states.keep(library)?;
    imported.articles = Some(saved);
    let articles = |count| format!("{count} article{}", if count == 1 { "" } else { "s" });
    if homeless > 0 {
        imported.notes.push(format!(
            "{} of feeds that `urls` does not name: not taken over",
            articles(homeless)
        ));
    }
    if enclosed > 0 {
        imported.notes.push(format!(
            "enclosures of {} (sound, pictures): not taken over; the library keeps none",
            articles(enclosed)
        ));
    }
    Ok(())
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
            self.tags
                .entry(format!("flag-{flag}"))
                .or_default()
                .push(id);
        }
    }
}

/// An item of newsboat's cache as an article; one without content, or whose content breaks what reads it,
/// keeps its headline and address. What broke stands beside it.
fn article(feed: FeedId, item: &Cached, memory: &mut Memory) -> (Incoming, Option<Error>) {
    let page = format!(
        "<html><body><article>{}</article></body></html>",
        item.content
    );
    let hint = Hint {
        name: &item.guid,
        content_type: Some("text/html; charset=utf-8"),
        url: Some(item.url.as_str()),
    };
    let (mut article, broken) = match apart::read(page.as_bytes(), hint) {
        Ok(Ingested::Article(article)) => (*article, None),
        Err(error) if apart::is_broken(&error) => (Article::default(), Some(error)),
        _ => Default::default(),
    };
    article.meta.damage = broken.as_ref().map(|_| apart::WORDLESS.to_owned());
    let some = |text: &str| (!text.is_empty()).then(|| clean(text).into_owned());
    article.meta.title = clean(&item.title).into_owned();
    article.meta.byline = some(&item.author).or(article.meta.byline);
    article.meta.url = some(&item.url);
    article.meta.published = (item.date > 0).then(|| clock::iso(item.date));
    let incoming = Incoming {
        feed,
        item: own_name(item).to_owned(),
        notes: guard::notes_after(&article, memory),
        article,
        hash: 0,
        page: false,
        tags: Vec::new(),
    };
    (incoming, broken)
}

/// The name by which the feed itself tells the item from others. Of one without, newsboat joins address
/// and date; here the address alone is its name.
fn own_name(item: &Cached) -> &str {
    let date = item.guid.strip_prefix(item.url.as_str());
    let is_date = |rest: &str| {
        let first = rest.chars().next();
        first.is_some_and(char::is_alphanumeric) && rest.len() >= 10 && rest.contains(':')
    };
    match date {
        Some(rest) if !item.url.is_empty() && is_date(rest) => &item.url,
        _ => &item.guid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_keeps_the_name_that_its_feed_gives_it() {
        let check = |guid: &str, url: &str, name: &str| {
            let (guid, url) = (guid.to_owned(), url.to_owned());
            let item = Cached {
                guid,
                url,
                ..Cached::default()
            };
            assert_eq!(own_name(&item), name, "{}", item.guid);
        };
        let url = "https://a.example/1";
        check("tag:1", url, "tag:1");
        check(url, url, url);
        check("https://a.example/1Sun, 01 Nov 2026 10:00:00 GMT", url, url);
        check("https://a.example/12026-11-01T10:00:00Z", url, url);
        check("https://a.example/123", url, "https://a.example/123");
        check("https://a.example/1#c:2", url, "https://a.example/1#c:2");
        check("A title", "", "A title");
    }
}

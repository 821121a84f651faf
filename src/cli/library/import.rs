//! import and export: OPML, newsboat's setup, articles.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::args::{Export, Import};
use super::{count, now, open, read_query};
use crate::annotate::annotate;
use crate::cli::output::Output;
use crate::error::{Error, Result};
use crate::export::{ArticleFormat, extracted, render_article, to_line};
use crate::ingest::opml::{self, Subscription};
use crate::ingest::{Hint, Ingested, ingest};
use crate::library::{Cached, FeedChange, Incoming, Library, Mark, Which, newsboat_cache};
use crate::model::{ArticleId, FeedId, FeedRow};
use crate::world::inputs::Source;
use crate::world::newsboat::{folders, read_urls, translate};
use crate::world::{clock, inputs};

/// Items of newsboat's cache saved in one transaction.
const BUNDLE: usize = 500;

/// `export`.
pub fn export(what: &Export, output: &mut Output) -> Result<()> {
    let library = open()?;
    match what {
        Export::Opml => output.write(&opml::write(&subscriptions(&library)?)),
        Export::Articles { query, format } => {
            let format = ArticleFormat::from(*format);
            let query = read_query(&library, query)?;
            for (number, id) in library.ids(&query)?.into_iter().enumerate() {
                if output.closed() {
                    break;
                }
                let Some(stored) = library.article(id)? else {
                    continue;
                };
                let text = match format {
                    ArticleFormat::Json | ArticleFormat::JsonLines => {
                        to_line(&extracted(&id.0.to_string(), &stored.article))
                    }
                    _ if number > 0 => format!("\n\n{}", render_article(&stored.article, format)),
                    _ => render_article(&stored.article, format),
                };
                output.write(&text)?;
            }
            Ok(())
        }
    }
}

fn subscriptions(library: &Library) -> Result<Vec<Subscription>> {
    let followed = library
        .feeds()?
        .into_iter()
        .filter(|feed| !feed.url.is_empty());
    let subscription = |feed: FeedRow| Subscription {
        title: feed.name,
        address: feed.url,
        home: feed.home,
        tags: feed.tags,
    };
    Ok(followed.map(subscription).collect())
}

/// `import`.
pub fn import(what: &Import, output: &mut Output) -> Result<()> {
    match what {
        Import::Opml { inputs } => opml_files(inputs, output),
        Import::Newsboat { urls, cache } => newsboat(urls.as_deref(), cache.as_deref(), output),
    }
}

fn opml_files(inputs: &[String], output: &mut Output) -> Result<()> {
    let mut library = open()?;
    let (mut found, mut new) = (0, 0);
    for source in inputs::sources(inputs) {
        let read = source.and_then(|source| Ok((source.name(), source.get()?)));
        let (name, fetched) = match read {
            Ok(read) => read,
            Err(error) => {
                output.complain(&error);
                continue;
            }
        };
        match opml::read(&fetched.bytes) {
            Ok(feeds) => {
                for feed in feeds {
                    if feed.address.starts_with("exec:") {
                        // Lists come from anywhere; what runs on this machine the reader says alone.
                        let reason = "a list cannot make pullquote run a command; \
                            if you trust it, give it to `pullquote add`";
                        output.complain(&Error::no_article(feed.address, reason));
                        continue;
                    }
                    found += 1;
                    let (id, is_new) = library.follow(&feed.address, &feed.title)?;
                    new += usize::from(is_new);
                    let tags = feed.tags.into_iter();
                    let tags: Vec<_> = tags.map(|tag| FeedChange::Tag(tag, true)).collect();
                    library.change_feed(id, &tags, now())?;
                }
            }
            Err(error) => output.complain(&Error::no_article(name, error.to_string())),
        }
    }
    output.write(&format!(
        "{} found, {new} of them new; `pullquote refresh` fetches them\n",
        count(found, "feed", "feeds")
    ))
}

fn newsboat(urls: Option<&Path>, cache: Option<&Path>, output: &mut Output) -> Result<()> {
    let mut library = open()?;
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
    let mut feeds = HashMap::new();
    for feed in &setup.feeds {
        let (id, _) = library.follow(&feed.url, "")?;
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
    for (name, expression) in &setup.queries {
        let saved = translate(expression)
            .map_err(|part| {
                let reason = format!("this query feed was left out: {part} has no counterpart");
                Error::no_article(name, reason)
            })
            .and_then(|query| library.save_query(name, Some(&query), now()));
        if let Err(error) = saved {
            output.complain(&error);
        }
    }
    output.write(&format!(
        "{}, {}\n",
        count(feeds.len(), "feed", "feeds"),
        count(setup.queries.len(), "query feed", "query feeds")
    ))?;
    match cache {
        Some(cache) => import_cache(&mut library, &cache, &feeds, output),
        None => Ok(()),
    }
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

fn import_cache(
    library: &mut Library,
    cache: &Path,
    feeds: &HashMap<String, FeedId>,
    output: &mut Output,
) -> Result<()> {
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
    output.write(&format!("{}\n", count(saved, "article", "articles")))
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
    let mut article = match ingest(page.as_bytes(), hint) {
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
        notes: annotate(&article),
        article,
        hash: 0,
        page: false,
        tags: Vec::new(),
    }
}

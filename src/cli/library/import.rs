//! import and export: OPML, newsboat's setup, articles.

use std::ffi::OsString;

use super::base::{count, now, open, read_query};
use super::exchange::{Export, Import};
use super::{notes, print};
use crate::cli::output::Output;
use crate::error::Result;
use crate::export::ArticleFormat;
use crate::ingest::later::Service;
use crate::ingest::opml::{self, Subscription};
use crate::ingest::{Hint, is_list};
use crate::library::Library;
use crate::model::{FeedRow, clean};
use crate::world::import::{self, Imported};
use crate::world::inputs::{self, Source};

/// `export`.
pub fn export(what: &Export, output: &mut Output) -> Result<()> {
    let library = open()?;
    match what {
        Export::Opml => output.write(&opml::write(&subscriptions(&library)?)),
        Export::Articles { query, format } => {
            let format = ArticleFormat::from(*format);
            let query = read_query(&library, query)?;
            let mut first = true;
            for id in library.ids(&query)? {
                if output.closed() {
                    break;
                }
                let Some(stored) = library.article(id)? else {
                    continue;
                };
                output.write(&print::article(id, &stored.article, format, first))?;
                first = false;
            }
            Ok(())
        }
        Export::Notes { query, format } => {
            notes::export(&library, &read_query(&library, query)?, *format, output)
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
        Import::Pocket(lists) => later_files(&lists.inputs, Some(Service::Pocket), output),
        Import::Instapaper(lists) => later_files(&lists.inputs, Some(Service::Instapaper), output),
        Import::Omnivore(lists) => later_files(&lists.inputs, Some(Service::Omnivore), output),
        Import::Wallabag(lists) => later_files(&lists.inputs, Some(Service::Wallabag), output),
        Import::Readwise(lists) => later_files(&lists.inputs, Some(Service::Readwise), output),
        Import::Raindrop(lists) => later_files(&lists.inputs, Some(Service::Raindrop), output),
        Import::Matter(lists) => later_files(&lists.inputs, Some(Service::Matter), output),
        Import::Pinboard(lists) => later_files(&lists.inputs, Some(Service::Pinboard), output),
        Import::Goodlinks(lists) => later_files(&lists.inputs, Some(Service::GoodLinks), output),
        Import::Bookmarks(lists) => later_files(&lists.inputs, Some(Service::Browser), output),
        Import::Reader(lists) => later_files(&lists.inputs, Some(Service::Reader), output),
        Import::Guess(inputs) => later_files(inputs, None, output),
        Import::Newsboat { urls, cache } => {
            let mut library = open()?;
            let found = import::newsboat(&mut library, urls.as_deref(), cache.as_deref())?;
            complain(&found, output);
            output.say(&format!(
                "{}, {} of them new; {}\n",
                count(found.feeds, "feed", "feeds"),
                found.new,
                count(found.queries, "query feed", "query feeds")
            ))?;
            tell_articles(&found, output)?;
            output.note("`pullquote undo` takes it back; `pullquote refresh` asks the feeds");
            Ok(())
        }
    }
}

/// What came of articles, and what became of the rest.
fn tell_articles(found: &Imported, output: &mut Output) -> Result<()> {
    if let Some(saved) = found.articles {
        output.say(&format!(
            "{}, {} of them new\n",
            count(saved, "article", "articles"),
            found.new_articles
        ))?;
    }
    for note in &found.notes {
        output.say(&format!("{}\n", clean(note)))?;
    }
    Ok(())
}

/// Lists to read later; where none is named, lists of feeds too.
fn later_files(inputs: &[String], service: Option<Service>, output: &mut Output) -> Result<()> {
    let mut library = open()?;
    let all = |library: &mut Library| -> Result<()> {
        for source in inputs::sources(inputs) {
            let is_found = matches!(source, Ok(Source::Found(_)));
            match source.and_then(|source| later_file(library, &source, service)) {
                Ok(found) => {
                    complain(&found, output);
                    tell_articles(&found, output)?;
                }
                // In a folder stand other files, too: the words of the articles.
                Err(_) if is_found => {}
                Err(error) => output.complain(&error),
            }
        }
        Ok(())
    };
    let what = match inputs {
        [one] => format!("imported {one}"),
        several => format!("imported {} lists", several.len()),
    };
    library.as_one(&what, now(), all)??;
    output.note("`pullquote undo` takes it back");
    Ok(())
}

fn later_file(
    library: &mut Library,
    source: &Source,
    service: Option<Service>,
) -> Result<Imported> {
    let fetched = source.get()?;
    let hint = Hint::default();
    if service.is_none() && is_list(&fetched.bytes, hint) {
        let mut found = import::opml(library, &source.name(), &fetched.bytes)?;
        found.notes.push(format!(
            "{} found, {} of them new; `pullquote refresh` fetches them",
            count(found.feeds, "feed", "feeds"),
            found.new
        ));
        return Ok(found);
    }
    let beside = |name: &str| match source {
        Source::File(path) | Source::Found(path) => {
            let file = Source::File(path.parent()?.join(name));
            Some(file.get().ok()?.bytes)
        }
        _ => None,
    };
    import::later(library, &source.name(), &fetched.bytes, service, &beside)
}

fn complain(found: &Imported, output: &mut Output) {
    let left_out = found.left_out.iter();
    left_out.for_each(|error| output.complain(error));
}

fn opml_files(inputs: &[OsString], output: &mut Output) -> Result<()> {
    let mut library = open()?;
    let what = match inputs {
        [one] => format!("imported {}", one.to_string_lossy()),
        several => format!("imported {} lists", several.len()),
    };
    let mut notes = Vec::new();
    let all = library.as_one(&what, now(), |library| {
        let mut all = None;
        for source in inputs::sources(inputs) {
            let read = source
                .and_then(|source| import::opml(library, &source.name(), &source.get()?.bytes));
            match read {
                Ok(found) => {
                    complain(&found, output);
                    let (feeds, new) = all.unwrap_or((0, 0));
                    all = Some((feeds + found.feeds, new + found.new));
                    notes.extend(found.notes);
                }
                Err(error) => output.complain(&error),
            }
        }
        all
    })?;
    let Some((feeds, new)) = all else {
        return Ok(());
    };
    output.say(&format!(
        "{} found, {new} of them new; `pullquote refresh` fetches them\n",
        count(feeds, "feed", "feeds"),
    ))?;
    for note in notes {
        output.say(&format!("{}\n", clean(&note)))?;
    }
    output.note("`pullquote undo` takes it back");
    Ok(())
}

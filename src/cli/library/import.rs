//! import and export: OPML, newsboat's setup, articles.

use super::args::{Export, Import};
use super::{count, notes, open, print, read_query};
use crate::cli::output::Output;
use crate::error::Result;
use crate::export::ArticleFormat;
use crate::ingest::opml::{self, Subscription};
use crate::library::Library;
use crate::model::FeedRow;
use crate::world::import::{self, Imported};
use crate::world::inputs;

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
        Import::Newsboat { urls, cache } => {
            let mut library = open()?;
            let found = import::newsboat(&mut library, urls.as_deref(), cache.as_deref())?;
            found
                .left_out
                .iter()
                .for_each(|error| output.complain(error));
            output.write(&format!(
                "{}, {}\n",
                count(found.feeds, "feed", "feeds"),
                count(found.queries, "query feed", "query feeds")
            ))?;
            match found.articles {
                Some(saved) => output.write(&format!("{}\n", count(saved, "article", "articles"))),
                None => Ok(()),
            }
        }
    }
}

fn opml_files(inputs: &[String], output: &mut Output) -> Result<()> {
    let mut library = open()?;
    let mut all = Imported::default();
    let mut served = false;
    for source in inputs::sources(inputs) {
        let read = source
            .and_then(|source| import::opml(&mut library, &source.name(), &source.get()?.bytes));
        match read {
            Ok(found) => {
                found
                    .left_out
                    .iter()
                    .for_each(|error| output.complain(error));
                served = true;
                all.feeds += found.feeds;
                all.new += found.new;
            }
            Err(error) => output.complain(&error),
        }
    }
    if !served {
        return Ok(());
    }
    output.write(&format!(
        "{} found, {} of them new; `pullquote refresh` fetches them\n",
        count(all.feeds, "feed", "feeds"),
        all.new
    ))
}

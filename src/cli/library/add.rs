//! add: keep an article, or follow a feed.

use super::args::Add;
use super::{now, open};
use crate::annotate::annotate;
use crate::cli::output::Output;
use crate::error::{Error, Result};
use crate::ingest::{Ingested, discover};
use crate::library::{FeedChange, Incoming, Library, Mark, Saved, Which, text_hash};
use crate::model::{Article, FeedId};
use crate::world::fetch::{Fetched, Known, Limits, Net};
use crate::world::inputs::{Source, sources};
use crate::world::refresh;

/// `add`.
pub fn add(what: &Add, output: &mut Output) -> Result<()> {
    let mut library = open()?;
    let net = Net::new(Limits::default());
    for input in &what.inputs {
        let added = if input.starts_with("exec:") || input.starts_with("file:") {
            follow_here(&mut library, &net, what, input, output)
        } else {
            let found = sources(std::slice::from_ref(input));
            found.into_iter().try_for_each(|source| {
                let source = source?;
                add_one(&mut library, &net, what, &source, output)
            })
        };
        if let Err(error) = added {
            output.complain(&error);
        }
    }
    Ok(())
}

fn add_one(
    library: &mut Library,
    net: &Net,
    what: &Add,
    source: &Source,
    output: &mut Output,
) -> Result<()> {
    let fetched = source.get()?;
    match source.read_fetched(&fetched, None)? {
        Ingested::Feed(_) => follow(
            library,
            net,
            what,
            &feed_address(source, &fetched)?,
            fetched,
            output,
        ),
        Ingested::Article(article) => {
            let feeds = feeds_of(&fetched);
            let front =
                !what.article && !feeds.is_empty() && refresh::is_front_page(&fetched, &article);
            match feeds.first() {
                Some(feed) if what.feed || front => follow_here(library, net, what, feed, output),
                None if what.feed => Err(Error::no_article(
                    source.name(),
                    "this page names no feed; its site may have one all the same",
                )),
                found => {
                    keep(library, what, source, *article, output)?;
                    if let Some(feed) = found {
                        output.note(&format!(
                            "its site has a feed: `pullquote add {feed}` follows it"
                        ));
                    }
                    Ok(())
                }
            }
        }
    }
}

/// The addresses of the feeds that a page points to, the first the most likely.
fn feeds_of(fetched: &Fetched) -> Vec<String> {
    let page = String::from_utf8_lossy(&fetched.bytes);
    let url = (!fetched.url.is_empty()).then_some(fetched.url.as_str());
    discover(&page, url)
        .into_iter()
        .map(|link| link.url)
        .collect()
}

/// Puts an article on the shelf.
fn keep(
    library: &mut Library,
    what: &Add,
    source: &Source,
    article: Article,
    output: &mut Output,
) -> Result<()> {
    let hash = text_hash(&article);
    let item = match source {
        Source::Stdin => format!("text:{hash:x}"),
        Source::File(path) | Source::Found(path) => {
            let whole = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            whole.display().to_string()
        }
        Source::Address(address) => address.clone(),
    };
    let title = article.meta.title.clone();
    let incoming = Incoming {
        feed: FeedId::KEPT,
        item,
        notes: annotate(&article),
        article,
        hash,
        page: true,
        tags: what.tags.clone(),
    };
    let saved = library.save(&[incoming], now())?;
    for saved in saved {
        let (id, word) = match saved {
            Saved::New(id) => (id, "kept"),
            Saved::Changed(id) => (id, "kept, updated"),
            Saved::Same(id) => (id, "kept already"),
        };
        if !matches!(saved, Saved::New(_)) {
            for tag in &what.tags {
                library.mark(
                    &Which::These(vec![id]),
                    &Mark::Tag(tag.clone(), true),
                    now(),
                )?;
            }
        }
        output.write(&line(id.0, word, &title))?;
    }
    Ok(())
}

fn line(id: i64, word: &str, name: &str) -> String {
    format!("{id}  {word}  {}\n", crate::model::clean(name))
}

/// Follows an address that is known to be a feed's, after it has answered.
fn follow_here(
    library: &mut Library,
    net: &Net,
    what: &Add,
    address: &str,
    output: &mut Output,
) -> Result<()> {
    let answer = refresh::get(net, Limits::default(), address, &Known::default());
    let fetched = answer.map_err(|refusal| Error::no_article(address, refusal.why))?;
    follow(
        library,
        net,
        what,
        address,
        fetched.unwrap_or_default(),
        output,
    )
}

fn follow(
    library: &mut Library,
    net: &Net,
    what: &Add,
    address: &str,
    fetched: Fetched,
    output: &mut Output,
) -> Result<()> {
    let feed =
        refresh::read_feed(&fetched).map_err(|refusal| Error::no_article(address, refusal.why))?;
    let (id, new) = library.follow(address, &feed.title)?;
    let mut changes: Vec<FeedChange> = what
        .tags
        .iter()
        .map(|tag| FeedChange::Tag(tag.clone(), true))
        .collect();
    if what.full_text {
        changes.push(FeedChange::FullText(true));
    }
    if !changes.is_empty() {
        library.change_feed(id, &changes, now())?;
    }
    let Some(due) = library.due(Some(&[id]), now())?.pop() else {
        return Ok(());
    };
    let told = refresh::adopt(library, net, due, fetched)?;
    let word = if new { "followed" } else { "followed already" };
    let name = format!("{} ({} new)", told.name, told.new);
    output.write(&line(id.0, word, &name))?;
    match told.trouble {
        Some(trouble) => Err(Error::no_article(address, trouble)),
        None => Ok(()),
    }
}

/// Where a feed that was read can be read again.
fn feed_address(source: &Source, fetched: &Fetched) -> Result<String> {
    match source {
        Source::Address(address) => Ok(fetched.moved.clone().unwrap_or_else(|| address.clone())),
        Source::File(path) | Source::Found(path) => {
            let whole = std::path::absolute(path)
                .map_err(|error| Error::unreadable(path.display().to_string(), &error))?;
            Ok(format!("file:{}", whole.display()))
        }
        Source::Stdin => Err(Error::no_article(
            "standard input",
            "a feed from here cannot be read again; give its file or address",
        )),
    }
}

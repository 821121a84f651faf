//! Reads what is at an address: a feed, or the page of an article.

use std::path::Path;

use url::Url;

use super::super::apart;
use super::super::command;
use super::super::fetch::{Fetched, Known, Limits, Net, Refusal};
use super::super::inputs::regular_file;
use super::super::maildir;
use crate::error::Error;
use crate::ingest::builder::append;
use crate::ingest::{Hint, Ingested};
use crate::library::worth::{self, Worth};
use crate::model::{Article, Feed, FeedItem};

/// What is at a feed's address: on the web, in a file or a folder of mail (`file:`), or from a command (`exec:`).
///
/// # Errors
/// One sentence when there is no answer.
pub fn get(
    net: &Net,
    limits: Limits,
    url: &str,
    known: &Known,
) -> Result<Option<Fetched>, Refusal> {
    if let Some(command) = url.strip_prefix("exec:") {
        let bytes = command::run(command, limits)?;
        return Ok(Some(Fetched {
            bytes,
            ..Fetched::default()
        }));
    }
    if let Some(path) = url.strip_prefix("file:") {
        let path = path.strip_prefix("//").unwrap_or(path);
        let path = Path::new(path);
        let bytes = if path.is_dir() {
            maildir::read(path)
        } else {
            regular_file(path)
        };
        let bytes = bytes.map_err(|error| Refusal::new(reason(&error)))?;
        return Ok(Some(Fetched {
            bytes,
            ..Fetched::default()
        }));
    }
    net.get(url, known)
}

/// An error without the name of its input, which the caller gives.
fn reason(error: &Error) -> String {
    match error {
        Error::Unreadable { reason, .. } => format!("cannot be read ({reason})"),
        Error::NoArticle { reason, .. } => reason.clone(),
        Error::Message(sentence) => sentence.clone(),
    }
}

/// A fetched body as a feed. Its items are given one by one while the rest is read; the feed itself has none.
///
/// # Errors
/// One sentence when it is none, or when it could be read no further.
pub fn read_feed(fetched: &Fetched, each: &mut dyn FnMut(FeedItem)) -> Result<Feed, Refusal> {
    let hint = Hint {
        name: "",
        content_type: fetched.content_type.as_deref(),
        url: (!fetched.url.is_empty()).then_some(fetched.url.as_str()),
    };
    match apart::read_each(&fetched.bytes, hint, each) {
        Ok(Ingested::Feed(feed)) => Ok(*feed),
        Ok(_) => Err(Refusal::new(
            "this is not a feed; `pullquote add` looks for the feeds of a page",
        )),
        Err(error) => Err(Refusal::new(reason(&error))),
    }
}

/// The article as its page has it; none when the page says no more than is known.
///
/// # Errors
/// One sentence when the page cannot be had, or holds a wall or something else than this article.
pub fn full_text(net: &Net, article: &Article) -> Result<Option<Article>, Refusal> {
    let url = article.meta.url.as_deref();
    let url = url.ok_or_else(|| Refusal::new("this article has no address to fetch"))?;
    let Some(fetched) = net.get(url, &Known::default())? else {
        return Ok(None);
    };
    let page = with_other_pages(net, &fetched, read_page(&fetched)?);
    match worth::of_page(article, &page) {
        Worth::More => {}
        Worth::Same => return Ok(None),
        Worth::Less(why) => return Err(Refusal::new(why.sentence())),
    }
    let mut meta = article.meta.clone();
    meta.byline = meta.byline.or(page.meta.byline);
    meta.lang = meta.lang.or(page.meta.lang);
    meta.published = meta.published.or(page.meta.published);
    meta.site = meta.site.or(page.meta.site);
    meta.damage = page.meta.damage;
    Ok(Some(Article { meta, ..page }))
}

/// Pages of one article that are fetched.
const PAGES: usize = 20;
/// With so many bytes of text, no further page is fetched.
const TEXT: usize = 2 << 20;

/// An article that is split over pages, with the pages behind its first; as far as they can be had.
fn with_other_pages(net: &Net, first: &Fetched, page: Article) -> Article {
    let mut whole = page;
    let mut last = None;
    for number in 2..=PAGES {
        let here = last.as_ref().unwrap_or(first);
        if whole.text.len() > TEXT {
            break;
        }
        let Some(next) = apart::next_page(&here.bytes, &first.url, &here.url) else {
            break;
        };
        let fetched = net.get(&next, &Known::default());
        let read = |fetched: &Fetched| read_page(fetched).ok();
        let Some((fetched, page)) = fetched
            .ok()
            .flatten()
            .and_then(|it| Some((read(&it)?, it)))
            .map(|(page, fetched)| (fetched, page))
        else {
            whole.meta.damage = Some(format!(
                "Page {number} of this article could not be fetched."
            ));
            break;
        };
        if !append(&mut whole, &page) {
            break;
        }
        last = Some(Fetched {
            url: next,
            ..fetched
        });
    }
    whole
}

/// A fetched page as an article.
///
/// # Errors
/// One sentence when there is no article in it.
pub fn read_page(fetched: &Fetched) -> Result<Article, Refusal> {
    let hint = Hint {
        name: "",
        content_type: fetched.content_type.as_deref(),
        url: Some(&fetched.url),
    };
    match apart::read(&fetched.bytes, hint) {
        Ok(Ingested::Article(article)) => Ok(*article),
        Ok(_) => Err(Refusal::new("this is a feed, not an article")),
        Err(error) => Err(Refusal::new(reason(&error))),
    }
}

/// Whether a page is a site's front rather than an article: its address has no path, or it holds
/// hardly any prose.
pub fn is_front_page(fetched: &Fetched, article: &Article) -> bool {
    let root = Url::parse(&fetched.url).is_ok_and(|url| url.path() == "/" && url.query().is_none());
    let words = article.text.split_whitespace().count();
    root || words < 150
}

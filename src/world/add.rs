//! Keeps an article, or follows the feed that is behind an address, a file or a page.

use std::ffi::OsStr;
use std::path::{Path, absolute};

use super::apart;
use super::beside::Home;
use super::clock;
use super::copies::Copies;
use super::fetch::{Fetched, Known, Limits, Net, Refusal};
use super::guard;
use super::import::{self, Imported};
use super::inputs::{Source, sources};
use super::maildir;
use super::refresh;
use crate::error::{Error, Result};
use crate::ingest::{Hint, Ingested, feed_address, is_feed_scheme, is_host, is_list};
use crate::library::{Incoming, Library, Mark, Saved, Which, text_hash};
use crate::model::{Article, Feed, FeedChange, FeedId, clean};

/// How to add.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Follow the feed of a page, also when the page is an article.
    pub feed: bool,
    /// Keep a page, also when it is a front page.
    pub article: bool,
    /// Tags for what is added.
    pub tags: Vec<String>,
    /// Fetch the page of each article of the feed.
    pub full_text: bool,
}

/// What was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The article's number, or the feed's; none for a list of feeds.
    pub id: Option<i64>,
    /// "kept", "followed", "imported".
    pub what: &'static str,
    /// Headline, or the name of what has none; the feed's name and how many articles of it are new.
    pub name: String,
    /// A feed that the page of a kept article points to.
    pub feed: Option<String>,
    /// Why a feed was read only in part.
    pub trouble: Option<String>,
}

/// The input that stands for newsboat's setup.
const NEWSBOAT: &str = "newsboat";

/// Adds what is at `input`: an address, a file, a folder, `-`, a list of feeds (OPML), or a feed as
/// `file:PATH` or `exec:COMMAND`; `newsboat` brings in its setup. One answer for each thing found
/// there.
///
/// All of it is one act.
pub fn add(
    library: &mut Library,
    net: &Net,
    wish: &Wish,
    input: impl AsRef<OsStr>,
) -> Vec<Result<Added>> {
    let input = input.as_ref();
    let what = format!("added {}", input.to_string_lossy());
    let added = library.as_one(&what, now(), |library| add_input(library, net, wish, input));
    added.unwrap_or_else(|error| vec![Err(error)])
}

fn add_input(library: &mut Library, net: &Net, wish: &Wish, named: &OsStr) -> Vec<Result<Added>> {
    let input = &*named.to_string_lossy();
    if input.starts_with("exec:") || input.starts_with("file:") {
        return vec![follow_here(library, net, wish, input)];
    }
    if maildir::is_maildir(Path::new(named)) {
        let address = address_of(Path::new(named));
        return vec![address.and_then(|address| follow_here(library, net, wish, &address))];
    }
    if input == NEWSBOAT && !Path::new(input).exists() {
        return imported(import::newsboat(library, None, None));
    }
    let meant = match Path::new(input).exists() {
        // `feed:` addresses, and addresses as one says them: `herald.example/feed`.
        false if is_feed_scheme(input) || is_host(input) => match feed_address(input) {
            Ok(address) => address.into(),
            Err(why) => return vec![Err(Error::no_article(input, why))],
        },
        _ => named.to_owned(),
    };
    sources(&[meant])
        .into_iter()
        .flat_map(|source| match source.and_then(|it| Ok((it.get()?, it))) {
            Ok((fetched, source)) => {
                let hint = Hint {
                    content_type: fetched.content_type.as_deref(),
                    ..Hint::default()
                };
                if is_list(&fetched.bytes, hint) {
                    imported(import::opml(library, &source.name(), &fetched.bytes))
                } else {
                    vec![add_one(library, net, wish, &source, fetched)]
                }
            }
            Err(error) => vec![Err(error)],
        })
        .collect()
}

/// What became of a list of feeds: the whole, then each thing that was left out.
fn imported(found: Result<Imported>) -> Vec<Result<Added>> {
    let found = match found {
        Ok(found) => found,
        Err(error) => return vec![Err(error)],
    };
    let articles = found.articles.map_or_else(String::new, |articles| {
        format!(
            ", {articles} article{}",
            if articles == 1 { "" } else { "s" }
        )
    });
    let feeds = if found.feeds == 1 { "feed" } else { "feeds" };
    let whole = Added {
        id: None,
        what: "imported",
        name: format!(
            "{} {feeds}, {} of them new{articles}",
            found.feeds, found.new
        ),
        feed: None,
        trouble: None,
    };
    let left_out = found.left_out.into_iter().map(Err);
    std::iter::once(Ok(whole)).chain(left_out).collect()
}

fn add_one(
    library: &mut Library,
    net: &Net,
    wish: &Wish,
    source: &Source,
    fetched: Fetched,
) -> Result<Added> {
    match source.read_fetched(&fetched, None)? {
        Ingested::Feed(feed) => {
            let address = own_address(source, &fetched)?;
            copy_pictures(
                library,
                &address,
                feed.items.iter().map(|item| &item.article),
            );
            follow(library, net, wish, &address, fetched, *feed)
        }
        Ingested::Article(article) => {
            let feeds = feeds_of(&fetched);
            let front =
                !wish.article && !feeds.is_empty() && refresh::is_front_page(&fetched, &article);
            match feeds.first() {
                Some(feed) if wish.feed || front => follow_here(library, net, wish, feed),
                None if wish.feed => Err(Error::no_article(
                    source.name(),
                    "this page names no feed; its site may have one all the same",
                )),
                found => {
                    if let Source::File(path) | Source::Found(path) = source {
                        copy_pictures(library, &address_of(path)?, [&*article].into_iter());
                    }
                    let mut added = keep(library, wish, source, *article)?;
                    added.feed = found.cloned();
                    Ok(added)
                }
            }
        }
    }
}

/// The addresses of the feeds that a page points to, the first the most likely.
fn feeds_of(fetched: &Fetched) -> Vec<String> {
    let url = (!fetched.url.is_empty()).then_some(fetched.url.as_str());
    apart::links(&fetched.bytes, url)
        .into_iter()
        .map(|link| link.url)
        .collect()
}

/// Puts an article on the shelf.
pub(super) fn keep(
    library: &mut Library,
    wish: &Wish,
    source: &Source,
    article: Article,
) -> Result<Added> {
    let hash = text_hash(&article);
    let item = match source {
        Source::Stdin => format!("text:{hash:x}"),
        Source::File(path) | Source::Found(path) => {
            let whole = absolute(path).unwrap_or_else(|_| path.clone());
            whole.display().to_string()
        }
        Source::Address(address) => address.clone(),
    };
    let name = match article.meta.title.as_str() {
        "" => source.name(),
        title => title.to_owned(),
    };
    let incoming = Incoming {
        feed: FeedId::KEPT,
        item,
        notes: guard::notes(&article),
        article,
        hash,
        page: true,
        tags: wish.tags.clone(),
    };
    let saved = library.save(&[incoming], now())?;
    let Some(&saved) = saved.first() else {
        return Err(Error::no_article(source.name(), "could not be kept"));
    };
    let id = saved.id();
    if !matches!(saved, Saved::New(_)) {
        for tag in &wish.tags {
            let mark = Mark::Tag(tag.clone(), true);
            library.mark(&Which::These(vec![id]), &mark, now())?;
        }
    }
    let what = match saved {
        Saved::New(_) => "kept",
        Saved::Changed(_) => "kept, updated",
        Saved::Same(_) => "kept already",
    };
    Ok(Added {
        id: Some(id.0),
        what,
        name,
        feed: None,
        trouble: None,
    })
}

fn now() -> i64 {
    clock::now().as_second()
}

/// Follows an address that is known to be a feed's, after it has answered.
fn follow_here(library: &mut Library, net: &Net, wish: &Wish, address: &str) -> Result<Added> {
    let answer = refresh::get(net, Limits::default(), address, &Known::default());
    let refused = |refusal: Refusal| Error::no_article(address, refusal.why);
    let fetched = answer.map_err(refused)?.unwrap_or_default();
    let mut items = Vec::new();
    let mut feed = refresh::read_feed(&fetched, &mut |item| items.push(item)).map_err(refused)?;
    feed.items = items;
    copy_pictures(
        library,
        address,
        feed.items.iter().map(|item| &item.article),
    );
    follow(library, net, wish, address, fetched, feed)
}

fn follow(
    library: &mut Library,
    net: &Net,
    wish: &Wish,
    address: &str,
    fetched: Fetched,
    feed: Feed,
) -> Result<Added> {
    let title = match feed.title.as_str() {
        "" => named_after(address),
        title => title.to_owned(),
    };
    let (id, new) = library.follow(address, &title)?;
    let mut changes: Vec<FeedChange> = wish
        .tags
        .iter()
        .map(|tag| FeedChange::Tag(tag.clone(), true))
        .collect();
    if wish.full_text {
        changes.push(FeedChange::FullText(true));
    }
    if !changes.is_empty() {
        library.change_feed(id, &changes, now())?;
    }
    let mut added = Added {
        id: Some(id.0),
        what: if new { "followed" } else { "followed already" },
        name: title,
        feed: None,
        trouble: None,
    };
    if let Some(due) = library.due(Some(&[id]), now())?.pop() {
        let told = refresh::adopt(library, net, due, fetched, feed)?;
        added.name = format!("{} ({} new)", told.name, told.new);
        added.trouble = told.trouble;
    }
    Ok(added)
}

/// Copies the pictures of articles that were read from a file.
fn copy_pictures<'a>(
    library: &Library,
    address: &str,
    articles: impl Iterator<Item = &'a Article>,
) {
    let file = address.strip_prefix("file:").map(Path::new);
    if let (Some(file), Some(library)) = (file, library.path()) {
        Copies::of(library).take(&Home::new(file), articles);
    }
}

/// The address of a feed in a file or a folder of mail.
fn address_of(path: &Path) -> Result<String> {
    let whole =
        absolute(path).map_err(|error| Error::unreadable(path.display().to_string(), &error))?;
    Ok(format!("file:{}", whole.display()))
}

/// What a feed is called that has no title: a file or a folder by its name, the others by their address.
fn named_after(address: &str) -> String {
    let path = address.strip_prefix("file:").map(Path::new);
    let stem = path.and_then(Path::file_stem).unwrap_or_default();
    clean(&stem.to_string_lossy()).into_owned()
}

/// Where a feed that was read can be read again.
fn own_address(source: &Source, fetched: &Fetched) -> Result<String> {
    match source {
        Source::Address(address) => Ok(fetched.moved.clone().unwrap_or_else(|| address.clone())),
        Source::File(path) | Source::Found(path) => address_of(path),
        Source::Stdin => Err(Error::no_article(
            "standard input",
            "a feed from here cannot be read again; give its file or address",
        )),
    }
}

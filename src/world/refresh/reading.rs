//! Makes parts of what an address gives: items that are new or changed, annotated and ready for the shelf.

use std::collections::HashSet;

use rayon::prelude::*;

use super::super::fetch::{Fetched, Known, Limits, Net, Refusal};
use super::super::guard;
use super::source::{full_text, get, read_feed};
use crate::annotate::Memory;
use crate::library::{Answer, Due, Incoming, OnShelf, text_hash};
use crate::model::{Article, Feed, FeedItem, Notes};

/// Bytes of text in a part.
const BYTES: usize = 1 << 20;

/// Articles in a part: while their pages are fetched, those that are here wait.
const ARTICLES: usize = 500;

/// What is said of a feed without items; no fault of anybody's.
pub(super) const NO_ARTICLES: &str = "the feed has no articles";

/// What was read of a feed beside its articles.
pub(super) struct Asked {
    pub(super) answer: Answer,
    /// Items that have another name now: the old one and the new.
    pub(super) renamed: Vec<(String, String)>,
    pub(super) trouble: Option<String>,
}

impl Asked {
    pub(super) const fn nothing(answer: Answer) -> Self {
        Self {
            answer,
            renamed: Vec::new(),
            trouble: None,
        }
    }
}

/// Some articles of a feed, with their notes.
#[derive(Default)]
pub(super) struct Part {
    pub(super) incoming: Vec<Incoming>,
    /// Beside each, the feed's own words where those of its page came instead.
    pub(super) given: Vec<Option<Article>>,
}

impl Part {
    /// Bytes of its articles' texts.
    pub(super) fn bytes(&self) -> usize {
        let texts = self.incoming.iter().map(|one| one.article.text.len());
        texts.sum()
    }

    fn is_full(&self, bytes: usize) -> bool {
        bytes >= BYTES || self.incoming.len() >= ARTICLES
    }

    /// Annotated on all cores, be it of one large feed or of many small ones.
    fn annotated(mut self) -> Self {
        let articles = self.incoming.par_iter_mut();
        articles.for_each_init(Memory::default, |memory, one| {
            one.notes = guard::notes_after(&one.article, memory);
        });
        self
    }
}

/// Asks a feed. `enter` is given the body, and waits until there is room to read it; `shelf` says what is
/// there of the feed; `give` takes what is new.
pub(super) fn ask(
    net: &Net,
    limits: Limits,
    due: &Due,
    enter: impl FnOnce(&mut Vec<u8>),
    shelf: impl FnOnce() -> OnShelf,
    give: &mut dyn FnMut(Part),
) -> Result<Asked, Refusal> {
    let known = Known {
        etag: due.etag.clone(),
        modified: due.modified.clone(),
    };
    let Some(mut fetched) = get(net, limits, &due.url, &known)? else {
        return Ok(Asked::nothing(Answer::Unchanged));
    };
    enter(&mut fetched.bytes);
    take_all(net, due, fetched, shelf(), read_feed, give)
}

/// Takes of an answer what is new; `read` gives its items.
pub(super) fn take_all(
    net: &Net,
    due: &Due,
    fetched: Fetched,
    shelf: OnShelf,
    read: impl FnOnce(&Fetched, &mut dyn FnMut(FeedItem)) -> Result<Feed, Refusal>,
    give: &mut dyn FnMut(Part),
) -> Result<Asked, Refusal> {
    let mut names: HashSet<String> = HashSet::new();
    let mut seen = HashSet::new();
    let mut renamed: Vec<(String, String)> = Vec::new();
    let mut walls: Vec<String> = Vec::new();
    let (mut part, mut bytes) = (Part::default(), 0);
    let feed = read(&fetched, &mut |item| {
        names.insert(item.id.clone());
        let hash = text_hash(&item.article);
        match what_is(&item, hash, &shelf, &mut seen) {
            Item::Wanted => {
                bytes += item.article.text.len();
                let (incoming, given, wall) = take(net, due, item, hash);
                part.incoming.push(incoming);
                part.given.push(given);
                walls.extend(wall);
                if part.is_full(bytes) {
                    bytes = 0;
                    give(std::mem::take(&mut part).annotated());
                }
            }
            Item::Known => {}
            Item::Renamed(old) => renamed.push((old, item.id)),
        }
    });
    if !part.incoming.is_empty() {
        give(part.annotated());
    }
    let feed = feed?;
    // Both stand in the feed, or two say that they are the one: then each stays what it is.
    let mut given_away = HashSet::new();
    renamed.retain(|(old, _)| !names.contains(old) && given_away.insert(old.clone()));
    let empty = names.is_empty().then(|| NO_ARTICLES.to_owned());
    let mut trouble = fetched.broken.or_else(|| feed.damage.clone()).or(empty);
    if let (None, Some(why)) = (&trouble, walls.first()) {
        let count = walls.len();
        let pages = if count == 1 {
            "1 page was".to_owned()
        } else {
            format!("{count} pages were")
        };
        trouble = Some(format!("{pages} not taken: {why}"));
    }
    Ok(Asked {
        answer: Answer::Fresh {
            title: feed.title,
            home: feed.home,
            etag: fetched.known.etag,
            modified: fetched.known.modified,
            moved: fetched.moved,
        },
        renamed,
        trouble,
    })
}

/// What an item is to the shelf.
enum Item {
    /// New or changed.
    Wanted,
    /// There as it is, or it came before.
    Known,
    /// There under another name, with the same address, title and words.
    Renamed(String),
}

/// `seen` are the addresses and words of the items before it: a new one under two names is one article.
fn what_is(item: &FeedItem, hash: i64, shelf: &OnShelf, seen: &mut HashSet<(String, i64)>) -> Item {
    let wanted = |is_new| if is_new { Item::Wanted } else { Item::Known };
    if let Some(known) = shelf.items.get(&item.id) {
        return wanted(known.is_some_and(|known| known != hash));
    }
    let Some(url) = item.article.meta.url.clone() else {
        return Item::Wanted;
    };
    let same = (url, hash);
    match shelf.by_words.get(&same) {
        Some(old) => Item::Renamed(old.clone()),
        None => wanted(seen.insert(same)),
    }
}

/// Makes an item ready for the shelf but for its notes. Where its page came, gives its own words beside it; where the page
/// was worse, why.
fn take(
    net: &Net,
    due: &Due,
    item: FeedItem,
    hash: i64,
) -> (Incoming, Option<Article>, Option<String>) {
    let page = if due.full_text {
        full_text(net, &item.article)
    } else {
        Ok(None)
    };
    let (page, why) = match page {
        Ok(page) => (page, None),
        Err(refusal) => (None, Some(refusal.why)),
    };
    let (article, given) = match page {
        Some(page) => (page, Some(item.article)),
        None => (item.article, None),
    };
    let incoming = Incoming {
        feed: due.id,
        item: item.id,
        notes: Notes::default(),
        article,
        hash,
        page: given.is_some(),
        tags: item.tags,
    };
    (incoming, given, why)
}

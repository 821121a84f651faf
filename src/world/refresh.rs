//! Asks all feeds at once and puts what is new on the shelf.
//!
//! Sixteen threads fetch and read, all cores annotate; the caller's thread alone touches the library. What is read goes
//! to it in parts of about a megabyte, a few in a transaction, so that a feed of any length takes little memory and an end at
//! any moment leaves whole articles: the next refresh goes on from there. `queue` spares the hosts, `reading` makes parts of
//! what an address gives, which `source` reads.

mod queue;
mod reading;
mod source;

use std::collections::HashMap;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use self::queue::Queue;
use self::reading::{Asked, NO_ARTICLES, Part, ask, take_all};
use super::clock;
use super::fetch::{Fetched, Limits, Net, Refusal};
use super::guard::guarded;
use super::threads::{named, none_left, share};
use super::under_way::UnderWay;
use crate::error::{FAULT, Result};
use crate::library::{Answer, Due, Library, OnShelf, Saved};
use crate::model::{ArticleId, Feed, FeedId, FeedItem};

pub use self::source::{full_text, get, is_front_page, read_feed, read_page};

/// Feeds asked at once.
const AT_ONCE: usize = 16;

/// Parts that wait to be kept.
const WAITING: usize = 2;

/// Bytes of text that are kept in one transaction, and a part.
const TOGETHER: usize = 8 << 20;

/// So long a part waits for others.
const AT_MOST: Duration = Duration::from_millis(400);

/// What became of one feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The feed's name.
    pub name: String,
    /// Articles that were not on the shelf.
    pub new: usize,
    /// Articles whose words had changed.
    pub changed: usize,
    /// The source said that nothing is new.
    pub unchanged: bool,
    /// Why it failed, or was read only in part: one sentence.
    pub trouble: Option<String>,
    /// Whether nothing at all could be read.
    pub failed: bool,
}

impl Told {
    /// Why it was read only in part; none where it failed, or is empty.
    pub fn in_part(&self) -> Option<&str> {
        let why = self.trouble.as_deref().filter(|_| !self.failed)?;
        (why != NO_ARTICLES).then_some(why)
    }
}

/// What became of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Feeds asked.
    pub feeds: usize,
    /// Articles that were not on the shelf.
    pub new: Vec<ArticleId>,
    /// Articles whose words had changed.
    pub changed: usize,
    /// Feeds that failed.
    pub failed: usize,
}

/// What is heard of while feeds are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News<'n> {
    /// One feed is done.
    Feed(&'n Told),
    /// So many articles were kept; the feed that they are of may have more.
    Kept(usize),
}

/// Asks the feeds and saves what is new; `tell` hears of it as it is done.
///
/// # Errors
/// When the library cannot be written; a feed that fails is told, not an error.
pub fn refresh(
    library: &mut Library,
    net: &Net,
    limits: Limits,
    due: Vec<Due>,
    mut tell: impl FnMut(News<'_>),
) -> Result<Total> {
    share()?;
    let queue = Queue::new(due);
    // A thread holds on to memory that it once needed: of files only two are read at once, and two threads do that.
    let workers = queue.at_once().min(AT_ONCE);
    let under_way = UnderWay::default();
    let (sender, receiver) = mpsc::sync_channel::<Word>(WAITING);
    thread::scope(|scope| {
        for worker in 0..workers {
            let (queue, under_way, sender) = (&queue, &under_way, sender.clone());
            let work = move || {
                while let Some((host, due)) = queue.take() {
                    let id = due.id;
                    let mut pass = None;
                    let outcome = work(due, |due| {
                        let enter = |body: &mut Vec<u8>| pass = Some(under_way.enter(body));
                        let shelf = || {
                            let (give, shelf) = mpsc::channel();
                            let _ = sender.send(Word::Shelf(id, give));
                            // Nobody answers when the library has failed; then nothing is kept either.
                            shelf.recv().unwrap_or_default()
                        };
                        let give = &mut |part| {
                            let _ = sender.send(Word::Part(id, part));
                        };
                        ask(net, limits, due, enter, shelf, give)
                    });
                    drop(pass);
                    queue.done(&host);
                    if sender.send(Word::Done(Box::new(outcome))).is_err() {
                        return;
                    }
                }
            };
            if let Err(error) = named("refresh").spawn_scoped(scope, work) {
                if worker == 0 {
                    return Err(none_left(&error));
                }
                break;
            }
        }
        drop(sender);
        library.expect_much(true)?;
        let kept = keep_all(library, receiver, &mut tell);
        queue.empty();
        library.expect_much(false)?;
        kept
    })
}

/// Saves the items of a feed whose answer is already here and was read as `feed`.
///
/// # Errors
/// When the library cannot be written.
pub fn adopt(
    library: &mut Library,
    net: &Net,
    due: Due,
    fetched: Fetched,
    mut feed: Feed,
) -> Result<Told> {
    share()?;
    let (id, shelf) = (due.id, library.on_shelf(due.id)?);
    let mut kept = HashMap::new();
    let mut failed = Ok(());
    let outcome = work(due, |due| {
        let mut give = |part: Part| {
            if failed.is_ok() {
                failed = keep(library, &[(id, part)], &mut kept).map(|_| ());
            }
        };
        let read = |_: &Fetched, each: &mut dyn FnMut(FeedItem)| {
            let items = std::mem::take(&mut feed.items);
            items.into_iter().for_each(each);
            Ok(feed)
        };
        take_all(net, due, fetched, shelf, read, &mut give)
    });
    failed?;
    finish(library, outcome, &kept.remove(&id).unwrap_or_default())
}

/// Keeps what the workers find, until they have ended. Several parts go together: whatever they are, a transaction writes a
/// segment of the index of words, and the same pages of the other indexes again.
fn keep_all(
    library: &mut Library,
    words: Receiver<Word>,
    tell: &mut impl FnMut(News<'_>),
) -> Result<Total> {
    let mut total = Total::default();
    let mut kept: HashMap<FeedId, Kept> = HashMap::new();
    let mut parts: Vec<(FeedId, Part)> = Vec::new();
    let mut done: Vec<Outcome> = Vec::new();
    let mut bytes = 0;
    let mut ended = false;
    while !ended {
        let nothing = parts.is_empty() && done.is_empty();
        let word = match nothing {
            true => words.recv().map_err(|_| RecvTimeoutError::Disconnected),
            false => words.recv_timeout(AT_MOST),
        };
        let waits = match word {
            Ok(Word::Shelf(feed, give)) => {
                let _ = give.send(library.on_shelf(feed)?);
                true
            }
            Ok(Word::Part(feed, part)) => {
                bytes += part.bytes();
                parts.push((feed, part));
                bytes < TOGETHER
            }
            Ok(Word::Done(outcome)) => {
                done.push(*outcome);
                // However quickly they come, they are told of.
                done.len() < AT_ONCE
            }
            Err(end) => {
                ended = end == RecvTimeoutError::Disconnected;
                false
            }
        };
        if waits {
            continue;
        }
        let new = keep(library, &std::mem::take(&mut parts), &mut kept)?;
        bytes = 0;
        tell(News::Kept(new));
        for outcome in done.drain(..) {
            let kept = kept.remove(&outcome.due.id).unwrap_or_default();
            let told = finish(library, outcome, &kept)?;
            total.feeds += 1;
            total.new.extend(kept.new);
            total.changed += told.changed;
            total.failed += usize::from(told.failed);
            tell(News::Feed(&told));
        }
    }
    Ok(total)
}

/// What a worker says to the thread that has the library.
enum Word {
    /// It wants to know what is there of a feed.
    Shelf(FeedId, Sender<OnShelf>),
    /// Articles of a feed that are ready to be kept.
    Part(FeedId, Part),
    /// That was all of a feed.
    Done(Box<Outcome>),
}

/// What a worker found, but for the articles.
struct Outcome {
    due: Due,
    asked: Asked,
}

/// What was kept of a feed so far.
#[derive(Default)]
struct Kept {
    new: Vec<ArticleId>,
    changed: usize,
}

/// Puts articles on the shelf, in one transaction; says how many were not there.
fn keep(
    library: &mut Library,
    parts: &[(FeedId, Part)],
    kept: &mut HashMap<FeedId, Kept>,
) -> Result<usize> {
    let now = clock::now().as_second();
    let incoming = parts.iter().flat_map(|(_, part)| &part.incoming);
    let saved = library.save_dated(&incoming.map(|one| (one, now)).collect::<Vec<_>>(), now)?;
    let given = parts.iter().flat_map(|(_, part)| &part.given);
    let given =
        (saved.iter().zip(given)).filter_map(|(saved, given)| Some((saved.id(), given.clone()?)));
    library.keep_given(&given.collect::<Vec<_>>(), now)?;
    let mut saved = saved.iter();
    let mut new = 0;
    for (feed, part) in parts {
        let kept = kept.entry(*feed).or_default();
        for saved in saved.by_ref().take(part.incoming.len()) {
            kept.new.extend(saved.arrived());
            new += usize::from(saved.arrived().is_some());
            kept.changed += usize::from(matches!(saved, Saved::Changed(_)));
        }
    }
    Ok(new)
}

/// Keeps what else a worker found, after all articles of the feed.
fn finish(library: &mut Library, outcome: Outcome, kept: &Kept) -> Result<Told> {
    let now = clock::now().as_second();
    let id = outcome.due.id;
    let asked = outcome.asked;
    library.rename_items(id, &asked.renamed)?;
    library.answered(id, &asked.answer, now)?;
    library.tidy(id, now)?;
    let mut told = Told {
        name: outcome.due.name,
        new: kept.new.len(),
        changed: kept.changed,
        trouble: asked.trouble,
        ..Told::default()
    };
    match asked.answer {
        Answer::Unchanged => told.unchanged = true,
        Answer::Failed { why, .. } => {
            told.failed = true;
            told.trouble = Some(why);
        }
        Answer::Fresh { .. } => {}
    }
    Ok(told)
}

/// A panic is a fault of ours; it costs this feed, not the refresh.
fn work(due: Due, ask: impl FnOnce(&Due) -> Result<Asked, Refusal>) -> Outcome {
    let asked = guarded(|| ask(&due)).unwrap_or_else(|| Err(Refusal::new(FAULT)));
    let asked = asked
        .unwrap_or_else(|Refusal { why, wait, .. }| Asked::nothing(Answer::Failed { why, wait }));
    Outcome { due, asked }
}

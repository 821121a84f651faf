//! Asks all feeds at once and puts what is new on the shelf.
//!
//! Sixteen threads fetch and read, all cores annotate; the caller's thread alone touches the library. What is read goes
//! to it in parts of about a megabyte, a transaction each, so that a feed of any length takes little memory and an end at any
//! moment leaves whole articles: the next refresh goes on from there. `queue` spares the hosts, `reading` makes parts of
//! what an address gives, which `source` reads.

mod queue;
mod reading;
mod source;

use std::collections::HashMap;
use std::sync::mpsc::{self, Sender};
use std::thread;

use self::queue::Queue;
use self::reading::{Asked, Part, ask, read};
use super::clock;
use super::fetch::{Fetched, Limits, Net, Refusal};
use super::guard::guarded;
use super::under_way::{Pass, UnderWay};
use crate::error::{FAULT, Result};
use crate::library::{Answer, Due, Library, OnShelf, Saved};
use crate::model::{ArticleId, FeedId};

pub use self::source::{full_text, get, is_front_page, read_feed, read_page};

/// Feeds asked at once.
const AT_ONCE: usize = 16;

/// Parts that wait to be kept.
const WAITING: usize = 2;

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
    let workers = due.len().min(AT_ONCE);
    let queue = Queue::new(due);
    let under_way = UnderWay::default();
    let (sender, receiver) = mpsc::sync_channel::<Word>(WAITING);
    thread::scope(|scope| {
        for _ in 0..workers {
            let (queue, under_way, sender) = (&queue, &under_way, sender.clone());
            scope.spawn(move || {
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
                    queue.done(&host);
                    if sender.send(Word::Done(Box::new(outcome), pass)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut total = Total::default();
        let mut kept: HashMap<FeedId, Kept> = HashMap::new();
        let mut serve = |word| -> Result<()> {
            match word {
                Word::Shelf(feed, give) => {
                    let _ = give.send(library.on_shelf(feed)?);
                }
                Word::Part(feed, part) => {
                    let kept = kept.entry(feed).or_default();
                    let before = kept.new.len();
                    keep(library, &part, kept)?;
                    tell(News::Kept(kept.new.len() - before));
                }
                // What is under way ends when it is kept.
                Word::Done(outcome, _pass) => {
                    let kept = kept.remove(&outcome.due.id).unwrap_or_default();
                    let told = finish(library, *outcome, &kept)?;
                    total.feeds += 1;
                    total.new.extend(kept.new);
                    total.changed += told.changed;
                    total.failed += usize::from(told.failed);
                    tell(News::Feed(&told));
                }
            }
            Ok(())
        };
        for word in receiver {
            if let Err(error) = serve(word) {
                queue.empty();
                return Err(error);
            }
        }
        Ok(total)
    })
}

/// Saves the items of a feed whose answer is already here.
///
/// # Errors
/// When the library cannot be written.
pub fn adopt(library: &mut Library, net: &Net, due: Due, fetched: Fetched) -> Result<Told> {
    let shelf = library.on_shelf(due.id)?;
    let mut kept = Kept::default();
    let mut failed = Ok(());
    let outcome = work(due, |due| {
        let mut give = |part: Part| {
            if failed.is_ok() {
                failed = keep(library, &part, &mut kept);
            }
        };
        read(net, due, fetched, shelf, &mut give)
    });
    failed?;
    finish(library, outcome, &kept)
}

/// What a worker says to the thread that has the library.
enum Word {
    /// It wants to know what is there of a feed.
    Shelf(FeedId, Sender<OnShelf>),
    /// Articles of a feed that are ready to be kept.
    Part(FeedId, Part),
    /// That was all of a feed.
    Done(Box<Outcome>, Option<Pass>),
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

/// Puts articles on the shelf.
fn keep(library: &mut Library, part: &Part, kept: &mut Kept) -> Result<()> {
    let now = clock::now().as_second();
    let saved = library.save(&part.incoming, now)?;
    let given = saved.iter().zip(&part.given);
    let given = given.filter_map(|(saved, given)| Some((saved.id(), given.clone()?)));
    library.keep_given(&given.collect::<Vec<_>>(), now)?;
    kept.new.extend(saved.iter().filter_map(Saved::arrived));
    let changed = (saved.iter()).filter(|saved| matches!(saved, Saved::Changed(_)));
    kept.changed += changed.count();
    Ok(())
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

//! Asks all feeds at once and puts what is new on the shelf.
//!
//! Sixteen threads fetch and read, all cores annotate; the caller's thread alone writes, a feed a transaction,
//! so that an end at any moment leaves whole feeds. `queue` spares the hosts, `source` reads what an address gives.

mod queue;
mod source;

use std::collections::HashSet;
use std::sync::mpsc;
use std::thread;

use rayon::prelude::*;

use self::queue::{Job, Queue};
use super::clock;
use super::fetch::{Fetched, Known, Limits, Net, Refusal};
use super::guard::{self, guarded};
use super::under_way::{Pass, UnderWay};
use crate::error::{FAULT, Result};
use crate::library::{Answer, Due, Incoming, Library, Saved, text_hash};
use crate::model::{Article, ArticleId, FeedItem, Notes};

pub use self::source::{full_text, get, is_front_page, read_feed, read_page};

/// Feeds asked at once.
const AT_ONCE: usize = 16;

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

/// Asks the feeds and saves what is new; `tell` hears of each as it is done.
///
/// # Errors
/// When the library cannot be written; a feed that fails is told, not an error.
pub fn refresh(
    library: &mut Library,
    net: &Net,
    limits: Limits,
    due: Vec<Due>,
    mut tell: impl FnMut(&Told),
) -> Result<Total> {
    let mut jobs = Vec::with_capacity(due.len());
    for due in due {
        let shelf = library.on_shelf(due.id)?;
        jobs.push(Job { due, shelf });
    }
    let workers = jobs.len().min(AT_ONCE);
    let queue = Queue::new(jobs);
    let under_way = UnderWay::default();
    let (sender, receiver) = mpsc::sync_channel::<(Outcome, Option<Pass>)>(AT_ONCE);
    thread::scope(|scope| {
        for _ in 0..workers {
            let (queue, under_way, sender) = (&queue, &under_way, sender.clone());
            scope.spawn(move || {
                while let Some((host, job)) = queue.take() {
                    let mut pass = None;
                    let outcome = work(job, |job| {
                        ask(net, limits, job, |bytes| {
                            pass = Some(under_way.enter(bytes))
                        })
                    });
                    queue.done(&host);
                    if sender.send((outcome, pass)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut total = Total::default();
        // What is under way ends when it is kept.
        for (outcome, _pass) in receiver {
            let (told, new) = match keep(library, outcome) {
                Ok(kept) => kept,
                Err(error) => {
                    queue.empty();
                    return Err(error);
                }
            };
            total.feeds += 1;
            total.new.extend(new);
            total.changed += told.changed;
            total.failed += usize::from(told.failed);
            tell(&told);
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
    let outcome = work(Job { due, shelf }, |job| read(net, job, fetched));
    keep(library, outcome).map(|(told, _)| told)
}

/// What a worker found.
struct Outcome {
    due: Due,
    asked: Asked,
}

/// What was read of a feed.
struct Asked {
    answer: Answer,
    incoming: Vec<Incoming>,
    /// Beside each, the feed's own words where those of its page came instead.
    given: Vec<Option<Article>>,
    /// Items that have another name now: the old one and the new.
    renamed: Vec<(String, String)>,
    trouble: Option<String>,
}

impl Asked {
    const fn nothing(answer: Answer) -> Self {
        Self {
            answer,
            incoming: Vec::new(),
            given: Vec::new(),
            renamed: Vec::new(),
            trouble: None,
        }
    }
}

/// Puts what a worker found on the shelf; tells which articles are new there.
fn keep(library: &mut Library, outcome: Outcome) -> Result<(Told, Vec<ArticleId>)> {
    let now = clock::now().as_second();
    let id = outcome.due.id;
    let asked = outcome.asked;
    library.rename_items(id, &asked.renamed)?;
    let saved = library.save(&asked.incoming, now)?;
    let given = saved.iter().zip(asked.given);
    let given = given.filter_map(|(saved, given)| Some((saved.id(), given?)));
    library.keep_given(&given.collect::<Vec<_>>(), now)?;
    library.answered(id, &asked.answer, now)?;
    library.tidy(id, now)?;
    let new: Vec<ArticleId> = saved.iter().filter_map(Saved::arrived).collect();
    let changed = saved
        .iter()
        .filter(|saved| matches!(saved, Saved::Changed(_)));
    let mut told = Told {
        name: outcome.due.name,
        new: new.len(),
        changed: changed.count(),
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
    Ok((told, new))
}

/// A panic is a fault of ours; it costs this feed, not the refresh.
fn work(job: Job, ask: impl FnOnce(&Job) -> Result<Asked, Refusal>) -> Outcome {
    let asked = guarded(|| ask(&job)).unwrap_or_else(|| Err(Refusal::new(FAULT)));
    let Job { due, .. } = job;
    let asked = asked
        .unwrap_or_else(|Refusal { why, wait, .. }| Asked::nothing(Answer::Failed { why, wait }));
    Outcome { due, asked }
}

/// `enter` is told how many bytes came, and waits until there is room to read them.
fn ask(net: &Net, limits: Limits, job: &Job, enter: impl FnOnce(usize)) -> Result<Asked, Refusal> {
    let due = &job.due;
    let known = Known {
        etag: due.etag.clone(),
        modified: due.modified.clone(),
    };
    let Some(fetched) = get(net, limits, &due.url, &known)? else {
        return Ok(Asked::nothing(Answer::Unchanged));
    };
    enter(fetched.bytes.len());
    read(net, job, fetched)
}

fn read(net: &Net, job: &Job, mut fetched: Fetched) -> Result<Asked, Refusal> {
    let feed = read_feed(&fetched)?;
    // Large, and read.
    fetched.bytes = Vec::new();
    let empty = feed
        .items
        .is_empty()
        .then(|| "the feed has no articles".to_owned());
    let trouble = fetched.broken.or_else(|| feed.damage.clone()).or(empty);
    let answer = Answer::Fresh {
        title: feed.title,
        home: feed.home,
        etag: fetched.known.etag,
        modified: fetched.known.modified,
        moved: fetched.moved,
    };
    let mut asked = Asked {
        trouble,
        ..Asked::nothing(answer)
    };
    let names: HashSet<String> = feed.items.iter().map(|item| item.id.clone()).collect();
    let mut seen = HashSet::new();
    let mut walls: Vec<String> = Vec::new();
    for item in feed.items {
        let hash = text_hash(&item.article);
        if !is_wanted(job, &item, hash, &names, &mut seen, &mut asked.renamed) {
            continue;
        }
        let (incoming, given, wall) = take(net, job, item, hash);
        asked.incoming.push(incoming);
        asked.given.push(given);
        walls.extend(wall);
    }
    // On all cores, be it one large feed or many small ones.
    (asked.incoming.par_iter_mut()).for_each(|one| one.notes = guard::notes(&one.article));
    if let (None, Some(why)) = (&asked.trouble, walls.first()) {
        let count = walls.len();
        let pages = if count == 1 {
            "1 page was".to_owned()
        } else {
            format!("{count} pages were")
        };
        asked.trouble = Some(format!("{pages} not taken: {why}"));
    }
    Ok(asked)
}

/// Whether an item is new or changed. One that comes under another name, with the address, title and
/// words of one that is here or came before it, is the same article; its name goes to `renamed`, unless
/// both stand in the feed.
fn is_wanted(
    job: &Job,
    item: &FeedItem,
    hash: i64,
    names: &HashSet<String>,
    seen: &mut HashSet<(String, i64)>,
    renamed: &mut Vec<(String, String)>,
) -> bool {
    if let Some(known) = job.shelf.items.get(&item.id) {
        return known.is_some_and(|known| known != hash);
    }
    let Some(url) = item.article.meta.url.clone() else {
        return true;
    };
    let same = (url, hash);
    if let Some(old) = job.shelf.by_words.get(&same) {
        if !names.contains(old) && seen.insert(same) {
            renamed.push((old.clone(), item.id.clone()));
        }
        return false;
    }
    seen.insert(same)
}

/// Makes an item ready for the shelf but for its notes. Where its page came, gives its own words beside it; where the page
/// was worse, why.
fn take(
    net: &Net,
    job: &Job,
    item: FeedItem,
    hash: i64,
) -> (Incoming, Option<Article>, Option<String>) {
    let page = if job.due.full_text {
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
        feed: job.due.id,
        item: item.id,
        notes: Notes::default(),
        article,
        hash,
        page: given.is_some(),
        tags: item.tags,
    };
    (incoming, given, why)
}

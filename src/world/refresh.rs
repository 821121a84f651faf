//! Asks all feeds at once and puts what is new on the shelf.
//!
//! Sixteen threads fetch, read and annotate; the caller's thread alone writes, a feed a transaction,
//! so that an end at any moment leaves whole feeds. No host is asked more than two questions at once.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

use url::Url;

use super::fetch::{Fetched, Known, Limits, Net, Refusal};
use super::guard::{self, guarded};
use super::inputs::regular_file;
use super::under_way::{Pass, UnderWay};
use super::{clock, command};
use crate::error::{Error, FAULT, Result};
use crate::ingest::{Hint, Ingested};
use crate::library::worth::{self, Worth};
use crate::library::{Answer, Due, Incoming, Library, OnShelf, Saved, text_hash};
use crate::model::{Article, ArticleId, Feed, FeedItem};

/// Feeds asked at once.
const AT_ONCE: usize = 16;

/// Of these, at one host.
const AT_A_HOST: usize = 2;

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

/// Whether a page is a site's front rather than an article: its address has no path, or it holds
/// hardly any prose.
pub fn is_front_page(fetched: &Fetched, article: &Article) -> bool {
    let root = Url::parse(&fetched.url).is_ok_and(|url| url.path() == "/" && url.query().is_none());
    let words = article.text.split_whitespace().count();
    root || words < 150
}

/// A feed to ask, and the items of it that are on the shelf.
struct Job {
    due: Due,
    shelf: OnShelf,
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

fn read(net: &Net, job: &Job, fetched: Fetched) -> Result<Asked, Refusal> {
    let feed = read_feed(&fetched)?;
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

/// What is at a feed's address: on the web, in a file (`file:`), or from a command (`exec:`).
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
        let bytes = regular_file(Path::new(path)).map_err(|error| Refusal::new(reason(&error)))?;
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

/// A fetched body as a feed.
///
/// # Errors
/// One sentence when it is none.
pub fn read_feed(fetched: &Fetched) -> Result<Feed, Refusal> {
    let hint = Hint {
        name: "",
        content_type: fetched.content_type.as_deref(),
        url: (!fetched.url.is_empty()).then_some(fetched.url.as_str()),
    };
    match guard::read(&fetched.bytes, hint) {
        Ok(Ingested::Feed(feed)) => Ok(*feed),
        Ok(_) => Err(Refusal::new(
            "this is not a feed; `pullquote add` looks for the feeds of a page",
        )),
        Err(error) => Err(Refusal::new(reason(&error))),
    }
}

/// Makes an item ready for the shelf. Where its page came, gives its own words beside it; where the page
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
        notes: guard::notes(&article),
        article,
        hash,
        page: given.is_some(),
        tags: item.tags,
    };
    (incoming, given, why)
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
    let page = read_page(&fetched)?;
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
    match guard::read(&fetched.bytes, hint) {
        Ok(Ingested::Article(article)) => Ok(*article),
        Ok(_) => Err(Refusal::new("this is a feed, not an article")),
        Err(error) => Err(Refusal::new(reason(&error))),
    }
}

/// Jobs that wait, and how many questions each host is being asked.
struct Queue {
    state: Mutex<(Vec<Job>, HashMap<String, usize>)>,
    freed: Condvar,
}

impl Queue {
    fn new(mut jobs: Vec<Job>) -> Self {
        jobs.reverse();
        Self {
            state: Mutex::new((jobs, HashMap::new())),
            freed: Condvar::new(),
        }
    }

    /// The next job whose host is not busy, with that host; waits for one. None when all are taken.
    fn take(&self) -> Option<(String, Job)> {
        let mut state = self.lock();
        loop {
            let (jobs, busy) = &mut *state;
            if jobs.is_empty() {
                return None;
            }
            let free = jobs.iter().rposition(|job| {
                let host = host(&job.due.url);
                busy.get(&host).is_none_or(|&count| count < AT_A_HOST)
            });
            if let Some(at) = free {
                let job = jobs.remove(at);
                let host = host(&job.due.url);
                *busy.entry(host.clone()).or_default() += 1;
                return Some((host, job));
            }
            state = self
                .freed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn done(&self, host: &str) {
        if let Some(count) = self.lock().1.get_mut(host) {
            *count = count.saturating_sub(1);
        }
        self.freed.notify_all();
    }

    /// Forgets the jobs that wait.
    fn empty(&self) {
        self.lock().0.clear();
        self.freed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, (Vec<Job>, HashMap<String, usize>)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The host of an address; a file or a command is its own.
fn host(url: &str) -> String {
    Url::parse(url)
        .ok()
        .and_then(|parsed| parsed.host_str().map(str::to_owned))
        .unwrap_or_else(|| url.to_owned())
}

//! The thread that owns the library while it is read: answers the effects of the app from it.
//!
//! A list is the numbers of its articles, taken once: rows do not move or vanish while they are read.
//! The first rows are sent before the numbers are known, so that a large library is on the screen at
//! once. What waits for the network runs on workers, threads with a connection of their own.

mod ahead;
mod answer;
mod article;
mod beside;
mod known;
mod listing;
mod notice;
mod outbox;
mod rows;
mod waiting;
mod watch;

pub use watch::edited;

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, after, never, select, unbounded};

use self::listing::Known;
use super::copies::Copies;
use super::pictures::Pictures;
use super::reannotate::{Throttle, reannotate};
use super::threads::{attempt, spawn};
use super::visits::Visits;
use super::workers::{Done, Job, run};
use crate::annotate::VERSION;
use crate::error::Result;
use crate::library::{Held, Library, Query};
use crate::message::{Effect, Msg};
use crate::model::ArticleId;

/// Rows sent before the list has asked for any: more than a screen has, and few, since each is on a page of its own in
/// a large library.
const FIRST_ROWS: usize = 100;

/// The reader's first questions come sooner than this.
const SOON: Duration = Duration::from_millis(100);

/// What takes longer is read ahead so much later, a little at a time, so that nobody waits for it.
const LATER: Duration = Duration::from_millis(600);
const PAUSE: Duration = Duration::from_millis(2);

/// In a library of fewer articles everything is answered in a few milliseconds.
const MANY: u64 = 20_000;

/// The library, and the list that the reader sees of it.
#[derive(Debug)]
pub struct LibraryThread {
    library: Library,
    /// What is listed, and the words that it is filtered by, as they were asked for.
    asked: (String, String),
    query: Query,
    /// None until a row beyond the first ones was asked for.
    ids: Option<Vec<ArticleId>>,
    /// The list of all articles, from which filters are answered.
    held: Option<Held>,
    /// What was asked and is not answered yet.
    waiting: VecDeque<Effect>,
    /// The first rows, as long as nothing else is known of the list.
    first: Vec<ArticleId>,
    /// First row and count of what the list asked for last.
    window: (usize, usize),
    /// The ends of the list, before anybody goes there.
    known: Vec<Known>,
    /// What workers bring home.
    home: Sender<Done>,
    done: Receiver<Done>,
    /// When the server is to hear what was marked.
    untold: Receiver<Instant>,
    /// A refresh is under way.
    refreshing: bool,
    /// The article that was opened last.
    open: Option<ArticleId>,
    /// Pages that were followed.
    visits: Visits,
    /// Pictures that were looked at.
    pictures: Pictures,
    /// The number of the newest list of feeds: older counts are void.
    listed: Arc<AtomicU64>,
}

impl LibraryThread {
    /// Keeps `library`.
    pub fn new(library: Library) -> Self {
        let (home, done) = unbounded();
        Self {
            home,
            done,
            untold: never(),
            refreshing: false,
            open: None,
            visits: Visits::default(),
            pictures: Pictures::with(library.path().map(Copies::of)),
            listed: Arc::default(),
            library,
            asked: Default::default(),
            query: Query::default(),
            ids: None,
            held: None,
            waiting: VecDeque::new(),
            first: Vec::new(),
            window: (0, FIRST_ROWS),
            known: Vec::new(),
        }
    }

    /// Whether there is nothing to read.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn is_empty(&self) -> Result<bool> {
        Ok(self.library.count(&Query::default())? == 0)
    }

    /// Answers effects on a thread of its own until the sender is dropped.
    ///
    /// # Errors
    /// When the system gives no more threads.
    pub fn serve(self) -> Result<(Sender<Effect>, Receiver<Msg>)> {
        let (send, messages) = unbounded();
        Ok((self.serve_to(send)?, messages))
    }

    /// The same, with the answers sent there.
    ///
    /// # Errors
    /// As [`Self::serve`].
    pub fn serve_to(mut self, send: Sender<Msg>) -> Result<Sender<Effect>> {
        let (effects, asked) = unbounded::<Effect>();
        let pace = Throttle::new();
        let mut noticed = watch::watch(self.library.path());
        spawn("worker-library", move || {
            let _ = self.library.changed_elsewhere();
            self.reply(&send, 0);
            let _ = self.selections(&send);
            let done = self.done.clone();
            // The first article is asked for at once; what will be asked for next is read while it is looked at.
            let mut ahead = after(SOON);
            let mut begun = false;
            loop {
                let untold = self.untold.clone();
                let served = select! {
                    recv(asked) -> effect => {
                        let Ok(effect) = effect else { return };
                        pace.asked();
                        self.waiting.push_back(effect);
                        while let Some(effect) = self.next_waiting(&asked) {
                            self.tell_later(&effect);
                            self.serve_one(effect, &send);
                        }
                        Ok(())
                    }
                    recv(done) -> done => match done {
                        Ok(done) => attempt(|| self.welcome(done, &send)),
                        Err(_) => return,
                    },
                    recv(untold) -> _ => attempt(|| self.tell_server()),
                    recv(noticed) -> told => match told {
                        Ok(()) => attempt(|| self.notice(&send)),
                        Err(_) => {
                            noticed = never();
                            Ok(())
                        }
                    },
                    recv(ahead) -> _ => {
                        ahead = never();
                        attempt(|| {
                            if !std::mem::replace(&mut begun, true) {
                                self.renew_notes(&pace)?;
                            }
                            if let Some(pause) = self.read_ahead()? {
                                ahead = after(pause);
                            }
                            Ok(())
                        })
                    }
                };
                if let Err(error) = served {
                    let _ = send.send(Msg::Failed(error.to_string()));
                }
            }
        })?;
        Ok(effects)
    }

    /// Sends somebody to bring old notes up to date, where there are any.
    fn renew_notes(&self, pace: &Throttle) -> Result<()> {
        let Some(path) = self.library.path().map(Path::to_owned) else {
            return Ok(());
        };
        if self.library.stale(VERSION, 1, 0)?.is_empty() {
            return Ok(());
        }
        let pace = pace.clone();
        spawn("worker-reannotate", move || reannotate(&path, &pace))
    }

    /// Sends somebody to the network.
    fn job(&mut self, name: &str, job: Job, send: &Sender<Msg>) -> Result<()> {
        if matches!(job, Job::Refresh(_)) && std::mem::replace(&mut self.refreshing, true) {
            return Ok(());
        }
        let Some(path) = self.library.path().map(Path::to_owned) else {
            return Ok(());
        };
        let (home, send) = (self.home.clone(), send.clone());
        spawn(name, move || {
            let tell = |how_far| {
                let _ = send.send(Msg::Told(how_far));
            };
            let mut done = Done {
                refreshed: matches!(job, Job::Refresh(_)),
                load: match job {
                    Job::FullText { ask, id } => Some((ask, id)),
                    _ => None,
                },
                told: Ok(String::new()),
            };
            done.told = attempt(|| run(&mut Library::open(&path)?, job, &tell));
            let _ = home.send(done);
        })
    }

    /// Tells what an job brought. The rows that are on the screen stay where they are: what is new
    /// stands before or between them.
    fn welcome(&mut self, done: Done, send: &Sender<Msg>) -> Result<()> {
        if done.refreshed {
            self.refreshing = false;
        }
        let told = done.told?;
        match done.load {
            Some((ask, id)) => self.load(ask, id, send)?,
            None => {
                self.list_again()?;
                self.reply(send, 0);
                self.selections(send)?;
                self.tell_of_open(None, send)?;
            }
        }
        if !told.is_empty() {
            let _ = send.send(Msg::Told(told));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;

//! What the library knows beside the text of an article: the list of feeds, notes and versions, what a
//! sheet lists.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use crossbeam_channel::Sender;

use super::listing::{part, while_typing};
use super::{LibraryThread, MANY};
use crate::error::Result;
use crate::library::{By, Library, Query};
use crate::message::{Found, Msg, Wanted};
use crate::model::{Article, ArticleId, DOUBT, Details, Said};
use crate::world::clock;
use crate::world::threads::spawn;

/// Quotations of one person that are sent at once; the others follow.
const NEWEST: usize = 500;

/// The others are sent so many at once, with a pause after them in which what was sent is drawn.
const TOGETHER: usize = 2_000;
const BETWEEN: Duration = Duration::from_millis(10);

/// The people that a line can be completed to, those who say most.
const PEOPLE: u32 = 5_000;

impl LibraryThread {
    /// Sends the list of feeds. What takes long to count is counted on a thread of its own.
    pub(super) fn selections(&self, send: &Sender<Msg>) -> Result<()> {
        let number = self.listed.fetch_add(1, Ordering::SeqCst) + 1;
        let rows = self.library.selections()?;
        let counted = rows.iter().all(|row| row.total.is_some());
        let path = self.library.path().map(Path::to_owned);
        let rows = match (counted, &path) {
            (false, None) => self.library.counted(rows, clock::now().as_second())?,
            _ => rows,
        };
        let counted = counted || path.is_none();
        let _ = send.send(Msg::Selections {
            rows: rows.clone(),
            counted,
        });
        let Some(path) = path.filter(|_| !counted) else {
            return Ok(());
        };
        let (send, listed) = (send.clone(), Arc::clone(&self.listed));
        spawn("worker-count", move || {
            let counted = Library::open(&path)
                .and_then(|library| library.counted(rows, clock::now().as_second()));
            if let Ok(rows) = counted
                && listed.load(Ordering::SeqCst) == number
            {
                let _ = send.send(Msg::Selections {
                    rows,
                    counted: true,
                });
            }
        })
    }

    /// Sends who speaks in the library. They are counted on a thread of its own: of a large library
    /// that takes a moment.
    pub(super) fn people(&self, send: &Sender<Msg>) -> Result<()> {
        let names = |library: &Library| -> Result<Msg> {
            let people = library.speakers("", PEOPLE)?.into_iter();
            Ok(Msg::People(people.map(|(who, _)| who).collect()))
        };
        let Some(path) = self.library.path().map(Path::to_owned) else {
            let _ = send.send(names(&self.library)?);
            return Ok(());
        };
        let send = send.clone();
        spawn("worker-people", move || {
            // Without them a line is completed from the open article.
            if let Ok(told) = Library::open(&path).and_then(|library| names(&library)) {
                let _ = send.send(told);
            }
        })
    }

    /// Sends again what is known of the article that is open, after it was changed.
    pub(super) fn tell_of_open(
        &self,
        seen: Option<&Arc<Article>>,
        send: &Sender<Msg>,
    ) -> Result<()> {
        let Some(id) = self.open else {
            return Ok(());
        };
        if let Some(stored) = self.library.article(id)? {
            let article = Arc::new(stored.article);
            let seen = seen.filter(|seen| !seen.text.is_empty());
            let text = Arc::clone(seen.unwrap_or(&article));
            let details = self.details(id, &text)?;
            let _ = send.send(Msg::Details {
                id,
                article: text,
                details,
            });
            let notes = Arc::new(stored.notes);
            let _ = send.send(Msg::Noted { id, article, notes });
        }
        Ok(())
    }

    /// What the library knows of an article beside its text.
    pub(super) fn details(&self, id: ArticleId, article: &Article) -> Result<Details> {
        let (versions, until) = self.library.count_versions(id)?;
        let mut elsewhere: Vec<String> = Vec::new();
        for row in self.library.same_story(id)? {
            if !elsewhere.contains(&row.source) {
                elsewhere.push(row.source);
            }
        }
        Ok(Details {
            updated: until.map(clock::day),
            versions,
            notes: self.library.remarks(id, article)?,
            elsewhere,
        })
    }

    /// Sends what a sheet lists; of somebody who said very much the newest at once, and the rest from a
    /// thread of its own.
    pub(super) fn send_sheet(
        &mut self,
        ask: u64,
        wanted: Wanted,
        send: &Sender<Msg>,
    ) -> Result<()> {
        if self.library.count(&Query::default())? >= MANY
            && let Some(sentence) = looking(&wanted)
        {
            let _ = send.send(Msg::Looking { ask, sentence });
        }
        if let Wanted::Speakers {
            title,
            within,
            filter,
        } = wanted
        {
            return self.speakers(ask, title, (&within, &filter), send);
        }
        if let (Wanted::Notes(None) | Wanted::Same(..), Some(path)) = (&wanted, self.library.path())
        {
            let (path, send) = (path.to_owned(), send.clone());
            return spawn("worker-sheet", move || {
                let found = Library::open(&path).and_then(|library| find(&library, wanted));
                let found = found.unwrap_or_else(|error| Found::Failed(error.to_string()));
                let _ = send.send(Msg::Sheet { ask, found });
            });
        }
        let found = match self.said_newest(&wanted)? {
            Some(found) => found,
            None => find(&self.library, wanted)?,
        };
        let rest = match (&found, self.library.path()) {
            (Found::SaidNewest(who, newest, _), Some(path)) => {
                let newest: HashSet<_> = newest.iter().map(|it| (it.article, it.nth)).collect();
                Some((path.to_owned(), who.clone(), newest))
            }
            _ => None,
        };
        let _ = send.send(Msg::Sheet { ask, found });
        let Some((path, who, newest)) = rest else {
            return Ok(());
        };
        let send = send.clone();
        spawn("worker-said", move || {
            let all = Library::open(&path).and_then(|it| said(&it, &who, usize::MAX >> 1));
            let mut said = match all {
                Ok(said) => said,
                Err(error) => {
                    let _ = send.send(Msg::Failed(error.to_string()));
                    return;
                }
            };
            said.retain(|it| !newest.contains(&(it.article, it.nth)));
            // Rows are made of them by who draws: some at once, so that keys are heard meanwhile.
            let mut rest = said.into_iter();
            loop {
                let said: Vec<Said> = rest.by_ref().take(TOGETHER).collect();
                let more = rest.len() > 0;
                if send.send(Msg::SheetRest { ask, said, more }).is_err() || !more {
                    return;
                }
                thread::sleep(BETWEEN);
            }
        })
    }

    /// The newest of what somebody said who said very much, told by the list that is held; none of others.
    fn said_newest(&mut self, wanted: &Wanted) -> Result<Option<Found>> {
        let (Wanted::Said(who), Some(_)) = (wanted, self.library.path()) else {
            return Ok(None);
        };
        let held = self.library.hold(self.held.take())?;
        let newest = self.library.said_newest(who, NEWEST, &held);
        self.held = Some(held);
        let newest = newest?.filter(|(said, _)| said.len() == NEWEST);
        Ok(newest.map(|(said, tally)| Found::SaidNewest(who.clone(), said, tally)))
    }

    /// Sends who is quoted in some articles; of a large library that is counted on a thread of its own.
    fn speakers(
        &self,
        ask: u64,
        title: String,
        (within, filter): (&str, &str),
        send: &Sender<Msg>,
    ) -> Result<()> {
        let now = clock::now().as_second();
        let query = part(within, now).and(&while_typing(filter, now).0);
        let tally = move |library: &Library| library.tally(None, &query, DOUBT, &[By::Speaker]);
        let Some(path) = self.library.path().map(Path::to_owned) else {
            let found = Found::Speakers(title, tally(&self.library)?);
            let _ = send.send(Msg::Sheet { ask, found });
            return Ok(());
        };
        let send = send.clone();
        spawn("worker-speakers", move || {
            let found = match Library::open(&path).and_then(|library| tally(&library)) {
                Ok(tallies) => Found::Speakers(title, tallies),
                Err(error) => Found::Failed(error.to_string()),
            };
            let _ = send.send(Msg::Sheet { ask, found });
        })
    }
}

/// What is said while a large library is looked through for a sheet; nothing where one article tells.
fn looking(wanted: &Wanted) -> Option<String> {
    match wanted {
        Wanted::Said(who) => Some(format!("Looking for what {who} said.")),
        Wanted::Same(..) => Some("Looking for the same words.".to_owned()),
        Wanted::Notes(None) => Some("Looking for your notes.".to_owned()),
        Wanted::Speakers { .. } => Some("Counting who is quoted.".to_owned()),
        Wanted::Notes(Some(_)) | Wanted::Versions(_) | Wanted::Story(_) => None,
    }
}

/// Finds what a sheet lists.
fn find(library: &Library, wanted: Wanted) -> Result<Found> {
    Ok(match wanted {
        Wanted::Said(who) => {
            let count = library.path().map_or(usize::MAX >> 1, |_| NEWEST);
            let said = said(library, &who, count)?;
            if said.len() < count {
                Found::Said(who, said)
            } else {
                let tally = library.said_count(&who, &Query::default(), 0.0)?;
                Found::SaidNewest(who, said, tally)
            }
        }
        Wanted::Same(id, words) => {
            let same = library.same_words(id, &words)?;
            Found::Same(words, same)
        }
        Wanted::Versions(id) => {
            let article = library.without_notes(id)?;
            Found::Versions(Arc::new(article), library.versions(id)?)
        }
        Wanted::Notes(of) => {
            let mut notes = Vec::new();
            let noted = match of {
                Some(id) => vec![id],
                None => library.ids(&Query::parse("is:noted", 0)?)?,
            };
            for id in noted {
                let article = library.without_notes(id)?;
                let remarks = library.remarks(id, &article)?.into_iter();
                let title = article.meta.title;
                notes.extend(remarks.map(|it| (id, title.clone(), it)));
            }
            Found::Notes(of, notes)
        }
        Wanted::Story(id) => Found::Story(library.same_story(id)?),
        Wanted::Speakers { title, .. } => Found::Speakers(title, Vec::new()),
    })
}

/// What somebody said, newest first; doubtful speakers too: the rows say how sure they are.
fn said(library: &Library, who: &str, count: usize) -> Result<Vec<Said>> {
    library.said(who, &Query::default(), 0.0, count)
}

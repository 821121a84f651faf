//! Pages and files that were followed from a link: read apart, annotated, and held as long as the program runs. They
//! are in no library until they are kept there.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crossbeam_channel::Sender;

use super::beside::Home;
use super::fetch::{Fetches, Known, Limits, Net};
use super::guard;
use super::hand_over::{self, HandOver};
use super::inputs::Source;
use super::refresh::read_page;
use super::threads::{attempt, spawn};
use crate::command::prompt::Passage;
use crate::error::{Error, Result};
use crate::message::{Effect, Found, Given, Msg, Wanted};
use crate::model::{Article, ArticleId, Notes, clean};
use crate::words::NOT_KEPT;

/// Pages whose text is held; the oldest are let go.
const MOST: usize = 100;

/// Pages that were followed, and those that are being fetched.
#[derive(Clone, Debug, Default)]
pub struct Visits {
    here: Arc<Mutex<Vec<Visit>>>,
    fetches: Fetches,
}

/// One page, or a file that lay beside one.
#[derive(Debug)]
struct Visit {
    /// Its address as the link has it, or its file.
    source: Source,
    /// Where it lies, of a file.
    home: Option<Home>,
    /// None once it was let go.
    article: Option<Arc<Article>>,
    /// None until somebody has looked.
    notes: Option<Arc<Notes>>,
    /// First byte at the top of the screen when it was left.
    place: usize,
}

impl Visits {
    /// Does what an effect asks of a page that was followed; gives back what is for somebody else.
    ///
    /// # Errors
    /// A sentence for what only articles of the library can be asked.
    pub fn answer(&self, effect: Effect, send: &Sender<Msg>) -> Result<Option<Effect>> {
        match effect {
            Effect::Load { ask, id } if id.is_page() => self.load(ask, id, send)?,
            Effect::LeavePage(ask) => self.fetches.end(ask),
            Effect::KeepPlace(id, place) if id.is_page() => {
                self.change(id, |visit| visit.place = place);
            }
            // Whatever was opened is marked so; here is nothing to mark.
            Effect::SetRead(id, _) if id.is_page() => {}
            Effect::Save(Given::Article(id), file) if id.is_page() => {
                self.hand_over(id, HandOver::Save(file), send)?;
            }
            Effect::Pipe(Given::Article(id), command) if id.is_page() => {
                self.hand_over(id, HandOver::Pipe(command), send)?;
            }
            Effect::Share(Given::Article(id), command) if id.is_page() => {
                self.hand_over(id, HandOver::Share(command), send)?;
            }
            Effect::Share(Given::Quote(id, nth), command) if id.is_page() => {
                if let Some((_, article)) = self.page(id) {
                    let render = move |_: &Path| {
                        Ok(hand_over::quotation(&article, &guard::notes(&article), nth))
                    };
                    hand_over::on_a_thread(render, HandOver::Share(command), send.clone())?;
                }
            }
            Effect::Sheet {
                ask,
                wanted:
                    Wanted::Same(id, _)
                    | Wanted::Versions(id)
                    | Wanted::Story(id)
                    | Wanted::Notes(Some(id)),
            } if id.is_page() => {
                let found = Found::Failed(NOT_KEPT.to_owned());
                let _ = send.send(Msg::Sheet { ask, found });
            }
            Effect::SetFavourite(id, _)
            | Effect::SetTag(id, ..)
            | Effect::SetNote {
                passage: Passage { id, .. },
                ..
            }
            | Effect::Correct { id, .. }
            | Effect::FullText { id, .. }
                if id.is_page() =>
            {
                return Err(Error::Message(NOT_KEPT.to_owned()));
            }
            other => return Ok(Some(other)),
        }
        Ok(None)
    }

    /// Fetches the page at an address on a thread of its own, unless it is held; sends its number, and its notes when
    /// they are made. Nothing is sent or held of a page that was left meanwhile.
    ///
    /// # Errors
    /// When the system gives no more threads.
    pub fn follow(&self, ask: u64, address: String, send: &Sender<Msg>) -> Result<()> {
        self.visit(ask, Source::Address(address), None, send)
    }

    /// Follows a link to what lies with the file of its article, at `home`: to a `chapter` of the same file, to the
    /// article that a file is `known` by, to another file. One that lies outside of the folder is only named, unless the
    /// reader is sure.
    ///
    /// # Errors
    /// When the system gives no more threads.
    pub fn follow_here(
        &self,
        (ask, sure): (u64, bool),
        home: Option<Home>,
        address: &str,
        chapter: Option<ArticleId>,
        known: impl FnOnce(&Path) -> Option<ArticleId>,
        send: &Sender<Msg>,
    ) -> Result<()> {
        let linked = match home {
            None => Err("the file that it lies with is not known".to_owned()),
            Some(home) => home.linked(address).map(|file| (home, file)),
        };
        let page = match (chapter, linked) {
            (Some(id), _) => Ok(id),
            (None, Err(why)) => Err(format!("{address}: {why}")),
            (None, Ok((home, file))) => match known(&file) {
                Some(id) => Ok(id),
                None if sure || home.holds(&file) => {
                    let folder = home.folder;
                    let home = Home {
                        folder,
                        ..Home::new(&file)
                    };
                    return self.visit(ask, Source::File(file), Some(home), send);
                }
                None => {
                    let path = clean(&file.display().to_string()).into_owned();
                    let _ = send.send(Msg::Outside { ask, path });
                    return Ok(());
                }
            },
        };
        let _ = send.send(Msg::Followed { ask, page });
        Ok(())
    }

    fn visit(
        &self,
        ask: u64,
        source: Source,
        home: Option<Home>,
        send: &Sender<Msg>,
    ) -> Result<()> {
        let held = |visit: &Visit| visit.source == source && visit.article.is_some();
        if let Some(nth) = self.all().iter().position(held) {
            let page = Ok(ArticleId::page(nth));
            let _ = send.send(Msg::Followed { ask, page });
            return Ok(());
        }
        let (visits, send) = (self.clone(), send.clone());
        let net = self.fetches.begin(ask, Limits::default());
        spawn("worker-follow", move || {
            let fetched = attempt(|| match (&source, &home) {
                (Source::Address(address), _) => fetch(&net, address),
                (_, Some(home)) => home.article(),
                _ => Err(Error::Message("There is no such page.".to_owned())),
            });
            if !visits.fetches.is_wanted(ask) {
                return;
            }
            let (id, article) = match fetched {
                Ok(article) => {
                    let article = Arc::new(article);
                    (visits.put(source, home, Arc::clone(&article)), article)
                }
                Err(error) => {
                    let page = Err(error.to_string());
                    let _ = send.send(Msg::Followed { ask, page });
                    return;
                }
            };
            let _ = send.send(Msg::Followed { ask, page: Ok(id) });
            let notes = Arc::new(guard::notes(&article));
            visits.change(id, |visit| visit.notes = Some(Arc::clone(&notes)));
            let _ = send.send(Msg::Noted { id, article, notes });
        })
    }

    /// The page of that number, and what it was read from.
    pub fn page(&self, id: ArticleId) -> Option<(Source, Arc<Article>)> {
        let all = self.all();
        let visit = all.get(id.nth_page()?)?;
        Some((visit.source.clone(), visit.article.clone()?))
    }

    /// Where a page lies that is a file.
    pub fn home(&self, id: ArticleId) -> Option<Home> {
        self.all().get(id.nth_page()?)?.home.clone()
    }

    fn load(&self, ask: u64, id: ArticleId, send: &Sender<Msg>) -> Result<()> {
        let all = self.all();
        let visit = id.nth_page().and_then(|nth| all.get(nth));
        let visit = visit.ok_or_else(|| Error::Message("There is no such page.".to_owned()))?;
        let Some(article) = &visit.article else {
            let why = "was read too many pages ago; follow its link again";
            return Err(Error::no_article(visit.source.name(), why));
        };
        let _ = send.send(Msg::Loaded {
            ask,
            id,
            article: Arc::clone(article),
            place: visit.place,
        });
        if let Some(notes) = &visit.notes {
            let (article, notes) = (Arc::clone(article), Arc::clone(notes));
            let _ = send.send(Msg::Noted { id, article, notes });
        }
        Ok(())
    }

    fn hand_over(&self, id: ArticleId, way: HandOver, send: &Sender<Msg>) -> Result<()> {
        let Some((_, article)) = self.page(id) else {
            return Ok(());
        };
        let render = move |path: &Path| Ok(hand_over::rendered(&article, guard::notes, path));
        hand_over::on_a_thread(render, way, send.clone())
    }

    fn put(&self, source: Source, home: Option<Home>, article: Arc<Article>) -> ArticleId {
        let mut all = self.all();
        all.push(Visit {
            source,
            home: home.map(|home| Home {
                url: article.meta.url.clone(),
                ..home
            }),
            article: Some(article),
            notes: None,
            place: 0,
        });
        let nth = all.len() - 1;
        if let Some(old) = nth.checked_sub(MOST).and_then(|old| all.get_mut(old)) {
            (old.article, old.notes) = (None, None);
        }
        ArticleId::page(nth)
    }

    fn change(&self, id: ArticleId, change: impl Fn(&mut Visit)) {
        let mut all = self.all();
        if let Some(visit) = id.nth_page().and_then(|nth| all.get_mut(nth)) {
            change(visit);
        }
    }

    fn all(&self) -> MutexGuard<'_, Vec<Visit>> {
        self.here.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The article of the page at an address.
fn fetch(net: &Net, address: &str) -> Result<Article> {
    let refused = |why: String| Error::no_article(address, why);
    let fetched = net
        .get(address, &Known::default())
        .map_err(|refusal| refused(refusal.why))?
        .unwrap_or_default();
    let mut article = read_page(&fetched).map_err(|refusal| refused(refusal.why))?;
    // Its own links to its headings are known by its address.
    article.meta.url.get_or_insert_with(|| fetched.url.clone());
    Ok(article)
}

#[cfg(all(test, feature = "fetch"))]
mod tests {
    use std::io::Read;
    use std::net::TcpListener;

    use crossbeam_channel::unbounded;

    use super::*;

    #[test]
    fn a_page_that_is_left_is_fetched_no_further_and_told_of_no_more() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/slow", listener.local_addr().unwrap());
        let (send, messages) = unbounded();
        let visits = Visits::default();
        visits.follow(1, address, &send).unwrap();
        let (mut stream, _) = listener.accept().unwrap();
        stream.read_exact(&mut [0; 4]).unwrap();
        let answered = visits.answer(Effect::LeavePage(1), &send);
        assert_eq!(answered, Ok(None));
        // Its end of the connection is closed, and the thread that fetched is gone.
        let _ = stream.read_to_end(&mut Vec::new());
        drop(send);
        assert!(messages.recv().is_err());
    }
}

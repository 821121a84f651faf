//! The shelf of a session: articles that were opened from files, held in memory, and the threads
//! that read, annotate and open. Answers the effects of the app.

use std::collections::{HashMap, VecDeque};
use std::path::Path;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender, select, unbounded};

use super::beside::Home;
use super::inputs::Source;
use super::noting::Notetaker;
use super::pictures::Pictures;
use super::threads::{attempt, spawn};
use super::visits::Visits;
use crate::annotate::ready;
use crate::error::{Error, FAULT, Result};
use crate::ingest::{Hint, Ingested, ingest};
use crate::message::{Effect, Msg};
use crate::model::{Article, ArticleId, ArticleRow};

mod answer;
mod begun;
mod changes;
mod links;
mod rest;

use self::rest::Begun;

/// Articles of this session, by their number, and sources that are still to be read.
#[derive(Debug, Default)]
pub struct Shelf {
    articles: Vec<Arc<Article>>,
    rows: Vec<ArticleRow>,
    /// Where each article was read from, if that is a file.
    homes: Vec<Option<Home>>,
    places: HashMap<ArticleId, usize>,
    rest: VecDeque<Result<Source>>,
    /// The first article is only the beginning of one.
    begun: Option<Begun>,
    /// Pages that were followed.
    visits: Visits,
    /// Pictures that were looked at.
    pictures: Pictures,
    undo: Vec<Vec<Change>>,
    redo: Vec<Vec<Change>>,
    /// What the list shows: its filter, the first row and how many.
    window: (String, usize, usize),
}

/// A change that can be taken back: the row, and what it was.
#[derive(Clone, Copy, Debug)]
struct Change {
    row: usize,
    read: bool,
    starred: bool,
}

/// The built-in articles, by their file names.
const DEMO: [(&str, &str); 4] = [
    ("welcome.md", include_str!("../../assets/demo/welcome.md")),
    ("ferry.md", include_str!("../../assets/demo/ferry.md")),
    ("lamps.md", include_str!("../../assets/demo/lamps.md")),
    ("bread.md", include_str!("../../assets/demo/bread.md")),
];

/// Rows shown before the list has asked for any.
const FIRST_ROWS: usize = 400;

impl Shelf {
    /// Reads sources up to the first one with an article, of a long one only its beginning where the view wants to draw
    /// that `soon`; the rest is read while that one is on the screen. Also gives the sentences of those that could not be
    /// read so far.
    pub fn open(sources: Vec<Result<Source>>, soon: bool) -> (Self, Vec<Error>) {
        // The annotator wakes up meanwhile.
        let _ = spawn("worker-ready", ready);
        let mut shelf = Shelf {
            rest: sources.into(),
            window: (String::new(), 0, FIRST_ROWS),
            ..Shelf::default()
        };
        let mut errors = Vec::new();
        while shelf.articles.is_empty()
            && let Some(source) = shelf.rest.pop_front()
        {
            let read = match soon {
                true => shelf.begin(source),
                false => shelf.read(source),
            };
            errors.extend(read.err());
        }
        (shelf, errors)
    }

    /// The welcome article and a few more, for when there is nothing else.
    pub fn demo() -> Self {
        let mut shelf = Shelf {
            window: (String::new(), 0, FIRST_ROWS),
            ..Shelf::default()
        };
        for (name, text) in DEMO {
            let hint = Hint {
                name,
                ..Hint::default()
            };
            if let Ok(found) = ingest(text.as_bytes(), hint) {
                shelf.put(found, name, None);
            }
        }
        shelf
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Answers effects on threads of its own until the sender is dropped.
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
        let (notes, counted) = Notetaker::new(send.clone())?;
        let _ = send.send(self.answer_rows(0));
        spawn("worker-shelf", move || {
            loop {
                while let Ok((id, count)) = counted.try_recv() {
                    self.count(id, count);
                }
                if let Some(begun) = &mut self.begun {
                    let (start, whole) = (begun.start.clone(), begun.whole.clone());
                    select! {
                        recv(asked) -> effect => match effect {
                            Ok(effect) => self.serve_one(effect, &send, &notes),
                            Err(_) => return,
                        },
                        recv(start) -> _ => if let Err(error) = begun.read_whole() {
                            self.go_on(Err(error), &send, &notes);
                        },
                        recv(whole) -> whole => {
                            let whole = whole.map_err(|_| Error::no_article(begun.name(), FAULT));
                            self.go_on(whole.and_then(|whole| whole), &send, &notes);
                        }
                    }
                    continue;
                }
                if self.rest.is_empty() {
                    let Ok(effect) = asked.recv() else { return };
                    self.serve_one(effect, &send, &notes);
                    continue;
                }
                while let Ok(effect) = asked.try_recv() {
                    self.serve_one(effect, &send, &notes);
                }
                self.read_on(&send);
            }
        })?;
        Ok(effects)
    }

    /// Reads the next source; the list hears of it when all are read, and at round numbers.
    fn read_on(&mut self, send: &Sender<Msg>) {
        let Some(source) = self.rest.pop_front() else {
            return;
        };
        if let Err(error) = attempt(|| self.read(source)) {
            let _ = send.send(Msg::Failed(error.to_string()));
        }
        if self.rest.is_empty() || self.rows.len().is_multiple_of(200) {
            let _ = send.send(self.answer_rows(0));
        }
    }

    /// The rows that the list shows now.
    fn answer_rows(&self, ask: u64) -> Msg {
        let (filter, from, count) = &self.window;
        let filter = filter.to_lowercase();
        let shown: Vec<&ArticleRow> = self
            .rows
            .iter()
            .filter(|row| {
                let words = format!("{} {}", row.title, row.source).to_lowercase();
                filter.split_whitespace().all(|word| words.contains(word))
            })
            .collect();
        Msg::Rows {
            ask,
            total: shown.len(),
            unread: shown.iter().filter(|row| !row.read).count(),
            from: *from,
            more: !self.rest.is_empty(),
            rows: shown
                .into_iter()
                .skip(*from)
                .take(*count)
                .cloned()
                .collect(),
        }
    }

    fn count(&mut self, id: ArticleId, quotes: usize) {
        if let Some(row) = index(id).and_then(|row| self.rows.get_mut(row)) {
            row.quotes = u32::try_from(quotes).unwrap_or(u32::MAX);
            row.uncounted = false;
        }
    }

    fn read(&mut self, source: Result<Source>) -> Result<()> {
        let source = source?;
        match source.read(None) {
            Ok(found) => {
                let path = match &source {
                    Source::File(path) | Source::Found(path) => Some(path.as_path()),
                    Source::Stdin | Source::Address(_) => None,
                };
                self.put(found, &source.name(), path);
            }
            // A folder holds other files too; nobody asked for each of them.
            Err(_) if matches!(source, Source::Found(_)) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn put(&mut self, found: Ingested, name: &str, path: Option<&Path>) {
        match found {
            Ingested::Article(article) => self.add(*article, name, "", path.map(Home::new)),
            Ingested::Feed(feed) => {
                for item in feed.items {
                    let home = path.map(|path| Home {
                        item: item.id,
                        ..Home::new(path)
                    });
                    self.add(item.article, name, &feed.title, home);
                }
            }
        }
    }

    fn add(&mut self, article: Article, name: &str, feed: &str, home: Option<Home>) {
        let id = number(self.articles.len());
        self.rows.push(row_of(id, &article, name, feed));
        self.homes.push(home.map(|home| Home {
            url: article.meta.url.clone(),
            ..home
        }));
        self.articles.push(Arc::new(article));
    }
}

/// The row of an article from a file of that name, in a feed of that title.
fn row_of(id: ArticleId, article: &Article, name: &str, feed: &str) -> ArticleRow {
    let file = name.rsplit('/').next().unwrap_or(name);
    let site = article.meta.site.as_deref().unwrap_or_default();
    let source = [site, feed, file].into_iter().find(|it| !it.is_empty());
    ArticleRow {
        id,
        source: crate::model::clean(source.unwrap_or_default()).into_owned(),
        title: article.meta.title.clone(),
        byline: article.meta.byline.clone(),
        url: article.meta.url.clone(),
        published: article.meta.published.clone(),
        uncounted: true,
        ..ArticleRow::default()
    }
}

/// Numbers of articles that are in no library are below 0.
fn number(index: usize) -> ArticleId {
    ArticleId(!i64::try_from(index).unwrap_or(i64::MAX))
}

fn index(id: ArticleId) -> Option<usize> {
    usize::try_from(!id.0).ok()
}

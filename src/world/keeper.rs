//! The thread that owns the library while it is read: answers the effects of the app from it.
//!
//! A list is the numbers of its articles, taken once: rows do not move or vanish while they are read.
//! The first rows are sent before the numbers are known, so that a large library is on the screen at
//! once. What waits for the network runs on errands, threads with a connection of their own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender, select, unbounded};

use super::add::{Wish, add};
use super::again::{Pace, annotate_again};
use super::clock;
use super::fetch::{Limits, Net};
use super::give::{self, Giving};
use super::refresh::{full_text, refresh};
use crate::annotate::{VERSION, annotate};
use crate::app::sheet::rows::MOST;
use crate::app::sheet::{Found, Wanted};
use crate::app::{About, Effect, Msg, Whose};
use crate::error::{Error, Result};
use crate::library::{Library, Mark, Order, Query, Stored, Which};
use crate::model::{Article, ArticleId, ArticleRow};

/// Rows sent before the list has asked for any.
const FIRST_ROWS: usize = 400;

/// Articles longer than this many bytes are sent before they are annotated again.
const LONG: usize = 200_000;

/// The library, and the list that the reader sees of it.
#[derive(Debug)]
pub struct Keeper {
    library: Library,
    /// What is listed, and the words that it is filtered by, as they were asked for.
    asked: (String, String),
    query: Query,
    /// None until a row beyond the first ones was asked for.
    ids: Option<Vec<ArticleId>>,
    /// First row and count of what the list asked for last.
    window: (usize, usize),
    /// What errands bring home.
    home: Sender<Done>,
    done: Receiver<Done>,
    /// A refresh is under way.
    refreshing: bool,
    /// The article that was opened last.
    open: Option<ArticleId>,
}

/// Work that waits for the network: done on a thread of its own, over a connection of its own.
#[derive(Debug)]
pub(super) enum Errand {
    Refresh(Whose),
    Add(String),
    FullText { ask: u64, id: ArticleId },
}

/// What an errand brought: a sentence, and the question for an article that it answers.
#[derive(Debug)]
struct Done {
    told: Result<String>,
    load: Option<(u64, ArticleId)>,
    refreshed: bool,
}

impl Keeper {
    /// Keeps `library`.
    pub fn new(library: Library) -> Self {
        let (home, done) = unbounded();
        Self {
            home,
            done,
            refreshing: false,
            open: None,
            library,
            asked: Default::default(),
            query: Query::default(),
            ids: None,
            window: (0, FIRST_ROWS),
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
        let pace = Pace::new();
        if let Some(path) = self.library.path().map(Path::to_owned) {
            let pace = pace.clone();
            spawn("worker-again", move || annotate_again(&path, &pace))?;
        }
        spawn("worker-library", move || {
            self.reply(&send, 0);
            let _ = self.selections(&send);
            // The numbers are taken now, while the first rows are being looked at.
            let _ = self.numbers();
            let done = self.done.clone();
            loop {
                let served = select! {
                    recv(asked) -> effect => {
                        let Ok(effect) = effect else { return };
                        pace.asked();
                        self.answer(effect, &send)
                    }
                    recv(done) -> done => match done {
                        Ok(done) => self.welcome(done, &send),
                        Err(_) => return,
                    },
                };
                if let Err(error) = served {
                    let _ = send.send(Msg::Failed(error.to_string()));
                }
            }
        })?;
        Ok(effects)
    }

    fn answer(&mut self, effect: Effect, send: &Sender<Msg>) -> Result<()> {
        let now = clock::now().as_second();
        let one = |id| Which::These(vec![id]);
        match effect {
            Effect::Rows {
                ask,
                within,
                filter,
                from,
                count,
            } => {
                let wanted = (within, filter);
                if wanted != self.asked || from == 0 {
                    self.query = part(&wanted.0, now).and(&while_typing(&wanted.1, now));
                    self.asked = wanted;
                    self.ids = None;
                }
                self.window = (from, count);
                self.reply(send, ask);
            }
            Effect::Load { ask, id } => self.load(ask, id, send)?,
            Effect::SetRead(id, read) => {
                self.library.mark(&one(id), &Mark::Read(read), now)?;
            }
            Effect::SetFavourite(id, on) => {
                self.library.mark(&one(id), &Mark::Starred(on), now)?;
            }
            Effect::ReadAll(within) => {
                let all = if within == self.asked.0 {
                    self.query.clone()
                } else {
                    part(&within, now)
                };
                self.library
                    .mark(&Which::All(all), &Mark::Read(true), now)?;
            }
            Effect::ChangeFeed(feed, changes) => {
                self.library.change_feed(feed, &changes, now)?;
                self.selections(send)?;
            }
            Effect::SetNote {
                id,
                passage,
                note,
                words,
            } => {
                let library = &mut self.library;
                match (note, library.article(id)?) {
                    (Some(note), _) => {
                        let words = Some(words.as_str()).filter(|words| !words.is_empty());
                        library.set_remark(note, words, now)?;
                    }
                    (None, Some(stored)) => {
                        library.remark(id, &stored.article, passage, &words, now)?;
                    }
                    (None, None) => {}
                }
                self.tell_of_open(send)?;
            }
            Effect::Correct { id, quote, who } => {
                if let Some(stored) = self.library.article(id)?
                    && let Some(quote) = stored.notes.quotes.get(quote)
                {
                    let article = &stored.article;
                    self.library
                        .correct_speaker(id, article, quote, &who, now)?;
                }
                self.tell_of_open(send)?;
            }
            Effect::Merge { name, who } => {
                self.library.merge_names(&name, &who, now)?;
                self.tell_of_open(send)?;
            }
            Effect::Selections => self.selections(send)?,
            Effect::Sheet { ask, wanted } => {
                let found = self.find(wanted)?;
                let _ = send.send(Msg::Sheet { ask, found });
            }
            Effect::Undo => self.take_back(true, send)?,
            Effect::Redo => self.take_back(false, send)?,
            Effect::KeepPlace(id, place) => self.library.keep_place(id, place)?,
            Effect::SetTag(id, tag, on) => {
                self.library.mark(&one(id), &Mark::Tag(tag, on), now)?;
            }
            Effect::Refresh(of) => self.errand("worker-refresh", Errand::Refresh(of))?,
            Effect::Save(id, file) => self.give(id, Giving::Save(file), send)?,
            Effect::Pipe(id, command) => self.give(id, Giving::Pipe(command), send)?,
            Effect::Add(input) => self.errand("worker-add", Errand::Add(input))?,
            Effect::FullText { ask, id } => {
                self.errand("worker-fetch", Errand::FullText { ask, id })?;
            }
            Effect::Browse(address) => open::that_detached(&address)
                .map_err(|error| Error::Message(format!("The browser did not open ({error}).")))?,
            Effect::Copy(text) => {
                let _ = send.send(super::clipboard::copied(&text));
            }
            Effect::Suspend | Effect::Redraw | Effect::Quit => {}
        }
        Ok(())
    }

    /// Gives an article out, with notes that are of today.
    fn give(&mut self, id: ArticleId, giving: Giving, send: &Sender<Msg>) -> Result<()> {
        let Some(Stored { article, notes, .. }) = self.library.article(id)? else {
            return Ok(());
        };
        let notes = move |article: &Article| match notes.version {
            VERSION.. => notes.clone(),
            _ => annotate(article),
        };
        give::on_a_thread(Arc::new(article), notes, giving, send.clone())
    }

    fn load(&mut self, ask: u64, id: ArticleId, send: &Sender<Msg>) -> Result<()> {
        self.open = Some(id);
        let Some(stored) = self.library.article(id)? else {
            let gone = "This article is no longer in the library.";
            let _ = send.send(Msg::Failed(gone.to_owned()));
            return Ok(());
        };
        let Stored {
            article,
            notes,
            place,
            ..
        } = stored;
        let stale = notes.version < VERSION;
        let notes = if stale && article.text.len() <= LONG {
            self.annotate(id, &article)?
        } else {
            notes
        };
        let article = Arc::new(article);
        let loaded = Msg::Loaded {
            ask,
            id,
            article: Arc::clone(&article),
            place,
        };
        let _ = send.send(loaded);
        let about = self.about(id, &article)?;
        let _ = send.send(Msg::About { id, about });
        let notes = if stale && article.text.len() > LONG {
            self.annotate(id, &article)?
        } else {
            notes
        };
        let notes = Arc::new(notes);
        let _ = send.send(Msg::Noted { id, notes });
        Ok(())
    }

    /// Sends again what is known of the article that is open, after it was changed.
    fn tell_of_open(&self, send: &Sender<Msg>) -> Result<()> {
        let Some(id) = self.open else {
            return Ok(());
        };
        if let Some(stored) = self.library.article(id)? {
            let about = self.about(id, &stored.article)?;
            let _ = send.send(Msg::About { id, about });
            let notes = Arc::new(stored.notes);
            let _ = send.send(Msg::Noted { id, notes });
        }
        Ok(())
    }

    /// What the library knows of an article beside its text.
    fn about(&self, id: ArticleId, article: &Article) -> Result<About> {
        let versions = self.library.versions(id)?;
        let mut elsewhere: Vec<String> = Vec::new();
        for row in self.library.same_story(id)? {
            if !elsewhere.contains(&row.source) {
                elsewhere.push(row.source);
            }
        }
        Ok(About {
            updated: versions.last().map(|version| clock::day(version.until)),
            versions: versions.len(),
            notes: self.library.remarks(id, article)?,
            elsewhere,
        })
    }

    /// Finds what a sheet lists.
    fn find(&self, wanted: Wanted) -> Result<Found> {
        let library = &self.library;
        Ok(match wanted {
            Wanted::Said(who) => {
                // Doubtful speakers too: the rows say how sure they are.
                let said = library.said(&who, &Query::default(), 0.0, MOST)?;
                Found::Said(who, said)
            }
            Wanted::Same(id, words) => {
                let same = library.same_words(id, &words)?;
                Found::Same(words, same)
            }
            Wanted::Versions(id) => {
                let stored = library.article(id)?.unwrap_or_default();
                Found::Versions(Arc::new(stored.article), library.versions(id)?)
            }
            Wanted::Notes(of) => {
                let mut notes = Vec::new();
                let of_one = |id: ArticleId| -> Result<_> {
                    let stored = library.article(id)?.unwrap_or_default();
                    let remarks = library.remarks(id, &stored.article)?;
                    let title = stored.article.meta.title;
                    Ok(remarks.into_iter().map(move |it| (id, title.clone(), it)))
                };
                match of {
                    Some(id) => notes.extend(of_one(id)?),
                    None => {
                        for id in library.ids(&Query::parse("is:noted", 0)?)? {
                            notes.extend(of_one(id)?);
                        }
                    }
                }
                Found::Notes(of, notes)
            }
            Wanted::Story(id) => Found::Story(library.same_story(id)?),
        })
    }

    /// Annotates again and keeps it; a panic costs the notes of one article.
    fn annotate(&mut self, id: ArticleId, article: &Article) -> Result<crate::model::Notes> {
        let made = catch_unwind(AssertUnwindSafe(|| annotate(article)));
        let notes = made.unwrap_or_default();
        self.library.annotated(&[(id, article.clone(), notes)])?;
        // With the reader's corrections.
        Ok(self.library.article(id)?.unwrap_or_default().notes)
    }

    /// Sends somebody to the network.
    fn errand(&mut self, name: &str, errand: Errand) -> Result<()> {
        if matches!(errand, Errand::Refresh(_)) && std::mem::replace(&mut self.refreshing, true) {
            return Ok(());
        }
        let Some(path) = self.library.path().map(Path::to_owned) else {
            return Ok(());
        };
        let home = self.home.clone();
        spawn(name, move || {
            let mut done = Done {
                refreshed: matches!(errand, Errand::Refresh(_)),
                load: match errand {
                    Errand::FullText { ask, id } => Some((ask, id)),
                    _ => None,
                },
                told: Ok(String::new()),
            };
            done.told = Library::open(&path).and_then(|mut library| run(&mut library, errand));
            let _ = home.send(done);
        })
    }

    /// Tells what an errand brought. The rows that are on the screen stay where they are: what is new
    /// stands before or between them.
    fn welcome(&mut self, done: Done, send: &Sender<Msg>) -> Result<()> {
        if done.refreshed {
            self.refreshing = false;
        }
        let told = done.told?;
        match done.load {
            Some((ask, id)) => self.load(ask, id, send)?,
            None => {
                let (from, _) = self.window;
                let first = self.numbers()?.get(from).copied();
                self.ids = None;
                let ids = self.numbers()?;
                let moved = ids.iter().position(|id| Some(*id) == first);
                self.window.0 = moved.unwrap_or(from);
                self.reply(send, 0);
                self.selections(send)?;
            }
        }
        if !told.is_empty() {
            let _ = send.send(Msg::Told(told));
        }
        Ok(())
    }

    fn take_back(&mut self, undo: bool, send: &Sender<Msg>) -> Result<()> {
        let (done, word, nothing) = if undo {
            (self.library.undo()?, "Undone", "Nothing to undo.")
        } else {
            (self.library.redo()?, "Done again", "Nothing to do again.")
        };
        let told = match done {
            Some(what) => format!("{word}: {what}."),
            None => nothing.to_owned(),
        };
        self.reply(send, 0);
        self.selections(send)?;
        self.tell_of_open(send)?;
        let _ = send.send(Msg::Told(told));
        Ok(())
    }

    /// Sends the list of feeds. What takes long to count is counted on a thread of its own.
    fn selections(&self, send: &Sender<Msg>) -> Result<()> {
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
        let send = send.clone();
        spawn("worker-count", move || {
            let counted = Library::open(&path)
                .and_then(|library| library.counted(rows, clock::now().as_second()));
            if let Ok(rows) = counted {
                let _ = send.send(Msg::Selections {
                    rows,
                    counted: true,
                });
            }
        })
    }

    /// Sends the rows of the window.
    fn reply(&mut self, send: &Sender<Msg>, ask: u64) {
        let reply = match self.rows() {
            Ok((total, rows)) => Msg::Rows {
                ask,
                total,
                unread: self.unread(total, &rows),
                more: false,
                from: self.window.0,
                rows,
            },
            Err(error) => Msg::Failed(error.to_string()),
        };
        let _ = send.send(reply);
    }

    /// How many rows the list has, and those of the window.
    fn rows(&mut self) -> Result<(usize, Vec<ArticleRow>)> {
        let (from, count) = self.window;
        if from == 0 && self.ids.is_none() {
            let rows = self.library.rows(&self.query, Order::Newest, None, count)?;
            let total = if rows.len() < count {
                rows.len()
            } else {
                usize::try_from(self.library.count(&self.query)?).unwrap_or(usize::MAX)
            };
            return Ok((total, rows));
        }
        let ids = self.numbers()?;
        let total = ids.len();
        let window: Vec<ArticleId> = ids.iter().skip(from).take(count).copied().collect();
        Ok((total, self.library.rows_of(&window)?))
    }

    /// The numbers of the whole list.
    fn numbers(&mut self) -> Result<&[ArticleId]> {
        let ids = match self.ids.take() {
            Some(ids) => ids,
            None => self.library.ids(&self.query)?,
        };
        Ok(self.ids.insert(ids))
    }

    fn unread(&self, total: usize, rows: &[ArticleRow]) -> usize {
        if rows.len() == total {
            return rows.iter().filter(|row| !row.read).count();
        }
        let unread = Query::unread().and(&self.query);
        let count = self.library.count(&unread).unwrap_or(0);
        usize::try_from(count).unwrap_or(usize::MAX)
    }
}

/// Does an errand; says in a sentence what came of it.
pub(super) fn run(library: &mut Library, errand: Errand) -> Result<String> {
    let limits = Limits::default();
    let net = Net::new(limits);
    match errand {
        Errand::Refresh(whose) => {
            let now = clock::now().as_second();
            let which = match whose {
                Whose::All => None,
                Whose::Feed(feed) => Some(vec![feed]),
                Whose::FeedOf(article) => Some(Vec::from_iter(library.feed_of(article)?)),
            };
            let due = library.due(which.as_deref(), now)?;
            if due.is_empty() {
                return Ok(match which {
                    Some(_) => "No feed brings more of these articles.".to_owned(),
                    None => "No feed is due. Press a to add one.".to_owned(),
                });
            }
            let mut trouble = None;
            let total = refresh(library, &net, limits, due, |told| {
                trouble = told.failed.then(|| told.trouble.clone()).flatten();
            })?;
            let failed = match (total.failed, trouble) {
                (0, _) => String::new(),
                (1, Some(why)) if total.feeds == 1 => {
                    return Err(Error::Message(format!("Not refreshed: {why}.")));
                }
                (failed, _) => format!(", {failed} failed: the list of feeds tells why"),
            };
            let words = |count: usize, one: &str| {
                format!("{count} {one}{}", if count == 1 { "" } else { "s" })
            };
            Ok(format!(
                "{}, {}{failed}.",
                words(total.feeds, "feed"),
                words(total.new, "new article")
            ))
        }
        Errand::Add(input) => {
            let mut told = String::new();
            for added in add(library, &net, &Wish::default(), &input) {
                let added = added?;
                told = format!("{}: {}.", capital(added.what), added.name);
                // The feeds of a list have not been asked yet.
                if added.id.is_none() {
                    told = format!("{told} {}", run(library, Errand::Refresh(Whose::All))?);
                }
            }
            Ok(told)
        }
        Errand::FullText { id, .. } => {
            let Some(stored) = library.article(id)? else {
                return Ok(String::new());
            };
            let Some(known) = stored.article.meta.url.clone() else {
                let words = "No address is known of this article.";
                return Err(Error::Message(words.to_owned()));
            };
            let page = full_text(&net, &stored.article)
                .map_err(|refusal| Error::no_article(known, refusal.why))?;
            match page {
                Some(page) => {
                    library.fill(id, &page, &annotate(&page))?;
                    Ok("The full text is here.".to_owned())
                }
                None => Ok("The page says no more than this.".to_owned()),
            }
        }
    }
}

/// With a capital letter first.
fn capital(words: &str) -> String {
    let (first, rest) = words.split_at(words.chars().next().map_or(0, char::len_utf8));
    first.to_uppercase() + rest
}

/// What a row of the list of feeds means; one that cannot be read means nothing that there is.
fn part(within: &str, now: i64) -> Query {
    Query::parse(within, now).unwrap_or_else(|_| Query::feed("0"))
}

/// A query that may not be finished: its last word is looked for as a beginning, and what cannot be
/// read is taken as words.
fn while_typing(filter: &str, now: i64) -> Query {
    let last = filter.split_whitespace().next_back().unwrap_or_default();
    let open = last.chars().all(char::is_alphanumeric) && !filter.ends_with(' ');
    let whole = ["unread", "starred", "OR"].contains(&last);
    let text = if open && !whole && !last.is_empty() {
        format!("{filter}*")
    } else {
        filter.to_owned()
    };
    Query::parse(&text, now)
        .or_else(|_| Query::parse(&format!("\"{}\"", filter.replace('"', " ")), now))
        .unwrap_or_default()
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<()> {
    let thread = thread::Builder::new().name(name.to_owned());
    let made = thread.spawn(work);
    made.map(|_| ())
        .map_err(|error| Error::Message(format!("no more threads: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Hint, Ingested, ingest};
    use crate::library::{Incoming, text_hash};
    use crate::model::FeedId;

    /// A library of `count` articles, newest first: Story 0, Story 1 …
    fn library(count: usize) -> Library {
        let mut library = Library::in_memory().unwrap();
        let incoming: Vec<Incoming> = (0..count)
            .map(|number| {
                let words = format!("Story {number}\n\n“Words,” said Ana Ruiz of number{number}.");
                let Ok(Ingested::Article(mut article)) = ingest(words.as_bytes(), Hint::default())
                else {
                    panic!("no article");
                };
                article.meta.published = Some(clock::iso(1_000_000 - number as i64));
                Incoming {
                    feed: FeedId::KEPT,
                    item: number.to_string(),
                    hash: text_hash(&article),
                    notes: Default::default(),
                    article: *article,
                    page: true,
                    tags: Vec::new(),
                }
            })
            .collect();
        library.save(&incoming, 2_000_000).unwrap();
        library
    }

    fn rows(messages: &Receiver<Msg>) -> (usize, usize, usize, Vec<ArticleRow>) {
        loop {
            if let Msg::Rows {
                total,
                unread,
                from,
                rows,
                ..
            } = messages.recv().unwrap()
            {
                return (total, unread, from, rows);
            }
        }
    }

    fn ask(filter: &str, from: usize) -> Effect {
        Effect::Rows {
            ask: 1,
            within: String::new(),
            filter: filter.to_owned(),
            from,
            count: 10,
        }
    }

    #[test]
    fn rows_come_in_windows_and_stay_where_they_are() {
        let (effects, messages) = Keeper::new(library(500)).serve().unwrap();
        let (total, unread, from, first) = rows(&messages);
        assert_eq!(
            (total, unread, from, first.len()),
            (500, 500, 0, FIRST_ROWS)
        );
        effects.send(ask("", 495)).unwrap();
        let (total, _, from, last) = rows(&messages);
        assert_eq!((total, from, last.len()), (500, 495, 5));
        assert_eq!(last[4].title, "Story 499");
        effects.send(ask("unread", 5)).unwrap();
        let (_, _, _, before) = rows(&messages);
        effects.send(Effect::SetRead(before[0].id, true)).unwrap();
        effects.send(ask("unread", 5)).unwrap();
        let (total, unread, _, after) = rows(&messages);
        assert_eq!((total, unread, after[0].id), (500, 499, before[0].id));
        assert!(after[0].read);
    }

    #[test]
    fn filters_undo_and_places() {
        let (effects, messages) = Keeper::new(library(30)).serve().unwrap();
        let (_, _, _, all) = rows(&messages);
        effects.send(ask("number2", 0)).unwrap();
        assert_eq!(rows(&messages).0, 11, "number2, number20 to number29");
        effects.send(Effect::ReadAll(String::new())).unwrap();
        effects.send(ask("", 0)).unwrap();
        assert_eq!(rows(&messages).1, 19);
        effects.send(Effect::Undo).unwrap();
        assert_eq!(rows(&messages).1, 30);
        assert!(matches!(
            messages.recv(),
            Ok(Msg::Selections { counted: true, .. })
        ));
        assert!(
            matches!(messages.recv(), Ok(Msg::Told(told)) if told.starts_with("Undone: marked read"))
        );
        effects.send(Effect::KeepPlace(all[0].id, 3)).unwrap();
        effects
            .send(Effect::Load {
                ask: 7,
                id: all[0].id,
            })
            .unwrap();
        assert!(matches!(
            messages.recv(),
            Ok(Msg::Loaded {
                ask: 7,
                place: 3,
                ..
            })
        ));
        assert!(matches!(
            messages.recv(),
            Ok(Msg::About { about, .. }) if about == About::default()
        ));
        let Ok(Msg::Noted { notes, .. }) = messages.recv() else {
            panic!("no notes");
        };
        assert_eq!(notes.quotes.len(), 1, "annotated on the way");
        effects
            .send(Effect::Load {
                ask: 8,
                id: ArticleId(99),
            })
            .unwrap();
        assert!(matches!(messages.recv(), Ok(Msg::Failed(_))));
    }

    #[cfg(unix)]
    #[test]
    fn an_article_is_given_to_a_command() {
        let (effects, messages) = Keeper::new(library(3)).serve().unwrap();
        let (_, _, _, all) = rows(&messages);
        let pipe = Effect::Pipe(all[1].id, "head -n 1".to_owned());
        effects.send(pipe).unwrap();
        let told = messages.iter().find_map(|msg| match msg {
            Msg::Told(words) => Some(words),
            _ => None,
        });
        assert_eq!(told.as_deref(), Some("head -n 1: Story 1"));
    }

    #[test]
    fn half_typed_queries_are_read() {
        let check = |text: &str, same: &str| {
            assert_eq!(
                while_typing(text, 0),
                Query::parse(same, 0).unwrap(),
                "{text}"
            );
        };
        check("fer", "fer*");
        check("the fer", "the fer*");
        check("said:", "\"said:\"");
        check("unread", "unread");
        check("", "");
        check("after:2026 ", "after:2026");
    }
}

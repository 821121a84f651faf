//! Annotates articles that are read from files, on a thread of its own.
//!
//! Who wants an article gets it first, then what was found in it: an article is annotated only after
//! it was sent, over the same channel. There is no other way to ask for its notes.

use std::collections::HashMap;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender, unbounded};

use super::guard;
use super::threads::spawn;
use crate::annotate::ready;
use crate::error::Result;
use crate::ingest::builder::beginning;
use crate::message::Msg;
use crate::model::{Article, ArticleId, Notes};

/// How many quotes an article has.
pub type Counted = (ArticleId, usize);

/// Sends articles, and then their notes.
#[derive(Debug)]
pub struct Notetaker {
    send: Sender<Msg>,
    wishes: Sender<Wish>,
}

/// An article that somebody has got and waits to see annotated.
#[derive(Debug)]
struct Wish {
    id: ArticleId,
    article: Arc<Article>,
    /// The first byte that is seen.
    place: usize,
    /// It is only the beginning of one.
    begun: bool,
}

/// Of a longer text the beginning is annotated first, so that the notes on what is seen come at once. Bytes; some ten
/// milliseconds of work.
const BEGINNING: usize = 30_000;

/// Of a text of which no more than the beginning is here, what large screens show of it. Bytes; some two milliseconds.
const SCREEN: usize = 7_000;

impl Notetaker {
    /// Sends everything there; what it counts comes back.
    ///
    /// # Errors
    /// When the system gives no more threads.
    pub fn new(send: Sender<Msg>) -> Result<(Self, Receiver<Counted>)> {
        let (wishes, wanted) = unbounded();
        let (count, counted) = unbounded();
        let to = send.clone();
        spawn("worker-notes", move || work(&wanted, &count, &to))?;
        Ok((Notetaker { send, wishes }, counted))
    }

    /// Sends the beginning of the article that the question `ask` is for; then what was found in it.
    pub fn begin(&self, ask: u64, id: ArticleId, article: &Arc<Article>) {
        let begun = Msg::Begun {
            ask,
            id,
            article: Arc::clone(article),
        };
        if self.send.send(begun).is_ok() {
            let _ = self.wishes.send(Wish {
                id,
                article: Arc::clone(article),
                place: 0,
                begun: true,
            });
        }
    }

    /// Sends the article that the question `ask` is for, to be opened at `place`; then what was found
    /// in it.
    pub fn give(&self, ask: u64, id: ArticleId, article: Arc<Article>, place: usize) {
        let loaded = Msg::Loaded {
            ask,
            id,
            article: Arc::clone(&article),
            place,
        };
        // Whoever has gone wants no notes either.
        if self.send.send(loaded).is_ok() {
            let _ = self.wishes.send(Wish {
                id,
                article,
                place,
                begun: false,
            });
        }
    }
}

/// Annotates, the newest wish first: the others are of articles that were left before they were seen. A
/// panic costs the notes of one article.
fn work(wanted: &Receiver<Wish>, count: &Sender<Counted>, to: &Sender<Msg>) {
    // While the article is still on its way.
    ready();
    let mut known: HashMap<ArticleId, Arc<Notes>> = HashMap::new();
    while let Ok(mut wish) = wanted.recv() {
        while let Ok(newer) = wanted.try_recv() {
            wish = newer;
        }
        let Wish {
            id,
            article,
            place,
            begun,
        } = wish;
        if begun {
            let screen = beginning(&article, SCREEN);
            for notes in screen.as_ref().into_iter().chain([&*article]) {
                let notes = Arc::new(guard::notes(notes));
                let article = Arc::clone(&article);
                if to.send(Msg::NotedInPart { id, article, notes }).is_err() {
                    return;
                }
            }
            continue;
        }
        if article.text.len() > 4 * BEGINNING
            && let Some(beginning) = beginning(&article, BEGINNING)
            && place < beginning.text.len()
            && !known.contains_key(&id)
        {
            let notes = Arc::new(guard::notes(&beginning));
            let article = Arc::clone(&article);
            if to.send(Msg::NotedInPart { id, article, notes }).is_err() {
                return;
            }
        }
        let notes = known
            .entry(id)
            .or_insert_with(|| Arc::new(guard::notes(&article)));
        let _ = count.send((id, notes.quotes.len()));
        let notes = Arc::clone(notes);
        if to.send(Msg::Noted { id, article, notes }).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Hint, Ingested, ingest};

    #[test]
    fn an_article_comes_before_its_notes() {
        let Ok(Ingested::Article(article)) =
            ingest("“It floats,” said Ana Ruiz.".as_bytes(), Hint::default())
        else {
            panic!("no article");
        };
        let article = Arc::new(*article);
        let (send, messages) = unbounded();
        let (notes, counted) = Notetaker::new(send).unwrap();
        for ask in 1..200 {
            notes.give(ask, ArticleId(-1), Arc::clone(&article), 0);
            let loaded = messages.recv().unwrap();
            assert!(matches!(loaded, Msg::Loaded { .. }), "{loaded:?}");
            let Ok(Msg::Noted { notes, .. }) = messages.recv() else {
                panic!("no notes");
            };
            assert_eq!(counted.recv().unwrap(), (ArticleId(-1), notes.quotes.len()));
        }
    }

    #[test]
    fn of_a_long_article_the_beginning_is_noted_first() {
        let said = "“It floats,” said Ana Ruiz. Nobody had asked her, and the boat lay still.\n\n";
        let Ok(Ingested::Article(article)) = ingest(said.repeat(3000).as_bytes(), Hint::default())
        else {
            panic!("no article");
        };
        let article = Arc::new(*article);
        let (send, messages) = unbounded();
        let (notes, _counted) = Notetaker::new(send).unwrap();
        notes.give(1, ArticleId(-1), Arc::clone(&article), 0);
        assert!(matches!(messages.recv().unwrap(), Msg::Loaded { .. }));
        let Ok(Msg::NotedInPart { notes: part, .. }) = messages.recv() else {
            panic!("no notes on the beginning");
        };
        let Ok(Msg::Noted { notes: all, .. }) = messages.recv() else {
            panic!("no notes");
        };
        let (some, many) = (part.quotes.len(), all.quotes.len());
        assert!(some > 100 && some < many, "{some} of {many}");
        let parts = |quote: &crate::model::Quote| quote.parts.clone();
        assert!(
            part.quotes
                .iter()
                .zip(&all.quotes)
                .all(|(a, b)| parts(a) == parts(b))
        );
        // One that is opened further on waits for all.
        notes.give(2, ArticleId(-2), article, 100_000);
        assert!(matches!(messages.recv().unwrap(), Msg::Loaded { .. }));
        assert!(matches!(messages.recv().unwrap(), Msg::Noted { .. }));
    }
}

//! The open article: sent with its notes, given out, and kept where it was only followed.

use std::path::Path;
use std::sync::Arc;

use crossbeam_channel::Sender;

use super::LibraryThread;
use crate::annotate::VERSION;
use crate::error::Result;
use crate::export::render_quotes;
use crate::library::{Library, Stored};
use crate::message::{Given, Msg};
use crate::model::{Article, ArticleId, Notes};
use crate::world::add::{Wish, keep};
use crate::world::hand_over::{self, HandOver};
use crate::world::quoted::quoted;
use crate::world::{clock, guard};

/// Articles longer than this many bytes are sent before they are annotated again.
const LONG: usize = 200_000;

impl LibraryThread {
    /// Sends an article, then what is known about it, then its notes.
    pub(super) fn load(&mut self, ask: u64, id: ArticleId, send: &Sender<Msg>) -> Result<()> {
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
            self.annotate(id, &article)
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
        // The notes come even when this fails.
        let told = self.details(id, &article).map(|details| {
            let article = Arc::clone(&article);
            let _ = send.send(Msg::Details {
                id,
                article,
                details,
            });
        });
        let notes = if stale && article.text.len() > LONG {
            self.annotate(id, &article)
        } else {
            notes
        };
        let notes = Arc::new(notes);
        let _ = send.send(Msg::Noted { id, article, notes });
        told
    }

    /// Annotates again and keeps it; a panic costs the notes of one article. What cannot be kept is shown
    /// all the same.
    fn annotate(&mut self, id: ArticleId, article: &Article) -> Notes {
        let notes = guard::notes(article);
        let kept = self
            .library
            .annotated(&[(id, article.clone(), notes.clone())]);
        // With the reader's corrections.
        match kept.and_then(|()| self.library.article(id)) {
            Ok(Some(stored)) => stored.notes,
            _ => notes,
        }
    }

    /// Gives words out, or an article with notes that are of today.
    pub(super) fn hand_over(
        &mut self,
        given: Given,
        way: HandOver,
        send: &Sender<Msg>,
    ) -> Result<()> {
        let (id, nth) = match given {
            Given::Article(id) => (id, None),
            Given::Quote(id, nth) => (id, Some(nth)),
            Given::Quotes(quotes, markdown) => {
                let path = self.library.path().map(Path::to_owned);
                let render = move |file: &Path| match (&path, hand_over::quote_format(file)) {
                    (Some(path), Some(format)) => {
                        let library = Library::open(path)?;
                        Ok(render_quotes(&quoted(&library, &quotes)?, format))
                    }
                    _ => Ok(markdown.clone()),
                };
                return hand_over::on_a_thread(render, way, send.clone());
            }
        };
        let Some(Stored { article, notes, .. }) = self.library.article(id)? else {
            return Ok(());
        };
        let notes = move |article: &Article| match notes.version {
            VERSION.. => notes.clone(),
            _ => guard::notes(article),
        };
        let render = move |path: &Path| {
            Ok(match nth {
                Some(nth) => hand_over::quotation(&article, &notes(&article), nth),
                None => hand_over::rendered(&article, &notes, path),
            })
        };
        hand_over::on_a_thread(render, way, send.clone())
    }

    /// Puts a page that was followed into the library.
    pub(super) fn keep_page(&mut self, page: ArticleId, send: &Sender<Msg>) -> Result<()> {
        let Some((source, article)) = self.visits.page(page) else {
            return Ok(());
        };
        let title = article.meta.title.clone();
        let now = clock::now().as_second();
        let what = format!("kept {title}");
        let kept = self.library.as_one(&what, now, |library| {
            keep(library, &Wish::default(), &source, Article::clone(&article))
        })??;
        let Some(id) = kept.id.map(ArticleId) else {
            return Ok(());
        };
        self.open = Some(id);
        let _ = send.send(Msg::KeptPage { page, id });
        self.list_again()?;
        self.reply(send, 0);
        self.selections(send)?;
        let _ = send.send(Msg::Told(format!("Kept in the library: {title}.")));
        self.tell_of_open(None, send)
    }
}

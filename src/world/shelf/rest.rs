//! The rest of a long file of which the beginning is being read: when it is read, and whom it is given to.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, after, bounded, never};

use crate::error::Result;
use crate::ingest::Ingested;
use crate::model::{Article, ArticleId};
use crate::world::inputs::Source;
use crate::world::noting::Notetaker;
use crate::world::threads::spawn;

/// The rest is read so long after its beginning was sent: that is drawn meanwhile, and needs the processors more.
const DRAWN: Duration = Duration::from_millis(10);

/// A long file of which only the beginning was read.
#[derive(Debug)]
pub(super) struct Begun {
    /// The file, until it is read as a whole.
    source: Option<Source>,
    /// The file as the user would write it.
    name: String,
    /// The question that the beginning was sent for.
    asked: Option<u64>,
    /// When the whole is to be read.
    pub(super) start: Receiver<Instant>,
    /// Gives the whole article once, or why there is none.
    pub(super) whole: Receiver<Result<Ingested>>,
}

impl Begun {
    pub(super) fn new(source: Source) -> Self {
        Begun {
            name: source.name(),
            source: Some(source),
            asked: None,
            start: never(),
            whole: never(),
        }
    }

    /// The file as the user would write it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The question that the beginning was sent for.
    pub(super) fn asked(&self) -> Option<u64> {
        self.asked
    }

    /// Sends the beginning of the article for the question `ask`.
    pub(super) fn give(
        &mut self,
        ask: u64,
        id: ArticleId,
        article: &Arc<Article>,
        notes: &Notetaker,
    ) {
        self.asked = Some(ask);
        notes.begin(ask, id, article);
        if self.source.is_some() {
            self.start = after(DRAWN);
        }
    }

    /// Has the whole read on a thread of its own.
    ///
    /// # Errors
    /// When the system gives no more threads.
    pub(super) fn read_whole(&mut self) -> Result<()> {
        self.start = never();
        let Some(source) = self.source.take() else {
            return Ok(());
        };
        let (send, whole) = bounded(1);
        self.whole = whole;
        spawn("worker-rest", move || {
            let _ = send.send(source.read(None));
        })
    }
}

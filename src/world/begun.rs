//! A long file of which the beginning can be read already, while a thread of its own reads the rest.

use crossbeam_channel::{Receiver, bounded};

use super::inputs::Source;
use super::threads::spawn;
use crate::error::Result;
use crate::ingest::Ingested;
use crate::model::Article;

/// The rest of a file, on its way.
#[derive(Debug)]
pub struct Begun {
    /// Gives the whole article once, or why there is none.
    pub whole: Receiver<Result<Ingested>>,
    /// The file as the user would write it.
    pub name: String,
    /// The question that the beginning was sent for.
    pub asked: Option<u64>,
}

/// A file as it could be read at once.
#[derive(Debug)]
pub enum Read {
    /// All of it.
    Whole(Ingested),
    /// Where it begins.
    Begun(Box<Article>, Begun),
}

/// Reads a file, or of a long one what it begins with; then the rest is on its way.
///
/// # Errors
/// As [`Source::read`], and when the system gives no more threads.
pub fn read(source: Source) -> Result<Read> {
    let fetched = source.get()?;
    let Some(article) = source.opening(&fetched) else {
        return Ok(Read::Whole(source.read_fetched(&fetched, None)?));
    };
    let (send, whole) = bounded(1);
    let name = source.name();
    spawn("worker-rest", move || {
        let _ = send.send(source.read_fetched(&fetched, None));
    })?;
    let asked = None;
    Ok(Read::Begun(Box::new(article), Begun { whole, name, asked }))
}

//! Work on what comes from outside, under a guard: a panic is a fault of ours, and costs the one thing
//! that was worked on, never what stands beside it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::fault;
use crate::annotate::{Memory, VERSION, annotate_after, annotate_on, blocks_of};
use crate::error::{Error, FAULT, Result};
use crate::ingest::{Hint, Ingested, ingest, ingest_each, opening};
use crate::model::{Article, FeedItem, Notes};

/// What `work` gives; none when it panics. What it has half done must be of no use to anybody.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// [`ingest`] under guard.
///
/// # Errors
/// As it; also when it panics.
pub fn read(bytes: &[u8], hint: Hint<'_>) -> Result<Ingested> {
    guarded(|| {
        fault::in_parser(bytes);
        ingest(bytes, hint)
    })
    .unwrap_or_else(|| Err(Error::no_article(hint.name, FAULT)))
}

/// [`opening`] under guard; none, too, when it panics.
pub fn begun(head: &[u8], length: u64, hint: Hint<'_>) -> Option<Article> {
    guarded(|| opening(head, length, hint)).flatten()
}

/// [`ingest_each`] under guard.
///
/// # Errors
/// As it; also when it panics: the items that were given before are whole.
pub fn read_each(bytes: &[u8], hint: Hint<'_>, each: &mut dyn FnMut(FeedItem)) -> Result<Ingested> {
    guarded(|| {
        fault::in_parser(bytes);
        ingest_each(bytes, hint, each)
    })
    .unwrap_or_else(|| Err(Error::no_article(hint.name, FAULT)))
}

/// [`annotate`](crate::annotate::annotate) under guard: when it panics, notes that say so, until there is another annotator.
pub fn notes(article: &Article) -> Notes {
    notes_after(article, &mut Memory::default())
}

/// The same for one article after another, sooner; after a panic `memory` is as good as new.
pub fn notes_after(article: &Article, memory: &mut Memory) -> Notes {
    let notes = noted(|| {
        fault::in_annotator(&article.text);
        annotate_after(article, memory)
    });
    if notes.failed {
        *memory = Memory::default();
    }
    notes
}

/// [`annotate_on`] of a bare text under guard; none when it panics, and then `memory` is as good as new.
pub fn notes_on(text: &str, memory: &mut Memory) -> Option<Notes> {
    let notes = guarded(|| {
        fault::in_annotator(text);
        annotate_on(text, &blocks_of(text), memory)
    });
    if notes.is_none() {
        *memory = Memory::default();
    }
    notes
}

fn noted(work: impl FnOnce() -> Notes) -> Notes {
    guarded(work).unwrap_or_else(|| Notes {
        version: VERSION,
        failed: true,
        ..Notes::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_what_was_worked_on_and_nothing_else() {
        let none: Vec<u8> = Vec::new();
        let made: Vec<Option<u8>> = [1, 2, 3]
            .into_iter()
            .map(|n| guarded(|| if n == 2 { none[n] } else { n as u8 }))
            .collect();
        assert_eq!(made, [Some(1), None, Some(3)]);
        let notes = noted(|| panic!("a fault"));
        assert!(notes.failed && notes.quotes.is_empty());
        assert_eq!(notes.version, VERSION);
        assert!(!noted(Notes::default).failed);
    }
}

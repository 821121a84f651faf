//! Quotations of the library as they are given out: each lifted from its article.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::clock;
use crate::error::Result;
use crate::export::{Lifted, lift};
use crate::library::Library;
use crate::model::{ArticleId, PERHAPS};

/// The quotations, each by its article and its number there. One that is no longer there is left out.
///
/// # Errors
/// When the library cannot be read.
pub fn lifted(library: &Library, quotes: &[(ArticleId, usize)]) -> Result<Vec<Lifted>> {
    let mut articles: HashMap<ArticleId, Vec<Lifted>> = HashMap::new();
    let mut all = Vec::with_capacity(quotes.len());
    for (article, nth) in quotes {
        let lifted = match articles.entry(*article) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(lift_all(library, *article)?),
        };
        all.extend(lifted.get(*nth).cloned());
    }
    Ok(all)
}

/// The quotes of an article, in the order of its notes.
fn lift_all(library: &Library, id: ArticleId) -> Result<Vec<Lifted>> {
    let Some(stored) = library.article(id)? else {
        return Ok(Vec::new());
    };
    let retrieved = clock::iso(stored.saved);
    Ok(lift(
        &stored.article,
        &stored.notes,
        Some(&retrieved),
        PERHAPS,
    ))
}

//! Quotations of the library as they are given out: each taken out of its article.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::clock;
use crate::error::Result;
use crate::export::{Quoted, quotes_of};
use crate::library::{Library, Query};

use crate::model::{ArticleId, PERHAPS, SortSmall};

/// The quotations, each by its article and its number there. One that is no longer there is left out.
///
/// # Errors
/// When the library cannot be read.
pub fn quoted(library: &Library, quotes: &[(ArticleId, usize)]) -> Result<Vec<Quoted>> {
    let mut articles: HashMap<ArticleId, Vec<Quoted>> = HashMap::new();
    let mut all = Vec::with_capacity(quotes.len());
    for (article, nth) in quotes {
        let quoted = match articles.entry(*article) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(lift_all(library, *article)?),
        };
        all.extend(quoted.get(*nth).cloned());
    }
    Ok(all)
}

/// What somebody said (`said`, as [`quoted`] takes it) and what else the articles of `query` tell of them: thoughts,
/// findings, words that they did not say. Newest articles first. A name is theirs when it has all words of `name`.
///
/// # Errors
/// When the library cannot be read.
pub fn told(
    library: &Library,
    query: &Query,
    name: &str,
    said: &[(ArticleId, usize)],
) -> Result<Vec<Quoted>> {
    let said: HashSet<&(ArticleId, usize)> = said.iter().collect();
    let wanted = name.to_lowercase();
    let is_theirs = |quoted: &Quoted| {
        let who = quoted.speaker.as_deref().unwrap_or_default().to_lowercase();
        let words: Vec<&str> = who.split_whitespace().collect();
        wanted.split_whitespace().all(|word| words.contains(&word))
    };
    let mut all = Vec::new();
    for id in library.ids(query)? {
        let Some(mut stored) = library.article(id)? else {
            continue;
        };
        let retrieved = clock::iso(stored.saved);
        let quotes = quotes_of(&stored.article, &stored.notes, Some(&retrieved), PERHAPS);
        let quotes = quotes.into_iter().enumerate();
        let mut here: Vec<Quoted> = quotes
            .filter(|(nth, _)| said.contains(&(id, *nth)))
            .map(|(_, quote)| quote)
            .collect();
        stored.notes.quotes = std::mem::take(&mut stored.notes.unsaid);
        let others = quotes_of(&stored.article, &stored.notes, Some(&retrieved), PERHAPS);
        here.extend(others.into_iter().filter(is_theirs));
        here.sort_small_by_key(|quote| quote.start);
        all.append(&mut here);
    }
    Ok(all)
}

/// The quotes of an article, in the order of its notes.
fn lift_all(library: &Library, id: ArticleId) -> Result<Vec<Quoted>> {
    let Some(stored) = library.article(id)? else {
        return Ok(Vec::new());
    };
    let retrieved = clock::iso(stored.saved);
    Ok(quotes_of(
        &stored.article,
        &stored.notes,
        Some(&retrieved),
        PERHAPS,
    ))
}

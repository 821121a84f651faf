//! Lists to read later: each article is kept, with its tags, state, dates and highlights.

use std::collections::HashSet;

use super::taken::{Imported, States, now};
use crate::error::{Error, Result};
use crate::ingest::later::{Beside, Kept, SEARCHED, Service, read};
use crate::library::{Incoming, Library};
use crate::model::{ArticleId, FeedId, Span, clean};
use crate::world::{clock, guard};

/// Articles saved in one transaction.
const BUNDLE: usize = 200;

/// What a highlight says that has no note of the reader's.
const HIGHLIGHTED: &str = "highlighted";

/// Keeps the articles of a list, as one act. One that is on the shelf already, by its address, stays as
/// it is, and takes over tags and state.
///
/// # Errors
/// When it is no list to read later, or the library cannot be written.
pub fn later(
    library: &mut Library,
    name: &str,
    bytes: &[u8],
    service: Option<Service>,
    beside: Beside<'_>,
) -> Result<Imported> {
    let list =
        read(bytes, service, beside).map_err(|error| Error::no_article(name, error.to_string()))?;
    let what = format!("imported {}'s {name}", list.service.name());
    library.as_one(&what, now(), |library| {
        let left_out = list.left_out.into_iter();
        let mut imported = Imported {
            articles: Some(list.items.len()),
            left_out: left_out
                .map(|sentence| Error::Message(format!("{name}: {sentence}")))
                .collect(),
            ..Imported::default()
        };
        let (mut states, mut wordless, mut marked) = (States::default(), 0, 0);
        for items in list.items.chunks(BUNDLE) {
            for (id, item, is_new) in keep(library, items)? {
                imported.new_articles += usize::from(is_new);
                wordless += usize::from(is_new && item.article.text.is_empty());
                states.read.extend(item.read.then_some(id));
                states.starred.extend(item.starred.then_some(id));
                for tag in &item.tags {
                    states.tags.entry(tag.clone()).or_default().push(id);
                }
                marked += mark(library, id, item)?;
            }
        }
        let (read, starred) = (states.read.len(), states.starred.len());
        let tags = states.tags.len();
        states.keep(library)?;
        let facts = [
            (read, "read"),
            (starred, "favourites"),
            (tags, "tags"),
            (marked, "highlights as notes"),
        ];
        let facts = facts.iter().filter(|(count, _)| *count > 0);
        let facts: Vec<_> = facts.map(|(count, what)| format!("{what} {count}")).collect();
        if !facts.is_empty() {
            imported.notes.push(format!("taken over: {}", facts.join(", ")));
        }
        if wordless > 0 {
            imported.notes.push(format!(
                "{wordless} without their words: x in the reader or `pullquote show NUMBER --fetch` fetches them"
            ));
        }
        Ok(imported)
    })?
}

/// Saves those that are not on the shelf; gives all with their numbers, and whether they are new.
fn keep<'k>(library: &mut Library, items: &'k [Kept]) -> Result<Vec<(ArticleId, &'k Kept, bool)>> {
    let mut all = Vec::with_capacity(items.len());
    let mut new = Vec::new();
    for item in items {
        let url = item.article.meta.url.as_deref();
        match url
            .map(|url| library.by_address(url))
            .transpose()?
            .flatten()
        {
            Some(id) => all.push((id, item, false)),
            None => new.push(item),
        }
    }
    let incoming: Vec<(Incoming, i64)> = new.iter().map(|item| arriving(item)).collect();
    let dated: Vec<(&Incoming, i64)> = incoming.iter().map(|(it, came)| (it, *came)).collect();
    let saved = library.save_dated(&dated, now())?;
    all.extend(
        saved
            .into_iter()
            .zip(new)
            .map(|(saved, item)| (saved.id(), item, saved.arrived().is_some())),
    );
    Ok(all)
}

/// The article on its way to the shelf, and when it was kept there.
fn arriving(item: &Kept) -> (Incoming, i64) {
    let saved = item.saved.as_deref().and_then(clock::seconds);
    let came = saved.map_or_else(now, |saved| saved.min(now()));
    let incoming = Incoming {
        feed: FeedId::KEPT,
        item: item.item.clone(),
        notes: guard::notes(&item.article),
        article: item.article.clone(),
        hash: 0,
        page: false,
        tags: Vec::new(),
    };
    (incoming, came)
}

/// Notes the highlights on their passages, each once; says how many.
fn mark(library: &mut Library, id: ArticleId, item: &Kept) -> Result<usize> {
    if item.highlights.is_empty() {
        return Ok(0);
    }
    let Some(stored) = library.article(id)? else {
        return Ok(0);
    };
    let article = &stored.article;
    let known = library.remarks(id, article)?;
    let known: HashSet<(&str, &str)> = (known.iter())
        .map(|it| (it.exact.as_str(), it.words.as_str()))
        .collect();
    // Most stand in the order of the text, behind the one before.
    let (mut marked, mut behind, mut left) = (0, 0, SEARCHED);
    for (words, note) in &item.highlights {
        let note = match note.as_str() {
            "" => HIGHLIGHTED.to_owned(),
            note => clean(note).into_owned(),
        };
        if known.contains(&(words.as_str(), note.as_str())) {
            continue;
        }
        // In words that are another version of the list's, a highlight may have no place.
        let rest = article.text.get(behind..).unwrap_or_default();
        let next = rest.find(words.as_str()).map(|at| behind + at);
        let at = match (next, left.checked_sub(article.text.len())) {
            (Some(at), _) => Some(at),
            (None, Some(rest)) => {
                left = rest;
                article.text.find(words.as_str())
            }
            (None, None) => break,
        };
        if let Some(at) = at {
            let passage = Span::new(at, at + words.len());
            behind = at;
            library.remark(id, article, passage, &note, now())?;
            marked += 1;
        }
    }
    Ok(marked)
}

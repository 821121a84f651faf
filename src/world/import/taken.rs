//! What the ways of bringing in have in common: what was brought in, following a feed, the states of articles.

use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::library::{Library, Mark, Which};
use crate::model::{ArticleId, FeedChange, FeedId};
use crate::world::clock;

/// What was brought in.
#[derive(Debug, Default)]
pub struct Imported {
    /// Feeds found.
    pub feeds: usize,
    /// Of these, not followed before.
    pub new: usize,
    /// Query feeds that are saved queries now.
    pub queries: usize,
    /// Articles found; none when there was no place to look for them.
    pub articles: Option<usize>,
    /// Of these, not on the shelf before.
    pub new_articles: usize,
    /// What has no counterpart here, or became something else: a sentence each.
    pub notes: Vec<String>,
    /// Why something was left out, a sentence each.
    pub left_out: Vec<Error>,
}

/// Follows a feed under the reader's name for it, with tags; says whether it is new. A name that the
/// feed has here already stays.
pub(super) fn follow(
    library: &mut Library,
    address: &str,
    name: Option<String>,
    tags: Vec<String>,
) -> Result<(FeedId, bool)> {
    let (id, is_new) = library.follow(address, "")?;
    let mut changes: Vec<FeedChange> = tags
        .into_iter()
        .map(|tag| FeedChange::Tag(tag, true))
        .collect();
    let name = name.filter(|name| !name.is_empty());
    if name.is_some() && library.may_be_named(id, name.as_deref())? {
        changes.push(FeedChange::Name(name));
    }
    library.change_feed(id, &changes, now())?;
    Ok((id, is_new))
}

/// What the reader had done with the articles.
#[derive(Default)]
pub(super) struct States {
    pub(super) read: Vec<ArticleId>,
    pub(super) hidden: Vec<ArticleId>,
    pub(super) starred: Vec<ArticleId>,
    pub(super) tags: BTreeMap<String, Vec<ArticleId>>,
}

impl States {
    /// Marks the articles.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub(super) fn keep(self, library: &mut Library) -> Result<()> {
        let marks = [
            (self.read, Mark::Read(true)),
            (self.hidden, Mark::Hidden(true)),
            (self.starred, Mark::Starred(true)),
        ];
        let tags = self.tags.into_iter();
        let tags = tags.map(|(tag, ids)| (ids, Mark::Tag(tag, true)));
        for (ids, mark) in marks.into_iter().chain(tags) {
            library.mark(&Which::These(ids), &mark, now())?;
        }
        Ok(())
    }
}

/// Now, in seconds since 1970.
pub(super) fn now() -> i64 {
    clock::now().as_second()
}

//! Brings in what another reader knew: lists of subscriptions, newsboat's setup, lists to read later.

mod later;
mod newsboat;

use std::collections::BTreeMap;

use super::clock;
use crate::error::{Error, Result};
use crate::ingest::opml;
use crate::library::{Library, Mark, Which};
use crate::model::{ArticleId, FeedChange, FeedId};

pub use later::later;
pub use newsboat::newsboat;

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

/// Follows the feeds of a list, as one act. A name that the list gives to a feed stays.
///
/// # Errors
/// When it is no list, or the library cannot be written.
pub fn opml(library: &mut Library, name: &str, bytes: &[u8]) -> Result<Imported> {
    let list = opml::read(bytes).map_err(|error| Error::no_article(name, error.to_string()))?;
    library.as_one(&format!("imported {name}"), now(), |library| {
        let mut imported = Imported {
            left_out: list.left_out,
            ..Imported::default()
        };
        for feed in list.feeds {
            if feed.address.starts_with("file:") {
                // Lists come from anywhere; what is read on this machine the reader says alone.
                let reason = "a list cannot make pullquote read a file of this machine; \
                    if you trust it, give it to `pullquote add` as file:PATH";
                let left_out = Error::no_article(feed.address, reason);
                imported.left_out.push(left_out);
                continue;
            }
            let name = Some(feed.title).filter(|title| *title != feed.address);
            let (id, is_new) = follow(library, &feed.address, name, feed.tags)?;
            // newsboat writes a feed's own address where it knows no page.
            let home = feed.home.filter(|home| *home != feed.address);
            library.set_head(id, "", home.as_deref())?;
            imported.new += usize::from(is_new);
            imported.feeds += 1;
        }
        imported.left_out.extend(list.damage.map(|damage| {
            let feeds = imported.feeds;
            let ending = if feeds == 1 { "" } else { "s" };
            Error::no_article(name, format!("{damage} ({feeds} feed{ending})"))
        }));
        Ok(imported)
    })?
}

/// Follows a feed under the reader's name for it, with tags; says whether it is new. A name that the
/// feed has here already stays.
fn follow(
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
struct States {
    read: Vec<ArticleId>,
    hidden: Vec<ArticleId>,
    starred: Vec<ArticleId>,
    tags: BTreeMap<String, Vec<ArticleId>>,
}

impl States {
    fn keep(self, library: &mut Library) -> Result<()> {
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

fn now() -> i64 {
    clock::now().as_second()
}

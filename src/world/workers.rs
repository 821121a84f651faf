//! Work that waits for the network, done on a thread of its own.

use super::add::{Wish, add};
use super::clock;
use super::fetch::{Limits, Net};
use super::guard;
use super::hooks;
use super::rate::Rate;
use super::refresh::{News, full_text, refresh};
use super::sync::{Leave, Synced, sync};
use crate::error::{Error, Result};
use crate::library::Library;
use crate::message::Whose;
use crate::model::ArticleId;

/// Work that waits for the network: done on a thread of its own, over a connection of its own.
#[derive(Debug)]
pub(super) enum Job {
    Refresh(Whose),
    Add(String),
    FullText { ask: u64, id: ArticleId },
}

/// What an job brought: a sentence, and the question for an article that it answers.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) told: Result<String>,
    pub(super) load: Option<(u64, ArticleId)>,
    pub(super) refreshed: bool,
}

/// Does an job; says in a sentence what came of it, and through `tell` how far it is while it takes long.
pub(super) fn run(library: &mut Library, job: Job, tell: &dyn Fn(String)) -> Result<String> {
    let limits = Limits::default();
    let net = Net::new(limits);
    match job {
        Job::Refresh(whose) => refreshed(library, &net, whose, tell),
        Job::Add(input) => {
            let mut told = String::new();
            let mut left_out = Vec::new();
            for added in add(library, &net, &Wish::default(), &input) {
                match added {
                    Ok(added) => {
                        told = format!("{}: {}.", capital(added.what), added.name);
                        // The feeds of a list have not been asked yet.
                        if added.id.is_none() {
                            let all = Job::Refresh(Whose::All);
                            told = format!("{told} {}", run(library, all, tell)?);
                        }
                    }
                    Err(error) => left_out.push(error),
                }
            }
            match (told.is_empty(), left_out.into_iter().next()) {
                (true, Some(error)) => Err(error),
                (false, Some(error)) => Ok(format!("{told} Not all of it: {error}.")),
                (_, None) => Ok(told),
            }
        }
        Job::FullText { id, .. } => {
            let Some(stored) = library.article(id)? else {
                return Ok(String::new());
            };
            let Some(known) = stored.article.meta.url.clone() else {
                let words = "No address is known of this article.";
                return Err(Error::Message(words.to_owned()));
            };
            let page = full_text(&net, &stored.article)
                .map_err(|refusal| Error::no_article(known, refusal.why))?;
            match page {
                Some(page) => {
                    let now = clock::now().as_second();
                    library.fill(id, &page, &guard::notes(&page), now)?;
                    Ok("The full text is here.".to_owned())
                }
                None => Ok("The page says no more than this.".to_owned()),
            }
        }
    }
}

/// With a capital letter first.
fn capital(words: &str) -> String {
    let (first, rest) = words.split_at(words.chars().next().map_or(0, char::len_utf8));
    first.to_uppercase() + rest
}

/// Asks the feeds, and the server that keeps others of them; says what came.
fn refreshed(
    library: &mut Library,
    net: &Net,
    whose: Whose,
    tell: &dyn Fn(String),
) -> Result<String> {
    let limits = Limits::default();
    let now = clock::now().as_second();
    let which = match whose {
        Whose::All => None,
        Whose::Feed(feed) => Some(vec![feed]),
        Whose::FeedOf(article) => Some(Vec::from_iter(library.feed_of(article)?)),
    };
    let due = library.due(which.as_deref(), now)?;
    // What a server follows is asked of it alone, all at once.
    let (synced, unsynced) = if which.is_none() || due.is_empty() {
        match sync(library, net, Leave::default(), |_, _| {}) {
            Ok(synced) => (synced, None),
            Err(error) => (None, Some(error)),
        }
    } else {
        (None, None)
    };
    if due.is_empty() && synced.is_none() {
        return match (unsynced, which) {
            (Some(error), _) => Err(error),
            (None, Some(_)) => Ok("No feed brings more of these articles.".to_owned()),
            (None, None) => Ok("No feed is due, or none is followed yet.".to_owned()),
        };
    }
    let (mut trouble, mut in_part) = (None, None);
    let mut rate = Rate::of_feeds(due.len());
    let mut total = refresh(library, net, limits, due, |news| {
        match news {
            News::Feed(told) => {
                rate.feed();
                trouble = told.failed.then(|| told.trouble.clone()).flatten();
                if let (None, Some(why)) = (&in_part, told.in_part()) {
                    in_part = Some(format!("{}: {}", told.name, why.trim_end_matches('.')));
                }
            }
            News::Kept(articles) => rate.kept(articles),
        }
        if let Some(far) = rate.told() {
            tell(format!("Refreshing: {far}."));
        }
    })?;
    let Synced {
        feeds, new, said, ..
    } = synced.unwrap_or_default();
    total.feeds += feeds;
    total.new.extend(new);
    let failed = match (total.failed, trouble) {
        (0, _) => String::new(),
        (1, Some(why)) if total.feeds == 1 => {
            return Err(Error::Message(format!("Not refreshed: {why}.")));
        }
        (failed, _) => format!(", {failed} failed: the list of feeds tells why"),
    };
    let unheard = hooks::run(library, &total.new, limits)?;
    let troubles = unsynced.iter().chain(unheard.first());
    let troubles = troubles.map(ToString::to_string).chain(in_part).chain(said);
    let troubles: String = troubles.map(|told| format!(" {told}.")).collect();
    let words =
        |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    Ok(format!(
        "{}, {}{failed}.{troubles}",
        words(total.feeds, "feed"),
        words(total.new.len(), "new article"),
    ))
}

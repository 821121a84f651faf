//! One synchronisation, step by step.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::account::Account;
use super::fetching::{Got, get, missing};
use super::{Leave, Synced, named, send_unsent};
use crate::error::Result;
use crate::library::{
    Heard, Incoming, Library, Saved, Stream, SyncAct, SyncedItem, is_much, text_hash,
};
use crate::model::FeedId;
use crate::world::fetch::{Cause, Net, Refusal};
use crate::world::guard;
use crate::world::refresh::full_text;
use crate::world::server::{BATCH, Server, ServerItem};

/// How far before the last time one looks again: a server may be late with what it dates, seconds.
const OVERLAP: i64 = 86_400;

/// So many articles in doubt are asked for one by one; of more a sample is.
const DOUBTS: usize = 200;

/// Articles by which one sees whether the server means what its lists say.
pub const SAMPLE: usize = 20;

/// Stories are looked at again for corrections so long after they came, seconds.
const CORRECTED: i64 = 7 * 86_400;

/// So many of them in one synchronisation.
const LOOKS: usize = 200;

/// Fewer favourites than this are not "most of all" even if they were all.
const FEW_STARS: usize = 3;

/// What goes through one synchronisation.
pub struct Round<'a> {
    library: &'a mut Library,
    net: &'a Net,
    server: &'a dyn Server,
    leave: Leave,
    began: i64,
    act: SyncAct,
    synced: Synced,
    /// The feed of each stream.
    feeds: HashMap<String, FeedId>,
    /// Articles whose words came just now.
    fresh: HashSet<String>,
}

impl<'a> Round<'a> {
    /// One that began at `began`, in seconds since 1970.
    pub fn new(
        library: &'a mut Library,
        net: &'a Net,
        server: &'a dyn Server,
        leave: Leave,
        began: i64,
    ) -> Self {
        Self {
            library,
            net,
            server,
            leave,
            began,
            act: SyncAct::new(began),
            synced: Synced::default(),
            feeds: HashMap::new(),
            fresh: HashSet::new(),
        }
    }

    /// What it brought so far, and the act that takes it back.
    pub fn end(self) -> (Synced, SyncAct) {
        (self.synced, self.act)
    }

    /// Goes through all of it.
    pub fn go(
        &mut self,
        account: &mut Account,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<()> {
        let of = account.clone();
        let failed = |refusal: Refusal| named(&of, refusal);
        // What it no longer has it may refuse to hear of; the lists will tell.
        match send_unsent(self.library, self.server)? {
            Ok(told) => self.synced.told = told,
            Err(refusal) if is_about_articles(&refusal) => {}
            Err(refusal) => return Err(failed(refusal)),
        }
        self.feeds()?.map_err(failed)?;
        let since = account.agreed.map(|agreed| agreed - OVERLAP);
        let mut heard = self.server.lists(since).map_err(failed)?;
        let tags = self.server.tags().map_err(failed)?;
        for names in tags.iter().flat_map(HashMap::values) {
            heard.present.extend(names.iter().cloned());
        }
        self.resolve(&mut heard)?.map_err(failed)?;
        self.hold_stars(&mut heard)?;
        self.library.agree(&heard, &mut self.act)?;
        self.fetch(&heard, account, progress)?.map_err(failed)?;
        // What it did not want to hear of it had no more; what came may have been marked here before.
        self.synced.told += send_unsent(self.library, self.server)?.map_err(failed)?;
        if let Some(tags) = tags {
            self.tags(&tags)?.map_err(failed)?;
        }
        self.look_again()?.map_err(failed)?;
        for feed in self.library.served_feeds()? {
            self.library.tidy(feed, self.began)?;
        }
        Ok(())
    }

    /// Feeds, both ways: what was given up, followed, renamed and moved.
    fn feeds(&mut self) -> Result<std::result::Result<(), Refusal>> {
        let (given_up, all) = self.library.unfollowed_streams()?;
        let held = is_much(given_up.len(), all) && !self.leave.losses;
        if held {
            self.say(format!(
                "{} of {all} feeds were given up here; the server still follows them: `pullquote sync --accept` \
                 lets it give them up too, `pullquote undo` brings them back here",
                given_up.len()
            ));
        }
        for stream in given_up.iter().filter(|_| !held) {
            match self.server.unfollow(stream) {
                Err(refusal) if !is_about_articles(&refusal) => return Ok(Err(refusal)),
                // It knows nothing of that feed.
                _ => self.library.unfollowed(stream)?,
            }
        }
        if self.leave.subscribe {
            self.library.settle_feeds(true)?;
        }
        for Stream {
            url, title, tags, ..
        } in self.library.unserved()?
        {
            let folder = tags.first().map(String::as_str);
            match self.server.follow(&url, &title, folder) {
                Ok(()) => {}
                Err(refusal) if refusal.cause == Cause::Status(401) => return Ok(Err(refusal)),
                Err(Refusal { why, .. }) => self.say(format!(
                    "{url}: the server does not follow it ({why}); it is asked from here"
                )),
            }
        }
        let streams = match self.server.streams() {
            Ok(streams) => streams,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let many = streams.list.iter().any(|stream| stream.tags.len() > 1);
        let (list, whole) = (&streams.list, streams.whole);
        let followed =
            self.library
                .follow_streams(list, whole, self.leave.losses, &mut self.act)?;
        if !whole {
            self.say("some of the server's feeds cannot be read; none is given up here".to_owned());
        }
        if followed.held > 0 {
            self.say(format!(
                "the server no longer follows {} of your feeds, most or all of them, so they stay here; \
                 `pullquote sync --accept` gives them up",
                followed.held
            ));
        }
        self.synced.feeds = streams.list.len();
        self.feeds = followed.feeds;
        for edit in self.library.stream_edits(many)? {
            match self.server.edit(&edit) {
                Ok(()) => self.library.edited(&edit)?,
                Err(refusal) if refusal.cause == Cause::Status(401) => return Ok(Err(refusal)),
                Err(Refusal { why, .. }) => {
                    let name = edit.title.unwrap_or(edit.stream);
                    self.say(format!(
                        "{name}: not renamed or moved on the server ({why})"
                    ));
                }
            }
        }
        Ok(Ok(()))
    }

    /// Finds out what the lists mean that do not name an article: that it was read, that it is no
    /// favourite any more, or that the server no longer has it.
    fn resolve(&mut self, heard: &mut Heard) -> Result<std::result::Result<(), Refusal>> {
        let doubts = self.library.doubts(heard)?;
        let names: Vec<String> = doubts.iter().map(|doubt| doubt.name.clone()).collect();
        let all = match names.len() {
            0..=DOUBTS => None,
            _ => match self.server.all() {
                Ok(all) => all,
                Err(refusal) => return Ok(Err(refusal)),
            },
        };
        let Some(all) = all else {
            // All are asked for; each says itself what it is.
            let got = match get(self.server, &names) {
                Ok(got) => got,
                Err(refusal) => return Ok(Err(refusal)),
            };
            self.library.gone(missing(&names, &got))?;
            for item in &got.items {
                heard.set(&item.name, item.state);
            }
            return self.take_again(got);
        };
        let (here, gone): (Vec<String>, Vec<String>) =
            names.into_iter().partition(|name| all.contains(name));
        heard.present.extend(all);
        self.library.gone(&gone)?;
        let step = here.len().div_ceil(SAMPLE).max(1);
        let sample: Vec<String> = here.into_iter().step_by(step).collect();
        let got = match get(self.server, &sample) {
            Ok(got) => got,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let other = |item: &&ServerItem| heard.state(&item.name) != item.state;
        let contradicted = got.items.iter().filter(other).count();
        if contradicted * 2 > got.items.len() {
            return Ok(Err(Refusal::new(
                "contradicts itself about what is read and starred, so nothing was taken over; try again later",
            )));
        }
        for item in &got.items {
            heard.set(&item.name, item.state);
        }
        self.take_again(got)
    }

    /// Keeps favourites that are none any more on the server, where these are most of all.
    fn hold_stars(&mut self, heard: &mut Heard) -> Result<()> {
        let (lost, all) = self.library.lost_stars(heard)?;
        if self.leave.losses || lost.len() < FEW_STARS || lost.len() * 2 <= all {
            return Ok(());
        }
        self.say(format!(
            "{} of {all} favourites are none any more on the server; they stay here, `pullquote sync --accept` \
             takes it over",
            lost.len()
        ));
        heard.starred.extend(lost);
        Ok(())
    }

    /// Fetches what is not on the shelf, the newest first.
    fn fetch(
        &mut self,
        heard: &Heard,
        account: &mut Account,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<std::result::Result<(), Refusal>> {
        let known = self.library.synced_names()?;
        let new = heard.present.difference(&known);
        let wanted = new.filter(|name| !account.too_large.contains(name));
        let mut wanted: Vec<String> = wanted.cloned().collect();
        // Servers count upwards.
        wanted.sort_unstable_by(|one, other| (other.len(), other).cmp(&(one.len(), one)));
        let with_pages: Vec<FeedId> = self
            .library
            .feeds()?
            .into_iter()
            .filter(|feed| feed.full_text)
            .map(|feed| feed.id)
            .collect();
        let mut unread = 0;
        for (number, part) in wanted.chunks(BATCH).enumerate() {
            progress(number * BATCH, wanted.len());
            let got = match get(self.server, part) {
                Ok(got) => got,
                Err(refusal) => return Ok(Err(refusal)),
            };
            unread += missing(part, &got).len();
            self.say_too_large(&got, account)?;
            if let Err(refusal) = self.rename_lost(&got.items)? {
                return Ok(Err(refusal));
            }
            self.fresh.extend(part.iter().cloned());
            let feeds = &self.feeds;
            let items: Vec<SyncedItem> = got
                .items
                .into_par_iter()
                .map(|item| {
                    // A favourite outlives the feed that it came from.
                    let feed = feeds.get(&item.stream).copied().unwrap_or(FeedId::KEPT);
                    let page = with_pages.contains(&feed).then_some(self.net);
                    SyncedItem {
                        state: heard.state(&item.name),
                        name: item.name.clone(),
                        incoming: incoming(item, feed, page),
                    }
                })
                .collect();
            let saved = self.library.save_synced(&items, &mut self.act)?;
            self.synced
                .new
                .extend(saved.iter().filter_map(Saved::arrived));
        }
        if unread > 0 {
            self.say(format!(
                "{unread} articles of the server's lists did not come, or cannot be read"
            ));
        }
        Ok(Ok(()))
    }

    /// Names the feeds of what is too large to be fetched; it is not asked for again.
    fn say_too_large(&mut self, got: &Got, account: &mut Account) -> Result<()> {
        if got.too_large.is_empty() {
            return Ok(());
        }
        // Their neighbours are most often of the same feed; the article itself cannot be asked.
        let feeds: HashSet<&str> = got
            .items
            .iter()
            .filter_map(|item| item.item.article.meta.site.as_deref())
            .collect();
        let beside = match Vec::from_iter(feeds)[..] {
            [feed] => format!(", probably of {feed}"),
            _ => String::new(),
        };
        for name in &got.too_large {
            self.say(format!(
                "an article of the server's is too large to be fetched ({name}{beside}); the others come"
            ));
        }
        account.too_large.extend(got.too_large.iter().cloned());
        account.keep(self.library)
    }

    /// Where the server gives an article that is here under another name, finds out whether it still has
    /// the one before: a feed that was followed again comes with new names.
    fn rename_lost(&mut self, items: &[ServerItem]) -> Result<std::result::Result<(), Refusal>> {
        let feeds = &self.feeds;
        let of = |item: &ServerItem| feeds.get(&item.stream).copied().unwrap_or(FeedId::KEPT);
        let items = items.iter().map(|item| (of(item), &item.item.article));
        let earlier = self.library.earlier_names(items)?;
        let got = match get(self.server, &earlier) {
            Ok(got) => got,
            Err(refusal) => return Ok(Err(refusal)),
        };
        self.library.gone(missing(&earlier, &got))?;
        Ok(Ok(()))
    }

    /// Tags of articles, both ways.
    fn tags(
        &mut self,
        there: &HashMap<String, HashSet<String>>,
    ) -> Result<std::result::Result<(), Refusal>> {
        let before = self.library.synced_tags()?;
        let of = |tag: &str| {
            let tag = tag.to_lowercase();
            there
                .iter()
                .find(|(name, _)| name.to_lowercase() == tag)
                .map(|(_, names)| names)
        };
        let has = |tag: &str, name: &String| of(tag).is_some_and(|names| names.contains(name));
        let mut lost: HashMap<&str, Vec<String>> = HashMap::new();
        for (name, tag) in before.iter().filter(|(name, tag)| !has(tag, name)) {
            lost.entry(tag).or_default().push(name.clone());
        }
        for (tag, names) in lost {
            // Only an article that is still there can have lost it.
            let got = match get(self.server, &names) {
                Ok(got) => got,
                Err(refusal) => return Ok(Err(refusal)),
            };
            self.library.gone(missing(&names, &got))?;
            let names: Vec<String> = got.items.into_iter().map(|item| item.name).collect();
            self.library.agree_tag(&names, tag, false, &mut self.act)?;
        }
        let before: HashSet<(&str, String)> = before
            .iter()
            .map(|(name, tag)| (name.as_str(), tag.to_lowercase()))
            .collect();
        for (tag, names) in there {
            let low = tag.to_lowercase();
            let new = names
                .iter()
                .filter(|name| !before.contains(&(name.as_str(), low.clone())));
            let new: Vec<String> = new.cloned().collect();
            self.library.agree_tag(&new, tag, true, &mut self.act)?;
        }
        let unsent = self.library.unsent_tags()?;
        for part in unsent.chunk_by(|one, other| (&one.1, one.2) == (&other.1, other.2)) {
            let Some((_, tag, on)) = part.first() else {
                continue;
            };
            let names: Vec<String> = part.iter().map(|(name, _, _)| name.clone()).collect();
            for names in names.chunks(super::TOLD) {
                if let Err(refusal) = self.server.tell_tag(names, tag, *on) {
                    return Ok(Err(refusal));
                }
                self.library.tags_sent(names, tag, *on)?;
            }
        }
        Ok(Ok(()))
    }

    /// Asks again for some of the stories that came lately: they may have been corrected.
    fn look_again(&mut self) -> Result<std::result::Result<(), Refusal>> {
        let count = LOOKS + self.fresh.len();
        let names = self.library.unlooked(self.began - CORRECTED, count)?;
        let names = names.into_iter().filter(|name| !self.fresh.contains(name));
        let names: Vec<String> = names.take(LOOKS).collect();
        match get(self.server, &names) {
            Ok(got) => {
                self.library.gone(missing(&names, &got))?;
                self.take_again(got)
            }
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    /// Takes over corrected words of articles that are here.
    fn take_again(&mut self, got: Got) -> Result<std::result::Result<(), Refusal>> {
        let items = got.items.iter();
        let items = items.map(|it| (it.name.as_str(), &it.item.article));
        let (strange, seen) = self.library.strangers(items)?;
        if seen >= 3 && strange * 2 > seen {
            self.library.forget_names()?;
            return Ok(Err(Refusal::new(
                "was set up anew, so it names articles otherwise than before; nothing was changed here, \
                 the next `pullquote sync` finds them again",
            )));
        }
        let mut names: Vec<String> = got.items.iter().map(|item| item.name.clone()).collect();
        let hashes = self.library.synced_hashes(&names)?;
        let changed = |item: &ServerItem| {
            let known = hashes.get(&item.name).copied().flatten();
            known.is_some_and(|known| known != text_hash(&item.item.article))
        };
        let items: Vec<ServerItem> = got.items.into_iter().filter(changed).collect();
        let corrected: Vec<(String, Incoming)> = items
            .into_par_iter()
            .map(|item| {
                let name = item.name.clone();
                (name, incoming(item, FeedId::KEPT, None))
            })
            .collect();
        self.fresh.extend(names.iter().cloned());
        names.extend(got.too_large);
        self.synced.changed += self.library.renew_synced(&names, &corrected, self.began)?;
        Ok(Ok(()))
    }

    fn say(&mut self, sentence: String) {
        self.synced.said.push(sentence);
    }
}

/// Whether the server has nothing against the reader, only against what it was asked: an older Miniflux
/// answers 500 where it has none of the articles.
fn is_about_articles(refusal: &Refusal) -> bool {
    matches!(refusal.cause, Cause::Status(400 | 404 | 422 | 500))
}

/// An article ready for the shelf; with `page`, in the words of its page.
fn incoming(item: ServerItem, feed: FeedId, page: Option<&Net>) -> Incoming {
    let given = item.item.article;
    let hash = text_hash(&given);
    let whole = page.and_then(|net| full_text(net, &given).ok().flatten());
    let page = whole.is_some();
    let article = whole.unwrap_or(given);
    Incoming {
        feed,
        item: SyncedItem::item(&item.name),
        notes: guard::notes(&article),
        article,
        hash,
        page,
        tags: item.item.tags,
    }
}

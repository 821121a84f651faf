//! One synchronisation, step by step.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::account::Account;
use super::fetching::{Got, get, is_about_articles, missing};
use super::outcome::{Leave, Synced};
use super::telling::{named, send_unsent};
use crate::annotate::Memory;
use crate::error::Result;
use crate::library::{Heard, Incoming, Library, Saved, SyncAct, SyncedItem, text_hash};
use crate::model::{FeedId, SortSmall};
use crate::world::fetch::{Net, Refusal};
use crate::world::guard;
use crate::world::refresh::full_text;
use crate::world::server::{Answer, BATCH, Server, ServerItem};
use crate::world::threads::share;

/// How far before the last time one looks again: a server may be late with what it dates, seconds.
const OVERLAP: i64 = 86_400;

/// What goes through one synchronisation.
pub struct Round<'a> {
    pub(super) library: &'a mut Library,
    net: &'a Net,
    pub(super) server: &'a dyn Server,
    pub(super) leave: Leave,
    pub(super) began: i64,
    pub(super) act: SyncAct,
    pub(super) synced: Synced,
    /// The feed of each stream.
    pub(super) feeds: HashMap<String, FeedId>,
    /// The folders that the server has feeds in, in small letters.
    pub(super) folders: HashSet<String>,
    /// Articles whose words came just now.
    pub(super) fresh: HashSet<String>,
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
            folders: HashSet::new(),
            fresh: HashSet::new(),
        }
    }

    /// What it brought so far, and the act that takes it back.
    pub fn end(self) -> (Synced, SyncAct) {
        (self.synced, self.act)
    }

    /// Goes through all of it; gives from when on the next one has to ask what changed.
    pub fn go(
        &mut self,
        account: &mut Account,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Option<i64>> {
        let of = account.clone();
        let failed = |refusal: Refusal| named(&of, refusal);
        // What it no longer has it may refuse to hear of; the lists will tell.
        match send_unsent(self.library, self.server)? {
            Ok(told) => self.synced.told = told,
            Err(refusal) if is_about_articles(&refusal) => {}
            Err(refusal) => return Err(failed(refusal)),
        }
        self.feeds()?.map_err(failed)?;
        let mut heard = self.lists(account.agreed)?.map_err(failed)?;
        if self.server.too_large() {
            self.say(
                "an article of the server's is too large to be fetched; the others come".to_owned(),
            );
        }
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
        // Where nothing else tells what changed, its clock counts: ours may be days ahead of it.
        Ok(match self.server.by_name() {
            true => Some(self.began),
            false => account.agreed.max(heard.newest),
        })
    }

    /// What the server's lists say, when all was in agreement last at `agreed`.
    fn lists(&mut self, agreed: Option<i64>) -> Result<Answer<Heard>> {
        let mut heard = match self.server.lists(agreed.map(|agreed| agreed - OVERLAP)) {
            Ok(heard) => heard,
            Err(refusal) => return Ok(Err(refusal)),
        };
        // A first one that was ended goes on: what was read there meanwhile is in no list, only among what changed.
        if agreed.is_none()
            && !self.server.by_name()
            && let Some(before) = self.library.heard_longest_ago()?
        {
            match self.server.lists(Some(before - OVERLAP)) {
                Ok(changed) => {
                    for name in &changed.present {
                        heard.set(name, changed.state(name));
                    }
                    heard.newest = heard.newest.max(changed.newest);
                }
                Err(refusal) => return Ok(Err(refusal)),
            }
        }
        Ok(Ok(heard))
    }

    /// Fetches what is not on the shelf, the newest first.
    fn fetch(
        &mut self,
        heard: &Heard,
        account: &mut Account,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Answer<()>> {
        let known = self.library.synced_names()?;
        let new = heard.present.difference(&known);
        let wanted = new.filter(|name| !account.too_large.contains(name));
        let mut wanted: Vec<String> = wanted.cloned().collect();
        // Servers count upwards.
        wanted.sort_small_by(|one, other| (other.len(), other).cmp(&(one.len(), one)));
        let with_pages: Vec<FeedId> = self
            .library
            .feeds()?
            .into_iter()
            .filter(|feed| feed.full_text)
            .map(|feed| feed.id)
            .collect();
        share()?;
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
                .map_init(Memory::default, |memory, item| {
                    // A favourite outlives the feed that it came from.
                    let feed = feeds.get(&item.stream).copied().unwrap_or(FeedId::KEPT);
                    let page = with_pages.contains(&feed).then_some(self.net);
                    SyncedItem {
                        state: heard.state(&item.name),
                        name: item.name.clone(),
                        incoming: incoming(item, feed, page, memory),
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

    /// Tags of articles, both ways.
    fn tags(&mut self, there: &HashMap<String, HashSet<String>>) -> Result<Answer<()>> {
        let before = self.library.synced_tags()?;
        let of = |tag: &str| {
            let tag = tag.to_lowercase();
            there
                .iter()
                .find(|(name, _)| name.to_lowercase() == tag)
                .map(|(_, names)| names)
        };
        let has = |tag: &str, name: &String| of(tag).is_some_and(|names| names.contains(name));
        // A server takes no label that is called as a folder of feeds is, and says OK: that one stays here alone.
        let folders = std::mem::take(&mut self.folders);
        let is_folder = |tag: &str| folders.contains(&tag.to_lowercase());
        let mut lost: HashMap<&str, Vec<String>> = HashMap::new();
        let gone = |(name, tag, telling): &&(String, String, bool)| {
            !telling && !has(tag, name) && !is_folder(tag)
        };
        for (name, tag, _) in before.iter().filter(gone) {
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
            .map(|(name, tag, _)| (name.as_str(), tag.to_lowercase()))
            .collect();
        for (tag, names) in there {
            let low = tag.to_lowercase();
            let new = names
                .iter()
                .filter(|name| !before.contains(&(name.as_str(), low.clone())));
            let new: Vec<String> = new.cloned().collect();
            self.library.agree_tag(&new, tag, true, &mut self.act)?;
        }
        let mut unsent = self.library.unsent_tags()?;
        unsent.retain(|(_, tag, _)| !is_folder(tag));
        for part in unsent.chunk_by(|one, other| (&one.1, one.2) == (&other.1, other.2)) {
            let Some((_, tag, on)) = part.first() else {
                continue;
            };
            let names: Vec<String> = part.iter().map(|(name, _, _)| name.clone()).collect();
            for names in names.chunks(super::telling::TOLD) {
                self.library.telling_tag(names, tag)?;
                if let Err(refusal) = self.server.tell_tag(names, tag, *on) {
                    return Ok(Err(refusal));
                }
                self.library.tags_sent(names, tag, *on)?;
            }
        }
        Ok(Ok(()))
    }

    pub(super) fn say(&mut self, sentence: String) {
        self.synced.said.push(sentence);
    }
}

/// An article ready for the shelf; with `page`, in the words of its page.
pub(super) fn incoming(
    item: ServerItem,
    feed: FeedId,
    page: Option<&Net>,
    memory: &mut Memory,
) -> Incoming {
    let given = item.item.article;
    let hash = text_hash(&given);
    let whole = page.and_then(|net| full_text(net, &given).ok().flatten());
    let page = whole.is_some();
    let article = whole.unwrap_or(given);
    Incoming {
        feed,
        item: SyncedItem::item(&item.name),
        notes: guard::notes_after(&article, memory),
        article,
        hash,
        page,
        tags: item.item.tags,
    }
}

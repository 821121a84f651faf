//! What the lists of a server leave open: whether an article that they do not name was read, or is gone; and
//! whether words that are here were corrected there.

use std::collections::HashSet;

use rayon::prelude::*;

use super::fetching::{Got, get, missing};
use super::round::{Round, incoming};
use crate::annotate::Memory;
use crate::error::Result;
use crate::library::{Heard, Incoming, text_hash};
use crate::model::FeedId;
use crate::world::fetch::Refusal;
use crate::world::server::{Answer, ServerItem};
use crate::world::threads::share;

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

impl Round<'_> {
    /// Finds out what the lists mean that do not name an article: that it was read, that it is no
    /// favourite any more, or that the server no longer has it.
    pub(super) fn resolve(&mut self, heard: &mut Heard) -> Result<Answer<()>> {
        if !self.server.by_name() {
            return self.take_changed(heard);
        }
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
    pub(super) fn hold_stars(&mut self, heard: &mut Heard) -> Result<()> {
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

    /// Where the server gives an article that is here under another name, finds out whether it still has
    /// the one before: a feed that was followed again comes with new names.
    pub(super) fn rename_lost(&mut self, items: &[ServerItem]) -> Result<Answer<()>> {
        let feeds = &self.feeds;
        let of = |item: &ServerItem| feeds.get(&item.stream).copied().unwrap_or(FeedId::KEPT);
        let items = items.iter().map(|item| (of(item), &item.item.article));
        let earlier = self.library.earlier_names(items)?;
        if !self.server.by_name() {
            // What has come in its place tells that it is gone.
            self.library.gone(&earlier)?;
            return Ok(Ok(()));
        }
        let got = match get(self.server, &earlier) {
            Ok(got) => got,
            Err(refusal) => return Ok(Err(refusal)),
        };
        self.library.gone(missing(&earlier, &got))?;
        Ok(Ok(()))
    }

    /// Asks again for some of the stories that came lately: they may have been corrected.
    pub(super) fn look_again(&mut self) -> Result<Answer<()>> {
        if !self.server.by_name() {
            return Ok(Ok(()));
        }
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
    fn take_again(&mut self, got: Got) -> Result<Answer<()>> {
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
        share()?;
        let corrected: Vec<(String, Incoming)> = items
            .into_par_iter()
            .map_init(Memory::default, |memory, item| {
                let name = item.name.clone();
                (name, incoming(item, FeedId::KEPT, None, memory))
            })
            .collect();
        self.fresh.extend(names.iter().cloned());
        names.extend(got.too_large);
        self.synced.changed += self.library.renew_synced(&names, &corrected, self.began)?;
        Ok(Ok(()))
    }

    /// Takes over the words of what is here and came with the lists.
    fn take_changed(&mut self, heard: &Heard) -> Result<Answer<()>> {
        let known = self.library.synced_names()?;
        let names: HashSet<&String> = heard.present.intersection(&known).collect();
        let names: Vec<String> = names.into_iter().cloned().collect();
        match get(self.server, &names) {
            Ok(got) => self.take_again(got),
            Err(refusal) => Ok(Err(refusal)),
        }
    }
}

//! Keeps the shelf and a server of news in agreement: what was done here goes there, what was done or
//! came there comes here.
//!
//! Every part is kept as it comes, so that an end at any moment loses nothing. All that one
//! synchronisation changes of what the reader did is one act, which can be undone. A server is believed
//! about what it has; where it seems to have lost much at once, the reader is asked first.
//!
//! - `account` says with whom, and keeps two from talking at once; `round` goes through one
//!   synchronisation step by step, `feeds` through what of it is about feeds, `doubts` finds out what its lists leave open; `fetching` gets articles that may be too
//!   many or too large.

mod account;
mod doubts;
mod feeds;
mod fetching;
mod outcome;
mod round;
mod telling;

use self::round::Round;
use self::telling::{named, send_unsent};
use super::clock;
use super::fetch::Net;
use super::server;
use crate::error::Result;
use crate::library::Library;

pub use account::Account;
use account::alone;
pub use outcome::{Leave, Synced};

/// Brings the library and its server into agreement, where it has one. `progress` hears how many of how
/// many new articles are here.
///
/// # Errors
/// When the library cannot be written; one sentence when the server does not do as it should.
pub fn sync(
    library: &mut Library,
    net: &Net,
    leave: Leave,
    mut progress: impl FnMut(usize, usize),
) -> Result<Option<Synced>> {
    if Account::of(library)?.is_none() {
        return Ok(None);
    }
    let _alone = alone(library)?;
    // Another one may just have forgotten it.
    let Some(mut account) = Account::of(library)? else {
        return Ok(None);
    };
    let began = clock::now().as_second();
    let of = account.clone();
    let server = of.server(net);
    let mut round = Round::new(library, net, &*server, leave, began);
    let done = round.go(&mut account, &mut progress);
    let (synced, act) = round.end();
    library.end_sync(&act)?;
    account.agreed = done?;
    account.keep(library)?;
    Ok(Some(synced))
}

/// Logs in: from now on this is the library's account. What is followed here already stays on this
/// machine alone; says how many feeds these are.
///
/// # Errors
/// When the server does not answer as it should, or the library or the account's file cannot be written.
pub fn begin(library: &mut Library, net: &Net, account: &Account) -> Result<usize> {
    let _alone = alone(library)?;
    let server = account.server(net);
    // A server that was set up anew may give the names of articles that are here to others.
    let names = library.unlooked(0, server::BATCH)?;
    if !names.is_empty() && server.by_name() {
        let known = names.iter().rev().take(doubts::SAMPLE).cloned();
        let known: Vec<String> = known.collect();
        let items = server
            .items(&known)
            .map_err(|refusal| named(account, refusal))?;
        let items = items.iter().map(|it| (it.name.as_str(), &it.item.article));
        let (strange, seen) = library.strangers(items)?;
        if strange * 2 > seen {
            library.forget_names()?;
        }
    }
    // Where it is the one from before, it goes on from where it was.
    let before = Account::of(library).unwrap_or_default();
    let before = before.filter(|it| it.is_of(&account.address, &account.user));
    let agreed = before.and_then(|before| before.agreed);
    let account = Account {
        agreed,
        ..account.clone()
    };
    // Settled first: after an end in between the server would be told to follow all that was followed here alone.
    let here = library.settle_feeds(false)?;
    account.keep(library)?;
    Ok(here)
}

/// Tells the server of the library, where it has one, what was read and starred since it was told last.
/// Gives how many articles that were; without any, nobody is asked.
///
/// # Errors
/// As [`sync`].
pub fn tell(library: &mut Library, net: &Net) -> Result<usize> {
    if library.unsent()?.is_empty() || Account::of(library)?.is_none() {
        return Ok(0);
    }
    let _alone = alone(library)?;
    let Some(account) = Account::of(library)? else {
        return Ok(0);
    };
    let server = account.server(net);
    send_unsent(library, &*server)?.map_err(|refusal| named(&account, refusal))
}

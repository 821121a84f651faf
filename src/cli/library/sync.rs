//! sync: keep in agreement with a server of news.

use std::io::{IsTerminal, stdin};

use super::args::Sync;
use super::base::{count, open};
use crate::cli::output::Output;
use crate::error::{Error, Result};
use crate::library::Library;
use crate::terminal::secret;
use crate::world::command;
use crate::world::fetch::{Limits, Net};
use crate::world::hooks;
use crate::world::sync::{self, Account, Leave, Synced};

/// `sync`.
pub fn sync(what: &Sync, output: &mut Output) -> Result<()> {
    let mut library = open()?;
    if what.forget {
        Account::forget(&mut library)?;
        output.note("the server is forgotten; feeds and articles stay");
        return Ok(());
    }
    let net = Net::new(Limits::default());
    if let (Some(address), Some(user)) = (&what.address, &what.user) {
        Account::refuse_second(&library, address, user)?;
        let Some(password) = password(what, address)? else {
            return Err(Error::Message("broken off; nothing has changed".to_owned()));
        };
        let (account, moved) = Account::log_in(&net, address, user, &password)?;
        let alone = sync::begin(&mut library, &net, &account)?;
        if moved {
            let new = &account.address;
            output.note(&format!("the server has moved to {new}, which is kept"));
        }
        if alone > 0 && !what.subscribe {
            output.note(&format!(
                "{} here alone; `pullquote sync --subscribe` lets the server follow them too",
                count(alone, "feed is followed", "feeds are followed")
            ));
        }
    }
    command::end_with_signals();
    let leave = Leave {
        losses: what.accept,
        subscribe: what.subscribe,
    };
    match brought(&mut library, &net, leave, output)? {
        None => Err(Error::Message(
            "no server is known; give its address, and your name there with --user".to_owned(),
        )),
        Some(Synced {
            feeds,
            new,
            changed,
            told,
            ..
        }) => {
            let updated = match changed {
                0 => String::new(),
                _ => format!("{changed} updated, "),
            };
            output.say(&format!(
                "{}, {}, {updated}{told} told\n",
                count(feeds, "feed", "feeds"),
                count(new.len(), "new article", "new articles"),
            ))
        }
    }
}

/// Synchronises, with its progress told to somebody who watches; none where no server is known.
pub fn brought(
    library: &mut Library,
    net: &Net,
    leave: Leave,
    output: &mut Output,
) -> Result<Option<Synced>> {
    let synced = sync::sync(library, net, leave, |done, all| {
        if done > 0 {
            output.note(&format!("{done} of {all} articles"));
        }
    })?;
    for sentence in synced.iter().flat_map(|synced| &synced.said) {
        output.complain(&Error::Message(sentence.clone()));
    }
    let new = synced.as_ref().map_or(&[][..], |synced| &synced.new);
    for failed in hooks::run(library, new, Limits::default())? {
        output.complain(&failed);
    }
    Ok(synced)
}

/// The password: from the command that knows it, else typed, else the first line of standard input.
fn password(what: &Sync, address: &str) -> Result<Option<String>> {
    if let Some(command) = &what.password_command {
        command::end_with_signals();
        let answer = command::run(command, Limits::default())
            .map_err(|refusal| Error::no_article(command, refusal.why))?;
        let answer = String::from_utf8_lossy(&answer);
        return Ok(answer.lines().next().map(str::to_owned));
    }
    if stdin().is_terminal() {
        let typed = secret(&format!("Password for {address} (not shown):"));
        return typed.map_err(|error| Error::unreadable("the terminal", &error));
    }
    let mut line = String::new();
    stdin()
        .read_line(&mut line)
        .map_err(|error| Error::unreadable("standard input", &error))?;
    Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
}

//! refresh, feeds.

use serde_json::json;

use super::args::{Feeds, Refresh, Switch};
use super::base::{count, now, open};
use super::{print, sync};
use crate::cli::output::Output;
use crate::error::{Error, Result};
use crate::export::to_line;
use crate::library::Library;
use crate::model::{FeedChange, FeedId};
use crate::words::day;
use crate::world::fetch::{Limits, Net};
use crate::world::rate::Rate;
use crate::world::refresh::{self, News, Told};
use crate::world::sync::Leave;
use crate::world::{command, hooks};

/// `refresh`.
pub fn refresh(what: &Refresh, output: &mut Output) -> Result<()> {
    command::end_with_signals();
    let mut library = open()?;
    let which = if what.feeds.is_empty() {
        None
    } else {
        Some(named(&library, &what.feeds)?)
    };
    let all = library.due(None, i64::MAX - 1)?.len();
    let due = library.due(which.as_deref(), now())?;
    let resting = if which.is_some() {
        0
    } else {
        all.saturating_sub(due.len())
    };
    let net = Net::new(Limits::default());
    let by_server = if which.is_none() || due.is_empty() {
        sync::brought(&mut library, &net, Leave::default(), output).unwrap_or_else(|error| {
            output.complain(&error);
            None
        })
    } else {
        None
    };
    let mut rate = Rate::of_feeds(due.len());
    let mut total = refresh::refresh(&mut library, &net, Limits::default(), due, |news| {
        match news {
            News::Feed(told) => {
                rate.feed();
                if told.failed {
                    let why = told.trouble.clone().unwrap_or_default();
                    output.complain(&Error::no_article(&told.name, why));
                } else if told.in_part().is_some() {
                    // What was not read is told to a log of cron, too.
                    output.warn(&Error::Message(line(told)));
                } else {
                    output.note(&line(told));
                }
            }
            News::Kept(articles) => rate.kept(articles),
        }
        if let Some(far) = rate.told() {
            output.note(&far);
        }
    })?;
    for failed in hooks::run(&library, &total.new, Limits::default())? {
        output.complain(&failed);
    }
    if let Some(synced) = by_server {
        total.feeds += synced.feeds;
        total.changed += synced.changed;
        total.new.extend(synced.new);
    }
    if what.json {
        let value = json!({
            "feeds": total.feeds, "new": total.new.len(), "changed": total.changed,
            "failed": total.failed, "resting": resting,
        });
        return output.write(&to_line(&value));
    }
    let mut facts = vec![
        count(total.feeds, "feed", "feeds"),
        count(total.new.len(), "new article", "new articles"),
    ];
    if total.changed > 0 {
        facts.push(format!("{} updated", total.changed));
    }
    if total.failed > 0 {
        facts.push(format!("{} failed", total.failed));
    }
    if resting > 0 {
        facts.push(format!("{resting} not due yet"));
    }
    output.say(&format!("{}\n", facts.join(", ")))
}

/// "Harbour Herald: 3 new, 1 updated".
fn line(told: &Told) -> String {
    let mut facts = Vec::new();
    if told.new > 0 {
        facts.push(format!("{} new", told.new));
    }
    if told.changed > 0 {
        facts.push(format!("{} updated", told.changed));
    }
    if facts.is_empty() {
        facts.push("nothing new".to_owned());
    }
    facts.extend(told.trouble.clone());
    format!("{}: {}", told.name, facts.join(", "))
}

/// `feeds`.
pub fn feeds(what: &Feeds, output: &mut Output) -> Result<()> {
    let mut library = open()?;
    let which = named(&library, &what.feeds)?;
    let changes = changes(what)?;
    if !changes.is_empty() {
        let act = match (what.remove, which.as_slice()) {
            (true, _) => "no longer followed",
            (false, [_]) => "feed changed",
            (false, _) => "feeds changed",
        };
        let all = |library: &mut Library| -> Result<bool> {
            let mut changed = false;
            for &id in &which {
                changed |= library.change_feed(id, &changes, now())?;
            }
            Ok(changed)
        };
        if library.as_one(act, now(), all)?? && !what.remove {
            output.note("`pullquote undo` takes it back");
        }
    }
    if what.remove {
        output.note("no longer followed; their articles stay, `pullquote undo` takes it back");
        return Ok(());
    }
    for feed in library.feeds()? {
        if what.feeds.is_empty() && feed.id == FeedId::KEPT && feed.total == 0 {
            continue;
        }
        if which.is_empty() || which.contains(&feed.id) {
            let row = if what.form.is_json() {
                to_line(&print::feed_json(&feed))
            } else {
                print::feed_line(&feed)
            };
            output.say(&row)?;
        }
    }
    if what.feeds.is_empty() && !what.form.is_json() {
        for (name, query) in library.saved_queries()? {
            let found = library.count(&crate::library::Query::parse(&query, now())?)?;
            output.say(&format!(
                "      {found:>6} found          {name} · {query}\n"
            ))?;
        }
    }
    Ok(())
}

fn changes(what: &Feeds) -> Result<Vec<FeedChange>> {
    let mut changes = Vec::new();
    let some = |number: i64| (number > 0).then_some(number);
    if let Some(name) = &what.name {
        changes.push(FeedChange::Name((!name.is_empty()).then(|| name.clone())));
    }
    if let Some(switch) = what.full_text {
        changes.push(FeedChange::FullText(switch == Switch::On));
    }
    if let Some(every) = &what.every {
        changes.push(FeedChange::Every(some(seconds(every)?)));
    }
    if let Some(days) = what.keep {
        changes.push(FeedChange::Keep(some(days)));
    }
    let on = what
        .tags
        .iter()
        .map(|tag| FeedChange::Tag(tag.clone(), true));
    let off = what
        .untags
        .iter()
        .map(|tag| FeedChange::Tag(tag.clone(), false));
    changes.extend(on.chain(off));
    if what.remove {
        changes.push(FeedChange::Removed(true));
    }
    Ok(changes)
}

/// A span of time, or the sentence for what is none.
fn seconds(text: &str) -> Result<i64> {
    let wrong = format!("{text}: not a span of time; write 30m, 6h or 1d");
    day::seconds(text).ok_or(Error::Message(wrong))
}

/// The feeds that the words mean; each must mean one at least.
pub fn named(library: &Library, words: &[String]) -> Result<Vec<FeedId>> {
    let mut found = Vec::new();
    for word in words {
        let feeds = library.find_feeds(word)?;
        if feeds.is_empty() {
            return Err(Error::Message(format!(
                "{word}: no feed is called so; `pullquote feeds` lists them"
            )));
        }
        found.extend(feeds);
    }
    Ok(found)
}

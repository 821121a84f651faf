//! Changing a feed: its name, tags, how often it is asked, how long it keeps, full text; unfollowing.

use crate::app::State;
use crate::command::Command;
use crate::command::prompt::{Prompt, PromptKind, Subject};
use crate::message::Effect;
use crate::model::{FeedChange, FeedId, FeedRow};
use crate::words::day;

impl State {
    /// Runs a command that changes a feed; false for others.
    pub(in crate::app) fn run_feed(&mut self, command: Command) -> bool {
        use Command as C;
        if !matches!(
            command,
            C::FeedName
                | C::FeedTags
                | C::FeedInterval
                | C::FeedKeep
                | C::FeedFullText
                | C::Unfollow
        ) {
            return false;
        }
        let feed = self.meant_feed().and_then(|row| row.feed.clone());
        let Some(feed) = feed.filter(|feed| feed.id != FeedId::KEPT) else {
            self.fail("Choose a feed first.");
            return true;
        };
        let (kind, words) = match command {
            C::FeedName => (PromptKind::FeedName, feed.name.clone()),
            C::FeedTags => (PromptKind::FeedTags, feed.tags.join(", ")),
            C::FeedInterval => {
                let every = feed.every.map_or_else(String::new, day::span);
                (PromptKind::FeedInterval, every)
            }
            C::FeedKeep => {
                let days = feed.keep.map_or_else(String::new, |days| days.to_string());
                (PromptKind::FeedKeep, days)
            }
            C::FeedFullText => {
                let on = !feed.full_text;
                self.change_feed(&feed, vec![FeedChange::FullText(on)]);
                self.say(format!(
                    "{}: {} of each new article.",
                    feed.name,
                    if on {
                        "the full text"
                    } else {
                        "what the feed gives"
                    }
                ));
                return true;
            }
            _ => {
                self.unfollow(&feed);
                return true;
            }
        };
        self.prompt_about(kind, Subject::Feed(feed.id), &words, Vec::new());
        true
    }

    fn unfollow(&mut self, feed: &FeedRow) {
        self.change_feed(feed, vec![FeedChange::Removed(true)]);
        let undo = self.key_name(Command::Undo);
        self.say(format!(
            "{} is no longer followed; its articles stay. Press {undo} to undo.",
            feed.name
        ));
    }

    /// What a line typed for a feed means.
    pub(in crate::app) fn typed_feed(&mut self, prompt: &Prompt) {
        let Subject::Feed(id) = *prompt.subject() else {
            return;
        };
        let feed = self.feeds.as_ref().and_then(|feeds| feeds.feed(id));
        let Some(feed) = feed.cloned() else {
            return;
        };
        let words = prompt.text().trim();
        match changes(prompt.kind(), words, &feed) {
            Ok((changes, sentence)) => {
                self.change_feed(&feed, changes);
                self.say(sentence);
            }
            Err(sentence) => self.fail(sentence),
        }
    }

    fn change_feed(&mut self, feed: &FeedRow, changes: Vec<FeedChange>) {
        if let Some(feeds) = &mut self.feeds {
            feeds.change(feed.id, &changes);
        }
        if !changes.is_empty() {
            self.effects.push(Effect::ChangeFeed(feed.id, changes));
        }
    }
}

/// The changes that typed words mean, and what is said then.
fn changes(
    kind: PromptKind,
    words: &str,
    feed: &FeedRow,
) -> Result<(Vec<FeedChange>, String), String> {
    let name = &feed.name;
    Ok(match kind {
        PromptKind::FeedName if words.is_empty() => (
            vec![FeedChange::Name(None)],
            format!("{name} has its own name again."),
        ),
        PromptKind::FeedName => (
            vec![FeedChange::Name(Some(words.to_owned()))],
            format!("It is called {words} now."),
        ),
        PromptKind::FeedTags => {
            let wanted: Vec<&str> = words
                .split(',')
                .map(str::trim)
                .filter(|tag| !tag.is_empty())
                .collect();
            let has = |tags: &[&str], tag: &str| tags.iter().any(|it| it.eq_ignore_ascii_case(tag));
            let old: Vec<&str> = feed.tags.iter().map(String::as_str).collect();
            let gone = old.iter().filter(|tag| !has(&wanted, tag));
            let new = wanted.iter().filter(|tag| !has(&old, tag));
            let mut changes: Vec<FeedChange> = gone
                .map(|tag| FeedChange::Tag((*tag).to_owned(), false))
                .collect();
            changes.extend(new.map(|tag| FeedChange::Tag((*tag).to_owned(), true)));
            let sentence = match wanted.join(", ") {
                tags if tags.is_empty() => format!("{name} has no tags."),
                tags => format!("{name} is tagged {tags}."),
            };
            (changes, sentence)
        }
        PromptKind::FeedInterval if matches!(words, "" | "0") => (
            vec![FeedChange::Every(None)],
            format!("{name} is asked at every refresh."),
        ),
        PromptKind::FeedInterval => {
            let seconds = day::seconds(words).filter(|seconds| *seconds > 0);
            let seconds = seconds.ok_or(format!("{words}: write 30m, 6h or 1d."))?;
            (
                vec![FeedChange::Every(Some(seconds))],
                format!("{name} is asked every {} at most.", day::span(seconds)),
            )
        }
        _ if matches!(words, "" | "0") => (
            vec![FeedChange::Keep(None)],
            format!("What you read of {name} is kept for ever."),
        ),
        _ => {
            let days: i64 = words.trim_end_matches('d').trim().parse().unwrap_or(0);
            if days <= 0 {
                return Err(format!("{words}: write a number of days."));
            }
            (
                vec![FeedChange::Keep(Some(days))],
                format!("What you read of {name} is kept {days} days, what is marked for ever."),
            )
        }
    })
}

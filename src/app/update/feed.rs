//! Changing a feed: its name, tags, how often it is asked, how long it keeps, full text; unfollowing.

use crate::app::State;
use crate::command::Command;
use crate::command::feed_line::changes;
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

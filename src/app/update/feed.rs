//! Changing a feed: its name, tags, how often it is asked, how long it keeps, full text; unfollowing.

use crate::app::State;
use crate::command::Command;
use crate::command::feed_line;
use crate::command::prompt::{Prompt, PromptKind, Subject};
use crate::message::Effect;
use crate::model::{FeedChange, FeedId, FeedRow};

impl State {
    /// Runs a command that changes a feed; false for others.
    pub(in crate::app) fn run_feed(&mut self, command: Command) -> bool {
        let kind = match command {
            Command::FeedName => Some(PromptKind::FeedName),
            Command::FeedTags => Some(PromptKind::FeedTags),
            Command::FeedInterval => Some(PromptKind::FeedInterval),
            Command::FeedKeep => Some(PromptKind::FeedKeep),
            Command::FeedFullText | Command::Unfollow => None,
            _ => return false,
        };
        let feed = self.meant_feed().and_then(|row| row.feed.clone());
        match (feed.filter(|feed| feed.id != FeedId::KEPT), kind) {
            (None, _) => self.fail("Choose a feed first."),
            (Some(feed), Some(kind)) => {
                let words = feed_line::now(kind, &feed);
                self.prompt_about(kind, Subject::Feed(feed.id), &words, Vec::new());
            }
            (Some(feed), None) if command == Command::Unfollow => self.unfollow(&feed),
            (Some(feed), None) => self.switch_full_text(&feed),
        }
        true
    }

    fn switch_full_text(&mut self, feed: &FeedRow) {
        let on = !feed.full_text;
        self.change_feed(feed, vec![FeedChange::FullText(on)]);
        let what = match on {
            true => "the full text",
            false => "what the feed gives",
        };
        self.say(format!("{}: {what} of each new article.", feed.name));
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
        match feed_line::changes(prompt.kind(), words, &feed) {
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

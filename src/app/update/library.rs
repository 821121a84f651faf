//! What the reader does to the library: refresh, full text, tags, searches across all articles.

use crate::app::{Pane, State};
use crate::command::prompt::{Prompt, PromptKind};
use crate::command::table::Command;
use crate::message::{Effect, Wanted, Whose};
use crate::model::ArticleId;

impl State {
    /// Runs a command of the library; false when it is another's.
    pub(in crate::app) fn run_library(&mut self, command: Command) -> bool {
        match command {
            Command::Refresh => {
                self.say("Asking all feeds.");
                self.effects.push(Effect::Refresh(Whose::All));
            }
            Command::RefreshFeed => {
                let meant = self.meant_feed();
                let feed = meant.and_then(|row| Some((row.name.clone(), row.feed.as_ref()?.id)));
                match (feed, self.meant()) {
                    (Some((name, feed)), _) => {
                        self.say(format!("Asking {name}."));
                        self.effects.push(Effect::Refresh(Whose::Feed(feed)));
                    }
                    (None, Some(article)) if self.focus != Pane::Feeds => {
                        self.say("Asking this feed.");
                        self.effects.push(Effect::Refresh(Whose::FeedOf(article)));
                    }
                    _ => return self.run_library(Command::Refresh),
                }
            }
            Command::Save | Command::Pipe => self.ask_where(command),
            Command::Share => self.ask_with_whom(),
            Command::FullText => {
                if let Some(id) = self.meant() {
                    self.say("Fetching the full text.");
                    let ask = self.ask_to_load(id);
                    self.effects.push(Effect::FullText { ask, id });
                }
            }
            Command::Tag => self.prompt(PromptKind::Tag),
            Command::Add => self.prompt(PromptKind::Add),
            Command::SearchLibrary => {
                self.focus = Pane::List;
                if let Some(feeds) = &mut self.feeds {
                    feeds.set_open(false);
                }
                if self.list.within().is_some() {
                    self.effects.push(self.list.show(None));
                }
                self.prompt(PromptKind::Filter);
            }
            Command::SaidEverywhere => self.prompt(PromptKind::Who),
            Command::Speakers => self.want(self.list.speakers()),
            Command::Notes => self.want(Wanted::Notes(None)),
            _ => return self.run_feed(command),
        }
        true
    }

    /// What a line typed for the library means.
    pub(in crate::app) fn typed_library(&mut self, prompt: &Prompt) {
        let words = prompt.text().trim();
        if words.is_empty() {
            return;
        }
        if prompt.kind() == PromptKind::Who {
            return self.want(Wanted::Said(words.to_owned()));
        }
        if prompt.kind() == PromptKind::Add {
            self.say("Adding.");
            self.effects.push(Effect::Add(words.to_owned()));
            return;
        }
        let (tag, on) = match words.strip_prefix('-') {
            Some(tag) => (tag.trim(), false),
            None => (words, true),
        };
        let Some(id) = self.meant().filter(|_| !tag.is_empty()) else {
            return;
        };
        self.list.change(id, |row| {
            row.tags.retain(|known| !known.eq_ignore_ascii_case(tag));
            row.tags.extend(on.then(|| tag.to_owned()));
        });
        self.say(if on {
            format!("Tagged {tag}.")
        } else {
            format!("No longer tagged {tag}.")
        });
        self.effects.push(Effect::SetTag(id, tag.to_owned(), on));
    }

    /// The article that is read, in the list the chosen one.
    pub(in crate::app) fn meant(&self) -> Option<ArticleId> {
        match self.focus {
            Pane::List => self.list.chosen().map(|row| row.id),
            Pane::Feeds => None,
            Pane::Reader | Pane::Panel | Pane::Sheet => self.read_now(),
        }
    }
}

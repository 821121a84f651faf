//! What commands do in the list of feeds.

use crate::app::command::motion::{Rows, motion};
use crate::app::command::prompt::PromptKind;
use crate::app::shelf::feeds::{FeedsPane, title};
use crate::app::{Command, Effect, Overlay, Pane, State, words};
use crate::model::{FeedId, Selection, SelectionKind};

impl State {
    /// Takes the rows of the list of feeds.
    pub(in crate::app) fn take_selections(&mut self, rows: Vec<Selection>, counted: bool) {
        // What is shown of the articles goes by the name that it has now.
        if let Some(within) = &mut self.list.within
            && let Some(row) = rows.iter().find(|row| row.query == within.query)
        {
            within.name.clone_from(&row.name);
            within.feed.clone_from(&row.feed);
        }
        let feeds = self.feeds.get_or_insert_default();
        let first = feeds.rows.is_empty();
        if let Some(Overlay::Prompt(prompt)) = &mut self.overlay {
            prompt.offers = None;
        } else {
            // What changed may be who speaks.
            self.knows_people = false;
        }
        feeds.take(rows, counted);
        if first {
            self.choose_shown();
        }
    }

    /// Chooses the row whose articles are listed.
    fn choose_shown(&mut self) {
        let within = self.list.query();
        if let Some(feeds) = &mut self.feeds
            && let Some(index) = feeds.rows.iter().position(|row| row.query == within)
        {
            feeds.selected = index;
        }
    }

    /// An article was read, or is unread again: so are the counts.
    pub(in crate::app) fn count_read(&mut self, feed: FeedId, read: bool) {
        if let Some(feeds) = &mut self.feeds {
            feeds.count(feed, read);
        }
    }

    /// From the articles up to the list of feeds, to the one that was shown; false where there is none.
    pub(in crate::app) fn go_up(&mut self, effects: &mut Vec<Effect>) -> bool {
        self.choose_shown();
        let Some(feeds) = &mut self.feeds else {
            return false;
        };
        feeds.open = true;
        feeds.counted = false;
        self.focus = Pane::Feeds;
        effects.push(Effect::Selections);
        true
    }

    /// Shows the articles of a row.
    pub(in crate::app) fn open_selection(&mut self, index: usize, effects: &mut Vec<Effect>) {
        let Some(feeds) = &mut self.feeds else {
            return;
        };
        let Some(row) = feeds.rows.get(index) else {
            return;
        };
        feeds.selected = index;
        feeds.open = false;
        self.focus = Pane::List;
        let within = (row.kind != SelectionKind::All).then(|| row.clone());
        effects.push(self.list.show(within));
    }

    /// The feed that a command for feeds means: the chosen one, or the one whose articles are listed.
    pub(in crate::app) fn meant_feed(&self) -> Option<&Selection> {
        let row = match self.focus {
            Pane::Feeds => self.feeds.as_ref()?.chosen()?,
            _ => self.list.within.as_ref()?,
        };
        (row.kind == SelectionKind::Feed).then_some(row)
    }

    /// Runs a command in the list of feeds; false when it means the same everywhere.
    pub(in crate::app) fn run_feeds(
        &mut self,
        command: Command,
        count: Option<usize>,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let Some(feeds) = &mut self.feeds else {
            self.focus = Pane::List;
            return true;
        };
        let rows = Rows {
            at: feeds.selected,
            count: feeds.rows.len(),
            page: usize::from(self.size.1 / 2).max(1),
        };
        if let Some(to) = motion(command, count, rows) {
            feeds.select(to);
            return true;
        }
        match command {
            Command::Open => {
                let chosen = feeds.selected;
                self.open_selection(chosen, effects);
            }
            Command::NextMatch | Command::PreviousMatch => {
                let new = |row: &Selection| row.unread.unwrap_or(0) > 0;
                match feeds.seek(command == Command::NextMatch, new) {
                    Some(index) => feeds.select(index),
                    None => self.say("No more with unread articles."),
                }
            }
            Command::NextParagraph | Command::PreviousParagraph => {
                let now = feeds.chosen().map(|row| title(row.kind));
                let other = |row: &Selection| Some(title(row.kind)) != now;
                match feeds.seek(command == Command::NextParagraph, other) {
                    Some(index) => feeds.select(index),
                    None => self.say("No other group."),
                }
            }
            Command::Search => self.prompt(PromptKind::Find),
            Command::ReadAll => self.read_selection(effects),
            Command::Browse | Command::CopyQuote | Command::CopyAddress => {
                self.site(command, effects);
            }
            // What these keys do for an article, they do for a feed.
            Command::Tag => drop(self.run_feed(Command::FeedTags, effects)),
            Command::FullText => drop(self.run_feed(Command::FeedFullText, effects)),
            Command::Back => {
                effects.extend(self.keep_place());
                effects.push(Effect::Quit);
            }
            _ if command.is_everywhere() => return false,
            _ => self.not_here(command),
        }
        true
    }

    /// Marks all articles of the chosen row read.
    fn read_selection(&mut self, effects: &mut Vec<Effect>) {
        let Some(row) = self.feeds.as_ref().and_then(FeedsPane::chosen) else {
            return;
        };
        let (name, query) = (row.name.clone(), row.query.clone());
        let articles = row.unread.map(|n| words::count(n as usize, "article"));
        let same = self.list.query() == query;
        if same || query.is_empty() {
            self.list.rows.iter_mut().for_each(|row| row.read = true);
            self.list.unread = 0;
        }
        let undo = self.key_name(Command::Undo);
        self.say(format!(
            "Marked {} of {name} read. Press {undo} to undo.",
            articles.as_deref().unwrap_or("all articles")
        ));
        effects.extend([Effect::ReadAll(query), Effect::Selections]);
    }

    /// Opens or copies the address of the chosen feed's site.
    fn site(&mut self, command: Command, effects: &mut Vec<Effect>) {
        let Some(feed) = self.meant_feed().and_then(|row| row.feed.as_ref()) else {
            return self.fail("Choose a feed first.");
        };
        let address = match command {
            Command::Browse => feed.home.as_ref().unwrap_or(&feed.url),
            _ => &feed.url,
        };
        self.open_or_copy(address.clone(), command == Command::Browse, effects);
    }

    /// Chooses the next row whose name has these words, from that row on.
    pub(in crate::app) fn find_selection(&mut self, typed: &str, from: usize) {
        let Some(feeds) = &mut self.feeds else {
            return;
        };
        let typed = typed.trim().to_lowercase();
        let all = feeds.rows.len();
        let has = |index: &usize| feeds.rows[*index].name.to_lowercase().contains(&typed);
        let found = (from..all).chain(0..from.min(all)).find(has);
        feeds.select(found.unwrap_or(from));
        match found {
            Some(_) => self.notice = None,
            None => self.fail(format!("No name has {typed}.")),
        }
    }
}

#[cfg(test)]
mod tests;

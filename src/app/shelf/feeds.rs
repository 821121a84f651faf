//! The list of feeds, one step above the list of articles and in its place: all articles, saved
//! queries, tags, feeds, each with its counts.

mod edit;

use crate::app::command::motion::{Rows, motion};
use crate::app::command::prompt::PromptKind;
use crate::app::{Command, Effect, Overlay, Pane, State, words};
use crate::model::{FeedId, Selection, SelectionKind};

/// The rows and what is chosen of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeedsPane {
    /// In the order of the screen: kinds stand together.
    pub rows: Vec<Selection>,
    /// The chosen row.
    pub selected: usize,
    /// The first line on the screen, of [`Self::lines`].
    pub top: usize,
    /// It stands where the articles else do.
    pub open: bool,
    /// Queries and tags are counted.
    pub counted: bool,
}

/// A line of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedLine {
    /// Nothing.
    Gap,
    /// The heading over rows of one kind.
    Title(&'static str),
    /// A row, by its number.
    Row(usize),
    /// Why the feed of that row was not reached.
    Trouble(usize),
}

/// The heading over rows of a kind; the first kinds need none.
pub const fn title(kind: SelectionKind) -> Option<&'static str> {
    match kind {
        SelectionKind::All | SelectionKind::Unread | SelectionKind::Favourites => None,
        SelectionKind::Query => Some("Saved queries"),
        SelectionKind::Tag => Some("Tags"),
        SelectionKind::Feed => Some("Feeds"),
    }
}

/// Why a feed was not reached, as one sentence; none for what is no feed or was reached.
pub fn trouble(selection: &Selection) -> Option<String> {
    let error = selection.feed.as_ref()?.error.as_ref()?;
    Some(words::sentence(&format!("Not refreshed: {error}")))
}

impl FeedsPane {
    /// The chosen row.
    pub fn chosen(&self) -> Option<&Selection> {
        self.rows.get(self.selected)
    }

    /// How many rows are feeds.
    pub fn feeds(&self) -> usize {
        let feeds = self.rows.iter().filter(|row| row.feed.is_some());
        feeds.count()
    }

    /// Takes rows that arrived; the chosen one stays chosen.
    fn take(&mut self, rows: Vec<Selection>, counted: bool) {
        let key = |row: &Selection| (row.kind, row.query.clone());
        let chosen = self.chosen().map(key);
        let old = std::mem::replace(&mut self.rows, rows);
        if let Some(index) = chosen.and_then(|it| self.rows.iter().position(|row| key(row) == it)) {
            self.selected = index;
        }
        self.select(self.selected);
        // Counts that are on the screen stay there until newer ones come.
        for row in self.rows.iter_mut().filter(|row| row.total.is_none()) {
            if let Some(known) = old.iter().find(|old| key(old) == key(row)) {
                (row.total, row.unread) = (known.total, known.unread);
            }
        }
        self.counted = counted;
    }

    fn select(&mut self, index: usize) {
        self.selected = index.min(self.rows.len().saturating_sub(1));
    }

    /// Moves the choice by so many rows, down when positive.
    pub(in crate::app) fn step(&mut self, by: isize) {
        self.select(self.selected.saturating_add_signed(by));
    }

    /// The lines of the screen.
    pub fn lines(&self) -> Vec<FeedLine> {
        let mut lines = Vec::with_capacity(self.rows.len() + 8);
        let mut kind = None;
        for (index, row) in self.rows.iter().enumerate() {
            if kind != Some(row.kind)
                && let Some(title) = title(row.kind)
            {
                lines.extend([FeedLine::Gap, FeedLine::Title(title)]);
            }
            kind = Some(row.kind);
            lines.push(FeedLine::Row(index));
            if trouble(row).is_some() {
                lines.push(FeedLine::Trouble(index));
            }
        }
        lines
    }

    /// Scrolls just so far that the chosen row, with what stands under or over it, is on the screen.
    pub fn settle(&mut self, height: u16) {
        let room = usize::from(height.saturating_sub(crate::app::shelf::list::HEAD)).max(1);
        let lines = self.lines();
        let row = FeedLine::Row(self.selected);
        let at = lines.iter().position(|line| *line == row).unwrap_or(0);
        let last = match lines.get(at + 1) {
            Some(FeedLine::Trouble(_)) => at + 1,
            _ => at,
        };
        let first = if self.selected == 0 { 0 } else { at };
        let heading = at
            .checked_sub(1)
            .filter(|above| matches!(lines.get(*above), Some(FeedLine::Title(_))));
        self.top = self.top.min(heading.unwrap_or(first));
        if last >= self.top + room {
            self.top = last + 1 - room;
        }
        self.top = self.top.min(at);
    }

    /// The nearest row after (before, when not `forward`) the chosen one that `wanted` is true of.
    fn seek(&self, forward: bool, wanted: impl Fn(&Selection) -> bool) -> Option<usize> {
        let good = |index: &usize| self.rows.get(*index).is_some_and(&wanted);
        if forward {
            (self.selected + 1..self.rows.len()).find(good)
        } else {
            (0..self.selected).rev().find(good)
        }
    }

    /// Counts an article that was read, or is unread again.
    fn count(&mut self, feed: FeedId, read: bool) {
        for row in &mut self.rows {
            let holds = match row.kind {
                SelectionKind::All | SelectionKind::Unread => true,
                SelectionKind::Feed => row.feed.as_ref().is_some_and(|it| it.id == feed),
                _ => false,
            };
            if holds && let Some(unread) = &mut row.unread {
                *unread = if read {
                    unread.saturating_sub(1)
                } else {
                    *unread + 1
                };
                if row.kind == SelectionKind::Unread {
                    row.total = row.unread;
                }
            }
        }
    }
}

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

//! The list of feeds, one step above the list of articles and in its place: all articles, saved
//! queries, tags, feeds, each with its counts.

use std::collections::BTreeMap;

use crate::app::outcome::{Context, Outcome, Want};
use crate::command::Command;
use crate::command::motion::{Rows, motion};
use crate::command::prompt::PromptKind;
use crate::message::{Effect, Wanted};
use crate::model::{FeedChange, FeedId, FeedRow, Selection, SelectionKind};
use crate::words;
use crate::words::shelf::{heading, trouble};

/// The rows and what is chosen of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FeedsPane {
    rows: Vec<Selection>,
    selected: usize,
    top: usize,
    open: bool,
    counted: bool,
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

/// What tells a row from all others.
fn key(row: &Selection) -> (SelectionKind, &str) {
    (row.kind, &row.query)
}

impl FeedsPane {
    /// Does what a command means in the list of feeds; none for what it means everywhere.
    pub(in crate::app) fn on(&mut self, command: Command, context: &Context) -> Option<Outcome> {
        let rows = Rows {
            at: self.selected,
            count: self.rows.len(),
            page: usize::from(context.height / 2).max(1),
        };
        if let Some(to) = motion(command, context.count, rows) {
            self.select(to);
            return Some(Outcome::done());
        }
        Some(match command {
            Command::Open => self.open_row(self.selected),
            Command::NextMatch | Command::PreviousMatch => {
                let new = |row: &Selection| row.unread.unwrap_or(0) > 0;
                match self.seek(command == Command::NextMatch, context.count, new) {
                    true => Outcome::done(),
                    false => Outcome::say("No more with unread articles."),
                }
            }
            Command::NextParagraph | Command::PreviousParagraph => {
                let now = self.chosen().map(|row| heading(row.kind));
                let other = |row: &Selection| Some(heading(row.kind)) != now;
                match self.seek(command == Command::NextParagraph, None, other) {
                    true => Outcome::done(),
                    false => Outcome::say("No other group."),
                }
            }
            Command::Search => Want::Type(PromptKind::Find).into(),
            Command::ReadAll => self.read_all(context),
            Command::Browse | Command::CopyQuote | Command::CopyAddress => {
                let Some(feed) = self.chosen().and_then(|row| row.feed.as_ref()) else {
                    return Some(Outcome::fail("Choose a feed first."));
                };
                Outcome::from(match command {
                    Command::Browse => {
                        Want::Browse(feed.home.as_ref().unwrap_or(&feed.url).clone())
                    }
                    _ => Want::CopyAddress(feed.url.clone()),
                })
            }
            // What these keys do for an article, they do for a feed.
            Command::Tag => Want::Run(Command::FeedTags).into(),
            Command::FullText => Want::Run(Command::FeedFullText).into(),
            Command::Speakers => Want::Ask(Wanted::speakers(Some(self.chosen()?), "")).into(),
            Command::Back => Want::Leave.into(),
            _ if command.is_everywhere() => return None,
            _ => Outcome::not_here(command),
        })
    }

    /// Lists the articles of a row.
    pub(in crate::app) fn open_row(&mut self, index: usize) -> Outcome {
        let Some(row) = self.rows.get(index) else {
            return Outcome::done();
        };
        (self.selected, self.open) = (index, false);
        Want::List((row.kind != SelectionKind::All).then(|| row.clone())).into()
    }

    /// Marks all articles of the chosen row read.
    fn read_all(&self, context: &Context) -> Outcome {
        let Some(row) = self.chosen() else {
            return Outcome::done();
        };
        let articles = row.unread.map(|n| words::count(n as usize, "article"));
        let articles = articles.as_deref().unwrap_or("all articles");
        let (name, undo) = (&row.name, context.key(Command::Undo));
        Outcome::say(format!(
            "Marked {articles} of {name} read. Press {undo} to undo."
        ))
        .and(Want::WasRead(row.query.clone()))
        .and(Want::World(Effect::ReadAll(row.query.clone())))
        .and(Want::World(Effect::Selections))
    }

    /// Chooses the next row whose name has these words, from that row on.
    pub(in crate::app) fn find(&mut self, typed: &str, from: usize) -> Outcome {
        let typed = typed.trim().to_lowercase();
        let all = self.rows.len();
        let has = |index: &usize| self.rows[*index].name.to_lowercase().contains(&typed);
        let found = (from..all).chain(0..from.min(all)).find(has);
        self.select(found.unwrap_or(from));
        match found {
            Some(_) => Outcome::done(),
            None => Outcome::fail(format!("No name has {typed}.")),
        }
    }

    /// The rows, in the order of the screen: kinds stand together.
    pub fn rows(&self) -> &[Selection] {
        &self.rows
    }

    /// The number of the chosen row.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The first line on the screen, of [`Self::lines`].
    pub fn top(&self) -> usize {
        self.top
    }

    /// Whether it stands where the articles else do.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Whether queries and tags are counted.
    pub fn is_counted(&self) -> bool {
        self.counted
    }

    /// Stands where the articles else do, or no longer. Its counts are those of before until new ones come.
    pub(in crate::app) fn set_open(&mut self, open: bool) {
        self.open = open;
        self.counted &= !open;
    }

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
    pub(in crate::app) fn take(&mut self, rows: Vec<Selection>, counted: bool) {
        let old = std::mem::replace(&mut self.rows, rows);
        let chosen = old.get(self.selected);
        let is_chosen = |row: &Selection| chosen.is_some_and(|it| key(it) == key(row));
        let stays = self.rows.iter().position(is_chosen);
        self.select(stays.unwrap_or(self.selected));
        // Counts that are on the screen stay there until newer ones come.
        let known: BTreeMap<_, _> = old
            .iter()
            .map(|row| (key(row), (row.total, row.unread)))
            .collect();
        for row in self.rows.iter_mut().filter(|row| row.total.is_none()) {
            if let Some(counts) = known.get(&key(row)) {
                (row.total, row.unread) = *counts;
            }
        }
        self.counted = counted;
    }

    pub(in crate::app) fn select(&mut self, index: usize) {
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
                && let Some(title) = heading(row.kind)
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
        let room = usize::from(height.saturating_sub(crate::app::article::panel::HEAD)).max(1);
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

    /// Chooses the nearest row after (before, when not `forward`) the chosen one that `wanted` is true of, or the `count`th
    /// of them, the last where there are fewer; false when there is none.
    fn seek(
        &mut self,
        forward: bool,
        count: Option<usize>,
        wanted: impl Fn(&Selection) -> bool,
    ) -> bool {
        let good = |index: &usize| self.rows.get(*index).is_some_and(&wanted);
        let count = count.unwrap_or(1).max(1);
        let found = if forward {
            (self.selected + 1..self.rows.len())
                .filter(good)
                .take(count)
                .last()
        } else {
            (0..self.selected).rev().filter(good).take(count).last()
        };
        self.selected = found.unwrap_or(self.selected);
        found.is_some()
    }

    /// Chooses the row of that query.
    pub(in crate::app) fn choose(&mut self, query: &str) {
        let found = self.rows.iter().position(|row| row.query == query);
        self.selected = found.unwrap_or(self.selected);
    }

    /// The feed of that number.
    pub(in crate::app) fn feed(&self, id: FeedId) -> Option<&FeedRow> {
        let mut feeds = self.rows.iter().filter_map(|row| row.feed.as_ref());
        feeds.find(|feed| feed.id == id)
    }

    /// Shows what changes of a feed at once; the library's answer brings the rest.
    pub(in crate::app) fn change(&mut self, id: FeedId, changes: &[FeedChange]) {
        for row in &mut self.rows {
            let Some(known) = row.feed.as_mut().filter(|known| known.id == id) else {
                continue;
            };
            for change in changes {
                match change {
                    FeedChange::Name(Some(name)) => {
                        (row.name, known.name) = (name.clone(), name.clone())
                    }
                    FeedChange::FullText(on) => known.full_text = *on,
                    FeedChange::Every(every) => known.every = *every,
                    FeedChange::Keep(days) => known.keep = *days,
                    _ => {}
                }
            }
        }
    }

    /// Counts an article that was read, or is unread again.
    pub(in crate::app) fn count(&mut self, feed: FeedId, read: bool) {
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

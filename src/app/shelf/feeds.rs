//! The list of feeds, one step above the list of articles and in its place: all articles, saved
//! queries, tags, feeds, each with its counts.

use crate::app::words;
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
    pub(in crate::app) fn take(&mut self, rows: Vec<Selection>, counted: bool) {
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
    pub(in crate::app) fn seek(
        &self,
        forward: bool,
        wanted: impl Fn(&Selection) -> bool,
    ) -> Option<usize> {
        let good = |index: &usize| self.rows.get(*index).is_some_and(&wanted);
        if forward {
            (self.selected + 1..self.rows.len()).find(good)
        } else {
            (0..self.selected).rev().find(good)
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

//! Goes to the next row of the list that is wanted: unread, with quotes, of another day. Where none of
//! those that are loaded is, more are asked for and looked through, until one is found or the list ends;
//! the rows on the screen stay until then.

use crate::app::shelf::list::ListPane;
use crate::app::words::day;
use crate::model::ArticleRow;

/// What a row must have.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) enum Aim {
    /// Somebody's words.
    Quotes,
    /// Not read yet.
    Unread,
    /// Another day than this one.
    OtherDay(Option<String>),
}

/// A search through rows that are not loaded.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Seek {
    pub(in crate::app) aim: Aim,
    pub(in crate::app) forward: bool,
    /// The article is opened, not chosen alone.
    pub(in crate::app) open: bool,
}

/// Rows that are looked through at once.
pub(in crate::app) const STRIDE: usize = 2_000;

impl Aim {
    pub(in crate::app) fn is_met(&self, row: &ArticleRow) -> bool {
        match self {
            Aim::Quotes => row.quotes > 0,
            Aim::Unread => !row.read,
            Aim::OtherDay(now) => day_of(row) != *now,
        }
    }

    /// What is said when no row is.
    pub(in crate::app) const fn missed(&self) -> &'static str {
        match self {
            Aim::Quotes => "No more articles with quotes.",
            Aim::Unread => "No more unread articles.",
            Aim::OtherDay(_) => "No other day.",
        }
    }
}

pub(in crate::app) fn day_of(row: &ArticleRow) -> Option<String> {
    row.published.as_deref().map(day::long)
}

impl ListPane {
    /// The nearest loaded row after (before, when not forward) the chosen one that is wanted.
    pub(in crate::app) fn nearest(&self, seek: &Seek) -> Option<usize> {
        let good = |index: &usize| self.row(*index).is_some_and(|row| seek.aim.is_met(row));
        if seek.forward {
            (self.selected + 1..self.from + self.rows.len()).find(good)
        } else {
            (self.from..self.selected).rev().find(good)
        }
    }

    /// The rows to look through after those from `from` to `end`: the first one and how many.
    pub(in crate::app) fn beyond(
        &self,
        seek: &Seek,
        from: usize,
        end: usize,
    ) -> Option<(usize, usize)> {
        let (from, end) = if seek.forward {
            let from = end.max(self.selected + 1);
            (from, self.total.min(from + STRIDE))
        } else {
            let end = from.min(self.selected);
            (end.saturating_sub(STRIDE), end)
        };
        (from < end).then(|| (from, end - from))
    }

    /// Lets a search through the list be; its answer is of no use any more.
    pub(in crate::app) fn seek_no_more(&mut self) {
        if self.seek.take().is_some() {
            self.awaited = None;
        }
    }
}

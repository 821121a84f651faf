//! The list that the reader sees: which articles it has, in what order, and the rows of its window.

use std::time::Duration;

use crossbeam_channel::Sender;

use super::listing::{Listed, merged};
use super::{FIRST_ROWS, LATER, LibraryThread, PAUSE};
use crate::error::Result;
use crate::library::{Order, Query};
use crate::message::Msg;
use crate::model::{ArticleId, ArticleRow};

impl LibraryThread {
    /// Looks again which articles are listed; the first row of the window stays the first.
    pub(super) fn list_again(&mut self) -> Result<()> {
        let (from, _) = self.window;
        let first = self.numbers()?.get(from).copied();
        self.ids = None;
        self.first.clear();
        let ids = self.numbers()?;
        let moved = ids.iter().position(|id| Some(*id) == first);
        self.window.0 = moved.unwrap_or(from);
        Ok(())
    }

    /// Sends the rows of the window.
    pub(super) fn reply(&mut self, send: &Sender<Msg>, ask: u64) {
        let reply = match self.rows() {
            Ok(listed) => Msg::Rows {
                ask,
                total: listed.total,
                unread: match listed.unread {
                    Some(unread) => unread,
                    None => self.unread(listed.total, &listed.rows),
                },
                more: false,
                from: self.window.0,
                rows: listed.rows,
            },
            Err(error) => Msg::Failed(error.to_string()),
        };
        let _ = send.send(reply);
        if self.ids.is_none() && self.window.0 > 0 {
            // The way back from the end is wanted next. Who waits has been answered.
            let _ = self.numbers();
        }
    }

    /// Reads what will be asked for: the numbers of the list with its first and last rows, and then, a little at a time,
    /// where quotations stand. Gives when to go on.
    pub(super) fn read_ahead(&mut self) -> Result<Option<Duration>> {
        if self.ids.is_none() {
            self.read_ends()?;
            return Ok(Some(LATER));
        }
        let held = self.library.hold(self.held.take())?;
        let more = self.library.read_ahead(&held);
        self.held = Some(held);
        Ok(more?.then_some(PAUSE))
    }

    /// How many rows the list has, and those of the window.
    fn rows(&mut self) -> Result<Listed> {
        let (from, count) = self.window;
        let filtered = !self.asked.1.is_empty();
        // The beginning of a list, before its numbers are known; a search is made anew.
        let begins = from == 0 && self.ids.is_none();
        let known = match begins && filtered {
            true => None,
            false => self.known(from, count)?,
        };
        if let Some(known) = known {
            if begins {
                self.first = known.rows.iter().map(|row| row.id).collect();
            }
            return Ok(known);
        }
        let listed = |total, rows| Listed {
            total,
            unread: None,
            rows,
        };
        if begins && !filtered {
            let rows = self.library.rows(&self.query, Order::Newest, None, count)?;
            self.first = rows.iter().map(|row| row.id).collect();
            let total = if rows.len() < count {
                rows.len()
            } else {
                usize::try_from(self.library.count(&self.query)?).unwrap_or(usize::MAX)
            };
            return Ok(listed(total, rows));
        }
        if self.ids.is_none() && from >= self.first.len() && !filtered {
            let total = usize::try_from(self.library.count(&self.query)?).unwrap_or(usize::MAX);
            if from < total && total - from <= count {
                // The end of the list, which needs none of what stands before it; what fills a screen is enough for now.
                let end = (total - from).min(FIRST_ROWS);
                self.window.0 = total - end;
                let mut rows = self.library.rows(&self.query, Order::Oldest, None, end)?;
                rows.reverse();
                return Ok(listed(total, rows));
            }
        }
        let ids = self.numbers()?;
        let total = ids.len();
        let window: Vec<ArticleId> = ids.iter().skip(from).take(count).copied().collect();
        Ok(listed(total, self.library.rows_of(&window)?))
    }

    /// The numbers of the whole list.
    pub(super) fn numbers(&mut self) -> Result<&[ArticleId]> {
        let ids = match self.ids.take() {
            Some(ids) => ids,
            // What was sent already stays, whatever became of it since.
            None => {
                let now = self.found()?;
                merged(&self.first, now, |_| true)
            }
        };
        Ok(self.ids.insert(ids))
    }

    /// The numbers of what is listed, newest first: a filter is answered from the list that is held.
    pub(super) fn found(&mut self) -> Result<Vec<ArticleId>> {
        if self.asked.1.is_empty() && self.query != Query::default() {
            return self.library.ids(&self.query);
        }
        let held = self.library.hold(self.held.take())?;
        let answer = self.library.answer(&self.query, &held)?;
        self.held = Some(held);
        answer.map_or_else(|| self.library.ids(&self.query), Ok)
    }

    pub(super) fn unread(&mut self, total: usize, rows: &[ArticleRow]) -> usize {
        if rows.len() == total {
            return rows.iter().filter(|row| !row.read).count();
        }
        if let (Some(ids), false) = (&self.ids, self.asked.1.is_empty())
            && let Ok(held) = self.library.hold(self.held.take())
        {
            return self.held.insert(held).unread(ids);
        }
        let unread = Query::unread().and(&self.query);
        let count = self.library.count(&unread).unwrap_or(0);
        usize::try_from(count).unwrap_or(usize::MAX)
    }
}

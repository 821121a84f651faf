//! The list of feeds among the other panes: its rows as they come, and what is listed of them.

use crate::app::{Overlay, Pane, State};
use crate::message::Effect;
use crate::model::{FeedId, Selection, SelectionKind};

impl State {
    /// Takes the rows of the list of feeds.
    pub(in crate::app) fn take_selections(&mut self, rows: Vec<Selection>, counted: bool) {
        self.list.rename(&rows);
        let feeds = self.feeds.get_or_insert_default();
        let first = feeds.rows().is_empty();
        feeds.take(rows, counted);
        if first {
            feeds.choose(&self.list.query());
        }
        if let Some(Overlay::Prompt(prompt)) = &mut self.overlay {
            prompt.offer(None);
        } else {
            // What changed may be who speaks.
            self.knows_people = false;
        }
    }

    /// An article was read, or is unread again: so are the counts.
    pub(in crate::app) fn count_read(&mut self, feed: FeedId, read: bool) {
        if let Some(feeds) = &mut self.feeds {
            feeds.count(feed, read);
        }
    }

    /// From the articles up to the feeds; false where there are none.
    pub(in crate::app) fn go_up(&mut self) -> bool {
        let Some(feeds) = &mut self.feeds else {
            return false;
        };
        feeds.choose(&self.list.query());
        feeds.set_open(true);
        self.focus = Pane::Feeds;
        self.effects.push(Effect::Selections);
        true
    }

    /// Lists the articles of a row of feeds, all of them where it is none.
    pub(in crate::app) fn list_within(&mut self, within: Option<Selection>) {
        self.focus = Pane::List;
        self.effects.push(self.list.show(within));
    }

    /// The feed that a command for feeds means: the chosen one, or the one whose articles are listed.
    pub(in crate::app) fn meant_feed(&self) -> Option<&Selection> {
        let row = match self.focus {
            Pane::Feeds => self.feeds.as_ref()?.chosen()?,
            _ => self.list.within()?,
        };
        (row.kind == SelectionKind::Feed).then_some(row)
    }

    /// Chooses the next row of the feeds whose name has these words, from that row on.
    pub(in crate::app) fn find_selection(&mut self, typed: &str, from: usize) {
        if let Some(feeds) = &mut self.feeds {
            let outcome = feeds.find(typed, from);
            self.notice = None;
            self.hand_over(outcome);
        }
    }
}

#[cfg(test)]
mod tests;

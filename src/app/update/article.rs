//! The open article among the other panes: leaving it, searching in it.

use crate::app::shelf::feeds::FeedsPane;
use crate::app::{Pane, State};
use crate::command::prompt::Prompt;

impl State {
    /// Whether there is a list to go back to.
    pub(in crate::app) fn has_list(&self) -> bool {
        self.list.total() > 1 || self.list.is_part() || self.feeds.is_some()
    }

    /// From the article to what it was opened from.
    pub(in crate::app) fn leave_article(&mut self) {
        if self.leave_page() {
            return;
        }
        let feeds = self.feeds.as_ref().is_some_and(FeedsPane::is_open);
        if self.sheet.is_none() && !feeds && !self.has_list() {
            return self.quit();
        }
        self.effects.extend(self.keep_place());
        if self.sheet.is_some() {
            self.focus = Pane::Sheet;
        } else if feeds {
            self.focus = Pane::Feeds;
        } else {
            self.focus = Pane::List;
        }
    }

    /// Finds the words of the line and goes to the first match after where the reader was.
    pub(in crate::app) fn search(&mut self, prompt: &Prompt, ready: bool) {
        self.notice = None;
        self.in_reader(|reader, context| {
            reader.search_for(prompt.text(), prompt.before(), ready, context)
        });
    }
}

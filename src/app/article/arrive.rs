//! An article that was asked for, and what is known of it, as they arrive.
//!
//! Each comes from a thread of its own, so any may come first: notes that come before their article wait
//! for it, and those of another text (the one before the whole page was fetched) are dropped.

use crate::message::Msg;
use crate::model::ArticleId;

/// What was asked for and has not come yet.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Awaited {
    /// The number of the last question for an article, and which one it was for.
    asked: u64,
    id: Option<ArticleId>,
    /// The question that the open article answers.
    shown: u64,
    /// The question that the beginning of an article answers.
    begun: u64,
    /// That question has no answer yet.
    loading: bool,
    /// What is known of an article that is not open yet.
    early: Vec<Msg>,
}

/// The last of what came early is kept: two texts of an article, and three facts about each.
const MOST: usize = 6;

impl Awaited {
    /// Whether an article was ever asked for.
    pub(in crate::app) fn any(&self) -> bool {
        self.asked > 0
    }

    /// How many were asked for.
    #[cfg(test)]
    pub(in crate::app) fn asked(&self) -> u64 {
        self.asked
    }

    /// Whether nothing waits for its article.
    #[cfg(test)]
    pub(in crate::app) fn keeps_nothing(&self) -> bool {
        self.early.is_empty()
    }

    /// Whether the last question has no answer yet, not even the beginning of one.
    pub(in crate::app) fn is_loading(&self) -> bool {
        self.loading && self.begun < self.asked
    }

    /// The last question will not be answered.
    pub(in crate::app) fn give_up(&mut self) {
        self.loading = false;
    }

    /// The article that is about to be open.
    pub(in crate::app) fn coming(&self) -> Option<ArticleId> {
        self.id.filter(|_| self.loading)
    }

    /// The number of the next question for an article; answers to older ones are void from now on.
    pub(in crate::app) fn ask(&mut self, id: ArticleId) -> u64 {
        if self.id != Some(id) {
            self.early.clear();
        }
        self.id = Some(id);
        self.asked += 1;
        self.loading = true;
        self.asked
    }

    /// Takes the beginning of an answer; false when it answers nothing that is awaited. The answer is still awaited.
    pub(in crate::app) fn begin(&mut self, ask: u64, id: ArticleId) -> bool {
        let awaited = self.id == Some(id) && ask > self.shown;
        if awaited {
            self.begun = ask;
        }
        awaited
    }

    /// Takes an answer: what came before it of the same article; none when it answers nothing that is awaited.
    pub(in crate::app) fn take(&mut self, ask: u64, id: ArticleId) -> Option<Vec<Msg>> {
        if self.id != Some(id) || ask <= self.shown {
            return None;
        }
        self.shown = ask;
        self.loading &= ask < self.asked;
        Some(std::mem::take(&mut self.early))
    }

    /// Keeps what came before its article.
    pub(in crate::app) fn keep(&mut self, msg: Msg) {
        if self.early.len() == MOST {
            self.early.remove(0);
        }
        self.early.push(msg);
    }

    /// Whether this article was asked for, and a newer text of it may come.
    pub(in crate::app) fn awaits(&self, id: ArticleId) -> bool {
        self.id == Some(id) && self.shown < self.asked
    }
}

//! An article that was asked for, and what is known of it, as they arrive.
//!
//! Each comes from a thread of its own, so any may come first: notes that come before their article wait
//! for it, and those of another text (the one before the whole page was fetched) are dropped.

use crate::app::{ReaderPane, State};
use crate::message::{Effect, Msg};
use crate::model::{Article, ArticleId, Details, Notes};
use std::sync::Arc;

impl State {
    /// Asks for an article; answers to older questions are void from now on.
    pub(in crate::app) fn load(&mut self, id: ArticleId) {
        self.effects.extend(self.keep_place());
        self.leave_link();
        let ask = self.ask_to_load(id);
        self.effects.push(Effect::Load { ask, id });
    }

    /// The article that is read: the one on the screen, or the one that is about to take its place.
    pub(in crate::app) fn read_now(&self) -> Option<ArticleId> {
        let open = self.reader.as_ref().map(ReaderPane::id);
        self.awaited.coming().or(open)
    }

    /// The number of the next question for an article.
    pub(in crate::app) fn ask_to_load(&mut self, id: ArticleId) -> u64 {
        self.awaited.ask(id)
    }

    /// Opens an article that was asked for. Where its whole page is fetched meanwhile, its short text is
    /// an answer, too, until that one comes.
    pub(in crate::app) fn take_article(
        &mut self,
        ask: u64,
        id: ArticleId,
        article: Arc<Article>,
        place: usize,
    ) {
        let Some(early) = self.awaited.take(ask, id) else {
            return;
        };
        let (place, target) = self.place_wanted(id, &article, place);
        let mut reader = ReaderPane::new(id, article, place);
        reader.point_at(target);
        self.show(reader);
        for msg in early {
            self.learn(msg);
        }
    }

    pub(super) fn show(&mut self, mut reader: ReaderPane) {
        if let Some(old) = &mut self.reader {
            reader.open_as(old, &self.settings);
        }
        self.list.set_opened(reader.id());
        self.reader = Some(reader);
        self.notice = None;
    }

    /// Takes [`Msg::Noted`] or [`Msg::Details`], now or when their article is here.
    pub(in crate::app) fn learn(&mut self, msg: Msg) {
        let (Msg::Noted { id, article, .. }
        | Msg::NotedInPart { id, article, .. }
        | Msg::Details { id, article, .. }) = &msg
        else {
            return;
        };
        let is_open = |reader: &ReaderPane| {
            let open = reader.article();
            reader.id() == *id && (Arc::ptr_eq(open, article) || open.text == article.text)
        };
        if self.reader.as_ref().is_some_and(is_open) {
            // The whole page may have the same words: it opens without what is known of them.
            if self.awaited.awaits(*id) {
                self.awaited.keep(msg.clone());
            }
            match msg {
                Msg::Noted { id, notes, .. } => self.take_notes(id, notes),
                Msg::NotedInPart { notes, .. } => self.take_part(notes),
                Msg::Details { details, .. } => self.take_details(details),
                _ => {}
            }
        } else if self.awaited.awaits(*id) {
            self.awaited.keep(msg);
        } else if let (true, Msg::Details { .. }) = (self.reads(*id), &msg) {
            // What the library knows is always of the text that it has.
            self.reader.iter_mut().for_each(ReaderPane::outdate);
        } else if let Msg::Noted { id, notes, .. } = msg
            && !self.reads(id)
        {
            self.count_quotes(id, &notes);
        }
    }

    fn take_notes(&mut self, id: ArticleId, notes: Arc<Notes>) {
        self.count_quotes(id, &notes);
        self.in_reader(|reader, context| reader.take_notes(notes, context));
        self.go_to_wanted();
    }

    fn take_part(&mut self, notes: Arc<Notes>) {
        if let Some(reader) = &mut self.reader
            && !reader.is_noted()
        {
            reader.note_in_part(notes);
        }
    }

    fn take_details(&mut self, details: Details) {
        if let Some(reader) = &mut self.reader {
            reader.know(details);
        }
    }

    fn count_quotes(&mut self, id: ArticleId, notes: &Notes) {
        let count = u32::try_from(notes.quotes.len()).unwrap_or(u32::MAX);
        self.list
            .change(id, |row| (row.quotes, row.uncounted) = (count, false));
    }
}

#[cfg(test)]
mod tests;

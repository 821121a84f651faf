//! Goes to the next row of the list that is wanted: unread, with quotes, of another day. Where none of
//! those that are loaded is, more are asked for and looked through, until one is found or the list ends;
//! the rows on the screen stay until then.

use crate::app::outcome::{Outcome, Want};
use crate::app::shelf::aim::{Aim, Seek, day_of};
use crate::app::shelf::list::ListPane;
use crate::model::ArticleRow;

/// Rows that are looked through at once.
const STRIDE: usize = 2_000;

impl ListPane {
    /// Chooses the nearest row that is wanted, or opens its article.
    pub(in crate::app) fn seek(&mut self, aim: Aim, forward: bool, open: bool) -> Outcome {
        let seek = Seek { aim, forward, open };
        match self.nearest(&seek) {
            Some(index) => self.arrive(index, seek.open),
            None => self.seek_beyond(seek, self.from, self.from + self.rows.len()),
        }
    }

    /// Chooses the nearest row of another day than the chosen one's.
    pub(super) fn other_day(&mut self, forward: bool) -> Outcome {
        match self.chosen().map(day_of) {
            Some(now) => self.seek(Aim::OtherDay(now), forward, false),
            None => Outcome::done(),
        }
    }

    /// Does a search so many times over, as far as it finds something in the rows that are loaded.
    pub(super) fn seek_times(
        &mut self,
        count: Option<usize>,
        search: impl Fn(&mut Self) -> Outcome,
    ) -> Outcome {
        let mut outcome = search(self);
        for _ in 1..count.unwrap_or(1).min(self.rows.len()) {
            if outcome != Outcome::done() {
                break;
            }
            let next = search(self);
            if next != Outcome::done() && self.seek.is_none() {
                // There are fewer: the last one is chosen.
                break;
            }
            outcome = next;
        }
        outcome
    }

    /// Opens the nearest article that is not read.
    pub(in crate::app) fn next_unread(&mut self, forward: bool) -> Outcome {
        match self.total {
            0 | 1 => Outcome::say("End of the article."),
            _ => self.seek(Aim::Unread, forward, true),
        }
    }

    /// Looks through rows that a search asked for.
    ///
    /// # Errors
    /// The rows themselves, when they answer something else.
    pub(in crate::app) fn seek_in(
        &mut self,
        ask: u64,
        from: usize,
        rows: Vec<ArticleRow>,
    ) -> Result<Outcome, Vec<ArticleRow>> {
        let Some(seek) = self
            .seek
            .take_if(|_| ask != 0 && self.request.open() == Some(ask))
        else {
            return Err(rows);
        };
        self.request.end();
        let mut all = 0..rows.len();
        let good = |at: &usize| rows.get(*at).is_some_and(|row| seek.aim.is_met(row));
        let found = if seek.forward {
            all.find(good)
        } else {
            all.rfind(good)
        };
        let outcome = match found {
            Some(at) => {
                (self.from, self.rows) = (from, rows);
                self.arrive(from + at, seek.open)
            }
            None if rows.is_empty() => self.missed(&seek.aim),
            None => self.seek_beyond(seek, from, from + rows.len()),
        };
        let mut wants = vec![Want::Answered];
        wants.extend(outcome.0);
        if self.seek.is_none() && found.is_none() {
            // Rows that come unasked are those that were asked for last.
            wants.push(Want::World(self.ask()));
        }
        Ok(Outcome(wants))
    }

    /// Lets a search through the list be; its answer is of no use any more.
    pub(in crate::app) fn seek_no_more(&mut self) {
        if self.seek.take().is_some() {
            self.request.end();
        }
    }

    /// The nearest loaded row after (before, when not forward) the chosen one that is wanted.
    fn nearest(&self, seek: &Seek) -> Option<usize> {
        let good = |index: &usize| self.row(*index).is_some_and(|row| seek.aim.is_met(row));
        if seek.forward {
            (self.selected + 1..self.from + self.rows.len()).find(good)
        } else {
            (self.from..self.selected).rev().find(good)
        }
    }

    /// Asks for the rows beyond those from `from` to `end`, or says that there are none.
    fn seek_beyond(&mut self, seek: Seek, from: usize, end: usize) -> Outcome {
        let (from, end) = if seek.forward {
            let from = end.max(self.selected + 1);
            (from, self.total.min(from + STRIDE))
        } else {
            let end = from.min(self.selected);
            (end.saturating_sub(STRIDE), end)
        };
        if from >= end {
            return self.missed(&seek.aim);
        }
        let ask = self.ask_for(from, end - from);
        self.seek = Some(seek);
        Outcome::from(Want::World(ask)).and(Want::Wait)
    }

    fn arrive(&mut self, index: usize, open: bool) -> Outcome {
        if open {
            return Want::OpenRow(index).into();
        }
        self.select(index);
        Outcome::done()
    }

    /// What is said when no row is wanted.
    fn missed(&self, aim: &Aim) -> Outcome {
        Outcome::say(match aim {
            // Files are looked through when they are opened.
            Aim::Quotes if self.rows.iter().any(|row| row.uncounted) => {
                "No more articles with quotes among those opened so far."
            }
            Aim::Quotes => "No more articles with quotes.",
            Aim::Unread => "No more unread articles.",
            Aim::OtherDay(_) => "No other day.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tests::{press, reading, window};
    use crate::app::{State, update};
    use crate::message::Effect;
    use crate::model::ArticleId;

    /// A library of so many articles, all read and of one day, without quotes.
    fn library(count: i64) -> Vec<ArticleRow> {
        let row = |n| ArticleRow {
            id: ArticleId(n),
            read: true,
            published: Some("2026-11-20".into()),
            ..ArticleRow::default()
        };
        (0..count).map(row).collect()
    }

    /// Answers every question for rows, and counts them.
    fn answer(state: &mut State, library: &[ArticleRow], mut effects: Vec<Effect>) -> usize {
        let mut questions = 0;
        while let Some(Effect::Rows {
            ask, from, count, ..
        }) = effects.pop()
        {
            questions += 1;
            let end = library.len().min(from + count);
            let rows = window(ask, library.len(), from, library[from..end].to_vec());
            effects.extend(update(state, rows));
            effects.retain(|effect| matches!(effect, Effect::Rows { .. }));
        }
        questions
    }

    /// A list whose first rows are loaded.
    fn listing(library: &[ArticleRow]) -> State {
        let mut state = reading(library.len(), (100, 30));
        let effects = vec![state.list.ask()];
        answer(&mut state, library, effects);
        state
    }

    /// The row that keys lead to in a list of 9,000 whose row `at` alone is different.
    fn goes(change: impl Fn(&mut ArticleRow), at: usize, keys: &[&str]) -> usize {
        let mut library = library(9_000);
        change(&mut library[at]);
        let mut state = listing(&library);
        for keys in keys {
            let effects = press(&mut state, keys);
            answer(&mut state, &library, effects);
            assert!(state.list.chosen().is_some(), "the chosen row is loaded");
        }
        state.list.selected()
    }

    #[test]
    fn rows_far_away_are_found() {
        for at in [1, 399, 400, 401, 2_400, 5_000, 8_998] {
            let unread = |row: &mut ArticleRow| row.read = false;
            assert_eq!(goes(unread, at, &["n"]), at);
            assert_eq!(goes(unread, at, &["G", "N"]), at);
            let quoted = |row: &mut ArticleRow| row.quotes = 1;
            assert_eq!(goes(quoted, at, &[")"]), at);
            assert_eq!(goes(quoted, at, &["G", "("]), at);
            let older = |row: &mut ArticleRow| row.published = Some("2026-11-19".into());
            assert_eq!(goes(older, at, &["}"]), at);
            assert_eq!(goes(older, at, &["G", "{"]), at);
        }
    }

    #[test]
    fn a_count_goes_so_far_or_to_the_last() {
        let mut library = library(50);
        for at in [3, 7, 20] {
            library[at].quotes = 1;
        }
        let mut state = listing(&library);
        for (keys, at) in [("2)", 7), ("9)", 20), ("2(", 3), ("2}", 3)] {
            press(&mut state, keys);
            assert_eq!(state.list.selected(), at, "{keys}");
        }
    }

    #[test]
    fn one_that_is_nowhere_leaves_the_choice_where_it_is() {
        let library = library(9_000);
        let mut state = listing(&library);
        press(&mut state, "j");
        let effects = press(&mut state, "n");
        let questions = answer(&mut state, &library, effects);
        assert_eq!(questions, 9_000_usize.div_ceil(STRIDE) + 1);
        assert_eq!((state.list.selected(), state.list.from), (1, 0));
        let words = state.notice.map(|notice| notice.words);
        assert_eq!(words.as_deref(), Some("No more unread articles."));
    }

    #[test]
    fn another_key_ends_the_search() {
        let library = library(9_000);
        let mut state = listing(&library);
        let effects = press(&mut state, "n");
        press(&mut state, "j");
        answer(&mut state, &library, effects);
        assert_eq!(state.list.selected(), 1);
        assert_eq!(state.list.from, 0, "a late answer is dropped");
    }

    #[test]
    fn the_next_unread_article_is_opened_from_one_that_is_read() {
        let mut library = library(9_000);
        library[7_000].read = false;
        let mut state = listing(&library);
        press(&mut state, "<enter>");
        let effects = press(&mut state, "n");
        let [Effect::Rows { ask, from, .. }] = effects.as_slice() else {
            panic!("{effects:?}");
        };
        let rows = window(*ask, library.len(), 6_000, library[6_000..8_000].to_vec());
        assert_eq!(*from, 200, "after the rows that are here");
        let effects = update(&mut state, rows);
        let id = ArticleId(7_000);
        assert!(
            effects
                .iter()
                .any(|it| matches!(it, Effect::Load { id: of, .. } if *of == id))
        );
        assert!(effects.contains(&Effect::SetRead(id, true)));
    }
}

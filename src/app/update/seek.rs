//! Going to the next row of the list that is wanted, also beyond those that are loaded.

use crate::app::shelf::seek::{Aim, Seek, day_of};
use crate::app::{Effect, State};
use crate::model::ArticleRow;

impl State {
    /// Chooses the nearest row that is wanted.
    pub(in crate::app) fn seek(&mut self, aim: Aim, forward: bool, effects: &mut Vec<Effect>) {
        let seek = Seek {
            aim,
            forward,
            open: false,
        };
        self.seek_from_here(seek, effects);
    }

    /// Chooses the nearest row of another day than the chosen one's.
    pub(in crate::app) fn other_day(&mut self, forward: bool, effects: &mut Vec<Effect>) {
        if let Some(now) = self.list.chosen().map(day_of) {
            self.seek(Aim::OtherDay(now), forward, effects);
        }
    }

    /// Opens the nearest article that is not read.
    pub(in crate::app) fn next_unread(&mut self, forward: bool, effects: &mut Vec<Effect>) {
        if self.list.total <= 1 {
            return self.say("End of the article.");
        }
        let seek = Seek {
            aim: Aim::Unread,
            forward,
            open: true,
        };
        self.seek_from_here(seek, effects);
    }

    fn seek_from_here(&mut self, seek: Seek, effects: &mut Vec<Effect>) {
        match self.list.nearest(&seek) {
            Some(index) => self.arrive(index, seek.open, effects),
            None => {
                let (from, end) = (self.list.from, self.list.from + self.list.rows.len());
                self.seek_beyond(seek, from, end, effects);
            }
        }
    }

    /// Asks for the rows beyond those from `from` to `end`, or says that there are none.
    fn seek_beyond(&mut self, seek: Seek, from: usize, end: usize, effects: &mut Vec<Effect>) {
        let Some((from, count)) = self.list.beyond(&seek, from, end) else {
            return self.say(seek.aim.missed());
        };
        effects.push(self.list.ask_for(from, count));
        self.list.seek = Some(seek);
        if let Some(spoken) = &mut self.spoken {
            spoken.wait();
        }
    }

    /// Looks through rows that a search asked for; gives them back when they answer something else.
    pub(in crate::app) fn seek_in(
        &mut self,
        ask: u64,
        from: usize,
        rows: Vec<ArticleRow>,
        effects: &mut Vec<Effect>,
    ) -> Option<Vec<ArticleRow>> {
        if ask == 0 || self.list.awaited != Some(ask) || self.list.seek.is_none() {
            return Some(rows);
        }
        let seek = self.list.seek.take()?;
        self.list.awaited = None;
        if let Some(spoken) = &mut self.spoken {
            spoken.answered();
        }
        let mut all = 0..rows.len();
        let good = |at: &usize| rows.get(*at).is_some_and(|row| seek.aim.is_met(row));
        let found = if seek.forward {
            all.find(good)
        } else {
            all.rfind(good)
        };
        match found {
            Some(at) => {
                (self.list.from, self.list.rows) = (from, rows);
                self.arrive(from + at, seek.open, effects);
            }
            None if rows.is_empty() => self.say(seek.aim.missed()),
            None => self.seek_beyond(seek, from, from + rows.len(), effects),
        }
        if self.list.seek.is_none() && found.is_none() {
            // Rows that come unasked are those that were asked for last.
            effects.push(self.list.ask());
        }
        None
    }

    fn arrive(&mut self, index: usize, open: bool, effects: &mut Vec<Effect>) {
        if open {
            self.open_at(index, effects);
        } else {
            self.list.select(index);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::shelf::seek::STRIDE;
    use crate::app::tests::{press, reading};
    use crate::app::{Msg, update};
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
            let rows = Msg::Rows {
                ask,
                total: library.len(),
                unread: 1,
                from,
                rows: library[from..end].to_vec(),
                more: false,
            };
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
        state.list.selected
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
    fn one_that_is_nowhere_leaves_the_choice_where_it_is() {
        let library = library(9_000);
        let mut state = listing(&library);
        press(&mut state, "j");
        let effects = press(&mut state, "n");
        let questions = answer(&mut state, &library, effects);
        assert_eq!(questions, 9_000_usize.div_ceil(STRIDE) + 1);
        assert_eq!((state.list.selected, state.list.from), (1, 0));
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
        assert_eq!(state.list.selected, 1);
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
        let rows = Msg::Rows {
            ask: *ask,
            total: library.len(),
            unread: 1,
            from: 6_000,
            rows: library[6_000..8_000].to_vec(),
            more: false,
        };
        assert_eq!(*from, 400);
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

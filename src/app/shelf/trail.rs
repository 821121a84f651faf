//! The trail: where the reader has been, to go back and forward; and marks, places that were given a letter.
//!
//! Plain data. `update` lets it settle after each message, and goes where it says.

use std::collections::BTreeMap;

use crate::message::{KeptTrail, Wanted};
use crate::model::{ArticleId, Selection};
use crate::words;

/// Stops that are kept in each direction.
const MOST: usize = 200;
/// Stops that are kept for the next run.
const MOST_KEPT: usize = 50;

/// A place in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The article.
    pub id: ArticleId,
    /// The first byte before the reader.
    pub offset: usize,
    /// The link that was chosen, by its mark.
    pub link: Option<usize>,
}

/// Where the reader can be.
#[derive(Clone, Debug, PartialEq)]
pub enum Spot {
    /// In an article.
    Article(Place),
    /// In the list of articles: what was listed, its filter, the chosen row.
    List(Option<Box<Selection>>, String, usize),
    /// In the list of feeds.
    Feeds,
    /// On a sheet: what it was asked with, and the chosen row.
    Sheet(Wanted, usize),
}

impl Spot {
    /// Whether both are the same article, list or sheet, wherever in it.
    fn is_with(&self, other: &Spot) -> bool {
        match (self, other) {
            (Spot::Article(one), Spot::Article(other)) => one.id == other.id,
            (Spot::List(one, with, _), Spot::List(other, words, _)) => {
                let query = |it: &Option<Box<Selection>>| it.as_ref().map(|it| it.query.clone());
                query(one) == query(other) && with == words
            }
            (Spot::Feeds, Spot::Feeds) => true,
            (Spot::Sheet(one, _), Spot::Sheet(other, _)) => one == other,
            _ => false,
        }
    }
}

/// Where the reader has been.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    back: Vec<Spot>,
    forward: Vec<Spot>,
    /// Where the reader was after the last message.
    here: Option<Spot>,
    /// Where the trail itself leads just now: to be there is no new stop.
    coming: Option<Spot>,
    /// The place before the last jump inside articles.
    before: Option<Place>,
    marks: BTreeMap<char, Place>,
    /// Where an article that was asked for is to be opened.
    wanted: Option<Place>,
    /// The row to be chosen of a sheet that was asked for.
    row: Option<usize>,
}

impl Trail {
    /// The trail of the run before.
    pub fn new(kept: KeptTrail) -> Self {
        let place = |id, offset| Place {
            id,
            offset,
            link: None,
        };
        let back = kept.back.into_iter();
        Trail {
            marks: kept
                .marks
                .into_iter()
                .map(|(letter, id, offset)| (letter, place(id, offset)))
                .collect(),
            back: back
                .map(|(id, offset)| Spot::Article(place(id, offset)))
                .collect(),
            ..Trail::default()
        }
    }

    /// What is to be kept for the next run; where the reader is now is the last stop.
    pub fn kept(&self) -> KeptTrail {
        let marks = self
            .marks
            .iter()
            .map(|(letter, place)| (*letter, place.id, place.offset));
        let mut back: Vec<(ArticleId, usize)> = Vec::new();
        for spot in self.back.iter().chain(&self.here) {
            let Spot::Article(place) = spot else {
                continue;
            };
            if back.last().is_some_and(|(id, _)| *id == place.id) {
                back.pop();
            }
            back.push((place.id, place.offset));
        }
        back.retain(|(id, _)| id.0 > 0);
        KeptTrail {
            marks: marks.filter(|(_, id, _)| id.0 > 0).collect(),
            back: back.split_off(back.len().saturating_sub(MOST_KEPT)),
        }
    }

    /// Takes where the reader is now. Another article, list or sheet than before makes a stop of that one, unless
    /// the trail led here, or something `failed` and brought the reader back.
    pub fn settle(&mut self, now: Option<Spot>, failed: bool) {
        let Some(now) = now else {
            return;
        };
        let Some(here) = self.here.replace(now.clone()) else {
            return;
        };
        if here.is_with(&now) {
            return;
        }
        if self.coming.as_ref().is_some_and(|it| it.is_with(&now)) {
            self.coming = None;
        } else if !failed {
            self.push(here);
        }
    }

    fn push(&mut self, spot: Spot) {
        if let Spot::Article(place) = spot {
            self.before = Some(place);
        }
        if self.back.len() == MOST {
            self.back.remove(0);
        }
        self.back.push(spot);
        self.forward.clear();
        self.coming = None;
    }

    /// A jump inside the article: the place before the last command is a stop.
    pub fn jumped(&mut self) {
        if let Some(here) = self.here.clone() {
            self.push(here);
        }
    }

    /// A jump that is no stop, but that one may want to take back.
    pub fn moved(&mut self) {
        if let Some(Spot::Article(place)) = &self.here {
            self.before = Some(*place);
        }
    }

    /// One stop back or on; none where the trail ends.
    pub fn go(&mut self, forward: bool) -> Option<Spot> {
        let (from, to) = match forward {
            true => (&mut self.forward, &mut self.back),
            false => (&mut self.back, &mut self.forward),
        };
        let spot = from.pop()?;
        if let Some(here) = self.here.clone() {
            if let Spot::Article(place) = here {
                self.before = Some(place);
            }
            to.push(here);
        }
        self.coming = Some(spot.clone());
        Some(spot)
    }

    /// Keeps where the article that is asked for now is to be opened.
    pub fn expect(&mut self, place: Place) {
        self.wanted = Some(place);
    }

    /// Where that article is to be opened, if it is this one.
    pub fn take_expected(&mut self, id: ArticleId) -> Option<Place> {
        self.wanted.take_if(|place| place.id == id)
    }

    /// Keeps the row to be chosen of the sheet that is asked for now.
    pub fn expect_row(&mut self, row: usize) {
        self.row = Some(row);
    }

    /// The row to be chosen of the sheet that came.
    pub fn take_row(&mut self) -> Option<usize> {
        self.row.take()
    }

    /// Whether there is a stop before this one.
    pub fn has_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// Gives a letter to where the reader is; false outside of articles.
    pub fn mark(&mut self, letter: char) -> bool {
        let Some(Spot::Article(place)) = self.here else {
            return false;
        };
        self.marks.insert(letter, place);
        true
    }

    /// The place of a letter; of `'` the one before the last jump.
    pub fn marked(&self, letter: char) -> Option<Place> {
        match letter {
            '\'' | '`' => self.before,
            letter => self.marks.get(&letter).copied(),
        }
    }

    /// "a, b and c": the letters that are given.
    pub fn letters(&self) -> String {
        let letters: Vec<String> = self.marks.keys().map(char::to_string).collect();
        letters.join(", ")
    }

    /// "stop 3 of 4 on the trail": on a page that was followed, and wherever one has gone back; none elsewhere, where
    /// it would only tell how long one has been reading.
    pub fn place(&self) -> Option<String> {
        let on_page = matches!(self.here, Some(Spot::Article(place)) if place.id.is_page());
        let of = self.back.len() + 1 + self.forward.len();
        let n = words::number_of(self.back.len() + 1);
        (on_page || !self.forward.is_empty()).then(|| format!("stop {n} of {of} on the trail"))
    }

    /// A page was kept in the library and has a number there now.
    pub fn renumber(&mut self, from: ArticleId, to: ArticleId) {
        let spots = self.back.iter_mut().chain(&mut self.forward);
        let spots = spots.chain(self.here.as_mut()).chain(self.coming.as_mut());
        let places = spots.filter_map(|spot| match spot {
            Spot::Article(place) => Some(place),
            _ => None,
        });
        let named = self.marks.values_mut().chain(self.before.as_mut());
        for place in places.chain(named).filter(|place| place.id == from) {
            place.id = to;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(id: i64, offset: usize) -> Spot {
        Spot::Article(Place {
            id: ArticleId(id),
            offset,
            link: None,
        })
    }

    fn list(row: usize) -> Spot {
        Spot::List(None, String::new(), row)
    }

    #[test]
    fn stops_are_other_articles_and_lists_with_the_last_place_in_each() {
        let mut trail = Trail::default();
        for spot in [list(0), list(3), at(1, 0), at(1, 90), at(2, 5)] {
            trail.settle(Some(spot), false);
        }
        assert_eq!(trail.place(), None);
        assert_eq!(trail.go(false), Some(at(1, 90)));
        trail.settle(Some(at(1, 90)), false);
        assert_eq!(trail.place().unwrap(), "stop 2 of 3 on the trail");
        assert_eq!(trail.go(false), Some(list(3)));
        trail.settle(Some(list(3)), false);
        assert_eq!(trail.go(false), None);
        assert_eq!(trail.go(true), Some(at(1, 90)));
        trail.settle(Some(at(1, 90)), false);
        // Another way on leaves what came after here.
        trail.settle(Some(at(7, 0)), false);
        assert_eq!(trail.go(true), None);
    }

    #[test]
    fn what_fails_is_no_stop() {
        let mut trail = Trail::default();
        trail.settle(Some(at(1, 4)), false);
        trail.settle(Some(at(2, 0)), false);
        trail.settle(Some(at(1, 4)), true);
        assert_eq!(trail.go(false), Some(at(1, 4)));
        assert_eq!(trail.go(false), None);
    }

    #[test]
    fn marks_and_stops_in_the_library_are_kept_for_the_next_run() {
        let mut trail = Trail::default();
        for spot in [
            list(0),
            at(1, 0),
            at(1, 90),
            at(2, 5),
            list(1),
            at(-3, 7),
            at(4, 8),
        ] {
            trail.settle(Some(spot), false);
            trail.mark('b');
        }
        let kept = trail.kept();
        assert_eq!(kept.marks, [('b', ArticleId(4), 8)]);
        let stops = [(1, 90), (2, 5), (4, 8)].map(|(id, offset)| (ArticleId(id), offset));
        assert_eq!(kept.back, stops);
        let mut next = Trail::new(kept);
        next.settle(Some(list(0)), false);
        assert_eq!(next.marked('b').map(|place| place.offset), Some(8));
        assert_eq!(next.go(false), Some(at(4, 8)));
        let many = (1..200).fold(Trail::default(), |mut trail, n| {
            trail.settle(Some(at(n, 0)), false);
            trail
        });
        assert_eq!(many.kept().back.len(), MOST_KEPT);
    }

    #[test]
    fn a_mark_and_the_place_before_a_jump() {
        let mut trail = Trail::default();
        trail.settle(Some(at(1, 10)), false);
        assert!(trail.mark('a'));
        trail.settle(Some(at(1, 50)), false);
        trail.moved();
        trail.settle(Some(at(1, 99)), false);
        let offset = |letter| trail.marked(letter).map(|place| place.offset);
        assert_eq!(
            (offset('a'), offset('\''), offset('z')),
            (Some(10), Some(50), None)
        );
    }
}

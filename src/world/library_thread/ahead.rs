//! What is known of a list before anybody asks for it: its first and its last rows, where a key goes at once.
//!
//! Rows are read for it when nothing else is to be done. What the reader does to single articles changes these rows with
//! them; everything else that is written makes them void, as it does the list that is held.

use super::listing::{Known, Listed};
use super::{FIRST_ROWS, LibraryThread};
use crate::error::Result;
use crate::message::Effect;
use crate::model::{ArticleId, ArticleRow};

/// What an effect does to the rows of a list, which stays the same otherwise.
#[derive(Clone, Debug)]
pub(super) enum Touch {
    Nothing,
    Read(ArticleId, bool),
    Starred(ArticleId, bool),
    Tagged(ArticleId, String, bool),
}

impl Touch {
    /// None where the list may be another one after the effect.
    pub fn of(effect: &Effect) -> Option<Self> {
        Some(match effect {
            Effect::SetRead(id, on) => Touch::Read(*id, *on),
            Effect::SetFavourite(id, on) => Touch::Starred(*id, *on),
            Effect::SetTag(id, tag, on) => Touch::Tagged(*id, tag.clone(), *on),
            Effect::KeepPlace(..)
            | Effect::SetNote { .. }
            | Effect::Correct { .. }
            | Effect::Merge { .. } => Touch::Nothing,
            _ => return None,
        })
    }

    fn change(&self, row: &mut ArticleRow) {
        match self {
            Touch::Read(id, on) if *id == row.id => row.read = *on,
            Touch::Starred(id, on) if *id == row.id => row.starred = *on,
            Touch::Tagged(id, tag, on) if *id == row.id => {
                // As the library gives them: in order, each once.
                let low = tag.to_lowercase();
                let here = row.tags.iter().position(|it| it.to_lowercase() == low);
                match (on, here) {
                    (true, None) => {
                        let at = row.tags.partition_point(|it| it.to_lowercase() < low);
                        row.tags.insert(at, tag.clone());
                    }
                    (false, Some(at)) => drop(row.tags.remove(at)),
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

impl LibraryThread {
    /// Reads the first and the last rows of the list, each of which takes a question of its own.
    pub(super) fn read_ends(&mut self) -> Result<()> {
        let stamp = self.library.stamp()?;
        let ids = self.numbers()?;
        let total = ids.len();
        let last = total.saturating_sub(2 * FIRST_ROWS);
        let parts = [0, last].map(|from| {
            let part = ids.iter().skip(from).take(2 * FIRST_ROWS);
            (from, part.copied().collect::<Vec<_>>())
        });
        let unread = self.unread(total, &[]);
        let read = parts.into_iter().map(|(from, part)| {
            Ok(Known {
                asked: self.asked.clone(),
                stamp,
                total,
                unread: Some(unread),
                from,
                rows: self.library.rows_of(&part)?,
            })
        });
        self.known = read.collect::<Result<_>>()?;
        Ok(())
    }

    /// How many rows the list has, how many of them are unread, and those of a window, from what is known ahead; none where
    /// that does not tell.
    pub(super) fn known(&self, from: usize, count: usize) -> Result<Option<Listed>> {
        let holds = |known: &&Known| {
            let end = (from + count).min(known.total);
            known.asked == self.asked && known.from <= from && end <= known.from + known.rows.len()
        };
        let Some(known) = self.known.iter().find(holds) else {
            return Ok(None);
        };
        let total = match &self.ids {
            Some(ids) => ids.len(),
            None => usize::try_from(self.library.count(&self.query)?).unwrap_or(usize::MAX),
        };
        if total != known.total || self.library.stamp()? != known.stamp {
            return Ok(None);
        }
        let rows = known.rows.iter().skip(from - known.from).take(count);
        Ok(Some(Listed {
            total,
            unread: known.unread,
            rows: rows.cloned().collect(),
        }))
    }

    /// After an act that did no more than `touch` to the library as it was at `before`: what is known and held is so still.
    pub(super) fn go_along(&mut self, before: (i64, i64), touch: &Touch) -> Result<()> {
        let now = self.library.stamp()?;
        if now.0 != before.0 {
            return Ok(());
        }
        let read = match touch {
            Touch::Read(id, read) => Some((*id, *read)),
            _ => None,
        };
        if let Some(held) = &mut self.held {
            held.go_along(before, now, read);
        }
        for known in self.known.iter_mut().filter(|it| it.stamp == before) {
            known.stamp = now;
            known.unread = known.unread.filter(|_| read.is_none());
            known.rows.iter_mut().for_each(|row| touch.change(row));
        }
        Ok(())
    }
}

//! The pictures that the terminal draws itself: which of them it shows, and the bytes that a frame needs for others.

use std::io::Write;
use std::sync::Arc;

use crossterm::cursor::{MoveTo, RestorePosition, SavePosition};
use crossterm::queue;

use super::picture::Placed;
use super::pixels::{self, Way};
use crate::layout::panes::Area;
use crate::model::Picture;

/// The pictures on the terminal.
#[derive(Debug, Default)]
pub struct Drawn {
    here: Vec<One>,
    /// Those of the frame before, whose bytes may be wanted again: a text that is scrolled has the same pictures.
    before: Vec<One>,
}

/// A picture that the terminal shows.
#[derive(Debug)]
struct One {
    area: Area,
    picture: Arc<Picture>,
    /// Its number on the screen, and what shows it at the cursor.
    nth: u32,
    bytes: Vec<u8>,
}

impl One {
    fn is(&self, placed: &Placed<'_>) -> bool {
        self.area == placed.area && Arc::ptr_eq(&self.picture, placed.picture)
    }
}

impl Drawn {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.here.is_empty()
    }

    /// The terminal was cleared.
    pub fn clear(&mut self) {
        if !self.here.is_empty() {
            self.before = std::mem::take(&mut self.here);
        }
    }

    /// What takes all pictures away, where one of them does not stand there any more; else none.
    pub fn taken_away(&mut self, way: Way, now: &[Placed<'_>]) -> Option<Vec<u8>> {
        let stays = |one: &One| now.iter().any(|placed| one.is(placed));
        if self.here.iter().all(stays) {
            return None;
        }
        let count = self.here.iter().map(|one| one.nth + 1).max();
        self.clear();
        Some(pixels::taken_away(way, count.unwrap_or(0)))
    }

    /// What shows those pictures that are not there yet; the cursor stays where it is.
    pub fn shown(&mut self, way: Way, now: &[Placed<'_>]) -> Vec<u8> {
        let mut out = Vec::new();
        for placed in now {
            if self.here.iter().any(|one| one.is(placed)) {
                continue;
            }
            let taken = |nth: &u32| self.here.iter().any(|one| one.nth == *nth);
            let nth = (0..).find(|nth| !taken(nth)).unwrap_or_default();
            let (area, picture) = (placed.area, Arc::clone(placed.picture));
            let size = (area.width, area.height);
            let same = |one: &One| {
                let alike = (one.area.width, one.area.height, one.nth) == (size.0, size.1, nth);
                alike && Arc::ptr_eq(&one.picture, &picture)
            };
            let bytes = match self.before.iter().position(same) {
                Some(at) => self.before.swap_remove(at).bytes,
                None => pixels::shown(way, nth, &picture, size, placed.pixels),
            };
            // Written to memory.
            let _ = queue!(out, SavePosition, MoveTo(area.x, area.y));
            let _ = out.write_all(&bytes);
            let _ = queue!(out, RestorePosition);
            self.here.push(One {
                area,
                picture,
                nth,
                bytes,
            });
        }
        self.before.clear();
        out
    }
}

#[cfg(test)]
mod tests;

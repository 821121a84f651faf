//! How often the small words of each language stand in a block, and which of them that tells.

use super::small::{ROWS, SMALL};
use crate::annotate::polyglot::packs::Code;

/// Fewer words decide nothing.
const FEWEST: usize = 5;

/// How often the small words of each row stand in a block.
pub(super) struct Counts {
    hits: [usize; ROWS_AT_MOST],
    first: [u64; ROWS_AT_MOST],
    /// The rows of which two words were seen: one alone may be anything ("A bar is a bar" is no Hungarian).
    various: u64,
    /// All words.
    pub(super) words: usize,
}

/// Rows are bits of a number.
const ROWS_AT_MOST: usize = 64;

/// What the counts say: a row, the hits in it, those in the next.
pub(super) struct Best {
    pub(super) row: usize,
    pub(super) most: usize,
    pub(super) second: usize,
    /// Whether another language has nearly all of the words.
    pub(super) kin: bool,
}

impl Counts {
    pub(super) fn of(words: &str) -> Self {
        let mut counts = Counts {
            hits: [0; ROWS_AT_MOST],
            first: [0; ROWS_AT_MOST],
            various: 0,
            words: 0,
        };
        for word in words.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’') {
            if !word.is_empty() {
                counts.add(word);
            }
        }
        counts
    }

    fn add(&mut self, word: &str) {
        self.words += 1;
        let Some((small, mut rows)) = SMALL.rows(word) else {
            return;
        };
        while rows != 0 {
            let row = rows.trailing_zeros() as usize;
            if let Some(hits) = self.hits.get_mut(row) {
                *hits += 1;
            }
            match self.first.get_mut(row) {
                Some(first) if *first == 0 => *first = small,
                Some(first) if *first != small => self.various |= 1 << row,
                _ => {}
            }
            rows &= rows - 1;
        }
    }

    /// The row with the most hits, if they are enough to tell.
    pub(super) fn best(&self) -> Option<Best> {
        let (mut row, most) = top(&self.hits, &[]);
        // The next of kin shares nearly all: one word more tells, and where none does, the first of the two is as good.
        let kin = kin(row);
        let (_, second) = top(&self.hits, &[row, kin.unwrap_or(row)]);
        let hits = |row: usize| self.hits.get(row).copied().unwrap_or_default();
        row = kin
            .filter(|kin| hits(*kin) == most)
            .map_or(row, |kin| row.min(kin));
        let told = self.words >= FEWEST && most >= 2 && self.various >> row & 1 == 1;
        (told && most * 12 >= self.words && most * 2 >= second * 3).then_some(Best {
            row,
            most,
            second,
            kin: kin.is_some(),
        })
    }

    /// The rows of which a word was seen, as bits.
    pub(super) fn seen(&self) -> u64 {
        let rows = self.first.iter().enumerate();
        rows.fold(0, |seen, (row, word)| seen | u64::from(*word != 0) << row)
    }
}

/// The row of the language that is nearest to that of a row, for those that hardly differ in their small words.
fn kin(row: usize) -> Option<usize> {
    const PAIRS: [(Code, Code); 2] = [("da", "no"), ("cs", "sk")];
    let code = ROWS.get(row)?;
    let other = PAIRS.iter().find_map(|(one, other)| match code {
        code if code == one => Some(other),
        code if code == other => Some(one),
        _ => None,
    })?;
    ROWS.iter().position(|code| code == other)
}

fn top(hits: &[usize; ROWS_AT_MOST], but: &[usize]) -> (usize, usize) {
    let rows = hits.iter().copied().enumerate();
    let rows = rows.filter(|(row, _)| !but.contains(row));
    rows.max_by_key(|(_, hits)| *hits).unwrap_or_default()
}

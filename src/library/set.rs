//! Sets of row numbers: what many rows are found by, without looking each of them up.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::Library;
use crate::error::Result;

impl Library {
    /// The numbers that a question gives, as a set.
    pub(super) fn set(&self, sql: &str, values: &[Value]) -> Result<Set> {
        let mut set = Set::default();
        self.each(sql, values, |id| set.add(id))?;
        Ok(set)
    }

    /// Takes each number that a question gives.
    pub(super) fn each(
        &self,
        sql: &str,
        values: &[Value],
        mut take: impl FnMut(i64),
    ) -> Result<()> {
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            take(row.get(0)?);
        }
        Ok(())
    }
}

/// A set of row numbers, a bit each.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Set(Vec<u64>);

impl Set {
    fn place(id: i64) -> Option<(usize, u64)> {
        let id = usize::try_from(id).ok()?;
        Some((id / 64, 1 << (id % 64)))
    }

    pub fn add(&mut self, id: i64) {
        let Some((word, bit)) = Self::place(id) else {
            return;
        };
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= bit;
    }

    pub fn remove(&mut self, id: i64) {
        if let Some((word, bit)) = Self::place(id)
            && let Some(bits) = self.0.get_mut(word)
        {
            *bits &= !bit;
        }
    }

    /// How many numbers are in it.
    pub fn len(&self) -> usize {
        self.0.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    pub fn has(&self, id: i64) -> bool {
        let place = Self::place(id);
        place.is_some_and(|(word, bit)| self.0.get(word).is_some_and(|bits| bits & bit != 0))
    }

    /// Takes in all of another.
    pub fn join(&mut self, other: &Set) {
        if other.0.len() > self.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (bits, more) in self.0.iter_mut().zip(&other.0) {
            *bits |= more;
        }
    }

    /// Keeps what is in another too, or with `not` what is not.
    pub fn meet(&mut self, other: &Set, not: bool) {
        for (word, bits) in self.0.iter_mut().enumerate() {
            let others = other.0.get(word).copied().unwrap_or(0);
            *bits &= if not { !others } else { others };
        }
    }
}

//! Sums of weights, and those of a word type kept for its next use.

use super::table::Table;
use super::words::{Word, Words};

/// A sum of weights for each answer.
pub type Sums<const N: usize> = [i16; N];

/// Adds the weights of a feature, if the model has it.
#[inline]
pub fn add<const N: usize>(table: &Table<'_, N>, hash: u64, sums: &mut Sums<N>) {
    if let Some(row) = table.get(hash) {
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum += i16::from(*weight as i8);
        }
    }
}

/// What each word type adds at each place around a token, worked out at its first use.
pub struct Cache<const N: usize> {
    places: usize,
    /// For each type and place where its sums lie in `sums`.
    at: Vec<u32>,
    sums: Vec<Sums<N>>,
}

const UNKNOWN: u32 = u32::MAX;

impl<const N: usize> Cache<N> {
    /// Room for `types` word types at `places` places.
    pub fn new(types: usize, places: usize) -> Self {
        Cache {
            places,
            at: vec![UNKNOWN; types * places],
            sums: Vec::new(),
        }
    }

    /// Adds what the type of the token `near` gives at `place`; `features` are those of a type at a place.
    #[inline]
    pub fn add<F: Iterator<Item = u64>>(
        &mut self,
        table: &Table<'_, N>,
        words: &Words,
        (near, place): (usize, usize),
        features: impl Fn(&Word, usize) -> F,
        sums: &mut Sums<N>,
    ) {
        let id = words.of_token[near] as usize;
        let at = &mut self.at[id * self.places + place];
        if *at == UNKNOWN {
            let mut sums = [0; N];
            for hash in features(&words.types[id], place) {
                add(table, hash, &mut sums);
            }
            *at = self.sums.len() as u32;
            self.sums.push(sums);
        }
        for (sum, more) in sums.iter_mut().zip(&self.sums[*at as usize]) {
            *sum += more;
        }
    }
}

//! Sums of weights, and those of a word type kept for its next use.

use super::table::Table;
use super::words::{Word, Words};

/// A sum of weights for each answer.
pub type Sums<const N: usize> = [i16; N];

/// Adds the weights of those features that the model has.
#[inline]
pub fn add<const N: usize, const V: usize>(
    table: &Table<'_, V>,
    hashes: impl IntoIterator<Item = u64>,
    sums: &mut Sums<N>,
) {
    table.each(hashes, |row| add_row(row, sums));
}

/// Adds a row of `V` bytes to twice as many sums.
///
/// The lower halves of the bytes are the first `V` weights, the upper halves the others: whole numbers
/// from -8 to 7, all to be doubled as often as the very last upper half says, which is no weight. So a
/// row is as fine as its largest weight allows.
#[inline]
fn add_row<const N: usize, const V: usize>(row: &[u8; V], sums: &mut Sums<N>) {
    // Each half goes to the top of a lane and comes down, with its sign, as far as its doublings leave it.
    let down = 12 - (u32::from(row.last().map_or(0, |last| last >> 4)) & 7);
    let (low, high) = sums.split_at_mut(V.min(N));
    for (sum, byte) in low.iter_mut().zip(row) {
        *sum += (u16::from(*byte) << 12) as i16 >> down;
    }
    for (sum, byte) in high.iter_mut().zip(row) {
        *sum += ((u16::from(*byte) & 0xf0) << 8) as i16 >> down;
    }
}

/// The bytes of a row, as near to `weights` as it can be; [`add`] reads them. More weights than `2 * V - 1` are
/// left out.
pub fn pack<const V: usize>(weights: &[f32]) -> [u8; V] {
    let largest = weights
        .iter()
        .fold(0.0_f32, |most, weight| most.max(weight.abs()));
    let doublings = (0..7)
        .find(|&by| largest <= 7.5 * f32::from(1_u8 << by))
        .unwrap_or(7);
    let unit = f32::from(1_u8 << doublings);
    let mut row = [0; V];
    for (at, weight) in weights.iter().enumerate().take(2 * V - 1) {
        let half = ((weight / unit).round().clamp(-8.0, 7.0) as i8 as u8) & 15;
        if let Some(byte) = row.get_mut(at % V) {
            *byte |= half << if at < V { 0 } else { 4 };
        }
    }
    if let Some(last) = row.last_mut() {
        *last |= doublings << 4;
    }
    row
}

/// What each word type adds at each place around a token, worked out at its first use.
#[derive(Debug, Default)]
pub struct Cache<const N: usize> {
    places: usize,
    /// For each type and place where its sums lie in `sums`.
    at: Vec<u32>,
    sums: Vec<Sums<N>>,
}

const UNKNOWN: u32 = u32::MAX;

impl<const N: usize> Cache<N> {
    /// Makes room for `types` word types at `places` places; what is known of the first ones stays.
    pub fn fit(&mut self, types: usize, places: usize) {
        self.places = places;
        self.at.resize(types * places, UNKNOWN);
    }

    /// Adds what the type of the token `near` gives at `place`; `features` are those of a type at a place.
    #[inline]
    pub fn add<const V: usize, F: Iterator<Item = u64>>(
        &mut self,
        table: &Table<'_, V>,
        words: &Words,
        (near, place): (usize, usize),
        features: impl Fn(&Word, usize) -> F,
        sums: &mut Sums<N>,
    ) {
        let id = words.of_token.get(near).map_or(0, |id| *id as usize);
        let at = self.at.get_mut(id * self.places + place);
        let (Some(at), Some(word)) = (at, words.types.get(id)) else {
            return;
        };
        if *at == UNKNOWN {
            let mut sums = [0; N];
            add(table, features(word, place), &mut sums);
            *at = self.sums.len() as u32;
            self.sums.push(sums);
        }
        // One loop over two arrays of a known length, so that it is done in a few wide steps.
        if let Some(known) = self.sums.get(*at as usize) {
            for (sum, more) in sums.iter_mut().zip(known) {
                *sum += more;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(weights: [f32; 7], read: [i16; 7]) {
        let mut sums = [1; 8];
        add_row(&pack::<4>(&weights), &mut sums);
        assert_eq!(sums[..7], read.map(|weight| weight + 1));
    }

    #[test]
    fn rows_come_back_as_fine_as_their_largest_weight_allows() {
        check([0.0; 7], [0; 7]);
        check(
            [1.0, -1.0, 2.4, 7.0, -7.0, 0.4, 3.0],
            [1, -1, 2, 7, -7, 0, 3],
        );
        check(
            [14.0, -3.0, 0.0, 1.2, -8.0, 5.0, 0.9],
            [14, -4, 0, 2, -8, 6, 0],
        );
        check(
            [900.0, -900.0, 65.0, 0.0, 0.0, 0.0, 0.0],
            [896, -896, 128, 0, 0, 0, 0],
        );
    }
}

//! A hash table that is used as it lies in the file: no parsing, no pointers, no keys.
//!
//! Buckets of sixteen slots; a slot has a fingerprint of two bytes and a value of `V`. A hash that was
//! never stored is told from the stored ones by its fingerprint, wrongly about once in five thousand
//! times, which a model of many weak hints does not feel. First all fingerprints, then all values, so
//! that a miss touches half a cache line.

/// Slots in a bucket.
pub const BUCKET: usize = 16;
/// Bytes of a fingerprint.
pub const PRINT: usize = 2;
/// How many buckets an entry may lie from its own, and that one.
const REACH: usize = 4;

/// So many hashes are looked for at once.
const TOGETHER: usize = 16;
/// The slot of a hash that is not there.
const NOWHERE: usize = usize::MAX;

/// A table whose values have `V` bytes.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a, const V: usize> {
    prints: &'a [u8],
    values: &'a [u8],
    /// Buckets that a hash may call its own; some more lie behind them.
    homes: u64,
}

impl<'a, const V: usize> Table<'a, V> {
    /// The table in `bytes`; a cut file gives a smaller table with wrong answers, never a panic.
    pub const fn new(bytes: &'a [u8]) -> Self {
        let buckets = bytes.len() / (BUCKET * (PRINT + V));
        let (prints, values) = bytes.split_at(buckets * BUCKET * PRINT);
        Table {
            prints,
            values,
            homes: (buckets as u64).saturating_sub(REACH as u64 - 1),
        }
    }

    /// The value stored under `hash`, which must be well mixed.
    #[inline]
    pub fn get(&self, hash: u64) -> Option<&'a [u8; V]> {
        self.value(self.slot(hash))
    }

    /// The values stored under hashes, which must be well mixed.
    ///
    /// What lies in memory far apart is asked for before any of it is needed: first where each value is, then the values.
    #[inline]
    pub fn each(&self, hashes: impl IntoIterator<Item = u64>, mut take: impl FnMut(&'a [u8; V])) {
        let mut hashes = hashes.into_iter();
        loop {
            let mut slots = [NOWHERE; TOGETHER];
            let mut many = 0;
            for (slot, hash) in slots.iter_mut().zip(&mut hashes) {
                *slot = self.slot(hash);
                many += 1;
            }
            for value in slots.iter().filter_map(|slot| self.value(*slot)) {
                take(value);
            }
            if many < TOGETHER {
                return;
            }
        }
    }

    #[inline]
    fn value(&self, slot: usize) -> Option<&'a [u8; V]> {
        let from = slot.checked_mul(V)?;
        self.values.get(from..)?.first_chunk()
    }

    /// Which slot a hash has, or [`NOWHERE`].
    #[inline]
    fn slot(&self, hash: u64) -> usize {
        let (bucket, print) = place(hash, self.homes);
        let Some(prints) = self.bucket(bucket) else {
            return NOWHERE;
        };
        match slot_of(prints, print) {
            Some(slot) => bucket * BUCKET + slot,
            None if is_full(prints) => self.further(bucket, print),
            None => NOWHERE,
        }
    }

    /// The slot of a fingerprint for which its own bucket had no room.
    #[cold]
    fn further(&self, home: usize, print: u16) -> usize {
        for bucket in home + 1..home + REACH {
            let Some(prints) = self.bucket(bucket) else {
                break;
            };
            if let Some(slot) = slot_of(prints, print) {
                return bucket * BUCKET + slot;
            }
            if !is_full(prints) {
                break; // nothing went on to the next one
            }
        }
        NOWHERE
    }

    #[inline]
    fn bucket(&self, bucket: usize) -> Option<&'a [u8; BUCKET * PRINT]> {
        self.prints.get(bucket * BUCKET * PRINT..)?.first_chunk()
    }
}

#[inline]
fn is_full(prints: &[u8; BUCKET * PRINT]) -> bool {
    prints[(BUCKET - 1) * PRINT..] != [0, 0]
}

/// The slot whose fingerprint is `print`. Four slots are looked at in one word, without a branch: of a word
/// in which the lanes that are equal became zero, taking one from each lane leaves a top bit that was not
/// there at the first zero.
#[inline]
fn slot_of(prints: &[u8; BUCKET * PRINT], print: u16) -> Option<usize> {
    const ONES: u64 = 0x0001_0001_0001_0001;
    const TOPS: u64 = ONES << 15;
    let wanted = u64::from(print) * ONES;
    let mut same = 0;
    for (word, lanes) in prints.as_chunks().0.iter().enumerate() {
        let differs = u64::from_le_bytes(*lanes) ^ wanted;
        same |= (differs.wrapping_sub(ONES) & !differs & TOPS) >> (15 - word);
    }
    let at = same.trailing_zeros() as usize;
    (same != 0).then_some(at % 16 * 4 + at / 16)
}

/// Bucket and fingerprint of a hash; the fingerprint 0 means "empty".
#[inline]
fn place(hash: u64, homes: u64) -> (usize, u16) {
    let bucket = ((hash & 0xffff_ffff) * homes) >> 32;
    let print = (hash >> 48) as u16;
    (bucket as usize, print.max(1))
}

/// The bytes of a table of `buckets` buckets with `entries`, the dearest first: where a bucket is full
/// its entries go to the next ones. Gives the bytes and how many entries found no room.
pub fn build<const V: usize>(
    buckets: usize,
    entries: impl IntoIterator<Item = (u64, [u8; V])>,
) -> (Vec<u8>, usize) {
    let slots = (buckets + REACH - 1) * BUCKET;
    let mut bytes = vec![0; slots * (PRINT + V)];
    let (prints, values) = bytes.split_at_mut(slots * PRINT);
    let mut lost = 0;
    // The bytes of a slot, where each slot has so many.
    let part = |slot: usize, each: usize| slot * each..(slot + 1) * each;
    for (hash, value) in entries {
        let (bucket, print) = place(hash, buckets as u64);
        let print = print.to_le_bytes();
        let reach = bucket * BUCKET..(bucket + REACH) * BUCKET;
        let stop = |slot: &usize| {
            let here = prints.get(part(*slot, PRINT)).unwrap_or_default();
            here == [0, 0] || here == print
        };
        match reach.into_iter().find(stop) {
            Some(slot)
                if let (Some(here), Some(row)) = (
                    prints.get_mut(part(slot, PRINT)),
                    values.get_mut(part(slot, V)),
                ) && here == [0, 0] =>
            {
                here.copy_from_slice(&print);
                row.copy_from_slice(&value);
            }
            _ => lost += 1,
        }
    }
    (bytes, lost)
}

#[cfg(test)]
mod tests {
    use super::super::words::mix;
    use super::*;

    #[test]
    fn what_was_stored_is_found_and_little_else() {
        let entries = (0..1000u64).map(|n| (mix(7, n), (n as u16).to_le_bytes()));
        let (bytes, lost) = build::<2>(100, entries);
        assert!(lost < 5);
        let table = Table::<2>::new(&bytes);
        let mut found = Vec::new();
        table.each((0..1000).map(|n| mix(7, n)), |value| {
            found.push(u16::from_le_bytes(*value));
        });
        assert_eq!(found.len(), 1000 - lost);
        assert!(found.is_sorted());
        let mut wrong = 0;
        table.each((1000..21_000).map(|n| mix(7, n)), |_| wrong += 1);
        assert!(wrong < 20);
    }

    #[test]
    fn every_slot_is_found_by_its_fingerprint_alone() {
        let list: [u16; BUCKET] = std::array::from_fn(|at| 0x7ffe + at as u16);
        let mut prints = [0; BUCKET * PRINT];
        for (at, print) in list.iter().enumerate() {
            prints[at * PRINT..][..PRINT].copy_from_slice(&print.to_le_bytes());
        }
        for print in 0..=u16::MAX {
            let found = list.iter().position(|here| *here == print);
            assert_eq!(slot_of(&prints, print), found, "{print:#x}");
        }
    }

    #[test]
    fn broken_files_do_no_harm() {
        for len in [0, 1, 63, 64, 65, 200] {
            let bytes = vec![1; len];
            Table::<3>::new(&bytes).each([0, u64::MAX], |_| ());
        }
    }
}

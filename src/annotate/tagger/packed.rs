//! How a table lies in the program: without its empty slots, sorted and by columns, which deflates a sixth smaller.
//!
//! First the number of buckets (four bytes, the lowest first), then for each bucket how many of its slots are taken (a
//! byte). Of the taken slots follow the upper bytes of how far each fingerprint is from the one before it in its bucket,
//! the lower bytes of that, and of the values all first bytes, all second bytes, and so on. The fingerprints of a
//! bucket are sorted, which no reader of the table minds.

use std::io::{BufReader, Read};

use super::table::{BUCKET, PRINT};

/// The table that was packed, as it is used, made while it is read: beside it there is never another of its size. A cut one
/// lacks what was cut off, and is no panic.
pub fn unpacked<const V: usize>(packed: impl Read) -> Vec<u8> {
    let mut packed = BufReader::new(packed);
    let (mut buckets, mut counts) = ([0; 4], Vec::new());
    let whole = packed.read_exact(&mut buckets).is_ok();
    let buckets = u32::from_le_bytes(buckets);
    // A lie about their number takes no memory.
    if !whole
        || packed
            .by_ref()
            .take(buckets.into())
            .read_to_end(&mut counts)
            .is_err()
    {
        return Vec::new();
    }
    let slots = counts.len() * BUCKET;
    let mut table = vec![0; slots * (PRINT + V)];
    let (prints, values) = table.split_at_mut(slots * PRINT);
    for byte in (0..PRINT).rev() {
        column::<PRINT>(&mut packed, &counts, prints, byte);
    }
    for (count, bucket) in counts.iter().zip(prints.chunks_exact_mut(BUCKET * PRINT)) {
        let mut print = 0_u16;
        let taken = bucket.as_chunks_mut().0.iter_mut();
        for slot in taken.take(usize::from(*count)) {
            print = print.wrapping_add(u16::from_le_bytes(*slot));
            *slot = print.to_le_bytes();
        }
    }
    for byte in 0..V {
        column::<V>(&mut packed, &counts, values, byte);
    }
    table
}

/// Reads a column: this byte of each slot that is taken, of `N` bytes each.
fn column<const N: usize>(packed: &mut impl Read, counts: &[u8], slots: &mut [u8], byte: usize) {
    for (count, bucket) in counts.iter().zip(slots.chunks_exact_mut(BUCKET * N)) {
        let mut room = [0; BUCKET];
        let (taken, _) = room.split_at_mut(usize::from(*count).min(BUCKET));
        if packed.read_exact(taken).is_err() {
            return;
        }
        for (slot, value) in bucket.chunks_exact_mut(N).zip(taken) {
            if let Some(place) = slot.get_mut(byte) {
                *place = *value;
            }
        }
    }
}

/// Packs a table whose values have `V` bytes.
pub fn packed<const V: usize>(table: &[u8]) -> Vec<u8> {
    let buckets = table.len() / (BUCKET * (PRINT + V));
    let (prints, values) = table.split_at(buckets * BUCKET * PRINT);
    let (mut counts, mut steps, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for (prints, values) in prints
        .chunks_exact(BUCKET * PRINT)
        .zip(values.chunks_exact(BUCKET * V))
    {
        let prints = prints.as_chunks().0.iter();
        let mut taken: Vec<(u16, &[u8; V])> = prints
            .map(|print| u16::from_le_bytes(*print))
            .zip(values.as_chunks().0)
            .filter(|(print, _)| *print != 0)
            .collect();
        taken.sort_unstable_by_key(|(print, _)| *print);
        counts.push(taken.len() as u8);
        let mut before = 0;
        for (print, row) in taken {
            steps.push(print - before);
            rows.push(row);
            before = print;
        }
    }
    let mut packed = (buckets as u32).to_le_bytes().to_vec();
    packed.extend(counts);
    for down in [8, 0] {
        packed.extend(steps.iter().map(|step: &u16| (step >> down) as u8));
    }
    for byte in 0..V {
        packed.extend(rows.iter().filter_map(|row| row.get(byte)));
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::super::table::{Table, build};
    use super::super::words::mix;
    use super::*;

    #[test]
    fn a_table_comes_back_with_all_it_held() {
        let hashes = || (0..1000_u64).map(|n| mix(3, n));
        let entries = hashes().map(|hash| (hash, hash.to_be_bytes()));
        let (table, _) = build::<8>(75, entries);
        let packed = packed::<8>(&table);
        assert!(packed.len() < table.len());
        let back = unpacked::<8>(&packed[..]);
        assert_eq!(back.len(), table.len());
        for hash in hashes() {
            let here = Table::<8>::new(&table).get(hash);
            assert_eq!(Table::<8>::new(&back).get(hash), here);
        }
    }

    #[test]
    fn broken_files_do_no_harm() {
        let (table, _) = build::<2>(9, (0..100_u64).map(|n| (mix(3, n), [n as u8; 2])));
        let whole = packed::<2>(&table);
        for len in 0..whole.len() {
            unpacked::<2>(&whole[..len]);
        }
        for byte in [1, 255] {
            unpacked::<2>(&[byte; 300][..]);
        }
    }
}

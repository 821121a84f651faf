//! What the trainers share: order, rounding.

use std::collections::BTreeMap;

/// The numbers below `count` in an order that depends on `seed` alone.
pub fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut random = Random::new(seed);
    for at in (1..count).rev() {
        order.swap(at, (random.next() % (at as u64 + 1)) as usize);
    }
    order
}

/// A small generator of numbers that look random (xorshift).
pub struct Random(u64);

impl Random {
    /// Starts from a seed.
    pub fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545_f491_4f6c_dd1d)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

/// The `keep` heaviest rows, times `scale`, as signed bytes; heaviest first.
/// A row is filled up with zeros to `W` bytes.
pub fn eight_bits<const V: usize, const W: usize>(
    rows: BTreeMap<u64, [f32; V]>,
    scale: f32,
    keep: usize,
) -> Vec<(u64, [u8; W])> {
    let heavy = |row: &[f32; V]| row.iter().map(|weight| weight.abs()).sum::<f32>();
    let mut rows: Vec<(u64, [f32; V])> = rows.into_iter().collect();
    rows.sort_by(|a, b| heavy(&b.1).total_cmp(&heavy(&a.1)));
    let byte = |weight: f32| ((weight * scale).round().clamp(-127.0, 127.0) as i8) as u8;
    rows.into_iter()
        .take(keep)
        .map(|(hash, row)| {
            let mut bytes = [0; W];
            for (byte_of, weight) in bytes.iter_mut().zip(row) {
                *byte_of = byte(weight);
            }
            (hash, bytes)
        })
        .filter(|(_, row)| row.iter().any(|&weight| weight != 0))
        .collect()
}

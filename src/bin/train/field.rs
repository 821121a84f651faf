//! What the trainers share: order, rounding.

use pullquote::annotate::tagger::sums::pack;

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

/// How much the weights of a row say.
pub fn weight<const V: usize>(row: &[f32; V]) -> f32 {
    row.iter().map(|weight| weight.abs()).sum()
}

/// The first `keep` rows, times `scale`, as the tagger reads them.
pub fn packed<const V: usize, const W: usize>(
    rows: impl Iterator<Item = (u64, [f32; V])>,
    scale: f32,
    keep: usize,
) -> Vec<(u64, [u8; W])> {
    rows.take(keep)
        .map(|(hash, row)| (hash, pack(&row.map(|weight| weight * scale))))
        .filter(|(_, row)| row.iter().any(|&byte| byte != 0))
        .collect()
}

//! What is built in deflated, so that the program is smaller.

use std::io::Read;

use flate2::bufread::DeflateDecoder;

/// The bytes of a deflated file (RFC 1951); those before the damage of one that is damaged.
pub fn inflated(deflated: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = inflating(deflated).read_to_end(&mut bytes);
    bytes
}

/// The same, to be read a little at a time.
pub fn inflating(deflated: &[u8]) -> impl Read {
    DeflateDecoder::new(deflated)
}

//! How much of a text needs nothing done to it: most of most pages, so that is looked for many bytes at once.

use crate::model::is_unsafe;

/// Bytes that are looked at together.
const CHUNK: usize = 32;

/// How many bytes at the start may be copied as they are: words with one space between.
pub fn clean_start(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let end = at + CHUNK;
        while at < end {
            match (bytes.get(at), bytes.get(at + 1)) {
                (Some(b'!'..=b'~'), _) => at += 1,
                (Some(b' '), Some(b'!'..=b'~')) if at > 0 => at += 2,
                (Some(128..), _) => match text[at..].chars().next() {
                    Some(c) if !c.is_whitespace() && !is_unsafe(c) => at += c.len_utf8(),
                    _ => return at,
                },
                _ => return at,
            }
        }
        at += clean_chunks(&bytes[at..]);
    }
    at
}

/// How many bytes at the start are ASCII without controls and two spaces on end, by whole chunks, for
/// which the compiler has instructions that look at many bytes at once.
fn clean_chunks(bytes: &[u8]) -> usize {
    let (chunks, _) = bytes.as_chunks::<CHUNK>();
    let (next, _) = bytes.get(1..).unwrap_or_default().as_chunks::<CHUNK>();
    let is_clean = |(chunk, next): &(&[u8; CHUNK], &[u8; CHUNK])| {
        let mut odd = false;
        for (a, b) in chunk.iter().zip(*next) {
            odd |= a.wrapping_sub(b' ') > b'~' - b' ';
            odd |= (*a == b' ') & (b.wrapping_sub(b'!') > b'~' - b'!');
        }
        !odd
    };
    chunks.iter().zip(next).take_while(is_clean).count() * CHUNK
}

//! Byte offsets to code points, for readers in languages that count those.

use crate::model::Span;

/// How often the number of characters so far is noted, in bytes.
const STEP: usize = 256;

/// Translates byte offsets of one text into code points; a count is kept for every 256 bytes.
#[derive(Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before each multiple of [`STEP`] bytes; empty when all of the text is ASCII.
    before: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    /// Reads the text once.
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self {
                text,
                before: Vec::new(),
            };
        }
        let mut count = 0;
        let before = text
            .as_bytes()
            .chunks(STEP)
            .map(|chunk| {
                let here = count;
                count += starts(chunk);
                here
            })
            .collect();
        Self { text, before }
    }

    /// The number of code points before byte `offset`, which may be the end of the text.
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        if self.before.is_empty() {
            return offset;
        }
        let note = (offset / STEP).min(self.before.len() - 1);
        self.before[note] + starts(&self.text.as_bytes()[note * STEP..offset])
    }

    /// Start and end in code points, as the JSON writes spans.
    pub fn pair(&self, span: Span) -> [usize; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

/// How many characters begin in `bytes`. Counted in bytes, so that many are looked at together.
fn starts(bytes: &[u8]) -> usize {
    let begins = |byte: &u8| u8::from((byte & 0xc0) != 0x80);
    let chunks = bytes.chunks(usize::from(u8::MAX));
    let counts = chunks.map(|chunk| usize::from(chunk.iter().map(begins).sum::<u8>()));
    counts.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_counts_the_characters_before_it() {
        let text = "aé👩\u{200d}🔬 “x” ".repeat(100);
        let points = CodePoints::new(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(offset), count);
        }
        assert_eq!(points.at(text.len()), text.chars().count());
        assert_eq!(CodePoints::new("plain").pair(Span::new(1, 3)), [1, 3]);
    }
}

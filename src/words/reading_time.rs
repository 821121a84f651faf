//! How long a text takes to read. Words are counted, not cut: a long article is on the screen before
//! it is wrapped to its end.

/// Words that most people read in a minute.
const A_MINUTE: usize = 230;

/// Bytes between two counts that are kept.
const STRIDE: usize = 4096;

/// How many words begin before every so many bytes of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadingTime {
    before: Vec<usize>,
    words: usize,
}

impl ReadingTime {
    /// Counts the words of a text.
    pub fn new(text: &str) -> Self {
        let mut pace = ReadingTime::default();
        for start in (0..text.len()).step_by(STRIDE) {
            pace.before.push(pace.words);
            pace.words += words(text, start, (start + STRIDE).min(text.len()));
        }
        pace
    }

    /// Minutes to read from the byte at `offset` to the end, rounded up.
    pub fn minutes(&self, text: &str, offset: usize) -> usize {
        let stride = offset / STRIDE;
        let before = self.before.get(stride).map_or(self.words, |before| {
            before + words(text, stride * STRIDE, offset.min(text.len()))
        });
        (self.words - before).div_ceil(A_MINUTE)
    }
}

/// How many words begin in a range of bytes. Where no blanks divide them, as in Chinese and Japanese,
/// each sign is one. Without a branch, so that many bytes are looked at together.
fn words(text: &str, start: usize, end: usize) -> usize {
    let bytes = &text.as_bytes()[start..end];
    let first = match start {
        0 => b' ',
        _ => text.as_bytes()[start - 1],
    };
    let begins = |before: u8, byte: u8| {
        let word = before <= b' ' && byte > b' ';
        // What U+3040 to U+9FFF begin with in UTF-8, behind something else than a blank.
        let sign = before > b' ' && (0xe3..=0xe9).contains(&byte);
        u8::from(word | sign)
    };
    let Some((head, _)) = bytes.split_first() else {
        return 0;
    };
    let mut count = usize::from(begins(first, *head));
    for (before, after) in bytes.chunks(128).zip(bytes[1..].chunks(128)) {
        let pairs = before.iter().zip(after);
        count += usize::from(pairs.map(|(a, b)| begins(*a, *b)).sum::<u8>());
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: usize) {
        assert_eq!(words(text, 0, text.len()), expected, "{text:?}");
    }

    #[test]
    fn words_are_what_blanks_divide_and_signs_alone() {
        check("", 0);
        check("Harbour", 1);
        check("The old ferry\n\nSails.", 4);
        check("    two  spaces", 2);
        check("Été, déjà – là", 4);
        check("港の人は 語った", 7);
        check(&"a ".repeat(1000), 1000);
    }

    #[test]
    fn counts_from_the_middle_are_those_of_the_rest() {
        let text = "The ferry of 港の人 sailed on, ".repeat(700);
        let pace = ReadingTime::new(&text);
        for offset in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            let left = words(&text, offset, text.len());
            assert_eq!(pace.minutes(&text, offset), left.div_ceil(230), "{offset}");
        }
        assert_eq!(pace.minutes(&text, text.len()), 0);
        assert_eq!(pace.minutes(&text, usize::MAX), 0);
        assert_eq!(ReadingTime::new("").minutes("", 0), 0);
    }
}

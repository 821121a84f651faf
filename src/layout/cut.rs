//! Cuts an article into the pieces between which a row may end. Does not depend on the width, so it
//! is done once and every resize uses it again. Goes on where it ended, so that the beginning of a
//! long article can be had before the rest.

use hypher::Lang;
use textwrap::core::Fragment;
use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use super::width;
use crate::model::{Article, BlockKind, Span};

/// A stretch of text without a place to break, and the spaces after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// First byte.
    pub start: u32,
    /// One past the last byte; the gap begins here.
    pub end: u32,
    /// Columns of the bytes.
    pub width: u32,
    /// Columns of the spaces after it.
    pub gap: u16,
    /// It is a part of a word: a row that ends with it shows a hyphen.
    pub parted: bool,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        f64::from(self.width)
    }
    fn whitespace_width(&self) -> f64 {
        f64::from(self.gap)
    }
    fn penalty_width(&self) -> f64 {
        f64::from(u8::from(self.parted))
    }
}

/// The pieces of a whole article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cut {
    /// All pieces, in order.
    pub pieces: Vec<Piece>,
    /// Lines as the author ended them: which block, which bytes, and one past its last piece.
    pub stretches: Vec<Stretch>,
    /// How many blocks are cut.
    pub blocks: usize,
    /// Pieces of some of these were let go.
    forgot: bool,
    /// Whose words are parted; none where they stay whole.
    hyphens: Option<Lang>,
}

/// A line as the author ended it; most paragraphs are one stretch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// The block that it stands in.
    pub block: usize,
    /// Its bytes, with the line break that ends it.
    pub span: Span,
    /// One past its last piece in [`Cut::pieces`].
    pub end: usize,
}

impl Cut {
    /// Cuts every block of running text; code, tables and rules have none.
    pub fn new(article: &Article) -> Self {
        let mut cut = Cut::default();
        cut.go_on(article, article.text.len());
        cut
    }

    /// Cuts nothing yet; words of the language (BCP 47) are going to be parted where its patterns are known.
    pub fn parting(language: &str) -> Self {
        let code = language.as_bytes().first_chunk().copied();
        let whole = language.len() == 2 || language.as_bytes().get(2) == Some(&b'-');
        Cut {
            hyphens: code.filter(|_| whole).and_then(Lang::from_iso),
            ..Cut::default()
        }
    }

    /// Cuts the blocks that begin up to the byte at `until`, from the first that is not cut.
    pub fn go_on(&mut self, article: &Article, until: usize) {
        let cut = self;
        if cut.pieces.capacity() == 0 {
            let begun = (article.blocks.get(cut.blocks)).map_or(0, |block| block.span.start);
            let bytes = until.min(article.text.len()).saturating_sub(begun);
            cut.pieces.reserve(bytes / 6);
        }
        for (block, it) in article.blocks.iter().enumerate().skip(cut.blocks) {
            if it.span.start > until {
                break;
            }
            cut.blocks = block + 1;
            if matches!(
                it.kind,
                BlockKind::Code | BlockKind::Table | BlockKind::Rule
            ) {
                continue;
            }
            let hyphens = cut.hyphens;
            if matches!(it.kind, BlockKind::Heading(_)) {
                cut.hyphens = None;
            }
            let mut start = it.span.start;
            while start <= it.span.end {
                let rest = Span::new(start, it.span.end).of(&article.text);
                let end = memchr::memchr(b'\n', rest.as_bytes())
                    .map_or(it.span.end, |newline| start + newline);
                cut.stretch(&article.text, Span::new(start, end));
                let past = (end + 1).min(it.span.end);
                cut.stretches.push(Stretch {
                    block,
                    span: Span::new(start, past),
                    end: cut.pieces.len(),
                });
                start = end + 1;
            }
            cut.hyphens = hyphens;
        }
    }

    /// Lets go of the pieces, which take as much again as a text itself and more: its lines can do without them.
    pub fn forget(&mut self) {
        (self.pieces, self.stretches) = (Vec::new(), Vec::new());
        self.forgot = true;
    }

    /// Begins anew where pieces were let go that other lines need.
    pub fn again(&mut self) {
        if self.forgot {
            *self = Cut {
                hyphens: self.hyphens,
                ..Cut::default()
            };
        }
    }

    /// The pieces of a text of its own, that is all running text.
    pub fn of_words(text: &str) -> Vec<Piece> {
        let mut cut = Cut::default();
        cut.stretch(text, Span::new(0, text.len()));
        cut.pieces
    }

    fn stretch(&mut self, text: &str, span: Span) {
        let words = span.of(text);
        let bytes = words.as_bytes();
        let first = self.pieces.len();
        // One pass over the bytes; most words have nothing in them that must be looked at again.
        let (mut at, mut start, mut plain) = (0, 0, true);
        loop {
            at += unbroken(&bytes[at..]);
            match bytes.get(at) {
                None => break,
                Some(b' ') => {
                    if at > start {
                        self.word(&words[start..at], span.start + start, plain);
                    }
                    if let Some(last) = self.pieces[first..].last_mut() {
                        last.gap = last.gap.saturating_add(1);
                    }
                    (start, plain) = (at + 1, true);
                }
                Some(b'-' | b'/' | 0x80..) => plain = false,
                Some(_) => {}
            }
            at += 1;
        }
        if start < words.len() {
            self.word(&words[start..], span.start + start, plain);
        }
    }

    /// Cuts one run of characters that are no spaces; a plain one is ASCII without a place to break.
    fn word(&mut self, word: &str, at: usize, plain: bool) {
        if let Some(language) = self.hyphens.filter(|_| word.len() >= PARTED) {
            return self.syllables(word, at, language);
        }
        if plain {
            return self.push(at, at + word.len(), word.len());
        }
        if !word.chars().all(width::is_simple) {
            let mut start = 0;
            for (end, _) in linebreaks(word) {
                if end > start {
                    self.push(at + start, at + end, width::of(&word[start..end]));
                }
                start = end;
            }
            return;
        }
        let (mut start, mut columns, mut before) = (0, 0, ' ');
        let mut chars = word.char_indices().peekable();
        while let Some((_, c)) = chars.next() {
            columns += 1;
            if let Some(&(next, after)) = chars.peek()
                && breaks_after(before, c, after)
            {
                self.push(at + start, at + next, columns);
                (start, columns) = (next, 0);
            }
            before = c;
        }
        self.push(at + start, at + word.len(), columns);
    }

    /// Parts a word between its syllables. Addresses, numbers and what is written in capitals stay whole.
    fn syllables(&mut self, word: &str, at: usize, language: Lang) {
        let hyphens = self.hyphens.take();
        let first = self.pieces.len();
        let plain = word
            .bytes()
            .all(|b| b.is_ascii() && !matches!(b, b'-' | b'/'));
        self.word(word, at, plain);
        self.hyphens = hyphens;
        let core = word.trim_matches(|c: char| !c.is_alphabetic());
        let capitals = || core.chars().skip(1).any(char::is_uppercase);
        let letters = || {
            core.chars()
                .all(|c| c.is_alphabetic() && width::is_simple(c))
        };
        if self.pieces.len() != first + 1 || core.len() < PARTED || !letters() || capitals() {
            return;
        }
        let Some(whole) = self.pieces.pop() else {
            return;
        };
        let mut start = at;
        let mut end = at + word.find(core).unwrap_or(0);
        for syllable in hypher::hyphenate(core, language) {
            end += syllable.len();
            self.push(start, end, width::of(&word[start - at..end - at]));
            start = end;
            if let Some(last) = self.pieces.last_mut() {
                last.parted = true;
            }
        }
        // The last one takes what stands behind the word.
        if let Some(last) = self.pieces.last_mut() {
            last.width += u32::try_from(width::of(&word[start - at..])).unwrap_or(0);
            (last.end, last.parted) = (whole.end, false);
        }
    }

    #[inline]
    fn push(&mut self, start: usize, end: usize, columns: usize) {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.pieces.push(Piece {
            start: small(start),
            end: small(end),
            width: small(columns),
            gap: 0,
            parted: false,
        });
    }
}

/// Words of fewer bytes are not parted.
const PARTED: usize = 6;

/// How many bytes at the start are letters, figures or later signs of ASCII, found by eight at once:
/// taking '0' from each sets the top bit of those before it, and those behind ASCII have it set.
fn unbroken(bytes: &[u8]) -> usize {
    const TOPS: u64 = u64::from_ne_bytes([0x80; 8]);
    const ZEROS: u64 = u64::from_ne_bytes([b'0'; 8]);
    let (eights, rest) = bytes.as_chunks::<8>();
    for (n, eight) in eights.iter().enumerate() {
        let all = u64::from_le_bytes(*eight);
        let others = (all.wrapping_sub(ZEROS) | all) & TOPS;
        if others != 0 {
            return n * 8 + others.trailing_zeros() as usize / 8;
        }
    }
    let tail = rest.iter().take_while(|b| matches!(b, b'0'..=0x7f));
    bytes.len() - rest.len() + tail.count()
}

/// Whether a row may end after `c`, between `before` and `after`: behind hyphens inside words and
/// behind dashes, and behind the slashes of an address.
fn breaks_after(before: char, c: char, after: char) -> bool {
    match c {
        '-' | '\u{2010}' => before.is_alphanumeric() && after.is_alphabetic(),
        '–' | '—' => !matches!(after, '–' | '—' | '”' | '’' | '"' | '\'' | ',' | '.' | '»'),
        '/' => before.is_alphanumeric() && after.is_alphabetic(),
        _ => false,
    }
}

/// Pieces no wider than `columns`: those that are wider are cut between graphemes.
pub fn narrowed(text: &str, pieces: &[Piece], columns: u32) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len() + 8);
    for piece in pieces {
        if piece.width <= columns {
            out.push(*piece);
            continue;
        }
        let mut part = Piece {
            end: piece.start,
            width: 0,
            gap: 0,
            parted: false,
            ..*piece
        };
        let words = Span::new(piece.start as usize, piece.end as usize).of(text);
        for symbol in words.graphemes(true) {
            let wide = u32::from(width::of_grapheme(symbol));
            if part.width + wide > columns && part.width > 0 {
                out.push(part);
                part = Piece {
                    start: part.end,
                    end: part.end,
                    width: 0,
                    gap: 0,
                    parted: false,
                };
            }
            part.end += u32::try_from(symbol.len()).unwrap_or(u32::MAX);
            part.width += wide;
        }
        (part.gap, part.parted) = (piece.gap, piece.parted);
        out.push(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_found_by_eights_are_those_found_one_by_one() {
        for odd in [" ", "-", "/", ".", "é", "\u{7f}", "\u{1}"] {
            for before in 0..20 {
                let text = format!(
                    "{}{odd}{}",
                    "aZ0~z{9=".repeat(3).get(..before).unwrap_or(""),
                    "b".repeat(9)
                );
                let found = text
                    .bytes()
                    .take_while(|b| matches!(b, b'0'..=0x7f))
                    .count();
                assert_eq!(unbroken(text.as_bytes()), found, "{text:?}");
            }
        }
    }
}

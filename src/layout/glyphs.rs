//! Puts the characters of a run of text at their columns, right-to-left ones in the order in which
//! they are read.

use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_segmentation::UnicodeSegmentation;

use super::width;
use crate::model::Span;

/// One character as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph<'a> {
    /// Its first byte.
    pub offset: usize,
    /// The grapheme cluster.
    pub symbol: &'a str,
    /// Its first column on the row.
    pub column: u16,
    /// Columns that it takes; never 0.
    pub width: u16,
}

/// The characters of a text of its own (a headline, a name), from column 0.
pub fn of_text(text: &str) -> Vec<Glyph<'_>> {
    let mut glyphs = Vec::new();
    place(text, Span::new(0, text.len()), 0, None, &mut glyphs);
    glyphs
}

/// Appends the characters of `span` from `column` on, in the order of the text. A line that reads
/// from the right is moved to the right end of `room` columns.
pub(super) fn place<'a>(
    text: &'a str,
    span: Span,
    column: u16,
    room: Option<u16>,
    out: &mut Vec<Glyph<'a>>,
) {
    let words = span.of(text);
    let first = out.len();
    if words.is_ascii() {
        ascii(words, span.start, column, out);
        return;
    }
    let mut at = column;
    for (offset, symbol) in words.grapheme_indices(true) {
        let width = width::of_grapheme(symbol);
        if width > 0 {
            out.push(Glyph {
                offset: span.start + offset,
                symbol,
                column: at,
                width,
            });
            at = at.saturating_add(width);
        }
    }
    if words.chars().any(is_rtl) {
        reorder(words, span.start, column, room, &mut out[first..]);
    }
}

fn ascii<'a>(words: &'a str, start: usize, column: u16, out: &mut Vec<Glyph<'a>>) {
    let mut at = column;
    for (offset, byte) in words.bytes().enumerate() {
        if !byte.is_ascii_control() {
            out.push(Glyph {
                offset: start + offset,
                symbol: &words[offset..=offset],
                column: at,
                width: 1,
            });
            at = at.saturating_add(1);
        }
    }
}

/// Gives the glyphs of a line the columns of the Unicode bidirectional algorithm (UAX 9, rule L2).
/// Spaces at the end of the line stay behind it.
fn reorder(words: &str, start: usize, column: u16, room: Option<u16>, glyphs: &mut [Glyph<'_>]) {
    let line = words.trim_end();
    let count = glyphs.partition_point(|glyph| glyph.offset < start + line.len());
    let (shown, behind) = glyphs.split_at_mut(count);
    let info = ParagraphBidiInfo::new(line, None);
    let levels = info.reordered_levels(0..line.len());
    let of_glyphs: Vec<Level> = shown
        .iter()
        .map(|glyph| {
            let byte = glyph.offset - start;
            levels.get(byte).copied().unwrap_or(info.paragraph_level)
        })
        .collect();
    let wide: u16 = shown.iter().map(|glyph| glyph.width).sum();
    let mut at = match room {
        Some(room) if info.paragraph_level.is_rtl() => column + room.saturating_sub(wide),
        _ => column,
    };
    for index in ParagraphBidiInfo::reorder_visual(&of_glyphs) {
        if let Some(glyph) = shown.get_mut(index) {
            glyph.column = at;
            at = at.saturating_add(glyph.width);
        }
    }
    for glyph in behind {
        glyph.column = at;
        at = at.saturating_add(glyph.width);
    }
}

/// Whether `c` is written from right to left: Hebrew, Arabic and their kin.
const fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

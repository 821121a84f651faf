//! Puts the characters of a run of text at their columns, right-to-left ones in the order in which
//! they are read.

use unicode_bidi::{Direction, Level, ParagraphBidiInfo, get_base_direction};
use unicode_segmentation::UnicodeSegmentation;

use super::width;
use crate::model::Span;

/// One character as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph<'a> {
    /// Its first byte.
    pub offset: usize,
    /// The grapheme cluster; a bracket within words that read from the right is the one that faces the
    /// other way.
    pub symbol: &'a str,
    /// Its first column on the row.
    pub column: u16,
    /// Columns that it takes; never 0.
    pub width: u16,
}

/// The characters of a line of a text of its own (a headline, a name), from column 0. `from_right` is the
/// direction of the whole text: where that reads from the right, the line ends at `room` columns.
pub fn of_line(text: &str, line: Span, room: Option<u16>, from_right: bool) -> Vec<Glyph<'_>> {
    let mut glyphs = Vec::new();
    place(text, line, 0, room, from_right, &mut glyphs);
    glyphs
}

/// Whether a paragraph reads from the right: its first letter does (UAX 9, rules P2 and P3).
pub fn reads_from_right(paragraph: &str) -> bool {
    !paragraph.starts_with(|c: char| c.is_ascii_alphabetic())
        && get_base_direction(paragraph) == Direction::Rtl
}

/// Appends the characters of `span` from `column` on, in the order of the text. A line of a paragraph
/// that reads from the right is moved to the right end of `room` columns, whatever stands in it.
pub(super) fn place<'a>(
    text: &'a str,
    span: Span,
    column: u16,
    room: Option<u16>,
    from_right: bool,
    out: &mut Vec<Glyph<'a>>,
) {
    let words = span.of(text);
    let first = out.len();
    if words.is_ascii() && !from_right {
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
    if from_right || words.chars().any(is_rtl) {
        let base = if from_right {
            Level::rtl()
        } else {
            Level::ltr()
        };
        reorder(words, span.start, column, room, base, &mut out[first..]);
    }
}

/// Makes the blanks of a row wider, so that its last character ends at the column `end`. Rows with few
/// blanks for much room stay as they are, and those whose words go to and fro.
pub(super) fn fill(glyphs: &mut [Glyph<'_>], end: u16) {
    /// Columns that a blank becomes wider at most.
    const WIDER: u16 = 3;
    let inked = |glyph: &Glyph<'_>| glyph.symbol != " ";
    let (Some(first), Some(last)) = (
        glyphs.iter().position(inked),
        glyphs.iter().rposition(inked),
    ) else {
        return;
    };
    let free = end.saturating_sub(glyphs[last].column + glyphs[last].width);
    let blanks = glyphs[first..last].iter().filter(|it| !inked(it)).count();
    let blanks = u16::try_from(blanks).unwrap_or(u16::MAX);
    if free == 0 || free > blanks.saturating_mul(WIDER) || !glyphs.is_sorted_by_key(|it| it.column)
    {
        return;
    }
    let (mut moved, mut nth) = (0, 0);
    for (at, glyph) in glyphs.iter_mut().enumerate() {
        glyph.column += moved;
        if glyph.symbol == " " && (first..last).contains(&at) {
            // The first blanks take what cannot be shared.
            let wider = free / blanks + u16::from(nth < free % blanks);
            glyph.width += wider;
            moved += wider;
            nth += 1;
        }
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
fn reorder(
    words: &str,
    start: usize,
    column: u16,
    room: Option<u16>,
    base: Level,
    glyphs: &mut [Glyph<'_>],
) {
    let line = words.trim_end();
    let count = glyphs.partition_point(|glyph| glyph.offset < start + line.len());
    let (shown, behind) = glyphs.split_at_mut(count);
    let info = ParagraphBidiInfo::new(line, Some(base));
    let levels = info.reordered_levels(0..line.len());
    let of_glyphs: Vec<Level> = shown
        .iter()
        .map(|glyph| {
            let byte = glyph.offset - start;
            levels.get(byte).copied().unwrap_or(info.paragraph_level)
        })
        .collect();
    for (glyph, level) in shown.iter_mut().zip(&of_glyphs) {
        if level.is_rtl() {
            glyph.symbol = mirrored(glyph.symbol).unwrap_or(glyph.symbol);
        }
    }
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

/// Signs that face the other way where words read from the right, in pairs: brackets, quotation marks
/// and comparisons of Unicode's BidiMirroring.txt that texts have.
const PAIRS: &str = "()<>[]{}«»‹›⁅⁆⁽⁾₍₎≤≥≪≫≺≻⊂⊃⊆⊇⌈⌉⌊⌋〈〉❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⧼⧽\
    ⸢⸣⸤⸥⸦⸧⸨⸩〈〉《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞﹤﹥（）＜＞［］｛｝｟｠｢｣";

/// The sign of the pair that `symbol` is not (UAX 9, rule L4).
fn mirrored(symbol: &str) -> Option<&'static str> {
    let c = symbol
        .chars()
        .next()
        .filter(|c| c.len_utf8() == symbol.len())?;
    let (place, (at, _)) = PAIRS
        .char_indices()
        .enumerate()
        .find(|(_, (_, sign))| *sign == c)?;
    let other = if place % 2 == 0 {
        &PAIRS[at + c.len_utf8()..]
    } else {
        let before = PAIRS[..at].chars().next_back()?;
        &PAIRS[at - before.len_utf8()..]
    };
    // As many bytes, so that offsets stay what they are.
    other.get(..c.len_utf8())
}

/// Whether `c` is written from right to left: Hebrew, Arabic and their kin.
pub const fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

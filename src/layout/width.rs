//! The one place that measures text in terminal columns, exactly as ratatui draws it.
//!
//! Everything that places or cuts text on the screen asks here; a test fills a ratatui `Buffer` and
//! compares.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that one grapheme cluster takes; 0 for what is not drawn.
pub fn of_grapheme(symbol: &str) -> u16 {
    if let [byte] = symbol.as_bytes() {
        return u16::from(!byte.is_ascii_control());
    }
    if symbol.contains(char::is_control) {
        return 0;
    }
    // Half-width sound marks join the grapheme before them but take a column of their own.
    let sound_marks = symbol
        .chars()
        .filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}'))
        .count();
    u16::try_from(symbol.width() + sound_marks).unwrap_or(u16::MAX)
}

/// Columns that `text` takes on one row.
pub fn of(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|b| !b.is_ascii_control()).count();
    }
    if text.chars().all(is_simple) {
        return text.chars().count();
    }
    text.graphemes(true)
        .map(|g| usize::from(of_grapheme(g)))
        .sum()
}

/// Whether `c` always is a grapheme of its own and one column wide: ASCII, Latin and Cyrillic letters and the
/// punctuation of European prose. Saves looking for clusters in most of what is read.
pub const fn is_simple(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a1}'..='\u{a8}' | '\u{aa}'..='\u{ac}' | '\u{af}'..='\u{24f}'
        | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '\u{2010}'..='\u{2027}')
}

/// The most characters of one grapheme cluster that are drawn. No script stacks so many (UAX #15 knows of thirty), and a
/// stack of millions would go to the terminal with every frame.
const TALLEST: usize = 32;

/// What of a grapheme cluster is drawn: all of it, but for a stack of marks without an end.
pub fn drawn(symbol: &str) -> &str {
    if symbol.len() <= TALLEST {
        return symbol;
    }
    let end = symbol.char_indices().nth(TALLEST).map(|(at, _)| at);
    end.and_then(|end| symbol.get(..end)).unwrap_or(symbol)
}

/// The same of every cluster in a row.
pub fn drawn_row(row: &str) -> Cow<'_, str> {
    if row.is_ascii() || row.graphemes(true).all(|symbol| drawn(symbol) == symbol) {
        return Cow::Borrowed(row);
    }
    Cow::Owned(row.graphemes(true).map(drawn).collect())
}

/// The beginning of `text` that fits `columns`, and the columns it takes.
pub fn fit(text: &str, columns: usize) -> (&str, usize) {
    let mut used = 0;
    for (at, symbol) in text.grapheme_indices(true) {
        let wide = usize::from(of_grapheme(symbol));
        if used + wide > columns {
            return (&text[..at], used);
        }
        used += wide;
    }
    (text, used)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    const HARD: &[&str] = &[
        "plain words",
        "“curly” – dash — … été ñ ß",
        "日本語の文章、東京で。",
        "e\u{301}a\u{300} cafe\u{301}",
        "👩\u{200d}🔬 ❤\u{fe0f} 👨‍👩‍👧‍👦 🇩🇪 👍🏽 ☎ ☺️",
        "שלום עולם",
        "مرحبا بالعالم می\u{200c}خواهم",
        "ハﾞｶﾞ ｶﾟ",
        "नमस्ते दुनिया",
        "a\u{200d}b \u{301}lone",
        "ㅎㅏㄴ 한글",
    ];

    #[test]
    fn every_text_takes_the_columns_that_ratatui_fills() {
        for text in HARD {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 1));
            let (end, _) = buffer.set_stringn(0, 0, text, 200, Style::new());
            assert_eq!(of(text), usize::from(end), "{text:?}");
        }
    }

    #[test]
    fn what_fits_is_what_ratatui_fits() {
        for text in HARD {
            for columns in 0..120_u16 {
                let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 1));
                let (end, _) = buffer.set_stringn(0, 0, text, usize::from(columns), Style::new());
                assert_eq!(
                    fit(text, usize::from(columns)).1,
                    usize::from(end),
                    "{text:?} in {columns}"
                );
            }
        }
    }

    #[test]
    fn stacks_of_marks_are_drawn_up_to_a_height() {
        for text in HARD {
            assert_eq!(drawn_row(text), *text);
        }
        let tall = format!("a{}", "\u{301}".repeat(100_000));
        let people = "👩\u{200d}".repeat(100_000);
        for symbol in [&tall, &people] {
            let short = drawn(symbol);
            assert_eq!(short.chars().count(), TALLEST);
            assert_eq!(of_grapheme(short), of_grapheme(symbol));
            assert_eq!(drawn_row(&format!("x{symbol}y")), format!("x{short}y"));
        }
    }
}

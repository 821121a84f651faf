//! Which characters may reach a terminal.
//!
//! Text from outside can carry escapes that move the cursor, colour the screen, fill the clipboard or
//! turn the reading order round. The article builder takes them out once; every sink that is not the
//! screen asks again.

use std::borrow::Cow;

use super::without_escapes;

/// Whether `c` must not reach a terminal: controls (C0, DEL, C1), zero-width space, soft hyphen,
/// byte-order mark, bidi embeddings, overrides and isolates, line and paragraph separators, and the
/// invisible tag characters. Joiners (U+200C, U+200D) and variation selectors stay: words and emoji
/// need them.
#[inline]
pub const fn is_unsafe(c: char) -> bool {
    // Nearly all that is read.
    if matches!(c, ' '..='~') {
        return false;
    }
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0001}' | '\u{e0020}'..='\u{e007f}')
}

/// One line without unsafe characters: line breaks and tabs become spaces, the others vanish.
pub fn clean(line: &str) -> Cow<'_, str> {
    strip(line, |c| {
        matches!(c, '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}').then_some(' ')
    })
}

/// Several lines without unsafe characters: line feeds stay, tabs become spaces, the others vanish.
pub fn clean_block(text: &str) -> Cow<'_, str> {
    strip(text, |c| match c {
        '\n' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        _ => None,
    })
}

/// A line that takes no more than so many bytes and a sign that it goes on; cut where a word ends.
pub fn shortened(line: &str, most: usize) -> Cow<'_, str> {
    if line.len() <= most {
        return Cow::Borrowed(line);
    }
    let cut = (0..=most).rfind(|&at| line.is_char_boundary(at));
    let short = &line[..cut.unwrap_or(0)];
    let end = short.rfind(char::is_whitespace).unwrap_or(short.len());
    Cow::Owned(format!("{} …", short[..end].trim_end()))
}

fn strip(text: &str, keep: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    if !text.chars().any(|c| is_unsafe(c) && keep(c) != Some(c)) {
        return Cow::Borrowed(text);
    }
    let text = without_escapes(text);
    let safe = |c| if is_unsafe(c) { keep(c) } else { Some(c) };
    Cow::Owned(text.chars().filter_map(safe).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_overrides_vanish() {
        assert_eq!(clean("a\u{1b}[31mred\u{9b}2J\u{202e}b"), "aredb");
        assert_eq!(clean("soft\u{ad}hyphen\u{200b} zero"), "softhyphen zero");
    }

    #[test]
    fn joiners_and_plain_text_stay() {
        let family = "👩\u{200d}🔬 ❤\u{fe0f} \u{645}\u{6cc}\u{200c}\u{62e}";
        assert!(matches!(clean(family), Cow::Borrowed(text) if text == family));
    }

    #[test]
    fn a_long_line_is_cut_where_a_word_ends() {
        let check = |line: &str, most, short: &str| assert_eq!(shortened(line, most), short);
        check("the ferry sails", 15, "the ferry sails");
        check("the ferry sails", 14, "the ferry …");
        check("naïve", 3, "na …");
        check("", 0, "");
    }

    #[test]
    fn line_breaks_become_what_the_sink_can_bear() {
        assert_eq!(clean("a\r\nb\tc"), "a  b c");
        assert_eq!(clean_block("a\r\nb\tc"), "a\nb c");
    }
}

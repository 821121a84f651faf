//! Takes the escape sequences of terminals out of text, whole: output of a coloured tool, a manual page, a
//! log is read without `[1m`, `]8;;…` and letters struck twice, not only without their first byte.
//!
//! Forms after ECMA-48: control sequences (CSI), strings (OSC, DCS, SOS, PM, APC) up to their end, other
//! escapes of two or three characters. A string without an end loses its introducer alone, so that no
//! words go with it.

use std::borrow::Cow;

const ESC: char = '\u{1b}';
const CSI: char = '\u{9b}';
const BACKSPACE: char = '\u{8}';

/// A string longer than this, in bytes, is none: what opens it stands there by chance.
const LONGEST: usize = 1 << 18;

/// The text without escape sequences and without what a backspace takes back.
pub fn without_escapes(text: &str) -> Cow<'_, str> {
    match without_spelt(text) {
        Cow::Borrowed(text) => without_real(text),
        Cow::Owned(text) => Cow::Owned(without_real(&text).into_owned()),
    }
}

/// The text without colours whose escapes are spelt in signs that can be seen: `^[[31m`, `␛[0m`.
fn without_spelt(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for at in memchr::memchr_iter(b'[', text.as_bytes()) {
        let head = &text[..at];
        let Some(head) = head.strip_suffix("^[").or_else(|| head.strip_suffix('␛')) else {
            continue;
        };
        let body = &text[at + 1..];
        let figures = body.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        if let Some(rest) = figures.strip_prefix('m')
            && head.len() >= done
            && !rest.starts_with(']')
        {
            out.push_str(&text[done..head.len()]);
            done = text.len() - rest.len();
        }
    }
    match done {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(out + &text[done..]),
    }
}

fn without_real(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    // In UTF-8, U+0080 to U+009F begin with 0xC2.
    if memchr::memchr2(0x1b, 0x08, bytes).is_none()
        && !memchr::memchr_iter(0xc2, bytes)
            .any(|at| bytes.get(at + 1).is_some_and(|byte| *byte < 0xa0))
    {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut ends = Ends::default();
    let mut rest = text;
    while let Some(at) = rest.find(is_control) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let at = text.len() - rest.len();
        let used = match rest.chars().next() {
            Some(BACKSPACE) => strike(rest, &mut out),
            Some(ESC) => escape(rest, at, text, &mut ends),
            Some(CSI) => 2 + control(&rest[2..]),
            // The one-character forms of DCS, SOS, OSC, PM and APC.
            Some('\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}') => {
                2 + string(&rest[2..], at + 2, text, &mut ends)
            }
            Some(other) => {
                out.push(other);
                other.len_utf8()
            }
            None => break,
        };
        rest = rest.get(used..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

const fn is_control(c: char) -> bool {
    matches!(c, ESC | BACKSPACE | '\u{80}'..='\u{9f}')
}

/// The length of the escape at the start of `rest`, which stands at `at` in `text`.
fn escape(rest: &str, at: usize, text: &str, ends: &mut Ends) -> usize {
    let body = &rest[1..];
    let mut chars = body.chars();
    let (first, second) = (chars.next(), chars.next());
    match first {
        Some('[') => 2 + control(&body[1..]),
        Some(']' | 'P' | 'X' | '^' | '_') => 2 + string(&body[1..], at + 2, text, ends),
        // A change of character set: `ESC ( B`.
        Some(' '..='/') => match second {
            Some('0'..='~') => 3,
            _ => 2,
        },
        Some('7' | '8' | '=' | '>' | '\\' | 'c') => 2,
        // A letter before small ones begins a word.
        Some('D' | 'E' | 'H' | 'M' | 'N' | 'O' | 'Z')
            if !second.is_some_and(char::is_lowercase) =>
        {
            2
        }
        _ => 1,
    }
}

/// The length of what follows CSI: parameters, intermediates, one final character.
fn control(body: &str) -> usize {
    let bytes = body.as_bytes();
    let parameters = bytes
        .iter()
        .take_while(|byte| (0x30..=0x3f).contains(*byte));
    let mut end = parameters.count();
    let between = bytes[end..]
        .iter()
        .take_while(|byte| (0x20..=0x2f).contains(*byte));
    end += between.count();
    match bytes.get(end) {
        Some(0x40..=0x7e) => end + 1,
        // Cut: the parameters are of no use, what follows may be words.
        _ => bytes
            .iter()
            .take_while(|byte| (0x30..=0x3f).contains(*byte))
            .count(),
    }
}

/// The length of a string up to and with its end; 0 when it has none.
fn string(body: &str, at: usize, text: &str, ends: &mut Ends) -> usize {
    match ends.next(text, at) {
        Some(end) if end - at <= LONGEST => end - at,
        // "0;title" without an end: the number alone is no word.
        _ => {
            let number = body.bytes().take_while(u8::is_ascii_digit).count();
            let semicolon = body.as_bytes().get(number) == Some(&b';');
            if number > 0 && semicolon {
                number + 1
            } else {
                0
            }
        }
    }
}

/// Where strings end, looked for once: the next end at or behind the last question.
#[derive(Default)]
struct Ends {
    known: Option<Option<usize>>,
}

impl Ends {
    /// One past the end of the string that begins at `at`.
    fn next(&mut self, text: &str, at: usize) -> Option<usize> {
        let stale = match self.known {
            None => true,
            Some(Some(end)) => end <= at,
            Some(None) => false,
        };
        if stale {
            self.known = Some(find_end(text, at));
        }
        self.known.flatten()
    }
}

/// One past the next BEL, `ESC \` or ST at or behind `at`.
fn find_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr3_iter(0x07, 0x1b, 0x9c, bytes.get(at..)?).find_map(|found| {
        let found = at + found;
        match bytes[found] {
            0x07 => Some(found + 1),
            0x1b if bytes.get(found + 1) == Some(&b'\\') => Some(found + 2),
            0x9c if found > 0 && bytes[found - 1] == 0xc2 => Some(found + 1),
            _ => None,
        }
    })
}

/// Does what backspaces do at the start of `rest`: the sign before each is written over, but a letter stays
/// where it is underlined. Returns how many bytes are done with.
fn strike(rest: &str, out: &mut String) -> usize {
    let used = rest.bytes().take_while(|byte| *byte == 0x08).count();
    let next = rest[used..].chars().next();
    // At the end of a line nothing is written over.
    if next.is_none_or(|next| next == '\n' || next == '\r') {
        return used;
    }
    let before = out.chars().next_back();
    if used == 1 && next == Some('_') && before.is_some_and(|c| c != '_' && !c.is_whitespace()) {
        return used + 1;
    }
    for _ in 0..used {
        if out.ends_with('\n') || out.pop().is_none() {
            break;
        }
    }
    used
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(without_escapes(text), expected, "{text:?}");
    }

    #[test]
    fn sequences_go_whole() {
        check(
            "\u{1b}[38;5;39;1mTide\u{1b}[0m\u{1b}[2J\u{1b}[?25l\u{1b}[1 q.",
            "Tide.",
        );
        check("\u{9b}1mTide\u{9b}m", "Tide");
        check(
            "^[[31mTide^[[0m, ␛[1;4mlow␛[m, ^[[1m\u{1b}[1m.",
            "Tide, low, .",
        );
        check("^[[m]ore] and ^[[a-z] [31m", "^[[m]ore] and ^[[a-z] [31m");
        check(
            "a\u{1b}]8;;https://a.example\u{1b}\\link\u{1b}]8;;\u{7}b",
            "alinkb",
        );
        check(
            "a\u{1b}Pq#0;2\u{1b}\\b\u{9d}0;title\u{9c}c\u{1b}_x\u{7}d",
            "abcd",
        );
        check("\u{1b}(B\u{1b}7up\u{1b}8\u{1b}=\u{1b}M.\u{1b}c", "up.");
    }

    #[test]
    fn words_stay_where_a_sequence_is_cut() {
        check("\u{1b}Hale said", "Hale said");
        check("\u{1b}]0;Hale said so", "Hale said so");
        check("a\u{1b}[12", "a");
        check("a\u{1b}[é", "aé");
        check("a\u{1b}", "a");
        check("caf\u{e9} \u{a0}x", "caf\u{e9} \u{a0}x");
        assert!(matches!(without_escapes("£5 é"), Cow::Borrowed(_)));
        let long = format!("\u{1b}]{}\u{7}", "x".repeat(LONGEST + 1));
        assert!(without_escapes(&long).contains("xxx"));
    }

    #[test]
    fn letters_struck_twice_are_one() {
        check("N\u{8}NA\u{8}AM\u{8}ME\u{8}E", "NAME");
        check("_\u{8}f_\u{8}i", "fi");
        check("f\u{8}_i\u{8}_", "fi");
        check("wait |\u{8}/\u{8}-", "wait -");
        check("abc\u{8}\u{8}x", "ax");
        check("end\u{8}\nnext\u{8}", "end\nnext");
        check("\u{8}\u{8}a", "a");
    }

    #[test]
    fn many_strings_without_an_end_are_looked_at_once() {
        let text = "\u{1b}P".repeat(200_000);
        assert_eq!(without_escapes(&text), "");
    }
}

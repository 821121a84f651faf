//! The bytes of a terminal as keys and pasted text.
//!
//! What a terminal answers comes as if it were typed: whether somebody asked for it or not, whole, in
//! pieces or cut off. A sequence that is no key is dropped, one that does not end is given up after a
//! moment, and neither becomes keys; no sequence holds back the keys behind it for long.

use std::time::{Duration, Instant};

use super::ability::{self, Told};
use super::background::is_light;
use super::keys;
use crate::command::{Chord, Key};
use crate::message::Mouse;

/// An Esc that nothing follows for so long was pressed alone.
const ALONE: Duration = Duration::from_millis(30);
/// A key whose bytes stop for so long was cut off.
const KEY: Duration = Duration::from_millis(100);
/// An answer whose bytes stop for so long was cut off.
const ANSWER: Duration = Duration::from_millis(300);
/// Pasted text may stop for so long.
const PASTE: Duration = Duration::from_secs(2);
/// No sequence takes longer as a whole, or somebody types behind one that was cut off.
const WHOLE: Duration = Duration::from_secs(1);
/// The rest of a sequence that was given up is known for so long.
const LATE: Duration = Duration::from_secs(2);

/// Bytes of a sequence that are kept; of longer ones nothing is of interest.
const MOST: usize = 4096;
/// Bytes of pasted text that are kept.
const MOST_PASTED: usize = 1 << 20;

/// What was heard.
#[derive(Debug, PartialEq)]
pub enum Heard {
    /// A key; with Alt held, after an Esc: terminals send the same bytes for both.
    Key {
        /// The key.
        chord: Chord,
        /// An Esc stands before it.
        alt: bool,
    },
    /// Pasted text.
    Paste(String),
    /// The background: whether it is light; none when the answer told no colour.
    Background(Option<bool>),
    /// What the terminal can do with pictures.
    Told(Told),
    /// The mouse, at a column and a row from 0.
    Mouse(Mouse, u16, u16),
}

/// Makes keys of bytes, however they are cut.
#[derive(Debug, Default)]
pub struct Input {
    /// A sequence that has begun, and when.
    held: Vec<u8>,
    begun: Option<Instant>,
    /// A sequence that was given up, and when.
    cut: Option<(Vec<u8>, Instant)>,
    /// Text that is being pasted.
    pasted: Option<Vec<u8>>,
}

/// What stands at the beginning of some bytes.
#[derive(Debug, PartialEq)]
enum Token {
    /// More must come to know.
    Part,
    /// So many bytes mean this; none for what is no key.
    Whole(usize, Option<Heard>),
    /// So many bytes begin a paste.
    Paste(usize),
}

const PASTE_END: &[u8] = b"\x1b[201~";

impl Input {
    /// Takes bytes as they came, at that moment; gives what they mean so far.
    pub fn feed(&mut self, bytes: &[u8], now: Instant) -> Vec<Heard> {
        let mut heard = Vec::new();
        if self.pasted.is_none()
            && self
                .begun
                .is_some_and(|at| now.saturating_duration_since(at) > WHOLE)
        {
            heard.extend(self.give_up(now));
        }
        let late = self.late(bytes, now);
        heard.extend(late.1);
        self.held.extend_from_slice(&bytes[late.0..]);
        let before = self.held.len();
        self.take(&mut heard);
        self.begun = match self.begun {
            _ if self.held.is_empty() => None,
            Some(begun) if self.held.len() >= before => Some(begun),
            _ => Some(now),
        };
        heard
    }

    /// Makes what it can of what is held.
    fn take(&mut self, heard: &mut Vec<Heard>) {
        let mut at = 0;
        loop {
            if self.pasted.is_some() {
                self.paste(&mut at, heard);
                if self.pasted.is_some() {
                    break;
                }
            }
            let rest = &self.held[at..];
            if rest.is_empty() {
                break;
            }
            match token(rest) {
                Token::Part => break,
                Token::Whole(length, what) => {
                    at += length;
                    heard.extend(what);
                }
                Token::Paste(length) => {
                    at += length;
                    self.pasted = Some(Vec::new());
                }
            }
        }
        self.held.drain(..at);
        if self.pasted.is_none() && self.held.len() > MOST {
            // Its kind is enough to find its end; an Esc may be the first byte of that.
            let end = self.held.split_off(self.held.len() - 1);
            self.held.truncate(8);
            self.held.extend(end);
        }
    }

    /// Takes pasted text up to its end, or as much as has come.
    fn paste(&mut self, at: &mut usize, heard: &mut Vec<Heard>) {
        let rest = &self.held[*at..];
        let end = memchr::memmem::find(rest, PASTE_END);
        // What may be the beginning of the end waits.
        let open = (1..PASTE_END.len())
            .rev()
            .find(|&n| rest.ends_with(&PASTE_END[..n]));
        let words = end.unwrap_or(rest.len() - open.unwrap_or(0));
        if let Some(pasted) = &mut self.pasted {
            let room = MOST_PASTED.saturating_sub(pasted.len());
            pasted.extend_from_slice(&rest[..words.min(room)]);
        }
        *at += words;
        if end.is_some() {
            *at += PASTE_END.len();
            heard.extend(self.pasted_text());
        }
    }

    fn pasted_text(&mut self) -> Option<Heard> {
        let pasted = self.pasted.take()?;
        Some(Heard::Paste(String::from_utf8_lossy(&pasted).into_owned()))
    }

    /// How long to wait for more before [`Self::give_up`]; none while nothing is held.
    pub fn patience(&self) -> Option<Duration> {
        if self.pasted.is_some() {
            return Some(PASTE);
        }
        match self.held.as_slice() {
            [] => None,
            b"\x1b" => Some(ALONE),
            held => Some(match introducer(held) {
                Some((b'[' | b'O', _)) | None => KEY,
                Some(_) => ANSWER,
            }),
        }
    }

    /// Ends the waiting: an Esc alone is a key, what was pasted is all, any other beginning means
    /// nothing.
    pub fn give_up(&mut self, now: Instant) -> Option<Heard> {
        let held = std::mem::take(&mut self.held);
        self.begun = None;
        if self.pasted.is_some() {
            return self.pasted_text();
        }
        let heard = match held.as_slice() {
            b"\x1b" => Some(key(Key::Esc, false, false)),
            b"\x1bO" => Some(key(Key::Char('O'), false, true)),
            _ => None,
        };
        if held == b"\x1b" || introducer(&held).is_some() {
            self.cut = Some((held, now));
        }
        heard
    }

    /// How many bytes are the rest of a sequence that was given up before, and the key that they make
    /// with it. Nobody types several bytes at once that complete one.
    fn late(&mut self, bytes: &[u8], now: Instant) -> (usize, Option<Heard>) {
        let Some((mut cut, when)) = self.cut.take().filter(|_| self.held.is_empty()) else {
            return (0, None);
        };
        let typed = match cut.as_slice() {
            b"\x1b" => !matches!(bytes, [b'[', b'0'..=b'?', ..] | [b']' | b'P' | b'_', ..]),
            // Any characters end a place of the mouse.
            _ => cut.starts_with(b"\x1b[M"),
        };
        let before = cut.len();
        cut.extend_from_slice(&bytes[..bytes.len().min(MOST)]);
        match token(&cut) {
            Token::Whole(length, heard)
                if length >= before + 2 && !typed && now.saturating_duration_since(when) < LATE =>
            {
                (length - before, heard)
            }
            _ => (0, None),
        }
    }
}

/// The kind of sequence that begins here, as the byte after Esc, and the bytes of its beginning.
fn introducer(bytes: &[u8]) -> Option<(u8, usize)> {
    match *bytes {
        [
            b'\x1b',
            kind @ (b'[' | b']' | b'O' | b'P' | b'_' | b'^' | b'X'),
            ..,
        ] => Some((kind, 2)),
        // The same in one byte, which no character of UTF-8 begins with.
        [kind @ (0x8f | 0x90 | 0x98 | 0x9b | 0x9d..=0x9f), ..] => Some((kind - 0x40, 1)),
        _ => None,
    }
}

fn token(bytes: &[u8]) -> Token {
    let Some((kind, start)) = introducer(bytes) else {
        return match bytes {
            [b'\x1b'] => Token::Part,
            [b'\x1b', b'\x1b', ..] => Token::Whole(1, Some(key(Key::Esc, false, false))),
            [b'\x1b', rest @ ..] => match typed(rest) {
                Token::Whole(length, what) => Token::Whole(length + 1, what.map(with_alt)),
                part => part,
            },
            _ => typed(bytes),
        };
    };
    match (kind, &bytes[start..]) {
        (b'[', rest) => sequence(rest, start),
        (b'O', []) => Token::Part,
        (b'O', [last, ..]) => match keys::application(*last) {
            Some(chord) => Token::Whole(start + 1, Some(Heard::Key { chord, alt: false })),
            None => alt(kind, start),
        },
        // No answer begins so; Alt and a key, then others.
        (b']', [first, ..]) if !matches!(first, b'0'..=b'9' | b'l' | b'L' | b'I') => {
            alt(kind, start)
        }
        (b'P', [first, ..]) if !matches!(first, b' '..=b'?') => alt(kind, start),
        (_, rest) => string(kind, rest, start),
    }
}

fn key(key: Key, ctrl: bool, alt: bool) -> Heard {
    let chord = Chord { key, ctrl };
    Heard::Key { chord, alt }
}

fn with_alt(heard: Heard) -> Heard {
    match heard {
        Heard::Key { chord, .. } => Heard::Key { chord, alt: true },
        other => other,
    }
}

/// Alt and the key of that byte.
fn alt(kind: u8, length: usize) -> Token {
    let typed = key(Key::Char(char::from(kind)), false, true);
    Token::Whole(length, (length == 2).then_some(typed))
}

/// A character, or a control key.
fn typed(bytes: &[u8]) -> Token {
    let Some(&first) = bytes.first() else {
        return Token::Part;
    };
    let letter = |from: u8, to: u8| Key::Char(char::from(first - from + to));
    let (found, ctrl) = match first {
        // What is typed before the terminal is ours comes with the line feeds of a shell's line.
        b'\r' | b'\n' => (Key::Enter, false),
        b'\t' => (Key::Tab, false),
        0x7f => (Key::Backspace, false),
        0 => (Key::Char(' '), true),
        0x01..=0x1a => (letter(1, b'a'), true),
        0x1b => (Key::Esc, false),
        0x1c..=0x1f => (letter(0x1c, b'4'), true),
        b' '..=b'~' => (Key::Char(char::from(first)), false),
        _ => return character(bytes),
    };
    Token::Whole(1, Some(key(found, ctrl, false)))
}

/// A character of several bytes.
fn character(bytes: &[u8]) -> Token {
    let length = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Token::Whole(1, None),
    };
    let whole = &bytes[..length.min(bytes.len())];
    match std::str::from_utf8(whole) {
        Ok(text) => {
            let c = text.chars().next().filter(|c| !c.is_control());
            Token::Whole(length, c.map(|c| key(Key::Char(c), false, false)))
        }
        Err(error) if error.error_len().is_none() => Token::Part,
        Err(_) => Token::Whole(1, None),
    }
}

/// What follows `ESC [` (ECMA-48, 5.4): parameters, intermediate bytes, a final byte.
fn sequence(rest: &[u8], start: usize) -> Token {
    // Function keys of the Linux console.
    if let [b'[', last @ ..] = rest {
        return match last {
            [] => Token::Part,
            [n @ b'A'..=b'E', ..] => {
                Token::Whole(start + 2, Some(key(Key::F(n - b'A' + 1), false, false)))
            }
            _ => Token::Whole(start + 1, None),
        };
    }
    let parameters = rest.iter().take_while(|b| matches!(b, b'0'..=b'?')).count();
    let between = rest[parameters..].iter();
    let end = parameters + between.take_while(|b| matches!(b, b' '..=b'/')).count();
    match rest.get(end) {
        None => Token::Part,
        // A place of the mouse: three bytes more, none of them a control.
        Some(b'M') if end == 0 => match rest.iter().take(4).position(|byte| *byte < b' ') {
            Some(other) => Token::Whole(start + other, None),
            None if rest.len() < 4 => Token::Part,
            None => Token::Whole(start + 4, None),
        },
        Some(b'~') if &rest[..end] == b"200" => Token::Paste(start + end + 1),
        Some(last @ b'@'..=b'~') if end == parameters => {
            let found = keys::sequence(&rest[..parameters], *last);
            let found = found.map(|(chord, alt)| Heard::Key { chord, alt });
            let told = || ability::in_sequence(&rest[..parameters], *last).map(Heard::Told);
            let mouse = || keys::mouse(&rest[..parameters], *last);
            let mouse = || mouse().map(|(mouse, x, y)| Heard::Mouse(mouse, x, y));
            Token::Whole(start + end + 1, found.or_else(told).or_else(mouse))
        }
        Some(b'@'..=b'~') => Token::Whole(start + end + 1, None),
        // It was cut off, and this is something else.
        Some(_) => Token::Whole(start + end, None),
    }
}

/// A string with an end: an answer to OSC, DCS and their like.
fn string(kind: u8, rest: &[u8], start: usize) -> Token {
    let Some(end) = rest.iter().position(|byte| *byte < b' ') else {
        return Token::Part;
    };
    let length = match &rest[end..] {
        [b'\x1b'] => return Token::Part,
        [b'\x1b', b'\\', ..] => end + 2,
        [b'\x07' | b'\x18' | b'\x1a', ..] => end + 1,
        // It was cut off, and this is something else.
        _ => return Token::Whole(start + end, None),
    };
    let colour = rest[..end].strip_prefix(b"11;").filter(|_| kind == b']');
    let colour = colour.and_then(|colour| std::str::from_utf8(colour).ok());
    let background = colour.map(|colour| Heard::Background(is_light(colour)));
    let told = || ability::in_string(kind, &rest[..end]).map(Heard::Told);
    Token::Whole(start + length, background.or_else(told))
}

#[cfg(test)]
mod tests;

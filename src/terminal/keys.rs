//! The sequences that terminals send for keys, as our own keys.

use crate::command::{Chord, Key};
use crate::message::Mouse;

/// The key of `ESC O` and this byte.
pub fn application(last: u8) -> Option<Chord> {
    let found = match last {
        b'M' => Key::Enter,
        b'P'..=b'S' => Key::F(last - b'P' + 1),
        _ => letter(last)?,
    };
    let ctrl = false;
    Some(Chord { key: found, ctrl })
}

/// The key of `ESC [`, these parameters and this last byte, and whether Alt is held. None for releases
/// of keys, and for what is no key: answers of the terminal, the mouse, the focus.
pub fn sequence(parameters: &[u8], last: u8) -> Option<(Chord, bool)> {
    let text = std::str::from_utf8(parameters).ok()?;
    if text.contains(['<', '=', '>', '?']) {
        return None;
    }
    let mut fields = text.split(';');
    let mut field = || {
        let mut parts = fields.next().unwrap_or_default().split(':');
        let mut number = || parts.next().unwrap_or_default().parse::<u32>().ok();
        (number(), number())
    };
    let (first, _) = field();
    let (held, event) = field();
    let (third, _) = field();
    if event == Some(3) {
        return None;
    }
    let (code, mut held) = match (last, first, held) {
        // Some terminals leave the 1 before the modifier out.
        (b'A'..=b'Z', Some(held @ 2..=16), None) => (1, held),
        // Keys that have a sequence of their own only with modifiers (xterm, `modifyOtherKeys`).
        (b'~', Some(27), held) => (third?, held.unwrap_or(1)),
        (_, first, held) => (first.unwrap_or(1), held.unwrap_or(1)),
    };
    held = held.saturating_sub(1);
    let (shift, alt, ctrl) = (held & 1 > 0, held & 2 > 0, held & 4 > 0);
    let found = match last {
        b'u' => coded(code)?,
        b'~' if first == Some(27) => coded(code)?,
        b'~' => numbered(code)?,
        b'Z' => Key::BackTab,
        // `R` tells where the cursor is.
        b'P' | b'Q' | b'S' if code == 1 => Key::F(last - b'P' + 1),
        _ if code == 1 => letter(last)?,
        _ => return None,
    };
    let found = match found {
        Key::Tab if shift => Key::BackTab,
        Key::Char(c) if shift => Key::Char(c.to_uppercase().next().unwrap_or(c)),
        other => other,
    };
    Some((Chord { key: found, ctrl }, alt))
}

/// What the mouse does by `ESC [`, these parameters and this last byte (xterm, mode 1006), and at which column and row,
/// from 0. None for other buttons, for keys held with it, and where a button is let go.
pub fn mouse(parameters: &[u8], last: u8) -> Option<(Mouse, u16, u16)> {
    let text = std::str::from_utf8(parameters).ok()?.strip_prefix('<')?;
    let mut numbers = text.split(';').map(|digits| digits.parse::<u16>().ok());
    let mut next = || numbers.next().flatten();
    let (button, x, y) = (next()?, next()?, next()?);
    let mouse = match (button, last) {
        (0, b'M') => Mouse::Click,
        (64, b'M') => Mouse::WheelUp,
        (65, b'M') => Mouse::WheelDown,
        _ => return None,
    };
    Some((mouse, x.checked_sub(1)?, y.checked_sub(1)?))
}

fn letter(last: u8) -> Option<Key> {
    Some(match last {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'F' => Key::End,
        b'H' => Key::Home,
        _ => return None,
    })
}

/// Keys with a number and `~` (VT220, xterm).
fn numbered(code: u32) -> Option<Key> {
    Some(match code {
        1 | 7 => Key::Home,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        11..=15 => Key::F(code as u8 - 10),
        17..=21 => Key::F(code as u8 - 11),
        23..=26 => Key::F(code as u8 - 12),
        28 | 29 => Key::F(code as u8 - 13),
        31..=34 => Key::F(code as u8 - 14),
        _ => return None,
    })
}

/// Keys by their code point.
fn coded(code: u32) -> Option<Key> {
    Some(match code {
        8 | 127 => Key::Backspace,
        9 => Key::Tab,
        13 => Key::Enter,
        27 => Key::Esc,
        _ => Key::Char(char::from_u32(code).filter(|c| !c.is_control())?),
    })
}

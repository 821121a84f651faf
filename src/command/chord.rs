//! Keys as they are pressed and written: `)`, `gs`, `<c-d>`.

use std::fmt;

/// A key, apart from Control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A character; a blank too.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Shift and tabulator.
    BackTab,
    /// Deletes to the left.
    Backspace,
    /// Deletes to the right.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// A function key.
    F(u8),
}

/// A key as pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chord {
    /// Which key.
    pub key: Key,
    /// With Control held.
    pub ctrl: bool,
}

/// Names of keys as they are written between `<` and `>`, and as they are shown.
const NAMES: &[(&str, &str, Key)] = &[
    ("space", "Space", Key::Char(' ')),
    ("enter", "Enter", Key::Enter),
    ("esc", "Esc", Key::Esc),
    ("tab", "Tab", Key::Tab),
    ("s-tab", "S-Tab", Key::BackTab),
    ("bs", "Backspace", Key::Backspace),
    ("del", "Del", Key::Delete),
    ("up", "Up", Key::Up),
    ("down", "Down", Key::Down),
    ("left", "Left", Key::Left),
    ("right", "Right", Key::Right),
    ("pgup", "PgUp", Key::PageUp),
    ("pgdn", "PgDn", Key::PageDown),
    ("home", "Home", Key::Home),
    ("end", "End", Key::End),
    ("lt", "<", Key::Char('<')),
];

/// Reads keys as they are written: `gg`, `]q`, `<c-d>`, `<enter>`, `<f1>`. None for an unknown name.
pub fn chords(written: &str) -> Option<Vec<Chord>> {
    let mut chords = Vec::new();
    let mut rest = written;
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && let Some(end) = rest.find('>')
        {
            chords.push(named(&rest[1..end])?);
            rest = &rest[end + 1..];
            continue;
        }
        chords.push(Chord {
            key: Key::Char(c),
            ctrl: false,
        });
        rest = &rest[c.len_utf8()..];
    }
    Some(chords)
}

fn named(name: &str) -> Option<Chord> {
    let name = name.to_lowercase();
    let (ctrl, name) = match name.strip_prefix("c-") {
        Some(rest) => (true, rest.to_owned()),
        None => (false, name),
    };
    let known = NAMES.iter().find(|(written, ..)| *written == name);
    let number = name.strip_prefix('f').and_then(|n| n.parse().ok());
    let mut letters = name.chars();
    let key = match (known, number, (letters.next(), letters.next())) {
        (Some((_, _, key)), ..) => *key,
        (_, Some(number), _) => Key::F(number),
        (.., (Some(letter), None)) if ctrl => Key::Char(letter),
        _ => return None,
    };
    Some(Chord { key, ctrl })
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("^")?;
        }
        match (self.key, NAMES.iter().find(|(.., key)| *key == self.key)) {
            (_, Some((_, shown, _))) => f.write_str(shown),
            (Key::F(number), _) => write!(f, "F{number}"),
            (Key::Char(c), _) if self.ctrl => write!(f, "{}", c.to_uppercase()),
            (Key::Char(c), _) => write!(f, "{c}"),
            _ => Ok(()),
        }
    }
}

/// Keys as they are shown to a reader: `gg`, `^D`, `Enter`.
pub fn shown(chords: &[Chord]) -> String {
    chords.iter().map(Chord::to_string).collect()
}

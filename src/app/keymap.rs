//! Keys to commands: our own key type, how keys are written, counts and prefixes.

use std::collections::BTreeMap;
use std::fmt;

use super::commands::{COMMANDS, Command, Scope};

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

/// Which keys give which command.
#[derive(Clone, Debug, PartialEq)]
pub struct Keymap {
    bound: BTreeMap<(Scope, Vec<Chord>), Command>,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut keymap = Keymap {
            bound: BTreeMap::new(),
        };
        for row in COMMANDS {
            for key in row.keys {
                if let Some(chords) = chords(key) {
                    keymap.bound.insert((row.scope, chords), row.command);
                }
            }
        }
        keymap
    }
}

/// Keys pressed that are no command yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pending {
    /// The number typed before a command.
    pub count: Option<usize>,
    /// The beginning of a command: `g`, `]`, `y`.
    pub chords: Vec<Chord>,
}

/// What a key came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A command, with the count before it.
    Run(Command, Option<usize>),
    /// More keys are needed.
    Wait,
    /// These keys mean nothing.
    Unknown(Vec<Chord>),
}

/// Counts stop growing here.
const MOST: usize = 9_999_999;

impl Keymap {
    /// The default keys with the reader's own over them, by command name.
    ///
    /// # Errors
    /// One sentence that names the command or the key that is not known.
    pub fn with(own: &BTreeMap<String, Vec<String>>) -> Result<Self, String> {
        let mut keymap = Self::default();
        let named = |name: &String| {
            Command::named(name).ok_or(format!(
                "keys: no command {name}; `pullquote keys` lists them"
            ))
        };
        for name in own.keys() {
            keymap.unbind(named(name)?);
        }
        for (name, keys) in own {
            for key in keys {
                if !keymap.bind(key, named(name)?) {
                    return Err(format!("keys: {name} has a key that is not known, {key}"));
                }
            }
        }
        Ok(keymap)
    }

    /// Gives `command` the keys as written, in its own scope, and takes them from whatever had them
    /// there. False when they cannot be read.
    pub fn bind(&mut self, written: &str, command: Command) -> bool {
        let Some(chords) = chords(written).filter(|chords| !chords.is_empty()) else {
            return false;
        };
        let scope = command.row().scope;
        self.bound.retain(|(old, keys), _| {
            *keys != chords
                || !(*old == scope || scope == Scope::Anywhere || *old == Scope::Anywhere)
        });
        self.bound.insert((scope, chords), command);
        true
    }

    /// Takes all keys from `command`.
    pub fn unbind(&mut self, command: Command) {
        self.bound.retain(|_, bound| *bound != command);
    }

    /// The keys of a command, the default's first one first.
    pub fn keys(&self, command: Command) -> Vec<Vec<Chord>> {
        let order = |keys: &Vec<Chord>| {
            let defaults = command.row().keys;
            defaults
                .iter()
                .position(|key| chords(key).as_ref() == Some(keys))
                .unwrap_or(defaults.len())
        };
        let bound = self.bound.iter().filter(|(_, it)| **it == command);
        let mut keys: Vec<_> = bound.map(|((_, keys), _)| keys.clone()).collect();
        keys.sort_by_key(order);
        keys
    }

    /// The first key of a command as it is shown; empty when it has none.
    pub fn key(&self, command: Command) -> String {
        self.keys(command)
            .first()
            .map(|keys| shown(keys))
            .unwrap_or_default()
    }

    /// What may follow the keys pressed so far: the rest of the keys, and the command.
    pub fn continuations(&self, scope: Scope, pressed: &[Chord]) -> Vec<(String, Command)> {
        self.bound
            .iter()
            .filter(|((at, keys), _)| {
                (*at == scope || *at == Scope::Anywhere)
                    && keys.len() > pressed.len()
                    && keys.starts_with(pressed)
            })
            .map(|((_, keys), command)| (shown(&keys[pressed.len()..]), *command))
            .collect()
    }

    /// Takes one more key. `pending` is kept between calls.
    pub fn press(&self, pending: &mut Pending, scope: Scope, chord: Chord) -> Step {
        if let (true, false, Key::Char(c)) = (pending.chords.is_empty(), chord.ctrl, chord.key)
            && let Some(digit) = c.to_digit(10)
            && (digit > 0 || pending.count.is_some())
        {
            let before = pending.count.unwrap_or(0);
            pending.count = Some((before * 10 + digit as usize).min(MOST));
            return Step::Wait;
        }
        if chord.key == Key::Esc && (pending.count.is_some() || !pending.chords.is_empty()) {
            *pending = Pending::default();
            return Step::Wait;
        }
        pending.chords.push(chord);
        let found = [scope, Scope::Anywhere]
            .into_iter()
            .find_map(|scope| self.bound.get(&(scope, pending.chords.clone())));
        if let Some(command) = found {
            let count = pending.count;
            *pending = Pending::default();
            return Step::Run(*command, count);
        }
        if !self.continuations(scope, &pending.chords).is_empty() {
            return Step::Wait;
        }
        Step::Unknown(std::mem::take(pending).chords)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(keys: &str) -> Vec<Step> {
        let keymap = Keymap::default();
        let mut pending = Pending::default();
        chords(keys)
            .unwrap()
            .into_iter()
            .map(|chord| keymap.press(&mut pending, Scope::Reader, chord))
            .filter(|step| *step != Step::Wait)
            .collect()
    }

    #[test]
    fn counts_and_prefixes_come_before_commands() {
        assert_eq!(steps("j"), [Step::Run(Command::Down, None)]);
        assert_eq!(steps("12]q"), [Step::Run(Command::NextQuote, Some(12))]);
        assert_eq!(steps("gg"), [Step::Run(Command::Top, None)]);
        assert_eq!(steps("50%"), [Step::Run(Command::Percent, Some(50))]);
        assert_eq!(
            steps("3<esc>g<esc>j"),
            [Step::Run(Command::Down, None)],
            "Esc puts count and prefix away"
        );
    }

    #[test]
    fn unknown_keys_are_named() {
        let unknown = chords("g&").unwrap();
        assert_eq!(steps("g&"), [Step::Unknown(unknown)]);
    }

    #[test]
    fn keys_are_shown_as_readers_know_them() {
        for (written, expected) in [("<c-d>", "^D"), ("]q", "]q"), ("<enter>", "Enter")] {
            assert_eq!(shown(&chords(written).unwrap()), expected);
        }
        assert_eq!(chords("<nokey>"), None);
    }

    #[test]
    fn a_key_of_the_reader_is_taken_from_its_owner() {
        let mut keymap = Keymap::default();
        assert!(keymap.bind("j", Command::NextQuote));
        let mut pending = Pending::default();
        let j = chords("j").unwrap()[0];
        let step = keymap.press(&mut pending, Scope::Reader, j);
        assert_eq!(step, Step::Run(Command::NextQuote, None));
        assert_eq!(keymap.key(Command::Down), "Down");
    }

    #[test]
    fn the_habits_of_other_readers_bind_known_commands_and_leave_them_all_reachable() {
        for habit in ["less", "newsboat"] {
            let config = crate::config::Config::read(&format!("keymap = '{habit}'"), "test");
            let keymap = Keymap::with(&config.unwrap().keys).unwrap();
            for row in COMMANDS {
                assert_ne!(keymap.key(row.command), "", "{habit}: {}", row.name);
            }
            let bound: Vec<_> = keymap.bound.keys().map(|(_, keys)| keys).collect();
            for long in &bound {
                for short in &bound {
                    assert!(
                        long == short || !long.starts_with(short),
                        "{habit}: {short:?}"
                    );
                }
            }
        }
    }
}

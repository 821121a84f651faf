//! Keys to commands: bindings, counts and keys that begin others.

use std::collections::BTreeMap;

use crate::command::chord::{Chord, Key, chords, shown};
use crate::command::table::{COMMANDS, Command, Scope};
use crate::model::SortSmall;

/// Which keys give which command.
#[derive(Clone, Debug, PartialEq)]
pub struct Keymap {
    bound: BTreeMap<(Scope, Vec<Chord>), Command>,
    /// Keys that give several commands, one after the other, everywhere.
    several: BTreeMap<Vec<Chord>, Vec<Command>>,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut keymap = Keymap {
            bound: BTreeMap::new(),
            several: BTreeMap::new(),
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

/// Whether each of two commands can be meant by its keys.
///
/// # Errors
/// One sentence that names the key and both commands.
fn both_can_be_meant(one: (&[Chord], Command), other: (&[Chord], Command)) -> Result<(), String> {
    let ((short, by_short), (long, by_long)) = match one.0.len() <= other.0.len() {
        true => (one, other),
        false => (other, one),
    };
    let (first, second) = (by_short.row(), by_long.row());
    if by_short == by_long || !first.scope.meets(second.scope) || !long.starts_with(short) {
        return Ok(());
    }
    let (first, second) = (first.name, second.name);
    Err(if short == long {
        format!(
            "keys: {} is given to both {first} and {second}; leave it to one of them",
            shown(short)
        )
    } else {
        format!(
            "keys: {} for {first} hides {} for {second}; give one of them another key",
            shown(short),
            shown(long)
        )
    })
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
    /// Several commands, one after the other.
    Several(Vec<Command>),
    /// More keys are needed.
    Wait,
    /// These keys mean nothing.
    Unknown(Vec<Chord>),
}

/// Counts stop growing here.
const MOST: usize = 9_999_999;

impl Keymap {
    /// The default keys, with those of a habit over them and the reader's own over these, by command
    /// name.
    ///
    /// # Errors
    /// One sentence that names the command or the key that is not known, or the two commands that one
    /// key is given to.
    pub fn with(layers: [&BTreeMap<String, Vec<String>>; 2]) -> Result<Self, String> {
        let mut keymap = Self::default();
        for layer in layers {
            keymap.lay(layer)?;
        }
        Ok(keymap)
    }

    fn lay(&mut self, own: &BTreeMap<String, Vec<String>>) -> Result<(), String> {
        let mut wanted = Vec::new();
        for (name, keys) in own {
            let command = Command::named(name).ok_or(format!(
                "keys: no command {name}; `pullquote keys` lists them"
            ))?;
            for key in keys {
                let chords = chords(key).filter(|chords| !chords.is_empty());
                let unknown = || format!("keys: {name} has a key that is not known, {key}");
                wanted.push((chords.ok_or_else(unknown)?, command));
            }
        }
        for (index, (keys, command)) in wanted.iter().enumerate() {
            for (other_keys, other) in &wanted[..index] {
                both_can_be_meant((other_keys, *other), (keys, *command))?;
            }
        }
        // A command with an empty list is left without a key.
        own.keys()
            .filter_map(|name| Command::named(name))
            .for_each(|command| self.unbind(command));
        for (keys, command) in wanted {
            self.bind(keys, command);
        }
        Ok(())
    }

    /// The same with keys that give several commands, by their names. They take those keys from what had them.
    ///
    /// # Errors
    /// One sentence that names the key, and the command that is not known or whose keys it stands in the way of.
    pub fn with_several(mut self, own: &BTreeMap<String, Vec<String>>) -> Result<Self, String> {
        for (key, names) in own {
            let chords = chords(key).filter(|chords| !chords.is_empty());
            let chords =
                chords.ok_or_else(|| format!("several: a key that is not known, {key}"))?;
            let commands = names.iter().map(|name| {
                let command = Command::named(name);
                command.ok_or(format!(
                    "several: no command {name}; `pullquote keys` lists them"
                ))
            });
            let commands: Vec<Command> = commands.collect::<Result<_, _>>()?;
            let clash = self.bound.iter().find(|((_, keys), _)| {
                *keys != chords && (keys.starts_with(&chords) || chords.starts_with(keys))
            });
            if let Some(((_, keys), command)) = clash {
                let name = command.row().name;
                return Err(format!(
                    "several: {key} cannot be told from {} for {name}; take another key",
                    shown(keys)
                ));
            }
            self.bound.retain(|(_, keys), _| *keys != chords);
            self.several.insert(chords, commands);
        }
        Ok(self)
    }

    /// A sentence for each key that keeps others from ever being reached: `g` before `gg` and `gq`.
    pub fn hidden(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        for ((scope, keys), command) in &self.bound {
            let behind = self.bound.iter().filter(|((at, longer), _)| {
                longer.len() > keys.len() && longer.starts_with(keys) && at.meets(*scope)
            });
            let behind: Vec<String> = behind
                .map(|((_, keys), command)| format!("{} ({})", shown(keys), command.row().name))
                .collect();
            if !behind.is_empty() {
                let name = command.row().name;
                let behind = behind.join(", ");
                sentences.push(format!("{} ({name}) hides {behind}", shown(keys)));
            }
        }
        sentences
    }

    /// Gives `command` the keys, in its own scope, and takes them from whatever had them there.
    fn bind(&mut self, chords: Vec<Chord>, command: Command) {
        let scope = command.row().scope;
        self.bound
            .retain(|(old, keys), _| *keys != chords || !old.meets(scope));
        self.bound.insert((scope, chords), command);
    }

    /// Takes all keys from `command`.
    fn unbind(&mut self, command: Command) {
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
        keys.sort_small_by_key(order);
        keys
    }

    /// The first key of a command as it is shown; empty when it has none.
    pub fn key(&self, command: Command) -> String {
        self.keys(command)
            .first()
            .map(|keys| shown(keys))
            .unwrap_or_default()
    }

    /// All keys that mean something there, and what.
    pub fn all(&self, scope: Scope) -> impl Iterator<Item = (&[Chord], Command)> {
        let here = move |at: &Scope| *at == scope || *at == Scope::Anywhere;
        let bound = self.bound.iter().filter(move |((at, _), _)| here(at));
        bound.map(|((_, keys), command)| (keys.as_slice(), *command))
    }

    /// Where else the keys are a command; none where they are none at all.
    pub fn elsewhere(&self, scope: Scope, keys: &[Chord]) -> Option<Scope> {
        let mut bound = self.bound.keys();
        let other = bound.find(|(at, bound)| *at != scope && bound == keys);
        other.map(|(at, _)| *at)
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
        if let Some(commands) = self.several.get(&pending.chords) {
            *pending = Pending::default();
            return Step::Several(commands.clone());
        }
        let found = [scope, Scope::Anywhere]
            .into_iter()
            .find_map(|scope| self.bound.get(&(scope, pending.chords.clone())));
        if let Some(command) = found {
            let count = pending.count;
            *pending = Pending::default();
            return Step::Run(*command, count);
        }
        // The beginning of a command of another pane waits too: its end is no command of this one.
        let all = self.bound.keys().map(|(_, keys)| keys);
        if all
            .chain(self.several.keys())
            .any(|keys| keys.starts_with(&pending.chords) && keys.len() > pending.chords.len())
        {
            return Step::Wait;
        }
        Step::Unknown(std::mem::take(pending).chords)
    }
}

#[cfg(test)]
mod tests;

//! What a typed line means: a command by its name in words (`next quote`, `3 next-quote`, `open 2`), one of a few that take words
//! (`search ferry`, `speaker merkel`, `help quote`), or the keys themselves (`)`, `gs`, "question mark").

use crate::command::chord::{Chord, chords};
use crate::command::complete::candidates;
use crate::command::key_names;
use crate::command::keymap::{Keymap, Pending, Step};
use crate::command::table::{COMMANDS, Command, Row, Scope};

/// What a line means.
#[derive(Clone, Debug, PartialEq)]
pub enum Line<'l> {
    /// Nothing was typed.
    Nothing,
    /// A number alone.
    Number(usize),
    /// These words are looked for.
    Search(&'l str),
    /// The next quote of whoever has these words in the name.
    Speaker(&'l str),
    /// Help, of commands with these words.
    Help(&'l str),
    /// Commands, one after the other, each with its count.
    Run(Vec<(Command, Option<usize>)>),
    /// A command that takes words, and the words.
    WithWords(Command, &'l str),
    /// It means nothing; why, as one sentence.
    Unknown(String),
}

/// Reads a line, which has no blanks around it.
pub fn read<'l>(line: &'l str, scope: Scope, keymap: &Keymap) -> Line<'l> {
    if line.is_empty() {
        return Line::Nothing;
    }
    if let Ok(number) = line.parse() {
        return Line::Number(number);
    }
    if let Some(words) = line.strip_prefix('/') {
        return Line::Search(words);
    }
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    match (verb, rest.trim()) {
        ("search" | "find" | "filter", words) if !words.is_empty() => Line::Search(words),
        ("speaker", name) if !name.is_empty() => Line::Speaker(name),
        ("help", words) => Line::Help(words),
        // The key `go` is no beginning of the name go-to-mark.
        _ => match key(line, scope, keymap).map_or_else(|| command_of(line, scope), Ok) {
            Ok(command) => Line::Run(vec![command]),
            Err(sentence) => match with_words(line, scope) {
                Some((command, words)) => Line::WithWords(command, words),
                None => key_called(line, scope, keymap)
                    .map(|command| vec![(command, None)])
                    .or_else(|| pressed(line, scope, keymap))
                    .map_or(Line::Unknown(sentence), Line::Run),
            },
        },
    }
}

/// The command that the words mean, with the number among them.
///
/// # Errors
/// Why they mean none, or which they may mean, as one sentence.
pub fn command_of(line: &str, scope: Scope) -> Result<(Command, Option<usize>), String> {
    let (numbers, words): (Vec<&str>, Vec<&str>) = line
        .split_whitespace()
        .partition(|word| word.parse::<usize>().is_ok());
    let name = words.join("-").to_lowercase();
    let count = numbers.first().and_then(|number| number.parse().ok());
    let found = candidates(&name, scope);
    let exact = found.iter().find(|row| row.name == name);
    match (exact, found.as_slice()) {
        (Some(row), _) => Ok((row.command, count)),
        (None, [row]) if row.name.starts_with(&name) => Ok((row.command, count)),
        (None, []) => Err(format!("No command {line}. Type help for all.")),
        (None, several) => {
            let names: Vec<&str> = several.iter().take(6).map(|row| row.name).collect();
            Err(format!("{line} may be {}.", names.join(", ")))
        }
    }
}

/// The command that takes words which a line begins with, and the words behind its name: "note ask her again".
pub fn with_words(line: &str, scope: Scope) -> Option<(Command, &str)> {
    let here = |row: &&Row| row.scope == scope || row.scope == Scope::Anywhere;
    let rows = COMMANDS.iter().filter(here);
    let found = rows
        .filter(|row| row.command.takes_words())
        .filter_map(|row| {
            let words = after_name(line, row.name).filter(|words| !words.is_empty())?;
            Some((row, words))
        });
    // "feed-tags sea" is not "feed" with words.
    let (row, words) = found.max_by_key(|(row, _)| row.name.len())?;
    Some((row.command, words))
}

/// What stands behind a command's name, which is written with blanks or with hyphens.
fn after_name<'l>(line: &'l str, name: &str) -> Option<&'l str> {
    let start = line.get(..name.len())?;
    let rest = line.get(name.len()..)?;
    let same = start.to_lowercase().replace(' ', "-") == name;
    (same && rest.starts_with(' ')).then(|| rest.trim())
}

/// The command of a key that the line calls as it is heard: "Space", "question mark", "capital G". A letter alone is
/// that key, small or large.
fn key_called(line: &str, scope: Scope, keymap: &Keymap) -> Option<Command> {
    line.chars().nth(1)?;
    let called = |keys: &[Chord]| key_names::one(keys).eq_ignore_ascii_case(line);
    let all = keymap.all(scope).filter(|(keys, _)| called(keys));
    // Keys of the place itself come before those of everywhere.
    let (_, command) = all.max_by_key(|(_, command)| command.row().scope == scope)?;
    Some(command)
}

/// The command that the line is the whole key of, where it is not the name of one.
fn key(line: &str, scope: Scope, keymap: &Keymap) -> Option<(Command, Option<usize>)> {
    let commands = pressed(line, scope, keymap).filter(|_| Command::named(line).is_none())?;
    match commands.as_slice() {
        [(command, None)] => Some((*command, None)),
        _ => None,
    }
}

/// The commands that the line gives as keys; none when they are no commands.
fn pressed(line: &str, scope: Scope, keymap: &Keymap) -> Option<Vec<(Command, Option<usize>)>> {
    // A longer word of letters was meant as a word.
    if line.len() > 2 && line.chars().all(char::is_alphabetic) {
        return None;
    }
    let mut pending = Pending::default();
    let mut commands = Vec::new();
    for chord in chords(line)? {
        match keymap.press(&mut pending, scope, chord) {
            Step::Run(command, count) => commands.push((command, count)),
            Step::Several(several) => commands.extend(several.into_iter().map(|it| (it, None))),
            Step::Wait => {}
            Step::Unknown(_) => return None,
        }
    }
    let whole = pending.chords.is_empty() && pending.count.is_none();
    (whole && !commands.is_empty()).then_some(commands)
}

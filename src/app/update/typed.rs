//! Commands typed as a line: their names in words (`next quote`, `3 next-quote`, `open 2`), a few that
//! take words (`search ferry`, `speaker merkel`, `help quote`), or the keys themselves (`)`, `gs`).

use crate::app::{Overlay, Pane, State};
use crate::command::Chord;
use crate::command::chord::chords;
use crate::command::complete::candidates;
use crate::command::help::Help;
use crate::command::key_names;
use crate::command::keymap::{Keymap, Pending, Step};
use crate::command::prompt::Typed;
use crate::command::table::{COMMANDS, Command, Scope};
use crate::message::Wanted;
use crate::model::{clean, spoken_query_help};

impl State {
    /// Does what a typed line says.
    pub(in crate::app) fn run_line(&mut self, line: &str) {
        let line = clean(line);
        let line = line.trim();
        if let Some(Overlay::Help(_)) = &self.overlay {
            self.overlay = None;
        }
        if let Some(Overlay::Prompt(_)) = &self.overlay {
            return self.fill_prompt(line);
        }
        if line.is_empty() {
            return self.run(Command::PageDown, None);
        }
        if let Ok(number) = line.parse() {
            let command = match self.focus {
                Pane::Reader => Command::Top,
                Pane::List | Pane::Feeds | Pane::Panel | Pane::Sheet => Command::Open,
            };
            return self.run(command, Some(number));
        }
        if let Some(words) = line.strip_prefix('/') {
            return self.search_for(words);
        }
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match (verb, rest.trim()) {
            ("search" | "find" | "filter", words) if !words.is_empty() => {
                self.search_for(words);
            }
            ("speaker", name) if !name.is_empty() => self.next_of_speaker(name),
            ("help", words) => self.help_with(words),
            _ => match self.command_of(line) {
                Ok((command, count)) => self.run(command, count),
                Err(sentence) => {
                    if self.run_with_words(line) {
                        return;
                    }
                    if let Some(command) = self.key_called(line) {
                        return self.run(command, None);
                    }
                    if !self.press_line(line) {
                        self.notice = None;
                        self.fail(sentence);
                    }
                }
            },
        }
    }

    /// The command that the words mean, with the number among them.
    pub(in crate::app) fn command_of(
        &self,
        line: &str,
    ) -> Result<(Command, Option<usize>), String> {
        let (numbers, words): (Vec<&str>, Vec<&str>) = line
            .split_whitespace()
            .partition(|word| word.parse::<usize>().is_ok());
        let name = words.join("-").to_lowercase();
        let count = numbers.first().and_then(|number| number.parse().ok());
        let found = candidates(&name, self.scope());
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

    /// Takes the line as keys; false when they are no commands.
    fn press_line(&mut self, line: &str) -> bool {
        // A longer word of letters was meant as a word.
        if line.len() > 2 && line.chars().all(char::is_alphabetic) {
            return false;
        }
        let Some(keys) = chords(line) else {
            return false;
        };
        let Some(commands) = commands_of(&self.keymap, self.scope(), &keys) else {
            return false;
        };
        for (command, count) in commands {
            self.run(command, count);
        }
        true
    }

    /// The command of a key that the line calls as it is heard: "Space", "question mark", "capital G". A letter alone is
    /// that key, small or large.
    fn key_called(&self, line: &str) -> Option<Command> {
        line.chars().nth(1)?;
        let called = |keys: &[Chord]| key_names::one(keys).eq_ignore_ascii_case(line);
        let scope = self.scope();
        let all = self.keymap.all(scope).filter(|(keys, _)| called(keys));
        // Keys of the place itself come before those of everywhere.
        let (_, command) = all.max_by_key(|(_, command)| command.row().scope == scope)?;
        Some(command)
    }

    fn search_for(&mut self, words: &str) {
        self.run(Command::Search, None);
        self.fill_prompt(words);
    }

    /// Types words into the line that is open, and accepts it; no words put it away.
    fn fill_prompt(&mut self, words: &str) {
        if let Some(Overlay::Prompt(prompt)) = &mut self.overlay {
            prompt.clear();
            if words == "?" && prompt.asks() {
                prompt.show_help();
                return self.say(spoken_query_help());
            }
            prompt.insert(words);
            if words.is_empty() {
                return self.typed(Typed::Cancelled);
            }
            self.typed(Typed::Changed);
            self.typed(Typed::Accepted);
        }
    }

    /// Runs a command that takes words with the words behind its name: "note ask her again"; false
    /// when the line does not begin with one.
    pub(in crate::app) fn run_with_words(&mut self, line: &str) -> bool {
        let scope = self.scope();
        let found = COMMANDS.iter().filter_map(|row| {
            let here = row.scope == scope || row.scope == Scope::Anywhere;
            let words = after_name(line, row.name).filter(|words| !words.is_empty());
            words
                .filter(|_| here && row.command.takes_words())
                .map(|words| (row, words))
        });
        // "feed-tags sea" is not "feed" with words.
        let Some((row, words)) = found.max_by_key(|(row, _)| row.name.len()) else {
            return false;
        };
        let words = words.to_owned();
        if row.command == Command::SaidEverywhere {
            // Also when a quote is chosen, whose speaker it would be about.
            self.want(Wanted::Said(words));
            return true;
        }
        self.run(row.command, None);
        self.fill_prompt(&words);
        true
    }

    fn next_of_speaker(&mut self, name: &str) {
        self.notice = None;
        if self.reader.is_none() || matches!(self.focus, Pane::List | Pane::Feeds) {
            return self.fail("Open an article first.");
        }
        self.in_reader(|reader, context| reader.next_of(name, context.settings));
    }

    fn help_with(&mut self, words: &str) {
        self.run(Command::Help, None);
        self.overlay = Some(Overlay::Help(Help::new(self.scope()).with_filter(words)));
    }
}

/// What stands behind a command's name, which is written with blanks or with hyphens.
fn after_name<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let start = line.get(..name.len())?;
    let rest = line.get(name.len()..)?;
    let same = start.to_lowercase().replace(' ', "-") == name;
    (same && rest.starts_with(' ')).then(|| rest.trim())
}

fn commands_of(
    keymap: &Keymap,
    scope: Scope,
    keys: &[Chord],
) -> Option<Vec<(Command, Option<usize>)>> {
    let mut pending = Pending::default();
    let mut commands = Vec::new();
    for chord in keys {
        match keymap.press(&mut pending, scope, *chord) {
            Step::Run(command, count) => commands.push((command, count)),
            Step::Several(several) => commands.extend(several.into_iter().map(|it| (it, None))),
            Step::Wait => {}
            Step::Unknown(_) => return None,
        }
    }
    let whole = pending.chords.is_empty() && pending.count.is_none();
    (whole && !commands.is_empty()).then_some(commands)
}

//! The help: every command with its keys, made from the table, filtered by typing.

use crate::command::chord::{Chord, Key, shown};
use crate::command::keymap::Keymap;
use crate::command::table::{COMMANDS, Row, Scope};
use crate::model::SortSmall;

/// The help as it stands on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Help {
    /// Where it was called: commands of other panes are left out.
    scope: Scope,
    /// The words typed.
    filter: String,
    /// The chosen row.
    selected: usize,
}

/// What a key did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asked {
    /// Nothing to be done by others.
    Stay,
    /// The help was put away.
    Close,
    /// The chosen command shall run.
    Run(&'static Row),
}

impl Help {
    /// The help for a pane.
    pub fn new(scope: Scope) -> Self {
        Help {
            scope,
            filter: String::new(),
            selected: 0,
        }
    }

    /// The same with words typed.
    pub fn with_filter(self, words: &str) -> Self {
        Help {
            filter: words.to_owned(),
            ..self
        }
    }

    /// The words typed.
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// The chosen row.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The rows that have all words of the filter in their keys, name or sentence; first the command
    /// of that key, then those whose names begin so.
    pub fn rows(&self, keymap: &Keymap) -> Vec<&'static Row> {
        let filter = self.filter.to_lowercase();
        let mut rows: Vec<_> = COMMANDS
            .iter()
            .filter(|row| row.scope == Scope::Anywhere || row.scope == self.scope)
            .filter(|row| {
                let keys = keys(keymap, row);
                let words = format!("{} {} {keys}", row.name, row.help().to_lowercase());
                filter.split_whitespace().all(|word| words.contains(word))
            })
            .collect();
        if !filter.is_empty() {
            let is_key = |row: &Row| row.keys.contains(&self.filter.as_str());
            rows.sort_small_by_key(|row| (!is_key(row), !row.name.starts_with(&filter)));
        }
        rows
    }

    /// Takes a key: letters filter, arrows choose, Enter runs.
    pub fn press(&mut self, chord: Chord, keymap: &Keymap, page: usize) -> Asked {
        let rows = self.rows(keymap);
        let last = rows.len().saturating_sub(1);
        let down = |by: usize| (self.selected + by).min(last);
        let up = |by: usize| self.selected.saturating_sub(by);
        match (chord.ctrl, chord.key) {
            (_, Key::Esc) | (true, Key::Char('c')) => return Asked::Close,
            (false, Key::Enter) => {
                return rows
                    .get(self.selected)
                    .map_or(Asked::Stay, |row| Asked::Run(row));
            }
            (false, Key::Down | Key::Tab) | (true, Key::Char('n')) => self.selected = down(1),
            (false, Key::Up | Key::BackTab) | (true, Key::Char('p')) => self.selected = up(1),
            (false, Key::PageDown) | (true, Key::Char('d' | 'f')) => self.selected = down(page),
            (false, Key::PageUp) | (true, Key::Char('b')) => self.selected = up(page),
            (false, Key::Home) => self.selected = 0,
            (false, Key::End) => self.selected = last,
            (false, Key::Backspace) => {
                if self.filter.pop().is_none() {
                    return Asked::Close;
                }
                self.selected = 0;
            }
            (true, Key::Char('u')) => {
                self.filter.clear();
                self.selected = 0;
            }
            (false, Key::Char('?')) if self.filter.is_empty() => return Asked::Close,
            (false, Key::Char(c)) => {
                self.filter.push(c);
                self.selected = 0;
            }
            _ => {}
        }
        Asked::Stay
    }
}

/// The keys of a command as help shows them: `)  ]q`.
pub fn keys(keymap: &Keymap, row: &Row) -> String {
    let keys = keymap.keys(row.command);
    let keys: Vec<_> = keys.iter().map(|keys| shown(keys)).collect();
    keys.join("  ")
}

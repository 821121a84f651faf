//! Completion of the line that is typed: commands, names to choose from, and what the library knows of
//! tags, feeds and people. Tab puts one after the other in the place of what was typed.

use crate::command::table::COMMANDS;
use crate::model::SortSmall;

use crate::command::prompt::{Prompt, PromptKind, Typed};
use crate::command::table::{Command, Row, Scope};

impl Prompt {
    /// The commands that the words could become; those that begin with them come first.
    pub fn candidates(&self, scope: Scope) -> Vec<&'static Row> {
        match self.kind {
            PromptKind::Command => candidates(&self.name(), scope),
            _ => Vec::new(),
        }
    }

    /// The choices that have the words typed so far, each with its number, from 1. A number leaves all.
    pub fn matching(&self) -> Vec<(usize, &str)> {
        let typed = self.text.trim().to_lowercase();
        let all = self.choices.iter().enumerate();
        let all = all.map(|(index, choice)| (index + 1, choice.as_str()));
        let number = typed.parse::<usize>().is_ok();
        all.filter(|(_, choice)| number || choice.to_lowercase().contains(&typed))
            .collect()
    }

    /// What the line means: the choice that was gone to, that has this number, or that alone has a
    /// word that begins so; else the words as they stand.
    pub fn meant(&self) -> String {
        let typed = self.text.trim();
        let matching = self.matching();
        if let Some((_, choice)) = self.choice.and_then(|index| matching.get(index)) {
            return (*choice).to_owned();
        }
        let number = typed
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        if let Some(choice) = number.and_then(|index| self.choices.get(index)) {
            return choice.clone();
        }
        let lower = typed.to_lowercase();
        let mut found = self.choices.iter().filter(|name| begins(name, &lower));
        match (typed.is_empty(), found.next(), found.next()) {
            (false, Some(only), None) => only.clone(),
            _ => typed.to_owned(),
        }
    }

    /// The command that the line means, with the number behind it.
    pub fn command(&self, scope: Scope) -> Option<(Command, Option<usize>)> {
        let candidates = self.candidates(scope);
        let name = self.name();
        let chosen = self.choice.and_then(|index| candidates.get(index));
        let exact = candidates.iter().find(|row| row.name == name);
        let row = chosen.or(exact).or(match candidates.as_slice() {
            [only] => Some(only),
            _ => None,
        })?;
        Some((row.command, self.number()))
    }

    /// What Tab can put in the place of the word that is typed.
    pub fn offered(&self) -> Vec<&str> {
        let (_, word) = self.split();
        let word = word.to_lowercase();
        let fits = |offer: &&str| match self.kind {
            // Part of a longer line: only what goes on as it was begun.
            PromptKind::Filter | PromptKind::Command => {
                !word.is_empty() && offer.to_lowercase().starts_with(&word)
            }
            _ => begins(offer, &word),
        };
        let offers = self.offers.iter().flatten().map(String::as_str);
        offers.filter(fits).collect()
    }

    /// Goes to the next completion, or to the one before.
    pub(crate) fn complete(&mut self, scope: Scope, forward: bool) -> Typed {
        let lines = self.completions(scope);
        let count = match self.choices.len() {
            0 => lines.len(),
            _ => self.matching().len(),
        };
        if count == 0 {
            return Typed::Moved;
        }
        let next = match (self.choice, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(now), true) => (now + 1) % count,
            (Some(now), false) => (now + count - 1) % count,
        };
        self.choice = Some(next);
        let Some(line) = lines.into_iter().nth(next) else {
            return Typed::Moved;
        };
        let stem = self.stem().to_owned();
        self.stem = Some(stem);
        (self.cursor, self.text) = (line.len(), line);
        match self.kind {
            PromptKind::Filter => Typed::Changed,
            _ => Typed::Moved,
        }
    }

    /// Whether no completion was gone to yet, so that others may still come.
    pub(crate) fn is_not_completed(&self) -> bool {
        self.choice.is_none()
    }

    /// The whole lines that Tab goes through.
    fn completions(&self, scope: Scope) -> Vec<String> {
        let commands = self.candidates(scope);
        if !commands.is_empty() {
            let number = self.number().map_or(String::new(), |n| format!(" {n}"));
            let names = commands.iter().map(|row| row.name);
            return names.map(|name| format!("{name}{number}")).collect();
        }
        let (before, _) = self.split();
        let offered = self.offered().into_iter();
        offered.map(|offer| format!("{before}{offer}")).collect()
    }

    /// The words as they were typed.
    fn stem(&self) -> &str {
        self.stem.as_deref().unwrap_or(&self.text)
    }

    /// What was typed before the word that is completed, and that word.
    fn split(&self) -> (&str, &str) {
        let stem = self.stem();
        let at = match self.kind {
            PromptKind::FeedTags => stem.rfind(',').map_or(0, |at| at + 1),
            PromptKind::Filter => stem.rfind(' ').map_or(0, |at| at + 1),
            PromptKind::Tag if stem.starts_with('-') => 1,
            _ => 0,
        };
        let word = stem[at..].trim_start();
        stem.split_at(stem.len() - word.len())
    }

    /// The words without a number, as a command's name is written.
    fn name(&self) -> String {
        let words = self.stem().split_whitespace();
        let words: Vec<_> = words.filter(|w| w.parse::<usize>().is_err()).collect();
        words.join("-").to_lowercase()
    }

    /// The number behind a command's name.
    fn number(&self) -> Option<usize> {
        self.stem().split_whitespace().last()?.parse().ok()
    }
}

/// The commands whose names have these words; those that begin with them come first.
pub fn candidates(name: &str, scope: Scope) -> Vec<&'static Row> {
    let here = |row: &&Row| row.scope == scope || row.scope == Scope::Anywhere;
    let has = |row: &&Row| row.name.contains(name);
    let mut rows: Vec<_> = COMMANDS.iter().filter(here).filter(has).collect();
    rows.sort_small_by_key(|row| !row.name.starts_with(name));
    rows
}

/// Whether a name, or a word of it, begins so; `lower` is in small letters.
fn begins(name: &str, lower: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with(lower) || name.split(' ').any(|word| word.starts_with(lower))
}

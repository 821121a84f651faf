//! Completion of the line that is typed: commands, names to choose from, and what the library knows of
//! tags, feeds and people. Tab puts one after the other in the place of what was typed.

use std::collections::BTreeSet;

use crate::app::article::passages::people;
use crate::app::command::prompt::{Prompt, PromptKind, Typed};
use crate::app::command::table::{Command, Row, Scope};
use crate::app::command::typed;
use crate::app::{Effect, Overlay, Pane, State};
use crate::model::SelectionKind;

impl Prompt {
    /// The commands that the words could become; those that begin with them come first.
    pub fn candidates(&self, scope: Scope) -> Vec<&'static Row> {
        match self.kind {
            PromptKind::Command => typed::candidates(&self.name(), scope),
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
    pub(in crate::app) fn complete(&mut self, scope: Scope, forward: bool) -> Typed {
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
    fn is_not_completed(&self) -> bool {
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

/// Whether a name, or a word of it, begins so; `lower` is in small letters.
fn begins(name: &str, lower: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with(lower) || name.split(' ').any(|word| word.starts_with(lower))
}

impl State {
    /// Lets the line that is typed know what it can be completed to. What the library knows is asked
    /// for when the list of feeds was never before the reader; who speaks there, once after it changed.
    pub(in crate::app) fn settle_offers(&mut self, effects: &mut Vec<Effect>) {
        let Some(Overlay::Prompt(prompt)) = &self.overlay else {
            return;
        };
        if prompt.offers.is_some() {
            return;
        }
        let kind = prompt.kind;
        let wants = self.offer();
        let unknown = self.feeds.as_ref().is_some_and(|it| it.rows.is_empty());
        if wants && unknown {
            effects.push(Effect::Selections);
        }
        if self.feeds.is_some() && self.completes_people(kind) && !self.knows_people {
            self.knows_people = true;
            effects.push(Effect::People);
        }
    }

    /// Gives the line that is typed its offers; false where nothing is known beforehand.
    fn offer(&mut self) -> bool {
        let Some(Overlay::Prompt(prompt)) = &self.overlay else {
            return false;
        };
        let offers = self.offers(prompt.kind);
        let wants = offers.is_some();
        if let Some(Overlay::Prompt(prompt)) = &mut self.overlay {
            prompt.offers = Some(offers.unwrap_or_default());
        }
        wants
    }

    /// Takes the names of those who speak in the library; a line that is typed already has them, too.
    pub(in crate::app) fn take_people(&mut self, names: Vec<String>) {
        self.people = names;
        if let Some(Overlay::Prompt(prompt)) = &self.overlay
            && prompt.is_not_completed()
            && self.completes_people(prompt.kind)
        {
            self.offer();
        }
    }

    fn completes_people(&self, kind: PromptKind) -> bool {
        match kind {
            PromptKind::Who | PromptKind::Command => true,
            PromptKind::Filter => self.focus != Pane::Sheet,
            _ => false,
        }
    }

    /// Who may be meant: those of the open article, then those of the library.
    fn people(&self) -> Vec<String> {
        let mut names = self.reader.as_ref().map(people).unwrap_or_default();
        let here: BTreeSet<String> = names.iter().cloned().collect();
        let others = self.people.iter().filter(|name| !here.contains(*name));
        names.extend(others.cloned());
        names
    }

    /// What a line of that kind can be completed to; none where nothing is known beforehand.
    fn offers(&self, kind: PromptKind) -> Option<Vec<String>> {
        let rows = self.feeds.iter().flat_map(|feeds| &feeds.rows);
        let named = |kind| {
            let rows = rows.clone().filter(move |row| row.kind == kind);
            rows.map(|row| row.name.as_str())
        };
        let tags = || named(SelectionKind::Tag);
        let people = || self.people();
        Some(match kind {
            PromptKind::Tag | PromptKind::FeedTags => tags().map(str::to_owned).collect(),
            PromptKind::Who => people(),
            PromptKind::Filter if self.focus != Pane::Sheet => {
                let tags = tags().map(|tag| term("tag", tag));
                let feeds = named(SelectionKind::Feed).map(|feed| term("feed", feed));
                let said = people().into_iter().map(|who| term("said", &who));
                tags.chain(feeds).chain(said).collect()
            }
            PromptKind::Command => {
                let tag = Command::Tag.row().name;
                let said = Command::SaidEverywhere.row().name;
                let tags = tags().map(|name| format!("{tag} {name}"));
                let people = people().into_iter().map(|who| format!("{said} {who}"));
                tags.chain(people).collect()
            }
            _ => return None,
        })
    }
}

/// A term of the query language.
fn term(name: &str, value: &str) -> String {
    if value.contains(char::is_whitespace) {
        format!("{name}:\"{value}\"")
    } else {
        format!("{name}:{value}")
    }
}

#[cfg(test)]
mod tests;

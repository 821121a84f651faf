//! What the line that is typed can be completed to: commands, tags, feeds, people.

use crate::app::article::passages::people;
use crate::app::{Overlay, Pane, State};
use crate::command::prompt::PromptKind;
use crate::command::table::Command;
use crate::message::Effect;
use crate::model::SelectionKind;
use std::collections::BTreeSet;

impl State {
    /// Lets the line that is typed know what it can be completed to. What the library knows is asked
    /// for when the list of feeds was never before the reader; who speaks there, once after it changed.
    pub(in crate::app) fn settle_offers(&mut self) {
        let Some(Overlay::Prompt(prompt)) = &self.overlay else {
            return;
        };
        if !prompt.wants_offers() {
            return;
        }
        let kind = prompt.kind();
        let wants = self.offer();
        let unknown = self.feeds.as_ref().is_some_and(|it| it.rows().is_empty());
        if wants && unknown {
            self.effects.push(Effect::Selections);
        }
        if self.feeds.is_some() && self.completes_people(kind) && !self.knows_people {
            self.knows_people = true;
            self.effects.push(Effect::People);
        }
    }

    /// Gives the line that is typed its offers; false where nothing is known beforehand.
    fn offer(&mut self) -> bool {
        let Some(Overlay::Prompt(prompt)) = &self.overlay else {
            return false;
        };
        let offers = self.offers(prompt.kind());
        let wants = offers.is_some();
        if let Some(Overlay::Prompt(prompt)) = &mut self.overlay {
            prompt.offer(Some(offers.unwrap_or_default()));
        }
        wants
    }

    /// Takes the names of those who speak in the library; a line that is typed already has them, too.
    pub(in crate::app) fn take_people(&mut self, names: Vec<String>) {
        self.people = names;
        if let Some(Overlay::Prompt(prompt)) = &self.overlay
            && prompt.is_not_completed()
            && self.completes_people(prompt.kind())
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
        let rows = self.feeds.iter().flat_map(|feeds| feeds.rows());
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

//! Lets the line that is typed know what it can be completed to.

use crate::app::{Overlay, State};
use crate::message::Effect;
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
        let people = prompt.names_people();
        let wants = self.offer();
        let unknown = self.feeds.as_ref().is_some_and(|it| it.rows().is_empty());
        if wants && unknown {
            self.effects.push(Effect::Selections);
        }
        if self.feeds.is_some() && people && !self.knows_people {
            self.knows_people = true;
            self.effects.push(Effect::People);
        }
    }

    /// Gives the line that is typed its offers; false where nothing is known beforehand.
    fn offer(&mut self) -> bool {
        let Some(Overlay::Prompt(prompt)) = &self.overlay else {
            return false;
        };
        let rows = self.feeds.as_ref().map_or(&[][..], |feeds| feeds.rows());
        let offers = prompt.offers_of(rows, || self.people());
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
            && prompt.names_people()
        {
            self.offer();
        }
    }

    /// Who may be meant: those of the open article, then those of the library.
    fn people(&self) -> Vec<String> {
        let reader = self.reader.as_ref();
        let mut names = reader.map_or_else(Vec::new, |reader| reader.notes().may_speak());
        let here: BTreeSet<String> = names.iter().cloned().collect();
        let others = self.people.iter().filter(|name| !here.contains(*name));
        names.extend(others.cloned());
        names
    }
}

#[cfg(test)]
mod tests;

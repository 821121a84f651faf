//! The side panel with the article: opening and closing it, and what commands do in it.

use crate::app::article::panel::PanelKind;
use crate::app::article::reader::ReaderPane;
use crate::app::outcome::{Context, Outcome, Want};
use crate::command::Command;
use crate::command::target::{Lack, Target};
use crate::config::Settings;
use crate::model::Who;
use crate::words;

impl ReaderPane {
    /// Does what a command means in the panel, or else in the article; none for what it means everywhere.
    pub(in crate::app) fn on_panel(
        &mut self,
        command: Command,
        context: &Context,
    ) -> Option<Outcome> {
        let Some(panel) = &mut self.panel else {
            return self.on(command, context);
        };
        let n = context.count.unwrap_or(1).min(1_000_000) as isize;
        let page = isize::from(i16::try_from(context.height / 3).unwrap_or(8).max(1));
        let by = match command {
            Command::Down => n,
            Command::Up => -n,
            Command::PageDown | Command::HalfPageDown => n * page,
            Command::PageUp | Command::HalfPageUp => -n * page,
            Command::Top => isize::MIN,
            Command::Bottom => isize::MAX,
            Command::Back => return Some(self.close_panel()),
            Command::Open => {
                return Some(match panel.target() {
                    Some(target) => Outcome::from(Want::Read)
                        .and(Want::Jumped)
                        .and(Want::Say(self.arrive(target, context.settings))),
                    None => Outcome::done(),
                });
            }
            // Everything else is about the article; jumps let the panel follow.
            _ => return self.on(command, context),
        };
        panel.step(by);
        Some(Outcome::done())
    }

    /// Opens a panel; closes it when it has the focus.
    pub(super) fn open_panel(&mut self, kind: PanelKind, context: &Context) -> Outcome {
        let same = self.panel.as_ref().is_some_and(|panel| panel.kind == kind);
        if same && context.in_panel {
            return self.close_panel();
        }
        let by_itself = self.panel.as_ref().is_some_and(|panel| panel.by_itself);
        let mut panel = self.panel_of(kind, context.settings);
        panel.by_itself = by_itself && kind == PanelKind::Quotes;
        panel.follow(self.target);
        self.panel = Some(panel);
        Want::ShowPanel.into()
    }

    fn close_panel(&mut self) -> Outcome {
        let by_itself = self.panel.take().is_some_and(|panel| panel.by_itself);
        Want::HidePanel { by_itself }.into()
    }

    /// The panel of quotes, at those of the chosen speaker.
    pub(super) fn said_by(&mut self, context: &Context) -> Outcome {
        let speaker = match self.target {
            Some(Target::Name(entity, _)) => (0..self.notes.quotes.len())
                .find(|quote| self.who(*quote) == Some(Who::Entity(entity))),
            _ => self.quote().filter(|quote| self.who(*quote).is_some()),
        };
        let Some(quote) = speaker else {
            return Outcome::fail(context.lack(Lack::Speaker));
        };
        let name = self.speaker(quote, context.settings);
        let name = name.map_or_else(String::new, |(name, _)| name.into_owned());
        let count = self.same.get(quote).copied().unwrap_or_default();
        let outcome = self.open_panel(PanelKind::Quotes, context);
        if let Some(panel) = &mut self.panel {
            panel.follow(Some(Target::Quote(quote)));
        }
        outcome.and(Want::Say(format!(
            "{name}, {} in this article.",
            words::count(count, "quote")
        )))
    }

    /// On a wide screen the panel of quotes stands beside the article by itself, where that is wanted.
    pub(in crate::app) fn settle_panel(&mut self, wide: bool, wanted: bool, settings: &Settings) {
        match &self.panel {
            Some(panel) if panel.by_itself && !wide => self.panel = None,
            None if wide && wanted => {
                let mut panel = self.panel_of(PanelKind::Quotes, settings);
                panel.by_itself = true;
                self.panel = Some(panel);
            }
            _ => {}
        }
    }
}

//! Opening the side panel, moving in it, and going from it to the article.

use crate::app::article::jump::Who;
use crate::app::article::panel::{Panel, PanelKind};
use crate::app::command::target::Lack;
use crate::app::command::target::Target;
use crate::app::{Command, Effect, Pane, State, words};

impl State {
    pub(in crate::app) fn open_panel(&mut self, kind: PanelKind) {
        let Some(reader) = &mut self.reader else {
            return;
        };
        let same = reader
            .panel
            .as_ref()
            .is_some_and(|panel| panel.kind == kind);
        if same && self.focus == Pane::Panel {
            return self.close_panel();
        }
        let by_itself = reader.panel.as_ref().is_some_and(|panel| panel.by_itself);
        let mut panel = Panel::new(kind, reader, &self.settings);
        panel.by_itself = by_itself && kind == PanelKind::Quotes;
        panel.follow(reader.target);
        reader.panel = Some(panel);
        self.zen = false;
        self.focus = Pane::Panel;
    }

    pub(in crate::app) fn close_panel(&mut self) {
        if let Some(reader) = &mut self.reader {
            if reader.panel.as_ref().is_some_and(|panel| panel.by_itself) {
                self.panel_by_itself = false;
            }
            reader.panel = None;
        }
        self.focus = Pane::Reader;
    }

    /// The panel of quotes, at those of the chosen speaker.
    pub(in crate::app) fn said_by(&mut self) {
        let Some(reader) = &self.reader else {
            return;
        };
        let speaker = match reader.target {
            Some(Target::Name(entity, _)) => (0..reader.notes.quotes.len())
                .find(|quote| reader.who(*quote) == Some(Who::Entity(entity))),
            _ => reader.quote().filter(|quote| reader.who(*quote).is_some()),
        };
        let Some(quote) = speaker else {
            return self.choose_first(Lack::Speaker);
        };
        let name = reader
            .speaker(quote, &self.settings)
            .map(|(name, _)| name.into_owned())
            .unwrap_or_default();
        let count = reader.same.get(quote).copied().unwrap_or_default();
        self.open_panel(PanelKind::Quotes);
        if let Some(panel) = self
            .reader
            .as_mut()
            .and_then(|reader| reader.panel.as_mut())
        {
            panel.follow(Some(Target::Quote(quote)));
        }
        self.say(format!(
            "{name}, {} in this article.",
            words::count(count, "quote")
        ));
    }

    pub(in crate::app) fn run_panel(
        &mut self,
        command: Command,
        count: Option<usize>,
        effects: &mut Vec<Effect>,
    ) {
        let n = count.unwrap_or(1).min(1_000_000) as isize;
        let page = isize::from(i16::try_from(self.size.1 / 3).unwrap_or(8).max(1));
        let Some(panel) = self
            .reader
            .as_mut()
            .and_then(|reader| reader.panel.as_mut())
        else {
            self.focus = Pane::Reader;
            return self.run_reader(command, count, effects);
        };
        match command {
            Command::Down => panel.step(n),
            Command::Up => panel.step(-n),
            Command::PageDown | Command::HalfPageDown => panel.step(n * page),
            Command::PageUp | Command::HalfPageUp => panel.step(-n * page),
            Command::Top => panel.step(isize::MIN),
            Command::Bottom => panel.step(isize::MAX),
            Command::Back => self.close_panel(),
            Command::Open => {
                if let Some(target) = panel.target() {
                    self.focus = Pane::Reader;
                    self.trail.jumped();
                    if let Some(reader) = &mut self.reader {
                        reader.go(target, &self.settings);
                        let sentence = reader.where_target(target, &self.settings);
                        self.say(sentence);
                    }
                }
            }
            // Everything else is about the article; jumps let the panel follow.
            _ => self.run_reader(command, count, effects),
        }
    }
}

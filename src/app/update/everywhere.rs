//! Commands that mean the same whatever pane has the focus.

use crate::app::outcome::Outcome;
use crate::app::shelf::feeds::FeedsPane;
use crate::app::update::place;
use crate::app::{Overlay, Pane, ReaderPane, State, geometry};
use crate::command::help::Help;
use crate::command::prompt::PromptKind;
use crate::command::table::Command;
use crate::message::Effect;

impl State {
    /// Does what a command does everywhere, or says that there is nothing to do for it here.
    pub(super) fn run_everywhere(&mut self, command: Command, count: Option<usize>) {
        match command {
            Command::Quit => self.quit(),
            Command::Help => self.overlay = Some(Overlay::Help(Help::new(self.scope()))),
            Command::CommandLine => self.prompt(PromptKind::Command),
            Command::Redraw => self.effects.push(Effect::Redraw),
            Command::Suspend => self.effects.push(Effect::Suspend),
            Command::Cancel => {
                self.held.clear();
                self.reader.iter_mut().for_each(ReaderPane::let_go);
            }
            Command::Where => {
                let mut place = place::place(self);
                if let (Some(stop), Some(end)) = (self.trail.place(), place.strip_suffix('.')) {
                    place = format!("{end}, {stop}.");
                }
                self.say(place);
            }
            Command::Theme => {
                let next = crate::config::next_theme(&self.settings.theme);
                self.settings.theme = next.to_owned();
                self.say(format!("Theme {next}."));
            }
            Command::Wider => self.set_measure(i32::from(self.settings.measure) + 4 * times(count)),
            Command::Narrower => {
                self.set_measure(i32::from(self.settings.measure) - 4 * times(count));
            }
            Command::UsualWidth => self.set_measure(i32::from(self.settings.usual)),
            Command::Zen => {
                self.zen = !self.zen && self.reader.is_some();
                if self.zen {
                    self.focus = Pane::Reader;
                }
            }
            Command::Mouse => self.listen_to_mouse(),
            Command::NextPane => self.change_pane(true),
            Command::PreviousPane => self.change_pane(false),
            Command::Undo | Command::Redo => {
                self.effects.push(match command {
                    Command::Undo => Effect::Undo,
                    _ => Effect::Redo,
                });
                self.list_notes_again();
            }
            Command::ToggleRead | Command::Favourite => self.mark(command),
            Command::NextArticle | Command::PreviousArticle if self.focus != Pane::List => {
                let by = count.unwrap_or(1).min(1_000_000) as isize;
                let by = if command == Command::NextArticle {
                    by
                } else {
                    -by
                };
                match self.sheet {
                    Some(_) => self.open_other_row(by),
                    None => self.open_at(self.list.selected().saturating_add_signed(by)),
                }
            }
            Command::MarkNames | Command::ShowQuotes if self.reader.is_some() => {
                self.mark_up(command);
            }
            Command::Sideways if self.reader.is_some() => self.fold_or_not(),
            Command::Picture if self.reader.is_some() => self.look_at_picture(count),
            // The article that has the focus has not come yet: whoever does not go back still waits for it.
            _ if self.reader.is_none() && self.awaited.is_loading() && command != Command::Back => {
                self.say("Loading.");
            }
            _ if self.reader.is_none() && matches!(self.focus, Pane::Reader | Pane::Panel) => {
                self.focus = Pane::List;
            }
            _ => self.hand_over(Outcome::not_here(command)),
        }
    }

    /// What is marked in the article: names, and what is shown as somebody's.
    fn mark_up(&mut self, command: Command) {
        if command == Command::MarkNames {
            self.settings.names = !self.settings.names;
            return self.say(match self.settings.names {
                true => "Names are marked.",
                false => "Names are not marked.",
            });
        }
        let shows = self.settings.shows.next();
        self.settings.shows = shows;
        if let Some(reader) = &mut self.reader {
            reader.list_anew(&self.settings);
        }
        self.effects
            .push(Effect::KeepShows(self.settings.set_shows, shows));
        self.say(shows.sentence());
    }

    /// Keeps long rows whole, or folds them again.
    fn fold_or_not(&mut self) {
        let manner = &mut self.settings.manner;
        manner.sideways = !manner.sideways;
        let whole = manner.sideways;
        if let Some(reader) = &mut self.reader {
            reader.scroll_back();
        }
        self.say(match whole {
            true => "Long rows of code and tables are kept whole.",
            false => "Long rows of code and tables are folded.",
        });
    }

    fn set_measure(&mut self, columns: i32) {
        self.settings.measure = columns.clamp(24, 200) as u16;
        self.say(format!("Text {} columns wide.", self.settings.measure));
    }

    fn change_pane(&mut self, forward: bool) {
        if self.focus == Pane::Sheet {
            return;
        }
        let reader = self.reader.is_some();
        let panel = self.reader.as_ref().is_some_and(|it| it.panel().is_some());
        let feeds = self.feeds.as_ref().is_some_and(FeedsPane::is_open);
        let panes = [
            (Pane::Feeds, feeds),
            (Pane::List, !feeds),
            (Pane::Reader, reader),
            (Pane::Panel, panel),
        ];
        let there: Vec<_> = panes
            .into_iter()
            .filter_map(|(pane, is)| (is && self.shows(pane)).then_some(pane))
            .collect();
        let now = there
            .iter()
            .position(|pane| *pane == self.focus)
            .unwrap_or(0);
        let next = now + if forward { 1 } else { there.len().max(1) - 1 };
        match there.get(next % there.len().max(1)) {
            Some(pane) if *pane != self.focus => self.focus = *pane,
            _ => self.say("There is no other pane."),
        }
    }

    /// Whether a pane is on the screen when it has the focus. By ear there is one at a time, and each can
    /// be gone to.
    fn shows(&mut self, pane: Pane) -> bool {
        let focus = std::mem::replace(&mut self.focus, pane);
        let area = geometry::area(&geometry::panes(self), pane);
        self.focus = focus;
        area.is_some() || self.spoken.is_some()
    }

    /// Read or unread, favourite or not: the chosen row, or the article that is read.
    fn mark(&mut self, command: Command) {
        let row = match (self.focus, self.read_now()) {
            (Pane::Reader | Pane::Panel, Some(id)) => self.list.of(id),
            _ => self.list.chosen(),
        };
        let Some((id, read, starred)) = row.map(|row| (row.id, !row.read, !row.starred)) else {
            return;
        };
        if command == Command::Favourite {
            self.list.change(id, |row| row.starred = starred);
            self.effects.push(Effect::SetFavourite(id, starred));
            self.say(if starred {
                "A favourite now."
            } else {
                "No favourite any more."
            });
        } else {
            self.set_read(id, read);
            self.say(if read { "Read." } else { "Unread." });
        }
    }
}

fn times(count: Option<usize>) -> i32 {
    count.unwrap_or(1).min(100) as i32
}

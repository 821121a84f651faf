//! What a message does to the state; panes have their own share in their own files.

mod aloud;
mod arrive;
mod article;
mod begun;
mod copy;
mod ear;
mod everywhere;
mod feed;
mod feeds;
mod hand_over;
mod library;
mod links;
mod list;
mod mouse;
mod offers;
mod passages;
mod picture;
mod place;
mod prompt;
mod save;
mod settings;
mod sheet;
mod trail;
mod typed;

use crate::app::{Overlay, Pane, ReaderPane, State, geometry};
use crate::command::Chord;
use crate::command::chord::shown;
use crate::command::help::Asked;
use crate::command::key_names;
use crate::command::keymap::{Pending, Step};
use crate::command::table::{Command, Scope};
use crate::layout::panes::THREE_PANES;
use crate::message::{Effect, Msg};
use crate::model::clean;

/// Takes one message; the effects are for the world.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    state.take(msg);
    std::mem::take(&mut state.effects)
}

impl State {
    pub(super) fn take(&mut self, msg: Msg) {
        if self.holds(&msg) {
            self.held.push(msg);
            return self.say("The rest of the article is read first.");
        }
        if let Some(reader) = &mut self.reader {
            reader.lay_rest();
        }
        let failed = matches!(msg, Msg::Failed(_));
        let stops = match &msg {
            Msg::Key(_) | Msg::Line(_) | Msg::Text(_) | Msg::Run(..) | Msg::Mouse(..) => {
                self.stop_aloud()
            }
            _ => false,
        };
        // The key that stopped the voice may be the first of several.
        self.stopped_aloud = stops || self.stopped_aloud && !self.pending.chords.is_empty();
        match msg {
            // Only what could wait is done.
            Msg::Shown | Msg::Kept => return,
            Msg::Key(chord) => self.press(chord),
            Msg::Line(line) => self.run_line(&clean(&line)),
            Msg::Text(text) => self.paste(&text),
            Msg::Run(command, count) => self.run(command, count),
            Msg::Mouse(mouse, x, y) => self.use_mouse(mouse, x, y),
            Msg::Resize(columns, rows) => self.size = (columns, rows),
            Msg::Rows {
                ask,
                total,
                unread,
                from,
                rows,
                more,
            } => {
                self.list.set_coming(more);
                self.take_rows(ask, (total, unread), (from, rows));
            }
            Msg::Misread { ask, sentence } => self.list.misread(ask, sentence),
            Msg::Selections { rows, counted } => self.take_selections(rows, counted),
            Msg::Loaded {
                ask,
                id,
                article,
                place,
            } => {
                self.take_article(ask, id, article, place);
            }
            Msg::Begun { ask, id, article } => self.take_beginning(ask, id, article),
            Msg::Noted { .. } | Msg::NotedInPart { .. } | Msg::Details { .. } => {
                self.learn(msg);
            }
            Msg::Spoken { ask, failed } => self.take_spoken(ask, failed),
            Msg::Followed { ask, page } => self.take_page(ask, page),
            Msg::Outside { ask, path } => self.take_outside(ask, &path),
            Msg::Picture { ask, picture } => self.take_picture(ask, picture),
            Msg::KeptPage { page, id } => self.take_kept(page, id),
            Msg::People(names) => self.take_people(names),
            Msg::Sheet { ask, found } => self.take_sheet(ask, found),
            Msg::Looking { ask, sentence } if self.asked_sheet.open() == Some(ask) => {
                self.say(sentence);
            }
            Msg::Looking { .. } => {}
            Msg::SheetRest { ask, said, more } => self.take_rest(ask, said, more),
            Msg::Settings(reread) => self.take_settings(*reread),
            // Dark was a guess, unless it was chosen since.
            Msg::Background { light } if light && self.settings.theme == "dark" => {
                self.settings.theme = "light".to_owned();
            }
            Msg::Background { .. } => {}
            Msg::Welcome(is) => self.list.set_welcomes(is),
            Msg::Told(words) => self.say(words),
            Msg::Failed(words) => {
                self.awaited.give_up();
                self.fail(words);
            }
        }
        self.settle();
        self.speak();
        self.settle_trail(failed);
        self.take_held();
    }

    /// Gives every pane its place on the screen, and asks for the rows that it needs.
    fn settle(&mut self) {
        self.settle_panel();
        let panes = geometry::panes(self);
        if let (Some(area), Some(reader)) = (panes.reader, &mut self.reader) {
            reader.settle(area.width, area.height, &self.settings);
            if self.spoken.is_some() {
                reader.lay_rest();
            }
        }
        if let Some(area) = panes.list {
            self.list.settle(area.width, area.height);
            if let Some(feeds) = &mut self.feeds {
                feeds.settle(area.height);
            }
        }
        let panel = self.reader.as_mut().and_then(ReaderPane::panel_mut);
        if let (Some(area), Some(panel)) = (panes.panel, panel) {
            panel.settle(area.width, area.height);
        }
        if let (Some(area), Some(sheet)) = (panes.sheet, &mut self.sheet) {
            sheet.settle(area.width, area.height, self.settings.measure);
        }
        self.effects.extend(self.list.ask_if_near_edge());
        if let Some(reader) = &mut self.reader {
            self.effects
                .extend(reader.ask_for_pictures(&mut self.pictures));
        }
        self.settle_offers();
    }

    /// On a wide screen the panel of quotes stands beside the article by itself.
    fn settle_panel(&mut self) {
        let wide = self.size.0 >= THREE_PANES;
        let Some(reader) = &mut self.reader else {
            return;
        };
        reader.settle_panel(wide, self.panel_by_itself, &self.settings);
        if reader.panel().is_none() && self.focus == Pane::Panel {
            self.focus = Pane::Reader;
        }
    }

    /// Whether a passage of the article is being chosen.
    pub(super) fn is_choosing(&self) -> bool {
        let reader = self.reader.as_ref().filter(|_| self.focus == Pane::Reader);
        reader.is_some_and(|reader| reader.choosing().is_some())
    }

    fn press(&mut self, chord: Chord) {
        let scope = self.scope();
        match &mut self.overlay {
            Some(Overlay::Help(help)) => {
                self.notice = None;
                let page = usize::from(self.size.1 / 2);
                match help.press(chord, &self.keymap, page) {
                    Asked::Stay => {}
                    Asked::Close => self.overlay = None,
                    Asked::Run(row) => {
                        self.overlay = None;
                        self.run(row.command, None);
                    }
                }
            }
            Some(Overlay::Prompt(_)) => self.type_key(chord),
            // Any key.
            Some(Overlay::Picture(_)) => self.put_picture_away(),
            None => match self.keymap.press(&mut self.pending, scope, chord) {
                Step::Run(command, count) => self.run(command, count),
                Step::Several(commands) => self.run_several(&commands),
                Step::Wait => self.notice = None,
                Step::Unknown(keys) => self.fail(self.no_command(scope, &keys)),
            },
        }
    }

    /// What is said of keys that mean nothing here: where they do, or that they are no command at all.
    fn no_command(&self, scope: Scope, keys: &[Chord]) -> String {
        let name = match self.spoken {
            Some(_) => key_names::one(keys),
            None => shown(keys),
        };
        // Some keys are characters that cannot be shown.
        let name = match clean(&name) {
            seen if seen.trim().is_empty() => "for this key".to_owned(),
            seen => seen.into_owned(),
        };
        match self.keymap.elsewhere(scope, keys) {
            Some(Scope::Reader) if self.focus == Pane::List => {
                let open = self.key_name(Command::Open);
                format!("{name} is for an open article. {open} opens this one.")
            }
            Some(Scope::List) if self.focus == Pane::Reader => {
                let back = self.key_name(Command::Back);
                format!("{name} is for the list. {back} goes back to it.")
            }
            _ => {
                let help = self.key_name(Command::Help);
                format!("No command {name}. Press {help} for help.")
            }
        }
    }

    /// Runs commands one after the other, until one cannot be done.
    fn run_several(&mut self, commands: &[Command]) {
        for command in commands {
            self.run(*command, None);
            if self.notice.as_ref().is_some_and(|notice| notice.failed) {
                return;
            }
        }
    }

    pub(super) fn run(&mut self, command: Command, count: Option<usize>) {
        self.notice = None;
        self.pending = Pending::default();
        self.asked_sheet.end();
        self.put_picture_away();
        self.list.seek_no_more();
        if std::mem::take(&mut self.stopped_aloud) && Self::only_stops(command) {
            return self.say("Not read aloud any more.");
        }
        if command == Command::ReadAloud {
            return self.read_aloud();
        }
        if self.run_trail(command, count) {
            return;
        }
        if let Some(outcome) = self.on(command, count) {
            return self.hand_over(outcome);
        }
        if !self.run_library(command) {
            self.run_everywhere(command, count);
        }
    }

    /// Keeps the place in the open article.
    pub(super) fn keep_place(&self) -> Option<Effect> {
        let reader = self.reader.as_ref()?;
        Some(Effect::KeepPlace(reader.id(), self.offset(reader)))
    }

    /// The byte of the open article that is before the reader: by ear what was said last, else the first on the screen.
    pub(super) fn offset(&self, reader: &ReaderPane) -> usize {
        match self.spoken {
            Some(_) => reader.from_here(),
            None => reader.first_seen(),
        }
    }
}

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

use crate::app::command::chord::shown;
use crate::app::command::help::Asked;
use crate::app::command::key_names;
use crate::app::command::keymap::{Pending, Step};
use crate::app::command::table::{Command, Scope};
use crate::app::{Chord, Effect, Msg, Overlay, Pane, ReaderPane, State, geometry};
use crate::model::clean;

/// Takes one message; the effects are for the world.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    if state.holds(&msg) {
        state.held.push(msg);
        state.say("The rest of the article is read first.");
        return effects;
    }
    if let Some(reader) = &mut state.reader {
        reader.lay_rest();
    }
    let failed = matches!(msg, Msg::Failed(_));
    let stops = match &msg {
        Msg::Key(_) | Msg::Line(_) | Msg::Text(_) | Msg::Run(..) | Msg::Mouse(..) => {
            state.stop_aloud(&mut effects)
        }
        _ => false,
    };
    // The key that stopped the voice may be the first of several.
    state.stopped_aloud = stops || state.stopped_aloud && !state.pending.chords.is_empty();
    match msg {
        // Only what could wait is done.
        Msg::Shown | Msg::Kept => return effects,
        Msg::Key(chord) => state.press(chord, &mut effects),
        Msg::Line(line) => state.run_line(&clean(&line), &mut effects),
        Msg::Text(text) => state.paste(&text, &mut effects),
        Msg::Run(command, count) => state.run(command, count, &mut effects),
        Msg::Mouse(mouse, x, y) => state.use_mouse(mouse, x, y, &mut effects),
        Msg::Resize(columns, rows) => state.size = (columns, rows),
        Msg::Rows {
            ask,
            total,
            unread,
            from,
            rows,
            more,
        } => {
            state.list.set_coming(more);
            state.take_rows(ask, (total, unread), (from, rows), &mut effects);
        }
        Msg::Misread { ask, sentence } => state.list.misread(ask, sentence),
        Msg::Selections { rows, counted } => state.take_selections(rows, counted),
        Msg::Loaded {
            ask,
            id,
            article,
            place,
        } => {
            state.take_article(ask, id, article, place, &mut effects);
        }
        Msg::Begun { ask, id, article } => state.take_beginning(ask, id, article),
        Msg::Noted { .. } | Msg::NotedInPart { .. } | Msg::Details { .. } => {
            state.learn(msg, &mut effects);
        }
        Msg::Spoken { ask, failed } => state.take_spoken(ask, failed, &mut effects),
        Msg::Followed { ask, page } => state.take_page(ask, page, &mut effects),
        Msg::Outside { ask, path } => state.take_outside(ask, &path),
        Msg::Picture { ask, picture } => state.take_picture(ask, picture),
        Msg::KeptPage { page, id } => state.take_kept(page, id),
        Msg::People(names) => state.take_people(names),
        Msg::Sheet { ask, found } => state.take_sheet(ask, found),
        Msg::SheetRest { ask, said } => state.take_rest(ask, said),
        Msg::Settings(reread) => state.take_settings(*reread),
        // Dark was a guess, unless it was chosen since.
        Msg::Background { light } if light && state.settings.theme == "dark" => {
            state.settings.theme = "light".to_owned();
        }
        Msg::Background { .. } => {}
        Msg::Welcome(is) => state.list.set_welcomes(is),
        Msg::Told(words) => state.say(words),
        Msg::Failed(words) => {
            state.awaited.give_up();
            state.fail(words);
        }
    }
    state.settle(&mut effects);
    state.speak();
    state.settle_trail(failed);
    state.take_held(&mut effects);
    effects
}

impl State {
    /// Gives every pane its place on the screen, and asks for the rows that it needs.
    fn settle(&mut self, effects: &mut Vec<Effect>) {
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
        effects.extend(self.list.ask_if_near_edge());
        if let Some(reader) = &mut self.reader {
            effects.extend(reader.ask_for_pictures(&mut self.pictures));
        }
        self.settle_offers(effects);
    }

    /// On a wide screen the panel of quotes stands beside the article by itself.
    fn settle_panel(&mut self) {
        let wide = self.size.0 >= geometry::THREE_PANES;
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

    fn press(&mut self, chord: Chord, effects: &mut Vec<Effect>) {
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
                        self.run(row.command, None, effects);
                    }
                }
            }
            Some(Overlay::Prompt(_)) => self.type_key(chord, effects),
            // Any key.
            Some(Overlay::Picture(_)) => self.put_picture_away(effects),
            None => match self.keymap.press(&mut self.pending, scope, chord) {
                Step::Run(command, count) => self.run(command, count, effects),
                Step::Several(commands) => self.run_several(&commands, effects),
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
    fn run_several(&mut self, commands: &[Command], effects: &mut Vec<Effect>) {
        for command in commands {
            self.run(*command, None, effects);
            if self.notice.as_ref().is_some_and(|notice| notice.failed) {
                return;
            }
        }
    }

    pub(super) fn run(
        &mut self,
        command: Command,
        count: Option<usize>,
        effects: &mut Vec<Effect>,
    ) {
        self.notice = None;
        self.pending = Pending::default();
        self.awaited_sheet = None;
        self.put_picture_away(effects);
        self.list.seek_no_more();
        if std::mem::take(&mut self.stopped_aloud) && Self::only_stops(command) {
            return self.say("Not read aloud any more.");
        }
        if command == Command::ReadAloud {
            return self.read_aloud(effects);
        }
        if self.run_trail(command, count, effects) {
            return;
        }
        if let Some(outcome) = self.on(command, count) {
            return self.hand_over(outcome, effects);
        }
        if !self.run_library(command, effects) {
            self.run_everywhere(command, count, effects);
        }
    }

    /// Keeps the place in the open article.
    pub(super) fn keep_place(&self) -> Option<Effect> {
        let reader = self.reader.as_ref()?;
        Some(Effect::KeepPlace(reader.id(), self.offset(reader)))
    }

    /// The byte of the open article that is before the reader: by ear what was said last, else the first on the screen.
    pub(super) fn offset(&self, reader: &ReaderPane) -> usize {
        match reader.chosen().filter(|_| self.spoken.is_some()) {
            Some(span) => span.start,
            None if reader.is_at_start() => 0,
            None => reader.top_offset(),
        }
    }
}

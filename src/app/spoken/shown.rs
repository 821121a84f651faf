//! Which rows are before who listens, which of them is in focus, and the words of each.

use std::ops::Range;

use super::{Context, Spoken, help, rows};
use crate::app::article::panel::Panel;
use crate::app::shelf::feeds::FeedsPane;
use crate::app::{Overlay, Pane, ReaderPane, State};
use crate::command::help::Help;
use crate::command::target::Target;
use crate::config::Settings;
use crate::speech::{self, Text, wrap};

impl Spoken {
    pub(super) fn context_of(&self, state: &State) -> Context {
        if let Some(Overlay::Help(help)) = &state.overlay {
            return Context::Help(help.filter().to_owned());
        }
        let reader = state.reader.as_ref();
        match (state.focus, reader, reader.and_then(ReaderPane::panel)) {
            (Pane::Panel, Some(reader), Some(panel)) => Context::Panel(reader.id(), panel.kind()),
            (Pane::Reader | Pane::Panel, Some(reader), _) => match reader.target() {
                Some(target) => Context::Unit(reader.id(), target, self.width(state.size.0)),
                None => Context::Nothing,
            },
            (Pane::Reader | Pane::Panel, None, _) => Context::Nothing,
            // Not before the first rows have come, or it is known that there are none.
            (Pane::List, ..) if state.list.is_empty() && state.list.awaited() => Context::Nothing,
            (Pane::List, ..) => {
                let within = state.list.within().map_or("", |it| it.name.as_str());
                Context::List(within.to_owned(), state.list.filter().to_owned())
            }
            (Pane::Feeds, ..) => Context::Feeds,
            (Pane::Sheet, ..) => match &state.sheet {
                Some(sheet) => Context::Sheet(sheet.title().to_owned(), sheet.filter().to_owned()),
                None => Context::Nothing,
            },
        }
    }

    /// The number of the row in focus.
    pub(super) fn focus_of(&mut self, state: &State, context: &Context) -> usize {
        match context {
            Context::Nothing => 0,
            Context::List(..) => state.list.selected(),
            Context::Feeds => state.feeds.as_ref().map_or(0, FeedsPane::selected),
            Context::Sheet(..) => state.sheet.as_ref().map_or(0, |sheet| sheet.selected()),
            Context::Unit(..) => {
                self.row = self.row.min(self.unit.len().saturating_sub(1));
                self.row
            }
            Context::Panel(..) => {
                let panel = state.reader.as_ref().and_then(ReaderPane::panel);
                panel.map_or(0, |panel| panel.places_before(panel.selected()))
            }
            Context::Help(_) => help(state).map_or(0, Help::selected),
        }
    }

    /// How many rows the context has in all.
    pub(super) fn total(&self, state: &State, context: &Context) -> usize {
        match context {
            Context::Nothing => 0,
            Context::List(..) => state.list.total(),
            Context::Feeds => state.feeds.as_ref().map_or(0, |feeds| feeds.rows().len()),
            Context::Sheet(..) => state.sheet.as_ref().map_or(0, |sheet| sheet.len()),
            Context::Unit(..) => self.unit.len(),
            Context::Panel(..) => {
                let panel = state.reader.as_ref().and_then(ReaderPane::panel);
                panel.map_or(0, Panel::len)
            }
            Context::Help(_) => help(state).map_or(0, |help| help.rows(&state.keymap).len()),
        }
    }

    /// Which rows are before the reader now. One step shows one row more; a jump shows new ones.
    pub(super) fn shown(&self, state: &State, context: &Context, focus: usize) -> Range<usize> {
        let total = self.total(state, context);
        let page = |most: usize| focus..(focus + most).min(total);
        let room = self.room(state.size);
        if matches!(context, Context::Sheet(..)) && !self.voice.endless {
            // One quotation, one paragraph a screen: nothing of it is cut off.
            return page(1);
        }
        if *context != self.context {
            return match context {
                Context::Nothing => 0..0,
                // Back from an article: only where one is.
                Context::List(..) => match &self.context {
                    Context::Nothing | Context::List(..) | Context::Feeds => {
                        page(self.voice.rows.min(room))
                    }
                    _ => page(1),
                },
                // Back from an article: only where one is.
                Context::Sheet(..) if state.notice.is_none() => page(1),
                // Back from the articles of one: only that one.
                Context::Feeds if state.list.within().is_some() => page(1),
                Context::Feeds | Context::Sheet(..) => page(self.voice.rows.min(room)),
                Context::Unit(id, target, _) => {
                    let paragraph = matches!(target, Target::Block(_) | Target::Paragraph(_));
                    let back = paragraph && self.read == Some((*id, *target)) && !self.head;
                    if back || self.step {
                        page(1)
                    } else {
                        page(room)
                    }
                }
                // All of it, or what was asked for: the rows of one speaker.
                Context::Panel(..) if state.notice.is_some() => page(room.min(self.group(state))),
                Context::Panel(..) => page(room),
                Context::Help(filter) if filter.is_empty() => page(self.voice.rows.min(room)),
                Context::Help(_) => page(1),
            };
        }
        let now = self.first..(self.first + self.rows.len()).min(total);
        if now.contains(&focus) {
            now
        } else if focus == now.end && focus < total && now.len() < room && self.step {
            now.start..focus + 1
        } else if self.step {
            page(1)
        } else if matches!(context, Context::Unit(..)) {
            page(room)
        } else {
            page(self.voice.rows.min(room))
        }
    }

    /// How many rows of the panel go on with the group of the chosen one.
    pub(super) fn group(&self, state: &State) -> usize {
        let panel = state.reader.as_ref().and_then(ReaderPane::panel);
        panel.map_or(0, |panel| {
            let rows = panel.rows().iter().skip(panel.selected());
            rows.take_while(|row| row.target.is_some()).count()
        })
    }

    /// Shows `shown`; rows that were there before (`old`) stay as they were said, but for the one that
    /// the focus comes to, or at whose place another article stands now.
    pub(super) fn take_rows(
        &mut self,
        state: &State,
        context: &Context,
        shown: Range<usize>,
        old: Option<&Range<usize>>,
        focus: usize,
    ) {
        let moved = self.first + self.focus != focus;
        let article = |index| match context {
            Context::List(..) => state.list.row(index).map(|row| row.id),
            _ => None,
        };
        let mut rows = Vec::with_capacity(shown.len());
        for index in shown.clone() {
            let was = old.filter(|old| old.contains(&index));
            let was = was.map(|old| index - old.start);
            let same = was.is_some_and(|was| self.of.get(was) == Some(&article(index)));
            // Whatever is drawn anew is heard: a new article at the top would have all the list read out.
            let moved = (moved || !same) && index == focus;
            let kept = was.filter(|_| !moved);
            let kept = kept.and_then(|was| self.rows.get(was).cloned());
            let row = kept.unwrap_or_else(|| self.row_of(state, context, index, focus));
            if was.is_none() || moved {
                self.fresh.push(row.clone());
            }
            rows.push(row);
        }
        if self.ran && self.fresh.is_empty() && state.notice.is_none() {
            self.fresh
                .extend(rows.get(focus.saturating_sub(shown.start)).cloned());
        }
        self.rows = rows;
        self.of = shown.clone().map(article).collect();
        self.first = shown.start;
        self.focus = focus.saturating_sub(shown.start);
    }

    /// The words of one row.
    pub(super) fn row_of(
        &self,
        state: &State,
        context: &Context,
        index: usize,
        focus: usize,
    ) -> String {
        match context {
            Context::Nothing => String::new(),
            Context::List(..) => state.list.row(index).map_or_else(String::new, |row| {
                let (today, room) = (&state.settings.today, self.width(state.size.0));
                speech::rows::article(index + 1, row, today, self.voice.facts, room)
            }),
            Context::Feeds => {
                let row = state
                    .feeds
                    .as_ref()
                    .and_then(|feeds| feeds.rows().get(index));
                row.map_or_else(String::new, |row| {
                    speech::rows::selection(index + 1, row, self.width(state.size.0))
                })
            }
            Context::Sheet(..) => {
                let row = state.sheet.as_ref().and_then(|sheet| sheet.row(index));
                row.map_or_else(String::new, |row| format!("{} {}", index + 1, row.spoken))
            }
            Context::Unit(..) => self.unit.get(index).cloned().unwrap_or_default(),
            Context::Panel(..) => self.panel_row(state, index, focus),
            Context::Help(filter) => {
                let rows = help(state)
                    .map(|help| help.rows(&state.keymap))
                    .unwrap_or_default();
                let row = rows
                    .get(index)
                    .map(|row| speech::rows::command(row, &state.keymap));
                match (row, index) {
                    (Some(row), 0) if !filter.is_empty() => format!("Found: {row}"),
                    (row, _) => row.unwrap_or_default(),
                }
            }
        }
    }

    /// A row of the panel. The first needs no group when a message has just named it.
    pub(super) fn panel_row(&self, state: &State, index: usize, focus: usize) -> String {
        let row = || {
            let reader = state.reader.as_ref()?;
            let panel = reader.panel()?;
            let at = panel.place(index)?;
            let grouped = state.notice.is_none() || index != focus;
            Some(rows::panel(
                panel,
                &self.text(&state.settings, reader),
                at,
                grouped,
            ))
        };
        row().unwrap_or_default()
    }

    /// All rows of the paragraph or quote that is before the reader, with the title when the article
    /// was just opened.
    pub(super) fn unit_rows(&self, state: &State, width: usize) -> Vec<String> {
        let Some(reader) = &state.reader else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        if self.head {
            let list = &state.list;
            let place = match list.total() {
                0 | 1 => String::new(),
                // Opened from elsewhere: it has no place in the list.
                _ if list.chosen().is_none_or(|row| row.id != reader.id()) => String::new(),
                total => format!("Article {} of {total}.", list.selected() + 1),
            };
            let text = self.text(&state.settings, reader);
            lines = text.head(&place, reader.is_noted(), reader.details());
        }
        if let Some(target) = reader.target() {
            lines.extend(self.lines_of(&state.settings, reader, target));
        }
        lines.iter().flat_map(|line| wrap(line, width)).collect()
    }

    /// What is said of a place in the article, and the reader's notes on it.
    pub(super) fn lines_of(
        &self,
        settings: &Settings,
        reader: &ReaderPane,
        target: Target,
    ) -> Vec<String> {
        let span = reader.span_of(target);
        let sentence = reader.sentence(target, settings);
        let mut lines = self.text(settings, reader).of(target, span, sentence);
        lines.extend(Some(reader.noted_words(span)).filter(|note| !note.is_empty()));
        lines
    }

    fn text<'a>(&self, settings: &Settings, reader: &'a ReaderPane) -> Text<'a> {
        Text {
            article: reader.article(),
            notes: reader.notes(),
            quotes: &reader.layers().quotes,
            lit: reader.lit(),
            shows: settings.shows,
            unclear: settings.unclear,
            marks: self.voice.marks,
        }
    }
}

//! What is heard: plain mode and screen-reader mode, where the screen is a few rows of words.
//!
//! [`Spoken`] follows the state after each message. It holds the rows that are before the reader
//! (articles of the list, one paragraph or quote, rows of a panel or of help) and which of them is in
//! focus, and knows which words are new. Screen-reader mode shows the rows, plain mode prints the new
//! words; so both say the same. Rows that have been said stay as they were said: nothing changes that
//! no key asked for.

mod act;
pub mod keys;
pub mod rows;
mod text;

use std::ops::Range;

use super::help::Help;
use super::jump::Target;
use super::panel::PanelKind;
use super::prompt::{Prompt, PromptKind};
use super::{Command, Overlay, Pane, State, words};
use crate::config::{Config, Marks};
use crate::layout;
use crate::model::ArticleId;
use text::Text;

/// The choices of who listens.
#[derive(Clone, Debug, PartialEq)]
pub struct Voice {
    /// How quotation marks are said.
    pub marks: Marks,
    /// Rows of a list that are said at once.
    pub rows: usize,
    /// Whether a row of the list has source, day and counts behind the title.
    pub facts: bool,
    /// Columns of text; none for as many as the terminal has.
    pub width: Option<u16>,
    /// Lines follow each other without an end; else they have one screen.
    pub endless: bool,
}

impl Voice {
    /// The choices that the settings make.
    pub fn of(config: &Config, endless: bool) -> Self {
        Voice {
            marks: config.spoken_quotes,
            rows: usize::from(config.spoken_rows.max(1)),
            facts: config.spoken_facts,
            width: (config.spoken_width > 0).then_some(config.spoken_width),
            endless,
        }
    }
}

/// The rows before the reader.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// The rows, in order.
    pub rows: Vec<String>,
    /// Which of them is in focus.
    pub focus: usize,
    /// What was not said before the last key.
    pub fresh: Vec<String>,
    voice: Voice,
    /// The first sentence, until it is said.
    greeting: Option<String>,
    context: Context,
    /// The number of the first row among all of the context.
    first: usize,
    /// The number of the row in focus among all rows of the paragraph or quote.
    row: usize,
    /// All rows of the paragraph or quote.
    unit: Vec<String>,
    /// The paragraph or quote that was before the reader last.
    read: Option<(ArticleId, Target)>,
    /// The last command went one row.
    step: bool,
    /// A command ran, so that something must be said.
    ran: bool,
    /// The article was just opened: its title comes first.
    head: bool,
    /// The world will answer the last command.
    waits: bool,
    /// Several paragraphs at once, the last of which is chosen.
    read_on: Option<Vec<String>>,
}

/// What the rows are rows of.
#[derive(Clone, Debug, Default, PartialEq)]
enum Context {
    #[default]
    Nothing,
    /// The list: what is listed, and its filter.
    List(String, String),
    /// The list of feeds.
    Feeds,
    /// A sheet: its name and its filter.
    Sheet(String, String),
    /// A paragraph, a quote, a name with its sentence; wrapped to so many columns.
    Unit(ArticleId, Target, usize),
    Panel(ArticleId, PanelKind),
    /// Help, with its filter.
    Help(String),
}

impl Spoken {
    /// Nothing said yet. `greeting` is said first, with the number of articles after it.
    pub fn new(voice: Voice, greeting: String) -> Self {
        Spoken {
            rows: Vec::new(),
            focus: 0,
            fresh: Vec::new(),
            voice,
            greeting: Some(greeting),
            context: Context::Nothing,
            first: 0,
            row: 0,
            unit: Vec::new(),
            read: None,
            step: false,
            ran: false,
            head: false,
            waits: false,
            read_on: None,
        }
    }

    /// Somebody else will say what became of the command.
    pub(super) fn wait(&mut self) {
        (self.ran, self.waits) = (false, true);
    }

    /// Whether what was said last is still to be answered by the world.
    pub(super) fn waits(&self) -> bool {
        self.waits
    }

    /// Takes in what a message did to the state.
    fn follow(&mut self, state: &mut State) {
        if let Some(Overlay::Prompt(prompt)) = &state.overlay {
            if std::mem::take(&mut self.ran) {
                self.fresh = choices(prompt).into_iter().collect();
                self.fresh.push(label(prompt.kind).to_owned());
            }
            return;
        }
        self.choose_unit(state);
        let waits = state.list.coming || state.list.welcomes && state.list.total == 0;
        if self.greeting.is_some() && waits {
            return;
        }
        let context = self.context_of(state);
        if context == Context::Nothing || state.list.awaited.is_some() && context != self.context {
            return;
        }
        let width = self.width(state);
        if let (Context::Unit(..), true) = (&context, context != self.context) {
            self.unit = match self.read_on.take() {
                Some(rows) => rows,
                None => self.unit_rows(state, width),
            };
        }
        let focus = self.focus_of(state, &context);
        let before = self.first..self.first + self.rows.len();
        let shown = self.shown(state, &context, focus);
        let old = (context == self.context).then_some(&before);
        self.take_rows(state, &context, shown, old, focus);
        self.announce(state, &context);
        if let Context::Unit(id, target, _) = context {
            self.read = Some((id, target));
        }
        self.context = context;
        (self.step, self.ran, self.head) = (false, false, false);
        self.waits &= state.notice.is_none();
    }

    /// Reading always is somewhere: a paragraph that was just opened is chosen.
    fn choose_unit(&mut self, state: &mut State) {
        if state.focus != Pane::Reader {
            return;
        }
        let Some(reader) = &mut state.reader else {
            return;
        };
        self.head |= matches!(self.context, Context::List(..) | Context::Nothing)
            || self.read.is_none_or(|(id, _)| id != reader.id);
        if reader.target.is_none() {
            let place = reader.top_offset();
            let block = if reader.is_at_start() {
                0
            } else {
                super::reader::block_at(&reader.article, place)
            };
            reader.target = Some(Target::Block(block));
        }
        let target = reader.target.map(|target| (reader.id, target));
        if target != self.read && !self.step {
            self.row = 0;
        }
    }

    fn context_of(&self, state: &State) -> Context {
        if let Some(Overlay::Help(help)) = &state.overlay {
            return Context::Help(help.filter.clone());
        }
        let reader = state.reader.as_ref();
        match (state.focus, reader, reader.and_then(|it| it.panel.as_ref())) {
            (Pane::Panel, Some(reader), Some(panel)) => Context::Panel(reader.id, panel.kind),
            (Pane::Reader | Pane::Panel, Some(reader), _) => match reader.target {
                Some(target) => Context::Unit(reader.id, target, self.width(state)),
                None => Context::Nothing,
            },
            (Pane::Reader | Pane::Panel, None, _) => Context::Nothing,
            // Not before the first rows have come, or it is known that there are none.
            (Pane::List, ..) if state.list.rows.is_empty() && state.list.awaited.is_some() => {
                Context::Nothing
            }
            (Pane::List, ..) => {
                let within = state.list.within.as_ref().map_or("", |it| it.name.as_str());
                Context::List(within.to_owned(), state.list.filter.clone())
            }
            (Pane::Feeds, ..) => Context::Feeds,
            (Pane::Sheet, ..) => match &state.sheet {
                Some(sheet) => Context::Sheet(sheet.title.clone(), sheet.filter.clone()),
                None => Context::Nothing,
            },
        }
    }

    /// The number of the row in focus.
    fn focus_of(&mut self, state: &State, context: &Context) -> usize {
        match context {
            Context::Nothing => 0,
            Context::List(..) => state.list.selected,
            Context::Feeds => state.feeds.as_ref().map_or(0, |feeds| feeds.selected),
            Context::Sheet(..) => state.sheet.as_ref().map_or(0, |sheet| sheet.selected),
            Context::Unit(..) => {
                self.row = self.row.min(self.unit.len().saturating_sub(1));
                self.row
            }
            Context::Panel(..) => {
                let panel = state.reader.as_ref().and_then(|it| it.panel.as_ref());
                panel.map_or(0, |panel| {
                    let before = panel.rows.iter().take(panel.selected);
                    before.filter(|row| row.target.is_some()).count()
                })
            }
            Context::Help(_) => help(state).map_or(0, |help| help.selected),
        }
    }

    /// How many rows the context has in all.
    fn total(&self, state: &State, context: &Context) -> usize {
        match context {
            Context::Nothing => 0,
            Context::List(..) => state.list.total,
            Context::Feeds => state.feeds.as_ref().map_or(0, |feeds| feeds.rows.len()),
            Context::Sheet(..) => state.sheet.as_ref().map_or(0, |sheet| sheet.len()),
            Context::Unit(..) => self.unit.len(),
            Context::Panel(..) => {
                let panel = state.reader.as_ref().and_then(|it| it.panel.as_ref());
                panel.map_or(0, |it| {
                    it.rows.iter().filter(|row| row.target.is_some()).count()
                })
            }
            Context::Help(_) => help(state).map_or(0, |help| help.rows(&state.keymap).len()),
        }
    }

    /// Which rows are before the reader now. One step shows one row more; a jump shows new ones.
    fn shown(&self, state: &State, context: &Context, focus: usize) -> Range<usize> {
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
                Context::Feeds if state.list.within.is_some() => page(1),
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
    fn group(&self, state: &State) -> usize {
        let panel = state.reader.as_ref().and_then(|it| it.panel.as_ref());
        panel.map_or(0, |panel| {
            let rows = panel.rows.iter().skip(panel.selected);
            rows.take_while(|row| row.target.is_some()).count()
        })
    }

    /// Shows `shown`; rows that were there before (`old`) stay as they were said, but for the one that
    /// the focus comes to.
    fn take_rows(
        &mut self,
        state: &State,
        context: &Context,
        shown: Range<usize>,
        old: Option<&Range<usize>>,
        focus: usize,
    ) {
        let moved = self.first + self.focus != focus;
        let mut rows = Vec::with_capacity(shown.len());
        for index in shown.clone() {
            let kept = old.filter(|old| old.contains(&index) && !(moved && index == focus));
            let kept = kept.and_then(|old| self.rows.get(index - old.start).cloned());
            let new = old.is_none_or(|old| !old.contains(&index));
            let row = kept.unwrap_or_else(|| self.row_of(state, context, index, focus));
            if new || moved && index == focus {
                self.fresh.push(row.clone());
            }
            rows.push(row);
        }
        if self.ran && self.fresh.is_empty() && state.notice.is_none() {
            self.fresh
                .extend(rows.get(focus.saturating_sub(shown.start)).cloned());
        }
        self.rows = rows;
        self.first = shown.start;
        self.focus = focus.saturating_sub(shown.start);
    }

    /// The words of one row.
    fn row_of(&self, state: &State, context: &Context, index: usize, focus: usize) -> String {
        match context {
            Context::Nothing => String::new(),
            Context::List(..) => state.list.row(index).map_or_else(String::new, |row| {
                rows::article(index + 1, row, &state.settings.today, self.voice.facts)
            }),
            Context::Feeds => {
                let row = state.feeds.as_ref().and_then(|feeds| feeds.rows.get(index));
                row.map_or_else(String::new, |row| rows::selection(index + 1, row))
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
                let row = rows.get(index).map(|row| rows::command(row, &state.keymap));
                match (row, index) {
                    (Some(row), 0) if !filter.is_empty() => format!("Found: {row}"),
                    (row, _) => row.unwrap_or_default(),
                }
            }
        }
    }

    /// A row of the panel. The first needs no group when a message has just named it.
    fn panel_row(&self, state: &State, index: usize, focus: usize) -> String {
        let row = || {
            let reader = state.reader.as_ref()?;
            let panel = reader.panel.as_ref()?;
            let rows = panel.rows.iter().enumerate();
            let (at, _) = rows.filter(|(_, row)| row.target.is_some()).nth(index)?;
            let grouped = state.notice.is_none() || index != focus;
            Some(rows::panel(panel, &self.text(state, reader), at, grouped))
        };
        row().unwrap_or_default()
    }

    /// All rows of the paragraph or quote that is before the reader, with the title when the article
    /// was just opened.
    fn unit_rows(&self, state: &State, width: usize) -> Vec<String> {
        let Some(reader) = &state.reader else {
            return Vec::new();
        };
        let text = self.text(state, reader);
        let mut lines = Vec::new();
        if self.head {
            let list = &state.list;
            let place = match list.total {
                0 | 1 => String::new(),
                // Opened from elsewhere: it has no place in the list.
                _ if list.chosen().is_none_or(|row| row.id != reader.id) => String::new(),
                total => format!("Article {} of {total}.", list.selected + 1),
            };
            lines = text.head(&place);
        }
        lines.extend(
            reader
                .target
                .map(|target| text.of(target))
                .unwrap_or_default(),
        );
        lines.iter().flat_map(|line| wrap(line, width)).collect()
    }

    fn text<'a>(&self, state: &'a State, reader: &'a super::ReaderPane) -> Text<'a> {
        Text {
            reader,
            settings: &state.settings,
            marks: self.voice.marks,
        }
    }

    /// What stands before the rows: the greeting, how many rows a filter left, what can be done.
    fn announce(&mut self, state: &mut State, context: &Context) {
        let new = *context != self.context;
        match context {
            // The rows say it.
            Context::Unit(..) if new && !state.notice.as_ref().is_some_and(|it| it.failed) => {
                state.notice = None
            }
            Context::Feeds if new && state.notice.is_none() && state.list.within.is_none() => {
                let feeds = state.feeds.as_ref().map_or(0, |it| it.feeds());
                state.say(format!("Feeds: {feeds}. Enter opens one."));
            }
            Context::List(within, filter) if new => {
                if !filter.is_empty() {
                    let rows = match state.list.total {
                        0 => "No articles".to_owned(),
                        total => words::count(total, "article"),
                    };
                    state.say(format!("{rows} with {filter}."));
                } else if state.list.total == 0 {
                    state.say("The list is empty.");
                } else if !within.is_empty()
                    && matches!(&self.context, Context::List(..) | Context::Feeds)
                {
                    let articles = words::count(state.list.total, "article");
                    state.say(format!("{}: {articles}.", state.list.name()));
                } else if matches!(&self.context, Context::List(..) | Context::Feeds) {
                    state.say(format!(
                        "All {}.",
                        words::count(state.list.total, "article")
                    ));
                }
            }
            Context::Panel(..) if new && self.rows.is_empty() => {
                let panel = state
                    .reader
                    .as_ref()
                    .and_then(|it| it.panel.as_ref().map(|panel| panel.empty(it.noted)));
                if let Some(sentence) = panel {
                    state.say(sentence);
                }
            }
            Context::Help(filter) if new && filter.is_empty() => {
                state.say(
                    "Help. Down for the next command. Type a word to find one. \
                     Enter does it. Escape leaves.",
                );
            }
            Context::Help(filter) if new && self.rows.is_empty() => {
                state.say(format!("No command with {filter}."));
            }
            _ => {}
        }
        if let Some(greeting) = self.greeting.take() {
            let help = state.keymap.keys(Command::Help);
            let help = help.first().map(|keys| keys::one(keys)).unwrap_or_default();
            let articles = words::count(state.list.total, "article");
            state.say(format!("{greeting} {articles}. Press {help} for help."));
            if state.list.welcomes {
                self.fresh.push(words::offer(&state.key_name(Command::Add)));
            }
        }
        let end = self.first + self.rows.len();
        let more = self.total(state, context).saturating_sub(end);
        let listed = matches!(
            context,
            Context::List(..) | Context::Feeds | Context::Sheet(..)
        );
        if listed && more > 0 && self.fresh.len() > 1 {
            self.fresh.push(format!("{more} more. Press Space."));
        }
    }

    /// Rows that are left below a message; where nothing is drawn, as many as there are.
    fn room(&self, (columns, rows): (u16, u16)) -> usize {
        if self.voice.endless {
            return usize::MAX / 2;
        }
        usize::from(rows.saturating_sub(message_rows(columns)).max(1))
    }

    fn width(&self, state: &State) -> usize {
        let terminal = state.size.0.saturating_sub(1).max(10);
        usize::from(
            self.voice
                .width
                .map_or(terminal, |width| width.clamp(10, terminal)),
        )
    }
}

impl State {
    /// Lets what is heard follow what the last message did. An article whose notes are about to come
    /// is read out with them, a list of feeds with its counts.
    pub(super) fn speak(&mut self) {
        let reads = self.focus == Pane::Reader && self.overlay.is_none();
        let noted = self.reader.as_ref().is_some_and(|reader| reader.noted);
        let counting = self.focus == Pane::Feeds
            && self.overlay.is_none()
            && self.feeds.as_ref().is_some_and(|feeds| !feeds.counted);
        if (!reads || noted && !self.loading) && !counting {
            self.speak_now();
        }
    }

    /// The same when there is no more time to wait.
    pub fn speak_now(&mut self) {
        if self.loading && self.focus == Pane::Reader && self.overlay.is_none() {
            return self.say("Loading.");
        }
        if let Some(mut spoken) = self.spoken.take() {
            spoken.follow(self);
            self.spoken = Some(spoken);
        }
    }

    /// Ends the waiting for an answer of the world.
    pub fn wait_no_more(&mut self) {
        if let Some(spoken) = &mut self.spoken {
            spoken.waits = false;
        }
    }

    /// Whether there are words that answer the last key.
    pub fn has_answer(&self) -> bool {
        let fresh = |spoken: &Spoken| !spoken.fresh.is_empty();
        self.notice.is_some() || self.spoken.as_ref().is_some_and(fresh)
    }

    /// Forgets the new words: they are on the screen.
    pub fn hush(&mut self) {
        if let Some(spoken) = &mut self.spoken {
            spoken.fresh.clear();
        }
    }

    /// The words that answer the last key, a line each, and forgets them.
    pub fn answer(&mut self) -> Vec<String> {
        let mut answer: Vec<String> = self.notice.take().map(|it| it.words).into_iter().collect();
        if let Some(spoken) = &mut self.spoken {
            answer.append(&mut spoken.fresh);
        }
        answer
    }
}

/// What is said when a line is to be typed.
pub const fn label(kind: PromptKind) -> &'static str {
    match kind {
        PromptKind::Search => "Search for:",
        PromptKind::Filter => "Show articles with:",
        PromptKind::Find => "Go to the name with:",
        PromptKind::Command => "Command:",
        PromptKind::Tag => "Tag:",
        PromptKind::Who => "Everything said by:",
        PromptKind::FeedName => "Name of the feed:",
        PromptKind::FeedTags => "Tags, with commas between:",
        PromptKind::FeedInterval => "Ask at most every, for example 6h:",
        PromptKind::FeedKeep => "Days to keep what was read:",
        PromptKind::Note => "Note:",
        PromptKind::Speaker => "Said by:",
        PromptKind::Merge => "Is the same as:",
        PromptKind::Add => "Address or file to add:",
        PromptKind::Save => "Save as:",
        PromptKind::Pipe => "Give to the command:",
    }
}

/// "1 Anna Berg, 2 Sean Okafor, 3 nobody. Type a number or a name." None where there is no choice.
pub fn choices(prompt: &Prompt) -> Option<String> {
    let names = prompt.choices.iter().enumerate();
    let names: Vec<String> = names
        .map(|(at, name)| format!("{} {name}", at + 1))
        .collect();
    (!names.is_empty()).then(|| format!("{}. Type a number or a name.", names.join(", ")))
}

/// Rows that screen-reader mode keeps free at the top for a message.
pub fn message_rows(columns: u16) -> u16 {
    160 / columns.max(20) + 1
}

/// A line cut at words to rows of at most `width` columns.
pub fn wrap(line: &str, width: usize) -> Vec<String> {
    let width = u16::try_from(width).unwrap_or(u16::MAX);
    let rows = layout::wrap_words(line, width, usize::MAX);
    rows.into_iter()
        .map(|row| row.of(line).trim_end().to_owned())
        .collect()
}

fn help(state: &State) -> Option<&Help> {
    match &state.overlay {
        Some(Overlay::Help(help)) => Some(help),
        _ => None,
    }
}

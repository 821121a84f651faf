//! What is heard: plain mode and screen-reader mode, where the screen is a few rows of words.
//!
//! [`Spoken`] follows the state after each message. It holds the rows that are before the reader
//! (articles of the list, one paragraph or quote, rows of a panel or of help) and which of them is in
//! focus, and knows which words are new. Screen-reader mode shows the rows, plain mode prints the new
//! words; so both say the same. Rows that have been said stay as they were said: nothing changes that
//! no key asked for.

mod act;
mod announce;
mod rows;
mod shown;

use crate::app::article::panel::PanelKind;
use crate::app::{Overlay, ReaderPane, State};
use crate::command::help::Help;
use crate::command::target::Target;
use crate::config::Shows;
use crate::model::ArticleId;
use crate::speech::{Voice, choices, message_rows};

/// The rows before the reader.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// The rows, in order.
    rows: Vec<String>,
    /// Whose rows they are, in a list of articles.
    of: Vec<Option<ArticleId>>,
    /// Which of them is in focus.
    focus: usize,
    /// What was not said before the last key.
    fresh: Vec<String>,
    /// How many rows of a list follow those.
    more: usize,
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
    /// What was shown as somebody's when they were put into words.
    shows: Shows,
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

/// What becomes of the notice when the rows have changed.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) enum Announced {
    /// It stays.
    AsItIs,
    /// It goes: the rows say it.
    Nothing,
    /// These words take its place.
    Words(String),
}

impl Spoken {
    /// Nothing said yet. `greeting` is said first, with the number of articles after it.
    pub fn new(voice: Voice, greeting: String) -> Self {
        Spoken {
            rows: Vec::new(),
            of: Vec::new(),
            focus: 0,
            fresh: Vec::new(),
            more: 0,
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
            shows: Shows::default(),
        }
    }

    /// The rows that are before the reader.
    pub fn rows(&self) -> &[String] {
        &self.rows
    }

    /// Which of them is in focus.
    pub fn focus(&self) -> usize {
        self.focus
    }

    /// The words that were not said before the last key.
    pub fn fresh(&self) -> &[String] {
        &self.fresh
    }

    /// Takes those words, and how many rows of a list follow them: they are said now.
    pub(in crate::app) fn take_fresh(&mut self) -> (Vec<String>, usize) {
        (
            std::mem::take(&mut self.fresh),
            std::mem::take(&mut self.more),
        )
    }

    /// Somebody else will say what became of the command.
    pub(super) fn wait(&mut self) {
        (self.ran, self.waits) = (false, true);
    }

    /// The world has answered: now something must be said.
    pub(super) fn answered(&mut self) {
        (self.ran, self.waits) = (true, false);
    }

    /// No answer of the world is waited for any more.
    pub(in crate::app) fn wait_no_more(&mut self) {
        self.waits = false;
    }

    /// Whether what was said last is still to be answered by the world.
    pub(super) fn waits(&self) -> bool {
        self.waits
    }

    /// Takes in what a message did to the state; gives what becomes of the notice that stands there.
    pub(in crate::app) fn follow(&mut self, state: &State) -> Announced {
        if let Some(Overlay::Prompt(prompt)) = &state.overlay {
            if std::mem::take(&mut self.ran) {
                self.fresh = choices(prompt).into_iter().collect();
                self.fresh.push(prompt.kind().label().to_owned());
                self.more = 0;
            }
            return Announced::AsItIs;
        }
        let waits = state.list.is_coming() || state.list.welcomes() && state.list.total() == 0;
        if self.greeting.is_some() && waits {
            return Announced::AsItIs;
        }
        let context = self.context_of(state);
        if context == Context::Nothing || state.list.awaited() && context != self.context {
            return Announced::AsItIs;
        }
        let width = self.width(state.size.0);
        if let (Context::Unit(..), true) = (&context, context != self.context) {
            self.unit = match self.read_on.take() {
                Some(rows) => rows,
                None => self.unit_rows(state, width),
            };
        }
        let anew = self.puts_anew(state, &context, width);
        let focus = self.focus_of(state, &context);
        let before = self.first..self.first + self.rows.len();
        let shown = self.shown(state, &context, focus);
        let old = (context == self.context && !anew).then_some(&before);
        self.take_rows(state, &context, shown, old, focus);
        let announced = self.announce(state, &context);
        if let Context::Unit(id, target, _) = context {
            self.read = Some((id, target));
        }
        self.context = context;
        (self.step, self.ran, self.head) = (false, false, false);
        self.waits &= match announced {
            Announced::AsItIs => state.notice.is_none(),
            Announced::Nothing => true,
            Announced::Words(_) => false,
        };
        announced
    }

    /// Puts the paragraph before the reader into words again where something else is shown as somebody's now; false where
    /// the words stay as they were said.
    fn puts_anew(&mut self, state: &State, context: &Context, width: usize) -> bool {
        let shows = state.settings.shows;
        let before = std::mem::replace(&mut self.shows, shows);
        if before == shows || *context != self.context || !matches!(context, Context::Unit(..)) {
            return false;
        }
        let unit = self.unit_rows(state, width);
        if unit == self.unit {
            return false;
        }
        (self.unit, self.row) = (unit, 0);
        self.rows.clear();
        true
    }

    /// The article that is heard has another number now: nothing of it is new.
    pub(in crate::app) fn renumber(&mut self, from: ArticleId, to: ArticleId) {
        if let Context::Unit(id, ..) | Context::Panel(id, _) = &mut self.context
            && *id == from
        {
            *id = to;
        }
        if let Some((id, _)) = self.read.as_mut().filter(|(id, _)| *id == from) {
            *id = to;
        }
    }

    /// Reading always is somewhere: a paragraph that was just opened is chosen.
    pub(in crate::app) fn choose_unit(&mut self, reader: &mut ReaderPane) {
        self.head |= matches!(self.context, Context::List(..) | Context::Nothing)
            || self.read.is_none_or(|(id, _)| id != reader.id());
        let first = || Target::Block(reader.article().block_at(reader.first_seen()));
        let target = reader.target().unwrap_or_else(first);
        reader.point_at(Some(target));
        if self.read != Some((reader.id(), target)) && !self.step {
            self.row = 0;
        }
    }

    /// Rows that are left below a message; where nothing is drawn, as many as there are.
    fn room(&self, (columns, rows): (u16, u16)) -> usize {
        if self.voice.endless {
            return usize::MAX / 2;
        }
        usize::from(rows.saturating_sub(message_rows(columns)).max(1))
    }

    /// Columns of a row, on a screen of so many.
    fn width(&self, columns: u16) -> usize {
        let terminal = columns.saturating_sub(1).max(10);
        usize::from(
            self.voice
                .width
                .map_or(terminal, |width| width.clamp(10, terminal)),
        )
    }
}

fn help(state: &State) -> Option<&Help> {
    match &state.overlay {
        Some(Overlay::Help(help)) => Some(help),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

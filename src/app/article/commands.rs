//! What commands do in the open article.

use crate::app::article::panel::PanelKind;
use crate::app::article::reader::ReaderPane;
use crate::app::outcome::{Context, Outcome, Want};
use crate::command::Command;
use crate::command::prompt::PromptKind;
use crate::command::target::{Jump, Reach, Target, jump_of};
use crate::model::Notes;
use crate::words;
use std::sync::Arc;

impl ReaderPane {
    /// Does what a command means in the article; none for what it means everywhere.
    pub(in crate::app) fn on(&mut self, command: Command, context: &Context) -> Option<Outcome> {
        let in_text = !context.in_panel || command == Command::Highlight;
        if in_text && let Some(outcome) = self.on_passage(command, context) {
            return Some(outcome);
        }
        let n = context.count.unwrap_or(1).max(1);
        if let Some((jump, reach)) = jump_of(command, n) {
            return Some(self.leap(jump, reach, context));
        }
        Some(match command {
            Command::NextMatch if self.search.is_some() => {
                self.leap(Jump::Match, Reach::Next(n), context)
            }
            Command::PreviousMatch if self.search.is_some() => {
                self.leap(Jump::Match, Reach::Previous(n), context)
            }
            Command::NextMatch => Want::NextUnread(true).into(),
            Command::PreviousMatch => Want::NextUnread(false).into(),
            Command::Repeat => self.repeat(true, n, context),
            Command::Reverse => self.repeat(false, n, context),
            Command::Search => Want::Type(PromptKind::Search).into(),
            Command::Quotes => self.open_panel(PanelKind::Quotes, context),
            Command::Names => self.open_panel(PanelKind::Names, context),
            Command::Contents => self.open_panel(PanelKind::Contents, context),
            Command::Links => self.open_panel(PanelKind::Links, context),
            Command::SaidBy => self.said_by(context),
            Command::Footnote => self.go_footnote(context),
            Command::ScrollRight => self.sideways(true, n, context),
            Command::ScrollLeft => self.sideways(false, n, context),
            // Acts on what is chosen: all words of a quote, a link's page, a name's mentions.
            Command::Open => match self.target {
                Some(Target::Quote(_)) => {
                    self.whole_card = !self.whole_card;
                    Outcome::done()
                }
                Some(Target::Link(mark)) => self.follow(mark, context),
                Some(Target::Name(..)) => self.leap(Jump::Mention, Reach::Next(1), context),
                _ => self.leap(Jump::Quote, Reach::Next(1), context),
            },
            Command::Back => self.back(context),
            _ => {
                return self
                    .scroll(command, context)
                    .or_else(|| self.with_chosen(command, context));
            }
        })
    }

    /// Takes the notes, and makes the jump that waited for them.
    pub(in crate::app) fn take_notes(&mut self, notes: Arc<Notes>, context: &Context) -> Outcome {
        let failed = notes.failed;
        self.note(notes, context.settings);
        match self.wish.take() {
            _ if failed => Outcome::fail(words::unnoted()),
            Some((jump, reach)) => self.leap(jump, reach, context),
            None => Outcome::done(),
        }
    }

    /// A jump, and its sentence.
    pub(super) fn leap(&mut self, jump: Jump, reach: Reach, context: &Context) -> Outcome {
        match self.jump(jump, reach, context.settings) {
            Ok(sentence) => Outcome::say(sentence),
            Err(lack) => Outcome::fail(context.lack(lack)),
        }
    }

    /// The last jump again, or the other way.
    fn repeat(&mut self, same: bool, n: usize, context: &Context) -> Outcome {
        let Some((jump, forward)) = self.last else {
            return Outcome::say("No jump to repeat yet.");
        };
        let reach = match forward == same {
            true => Reach::Next(n),
            false => Reach::Previous(n),
        };
        let outcome = self.leap(jump, reach, context);
        self.last = Some((jump, forward));
        outcome
    }

    /// Closes what lies nearest: search, card, panel, then the article.
    fn back(&mut self, context: &Context) -> Outcome {
        // What a sheet led to is no card of its own: back leads to the sheet again.
        let arrived = context.arrived.filter(|_| self.search.is_none());
        if arrived.is_some() && self.target == arrived {
            return Want::Leave.into();
        }
        if self.search.is_some() || self.target.is_some() {
            self.let_go();
        } else if self.panel.as_ref().is_some_and(|panel| !panel.by_itself) {
            self.panel = None;
        } else if context.zen {
            return Want::Run(Command::Zen).into();
        } else {
            return Want::Leave.into();
        }
        Outcome::done()
    }

    /// Puts the search away.
    pub(in crate::app) fn end_search(&mut self) {
        self.search = None;
    }

    /// Closes the side panel.
    pub(in crate::app) fn drop_panel(&mut self) {
        self.panel = None;
    }

    /// Puts the search and what is chosen away.
    pub(in crate::app) fn let_go(&mut self) {
        (self.search, self.target) = (None, None);
    }

    /// Scrolls as a command says; none for one that does not.
    fn scroll(&mut self, command: Command, context: &Context) -> Option<Outcome> {
        let settings = context.settings;
        let (count, top) = (context.count, self.top);
        let n = count.unwrap_or(1).max(1);
        // A page leaves two lines of what was seen.
        let page = self.room(settings).saturating_sub(2).max(1);
        let half = (page / 2).max(1) * n.min(9999);
        let to = match command {
            Command::Down => top.saturating_add(n),
            Command::Up => top.saturating_sub(n),
            Command::PageDown if count.is_none() && top >= self.last_top(settings) => {
                return Some(Want::NextUnread(true).into());
            }
            Command::PageDown => top.saturating_add(page.saturating_mul(n)),
            Command::PageUp => top.saturating_sub(page.saturating_mul(n)),
            Command::HalfPageDown => top.saturating_add(half),
            Command::HalfPageUp => top.saturating_sub(half),
            Command::Top if count.is_none() => 0,
            Command::Bottom if count.is_none() => usize::MAX,
            Command::Top | Command::Bottom => self.head() + n - 1,
            Command::Percent => self.rows() * count.unwrap_or(50).min(100) / 100,
            Command::Middle => return Some(self.place(settings, |room| room / 2)),
            Command::ToTop => return Some(self.place(settings, |_| 0)),
            Command::ToBottom => return Some(self.place(settings, |room| room.saturating_sub(2))),
            _ => return None,
        };
        let far = matches!(command, Command::Top | Command::Bottom | Command::Percent);
        let mut wants = Vec::from_iter(far.then_some(Want::Moved));
        if !self.scroll_to(to, settings) && to > top {
            wants.push(Want::Say("End of the article.".to_owned()));
        }
        Some(Outcome(wants))
    }
}

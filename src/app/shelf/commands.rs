//! What commands do in the list of articles.

use crate::app::article::copy;
use crate::app::outcome::{Context, Outcome, Want};
use crate::app::shelf::aim::Aim;
use crate::app::shelf::list::ListPane;
use crate::command::Command;
use crate::command::motion::{Rows, motion};
use crate::command::prompt::PromptKind;
use crate::message::Effect;
use crate::words;
use crate::words::citation;

impl ListPane {
    /// Does what a command means in the list of articles; none for what it means everywhere.
    pub(in crate::app) fn on(&mut self, command: Command, context: &Context) -> Option<Outcome> {
        let rows = Rows {
            at: self.selected,
            count: self.total,
            page: self.page(),
        };
        if let Some(to) = motion(command, context.count, rows) {
            self.select(to);
            return Some(Outcome::done());
        }
        Some(match command {
            Command::Open => Want::OpenRow(self.selected).into(),
            Command::Back if self.is_filtered() => Want::World(self.set_filter("")).into(),
            Command::Back => Want::Leave.into(),
            Command::NextQuote | Command::PreviousQuote => {
                let forward = command == Command::NextQuote;
                self.seek_times(context.count, |list| list.seek(Aim::Quotes, forward, false))
            }
            Command::NextMatch | Command::PreviousMatch => {
                let forward = command == Command::NextMatch;
                self.seek_times(context.count, |list| list.seek(Aim::Unread, forward, false))
            }
            Command::NextParagraph | Command::PreviousParagraph => {
                let forward = command == Command::NextParagraph;
                self.seek_times(context.count, |list| list.other_day(forward))
            }
            Command::Search => Want::Type(PromptKind::Filter).into(),
            Command::ReadAll => {
                let articles = words::count(self.unread, "article");
                let undo = context.key(Command::Undo);
                self.read_all();
                Outcome::from(Want::World(Effect::ReadAll(self.query())))
                    .and(Want::Say(format!("{articles} read. Press {undo} to undo.")))
            }
            Command::CopyQuote | Command::CopyAddress | Command::Browse => {
                Outcome::address(self.chosen()?.url.as_deref(), command)
            }
            Command::CopyCitation => {
                let (_, sentence) = copy::form_of(command);
                Want::Copy(citation::row(self.chosen()?), sentence.to_owned()).into()
            }
            _ => return None,
        })
    }

    /// Says how many articles the filter leaves; when they have not come yet, as soon as they do.
    pub(in crate::app) fn tell_filter(&mut self) -> Outcome {
        self.announce = self.awaited();
        if self.announce {
            return Outcome::from(Want::Wait).and(Want::Say("Searching.".to_owned()));
        }
        let rows = words::count(self.total, "article");
        let filter = &self.filter;
        Outcome::from(Want::Answered).and(match self.misread.take() {
            Some(why) if self.filter.chars().any(char::is_alphanumeric) => {
                Want::Fail(format!("{why}. {rows} with these words."))
            }
            Some(why) => Want::Fail(format!("{why}. The whole list stays.")),
            None => Want::Say(format!("{rows} with {filter}.")),
        })
    }
}

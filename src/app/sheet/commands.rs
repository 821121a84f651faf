//! What commands do on a sheet.

use std::sync::Arc;

use super::{Body, IN_PART, Sheet, SheetKind, SheetRow, bars};
use crate::app::article::copy;
use crate::app::outcome::{Context, Outcome, Want};
use crate::command::Command;
use crate::command::motion::{Rows, motion};
use crate::command::prompt::{Passage, PromptKind, Subject};
use crate::command::target::{Goes, Lack};
use crate::message::Wanted;
use crate::words::citation;

impl Sheet {
    /// Does what a command means on a sheet; none for what it means everywhere.
    pub(in crate::app) fn on(&mut self, command: Command, context: &Context) -> Option<Outcome> {
        let rows = Rows {
            at: self.selected,
            count: self.len(),
            page: usize::from(context.height / 5).max(1),
        };
        let moved = match command {
            Command::NextQuote => Command::Down,
            Command::PreviousQuote => Command::Up,
            other => other,
        };
        if let Some(to) = motion(moved, context.count, rows) {
            self.select(to);
            return Some(Outcome::done());
        }
        Some(match command {
            Command::Open => self.open(),
            Command::Search => Want::Type(PromptKind::Filter).into(),
            Command::Back if !self.filter.is_empty() => {
                self.set_filter("");
                Outcome::say(self.sentence())
            }
            Command::Back => Want::Leave.into(),
            Command::SaidEverywhere => Outcome::from(match self.who() {
                Some(who) => Want::Ask(Wanted::Said(who.to_owned())),
                None => Want::Type(PromptKind::Who),
            }),
            Command::Speakers if self.kind == SheetKind::Said && !self.is_in_part() => {
                self.lay_shares()
            }
            Command::Speakers if self.kind != SheetKind::Said => return None,
            Command::CopyAll | Command::Speakers if self.is_in_part() => Outcome::fail(IN_PART),
            Command::CopyAll => {
                let sentence = "Copied all of them as Markdown.".to_owned();
                Want::Copy(self.markdown(), sentence).into()
            }
            _ => {
                let Some(outcome) = of_row(self.chosen(), command, context) else {
                    return match command.is_everywhere() {
                        true => None,
                        false => Some(Outcome::not_here(command)),
                    };
                };
                outcome
            }
        })
    }

    /// Goes to the article of the chosen row, to its quotation.
    fn open(&self) -> Outcome {
        let row = self.chosen();
        if let Some(Body::Bar(bar)) = row.map(|row| &row.body)
            && let Some(who) = &bar.who
        {
            return Want::Ask(Wanted::Said(who.clone())).into();
        }
        match row.and_then(|row| row.goes) {
            Some(goes) => Want::Go(goes).into(),
            None => Outcome::fail("This row leads nowhere."),
        }
    }

    /// Lays over what somebody said by whom and when it was told.
    fn lay_shares(&mut self) -> Outcome {
        let Some(shares) = bars::shares(self) else {
            return Outcome::say("There is nothing to compare.");
        };
        let said = std::mem::replace(self, shares);
        (self.from, self.origin) = (said.from, said.origin);
        self.under = Some(Box::new(said));
        Outcome::say(self.sentence())
    }

    /// Opens the article of the row after the chosen one, or before it.
    pub(in crate::app) fn open_other(&mut self, by: isize) -> Outcome {
        let before = self.selected;
        self.step(by);
        match self.selected == before {
            true => Outcome::say("No more rows."),
            false => self.open(),
        }
    }
}

/// What a command means for the chosen row; none when it means nothing for rows.
fn of_row(row: Option<&SheetRow>, command: Command, context: &Context) -> Option<Outcome> {
    let said = row.and_then(|row| row.said.as_ref());
    let goes = row.and_then(|row| row.goes);
    let article = goes.map(Goes::article);
    Some(Outcome::from(match command {
        Command::CopyQuote | Command::CopyWords | Command::CopyMarkdown | Command::CopyCitation => {
            let Some(said) = said else {
                return Some(Outcome::fail("No quote stands here."));
            };
            let (form, sentence) = copy::form_of(command);
            Want::Copy(citation::said(said, form), sentence.to_owned())
        }
        Command::CopyAddress | Command::Browse => {
            return Some(Outcome::address(
                said.and_then(|it| it.url.as_deref()),
                command,
            ));
        }
        Command::Note => match (goes, row.and_then(|row| row.note.as_ref())) {
            (Some(Goes::Passage(id, span)), Some(note)) => {
                // The note is known by its number.
                let passage = Passage::on(id, Arc::default(), span, Some(note));
                let subject = Subject::Passage(Box::new(passage));
                Want::TypeAbout(PromptKind::Note, subject, note.words.clone(), Vec::new())
            }
            _ => Want::Fail("Open the article first.".to_owned()),
        },
        Command::Correct => Want::Fail("Open the article first.".to_owned()),
        Command::SameWords => match (article, said) {
            (Some(id), Some(said)) => Want::Ask(Wanted::Same(id, said.words.clone())),
            _ => Want::Fail(context.lack(Lack::Quote)),
        },
        Command::Versions => Want::Ask(Wanted::Versions(article?)),
        Command::Story => Want::Ask(Wanted::Story(article?)),
        _ => return None,
    }))
}

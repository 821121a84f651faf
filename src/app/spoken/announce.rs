//! The sentences that stand before rows: the greeting, how many articles there are, what can be done.

use super::{Announced, Context, Spoken};
use crate::app::State;
use crate::command::Command;
use crate::command::key_names;
use crate::words;

impl Spoken {
    /// What stands before the rows: the greeting, how many rows a filter left, what can be done.
    pub(super) fn announce(&mut self, state: &State, context: &Context) -> Announced {
        let mut announced = match *context != self.context {
            true => self.announce_new(state, context),
            false => Announced::AsItIs,
        };
        if let Some(greeting) = self.greeting.take() {
            let help = state.keymap.keys(Command::Help);
            let help = help
                .first()
                .map(|keys| key_names::one(keys))
                .unwrap_or_default();
            let articles = words::count(state.list.total(), "article");
            announced = Announced::Words(format!("{greeting} {articles}. Press {help} for help."));
            if state.list.welcomes() {
                self.fresh.push(words::offer(&state.key_name(Command::Add)));
            }
        }
        let end = self.first + self.rows.len();
        let total = match (context, &state.sheet) {
            (Context::List(..) | Context::Feeds, _) => self.total(state, context),
            (Context::Sheet(..), Some(sheet)) => sheet.total(),
            _ => 0,
        };
        // Several messages may come to one answer, which says it once.
        self.more = match self.fresh.len() {
            2.. => total.saturating_sub(end),
            _ => 0,
        };
        announced
    }

    /// The same where the rows are of something else than before.
    fn announce_new(&self, state: &State, context: &Context) -> Announced {
        let failed = state.notice.as_ref().is_some_and(|it| it.failed);
        let total = state.list.total();
        let articles = || words::count(total, "article");
        let from_a_list = matches!(&self.context, Context::List(..) | Context::Feeds);
        Announced::Words(match context {
            // The rows say it.
            Context::Unit(..) if !failed => return Announced::Nothing,
            Context::Feeds if state.notice.is_none() && state.list.within().is_none() => {
                let feeds = state.feeds.as_ref().map_or(0, |it| it.feeds());
                format!("Feeds: {feeds}. Enter opens one.")
            }
            Context::List(_, filter) if !filter.is_empty() => match total {
                0 => format!("No articles with {filter}."),
                _ => format!("{} with {filter}.", articles()),
            },
            Context::List(..) if total == 0 => "The list is empty.".to_owned(),
            Context::List(within, _) if from_a_list => match within.is_empty() {
                true => format!("All {}.", articles()),
                false => format!("{}: {}.", state.list.name(), articles()),
            },
            Context::Panel(..) if self.rows.is_empty() => {
                let reader = state.reader.as_ref();
                let nothing = reader
                    .and_then(|reader| Some(reader.nothing_in(reader.panel()?, &state.settings)));
                match nothing {
                    Some(sentence) => sentence,
                    None => return Announced::AsItIs,
                }
            }
            Context::Help(filter) if filter.is_empty() => {
                "Help. Down for the next command. Type a word to find one. \
                 Enter does it. Escape leaves."
                    .to_owned()
            }
            Context::Help(filter) if self.rows.is_empty() => format!("No command with {filter}."),
            _ => return Announced::AsItIs,
        })
    }
}

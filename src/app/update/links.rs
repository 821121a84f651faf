//! Following a link among the other panes: its page is asked for, comes, or is awaited no longer.

use crate::app::outcome::Context;
use crate::app::{Pane, ReaderPane, State};
use crate::command::Command;
use crate::command::target::Lead;
use crate::message::Effect;
use crate::model::{ArticleId, is_page};

impl State {
    /// Asks for the page of a link.
    pub(in crate::app) fn follow(&mut self, lead: Lead) {
        self.leave_link();
        let (of, address) = (lead.of, lead.address.clone());
        // The reader was told where it leads, and wants it.
        let sure = self.following.told.take().as_ref() == Some(&lead);
        let ask = self.following.page.ask(lead);
        let end = self.key_name(Command::Back);
        match &mut self.spoken {
            _ if is_page(&address) => self.say(format!("Fetching {address}. {end} ends it.")),
            // What lies here comes at once.
            Some(spoken) => spoken.wait(),
            None => self.say(format!("Opening {address}.")),
        }
        self.effects.push(Effect::Follow {
            ask,
            of,
            address,
            sure,
        });
    }

    /// Tells that a link leads out of the folder of its article; the next time it is followed.
    pub(in crate::app) fn take_outside(&mut self, ask: u64, path: &str) {
        if let Some(lead) = self.following.page.answer(ask) {
            self.answered();
            self.following.told = Some(lead);
            let open = self.key_name(Command::Open);
            self.fail(format!(
                "{path} lies in another folder. {open} again reads it."
            ));
        }
    }

    /// The page of a link is awaited no longer; false when none was.
    pub(in crate::app) fn leave_link(&mut self) -> bool {
        let ended = self.following.page.end();
        self.effects.extend(ended.map(Effect::LeavePage));
        ended.is_some()
    }

    /// Opens the page that was followed, or says why there is none. Whoever does something else meanwhile is not taken
    /// away from it.
    pub(in crate::app) fn take_page(&mut self, ask: u64, page: Result<ArticleId, String>) {
        let Some(Lead { headings, .. }) = self.following.page.answer(ask) else {
            return;
        };
        self.answered();
        match page {
            Err(sentence) => self.fail(sentence),
            Ok(_) if self.is_elsewhere() => {
                self.say("The page is here. Follow its link again to read it.");
            }
            Ok(id) => {
                self.focus = Pane::Reader;
                if self.reads(id) {
                    let go = |reader: &mut ReaderPane, context: &Context| {
                        reader.follow_to(&headings, context)
                    };
                    return self.in_reader(go);
                }
                self.load(id);
                self.following.headings = headings;
                if !id.is_page() {
                    self.list
                        .find(id)
                        .into_iter()
                        .for_each(|row| self.list.select(row));
                    self.set_read(id, true);
                }
            }
        }
    }

    /// Whether the reader does something else than read the article.
    fn is_elsewhere(&self) -> bool {
        let reads = matches!(self.focus, Pane::Reader | Pane::Panel);
        self.overlay.is_some() || !reads || self.is_choosing()
    }
}

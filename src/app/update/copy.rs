//! Copying: a quote, all quotes, an address.

use crate::app::article::copy::{Form, form_of, quote_text, text};
use crate::app::command::target::Lack;
use crate::app::command::target::Target;
use crate::app::{Command, Effect, State, words};
use crate::model::{MarkKind, clean, may_be_opened};

impl State {
    /// Copies and says so.
    pub(in crate::app) fn copy(&mut self, command: Command, effects: &mut Vec<Effect>) {
        let (form, sentence) = form_of(command);
        let Some(reader) = &self.reader else {
            return;
        };
        match text(reader, form, self.settings.unclear) {
            Some(text) => self.copy_text(text, sentence, effects),
            None => self.choose_first(Lack::Quote),
        }
    }

    /// Copies all quotes of the article, each with its source.
    pub(in crate::app) fn copy_all(&mut self, effects: &mut Vec<Effect>) {
        let Some(reader) = &self.reader else {
            return;
        };
        let all = 0..reader.notes.quotes.len();
        let quotes: Vec<String> = all
            .filter_map(|index| quote_text(reader, index, Form::Markdown, self.settings.unclear))
            .collect();
        if quotes.is_empty() {
            return self.fail("No quotes in this article.");
        }
        let sentence = format!(
            "Copied {} as Markdown.",
            words::count(quotes.len(), "quote")
        );
        self.copy_text(quotes.join("\n\n"), &sentence, effects);
    }

    /// Puts text into the clipboard.
    pub(in crate::app) fn copy_text(
        &mut self,
        text: String,
        sentence: &str,
        effects: &mut Vec<Effect>,
    ) {
        effects.push(Effect::Copy(text));
        self.copied(sentence);
    }

    /// Says that something was copied, unless who did it will say so.
    fn copied(&mut self, sentence: &str) {
        match &mut self.spoken {
            Some(spoken) => spoken.wait(),
            None => self.say(sentence),
        }
    }

    /// The address of the chosen link, else of the article; opened or copied.
    pub(in crate::app) fn address(&mut self, command: Command, effects: &mut Vec<Effect>) {
        let Some(reader) = &self.reader else {
            return;
        };
        let chosen = match reader.target {
            Some(Target::Link(mark)) => reader.article.marks.get(mark).map(|mark| &mark.kind),
            _ => None,
        };
        let address = match chosen {
            Some(MarkKind::Link(address)) => Some(address.clone()),
            _ => reader.article.meta.url.clone(),
        };
        let Some(address) = address else {
            return self.fail("No address is known of this article.");
        };
        self.open_or_copy(address, command != Command::CopyAddress, effects);
    }

    /// Opens an address in the browser, if it is one of the web or of mail, or copies it.
    pub(in crate::app) fn open_or_copy(
        &mut self,
        address: String,
        open: bool,
        effects: &mut Vec<Effect>,
    ) {
        let address = clean(&address).into_owned();
        let safe = may_be_opened(&address);
        match open {
            false => {
                self.copied(&format!("Copied {}.", words::shown_address(&address)));
                effects.push(Effect::Copy(address));
            }
            true if safe => {
                self.say(format!("Opening {}.", words::shown_address(&address)));
                effects.push(Effect::Browse(address));
            }
            true => self.fail(format!(
                "Not opened, only web and mail addresses are: {address}"
            )),
        }
    }
}

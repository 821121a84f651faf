//! What goes to the clipboard and to the browser.

use crate::app::State;
use crate::message::Effect;
use crate::model::{clean, may_be_opened};
use crate::words;

impl State {
    /// Puts text into the clipboard.
    pub(in crate::app) fn copy_text(&mut self, text: String, sentence: &str) {
        self.effects.push(Effect::Copy(text));
        self.copied(sentence);
    }

    /// Says that something was copied, unless who did it will say so.
    fn copied(&mut self, sentence: &str) {
        match &mut self.spoken {
            Some(spoken) => spoken.wait(),
            None => self.say(sentence),
        }
    }

    /// Opens an address in the browser, if it is one of the web or of mail, or copies it.
    pub(in crate::app) fn open_or_copy(&mut self, address: String, open: bool) {
        let address = clean(&address).into_owned();
        let safe = may_be_opened(&address);
        match open {
            false => {
                self.copied(&format!("Copied {}.", words::shown_address(&address)));
                self.effects.push(Effect::Copy(address));
            }
            true if safe => {
                self.say(format!("Opening {}.", words::shown_address(&address)));
                self.effects.push(Effect::Browse(address));
            }
            true => self.fail(format!(
                "Not opened, only web and mail addresses are: {address}"
            )),
        }
    }
}

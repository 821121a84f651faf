//! Notes on passages, and who said what when the reader knows better.

use crate::app::State;
use crate::app::article::passages::NOBODY;
use crate::command::Command;
use crate::command::prompt::{Passage, Prompt, Subject};
use crate::message::Effect;

impl State {
    /// What a line typed about a passage or a speaker means.
    pub(in crate::app) fn typed_passages(&mut self, prompt: &Prompt) {
        let words = prompt.meant();
        let words = words.trim();
        let undo = self.key_name(Command::Undo);
        match prompt.subject() {
            Subject::Passage(it) if it.note.is_none() && !it.lit && words.is_empty() => {}
            Subject::Passage(it) => {
                self.say(match (it.note, words.is_empty()) {
                    (None, true) => format!("Highlighted. Press {undo} to undo."),
                    (_, true) => format!("Took the note away. Press {undo} to undo."),
                    (Some(_), false) => "Changed the note.".to_owned(),
                    (None, false) => "Noted.".to_owned(),
                });
                self.effects.push(Effect::SetNote {
                    passage: Passage::clone(it),
                    words: words.to_owned(),
                });
                self.list_notes_again();
            }
            Subject::Quote(id, text, quote) if !words.is_empty() => {
                let who = if words.eq_ignore_ascii_case(NOBODY) {
                    ""
                } else {
                    words
                };
                self.say(match who {
                    "" => format!("Nobody is known to have said this. Press {undo} to undo."),
                    who => format!("{who} said this. Press {undo} to undo."),
                });
                self.effects.push(Effect::Correct {
                    id: *id,
                    text: text.clone(),
                    quote: quote.clone(),
                    who: who.to_owned(),
                });
            }
            Subject::Name(name) if !words.is_empty() => {
                self.say(format!(
                    "{name} is {words} from now on. Press {undo} to undo."
                ));
                self.effects.push(Effect::Merge {
                    name: name.clone(),
                    who: words.to_owned(),
                });
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;

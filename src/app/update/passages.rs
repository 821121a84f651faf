//! Notes on passages, and who said what when the reader knows better.

use crate::app::article::passages::{NOBODY, people};
use crate::app::command::prompt::Subject;
use crate::app::command::prompt::{Prompt, PromptKind};
use crate::app::command::target::Lack;
use crate::app::command::target::Target;
use crate::app::{Command, Effect, State};

impl State {
    /// Runs a command about passages and speakers; false for others.
    pub(in crate::app) fn run_passages(&mut self, command: Command) -> bool {
        match command {
            Command::Note => self.ask_for_note(),
            Command::Correct => self.ask_who(),
            _ => return false,
        }
        true
    }

    /// Opens the line for a note, with the words of the one that is there.
    fn ask_for_note(&mut self) {
        let Some(reader) = &self.reader else {
            return;
        };
        let passage = reader.passage();
        if passage.is_empty() {
            return self.fail("There are no words here to note on.");
        }
        // A note on exactly this passage is changed; else there is a new one.
        let there = reader.notes_on(passage).find(|it| it.span == Some(passage));
        let subject = Subject::Passage(reader.id, passage, there.map(|it| it.id));
        let text = there.map_or_else(String::new, |it| it.words.clone());
        self.prompt_about(PromptKind::Note, subject, &text, Vec::new());
    }

    /// Opens the line for the speaker of the chosen quote, or for whom the chosen name means.
    fn ask_who(&mut self) {
        let Some(reader) = &self.reader else {
            return;
        };
        match reader.target {
            Some(Target::Name(entity, _)) => {
                let Some(name) = reader.notes.entities.get(entity).map(|it| it.name.clone()) else {
                    return;
                };
                let mut others = people(reader);
                others.retain(|other| *other != name);
                self.prompt_about(PromptKind::Merge, Subject::Name(name), "", others);
            }
            Some(Target::Quote(quote)) => {
                let subject = Subject::Quote(reader.id, quote);
                let mut who = people(reader);
                who.push(NOBODY.to_owned());
                self.prompt_about(PromptKind::Speaker, subject, "", who);
            }
            _ => self.choose_first(Lack::QuoteOrName),
        }
    }

    /// What a line typed about a passage or a speaker means.
    pub(in crate::app) fn typed_passages(&mut self, prompt: &Prompt, effects: &mut Vec<Effect>) {
        let words = prompt.meant();
        let words = words.trim();
        let undo = self.key_name(Command::Undo);
        match &prompt.subject {
            Subject::Passage(_, _, None) if words.is_empty() => {}
            Subject::Passage(id, passage, note) => {
                self.say(match (note, words.is_empty()) {
                    (_, true) => format!("Took the note away. Press {undo} to undo."),
                    (Some(_), false) => "Changed the note.".to_owned(),
                    (None, false) => "Noted.".to_owned(),
                });
                effects.push(Effect::SetNote {
                    id: *id,
                    passage: *passage,
                    note: *note,
                    words: words.to_owned(),
                });
                self.list_notes_again(effects);
            }
            Subject::Quote(id, quote) if !words.is_empty() => {
                let who = if words.eq_ignore_ascii_case(NOBODY) {
                    ""
                } else {
                    words
                };
                self.say(match who {
                    "" => format!("Nobody is known to have said this. Press {undo} to undo."),
                    who => format!("{who} said this. Press {undo} to undo."),
                });
                effects.push(Effect::Correct {
                    id: *id,
                    quote: *quote,
                    who: who.to_owned(),
                });
            }
            Subject::Name(name) if !words.is_empty() => {
                self.say(format!(
                    "{name} is {words} from now on. Press {undo} to undo."
                ));
                effects.push(Effect::Merge {
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

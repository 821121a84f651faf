//! Reading aloud: the voice gets a sentence after the other, until the article ends or a key is pressed.

use crate::app::{Pane, ReaderPane, State};
use crate::command::Command;
use crate::message::Effect;
use crate::model::Span;

impl State {
    /// Begins to read aloud.
    pub(in crate::app) fn read_aloud(&mut self) {
        let settings = &self.settings;
        let reader = self.reader.as_ref().filter(|_| self.focus == Pane::Reader);
        let Some(reader) = reader else {
            return self.fail("Open an article first.");
        };
        match reader.first_aloud(settings) {
            Some(sentence) => {
                self.say("Reading aloud. Any key stops.");
                self.speak_aloud(sentence);
            }
            None => self.fail("There are no words here to read aloud."),
        }
    }

    /// Gives a sentence to the voice, lights it and brings it into sight.
    fn speak_aloud(&mut self, sentence: Span) {
        let settings = &self.settings;
        let Some(reader) = &mut self.reader else {
            return;
        };
        let words = reader.say_aloud(sentence, self.spoken.is_some(), settings);
        let lang = reader.notes().lang.clone();
        let ask = self.aloud.ask(());
        self.effects.push(Effect::Speak { ask, words, lang });
    }

    /// The voice is done with a sentence, or failed: the next one, or the end.
    pub(in crate::app) fn take_spoken(&mut self, ask: u64, failed: Option<String>) {
        if self.aloud.answer(ask).is_none() {
            return;
        }
        if let Some(why) = failed {
            self.hush_aloud();
            return self.fail(why);
        }
        match self.reader.as_ref().and_then(ReaderPane::next_aloud) {
            Some(sentence) => self.speak_aloud(sentence),
            None => {
                self.hush_aloud();
                self.say("End of the article.");
            }
        }
    }

    /// Ends reading aloud; false when nothing was read. The sentence is remembered.
    fn hush_aloud(&mut self) -> bool {
        if let Some(reader) = &mut self.reader {
            reader.hush();
        }
        self.aloud.end().is_some()
    }

    /// Stops the voice, because a key was pressed, whichever; gives whether it spoke.
    pub(in crate::app) fn stop_aloud(&mut self) -> bool {
        let spoke = self.hush_aloud();
        if spoke {
            self.effects.push(Effect::Hush);
        }
        spoke
    }

    /// Whether a command did all that it should when it stopped the voice.
    pub(in crate::app) const fn only_stops(command: Command) -> bool {
        matches!(
            command,
            Command::ReadAloud | Command::Back | Command::Cancel
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::app::tests::{press, reading, said};
    use crate::app::update;
    use crate::message::{Effect, Msg};

    fn spoken(effects: &[Effect]) -> Option<(u64, String)> {
        effects.iter().find_map(|effect| match effect {
            Effect::Speak { ask, words, .. } => Some((*ask, words.clone())),
            _ => None,
        })
    }

    #[test]
    fn a_sentence_after_the_other_is_read_until_the_end() {
        let mut state = reading(1, (100, 30));
        let mut effects = press(&mut state, "}}gr");
        assert_eq!(said(&state), "Reading aloud. Any key stops.");
        let mut all = Vec::new();
        while let Some((ask, words)) = spoken(&effects) {
            all.push(words);
            // What answers nothing changes nothing.
            assert_eq!(
                update(
                    &mut state,
                    Msg::Spoken {
                        ask: ask + 7,
                        failed: None
                    }
                ),
                []
            );
            effects = update(&mut state, Msg::Spoken { ask, failed: None });
        }
        assert_eq!(all[0], "The sea had been rough all the way to Lower Quay.");
        assert_eq!((all.len(), said(&state)), (4, "End of the article."));
    }

    #[test]
    fn any_key_stops_the_voice_and_does_what_it_does() {
        let mut state = reading(1, (100, 30));
        for keys in ["<esc>", "gr", "<c-c>", ")", "j"] {
            press(&mut state, "gr");
            assert!(state.reader.as_ref().unwrap().said_now().is_some());
            assert_eq!(press(&mut state, keys), [Effect::Hush], "{keys}");
            assert!(state.reader.as_ref().unwrap().said_now().is_none());
        }
        let effects = press(&mut state, "gr");
        let (ask, _) = spoken(&effects).unwrap();
        let failed = Some("The voice failed.".to_owned());
        update(&mut state, Msg::Spoken { ask, failed });
        assert_eq!(said(&state), "The voice failed.");
        // Leaving stops it, too.
        press(&mut state, "gr");
        assert_eq!(press(&mut state, "Q")[0], Effect::Hush);
    }
}

//! Settings that were read again while the program runs: what the file changed is changed, what a key chose since stays.

use crate::app::State;
use crate::command::keymap::Pending;
use crate::message::Reread;

impl State {
    /// Takes settings that were read again.
    pub(in crate::app) fn take_settings(&mut self, reread: Reread) {
        let Reread {
            settings: new,
            keymap,
            side_panel,
        } = reread;
        let heard = self.spoken.is_some();
        self.settings.read_again(&self.set, &new, heard);
        self.set = new;
        self.keymap = keymap;
        self.pending = Pending::default();
        self.panel_by_itself = side_panel;
        if let Some(reader) = &mut self.reader {
            reader.list_anew(&self.settings);
        }
        self.say("The settings were read again.");
    }
}

#[cfg(test)]
mod tests {
    use crate::app::tests::{press, reading, said};
    use crate::app::update;
    use crate::command::{Command, Keymap};
    use crate::message::{Msg, Reread};

    #[test]
    fn what_the_file_changed_is_changed_and_what_a_key_chose_stays() {
        let mut state = reading(1, (100, 30));
        press(&mut state, "T");
        let theme = state.settings.theme.clone();
        let mut settings = state.set.clone();
        settings.measure = 50;
        let keys = [("next-quote".to_owned(), vec!["w".to_owned()])].into();
        let keymap = Keymap::with([&Default::default(), &keys]).unwrap();
        let reread = Reread {
            settings,
            keymap,
            side_panel: false,
        };
        update(&mut state, Msg::Settings(Box::new(reread)));
        assert_eq!(
            (state.settings.measure, &state.settings.theme),
            (50, &theme)
        );
        assert_eq!(said(&state), "The settings were read again.");
        press(&mut state, "w");
        assert!(state.reader.as_ref().unwrap().quote().is_some());
        assert_eq!(state.keymap.key(Command::NextQuote), "w");
    }
}

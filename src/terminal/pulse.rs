//! Whether the event loop still answers. Keys that end the program do so even when it does not.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::face::Event;
use super::input::Heard;
use crate::app::State;
use crate::command::{Chord, Command, Key};

/// What the threads of keys and of the loop know of each other.
#[derive(Debug, Default)]
pub struct Pulse {
    /// What was typed so far, by number.
    heard: AtomicU64,
    /// What of it is answered.
    answered: AtomicU64,
    /// Keys are letters of a line now, not commands.
    typing: AtomicBool,
    /// The keys that leave the reader.
    quit: Vec<Chord>,
}

impl Pulse {
    /// Nothing was typed yet.
    pub fn new(state: &State) -> Self {
        let quit = state.keymap.keys(Command::Quit).into_iter();
        Pulse {
            quit: quit
                .filter_map(|keys| match *keys {
                    [key] => Some(key),
                    _ => None,
                })
                .collect(),
            ..Pulse::default()
        }
    }

    /// Counts something that was typed; gives its number when it ends a program that does not answer.
    pub fn count(&self, heard: &Heard) -> Option<u64> {
        let number = self.heard.fetch_add(1, Ordering::SeqCst) + 1;
        self.leaves(heard).then_some(number)
    }

    /// Whether it may end the program.
    pub fn ends(&self, event: &Event) -> bool {
        match event {
            Event::End(_) | Event::Leave => true,
            Event::Heard(heard) => self.leaves(heard),
            _ => false,
        }
    }

    /// Whether it leaves the reader, as far as is known.
    fn leaves(&self, heard: &Heard) -> bool {
        let Heard::Key { chord, alt: false } = heard else {
            return false;
        };
        let quits = self.quit.contains(chord) && !self.typing.load(Ordering::SeqCst);
        quits || breaks(heard)
    }

    /// One more of what was typed is answered.
    pub fn answer(&self) {
        self.answered.fetch_add(1, Ordering::SeqCst);
    }

    /// What keys mean from now on.
    pub fn set_typing(&self, typing: bool) {
        self.typing.store(typing, Ordering::SeqCst);
    }

    /// Whether that has its answer.
    pub fn has_answered(&self, number: u64) -> bool {
        self.answered.load(Ordering::SeqCst) >= number
    }
}

/// Whether it is the key with which a shell breaks programs off.
pub fn breaks(heard: &Heard) -> bool {
    let Heard::Key { chord, alt: false } = heard else {
        return false;
    };
    chord.ctrl && chord.key == Key::Char('c')
}

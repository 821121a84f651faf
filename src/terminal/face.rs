//! What a person gets of the state, and what wakes the loop.

use std::io;

use super::ability::Told;
use super::held;
use super::input::Heard;
use crate::app::State;
use crate::command::Chord;

/// What a person gets of the state.
pub trait Face {
    /// Columns and rows.
    fn size(&self) -> (u16, u16) {
        held::size()
    }

    /// Whether the terminal shall be asked what its background is; the answer becomes a
    /// [`Msg::Background`](crate::message::Msg::Background).
    fn wants_background(&self) -> bool {
        false
    }

    /// What the terminal is to be asked before it shows its first picture; none where it was asked, or is not to be.
    fn asks_for_pictures(&mut self) -> Option<&'static [u8]> {
        None
    }

    /// Takes what the terminal answered to that; whether the screen is another one now.
    fn told(&mut self, _: Told) -> bool {
        false
    }

    /// Shows or says what changed. `key` is the last key, if one was pressed.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn show(&mut self, state: &mut State, key: Option<Chord>) -> io::Result<()>;

    /// Makes the next [`Self::show`] show or say everything again.
    ///
    /// # Errors
    /// As [`Self::show`].
    fn again(&mut self) -> io::Result<()>;

    /// Gives the terminal to the shell until it wakes the program again.
    ///
    /// # Errors
    /// When the terminal cannot be taken again.
    fn pause(&mut self) -> io::Result<()>;

    /// Puts text into the clipboard; false when the world shall do it.
    ///
    /// # Errors
    /// As [`Self::show`].
    fn copy(&mut self, text: &str) -> io::Result<bool>;
}

/// What wakes the loop.
#[derive(Debug)]
pub enum Event {
    /// A key, pasted text, the terminal's background.
    Heard(Heard),
    /// The terminal has a new size.
    Resize,
    /// The program shall stop until the shell wakes it.
    Suspend,
    /// A line that was typed.
    Line(String),
    /// Nothing more will be typed.
    Leave,
    /// A signal or a hang-up: the program shall end.
    End(i32),
}

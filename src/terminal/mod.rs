//! The terminal itself: its modes, what is typed, signals and hang-ups, and the event loop.
//!
//! The loop is the same for eyes and ears; what a person gets of the state is a [`Face`]: cells,
//! whole rows, or spoken lines. Each is built elsewhere and knows nothing of the others.

mod ability;
mod background;
mod desk;
mod face;
mod held;
mod input;
mod keys;
mod listen;
mod listener;
mod log;
mod pulse;
mod run;
mod secret;

pub use ability::{QUESTIONS, QUESTIONS_TO_TMUX, Told};
pub use face::Face;
pub use held::{
    Direct, FACE, Held, Mode, USUAL, cell, direct, is_given_back, mouse, pictured, size, title,
};
pub use listen::at_last;
pub use listener::Listener;
pub use log::Log;
pub use run::run;
pub use secret::secret;

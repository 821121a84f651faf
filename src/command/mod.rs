//! What a reader can ask for: one table of commands, from which keys, help and typed words are read; the line that is typed; what
//! can be chosen, and moving through rows. Knows no pane, and nothing of what comes of a command.

pub mod chord;
pub mod complete;
pub mod feed_line;
pub mod help;
pub mod key_names;
pub mod keymap;
pub mod keys;
mod kinds;
pub mod motion;
mod offers;
pub mod prompt;
mod scope;
pub mod table;
pub mod target;
pub mod typed;

pub use chord::{Chord, Key};
pub use keymap::Keymap;
pub use table::{COMMANDS, Command, Scope};

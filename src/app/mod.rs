//! What the reader is doing. Pure: no clock, files, threads or terminal.
//!
//! Keys and replies come in as [`Msg`], [`update`] changes the [`State`] and says as [`Effect`]s what
//! the world should do. Views only read the state. What is said about a jump or a status comes from
//! [`words`], for the eye and for the ear.

pub mod article;
pub mod command;
mod effect;
pub mod geometry;
mod message;
mod named;
pub mod sheet;
pub mod shelf;
pub mod spoken;
mod state;
#[cfg(test)]
pub(crate) mod tests;
mod update;
mod wanted;
pub mod words;

pub use article::details::Details;
pub use article::leads::is_page;
pub use article::pictures::Viewed;
pub use article::reader::ReaderPane;
pub use command::chord::{Chord, Key};
pub use command::keymap::Keymap;
pub use command::table::{COMMANDS, Command, Scope};
pub use effect::{Effect, Given, Whose};
pub use message::{Mouse, Msg, Reread};
pub use shelf::list::ListPane;
pub use shelf::trail::KeptTrail;
pub use state::{Notice, Overlay, Pane, Settings, State};
pub use update::update;
pub use wanted::{Found, Wanted};

//! What the reader is doing. Pure: no clock, files, threads or terminal.
//!
//! Keys and replies come in as [`Msg`], [`update`] changes the [`State`] and says as [`Effect`]s what
//! the world should do. Views only read the state. What is said about a jump or a status comes from
//! [`crate::words`], for the eye and for the ear.

pub mod article;
mod effect;
pub mod geometry;
mod message;
mod named;
mod outcome;
mod question;
pub mod sheet;
pub mod shelf;
pub mod spoken;
mod state;
#[cfg(test)]
pub(crate) mod tests;
mod update;
mod wanted;

pub use article::details::Details;
pub use article::pictures::Viewed;
pub use article::reader::ReaderPane;
pub use effect::{Effect, Given, Whose};
pub use message::{Mouse, Msg, Reread};
pub use shelf::list::ListPane;
pub use shelf::trail::KeptTrail;
pub use state::{Notice, Overlay, Pane, Settings, State};
pub use update::update;
pub use wanted::{Found, Wanted};

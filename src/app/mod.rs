//! What the reader is doing. Pure: no clock, files, threads or terminal.
//!
//! Keys and replies come in as [`Msg`](crate::message::Msg), [`update`] changes the [`State`] and says as
//! [`Effect`](crate::message::Effect)s what the world should do. Views only read the state. What is said about a jump or a status comes from
//! [`crate::words`], for the eye and for the ear.

pub mod article;
pub mod geometry;
mod outcome;
pub mod sheet;
pub mod shelf;
pub mod spoken;
mod state;
#[cfg(test)]
pub(crate) mod tests;
mod update;

pub use article::pictures::Viewed;
pub use article::reader::ReaderPane;
pub use shelf::list::ListPane;
pub use state::{Notice, Overlay, Pane, State};
pub use update::update;

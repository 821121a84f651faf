//! What the reader's state and the world say to each other: messages come in, effects go out.
//!
//! Plain data. `world` knows nothing else of `app`: no state, no pane. What is asked for carries the number of its question, and
//! the answer brings it back.

mod effect;
mod msg;
mod named;
mod question;
mod wanted;

pub use effect::{Effect, Given, KeptTrail, Whose};
pub use msg::{Mouse, Msg, Reread};
pub use question::Question;
pub use wanted::{Found, Wanted};

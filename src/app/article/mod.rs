//! The open article: reading, jumps, search, what is marked in it, the card, the side panel, copies, notes.

pub(in crate::app) mod aloud;
pub(in crate::app) mod arrive;
pub mod card;
mod choose;
mod chosen;
mod commands;
pub mod copy;
mod head;
pub mod jump;
pub mod leads;
mod listing;
pub mod panel;
pub mod passages;
pub mod pictures;
mod pointed;
pub mod reader;
mod scroll;
mod seen;
mod side;
mod sideways;
mod to_notes;

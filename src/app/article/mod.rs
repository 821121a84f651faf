//! The open article: reading, jumps, search, what is marked in it, the card, the side panel, copies, notes.

pub(in crate::app) mod aloud;
pub(in crate::app) mod arrive;
pub mod card;
pub mod choosing;
mod chosen;
pub mod code;
pub mod column;
mod commands;
pub mod copy;
pub mod details;
pub mod footnotes;
mod grow;
mod head;
pub mod jump;
pub mod layers;
pub mod leads;
mod listing;
pub mod panel;
pub mod passages;
pub mod reader;
mod scroll;
pub mod search;
pub mod sentences;
mod side;
mod sideways;
mod to_notes;

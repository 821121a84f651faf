//! The open article: reading, jumps, search, what is marked in it, the card, the side panel, copies, notes.

pub(in crate::app) mod arrive;
pub mod card;
mod chosen;
pub mod column;
mod commands;
pub mod copy;
pub mod details;
pub mod jump;
pub mod layers;
pub mod leads;
pub mod panel;
pub mod passages;
pub mod reader;
pub mod search;
pub mod sentences;
mod side;

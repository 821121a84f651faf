//! The state to cells of a terminal.

pub mod rows;

//! What a reader can ask for: the table of commands, keys, help, typed words and the line being typed.

pub mod chord;
pub mod complete;
pub mod help;
pub mod key_names;
pub mod keymap;
pub mod keys;
pub(in crate::app) mod motion;
pub(in crate::app) mod outcome;
pub mod prompt;
mod scope;
pub mod table;
pub mod target;

//! The library's commands as scripts use them: what they print, on which stream, with which exit code.

#![allow(clippy::unwrap_used)]

#[path = "../place/mod.rs"]
mod place;

mod care;
mod following;
mod lists;
mod notes;
mod said;

//! Everything that can wait or fail: files, the network, the store, the browser.
//!
//! The only place that reads the disk and the clock. What comes from here is data for the pure
//! modules, or a sentence for the reader.

pub mod add;
mod again;
pub mod ancestors;
pub mod apart;
pub mod choices;
pub mod clipboard;
pub mod clock;
pub mod command;
mod errands;
pub mod fault;
pub mod fetch;
mod give;
pub mod guard;
pub mod import;
pub mod inputs;
pub mod keeper;
pub mod lifted;
pub mod maildir;
pub mod newsboat;
mod noting;
pub mod paths;
mod pictures;
pub mod rate;
pub mod refresh;
pub mod reworded;
mod server;
pub mod shelf;
pub mod sync;
mod threads;
pub mod trails;
mod under_way;
mod visits;
pub mod voice;
pub mod watch;
pub mod welcome;

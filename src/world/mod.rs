//! Everything that can wait or fail: files, the network, the store, the browser.
//!
//! The only place that reads the disk and the clock. What comes from here is data for the pure
//! modules, or a sentence for the reader.

pub mod add;
pub mod apart;
mod beside;
mod browser;
pub mod choices;
pub mod clipboard;
pub mod clock;
pub mod command;
pub mod copies;
pub mod fault;
pub mod fetch;
pub mod guard;
mod hand_over;
pub mod hooks;
pub mod import;
pub mod inputs;
pub mod library_thread;
pub mod maildir;
pub mod newsboat;
mod noting;
pub mod paths;
mod pictures;
pub mod processes;
pub mod quoted;
pub mod rate;
mod reannotate;
pub mod refresh;
pub mod reworded;
mod server;
pub mod shelf;
pub mod sync;
pub mod threads;
pub mod trails;
mod under_way;
mod visits;
pub mod voice;
pub mod welcome;
mod workers;

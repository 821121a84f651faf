//! # The map of pullquote
//!
//! Pullquote reads articles in a terminal and shows who said what. The folders follow the data:
//!
//! ```text
//! bytes ──ingest──> Article ──annotate──> Notes        both kept by ──> library (SQLite)
//!                      └──────────┬─────────┘          both read by ──> export  (Markdown, JSON, text)
//!                                 v
//! keys, typed words ──> Msg ──> app::update ──> State ──layout──> Lines ──┬──> tui    cells
//!                        ^           └──> Vec<Effect>                     └──> plain  spoken lines
//!                        └──────── world <────┘   (threads: network, store, browser)
//! ```
//!
//! - [`model`] holds what is known: spans, articles, notes, feeds. Plain data.
//! - [`ingest`] turns bytes into articles. [`annotate`] finds quotes, speakers and names in them.
//!   Both are pure; `annotate` never fails.
//!   The folders of `annotate` are its steps, each of which knows those before it alone: `language`
//!   (words, cues, who can speak, as data), `text` (tokens, sentences, blocks), `tagger` (parts of
//!   speech and names), `entities` (who is one), `attribution` (words and the report that gives them
//!   to somebody), `decide` (what is shown, whose it is, how sure, and why). Languages other than
//!   English are read by `polyglot`: one engine, packs of data.
//! - [`library`] keeps both in one SQLite file; nothing else speaks SQL.
//! - [`export`] turns an article and its notes into bytes, one file a format.
//! - [`layout`] wraps an article to a width and knows which byte stands in which cell.
//! - [`app`] is what the reader is doing: messages in, state changed, effects out. Pure. Its table of
//!   commands makes the keys, the help and the typed words; its sentences are shown and spoken.
//! - [`tui`] shows the state as cells, or as whole rows for a screen reader, with the styles of
//!   [`theme`]; [`plain`] says it in lines. [`terminal`] runs either: modes, keys, signals, the loop.
//! - [`world`] is everything that can wait or fail: files, the network, the clock, the threads.
//! - [`cli`] reads the arguments; [`config`] the settings, whose default file is their manual.
//!
//! `tests/tidy.rs` keeps who may import whom, that no files of `annotate` import each other in a circle, and that files, clocks and threads stay at the edge
//! (`world`, `library`, `terminal`, `cli`).
//!
//! Three things are absent on purpose: async, global state (but for the waiting workers of `world::apart`), and a trait with one implementation.

pub mod annotate;
pub mod app;
pub mod cli;
pub mod config;
pub mod error;
pub mod export;
pub mod ingest;
pub mod layout;
pub mod library;
pub mod model;
pub mod plain;
pub mod terminal;
pub mod theme;
pub mod tui;
pub mod world;

pub use error::{Error, Result};

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
//! - [`layout`] wraps an article to a width and knows which byte stands in which cell. [`compare`] tells what two texts have in common.
//! - [`words`] puts plain data into sentences: counts, days, who said it and why, citations. [`command`] is what a reader can
//!   ask for: one table of commands, from which keys, help and typed words are read; the line that is typed; what can be chosen.
//!   Neither knows a pane.
//! - [`speech`] puts an article and rows of lists into the words that are read out: for the ear what `layout` is for the eye.
//! - [`message`] is what the state and the world say to each other: messages in (`msg.rs`), effects out (`effect.rs`, and
//!   `wanted.rs` for sheets). What is asked for carries the number of its question (`question.rs`): late answers are dropped.
//!   Plain data; `world` knows nothing else of `app`.
//! - [`app`] is what the reader is doing: a message comes, the state changes (`state.rs`), effects go out. Pure. Its folders,
//!   each of which knows those before it alone: `article` (the open article and what lies around it), `shelf` (the lists),
//!   `sheet`, `spoken` (by ear), and `update`, the one place where the panes meet.
//! - [`tui`] shows the state as cells, or as whole rows for a screen reader, with the styles of
//!   [`theme`]; [`plain`] says it in lines. [`terminal`] runs either: modes, keys, signals, the loop.
//! - [`world`] is everything that can wait or fail: files, the network, the clock, the threads.
//! - [`cli`] reads the arguments; [`config`] the settings, whose default file is their manual.
//!
//! ## Three ways through the code
//!
//! **A file to the screen.**
//! 1. `cli/reader.rs` starts `world/shelf.rs` (files) or `world/library_thread.rs` (the library). Of a long file what
//!    `ingest/opening.rs` reads is on the screen first, as `Msg::Begun`, while `world/shelf/begun.rs` reads the rest.
//! 2. `ingest/unpacked.rs` guesses the format and picks the reader; `ingest/builder.rs` makes the `Article`.
//! 3. `annotate/mod.rs` makes its `Notes`, on a thread of `world/noting.rs`; in the library they are kept with it.
//! 4. Both come as `Msg::Loaded` and `Msg::Noted` to `app/update/arrive.rs`.
//! 5. `app/article/scroll.rs` has `layout` wrap the lines, `tui/reader.rs` draws them; by ear `speech/text.rs` puts them into
//!    words.
//!
//! **A key to its effect.**
//! 1. `terminal/input.rs` reads bytes as a `Chord`; `terminal/desk.rs` hands it as `Msg::Key` to `app/update/mod.rs`.
//! 2. `command/keymap.rs` makes it a `Command` of `command/table.rs`.
//! 3. `app/update/hand_over.rs` gives that to the pane with the focus, by its one entry `on`: `app/article/commands.rs` and
//!    `side.rs`, `app/shelf/commands.rs` and `feeds.rs`, `app/sheet/commands.rs`; by ear `app/spoken/act.rs` is asked first.
//!    What means the same in every pane stands in `app/update/everywhere.rs`.
//! 4. The pane changes itself, and says in an `Outcome` (`app/outcome.rs`) what it wants of others;
//!    `app/update/hand_over.rs` hands that over: a sentence, another pane, a line to be typed, an `Effect` of `message/effect.rs`.
//! 5. `terminal/desk.rs` hands effects to `world/library_thread.rs`, or to `world/shelf.rs` where files are read without a
//!    library; their answer is a `Msg` again, and the face draws the state.
//!
//! **A feed to a row.**
//! 1. `world/refresh.rs` asks for it, `world/refresh/source.rs` reads what comes, in a process apart (`world/apart`).
//! 2. `ingest/feed` makes its items articles; `annotate` makes their notes on all cores.
//! 3. `library/articles/save.rs` judges and keeps them.
//! 4. `library/shelf.rs` gives rows for a query.
//! 5. `Msg::Rows` brings them to `app/shelf/list.rs`, and `tui/list.rs` draws them.
//!
//! ## Where something new belongs
//!
//! - A command: a row in `command/table.rs`, an arm in the `on` of each pane where it means something of its own; in
//!   `app/update/everywhere.rs` where it means the same everywhere. README lists it: `tests/docs.rs` says how.
//! - A pane: a struct in `app` with private fields and an `on`, an arm in `app/update/hand_over.rs`, its place in `layout/panes.rs`
//!   and `app/geometry.rs`.
//! - A question to the world: an effect and its answer in `message`, arms in `app/update/mod.rs` and where the world answers
//!   (`world/library_thread/answer.rs`, `world/shelf/answer.rs`). A sentence: `words`; for the ear alone `speech`.
//! - A format to read: a file in `ingest` and an arm in `ingest/unpacked.rs`; several articles in one file: `ingest/packed`.
//! - A format to write: a file in `export` and a row in `export/formats.rs`.
//! - A language: a pack in `annotate/polyglot`. A server of news: a file in `world/server` with the trait of `interface.rs`.
//! - A setting: `assets/config.toml` and `config.rs`.
//!
//! ## Words that mean one thing
//!
//! - *Notes* ([`model::Notes`]) are what the annotator found in a text. What the reader notes or highlights is a
//!   [`model::Remark`]; on the screen it is called a note, as readers do.
//! - A *mark* ([`model::Mark`]) is on a stretch of an article: emphasis, a link, a picture. Quotation marks are always called so;
//!   a mark of the trail is a letter for a place; what the library keeps of an article (read, favourite, tags) is `library::Mark`.
//! - A *selection* ([`model::Selection`]) is a row of the list of feeds: a feed, a tag, a query, all. A *passage* is chosen in a text.
//! - A *target* is what a jump goes to, and what is chosen there.
//! - A *sheet* takes the whole screen for an answer of the library; a *panel* stands beside the article and lists what is in it.
//! - The *shelf* is where articles are listed (`app/shelf`), and the articles of one session without a library (`world/shelf.rs`).
//!
//! ## What holds
//!
//! Kept by `tests/tidy`, where each rule is shown to fail on a small made-up tree:
//!
//! - who may import whom (`world` names no pane and no state); no files of one folder use each other in a circle; the order of
//!   the folders of `annotate` and `app`;
//! - panes do not know the state (what they may know of the rest is a `Context`), and their fields are private to their folder;
//!   inside `app`, only `state.rs` and `update` change the state;
//! - files, clocks, processes and threads stay at the edge (`world`, `library`, `terminal`, `cli`);
//! - only the builder makes articles; every file says what it is for; the files that this page names are there.
//!
//! Kept by review: `ingest` and `annotate` never see the network, `annotate` and `layout` never fail, the terminal never sees
//! bytes that were not cleaned (`model::clean`), and places in a text are bytes, places on a screen columns.
//!
//! Three things are absent on purpose: async, global state that changes (but for the waiting workers of `world::apart`, and that the window
//! has a title), and a trait with one implementation.

pub mod annotate;
pub mod app;
pub mod cli;
pub mod command;
pub mod compare;
pub mod config;
pub mod error;
pub mod export;
pub mod ingest;
pub mod layout;
pub mod library;
pub mod message;
pub mod model;
pub mod plain;
pub mod speech;
pub mod terminal;
pub mod theme;
pub mod tui;
pub mod words;
pub mod world;

pub use error::{Error, Result};

/// Bytes of stack that each of our threads has, whatever `RUST_MIN_STACK` says of those of others.
pub(crate) const STACK: usize = 2 << 20;

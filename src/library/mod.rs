//! The shelf: articles, feeds and everything the reader did, in one SQLite file.
//!
//! The only module that speaks SQL. It knows no clock, network or terminal: times come in as seconds
//! since 1970, articles come in read and annotated. Several processes may hold the same file open at
//! once: readers never wait, a writer waits for the other writer. Whatever a method stores is stored
//! in one transaction, so that a killed program leaves all of it or nothing.
//!
//! - `store` opens the file, `schema` brings an older one up to date, `room` says why nothing more fits.
//! - `articles` saves and loads, `shelf` lists, `selections` and `feeds` keep what is followed, `acts` marks, tags,
//!   undoes, `whole` makes one act of several, `synced` agrees with a server, `seen` notices what others do. `worth` judges whether
//!   found words are better than those that are here. `query` reads the query language, `search` and `said` answer it,
//!   `held` from sets of numbers (`homes` knows where quotations stand), `origin` tells of files, `alike` finds words that
//!   stand elsewhere too, `named` orders names.

mod acts;
mod alike;
mod articles;
mod corrections;
mod doctor;
mod feeds;
mod filters;
mod held;
mod homes;
mod meant;
mod named;
mod newsboat;
mod origin;
mod pack;
mod query;
mod remarks;
mod rescue;
mod room;
mod said;
mod schema;
mod search;
mod seen;
mod selections;
mod set;
mod shelf;
mod store;
mod synced;
mod tally;
#[cfg(test)]
mod tests;
mod whole;
pub mod worth;

pub use acts::{Mark, Which};
pub use articles::{Incoming, Saved, Stored, text_hash};
pub use feeds::{Answer, Due, OnShelf};
pub use filters::{Deed, Filter};
pub use held::Held;
pub use newsboat::{Cached, newsboat_cache, newsboat_feeds};
pub use origin::Origin;
pub use query::Query;
pub use rescue::{Rescued, rescue};
pub use search::{Hits, Ranking};
pub use shelf::{Key, Order};
pub use store::Library;
pub use synced::{
    Doubt, Followed, Heard, State, Stream, StreamEdit, SyncAct, SyncedItem, Unsent, is_much,
};
pub use tally::By;

use store::TAKEN_BACK;

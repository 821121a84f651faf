//! What a server of news can be asked, whatever it speaks.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::library::{Heard, State, Stream, StreamEdit, Unsent};
use crate::model::FeedItem;
use crate::world::fetch::Refusal;

/// The interfaces that are spoken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Google Reader's.
    #[default]
    Reader,
    /// Fever's.
    Fever,
    /// That of Nextcloud News.
    Nextcloud,
}

/// What comes back, or one sentence.
pub type Answer<T> = Result<T, Refusal>;

/// Articles in one question.
pub const BATCH: usize = 100;

/// An article as the server has it.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerItem {
    /// The server's name for it.
    pub name: String,
    /// The server's name for its feed.
    pub stream: String,
    /// Its words and facts.
    pub item: FeedItem,
    /// What the server knows of it.
    pub state: State,
    /// When that or its words changed last by the server's clock, in seconds since 1970, where it tells.
    pub changed: Option<i64>,
}

/// What a server follows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Streams {
    /// Those that could be read.
    pub list: Vec<Stream>,
    /// Whether that is all of them.
    pub whole: bool,
}

/// A server that knows the reader. Every answer is whole or a refusal.
pub trait Server: Sync {
    /// What it follows for the reader.
    fn streams(&self) -> Answer<Streams>;
    /// What is unread, what is a favourite, and beside that what came since a time. Without [`Self::by_name`]
    /// only what has changed since: of the rest nothing is said.
    fn lists(&self, since: Option<i64>) -> Answer<Heard>;
    /// The names of all that it has; none when it has no such list.
    fn all(&self) -> Answer<Option<HashSet<String>>>;
    /// Whether any article can be asked for by its name; else only those of the lists can be.
    fn by_name(&self) -> bool {
        true
    }
    /// Whether feeds can be changed from here.
    fn changes_feeds(&self) -> bool {
        true
    }
    /// Whether an article of the lists was too large to be fetched.
    fn too_large(&self) -> bool {
        false
    }
    /// The articles of up to [`BATCH`] names; those that it does not have are not among them.
    fn items(&self, names: &[String]) -> Answer<Vec<ServerItem>>;
    /// Which articles have which tag; none when articles have no tags there.
    fn tags(&self) -> Answer<Option<HashMap<String, HashSet<String>>>>;
    /// Tells what is read and starred here; a part told twice does no harm.
    fn tell(&self, unsent: &[Unsent]) -> Answer<()>;
    /// Puts a tag on articles, or takes it off.
    fn tell_tag(&self, names: &[String], tag: &str, on: bool) -> Answer<()>;
    /// Follows a feed; gives its name for it where it tells.
    fn follow(&self, url: &str, title: &str, folder: Option<&str>) -> Answer<Option<String>>;
    /// No longer follows a feed.
    fn unfollow(&self, stream: &str) -> Answer<()>;
    /// Renames a feed or puts it into another folder.
    fn edit(&self, edit: &StreamEdit) -> Answer<()>;
}

/// Of which changes something is true.
pub(super) type Is = fn(&Unsent) -> bool;

/// The changes of state that servers are told: read, unread, starred, starred no more.
pub(super) const CHANGES: [Is; 4] = [
    |one| one.differs.read && one.state.read,
    |one| one.differs.read && !one.state.read,
    |one| one.differs.starred && one.state.starred,
    |one| one.differs.starred && !one.state.starred,
];

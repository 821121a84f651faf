//! Servers of news: what each can be asked, whatever interface it speaks.
//!
//! Everything that comes from one is as hostile as any page: an answer that is not what was asked for
//! is a refusal, never an empty list; addresses are those of the web or are left out.
//!
//! - `reader` speaks Google Reader's interface, `fever` Fever's, `nextcloud` that of Nextcloud News; `login` finds out
//!   which one a server has, `keys` makes what stands for name and password.

mod fever;
mod keys;
mod login;
mod nextcloud;
mod reader;

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::apart;
use super::fetch::{Net, Refusal};
use crate::error::Result;
use crate::ingest::{Hint, Ingested};
use crate::library::{Heard, State, Stream, StreamEdit, Unsent};
use crate::model::FeedItem;

pub use login::log_in;

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
    /// The articles of up to [`BATCH`] names; those that it does not have are not among them.
    fn items(&self, names: &[String]) -> Answer<Vec<ServerItem>>;
    /// Which articles have which tag; none when articles have no tags there.
    fn tags(&self) -> Answer<Option<HashMap<String, HashSet<String>>>>;
    /// Tells what is read and starred here; a part told twice does no harm.
    fn tell(&self, unsent: &[Unsent]) -> Answer<()>;
    /// Puts a tag on articles, or takes it off.
    fn tell_tag(&self, names: &[String], tag: &str, on: bool) -> Answer<()>;
    /// Follows a feed.
    fn follow(&self, url: &str, title: &str, folder: Option<&str>) -> Answer<()>;
    /// No longer follows a feed.
    fn unfollow(&self, stream: &str) -> Answer<()>;
    /// Renames a feed or puts it into another folder.
    fn edit(&self, edit: &StreamEdit) -> Answer<()>;
}

/// Of which changes something is true.
type Is = fn(&Unsent) -> bool;

/// The changes of state that servers are told: read, unread, starred, starred no more.
const CHANGES: [Is; 4] = [
    |one| one.differs.read && one.state.read,
    |one| one.differs.read && !one.state.read,
    |one| one.differs.starred && one.state.starred,
    |one| one.differs.starred && !one.state.starred,
];

/// What an interface tells of an article, for the one reader of feeds that there is.
struct Facts<'a> {
    url: Option<&'a str>,
    title: &'a Value,
    author: &'a Value,
    /// Seconds since 1970.
    published: &'a Value,
    words: &'a Value,
    site: &'a Value,
    home: &'a Value,
}

/// The article; where its words break what reads them, without.
fn article(name: &str, facts: &Facts<'_>) -> Option<FeedItem> {
    read_apart(name, facts, facts.words.as_str()).unwrap_or_else(|_| {
        let mut item = read_apart(name, facts, None).ok()??;
        item.article.meta.damage = Some(apart::WORDLESS.to_owned());
        Some(item)
    })
}

/// Reads the article in the words of JSON Feed; none where there is none.
///
/// # Errors
/// When what reads broke.
fn read_apart(name: &str, facts: &Facts<'_>, words: Option<&str>) -> Result<Option<FeedItem>> {
    let date = facts.published.as_i64().and_then(|seconds| {
        let time = jiff::Timestamp::from_second(seconds).ok()?;
        Some(time.to_string())
    });
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": facts.site.as_str(),
        "home_page_url": facts.home.as_str(),
        "items": [{
            "id": name,
            "url": facts.url.filter(|url| is_web(url)),
            "title": facts.title.as_str(),
            "content_html": words,
            "authors": [{ "name": facts.author.as_str() }],
            "date_published": date,
        }],
    });
    let hint = Hint {
        url: facts.url,
        ..Hint::default()
    };
    match apart::read(feed.to_string().as_bytes(), hint) {
        Ok(Ingested::Feed(mut feed)) => Ok(feed.items.pop()),
        Err(error) if apart::is_broken(&error) => Err(error),
        _ => Ok(None),
    }
}

fn is_web(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

/// One clean line.
fn line(value: &Value) -> String {
    let text = value.as_str().unwrap_or_default();
    crate::model::clean(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// An answer that must be JSON.
fn read(bytes: &[u8]) -> Answer<Value> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|_| Refusal::new("answers what cannot be read; try again later"))?;
    // An error with the status of a success.
    let told = ["error", "error_message", "errors"]
        .iter()
        .find_map(|key| match &value[key] {
            Value::String(_) => Some(line(&value[key])),
            Value::Array(all) => all.first().map(line),
            _ => None,
        });
    match told {
        Some(told) => Err(Refusal::new(format!("answers with an error ({told})"))),
        None => Ok(value),
    }
}

/// For a query in an address.
fn escaped(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

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

/// The server at an address, with what stands for the password there.
pub fn server<'a>(
    net: &'a Net,
    kind: Kind,
    address: &'a str,
    token: &'a str,
) -> Box<dyn Server + 'a> {
    match kind {
        Kind::Reader => Box::new(reader::Reader::new(net, address, token)),
        Kind::Fever => Box::new(fever::Fever::new(net, address, token)),
        Kind::Nextcloud => Box::new(nextcloud::Nextcloud::new(net, address, token)),
    }
}

//! Keeps the shelf and a server of news in agreement: what was read or starred goes there, what is new
//! comes from there.
//!
//! The account lies in a file of its own beside the library, for its owner's eyes alone. It holds a
//! token of the server's, never the password.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::clock;
use super::fetch::{Net, Refusal};
use super::guard;
use super::refresh::full_text;
use super::server::{self, BATCH, Numbers, Server, ServerItem};
use crate::error::{Error, Result};
use crate::library::{Incoming, Library, Saved, SyncedItem, text_hash};
use crate::model::{ArticleId, FeedId};

/// How far before the last time one looks again: a server may be late with what it dates, seconds.
const OVERLAP: i64 = 86_400;

/// Where and as whom to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The address of the interface.
    pub address: String,
    /// The reader's name there.
    pub user: String,
    /// Stands for the password.
    pub token: String,
    /// When all was in agreement last, in seconds since 1970.
    #[serde(default)]
    pub agreed: Option<i64>,
}

/// What a synchronisation brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synced {
    /// Feeds that the server follows.
    pub feeds: usize,
    /// Articles that were not on the shelf.
    pub new: Vec<ArticleId>,
    /// Articles whose state the server was told.
    pub told: usize,
}

impl Account {
    /// Logs in at a server; an address without a scheme is asked safely.
    ///
    /// # Errors
    /// One sentence that names the server.
    pub fn log_in(net: &Net, address: &str, user: &str, password: &str) -> Result<Self> {
        let address = match address.contains("://") {
            true => address.to_owned(),
            false => format!("https://{address}"),
        };
        let (address, token) = server::log_in(net, &address, user, password)
            .map_err(|refusal| Error::no_article(&address, refusal.why))?;
        Ok(Self {
            address,
            user: user.to_owned(),
            token,
            agreed: None,
        })
    }

    /// The account of a library; none where there is none.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub fn of(library: &Library) -> Result<Option<Self>> {
        let Some(path) = file(library) else {
            return Ok(None);
        };
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|_| {
                let advice = "is not an account; log in again with `pullquote sync`";
                Error::no_article(path.display().to_string(), advice)
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::unreadable(path.display().to_string(), &error)),
        }
    }

    /// Keeps it beside the library.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub fn keep(&self, library: &Library) -> Result<()> {
        let Some(path) = file(library) else {
            return Ok(());
        };
        let text = serde_json::to_string(self).unwrap_or_default();
        write_private(&path, text.as_bytes())
            .map_err(|error| Error::unwritable(path.display().to_string(), &error))
    }

    /// Forgets the account; feeds and articles stay.
    ///
    /// # Errors
    /// When the library or the account's file cannot be written.
    pub fn forget(library: &mut Library) -> Result<()> {
        library.forget_server()?;
        match file(library).map(fs::remove_file) {
            Some(Err(error)) if error.kind() != ErrorKind::NotFound => {
                Err(Error::Message(format!("the account stays ({error})")))
            }
            _ => Ok(()),
        }
    }
}

/// `library.db.account`; none for a library in memory.
fn file(library: &Library) -> Option<PathBuf> {
    let mut name = library.path()?.as_os_str().to_owned();
    name.push(".account");
    Some(name.into())
}

/// A new file in the place of the old, so that a full disk leaves one of them whole.
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let new = path.with_extension("account-new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&new)?.write_all(bytes)?;
    fs::rename(new, path)
}

/// Brings the library and its server into agreement, where it has one. Every part is kept as it
/// comes, so that an end at any moment loses nothing; `progress` hears how many of how many new
/// articles are here.
///
/// # Errors
/// When the library cannot be written; one sentence when the server does not do as it should.
pub fn sync(
    library: &mut Library,
    net: &Net,
    mut progress: impl FnMut(usize, usize),
) -> Result<Option<Synced>> {
    let Some(mut account) = Account::of(library)? else {
        return Ok(None);
    };
    let began = clock::now().as_second();
    let server = Server::new(net, &account.address, &account.token);
    let named = |refusal: Refusal| Error::no_article(account.address.clone(), refusal.why);
    let token = server.token().map_err(named)?;
    let mut synced = Synced::default();

    for stream in library.unfollowed_streams()? {
        server.unfollow(&stream, &token).map_err(named)?;
    }
    synced.told = send_unsent(library, &server, &token).map_err(named)??;
    let feeds = library.follow_streams(&server.streams().map_err(named)?, began)?;
    synced.feeds = feeds.len();

    let unread = server.numbers(Numbers::Unread).map_err(named)?;
    let starred = server.numbers(Numbers::Starred).map_err(named)?;
    let mut wanted = &unread | &starred;
    if let Some(agreed) = account.agreed {
        wanted.extend(
            server
                .numbers(Numbers::Since(agreed - OVERLAP))
                .map_err(named)?,
        );
    }
    let known = library.synced_items()?;
    let mut wanted: Vec<i64> = wanted.difference(&known).copied().collect();
    // The newest first: servers count upwards.
    wanted.sort_unstable_by(|one, other| other.cmp(one));
    let with_pages: Vec<FeedId> = library
        .feeds()?
        .into_iter()
        .filter(|feed| feed.full_text)
        .map(|feed| feed.id)
        .collect();
    for (number, part) in wanted.chunks(BATCH).enumerate() {
        progress(number * BATCH, wanted.len());
        let items = server.items(part, &token).map_err(named)?;
        let items: Vec<SyncedItem> = items
            .into_par_iter()
            .map(|item| {
                // A favourite outlives the feed that it came from.
                let feed = feeds.get(&item.stream).copied().unwrap_or(FeedId::KEPT);
                let number = item.number;
                let page = with_pages.contains(&feed).then_some(net);
                SyncedItem {
                    number,
                    read: !unread.contains(&number),
                    starred: starred.contains(&number),
                    incoming: incoming(item, feed, page),
                }
            })
            .collect();
        let saved = library.save_synced(&items, clock::now().as_second())?;
        synced.new.extend(saved.iter().filter_map(Saved::arrived));
    }
    library.agree(&unread, &starred)?;
    account.agreed = Some(began);
    account.keep(library)?;
    Ok(Some(synced))
}

/// Tells the server of the library, where it has one, what was read and starred since it was told last.
/// Gives how many articles that were; without any, nobody is asked.
///
/// # Errors
/// As [`sync`].
pub fn tell(library: &mut Library, net: &Net) -> Result<usize> {
    let Some(account) = Account::of(library)? else {
        return Ok(0);
    };
    if library.unsent()?.is_empty() {
        return Ok(0);
    }
    let server = Server::new(net, &account.address, &account.token);
    let told = server
        .token()
        .and_then(|token| send_unsent(library, &server, &token));
    told.map_err(|refusal| Error::no_article(account.address.clone(), refusal.why))?
}

/// Sends what the server does not know yet, part by part. Fails where the server refuses; within, where
/// the library cannot be written.
fn send_unsent(
    library: &mut Library,
    server: &Server<'_>,
    token: &str,
) -> std::result::Result<Result<usize>, Refusal> {
    let unsent = match library.unsent() {
        Ok(unsent) => unsent,
        Err(error) => return Ok(Err(error)),
    };
    for part in unsent.chunks(BATCH) {
        server.tell(part, token)?;
        if let Err(error) = library.sent(part) {
            return Ok(Err(error));
        }
    }
    Ok(Ok(unsent.len()))
}

/// An article ready for the shelf; with `page`, in the words of its page.
fn incoming(item: ServerItem, feed: FeedId, page: Option<&Net>) -> Incoming {
    let given = item.item.article;
    let hash = text_hash(&given);
    let whole = page.and_then(|net| full_text(net, &given).ok().flatten());
    let page = whole.is_some();
    let article = whole.unwrap_or(given);
    Incoming {
        feed,
        item: format!("server:{}", item.number),
        notes: guard::notes(&article),
        article,
        hash,
        page,
        tags: item.item.tags,
    }
}

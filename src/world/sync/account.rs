//! Where and as whom a library keeps step with a server.
//!
//! The account lies in a file of its own beside the library, for its owner's eyes alone. It holds a token of the
//! server's, not the password, where the interface has tokens: Fever's and Nextcloud's have none. Who talks to the server holds the lock beside it: two at
//! once would undo each other's work.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::library::Library;
use crate::world::fetch::Net;
use crate::world::server::{self, Kind, Server};

/// How long one waits for another who talks to the server.
const PATIENCE: Duration = Duration::from_secs(15);

/// How often one looks whether the other is done.
const LOOK: Duration = Duration::from_millis(50);

/// Where and as whom to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// What the server speaks.
    #[serde(default)]
    pub kind: Kind,
    /// The address of the interface.
    pub address: String,
    /// The reader's name there.
    pub user: String,
    /// Stands for the password.
    pub token: String,
    /// When all was in agreement last, in seconds since 1970.
    #[serde(default)]
    pub agreed: Option<i64>,
    /// The server's names of articles that are too large to be fetched.
    #[serde(default)]
    pub too_large: Vec<String>,
}

impl Account {
    /// Logs in at a server; an address without a scheme is asked safely. Says whether the server has
    /// moved from that address to the account's.
    ///
    /// # Errors
    /// One sentence that names the server.
    pub fn log_in(net: &Net, address: &str, user: &str, password: &str) -> Result<(Self, bool)> {
        let address = with_scheme(address);
        let found = server::log_in(net, &address, user, password)
            .map_err(|refusal| Error::no_article(&address, refusal.why))?;
        let account = Self {
            kind: found.kind,
            address: found.address,
            user: user.to_owned(),
            token: found.token,
            ..Self::default()
        };
        Ok((account, found.moved))
    }

    /// Its server.
    pub fn server<'a>(&'a self, net: &'a Net) -> Box<dyn Server + 'a> {
        server::server(net, self.kind, &self.address, &self.token)
    }

    /// The account of a library; none where there is none.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub fn of(library: &Library) -> Result<Option<Self>> {
        let Some(path) = file(library, "") else {
            return Ok(None);
        };
        match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|_| {
                let advice =
                    "is not an account; log in again with `pullquote sync ADDRESS --user NAME`";
                Error::no_article(path.display().to_string(), advice)
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::unreadable(path.display().to_string(), &error)),
        }
    }

    /// Refuses an account where the library keeps step with another one: what one of them says of its
    /// articles is not true of the other's.
    ///
    /// # Errors
    /// One sentence that says what to do.
    pub fn refuse_second(library: &Library, address: &str, user: &str) -> Result<()> {
        // One that cannot be read is replaced.
        let Ok(Some(known)) = Self::of(library) else {
            return Ok(());
        };
        if known.is_of(address, user) {
            return Ok(());
        }
        Err(Error::Message(format!(
            "this library keeps step with {} at {}; `pullquote sync --forget` first, then log in again: \
             feeds, articles and favourites stay",
            known.user, known.address
        )))
    }

    /// Whether it is that of this name on this server.
    pub fn is_of(&self, address: &str, user: &str) -> bool {
        self.user == user && place(&self.address) == place(address)
    }

    /// Keeps it beside the library.
    ///
    /// # Errors
    /// When its file cannot be written.
    pub fn keep(&self, library: &Library) -> Result<()> {
        let Some(path) = file(library, "") else {
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
        let _alone = alone(library)?;
        library.forget_server()?;
        match file(library, "").map(fs::remove_file) {
            Some(Err(error)) if error.kind() != ErrorKind::NotFound => {
                Err(Error::Message(format!("the account stays ({error})")))
            }
            _ => Ok(()),
        }
    }
}

/// Waits until nobody else talks to the server of this library; nobody does while the file is held.
/// None for a library in memory.
///
/// # Errors
/// When somebody else goes on for too long.
pub fn alone(library: &Library) -> Result<Option<File>> {
    let Some(path) = file(library, "-lock") else {
        return Ok(None);
    };
    let told = |error: std::io::Error| Error::unwritable(path.display().to_string(), &error);
    let mut options = OpenOptions::new();
    let lock = options.write(true).create(true).truncate(false).open(&path);
    let lock = lock.map_err(told)?;
    let began = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(Some(lock)),
            Err(TryLockError::WouldBlock) if began.elapsed() < PATIENCE => thread::sleep(LOOK),
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Message(
                    "another pullquote is synchronising this library; nothing is lost, try again when it is done"
                        .to_owned(),
                ));
            }
            // Not every file system can lock; there one goes on as before.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
                return Ok(None);
            }
            Err(TryLockError::Error(error)) => return Err(told(error)),
        }
    }
}

fn with_scheme(address: &str) -> String {
    match address.contains("://") {
        true => address.to_owned(),
        false => format!("https://{address}"),
    }
}

/// Host and path, the same for all ways to write the address of a server.
fn place(address: &str) -> String {
    let address = with_scheme(address);
    let place = address.split_once("://").map_or("", |(_, place)| place);
    let place = place.trim_end_matches('/');
    let below = [
        "/api/greader.php",
        "/api/fever.php",
        "/fever",
        "/index.php/apps/news/api/v1-3",
    ];
    let below = below.iter().find_map(|below| place.strip_suffix(below));
    let place = below.unwrap_or(place);
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.trim_end_matches(":443").trim_end_matches(":80");
    format!("{}/{path}", host.to_lowercase())
}

/// `library.db.account`, and what belongs to it; none for a library in memory.
fn file(library: &Library, more: &str) -> Option<PathBuf> {
    let mut name = library.path()?.as_os_str().to_owned();
    name.push(".account");
    name.push(more);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_server_is_known_however_its_address_is_written() {
        for one in [
            "https://News.example/rss/",
            "news.example/rss",
            "http://news.example:80/rss/api/greader.php",
        ] {
            assert_eq!(place(one), "news.example/rss", "{one}");
        }
        assert_ne!(place("https://a.example/x"), place("https://a.example/y"));
        assert_ne!(place("http://a.example:81"), place("http://a.example"));
    }
}

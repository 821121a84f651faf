//! Notices what another program did to the library: a refresh that cron started, a synchronisation, a
//! second reader.
//!
//! The system tells when the library's files are written (inotify); nobody wakes up while nothing happens.
//! The rows that are on the screen stay, whatever became of their articles: what is new is put between them.

use std::collections::HashSet;
use std::path::Path;

use crossbeam_channel::{Receiver, Sender};

use super::Keeper;
use crate::app::Msg;
use crate::error::Result;
use crate::model::ArticleId;

/// Tells when the files of the library at `path` have been written; never where the system cannot.
pub(super) fn watch(path: Option<&Path>) -> Receiver<()> {
    path.and_then(files::watch)
        .unwrap_or_else(crossbeam_channel::never)
}

/// Tells when a file was edited; never where the system cannot, or there is no such folder.
pub fn edited(path: &Path) -> Receiver<()> {
    files::watch_edited(path).unwrap_or_else(crossbeam_channel::never)
}

#[cfg(target_os = "linux")]
mod files {
    use std::ffi::OsString;
    use std::mem::MaybeUninit;
    use std::path::Path;
    use std::thread;
    use std::time::Duration;

    use crossbeam_channel::{Receiver, TrySendError, bounded};
    use rustix::fs::inotify::{CreateFlags, Reader, WatchFlags, add_watch, init};

    use crate::world::keeper::spawn;

    /// Whoever writes often is noticed once in this time.
    const PAUSE: Duration = Duration::from_millis(250);

    /// Watches the folder: the journal beside the library comes and goes.
    pub fn watch(path: &Path) -> Option<Receiver<()>> {
        let mut journal = OsString::from(path.file_name()?);
        journal.push("-wal");
        in_folder(path, journal, WatchFlags::MODIFY, "worker-notice")
    }

    /// Watches the folder of a file that somebody edits: many programs put a new file in its place.
    pub fn watch_edited(path: &Path) -> Option<Receiver<()>> {
        let flags = WatchFlags::CLOSE_WRITE | WatchFlags::MOVED_TO | WatchFlags::DELETE;
        in_folder(path, path.file_name()?.into(), flags, "worker-edited")
    }

    /// Tells of what becomes of the file, or of `other` in the same folder.
    fn in_folder(
        path: &Path,
        other: OsString,
        flags: WatchFlags,
        thread: &str,
    ) -> Option<Receiver<()>> {
        let (folder, name) = (path.parent()?, path.file_name()?);
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let names = [name.to_owned(), other];
        let told = init(CreateFlags::CLOEXEC).ok()?;
        add_watch(&told, folder, flags | WatchFlags::DELETE_SELF).ok()?;
        let (send, noticed) = bounded(1);
        spawn(thread, move || {
            let mut buffer = [MaybeUninit::uninit(); 4096];
            let mut events = Reader::new(told, &mut buffer);
            let mut ours = false;
            // Ends with the folder, or once nobody listens.
            while let Ok(event) = events.next() {
                let name = event.file_name().map(|name| name.to_bytes());
                ours |= names.iter().any(|it| Some(it.as_encoded_bytes()) == name);
                let over = name.is_none();
                if over {
                    return;
                }
                if events.is_buffer_empty() && std::mem::take(&mut ours) {
                    thread::sleep(PAUSE);
                    if let Err(TrySendError::Disconnected(())) = send.try_send(()) {
                        return;
                    }
                }
            }
        })
        .ok()?;
        Some(noticed)
    }
}

#[cfg(not(target_os = "linux"))]
mod files {
    use std::path::Path;

    use crossbeam_channel::Receiver;

    /// Not here: what others do is seen at the next list.
    pub fn watch(_: &Path) -> Option<Receiver<()>> {
        None
    }

    /// Not here: what is edited is read at the next start.
    pub fn watch_edited(_: &Path) -> Option<Receiver<()>> {
        None
    }
}

impl Keeper {
    /// Sends again what the reader sees, where another program has changed it.
    pub(super) fn notice(&mut self, send: &Sender<Msg>) -> Result<()> {
        if !self.library.changed_elsewhere()? {
            return Ok(());
        }
        let (from, _) = self.window;
        let before = self.ids.take().unwrap_or_else(|| self.first.clone());
        let now = self.found()?;
        let first = before.get(from).copied();
        let ids = merged(&before, &now);
        let moved = ids.iter().position(|id| Some(*id) == first);
        self.ids = Some(ids);
        self.window.0 = moved.unwrap_or(from);
        self.reply(send, 0);
        self.selections(send)?;
        self.tell_of_open(send)
    }
}

/// The rows that are there now, with those before that are no longer meant where they were.
pub(super) fn merged(before: &[ArticleId], now: &[ArticleId]) -> Vec<ArticleId> {
    let meant: HashSet<ArticleId> = now.iter().copied().collect();
    let mut rest = now.iter().copied().peekable();
    let mut all = Vec::with_capacity(now.len());
    let mut taken = HashSet::with_capacity(now.len());
    for id in before {
        if meant.contains(id) {
            while !taken.contains(id) {
                let Some(next) = rest.next() else { break };
                taken.insert(next);
                all.push(next);
            }
        } else {
            all.push(*id);
        }
    }
    all.extend(rest);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_comes_between_what_stays() {
        let ids = |numbers: &[i64]| -> Vec<ArticleId> {
            numbers.iter().map(|it| ArticleId(*it)).collect()
        };
        let check = |before: &[i64], now: &[i64], wanted: &[i64]| {
            assert_eq!(merged(&ids(before), &ids(now)), ids(wanted));
        };
        check(&[3, 2, 1], &[4, 3, 2, 1], &[4, 3, 2, 1]);
        check(&[3, 2, 1], &[5, 3, 1], &[5, 3, 2, 1]);
        check(&[3, 2, 1], &[], &[3, 2, 1]);
        check(&[], &[2, 1], &[2, 1]);
        check(&[3, 1], &[3, 2, 1, 0], &[3, 2, 1, 0]);
        check(&[1, 2], &[2, 1], &[2, 1]);
    }
}

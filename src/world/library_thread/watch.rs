//! Tells when a file was written: those of the library, the settings.
//!
//! The system tells (inotify); nobody wakes up while nothing happens.

use std::path::Path;

use crossbeam_channel::Receiver;

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

    use crate::world::threads::spawn;

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

//! Notices what another program did to the library: a refresh that cron started, a synchronisation, a
//! second reader.
//!
//! The rows that are on the screen stay, also those that are meant no longer, as what was read: what is new is put between
//! them. Only what is hidden or gone leaves.

use crossbeam_channel::Sender;

use super::LibraryThread;
use super::listing::merged;
use crate::error::Result;
use crate::message::Msg;

impl LibraryThread {
    /// Sends again what the reader sees, where another program has changed it.
    pub(super) fn notice(&mut self, send: &Sender<Msg>) -> Result<()> {
        if !self.library.changed_elsewhere()? {
            return Ok(());
        }
        let (from, _) = self.window;
        let before = self.ids.take().unwrap_or_else(|| self.first.clone());
        let now = self.found()?;
        let first = before.get(from).copied();
        let library = &self.library;
        let ids = merged(&before, now, |id| library.is_listed(id).unwrap_or(true));
        let moved = ids.iter().position(|id| Some(*id) == first);
        self.ids = Some(ids);
        self.window.0 = moved.unwrap_or(from);
        self.reply(send, 0);
        self.selections(send)?;
        self.tell_of_open(None, send)
    }
}

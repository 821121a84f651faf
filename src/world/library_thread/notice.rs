//! Notices what another program did to the library: a refresh that cron started, a synchronisation, a
//! second reader.
//!
//! The rows that are on the screen stay, whatever became of their articles: what is new is put between them.

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
        let ids = merged(&before, now);
        let moved = ids.iter().position(|id| Some(*id) == first);
        self.ids = Some(ids);
        self.window.0 = moved.unwrap_or(from);
        self.reply(send, 0);
        self.selections(send)?;
        self.tell_of_open(None, send)
    }
}

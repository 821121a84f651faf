//! What is read here is told to the server of news, where the library has one, a moment later: who
//! goes on reading elsewhere finds it read.

use std::path::Path;
use std::time::Duration;

use crossbeam_channel::{after, never};

use super::LibraryThread;
use crate::error::Result;
use crate::library::Library;
use crate::message::Effect;
use crate::world::fetch::{Limits, Net};
use crate::world::sync::tell;
use crate::world::threads::spawn;

/// What is marked sooner than this after other marks is told with them.
const TOGETHER: Duration = Duration::from_secs(2);

impl LibraryThread {
    /// Lets the server be told a moment after `effect`, when that may change what it should know.
    pub(super) fn tell_later(&mut self, effect: &Effect) {
        let marks = matches!(
            effect,
            Effect::SetRead(..)
                | Effect::SetFavourite(..)
                | Effect::ReadAll(..)
                | Effect::Undo
                | Effect::Redo
        );
        if marks && self.library.path().is_some() {
            self.untold = after(TOGETHER);
        }
    }

    /// Tells it now, on a thread of its own. What does not come through is told at the next refresh,
    /// which says what is wrong.
    pub(super) fn tell_server(&mut self) -> Result<()> {
        self.untold = never();
        let Some(path) = self.library.path().map(Path::to_owned) else {
            return Ok(());
        };
        spawn("worker-tell", move || {
            let net = Net::new(Limits::default());
            let _ = Library::open(&path).and_then(|mut library| tell(&mut library, &net));
        })
    }
}

//! Pictures of articles: fetched when one is to be shown, decoded apart, and held in memory, as many as fit.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crossbeam_channel::Sender;

use super::apart;
use super::fetch::{Known, Limits, Net};
use super::threads::{attempt, spawn};
use crate::app::Msg;
use crate::error::{Error, Result};
use crate::model::Picture;

/// Bytes of the largest file that is fetched.
const LARGEST: u64 = 20 << 20;

/// Bytes of pixels that are held; the oldest are let go.
const HELD: usize = 32 << 20;

/// A picture with its address.
type Held = (String, Arc<Picture>);

/// Pictures that were fetched, the newest last.
#[derive(Clone, Debug, Default)]
pub struct Pictures(Arc<Mutex<VecDeque<Held>>>);

impl Pictures {
    /// Sends the picture at an address, fetched on a thread of its own unless it is held.
    ///
    /// # Errors
    /// When the system gives no more threads.
    pub fn show(&self, ask: u64, address: String, send: &Sender<Msg>) -> Result<()> {
        if let Some(picture) = self.held(&address) {
            let picture = Ok(picture);
            let _ = send.send(Msg::Picture { ask, picture });
            return Ok(());
        }
        let (pictures, send) = (self.clone(), send.clone());
        spawn("worker-picture", move || {
            let picture = attempt(|| fetch(&address)).map(Arc::new);
            if let Ok(picture) = &picture {
                pictures.hold(address, Arc::clone(picture));
            }
            let picture = picture.map_err(|error| error.to_string());
            let _ = send.send(Msg::Picture { ask, picture });
        })
    }

    fn held(&self, address: &str) -> Option<Arc<Picture>> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, picture) = held.iter().find(|(its, _)| its == address)?;
        Some(Arc::clone(picture))
    }

    fn hold(&self, address: String, picture: Arc<Picture>) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.push_back((address, picture));
        let size = |held: &VecDeque<Held>| -> usize {
            held.iter().map(|(_, picture)| picture.rgb.len()).sum()
        };
        while held.len() > 1 && size(&held) > HELD {
            held.pop_front();
        }
    }
}

/// The picture at an address.
fn fetch(address: &str) -> Result<Picture> {
    let refused = |why: String| Error::no_article(address, why);
    let limits = Limits {
        bytes: LARGEST,
        ..Limits::default()
    };
    let fetched = Net::new(limits).get(address, &Known::default());
    let fetched = fetched
        .map_err(|refusal| refused(refusal.why))?
        .unwrap_or_default();
    match fetched.broken {
        Some(broken) => Err(refused(broken)),
        None => apart::picture(&fetched.bytes).map_err(refused),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_so_many_are_held_and_the_newest_always() {
        let pictures = Pictures::default();
        let large = Arc::new(Picture {
            rgb: vec![0; HELD / 2],
            ..Picture::default()
        });
        for address in ["a", "b", "c"] {
            pictures.hold(address.to_owned(), Arc::clone(&large));
        }
        let held = |address| pictures.held(address).is_some();
        assert_eq!((held("a"), held("b"), held("c")), (false, true, true));
        let huge = Picture {
            rgb: vec![0; HELD + 1],
            ..Picture::default()
        };
        pictures.hold("d".to_owned(), Arc::new(huge));
        assert_eq!((held("c"), held("d")), (false, true));
    }
}

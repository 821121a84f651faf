//! Pictures of articles: fetched when one is to be shown, decoded apart, and held in memory, as many as fit.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crossbeam_channel::Sender;

use super::apart;
use super::beside::Home;
use super::copies::Copies;
use super::fetch::{Fetches, Known, Limits, Net};
use super::inputs::regular_file;
use super::threads::{attempt, spawn};
use crate::error::{Error, Result};
use crate::message::Msg;
use crate::model::Picture;
use crate::model::is_page;

/// Bytes of the largest file that is fetched.
const LARGEST: u64 = 20 << 20;

/// Bytes of pixels that are held; the oldest are let go.
const HELD: usize = 32 << 20;

/// What is said of a picture that has no address of the web, where the file of its article is not known.
const AWAY: &str =
    "lies with the file that the article came in; it is shown when that file is opened";

/// A picture with its address.
type Held = (String, Arc<Picture>);

/// Pictures that were fetched, the newest last, and those that are being fetched.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    held: Arc<Mutex<VecDeque<Held>>>,
    fetches: Fetches,
    /// Those of what was taken into the library.
    copies: Option<Copies>,
}

impl Pictures {
    /// Those of articles of a library too.
    pub fn with(copies: Option<Copies>) -> Self {
        Pictures {
            copies,
            ..Pictures::default()
        }
    }

    /// Sends the picture at an address of the web, fetched on a thread of its own unless it is held; or one that lies
    /// with the file of its article.
    ///
    /// # Errors
    /// When the system gives no more threads.
    pub fn show(
        &self,
        ask: u64,
        address: String,
        home: Option<&Home>,
        send: &Sender<Msg>,
    ) -> Result<()> {
        let is_web = is_page(&address);
        let is_here =
            |home: &Home| home.find(&address).is_some() || self.copy(home, &address).is_some();
        let home = home.filter(|home| !is_web || is_here(home)).cloned();
        if home.is_none() && !is_web {
            let picture = Err(format!("{address}: {AWAY}"));
            let _ = send.send(Msg::Picture { ask, picture });
            return Ok(());
        }
        if let Some(picture) = self.held(&address).filter(|_| home.is_none()) {
            let picture = Ok(picture);
            let _ = send.send(Msg::Picture { ask, picture });
            return Ok(());
        }
        let (pictures, send) = (self.clone(), send.clone());
        let limits = Limits {
            bytes: LARGEST,
            ..Limits::default()
        };
        let net = self.fetches.begin(ask, limits);
        spawn("worker-picture", move || {
            let picture = attempt(|| match &home {
                Some(home) => pictures.beside(home, &address),
                None => fetch(&net, &address),
            });
            let picture = picture.map(Arc::new);
            if !pictures.fetches.is_wanted(ask) {
                return;
            }
            if let (Ok(picture), None) = (&picture, &home) {
                pictures.hold(address, Arc::clone(picture));
            }
            let picture = picture.map_err(|error| error.to_string());
            let _ = send.send(Msg::Picture { ask, picture });
        })
    }

    /// Nobody waits for the picture of that question any more: it is fetched no further.
    pub fn leave(&self, ask: u64) {
        self.fetches.end(ask);
    }

    /// A picture that lies with the file of its article, else the copy of it.
    fn beside(&self, home: &Home, address: &str) -> Result<Picture> {
        let found = home.picture(address);
        let found = found.or_else(|why| match self.copy(home, address) {
            Some(copy) => {
                let bytes = regular_file(&copy).map_err(|error| error.to_string())?;
                apart::picture(&bytes, "")
            }
            None => Err(why),
        });
        found.map_err(|why| Error::no_article(address, why))
    }

    fn copy(&self, home: &Home, address: &str) -> Option<PathBuf> {
        self.copies.as_ref()?.find(home, address)
    }

    fn held(&self, address: &str) -> Option<Arc<Picture>> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, picture) = held.iter().find(|(its, _)| its == address)?;
        Some(Arc::clone(picture))
    }

    fn hold(&self, address: String, picture: Arc<Picture>) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
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
fn fetch(net: &Net, address: &str) -> Result<Picture> {
    let refused = |why: String| Error::no_article(address, why);
    let fetched = net
        .get(address, &Known::default())
        .map_err(|refusal| refused(refusal.why))?
        .unwrap_or_default();
    match fetched.broken {
        Some(broken) => Err(refused(broken)),
        None => apart::picture(&fetched.bytes, "").map_err(refused),
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

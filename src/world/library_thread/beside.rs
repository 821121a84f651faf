//! What lies with the file of an article that was taken into the library: chapters, other files, pictures.

use std::path::Path;

use crossbeam_channel::Sender;

use super::LibraryThread;
use crate::error::Result;
use crate::library::Origin;
use crate::message::Msg;
use crate::model::ArticleId;
use crate::model::is_page;
use crate::world::beside::Home;

impl LibraryThread {
    /// Where an article was read from, if that was a file.
    pub(super) fn home(&self, of: ArticleId) -> Result<Option<Home>> {
        match of.is_page() {
            true => Ok(self.visits.home(of)),
            false => Ok(self.library.origin(of)?.and_then(home)),
        }
    }

    /// Follows a link of an article.
    pub(super) fn follow(
        &self,
        question: (u64, bool),
        of: ArticleId,
        address: String,
        send: &Sender<Msg>,
    ) -> Result<()> {
        if is_page(&address) {
            return match self.library.by_address(&address)? {
                Some(id) => {
                    let (ask, page) = (question.0, Ok(id));
                    let _ = send.send(Msg::Followed { ask, page });
                    Ok(())
                }
                None => self.visits.follow(question.0, address, send),
            };
        }
        let home = self.home(of)?;
        let chapter = match &home {
            Some(home) if !home.item.is_empty() => self.library.chapter(of, &address)?,
            _ => None,
        };
        let known = |file: &Path| {
            self.library
                .of_file(&file.display().to_string())
                .ok()
                .flatten()
        };
        self.visits
            .follow_here(question, home, &address, chapter, known, send)
    }
}

/// The file that an article came from; none where it came from elsewhere.
fn home(origin: Origin) -> Option<Home> {
    let Origin { feed, item, url } = origin;
    let home = match feed.strip_prefix("file:") {
        Some(path) => Home {
            item,
            ..Home::new(Path::new(path.strip_prefix("//").unwrap_or(path)))
        },
        None if feed.is_empty() && Path::new(&item).is_absolute() => Home::new(Path::new(&item)),
        None => return None,
    };
    Some(Home { url, ..home })
}

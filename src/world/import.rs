//! Brings in what another reader knew: lists of subscriptions, newsboat's setup, lists to read later.

mod later;
mod newsboat;
mod taken;

use crate::error::{Error, Result};
use crate::ingest::opml;
use crate::library::Library;

pub use later::later;
pub use newsboat::newsboat;
pub use taken::Imported;
use taken::{follow, now};

/// Follows the feeds of a list, as one act. A name that the list gives to a feed stays.
///
/// # Errors
/// When it is no list, or the library cannot be written.
pub fn opml(library: &mut Library, name: &str, bytes: &[u8]) -> Result<Imported> {
    let list = opml::read(bytes).map_err(|error| Error::no_article(name, error.to_string()))?;
    library.as_one(&format!("imported {name}"), now(), |library| {
        let mut imported = Imported {
            left_out: list.left_out,
            notes: list.notes,
            ..Imported::default()
        };
        for feed in list.feeds {
            if feed.address.starts_with("file:") {
                // Lists come from anywhere; what is read on this machine the reader says alone.
                let reason = "a list cannot make pullquote read a file of this machine; \
                    if you trust it, give it to `pullquote add` as file:PATH";
                let left_out = Error::no_article(feed.address, reason);
                imported.left_out.push(left_out);
                continue;
            }
            let name = Some(feed.title).filter(|title| *title != feed.address);
            let (id, is_new) = follow(library, &feed.address, name, feed.tags)?;
            // newsboat writes a feed's own address where it knows no page.
            let home = feed.home.filter(|home| *home != feed.address);
            library.set_head(id, "", home.as_deref())?;
            imported.new += usize::from(is_new);
            imported.feeds += 1;
        }
        imported.left_out.extend(list.damage.map(|damage| {
            let feeds = imported.feeds;
            let ending = if feeds == 1 { "" } else { "s" };
            Error::no_article(name, format!("{damage} ({feeds} feed{ending})"))
        }));
        Ok(imported)
    })?
}

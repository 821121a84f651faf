//! The browser, which the desktop knows.

use crate::error::{Error, Result};
use crate::model::clean;

/// Gives an address to the browser, and waits for nothing.
///
/// # Errors
/// One sentence when no program takes it. What those programs say is for their authors, and not shown.
pub fn open(address: &str) -> Result<()> {
    let opened = open::that_detached(address);
    opened.map_err(|_| {
        Error::Message(format!(
            "No browser could be opened for {}.",
            clean(address)
        ))
    })
}

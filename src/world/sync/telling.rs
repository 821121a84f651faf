//! Telling a server what was done here.

use super::account::Account;
use crate::error::{Error, Result};
use crate::library::Library;
use crate::world::fetch::Refusal;
use crate::world::server::{Answer, Server};

/// States told in one question.
pub(super) const TOLD: usize = 250;

/// Sends what the server does not know yet, part by part. Fails where the library cannot be written;
/// within, where the server refuses.
pub(super) fn send_unsent(library: &mut Library, server: &dyn Server) -> Result<Answer<usize>> {
    let unsent = library.unsent()?;
    for part in unsent.chunks(TOLD) {
        library.telling(part)?;
        if let Err(refusal) = server.tell(part) {
            return Ok(Err(refusal));
        }
        library.sent(part)?;
    }
    Ok(Ok(unsent.len()))
}

/// A refusal of this account's server.
pub(super) fn named(account: &Account, refusal: Refusal) -> Error {
    Error::no_article(account.address.clone(), refusal.why)
}

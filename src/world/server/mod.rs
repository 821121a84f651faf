//! Servers of news: what each can be asked, whatever interface it speaks.
//!
//! Everything that comes from one is as hostile as any page: an answer that is not what was asked for
//! is a refusal, never an empty list; addresses are those of the web or are left out.
//!
//! - `interface` says what can be asked, `answers` and `article` read what comes back;
//! - `reader` speaks Google Reader's interface, `fever` Fever's, `nextcloud` that of Nextcloud News; `login` finds out
//!   which one a server has, `keys` makes what stands for name and password.

mod answers;
mod article;
mod fever;
mod interface;
mod keys;
mod login;
mod nextcloud;
mod reader;

use super::fetch::Net;

pub use interface::{Answer, BATCH, Kind, Server, ServerItem};
pub use login::log_in;

/// The server at an address, with what stands for the password there.
pub fn server<'a>(
    net: &'a Net,
    kind: Kind,
    address: &'a str,
    token: &'a str,
) -> Box<dyn Server + 'a> {
    match kind {
        Kind::Reader => Box::new(reader::Reader::new(net, address, token)),
        Kind::Fever => Box::new(fever::Fever::new(net, address, token)),
        Kind::Nextcloud => Box::new(nextcloud::Nextcloud::new(net, address, token)),
    }
}

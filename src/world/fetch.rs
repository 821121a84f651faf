//! The network: one polite GET, and a sentence for everything that can go wrong with it.
//!
//! Redirects are followed in `net` and not by the HTTP crate, so that a permanent one is remembered and a
//! circle is told from a long chain. Bodies are bounded after unpacking, and so is the time for all
//! of it. Without the feature `fetch` every address gets one sentence.

mod answer;
mod left;
#[cfg(feature = "fetch")]
mod names;
#[cfg(feature = "fetch")]
mod net;
#[cfg(not(feature = "fetch"))]
#[path = "fetch/no_net.rs"]
mod net;
#[cfg(feature = "fetch")]
mod sentences;

pub use self::answer::{Ask, Cause, Fetched, Form, Known, Limits, Refusal};
pub use self::left::Fetches;
pub use self::net::Net;

//! Hosts' names to addresses, on a thread of our own: the one that the HTTP crate begins ends in a panic where the
//! system gives no more threads, and has the stack that the environment says.

use std::sync::mpsc::{self, RecvTimeoutError};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{NextTimeout, time};

use crate::world::threads::spawn;

/// Asks the system, which may take longer than anybody waits.
#[derive(Debug)]
pub struct Names;

impl Resolver for Names {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let (send, found) = mpsc::sync_channel(1);
        let (uri, config) = (uri.clone(), config.clone());
        // Without an end the crate begins no thread.
        let endless = NextTimeout {
            after: time::Duration::NotHappening,
            ..timeout
        };
        let ask = move || {
            let _ = send.send(DefaultResolver::default().resolve(&uri, &config, endless));
        };
        spawn("worker-names", ask).map_err(|error| ureq::Error::Other(Box::new(error)))?;
        match found.recv_timeout(*timeout.after) {
            Ok(found) => found,
            Err(RecvTimeoutError::Timeout) => Err(ureq::Error::Timeout(timeout.reason)),
            Err(RecvTimeoutError::Disconnected) => Err(ureq::Error::HostNotFound),
        }
    }
}

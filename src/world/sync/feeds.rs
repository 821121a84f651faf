//! The feeds of one synchronisation, both ways: what was given up, followed, renamed and moved.
//!
//! What the server is told is noted before it is asked: after an end in the middle nobody knows whether it heard.

use super::fetching::is_about_articles;
use super::round::Round;
use crate::error::Result;
use crate::library::{Stream, is_much};
use crate::model::FeedId;
use crate::world::fetch::{Cause, Refusal};
use crate::world::server::Answer;

impl Round<'_> {
    /// Feeds, both ways: what was given up, followed, renamed and moved.
    pub(super) fn feeds(&mut self) -> Result<Answer<()>> {
        if let Err(refusal) = self.follow_again()? {
            return Ok(Err(refusal));
        }
        let (given_up, all) = match self.server.changes_feeds() {
            true => self.library.unfollowed_streams()?,
            false => Default::default(),
        };
        let held = is_much(given_up.len(), all) && !self.leave.losses;
        if held {
            self.say(format!(
                "{} of {all} feeds were given up here; the server still follows them: `pullquote sync --accept` \
                 lets it give them up too, `pullquote undo` brings them back here",
                given_up.len()
            ));
        }
        for stream in given_up.iter().filter(|_| !held) {
            self.library.unfollowing(stream)?;
            match self.server.unfollow(stream) {
                Ok(()) => self.library.unfollowed(stream)?,
                // Perhaps it knows nothing of that feed: its list will tell.
                Err(refusal) if is_about_articles(&refusal) => {}
                Err(refusal) => return Ok(Err(refusal)),
            }
        }
        if self.leave.subscribe {
            self.library.settle_feeds(true)?;
        }
        let (mut refused, mut named) = (Vec::new(), Vec::new());
        for (feed, stream) in self.unserved()? {
            let Stream {
                url, title, tags, ..
            } = stream;
            let folder = tags.first().map(String::as_str);
            self.library.following(feed, folder)?;
            match self.server.follow(&url, &title, folder) {
                Ok(name) => {
                    self.library.followed(feed)?;
                    named.extend(name.map(|name| (feed, url, name)));
                }
                Err(refusal) if refusal.cause == Cause::Status(401) => return Ok(Err(refusal)),
                Err(Refusal { why, .. }) => refused.push((url, why)),
            }
        }
        let streams = match self.server.streams() {
            Ok(streams) => streams,
            Err(refusal) => return Ok(Err(refusal)),
        };
        // Most refuse what they follow already, as after an end in the middle.
        let follows = |url: &str| streams.list.iter().any(|stream| stream.url == url);
        for (url, why) in refused.into_iter().filter(|(url, _)| !follows(url)) {
            self.say(format!(
                "{url}: the server does not follow it ({why}); it is asked from here"
            ));
        }
        // It may follow a feed under another address than the one that it was told.
        for (feed, url, name) in named {
            let stream = streams.list.iter().find(|stream| stream.name == name);
            let Some(stream) = stream.filter(|stream| stream.url != url) else {
                continue;
            };
            if !self.library.named_there(feed, &name)? {
                self.say(format!(
                    "{url}: the server follows it as {}, which is here already; it is asked from here",
                    stream.url
                ));
            }
        }
        let tags = streams.list.iter().flat_map(|stream| &stream.tags);
        self.folders = tags.map(|tag| tag.to_lowercase()).collect();
        let many = streams.list.iter().any(|stream| stream.tags.len() > 1);
        let (list, whole) = (&streams.list, streams.whole);
        let followed =
            self.library
                .follow_streams(list, whole, self.leave.losses, &mut self.act)?;
        if !whole {
            self.say("some of the server's feeds cannot be read; none is given up here".to_owned());
        }
        if followed.held > 0 {
            self.say(format!(
                "the server no longer follows {} of your feeds, most or all of them, so they stay here; \
                 `pullquote sync --accept` gives them up",
                followed.held
            ));
        }
        self.synced.feeds = streams.list.len();
        self.feeds = followed.feeds;
        if !self.server.changes_feeds() {
            return Ok(Ok(()));
        }
        for edit in self.library.stream_edits(many)? {
            self.library.editing(&edit)?;
            match self.server.edit(&edit) {
                Ok(()) => self.library.edited(&edit)?,
                Err(refusal) if refusal.cause == Cause::Status(401) => return Ok(Err(refusal)),
                Err(Refusal { why, .. }) => {
                    let name = edit.title.unwrap_or(edit.stream);
                    self.say(format!(
                        "{name}: not renamed or moved on the server ({why})"
                    ));
                }
            }
        }
        Ok(Ok(()))
    }

    /// What the server was being told to give up when there was an end, and is followed here again: where it heard, it
    /// has to follow that again.
    fn follow_again(&mut self) -> Result<Answer<()>> {
        let half = self.library.half_given_up()?;
        if half.is_empty() {
            return Ok(Ok(()));
        }
        let streams = match self.server.streams() {
            Ok(streams) => streams,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let lost = |name: &&String| !streams.list.iter().any(|stream| stream.name == **name);
        for name in half.iter().filter(lost).filter(|_| streams.whole) {
            self.library.unfollowed(name)?;
        }
        Ok(Ok(()))
    }

    /// The feeds that the server is to follow, where it can be told.
    fn unserved(&mut self) -> Result<Vec<(FeedId, Stream)>> {
        match self.server.changes_feeds() {
            true => self.library.unserved(),
            false => Ok(Vec::new()),
        }
    }
}

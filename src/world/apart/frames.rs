//! What a worker and the program say to each other: two frames a question (what is asked, and the bytes),
//! one an answer, and before it one for every few items of a feed; behind a picture its pixels. A frame is its length, eight bytes with the lowest
//! first, and as many bytes; what is no page is JSON.

use std::borrow::Cow;
use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::ingest::FeedLink;
use crate::model::{Article, Feed, FeedItem, Picture};

/// The longest frame. No page and no feed makes a longer one.
const LONGEST: u64 = 512 << 20;

/// What to make of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Wanted {
    /// Articles, by [`crate::ingest::ingest`].
    Articles,
    /// Links to feeds, by [`crate::ingest::discover`].
    Links,
    /// The page that follows in the article whose first page has the address in `name`, by
    /// [`crate::ingest::next_page`].
    Next,
    /// A picture, by [`crate::ingest::picture`]; where the bytes are a book, the one at the place in `name`.
    Picture,
}

/// A question without the bytes; the rest as in [`crate::ingest::Hint`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Question<'a> {
    pub wanted: Wanted,
    pub name: Cow<'a, str>,
    pub content_type: Option<Cow<'a, str>>,
    pub url: Option<Cow<'a, str>>,
}

/// What the bytes are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Answer {
    Article(Box<Article>),
    /// Some of a feed's items; more follows.
    Items(Vec<FeedItem>),
    /// The feed without its items, which came before.
    Feed(Box<Feed>),
    Links(Vec<FeedLink>),
    Next(Option<String>),
    /// A picture; its pixels are a frame of their own.
    Picture(Picture),
    /// No article: why, as it goes on after a name and a colon.
    Nothing(String),
}

/// Asks, and gives what comes, until that was all or `take` wants no more.
pub(super) fn ask(
    to: &mut impl Write,
    from: &mut impl Read,
    question: &Question<'_>,
    bytes: &[u8],
    mut take: impl FnMut(Answer) -> bool,
) -> io::Result<()> {
    write(to, &serde_json::to_vec(question)?)?;
    write(to, bytes)?;
    loop {
        let mut answer = serde_json::from_slice(&read(from)?)?;
        if let Answer::Picture(picture) = &mut answer {
            picture.rgb = read(from)?;
        }
        let more = matches!(answer, Answer::Items(_));
        if !take(answer) || !more {
            return Ok(());
        }
    }
}

/// A whole frame.
pub(super) fn read(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    // Room is taken as the bytes come: the length alone is only a word.
    from.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

/// A whole frame.
pub(super) fn write(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)?;
    to.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_whole_or_none() {
        let mut frames = Vec::new();
        write(&mut frames, b"one").unwrap();
        write(&mut frames, b"").unwrap();
        let mut from = frames.as_slice();
        assert_eq!(read(&mut from).unwrap(), b"one");
        assert_eq!(read(&mut from).unwrap(), b"");
        assert!(read(&mut from).is_err());
        assert!(read(&mut frames.get(..10).unwrap()).is_err());
        // A lie about its length takes no memory.
        let mut lie = (LONGEST).to_le_bytes().to_vec();
        lie.push(1);
        assert!(read(&mut lie.as_slice()).is_err());
        assert!(read(&mut u64::MAX.to_le_bytes().as_slice()).is_err());
    }
}

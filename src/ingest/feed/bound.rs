//! How much of one feed is read, and how much it may say of itself.

use crate::ingest::json::Room;
use crate::model::{Feed, shortened};

/// The most items of one feed that are read; archives of whole sites have a few thousand.
pub const MOST_ITEMS: usize = 50_000;

/// The most values of one feed in JSON; one of 50,000 items has some 600,000.
const MOST_VALUES: usize = 1_000_000;

/// Bytes of the longest name that a feed gives itself or its authors: each of its items says it again.
const LONGEST_NAME: usize = 1000;

/// Keeps the first of too many items, and says so.
pub fn bound<T>(items: &mut Vec<T>, damage: &mut Option<String>) {
    if items.len() > MOST_ITEMS {
        items.truncate(MOST_ITEMS);
        *damage = Some("The feed has more than 50,000 items; the others are left out.".into());
    }
}

/// Room for a feed in JSON; for one item more than are taken, so that it is seen that there are more.
pub const fn room() -> Room {
    Room::new(MOST_VALUES, MOST_ITEMS + 1)
}

/// A feed with short names, before its items take them over.
pub fn with_short_names(feed: Feed) -> Feed {
    let short = |name: String| shortened(&name, LONGEST_NAME).into_owned();
    Feed {
        title: short(feed.title),
        author: feed.author.map(short),
        lang: feed.lang.map(short),
        ..feed
    }
}

//! A feed as it came: its own facts and its items, each with an article.

use serde::{Deserialize, Serialize};

use super::Article;

/// A feed in any dialect. Every text is one clean line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Feed {
    /// Its name.
    pub title: String,
    /// The page that it belongs to.
    pub home: Option<String>,
    /// What it says of itself.
    pub description: Option<String>,
    /// Its language.
    pub lang: Option<String>,
    /// When it was last changed, as [`super::Meta::published`] is written.
    pub updated: Option<String>,
    /// Categories of all of it.
    pub tags: Vec<String>,
    /// Who makes it.
    pub author: Option<String>,
    /// Its own address, as it gives it.
    pub address: Option<String>,
    /// The page of older items, in a feed of several pages.
    pub next: Option<String>,
    /// The hub that tells of new items.
    pub hub: Option<String>,
    /// How many minutes it may be kept before it is asked for again.
    pub ttl: Option<u32>,
    /// In the order of the source.
    pub items: Vec<FeedItem>,
    /// Where the source breaks off or is not well-formed: one sentence. Items before it are kept.
    pub damage: Option<String>,
}

/// One item of a feed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FeedItem {
    /// Tells it from the others of its feed: the source's id, else its link, else a hash of title and text.
    pub id: String,
    /// Its content, else its summary, with its title, author, date and link in `meta`.
    pub article: Article,
    /// When it was last changed, as [`super::Meta::published`] is written.
    pub updated: Option<String>,
    /// Categories.
    pub tags: Vec<String>,
    /// Addresses of attached media.
    pub enclosures: Vec<String>,
}

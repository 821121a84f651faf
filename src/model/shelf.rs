//! What lists show of the library: a row for an article, a row for a feed.

use serde::{Deserialize, Serialize};

/// An article's number in the library; never used twice.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
pub struct ArticleId(pub i64);

/// Numbers from here down belong to pages that were followed and are in no library.
const PAGES: i64 = i64::MIN / 2;

impl ArticleId {
    /// The number of a page that was followed, counted from 0.
    pub fn page(nth: usize) -> Self {
        ArticleId(PAGES.saturating_sub(i64::try_from(nth).unwrap_or(i64::MAX)))
    }

    /// Whether it is a page that was followed and is in no library.
    pub const fn is_page(self) -> bool {
        self.0 <= PAGES
    }

    /// Which page that was followed it is, counted from 0.
    pub fn nth_page(self) -> Option<usize> {
        let nth = PAGES.checked_sub(self.0).filter(|nth| *nth >= 0)?;
        usize::try_from(nth).ok()
    }
}

/// A feed's number in the library.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
pub struct FeedId(pub i64);

impl FeedId {
    /// The reader's own: what was added by hand.
    pub const KEPT: FeedId = FeedId(1);
}

/// One article in a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ArticleRow {
    /// Its number.
    pub id: ArticleId,
    /// Where it came from.
    pub feed: FeedId,
    /// The feed's name as the reader sees it; for kept articles the site.
    pub source: String,
    /// The headline.
    pub title: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// ISO 8601, as the source gives it.
    pub published: Option<String>,
    /// Seconds since 1970 that order every list: when it was published, else saved.
    pub at: i64,
    /// Whether it was read.
    pub read: bool,
    /// Whether it is a favourite.
    pub starred: bool,
    /// Whether a later text replaced the first.
    pub changed: bool,
    /// How many words it has.
    pub words: u32,
    /// How many quotations.
    pub quotes: u32,
    /// Nobody has looked for its quotes yet, so that their number says nothing.
    pub uncounted: bool,
    /// How many other articles tell the same story; no more are counted than [`Self::MOST_OTHERS`].
    pub others: u32,
    /// The reader's tags and the feed's categories.
    pub tags: Vec<String>,
    /// Where a search found it: a piece of text with the found words between `\u{2}` and `\u{3}`.
    pub snippet: Option<String>,
}

impl ArticleRow {
    /// So many others are counted: a feed may call all that it has by one name.
    pub const MOST_OTHERS: u32 = 300;
}

/// What a row of the list of feeds stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum SelectionKind {
    /// Everything.
    #[default]
    All,
    /// What is not read.
    Unread,
    /// Favourites.
    Favourites,
    /// A saved query.
    Query,
    /// A tag of the reader, on articles or feeds.
    Tag,
    /// A feed.
    Feed,
}

/// A row of the list of feeds: some of the library's articles under a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// What it stands for.
    pub kind: SelectionKind,
    /// As the reader sees it.
    pub name: String,
    /// Which articles, in the query language; empty for all.
    pub query: String,
    /// How many articles; none while they are not counted.
    pub total: Option<u32>,
    /// Of these, not read.
    pub unread: Option<u32>,
    /// The feed, of a feed.
    pub feed: Option<FeedRow>,
}

/// One feed in a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FeedRow {
    /// Its number.
    pub id: FeedId,
    /// `http:`, `https:`, `file:` or `exec:`; empty for [`FeedId::KEPT`].
    pub url: String,
    /// The reader's name for it, else its own title, else its address.
    pub name: String,
    /// The page that it belongs to.
    pub home: Option<String>,
    /// The reader's tags.
    pub tags: Vec<String>,
    /// Articles shown.
    pub total: u32,
    /// Of these, not read.
    pub unread: u32,
    /// Fetch the page of each new article.
    pub full_text: bool,
    /// Refresh at most so often, in seconds.
    pub every: Option<i64>,
    /// Days to keep what is read and not marked.
    pub keep: Option<i64>,
    /// When the source last answered, in seconds since 1970.
    pub checked: Option<i64>,
    /// Why the last refresh failed: one sentence.
    pub error: Option<String>,
}

/// A setting of a feed and its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum FeedChange {
    /// The reader's name for it; none gives it its own title back.
    Name(Option<String>),
    /// Fetch the page of each new article.
    FullText(bool),
    /// Refresh at most so often, in seconds; none: at every refresh.
    Every(Option<i64>),
    /// Days to keep what is read and not marked; none: for ever.
    Keep(Option<i64>),
    /// With this tag, or without it.
    Tag(String, bool),
    /// No longer followed, or followed again. Its articles stay.
    Removed(bool),
}

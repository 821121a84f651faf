//! Rows of the library in words: articles and feeds.

use super::{count, day, sentence};
use crate::model::{ArticleRow, Selection, SelectionKind};

/// The dim row under a headline: source, day, quotes; in this order what is known of them.
pub fn facts(row: &ArticleRow, today: &str) -> Vec<String> {
    let day = row.published.as_deref().map(|at| day::short(at, today));
    let quotes = (row.quotes > 0).then(|| count(row.quotes as usize, "quote"));
    [Some(row.source.clone()), day, quotes]
        .into_iter()
        .flatten()
        .filter(|fact| !fact.is_empty())
        .collect()
}

/// The heading over rows of a kind; the first kinds need none.
pub const fn heading(kind: SelectionKind) -> Option<&'static str> {
    match kind {
        SelectionKind::All | SelectionKind::Unread | SelectionKind::Favourites => None,
        SelectionKind::Query => Some("Saved queries"),
        SelectionKind::Tag => Some("Tags"),
        SelectionKind::Feed => Some("Feeds"),
    }
}

/// Why a feed was not reached, as one sentence; none for what is no feed or was reached.
pub fn trouble(selection: &Selection) -> Option<String> {
    let error = selection.feed.as_ref()?.error.as_ref()?;
    Some(sentence(&format!("Not refreshed: {error}")))
}

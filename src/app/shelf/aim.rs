//! What is looked for in the list: an unread article, one with quotes, another day.

use crate::model::ArticleRow;
use crate::words::day;

/// What a row must have.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) enum Aim {
    /// Somebody's words.
    Quotes,
    /// Not read yet.
    Unread,
    /// Another day than this one.
    OtherDay(Option<String>),
}

/// A search through the list.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Seek {
    pub(in crate::app) aim: Aim,
    pub(in crate::app) forward: bool,
    /// The article is opened, not chosen alone.
    pub(in crate::app) open: bool,
}

impl Aim {
    pub(super) fn is_met(&self, row: &ArticleRow) -> bool {
        match self {
            Aim::Quotes => row.quotes > 0,
            Aim::Unread => !row.read,
            Aim::OtherDay(now) => day_of(row) != *now,
        }
    }
}

pub(super) fn day_of(row: &ArticleRow) -> Option<String> {
    row.published.as_deref().map(day::long)
}

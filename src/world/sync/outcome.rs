//! What a synchronisation may do, and what it brought. Plain data.

use crate::model::ArticleId;

/// What a synchronisation may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leave {
    /// Take over that most feeds or favourites are gone.
    pub losses: bool,
    /// Let the server follow also what is followed here alone.
    pub subscribe: bool,
}

/// What a synchronisation brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synced {
    /// Feeds that the server follows.
    pub feeds: usize,
    /// Articles that were not on the shelf.
    pub new: Vec<ArticleId>,
    /// Articles whose words had changed.
    pub changed: usize,
    /// Articles whose state the server was told.
    pub told: usize,
    /// What did not go as it should: a sentence each.
    pub said: Vec<String>,
}

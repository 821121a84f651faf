//! Whether others have changed the library: another program, or another connection of this one.

use super::Library;
use crate::error::Result;
use crate::model::ArticleId;

/// What was seen of the library last.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// SQLite's count of what others have written.
    version: i64,
    /// Articles, acts, counts and settings in a few numbers, which are other ones when something a reader
    /// sees has changed: notes that are made again are no news.
    facts: String,
}

impl Library {
    /// Whether others have changed something that a reader sees since this was asked last. Quick when
    /// nobody has written anything.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn changed_elsewhere(&mut self) -> Result<bool> {
        let version = self
            .db
            .query_row("PRAGMA data_version", [], |row| row.get(0))?;
        if version == self.seen.version {
            return Ok(false);
        }
        let facts: String = self.db.query_row(
            "SELECT printf('%d %d %d %d %s',
               (SELECT coalesce(max(id), 0) FROM articles),
               (SELECT coalesce(max(id), 0) FROM acts),
               (SELECT coalesce(sum(undone), 0) FROM acts),
               (SELECT coalesce(max(id), 0) FROM versions),
               (SELECT group_concat(total || ' ' || unread || ' ' || removed || coalesce(name, title)
                         || coalesce(error, '')) FROM feeds))",
            [],
            |row| row.get(0),
        )?;
        let changed = facts != self.seen.facts;
        self.seen = Seen { version, facts };
        Ok(changed)
    }

    /// Whether an article can be in lists: it is there and not hidden.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn is_listed(&self, id: ArticleId) -> Result<bool> {
        let mut statement = self
            .db
            .prepare_cached("SELECT 1 FROM articles WHERE id = ?1 AND hidden = 0")?;
        Ok(statement.exists([id.0])?)
    }
}

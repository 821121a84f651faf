//! Articles that only a server of news has named so far.

use rusqlite::{OptionalExtension, Transaction, params};

use super::stored::Incoming;
use crate::error::Result;

/// Begins the name of an article that only the server has named.
pub(in crate::library) const SERVER: &str = "server:";

/// Gives an article that came from a server the name that its feed has for it, once the feed is asked
/// from here: it is the same by link and title.
pub(super) fn name_nameless(db: &Transaction<'_>, incoming: &Incoming) -> Result<()> {
    let meta = &incoming.article.meta;
    let Some(url) = &meta.url else {
        return Ok(());
    };
    if incoming.item.starts_with(SERVER) {
        return Ok(());
    }
    // Whether there are any is asked first, of an index: all items of a feed may have one address.
    let found: Option<i64> = db
        .prepare_cached(
            "SELECT id FROM articles WHERE feed = ?1 AND url = ?2 AND (title = ?3 OR item LIKE 'address:%')
                AND (item LIKE 'server:%' OR item LIKE 'was:%' OR item LIKE 'address:%')
                AND NOT EXISTS (SELECT 1 FROM articles WHERE feed = ?1 AND item = ?4)
                AND EXISTS (SELECT 1 FROM articles WHERE feed = ?1 AND
                      (item BETWEEN 'server:' AND 'server;' OR item BETWEEN 'was:' AND 'was;'
                       OR item BETWEEN 'address:' AND 'address;'))
              ORDER BY title = ?3 DESC, id LIMIT 1",
        )?
        .query_row(
            params![incoming.feed.0, url, meta.title, incoming.item],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(id) = found {
        db.prepare_cached("UPDATE articles SET item = ?2 WHERE id = ?1")?
            .execute(params![id, incoming.item])?;
        // The feed may give the same words in another shape; they make no version.
        db.prepare_cached("UPDATE texts SET hash = 0 WHERE article = ?1")?
            .execute([id])?;
    }
    Ok(())
}

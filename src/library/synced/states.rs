//! Read, starred and tagged on both sides: what goes there, what comes from there.

use std::collections::HashSet;

use rusqlite::{Transaction, params};

use super::kinds::{State, SyncAct, Unsent, json};
use crate::error::Result;
use crate::library::Library;
use crate::library::acts::Field;

/// What the server said of its articles, by its names for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// All that is not read.
    pub unread: HashSet<String>,
    /// All favourites.
    pub starred: HashSet<String>,
    /// What it is known to have; the others may be gone, and then it says nothing of them.
    pub present: HashSet<String>,
    /// When the last of it changed by the server's clock, in seconds since 1970, where it tells.
    pub newest: Option<i64>,
}

/// An article that would change here, or that the server may no longer have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The server's name for it.
    pub name: String,
    /// What the server's lists say of it.
    pub said: State,
}

impl Heard {
    /// What the lists say of an article.
    pub fn state(&self, name: &str) -> State {
        State {
            read: !self.unread.contains(name),
            starred: self.starred.contains(name),
        }
    }

    /// Takes down what the server says of one article that it has.
    pub fn set(&mut self, name: &str, state: State) {
        let lists = [
            (&mut self.unread, !state.read),
            (&mut self.starred, state.starred),
            (&mut self.present, true),
        ];
        for (list, is_in) in lists {
            match is_in {
                true => list.insert(name.to_owned()),
                false => list.remove(name),
            };
        }
    }
}

impl Library {
    /// What the server has yet to hear of, or was being told when there was an end; nothing of what it no longer has.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn unsent(&self) -> Result<Vec<Unsent>> {
        let mut statement = self.db.prepare_cached(
            "SELECT name, a.read, a.starred,
                    a.read <> s.read OR telling & 1 <> 0, a.starred <> s.starred OR telling & 2 <> 0
               FROM synced AS s JOIN articles AS a ON a.id = article
              WHERE gone = 0 AND (a.read <> s.read OR a.starred <> s.starred OR telling <> 0) ORDER BY article",
        )?;
        let rows = statement.query_map([], |row| {
            let state = |at| -> rusqlite::Result<State> {
                Ok(State {
                    read: row.get(at)?,
                    starred: row.get(at + 1)?,
                })
            };
            Ok(Unsent {
                name: row.get(0)?,
                state: state(1)?,
                differs: state(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Notes that the server is now told of these. Until [`Library::sent`] it may have heard or not: whatever is done
    /// here meanwhile is told again, and counts.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn telling(&mut self, unsent: &[Unsent]) -> Result<()> {
        self.write(|db| {
            let mut statement =
                db.prepare_cached("UPDATE synced SET telling = ?2 WHERE name = ?1")?;
            for one in unsent {
                let fields = u8::from(one.differs.read) | u8::from(one.differs.starred) << 1;
                statement.execute(params![one.name, fields])?;
            }
            Ok(())
        })
    }

    /// Notes that the server has heard of these.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn sent(&mut self, sent: &[Unsent]) -> Result<()> {
        self.write(|db| {
            let mut statement = db.prepare_cached(
                "UPDATE synced SET read = ?2, starred = ?3, telling = 0 WHERE name = ?1",
            )?;
            for one in sent {
                statement.execute(params![one.name, one.state.read, one.state.starred])?;
            }
            Ok(())
        })
    }

    /// The articles that would change here by what was heard, or of which the lists say nothing though
    /// the server had them.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn doubts(&self, heard: &Heard) -> Result<Vec<Doubt>> {
        let mut statement = self.db.prepare_cached(
            "SELECT name, s.read, s.starred, a.read <> s.read OR a.starred <> s.starred OR telling <> 0
               FROM synced AS s JOIN articles AS a ON a.id = article WHERE gone = 0 ORDER BY article",
        )?;
        let mut rows = statement.query([])?;
        let mut doubts = Vec::new();
        while let Some(row) = rows.next()? {
            let name: String = row.get(0)?;
            let (read, starred, unsent): (bool, bool, bool) =
                (row.get(1)?, row.get(2)?, row.get(3)?);
            let said = heard.state(&name);
            let less = !read && said.read || starred && !said.starred;
            if less || unsent && !heard.present.contains(&name) {
                doubts.push(Doubt { name, said });
            }
        }
        Ok(doubts)
    }

    /// Notes that the server no longer has these: what they are here they stay.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn gone<'a>(&mut self, names: impl IntoIterator<Item = &'a String>) -> Result<()> {
        let names = json(names);
        self.write(|db| {
            db.prepare_cached(
                "UPDATE synced SET gone = 1 WHERE name IN (SELECT value FROM json_each(?1))",
            )?
            .execute([names])?;
            Ok(())
        })
    }

    /// The favourites that would be none any more, and how many favourites the server knew of.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn lost_stars(&self, heard: &Heard) -> Result<(Vec<String>, usize)> {
        let mut statement = self.db.prepare_cached(
            "SELECT name FROM synced AS s JOIN articles AS a ON a.id = article
              WHERE gone = 0 AND s.starred = 1 AND a.starred = 1",
        )?;
        let rows = statement.query_map([], |row| row.get(0))?;
        let all: Vec<String> = rows.collect::<rusqlite::Result<_>>()?;
        let count = all.len();
        let lost = all
            .into_iter()
            .filter(|name| heard.present.contains(name) && !heard.starred.contains(name));
        Ok((lost.collect(), count))
    }

    /// Takes over what the server knows of what it has, except where the reader changed something here
    /// meanwhile.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn agree(&mut self, heard: &Heard, act: &mut SyncAct) -> Result<()> {
        self.write(|db| {
            let mut rows = db.prepare_cached(
                "SELECT article, name, s.read, s.starred, a.read, a.starred, gone, telling
                   FROM synced AS s JOIN articles AS a ON a.id = article",
            )?;
            let mut rows = rows.query([])?;
            let mut told = Vec::new();
            while let Some(row) = rows.next()? {
                let name = row.get_ref(1)?.as_str().unwrap_or_default();
                if !heard.present.contains(name) {
                    continue;
                }
                let (article, said): (i64, State) = (row.get(0)?, heard.state(name));
                let there: (bool, bool) = (row.get(2)?, row.get(3)?);
                let here: (bool, bool) = (row.get(4)?, row.get(5)?);
                let gone: bool = row.get(6)?;
                let telling: u8 = row.get(7)?;
                if gone || there != (said.read, said.starred) {
                    // What it was being told when there was an end is the reader's, whatever it heard of it.
                    let open = (
                        here.0 == there.0 && telling & 1 == 0,
                        here.1 == there.1 && telling & 2 == 0,
                    );
                    told.push((article, said, open));
                }
            }
            let mut keep = db.prepare_cached(
                "UPDATE synced SET read = ?2, starred = ?3, gone = 0 WHERE article = ?1",
            )?;
            for (article, said, open) in told {
                if open.0 {
                    act.change(db, Field::Read, article, "", said.read.into())?;
                }
                if open.1 {
                    act.change(db, Field::Starred, article, "", said.starred.into())?;
                }
                keep.execute(params![article, said.read, said.starred])?;
            }
            Ok(())
        })
    }

    /// The tags that the server has yet to hear of: its name for the article, the tag, whether it is on.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn unsent_tags(&self) -> Result<Vec<(String, String, bool)>> {
        let mut statement = self.db.prepare_cached(
            "SELECT name, tag, 1 FROM synced AS s JOIN article_tags AS t ON t.article = s.article
              WHERE gone = 0 AND own = 1 AND NOT EXISTS
                (SELECT 1 FROM synced_tags AS k WHERE k.article = s.article AND k.tag = t.tag AND k.telling = 0)
             UNION ALL
             SELECT name, tag, 0 FROM synced AS s JOIN synced_tags AS k ON k.article = s.article
              WHERE gone = 0 AND NOT EXISTS
                (SELECT 1 FROM article_tags AS t WHERE t.article = s.article AND t.tag = k.tag)
             ORDER BY 3, 2, 1",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Notes that the server is now told of a tag of these, as [`Library::telling`] does of states.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn telling_tag(&mut self, names: &[String], tag: &str) -> Result<()> {
        self.write(|db| {
            let mut statement = db.prepare_cached(
                "INSERT INTO synced_tags (article, tag, telling) SELECT article, ?2, 1 FROM synced WHERE name = ?1
                   ON CONFLICT (article, tag) DO UPDATE SET telling = 1",
            )?;
            for name in names {
                statement.execute(params![name, tag])?;
            }
            Ok(())
        })
    }

    /// Notes that the server has put a tag on these, or taken it off.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn tags_sent(&mut self, names: &[String], tag: &str, on: bool) -> Result<()> {
        self.write(|db| {
            for name in names {
                if let Some(article) = article_of(db, name)? {
                    know_tag(db, article, tag, on)?;
                }
            }
            Ok(())
        })
    }

    /// The tags that the server knew of articles: its name for the article, the tag, and whether it was being told of it
    /// when there was an end, so that what it says of it counts for nothing.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn synced_tags(&self) -> Result<Vec<(String, String, bool)>> {
        let mut statement = self.db.prepare_cached(
            "SELECT name, tag, k.telling FROM synced_tags AS k JOIN synced AS s ON s.article = k.article
              WHERE gone = 0",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Takes over that a tag was put on these articles on the server, or taken off.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn agree_tag(
        &mut self,
        names: &[String],
        tag: &str,
        on: bool,
        act: &mut SyncAct,
    ) -> Result<()> {
        self.write(|db| {
            for name in names {
                let Some(article) = article_of(db, name)? else {
                    continue;
                };
                let value = if on {
                    true.into()
                } else {
                    rusqlite::types::Value::Null
                };
                act.change(db, Field::Tag, article, tag, value)?;
                know_tag(db, article, tag, on)?;
            }
            Ok(())
        })
    }
}

fn article_of(db: &Transaction<'_>, name: &str) -> Result<Option<i64>> {
    let mut statement = db.prepare_cached("SELECT article FROM synced WHERE name = ?1")?;
    let mut rows = statement.query([name])?;
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
}

fn know_tag(db: &Transaction<'_>, article: i64, tag: &str, on: bool) -> Result<()> {
    let sql = match on {
        true => {
            "INSERT INTO synced_tags (article, tag) VALUES (?1, ?2)
               ON CONFLICT (article, tag) DO UPDATE SET telling = 0"
        }
        false => "DELETE FROM synced_tags WHERE article = ?1 AND tag = ?2",
    };
    db.prepare_cached(sql)?.execute(params![article, tag])?;
    Ok(())
}

//! Saved queries, shown as feeds, and filters, which mark what arrives.

use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params_from_iter};

use super::acts::{Field, Mark, Place};
use super::articles::stored::Saved;
use super::query::Query;
use super::search::Clause;
use super::{Library, named, search};
use crate::error::{Error, Result};
use crate::model::{ArticleId, SortSmall};

/// A filter: what it looks for and what it does to an arriving article.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// Its number.
    pub id: i64,
    /// What it looks for, in the query language.
    pub query: String,
    /// What it does.
    pub deed: Deed,
}

/// What a filter does with an arriving article.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Says something of it.
    Mark(Mark),
    /// Hands it to a command of the shell; see [`Library::awaited`].
    Run(String),
}

impl Library {
    /// The saved queries by name.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn saved_queries(&self) -> Result<Vec<(String, String)>> {
        let mut statement = self
            .db
            .prepare_cached("SELECT name, query FROM queries ORDER BY name")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut queries: Vec<(String, String)> = rows.collect::<rusqlite::Result<_>>()?;
        queries.sort_small_by(|(one, _), (other, _)| named::compare(one, other));
        Ok(queries)
    }

    /// Saves a query under a name, or with none forgets it; false when nothing changed.
    ///
    /// # Errors
    /// When the query cannot be read or the library not be written.
    pub fn save_query(&mut self, name: &str, query: Option<&str>, now: i64) -> Result<bool> {
        query.map(|query| Query::parse(query, now)).transpose()?;
        let place = Place {
            field: Field::Query,
            row: 0,
            key: name,
        };
        let value = query.map_or(Value::Null, |query| query.to_owned().into());
        self.act("saved query changed", now, &[(place, value)])
    }

    /// The filters in the order in which they were made.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn filters(&self) -> Result<Vec<Filter>> {
        read(&self.db)
    }

    /// Adds a filter for all that arrives from now on; what is on the shelf stays as it is.
    ///
    /// # Errors
    /// When the query cannot be read or the library not be written.
    pub fn add_filter(&mut self, query: &str, deed: &Deed, now: i64) -> Result<()> {
        Query::parse(query, now)?;
        self.want_room()?;
        self.db
            .execute("INSERT INTO filters (query) VALUES (?1)", [query])?;
        let id = self.db.last_insert_rowid();
        self.set_filter(id, Some(deed), now).map(drop)
    }

    /// Takes a filter away; false when there is none of that number.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn remove_filter(&mut self, id: i64, now: i64) -> Result<bool> {
        self.set_filter(id, None, now)
    }

    fn set_filter(&mut self, id: i64, deed: Option<&Deed>, now: i64) -> Result<bool> {
        let place = Place {
            field: Field::Filter,
            row: id,
            key: "",
        };
        let value = deed.map_or(Value::Null, |deed| deed.word().into());
        self.act("filter changed", now, &[(place, value)])
    }

    /// The commands that filters hand articles to, each with those of `new` that it waits for.
    /// What another filter has hidden is awaited by none.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn awaited(&self, new: &[ArticleId], now: i64) -> Result<Vec<(String, Vec<ArticleId>)>> {
        let mut awaited = Vec::new();
        for filter in read(&self.db)? {
            let Deed::Run(command) = filter.deed else {
                continue;
            };
            let clause = among(&self.db, &filter.query, new, now)?;
            let sql = format!(
                "SELECT id FROM articles WHERE hidden = 0 AND {} ORDER BY at, id",
                clause.sql
            );
            let mut statement = self.db.prepare(&sql)?;
            let ids = statement.query_map(params_from_iter(clause.values), |row| {
                Ok(ArticleId(row.get(0)?))
            })?;
            let ids = ids.collect::<rusqlite::Result<Vec<_>>>()?;
            if !ids.is_empty() {
                awaited.push((command, ids));
            }
        }
        Ok(awaited)
    }
}

impl Deed {
    /// What a filter does, from its word: hide, star, read, tag:NAME, run:COMMAND.
    ///
    /// # Errors
    /// When the word is another.
    pub fn from_word(word: &str) -> Result<Self> {
        match word.split_once(':') {
            Some(("tag", tag)) if !tag.is_empty() => {
                Ok(Deed::Mark(Mark::Tag(tag.to_owned(), true)))
            }
            Some(("run", command)) if !command.trim().is_empty() => {
                Ok(Deed::Run(command.to_owned()))
            }
            None if word == "hide" => Ok(Deed::Mark(Mark::Hidden(true))),
            None if word == "star" => Ok(Deed::Mark(Mark::Starred(true))),
            None if word == "read" => Ok(Deed::Mark(Mark::Read(true))),
            _ => Err(Error::Message(format!(
                "{word}: a filter can hide, star, read, tag:NAME or run:COMMAND"
            ))),
        }
    }

    /// The word that [`Self::from_word`] reads.
    pub fn word(&self) -> String {
        match self {
            Deed::Mark(Mark::Hidden(_)) => "hide".to_owned(),
            Deed::Mark(Mark::Starred(_)) => "star".to_owned(),
            Deed::Mark(Mark::Read(_)) => "read".to_owned(),
            Deed::Mark(Mark::Tag(tag, _)) => format!("tag:{tag}"),
            Deed::Run(command) => format!("run:{command}"),
        }
    }
}

fn read(db: &Connection) -> Result<Vec<Filter>> {
    let mut statement =
        db.prepare_cached("SELECT id, query, act FROM filters WHERE act IS NOT NULL ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut filters = Vec::new();
    while let Some(row) = rows.next()? {
        let word: String = row.get(2)?;
        filters.push(Filter {
            id: row.get(0)?,
            query: row.get(1)?,
            deed: Deed::from_word(&word)?,
        });
    }
    Ok(filters)
}

/// Runs the filters on the articles that are new. Not an act of the reader: it is not undone.
pub(super) fn run(db: &Transaction<'_>, saved: &[Saved], now: i64) -> Result<()> {
    let new: Vec<ArticleId> = saved.iter().filter_map(Saved::arrived).collect();
    if new.is_empty() {
        return Ok(());
    }
    for filter in read(db)? {
        if let Deed::Mark(mark) = filter.deed {
            apply(db, &among(db, &filter.query, &new, now)?, &mark)?;
        }
    }
    Ok(())
}

/// Which of `new` the query means.
fn among(db: &Connection, query: &str, new: &[ArticleId], now: i64) -> Result<Clause> {
    let mut clause = search::clause(db, &Query::parse(query, now)?)?;
    if let (Some(first), Some(last)) = (new.iter().min(), new.iter().max()) {
        clause.among(*first, *last);
    }
    let numbers: Vec<String> = new.iter().map(|id| id.0.to_string()).collect();
    clause.and(&format!("articles.id IN ({})", numbers.join(", ")), []);
    Ok(clause)
}

fn apply(db: &Transaction<'_>, clause: &Clause, mark: &Mark) -> Result<()> {
    let condition = &clause.sql;
    let mut values = clause.values.clone();
    let sql = match mark {
        Mark::Read(on) => format!(
            "UPDATE articles SET read = {} WHERE {condition}",
            u8::from(*on)
        ),
        Mark::Starred(on) => format!(
            "UPDATE articles SET starred = {} WHERE {condition}",
            u8::from(*on)
        ),
        Mark::Hidden(on) => format!(
            "UPDATE articles SET hidden = {} WHERE {condition}",
            u8::from(*on)
        ),
        Mark::Tag(tag, _) => {
            values.insert(0, tag.clone().into());
            format!(
                "INSERT OR IGNORE INTO article_tags (tag, article, own)
                 SELECT ?, articles.id, 1 FROM articles WHERE {condition}"
            )
        }
    };
    db.execute(&sql, params_from_iter(values))?;
    Ok(())
}

//! Saved queries, shown as feeds, and filters, which mark what arrives.

use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params_from_iter};

use super::acts::{Field, Mark, Place};
use super::articles::Saved;
use super::query::Query;
use super::search::Clause;
use super::{Library, search};
use crate::error::{Error, Result};

/// A filter: what it looks for and what it does to an arriving article.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// Its number.
    pub id: i64,
    /// What it looks for, in the query language.
    pub query: String,
    /// What it does.
    pub mark: Mark,
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
        Ok(rows.collect::<rusqlite::Result<_>>()?)
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
    pub fn add_filter(&mut self, query: &str, mark: &Mark, now: i64) -> Result<()> {
        Query::parse(query, now)?;
        self.db
            .execute("INSERT INTO filters (query) VALUES (?1)", [query])?;
        let id = self.db.last_insert_rowid();
        self.set_filter(id, Some(mark), now).map(drop)
    }

    /// Takes a filter away; false when there is none of that number.
    ///
    /// # Errors
    /// When the library cannot be written.
    pub fn remove_filter(&mut self, id: i64, now: i64) -> Result<bool> {
        self.set_filter(id, None, now)
    }

    fn set_filter(&mut self, id: i64, mark: Option<&Mark>, now: i64) -> Result<bool> {
        let place = Place {
            field: Field::Filter,
            row: id,
            key: "",
        };
        let value = mark.map_or(Value::Null, |mark| mark.word().into());
        self.act("filter changed", now, &[(place, value)])
    }
}

impl Mark {
    /// What a filter does, from its word: hide, star, read, tag:NAME.
    ///
    /// # Errors
    /// When the word is another.
    pub fn from_word(word: &str) -> Result<Self> {
        match word.split_once(':') {
            Some(("tag", tag)) if !tag.is_empty() => Ok(Mark::Tag(tag.to_owned(), true)),
            None if word == "hide" => Ok(Mark::Hidden(true)),
            None if word == "star" => Ok(Mark::Starred(true)),
            None if word == "read" => Ok(Mark::Read(true)),
            _ => Err(Error::Message(format!(
                "{word}: a filter can hide, star, read or tag:NAME"
            ))),
        }
    }

    /// The word that [`Self::from_word`] reads.
    pub fn word(&self) -> String {
        match self {
            Mark::Hidden(_) => "hide".to_owned(),
            Mark::Starred(_) => "star".to_owned(),
            Mark::Read(_) => "read".to_owned(),
            Mark::Tag(tag, _) => format!("tag:{tag}"),
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
            mark: Mark::from_word(&word)?,
        });
    }
    Ok(filters)
}

/// Runs the filters on the articles that are new. Not an act of the reader: it is not undone.
pub(super) fn run(db: &Transaction<'_>, saved: &[Saved], now: i64) -> Result<()> {
    let new: Vec<String> = saved
        .iter()
        .filter_map(|saved| match saved {
            Saved::New(id) => Some(id.0.to_string()),
            _ => None,
        })
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    for filter in read(db)? {
        let mut clause = search::clause(db, &Query::parse(&filter.query, now)?)?;
        clause.and(&format!("articles.id IN ({})", new.join(", ")), []);
        apply(db, &clause, &filter.mark)?;
    }
    Ok(())
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

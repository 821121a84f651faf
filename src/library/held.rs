//! Answers a query from sets of numbers: for whoever has the whole list before him, as the reader does.
//!
//! The list is read once, newest first, from an index. Each term of a query then gives a set of
//! articles, from an index too; the sets are joined, and the list is walked in the order that it is
//! held in. Nothing is sorted, no row of an article is looked up, and the count is that of what was found.

use std::cell::RefCell;

use rusqlite::OptionalExtension;

use super::Library;
use super::homes::Homes;
use super::meant::speaker_match;
use super::query::{Query, State, Term, What};
use super::said::{ANYBODY, Newest, WITH_WORDS, of_article, take_theirs};
use super::search::{Clause, WITH_TEXT, one_of, quoted, text_of};
use super::set::Set;
use crate::error::Result;
use crate::model::ArticleId;

/// The list of all articles, as it is until something in the library changes.
#[derive(Debug, Default)]
pub struct Held {
    order: Vec<ArticleId>,
    /// The same as a set.
    all: Set,
    unread: Set,
    /// What tells whether the library is still the same.
    stamp: (i64, i64),
    /// Where quotations stand: it outlives the list.
    homes: RefCell<Homes>,
}

impl Held {
    /// How many of these are unread.
    pub fn unread(&self, ids: &[ArticleId]) -> usize {
        ids.iter().filter(|id| self.unread.has(id.0)).count()
    }

    /// Takes it that between these two stamps no more was done than to mark an article `read` or unread.
    pub fn go_along(
        &mut self,
        before: (i64, i64),
        now: (i64, i64),
        read: Option<(ArticleId, bool)>,
    ) {
        if self.stamp != before {
            return;
        }
        self.stamp = now;
        match read {
            Some((id, true)) => self.unread.remove(id.0),
            // What is in no list is not counted.
            Some((id, false)) if self.all.has(id.0) => self.unread.add(id.0),
            _ => {}
        }
    }

    /// What stands before that article; all without one.
    fn before(&self, id: Option<ArticleId>) -> Set {
        let mut set = Set::default();
        let newer = self.order.iter().take_while(|it| Some(**it) != id);
        newer.for_each(|it| set.add(it.0));
        set
    }
}

/// Where fewer than one quotation of so many is meant, these are looked up one by one, each on a page of its own, unless it is
/// known already where all of them stand.
const FEW: usize = 100;

/// Quotations that are read ahead at once, in some two milliseconds: a key may wait for them.
const A_LITTLE: usize = 30_000;

impl Library {
    /// The list as it is now; `held` itself where nothing has changed since.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn hold(&self, held: Option<Held>) -> Result<Held> {
        let stamp = self.stamp()?;
        let homes = match held {
            Some(held) if held.stamp == stamp => return Ok(held),
            Some(held) => held.homes,
            None => RefCell::default(),
        };
        let (mut order, mut all) = (Vec::new(), Set::default());
        let sql = "SELECT id FROM articles WHERE hidden = 0 ORDER BY at DESC, id DESC";
        self.each(sql, &[], |id| {
            order.push(ArticleId(id));
            all.add(id);
        })?;
        let unread = self.set("SELECT id FROM articles WHERE hidden = 0 AND read = 0", &[])?;
        Ok(Held {
            order,
            all,
            unread,
            stamp,
            homes,
        })
    }

    /// The numbers of what `query` means, in the order of `held`. None when it asks for what is in no
    /// list.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn answer(&self, query: &Query, held: &Held) -> Result<Option<Vec<ArticleId>>> {
        if query.asks_for_hidden() {
            return Ok(None);
        }
        let mut found: Option<Set> = None;
        for all in &query.any {
            let one = self.all_of(all, held)?;
            match &mut found {
                Some(found) => found.join(&one),
                None => found = Some(one),
            }
        }
        let Some(found) = found else {
            return Ok(Some(held.order.clone()));
        };
        let all = held.order.iter().copied();
        Ok(Some(all.filter(|id| found.has(id.0)).collect()))
    }

    fn all_of(&self, terms: &[Term], held: &Held) -> Result<Set> {
        let mut found: Option<Set> = None;
        let mut keep = |set: Set, not: bool| match &mut found {
            Some(found) => found.meet(&set, not),
            None if !not => found = Some(set),
            None => {
                let mut all = held.all.clone();
                all.meet(&set, true);
                found = Some(all);
            }
        };
        if let Some(text) = text_of(terms) {
            keep(self.set(WITH_TEXT, &[text.into()])?, false);
        }
        if let Some(question) = quoted(&self.db, terms)? {
            keep(self.with_quotes(question, held)?, false);
        }
        for term in terms {
            match &term.what {
                What::Is(State::Unread) => keep(held.unread.clone(), term.not),
                What::Is(State::Read) => keep(held.unread.clone(), !term.not),
                What::After(at) => keep(held.before(self.first_before(*at)?), term.not),
                What::Before(at) => keep(held.before(self.first_before(*at)?), !term.not),
                _ => {
                    let Some(Clause { sql, values }) = one_of(&self.db, term)? else {
                        continue;
                    };
                    let sql =
                        format!("SELECT id FROM articles WHERE articles.hidden = 0 AND ({sql})");
                    keep(self.set(&sql, &values)?, term.not);
                }
            }
        }
        Ok(found.unwrap_or_default())
    }

    /// The newest article from before `at`.
    fn first_before(&self, at: i64) -> Result<Option<ArticleId>> {
        let sql = "SELECT id FROM articles WHERE hidden = 0 AND at < ?1 ORDER BY at DESC, id DESC LIMIT 1";
        let mut statement = self.db.prepare_cached(sql)?;
        let found = statement.query_row([at], |row| row.get(0)).optional()?;
        Ok(found.map(ArticleId))
    }

    /// The articles of the quotations that an index finds.
    fn with_quotes(&self, question: String, held: &Held) -> Result<Set> {
        let quotes = self.numbers_of(question)?;
        let mut homes = held.homes.borrow_mut();
        if self.goes_by_homes(&quotes, &mut homes)? {
            return Ok(homes.of(quotes));
        }
        let mut articles = Set::default();
        let mut home = self
            .db
            .prepare_cached("SELECT article FROM quotes WHERE id = ?1")?;
        for quote in quotes {
            let mut rows = home.query([quote])?;
            while let Some(row) = rows.next()? {
                articles.add(row.get(0)?);
            }
        }
        Ok(articles)
    }

    /// The newest `count` of what a person of that name said, however sure, and how many quotations in how many articles
    /// there are in all. Nothing is sorted and no row is looked up but those that are given. None where that is so little, or
    /// so little is known yet, that [`Library::said`] is as quick.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn said_newest(&self, name: &str, count: usize, held: &Held) -> Result<Option<Newest>> {
        let quotes = self.numbers_of(speaker_match(&self.db, name)?)?;
        if quotes.len() < count {
            return Ok(None);
        }
        let mut homes = held.homes.borrow_mut();
        if !self.goes_by_homes(&quotes, &mut homes)? {
            return Ok(None);
        }
        let (mut theirs, mut articles) = (Set::default(), Set::default());
        let mut all = 0;
        homes.each(quotes, |quote, article| {
            if held.all.has(article) {
                theirs.add(quote);
                articles.add(article);
                all += 1;
            }
        });
        let with = held.order.iter().filter(|id| articles.has(id.0));
        let mut newest = Vec::new();
        let mut statement = self.db.prepare_cached(&of_article(ANYBODY))?;
        for id in with {
            let rows = statement.query([id.0])?;
            take_theirs(rows, &theirs, &mut newest)?;
            if newest.len() >= count {
                break;
            }
        }
        newest.truncate(count);
        Ok(Some((newest, (all, articles.len()))))
    }

    /// The numbers of the quotations that an index finds.
    fn numbers_of(&self, question: String) -> Result<Vec<i64>> {
        let mut quotes = Vec::new();
        self.each(WITH_WORDS, &[question.into()], |quote| quotes.push(quote))?;
        Ok(quotes)
    }

    /// Whether it is known now where quotations stand; for few of them that is not read first.
    fn goes_by_homes(&self, quotes: &[i64], homes: &mut Homes) -> Result<bool> {
        let newest = "SELECT coalesce(max(id), 0) FROM quotes";
        let all: i64 = self.db.query_row(newest, [], |row| row.get(0))?;
        let few = quotes.len() < usize::try_from(all).unwrap_or(0) / FEW;
        let goes = !few || self.knows_homes(homes)?;
        if goes {
            self.read_homes(homes, usize::MAX)?;
        }
        Ok(goes)
    }

    /// Reads a little of where quotations stand, for whoever asks next who said something; whether there is more of it.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn read_ahead(&self, held: &Held) -> Result<bool> {
        let mut homes = held.homes.borrow_mut();
        if homes.is_begun() && !self.fits(&homes)? {
            // Quotations are being stored all the while; it would begin again and again.
            return Ok(false);
        }
        self.read_homes(&mut homes, A_LITTLE)?;
        Ok(!self.knows_homes(&homes)?)
    }

    /// Changes with every change of the library: by others, and from here.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn stamp(&self) -> Result<(i64, i64)> {
        let number = |sql: &str| -> Result<i64> {
            let mut statement = self.db.prepare_cached(sql)?;
            Ok(statement.query_row([], |row| row.get(0))?)
        };
        Ok((
            number("PRAGMA data_version")?,
            number("SELECT total_changes()")?,
        ))
    }
}

//! Which article a quotation stands in, told by its number alone.
//!
//! A row of `quotes` tells it too, but each stands on a page of its own, and its index goes by articles. Those of one
//! article are stored one after the other: three numbers an article are enough, and hold until others are stored.

use super::Library;
use super::set::Set;
use crate::error::Result;

/// Where quotations stand, as far as that was read.
#[derive(Debug, Default)]
pub(super) struct Homes {
    runs: Vec<Run>,
    /// The article that was read last.
    last: i64,
    /// All is read, and the runs are in order.
    whole: bool,
    /// What tells whether it is still so.
    stamp: (i64, u64),
}

/// Quotations one after the other that stand in one article. No file holds more than these numbers count.
#[derive(Debug)]
struct Run {
    first: u32,
    last: u32,
    article: u32,
}

impl Homes {
    fn add(&mut self, quote: i64, article: i64) {
        let (Ok(quote), Ok(article)) = (u32::try_from(quote), u32::try_from(article)) else {
            return;
        };
        let goes_on =
            |run: &&mut Run| run.article == article && run.last.checked_add(1) == Some(quote);
        match self.runs.last_mut().filter(goes_on) {
            Some(run) => run.last = quote,
            None => self.runs.push(Run {
                first: quote,
                last: quote,
                article,
            }),
        }
    }

    /// Whether some of it was read.
    pub fn is_begun(&self) -> bool {
        !self.runs.is_empty()
    }

    /// The articles of these quotations.
    pub fn of(&self, quotes: Vec<i64>) -> Set {
        let mut articles = Set::default();
        self.each(quotes, |_, article| articles.add(article));
        articles
    }

    /// Takes each of these quotations with its article.
    pub fn each(&self, mut quotes: Vec<i64>, mut take: impl FnMut(i64, i64)) {
        quotes.sort_unstable();
        let mut runs = self.runs.iter().peekable();
        for quote in quotes {
            while runs.next_if(|run| i64::from(run.last) < quote).is_some() {}
            if let Some(run) = runs.peek().filter(|run| i64::from(run.first) <= quote) {
                take(quote, run.article.into());
            }
        }
    }
}

impl Library {
    /// Whether all quotations are known by their numbers.
    pub(super) fn knows_homes(&self, homes: &Homes) -> Result<bool> {
        Ok(homes.whole && self.fits(homes)?)
    }

    /// Whether no quotations were stored since.
    pub(super) fn fits(&self, homes: &Homes) -> Result<bool> {
        Ok(homes.stamp == self.quoted_stamp()?)
    }

    /// Reads on where the quotations stand, of `most` of them and what else the last article has.
    pub(super) fn read_homes(&self, homes: &mut Homes, most: usize) -> Result<()> {
        let stamp = self.quoted_stamp()?;
        if homes.stamp != stamp {
            *homes = Homes {
                stamp,
                ..Homes::default()
            };
        }
        if homes.whole {
            return Ok(());
        }
        let mut statement = self.db.prepare_cached(
            "SELECT article, id FROM quotes INDEXED BY quote_articles WHERE article > ?1 ORDER BY article, id",
        )?;
        let mut rows = statement.query([homes.last])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            let (article, quote) = (row.get(0)?, row.get(1)?);
            if count >= most && article != homes.last {
                return Ok(());
            }
            homes.last = article;
            homes.add(quote, article);
            count += 1;
        }
        homes.runs.sort_unstable_by_key(|run| run.first);
        homes.whole = true;
        Ok(())
    }

    /// Changes whenever quotations were stored: by others, and from here.
    fn quoted_stamp(&self) -> Result<(i64, u64)> {
        let others = "PRAGMA data_version";
        let others = self.db.query_row(others, [], |row| row.get(0))?;
        Ok((others, self.requoted))
    }
}

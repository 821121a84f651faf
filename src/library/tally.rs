//! Who speaks how much: quotations counted by speaker, feed and month.

use std::collections::HashMap;

use rusqlite::params_from_iter;

use super::Library;
use super::query::Query;
use super::search::clause;
use super::shelf::SOURCE;
use crate::error::Result;
use crate::model::{ArticleId, SortSmall, Tally};

/// What quotations are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Who said it, after the reader's corrections; empty where that is unclear.
    Speaker,
    /// The feed, for kept articles the site.
    Feed,
    /// The month of the article in UTC: `2026-11`.
    Month,
}

impl Library {
    /// Counts what was said in the articles that `query` means, by everybody or by a person of that name:
    /// most words first. A speaker less sure than `doubt` counts as unclear.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn tally(
        &self,
        name: Option<&str>,
        query: &Query,
        doubt: f32,
        by: &[By],
    ) -> Result<Vec<Tally>> {
        let asked = match name {
            Some(name) => self.said_by(name, query, doubt)?,
            None => clause(&self.db, query)?,
        };
        let sql = format!(
            "SELECT CASE WHEN quotes.certainty >= {doubt} OR quotes.who IS NOT quotes.speaker THEN quotes.who END,
                    {SOURCE}, articles.at, quotes.words, articles.id
               FROM quotes JOIN articles ON articles.id = quotes.article JOIN feeds ON feeds.id = articles.feed
              WHERE {} ORDER BY articles.at, articles.id, quotes.nth",
            asked.sql
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(&asked.values))?;
        let mut tallies: HashMap<Vec<String>, (Tally, Option<ArticleId>)> = HashMap::new();
        while let Some(row) = rows.next()? {
            let who: Option<String> = row.get(0)?;
            let feed: String = row.get(1)?;
            let at: i64 = row.get(2)?;
            let words: String = row.get(3)?;
            let article = ArticleId(row.get(4)?);
            let value = |by: &By| match by {
                By::Speaker => who.clone().unwrap_or_default(),
                By::Feed => feed.clone(),
                By::Month => month(at),
            };
            let key: Vec<String> = by.iter().map(value).collect();
            // Names differ in capitals from text to text: one person.
            let same = key.iter().map(|value| value.to_lowercase()).collect();
            let (tally, before) = tallies.entry(same).or_default();
            if tally.quotes == 0 {
                tally.key = key;
                tally.first = at;
            }
            tally.quotes += 1;
            tally.words += words.split_whitespace().count();
            tally.articles += usize::from(before.replace(article) != Some(article));
            tally.feeds.insert(feed);
            tally.last = at;
        }
        let mut tallies: Vec<Tally> = tallies.into_values().map(|(tally, _)| tally).collect();
        tallies.sort_small_by(|a, b| b.words.cmp(&a.words).then_with(|| a.key.cmp(&b.key)));
        Ok(tallies)
    }
}

/// The month of a time in seconds since 1970.
fn month(at: i64) -> String {
    let time = jiff::Timestamp::from_second(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    time.strftime("%Y-%m").to_string()
}

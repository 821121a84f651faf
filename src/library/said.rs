//! Everything that a person said.

use rusqlite::{Row, Rows, params, params_from_iter};

use super::Library;
use super::meant::speaker_match;
use super::query::{Query, Term, What};
use super::search::{Clause, MANY, WITH_TEXT, clause, part_of, phrase, quoted};
use super::set::Set;
use super::shelf::SOURCE;
use crate::error::Result;
use crate::model::{ArticleId, QuoteKind, Said};

/// The columns of a [`Said`] but for its source, for [`read_said`].
pub(super) const COLUMNS: &str =
    "quotes.article, quotes.nth, quotes.kind, quotes.words, quotes.who,
    quotes.certainty, articles.at, articles.title, articles.byline, articles.url";

/// The quotations that have the words.
pub(super) const WITH_WORDS: &str = "SELECT rowid FROM quote_text WHERE quote_text MATCH ?";

/// The speaker is as sure as asked, or put right by the reader.
const SURE: &str = "(quotes.certainty >= ? OR quotes.who IS NOT quotes.speaker)";

/// As sure as none.
pub(super) const ANYBODY: &str = "1";

/// The newest of what somebody said, and how many quotations in how many articles there are in all.
pub type Newest = (Vec<Said>, (usize, usize));

/// So many articles are looked into one by one at most.
const FURTHEST: usize = 6000;

/// What is asked of quotations.
struct Asked {
    /// To the index of quotations.
    question: String,
    doubt: f64,
    /// What words of the quotation or of its article's title have to be.
    about: Clause,
    /// What their articles have to be.
    articles: Clause,
}

impl Asked {
    fn whole(&self) -> Clause {
        let mut whole = Clause::default();
        let theirs = format!("quotes.id IN ({WITH_WORDS})");
        whole.and(&theirs, [self.question.clone().into()]);
        whole.and(SURE, [self.doubt.into()]);
        for part in [&self.about, &self.articles] {
            if !part.sql.is_empty() {
                whole.and(&part.sql, part.values.clone());
            }
        }
        whole
    }
}

impl Library {
    /// What a person of that name said, newest first, in the articles that `query` means. `quote:` and
    /// `about:` in it are asked of the quotation itself. Speakers less sure than `doubt` are left out.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn said(&self, name: &str, query: &Query, doubt: f32, count: usize) -> Result<Vec<Said>> {
        let asked = self.asked(name, query, doubt)?;
        if let Some(newest) = self.newest_said(&asked, count)? {
            return Ok(newest);
        }
        let whole = asked.whole();
        let sql = format!(
            "SELECT {COLUMNS}, {SOURCE} FROM quotes JOIN articles ON articles.id = quotes.article
               JOIN feeds ON feeds.id = articles.feed
              WHERE {} ORDER BY articles.at DESC, articles.id DESC, quotes.nth LIMIT {count}",
            whole.sql
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(&whole.values), read_said)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The same by looking into one article after the other, newest first. Of somebody who speaks in very many this is far
    /// quicker than sorting all of it; none where it would not be.
    fn newest_said(&self, asked: &Asked, count: usize) -> Result<Option<Vec<Said>>> {
        let most = count.saturating_mul(8);
        if !asked.about.sql.is_empty() || most > FURTHEST {
            return Ok(None);
        }
        let mut theirs = Set::default();
        let mut hits = 0;
        self.each(WITH_WORDS, &[asked.question.clone().into()], |quote| {
            theirs.add(quote);
            hits += 1;
        })?;
        if hits < MANY {
            return Ok(None);
        }
        let mut walk = self.db.prepare_cached(&format!(
            "SELECT articles.id FROM articles WHERE {} ORDER BY at DESC, id DESC LIMIT {most}",
            asked.articles.sql
        ))?;
        let mut said = self.db.prepare_cached(&of_article(SURE))?;
        let mut articles = walk.query(params_from_iter(&asked.articles.values))?;
        let mut found = Vec::new();
        let mut seen = 0;
        while found.len() < count {
            let Some(article) = articles.next()? else {
                return Ok((seen < most).then_some(found));
            };
            seen += 1;
            let rows = said.query(params![article.get::<_, i64>(0)?, asked.doubt])?;
            take_theirs(rows, &theirs, &mut found)?;
        }
        found.truncate(count);
        Ok(Some(found))
    }

    /// How many quotations that are, in how many articles.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn said_count(&self, name: &str, query: &Query, doubt: f32) -> Result<(usize, usize)> {
        let whole = self.said_by(name, query, doubt)?;
        let sql = format!(
            "SELECT count(*), count(DISTINCT quotes.article) FROM quotes
               JOIN articles ON articles.id = quotes.article WHERE {}",
            whole.sql
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let (quotes, articles): (u32, u32) = statement
            .query_row(params_from_iter(&whole.values), |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        Ok((quotes as usize, articles as usize))
    }

    /// What [`Self::said`] asks, as a condition on `quotes` and `articles`.
    pub(super) fn said_by(&self, name: &str, query: &Query, doubt: f32) -> Result<Clause> {
        Ok(self.asked(name, query, doubt)?.whole())
    }

    fn asked(&self, name: &str, query: &Query, doubt: f32) -> Result<Asked> {
        let speaker = speaker_match(&self.db, name)?;
        let (own, rest) = query.split();
        let question = match quoted(&self.db, &own)? {
            Some(quoted) => format!("{speaker} AND {quoted}"),
            None => speaker,
        };
        let mut about = Clause::default();
        for term in &own {
            if let What::About(words) = &term.what {
                let not = if term.not { "NOT " } else { "" };
                let words = phrase(words);
                about.and(
                    &format!("{not}(quotes.id IN ({WITH_WORDS}) OR articles.id IN ({WITH_TEXT}))"),
                    [
                        format!("words : {words}").into(),
                        format!("title : {words}").into(),
                    ],
                );
            }
        }
        Ok(Asked {
            question,
            doubt: f64::from(doubt),
            about,
            articles: clause(&self.db, &rest)?,
        })
    }

    /// The `count` people who said most, with how often; with `part`, of those whose name holds it.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn speakers(&self, part: &str, count: u32) -> Result<Vec<(String, u32)>> {
        let mut statement = self.db.prepare_cached(
            "SELECT who, times FROM voices
              WHERE ?1 = '' OR instr(lower(who), lower(?1)) ORDER BY times DESC, who LIMIT ?2",
        )?;
        let rows =
            statement.query_map(params![part, count], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Query {
    /// The terms that `said` asks of the quotation itself, and the rest of the query.
    fn split(&self) -> (Vec<Term>, Query) {
        let [all] = self.any.as_slice() else {
            return (Vec::new(), self.clone());
        };
        let own = |term: &Term| match &term.what {
            What::Quote(words) | What::Said(words) | What::About(words)
                if part_of(words).is_some() =>
            {
                false
            }
            What::Quote(_) | What::Said(_) => !term.not,
            What::About(_) => true,
            _ => false,
        };
        let (own, rest): (Vec<Term>, Vec<Term>) = all.iter().cloned().partition(own);
        let any = if rest.is_empty() {
            Vec::new()
        } else {
            vec![rest]
        };
        (own, Query::any(any))
    }
}

/// The question for the quotations of an article, in their order, that are as sure as it says; what they are known by comes
/// last.
pub(super) fn of_article(sure: &str) -> String {
    format!(
        "SELECT {COLUMNS}, {SOURCE}, quotes.id FROM quotes JOIN articles ON articles.id = quotes.article
           JOIN feeds ON feeds.id = articles.feed
          WHERE quotes.article = ?1 AND {sure} ORDER BY quotes.nth"
    )
}

/// Takes those of an article's quotations that are among `theirs`.
pub(super) fn take_theirs(mut rows: Rows<'_>, theirs: &Set, found: &mut Vec<Said>) -> Result<()> {
    while let Some(row) = rows.next()? {
        if theirs.has(row.get(11)?) {
            found.push(read_said(row)?);
        }
    }
    Ok(())
}

pub(super) fn read_said(row: &Row<'_>) -> rusqlite::Result<Said> {
    let nth: u32 = row.get(1)?;
    Ok(Said {
        article: ArticleId(row.get(0)?),
        nth: nth as usize,
        kind: match row.get(2)? {
            0 => QuoteKind::Direct,
            1 => QuoteKind::Indirect,
            _ => QuoteKind::Mixed,
        },
        words: row.get(3)?,
        who: row.get(4)?,
        certainty: row.get(5)?,
        at: row.get(6)?,
        title: super::pack::line(row.get(7)?),
        byline: row.get(8)?,
        url: row.get(9)?,
        source: row.get(10)?,
    })
}

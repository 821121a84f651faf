//! Everything that a person said, and where else the same words stand.

use rusqlite::{Row, params, params_from_iter};

use super::Library;
use super::meant::speaker_match;
use super::query::{Query, Term, What};
use super::search::{Clause, clause, part_of, phrase, quoted};
use super::shelf::SOURCE;
use crate::error::Result;
use crate::model::{ArticleId, Likeness, QuoteKind, Said};

const COLUMNS: &str = "quotes.article, quotes.nth, quotes.kind, quotes.words, quotes.who,
    quotes.certainty, articles.at, articles.title, articles.byline, articles.url";

impl Library {
    /// What a person of that name said, newest first, in the articles that `query` means. `quote:` and
    /// `about:` in it are asked of the quotation itself. Speakers less sure than `doubt` are left out.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn said(&self, name: &str, query: &Query, doubt: f32, count: usize) -> Result<Vec<Said>> {
        let whole = self.said_by(name, query, doubt)?;
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

    pub(super) fn said_by(&self, name: &str, query: &Query, doubt: f32) -> Result<Clause> {
        let speaker = speaker_match(&self.db, name)?;
        let (own, rest) = query.split();
        let mut whole = Clause::default();
        let question = match quoted(&self.db, &own)? {
            Some(quoted) => format!("{speaker} AND {quoted}"),
            None => speaker,
        };
        whole.and(
            "quotes.id IN (SELECT rowid FROM quote_text WHERE quote_text MATCH ?)",
            [question.into()],
        );
        whole.and(
            "(quotes.certainty >= ? OR quotes.who IS NOT quotes.speaker)",
            [f64::from(doubt).into()],
        );
        for term in &own {
            if let What::About(words) = &term.what {
                let not = if term.not { "NOT " } else { "" };
                let words = phrase(words);
                whole.and(
                    &format!(
                        "{not}(quotes.id IN (SELECT rowid FROM quote_text WHERE quote_text MATCH ?)
                          OR articles.id IN (SELECT rowid FROM article_text WHERE article_text MATCH ?))"
                    ),
                    [format!("words : {words}").into(), format!("title : {words}").into()],
                );
            }
        }
        let rest = clause(&self.db, &rest)?;
        whole.and(&rest.sql, rest.values);
        Ok(whole)
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

    /// Where else the words of a quotation stand: the same, shortened, longer or altered; the most
    /// alike first, then by date.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn same_words(&self, article: ArticleId, words: &str) -> Result<Vec<(Likeness, Said)>> {
        let ours = tokens(words);
        let Some(question) = rarest(&ours) else {
            return Ok(Vec::new());
        };
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS}, {SOURCE} FROM quote_text JOIN quotes ON quotes.id = quote_text.rowid
               JOIN articles ON articles.id = quotes.article JOIN feeds ON feeds.id = articles.feed
              WHERE quote_text MATCH ?1 AND quotes.article <> ?2 AND articles.hidden = 0
              ORDER BY bm25(quote_text) LIMIT 200"
        ))?;
        let rows = statement.query_map(params![question, article.0], read_said)?;
        let mut same = Vec::new();
        for said in rows {
            let said = said?;
            if let Some(likeness) = likeness(&ours, &tokens(&said.words)) {
                same.push((likeness, said));
            }
        }
        same.sort_by_key(|(likeness, said)| (*likeness, said.at));
        Ok(same)
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

fn read_said(row: &Row<'_>) -> rusqlite::Result<Said> {
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
        title: row.get(7)?,
        byline: row.get(8)?,
        url: row.get(9)?,
        source: row.get(10)?,
    })
}

/// Words in lower case without punctuation.
fn tokens(words: &str) -> Vec<String> {
    words
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(|word| word.trim_matches(['\'', '’']).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// A question for the longest words: they are the rarest. None for less than three words, which
/// anybody may have said.
fn rarest(tokens: &[String]) -> Option<String> {
    if tokens.len() < 3 {
        return None;
    }
    let mut longest: Vec<&String> = tokens.iter().collect();
    longest.sort_by_key(|word| std::cmp::Reverse(word.len()));
    longest.dedup();
    let words: Vec<String> = longest.iter().take(6).map(|word| phrase(word)).collect();
    Some(format!("words : ({})", words.join(" OR ")))
}

/// How alike two rows of words are; none when they are not.
fn likeness(ours: &[String], theirs: &[String]) -> Option<Likeness> {
    let inside = |short: &[String], long: &[String]| {
        short.len() >= 3 && long.windows(short.len()).any(|window| window == short)
    };
    if ours == theirs {
        return Some(Likeness::Identical);
    }
    if inside(theirs, ours) {
        return Some(Likeness::Shortened);
    }
    if inside(ours, theirs) {
        return Some(Likeness::Longer);
    }
    let common = in_order(ours, theirs);
    let shorter = ours.len().min(theirs.len());
    (common >= 4 && common * 10 >= shorter * 7 && common * 2 >= ours.len().max(theirs.len()))
        .then_some(Likeness::Altered)
}

/// The length of the longest common subsequence, of at most 400 words.
fn in_order(left: &[String], right: &[String]) -> usize {
    let (left, right) = (&left[..left.len().min(400)], &right[..right.len().min(400)]);
    let mut row = vec![0_usize; right.len() + 1];
    for word in left {
        let mut diagonal = 0;
        for (at, other) in right.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == other {
                diagonal + 1
            } else {
                above.max(row[at])
            };
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ours: &str, theirs: &str, expected: Option<Likeness>) {
        assert_eq!(
            likeness(&tokens(ours), &tokens(theirs)),
            expected,
            "{ours} / {theirs}"
        );
    }

    #[test]
    fn quotations_are_told_apart() {
        let whole = "“We will not close the ferry line this year,”";
        check(
            whole,
            "We will not close the ferry line this year.",
            Some(Likeness::Identical),
        );
        check(whole, "not close the ferry line", Some(Likeness::Shortened));
        check("not close the ferry", whole, Some(Likeness::Longer));
        check(
            whole,
            "We shall not close that ferry line this year",
            Some(Likeness::Altered),
        );
        check(whole, "Bread is dearer than it was last year", None);
        check("We will", "We will", Some(Likeness::Identical));
        check("the ferry", whole, None);
    }

    #[test]
    fn few_words_are_not_looked_for() {
        assert_eq!(rarest(&tokens("We will")), None);
        assert!(rarest(&tokens("We will not")).is_some());
    }
}

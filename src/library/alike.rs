//! Where else the same words stand: the same, shortened, longer or altered.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rusqlite::{Rows, params};

use super::Library;
use super::said::{COLUMNS, WITH_WORDS, read_said};
use super::search::phrase;
use super::shelf::SOURCE;
use crate::error::Result;
use crate::model::{ArticleId, Likeness, Said, SortSmall};

/// So many quotations are compared word by word, those that have most of the rarest words.
const COMPARED: usize = 1000;

/// So many are given at most.
const GIVEN: usize = 200;

impl Library {
    /// Where else the words of a quotation stand: the same, shortened, longer or altered; the most
    /// alike first, then by date.
    ///
    /// # Errors
    /// When the library cannot be read.
    pub fn same_words(&self, article: ArticleId, words: &str) -> Result<Vec<(Likeness, Said)>> {
        let ours = tokens(words);
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS}, {SOURCE} FROM quotes
               JOIN articles ON articles.id = quotes.article JOIN feeds ON feeds.id = articles.feed
              WHERE quotes.id = ?1 AND quotes.article <> ?2 AND articles.hidden = 0"
        ))?;
        let mut same = Vec::new();
        for quote in self.with_most(&rarest(&ours))? {
            let mut rows = statement.query(params![quote, article.0])?;
            let Some(row) = rows.next()? else { continue };
            let said = read_said(row)?;
            if let Some(likeness) = likeness(&ours, &tokens(&said.words)) {
                same.push((likeness, said));
            }
        }
        same.sort_small_by_key(|(likeness, said)| (*likeness, said.at, said.article, said.nth));
        same.truncate(GIVEN);
        Ok(same)
    }

    /// The quotations that have most of these words, of those that have equally many the newest.
    ///
    /// The index is asked for each word by itself and the answers, which are in order, are walked side by side: what all
    /// have that have any is not ranked, which takes ten times as long.
    fn with_most(&self, words: &[String]) -> Result<Vec<i64>> {
        let prepare = |_| self.db.prepare_cached(WITH_WORDS);
        let mut statements = words
            .iter()
            .map(prepare)
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let asked = statements.iter_mut().zip(words);
        let mut answers = asked
            .map(|(statement, word)| statement.query([format!("words : {word}")]))
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let mut heads = Vec::with_capacity(answers.len());
        for rows in &mut answers {
            heads.push(number(rows)?);
        }
        let mut most = BinaryHeap::new();
        while let Some(quote) = heads.iter().flatten().min().copied() {
            let mut count = 0;
            for (head, rows) in heads.iter_mut().zip(&mut answers) {
                if *head == Some(quote) {
                    count += 1;
                    *head = number(rows)?;
                }
            }
            most.push(Reverse((count, quote)));
            if most.len() > COMPARED {
                most.pop();
            }
        }
        Ok(most.into_iter().map(|Reverse((_, quote))| quote).collect())
    }
}

/// The next number of an answer.
fn number(rows: &mut Rows<'_>) -> Result<Option<i64>> {
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
}

/// Words in lower case without punctuation.
fn tokens(words: &str) -> Vec<String> {
    words
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(|word| word.trim_matches(['\'', '’']).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// The longest words, as they are asked for: they are the rarest. None of less than three words, which anybody may have
/// said.
fn rarest(tokens: &[String]) -> Vec<String> {
    if tokens.len() < 3 {
        return Vec::new();
    }
    let mut longest: Vec<&String> = tokens.iter().collect();
    longest.sort_small_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    longest.dedup();
    longest.iter().take(6).map(|word| phrase(word)).collect()
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
        assert!(rarest(&tokens("We will")).is_empty());
        assert_eq!(rarest(&tokens("We will, we will not")).len(), 3);
    }
}

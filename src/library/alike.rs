//! Where else the same words stand: the same, shortened, longer or altered.

use rusqlite::params;

use super::Library;
use super::said::{COLUMNS, read_said};
use super::search::phrase;
use super::shelf::SOURCE;
use crate::error::Result;
use crate::model::{ArticleId, Likeness, Said, SortSmall};

impl Library {
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
        same.sort_small_by_key(|(likeness, said)| (*likeness, said.at));
        Ok(same)
    }
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
    longest.sort_small_by_key(|word| std::cmp::Reverse(word.len()));
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

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
        let Some(question) = question(&ours, |word| self.is_seldom(word))? else {
            return Ok(Vec::new());
        };
        // Only the best are looked up: each is on a page of its own.
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS}, {SOURCE} FROM
               (SELECT rowid AS quote, rank AS likeness FROM quote_text WHERE quote_text MATCH ?1 ORDER BY rank LIMIT 400)
               JOIN quotes ON quotes.id = quote
               JOIN articles ON articles.id = quotes.article JOIN feeds ON feeds.id = articles.feed
              WHERE quotes.article <> ?2 AND articles.hidden = 0 ORDER BY likeness LIMIT 200"
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

    /// Whether few quotations have the word.
    fn is_seldom(&self, word: &str) -> Result<bool> {
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM quote_text WHERE quote_text MATCH ?1 LIMIT {MANY})"
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let hits: i64 =
            statement.query_row([format!("words : {}", phrase(word))], |row| row.get(0))?;
        Ok(hits < MANY)
    }
}

/// So many quotations have a word that tells nothing by itself.
const MANY: i64 = 2000;

/// Words of a quotation that are asked for: of an altered one hardly all of these are others. Those that many have are
/// asked for together.
const SELDOM: usize = 4;
const TOGETHER: usize = 3;

/// Words that are looked at for it. One that very many have costs some milliseconds.
const LOOKED_AT: usize = 8;

/// Words in lower case without punctuation.
fn tokens(words: &str) -> Vec<String> {
    words
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(|word| word.trim_matches(['\'', '’']).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// A question for the words that few others have, and where there are hardly any for the longest of the others, all at
/// once. None for less than three words, which anybody may have said.
fn question(tokens: &[String], is_seldom: impl Fn(&str) -> Result<bool>) -> Result<Option<String>> {
    if tokens.len() < 3 {
        return Ok(None);
    }
    let mut longest: Vec<&String> = tokens.iter().collect();
    longest.sort_small_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    longest.dedup();
    let (mut seldom, mut common) = (Vec::new(), Vec::new());
    for word in longest.into_iter().take(LOOKED_AT) {
        if seldom.len() == SELDOM {
            break;
        }
        match is_seldom(word)? {
            true => seldom.push(phrase(word)),
            false => common.push(phrase(word)),
        }
    }
    common.truncate(TOGETHER);
    if seldom.len() < TOGETHER && !common.is_empty() {
        seldom.push(format!("({})", common.join(" AND ")));
    }
    Ok(Some(format!("words : ({})", seldom.join(" OR "))))
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
        let check = |words: &str, seldom: &[&str], common: &[&str]| {
            let asked = question(&tokens(words), |word| Ok(word.contains('x'))).unwrap();
            let all = |words: &[&str]| words.iter().map(|it| phrase(it)).collect::<Vec<_>>();
            let mut parts = all(seldom);
            if !common.is_empty() {
                parts.push(format!("({})", all(common).join(" AND ")));
            }
            let expected = format!("words : ({})", parts.join(" OR "));
            assert_eq!(asked, Some(expected), "{words}");
        };
        check("We will not, not now", &[], &["will", "not", "now"]);
        let words = "The taxi waits behind the axle";
        check(words, &["axle", "taxi"], &["behind", "waits", "the"]);
        let words = "Six axles, six taxis and an ox";
        check(words, &["axles", "taxis", "six", "ox"], &[]);
        let asked = question(&tokens("We will"), |_| Ok(true));
        assert_eq!(asked.unwrap(), None);
    }
}

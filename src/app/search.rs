//! Search in the open article.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::model::Span;

/// A search that is live: its words and where they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// The words as typed.
    pub words: String,
    /// Every match, in order, none over another.
    pub hits: Vec<Span>,
    /// The match that was gone to.
    pub current: Option<usize>,
}

impl Search {
    /// Looks for words in `text`. Small letters find capitals too; straight quotation marks and
    /// apostrophes find the curly ones.
    pub fn new(text: &str, words: &str) -> Self {
        Search {
            words: words.to_owned(),
            hits: find(text, words),
            current: None,
        }
    }
}

fn find(text: &str, words: &str) -> Vec<Span> {
    if words.is_empty() {
        return Vec::new();
    }
    let exact = words.chars().any(char::is_uppercase);
    let mut patterns = vec![words.to_owned()];
    if words.contains(['\'', '"']) {
        patterns.push(words.replace('\'', "’").replace('"', "“"));
        patterns.push(words.replace('\'', "‘").replace('"', "”"));
    }
    if !exact && !words.is_ascii() {
        // The searcher folds ASCII alone; other letters are tried as they usually come.
        let capital = |words: &String| {
            let mut letters = words.chars();
            let first: String = letters
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .collect();
            first + letters.as_str()
        };
        let others: Vec<_> = patterns
            .iter()
            .flat_map(|p| [p.to_uppercase(), capital(p)])
            .collect();
        patterns.extend(others);
    }
    let searcher = AhoCorasick::builder()
        .ascii_case_insensitive(!exact)
        .match_kind(MatchKind::LeftmostLongest)
        .build(&patterns);
    searcher.map_or_else(
        |_| Vec::new(),
        |searcher| {
            searcher
                .find_iter(text)
                .map(|m| Span::from(m.range()))
                .collect()
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: usize) {
        let text = "The Ferry. A ferry isn’t a “boat”. Élan, élan. FERRY";
        assert_eq!(Search::new(text, words).hits.len(), expected, "{words}");
    }

    #[test]
    fn small_letters_find_all_capitals_only_themselves() {
        check("ferry", 3);
        check("Ferry", 1);
        check("élan", 2);
        check("isn't", 1);
        check("\"boat\"", 0);
        check("\"boat", 1);
        check("", 0);
    }
}

//! Search in the open article.

use std::borrow::Cow;

use memchr::memmem;

use crate::app::words::capital;
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
    // Folding ASCII alone keeps every offset; a plain search in the folded copy is the fastest way.
    let folded = if exact {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_ascii_lowercase())
    };
    let mut hits: Vec<Span> = spellings(words, exact)
        .iter()
        .flat_map(|pattern| {
            let found = memmem::find_iter(folded.as_bytes(), pattern.as_bytes());
            let found: Vec<_> = found.map(|at| Span::new(at, at + pattern.len())).collect();
            found
        })
        .collect();
    hits.sort_unstable();
    let mut end = 0;
    hits.retain(|hit| {
        let free = hit.start >= end;
        end = if free { hit.end } else { end };
        free
    });
    hits
}

/// The ways in which the words may be written: curly marks for straight ones, and, unless the search
/// is exact, capitals beyond ASCII as they usually come.
fn spellings(words: &str, exact: bool) -> Vec<String> {
    let mut spellings = vec![words.to_owned()];
    if words.contains(['\'', '"']) {
        spellings.push(words.replace('\'', "’").replace('"', "“"));
        spellings.push(words.replace('\'', "‘").replace('"', "”"));
    }
    if !exact && !words.is_ascii() {
        let more: Vec<_> = spellings
            .iter()
            .flat_map(|words| [words.to_uppercase(), capital(words)])
            .collect();
        spellings.extend(more);
    }
    if !exact {
        spellings
            .iter_mut()
            .for_each(|words| words.make_ascii_lowercase());
    }
    spellings.sort();
    spellings.dedup();
    spellings
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

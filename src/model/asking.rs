//! The words of the query language: what can be asked, and what other programs call it. The help of
//! `search`, its errors and the completion of typed lines are made from these tables.

/// Queries with what they find.
pub const EXAMPLES: &[(&str, &str)] = &[
    (
        "ferry \"new quay\"",
        "both, in title, byline or text; signs alone are no words",
    ),
    (
        "ferr*  *ferr*",
        "words that begin so; words with this in any place",
    ),
    (
        "-strike  NOT strike",
        "without; the minus turns every term round",
    ),
    ("a OR b", "either; (a OR b) c groups, title:(a OR b) too"),
    ("title:ferry by:Ruiz", "in the headline, in the byline"),
    ("quote:ferry", "in somebody's words"),
    (
        "said:\"Ana Ruiz\"",
        "with a quotation of hers; with quote: in the same quotation",
    ),
    ("about:ferry", "in the headline or in somebody's words"),
    (
        "feed:herald tag:sea",
        "from a feed (part of its name or address), with a tag (tag:News takes in News/World)",
    ),
    ("link:/sport/", "a part of the article's address"),
    (
        "unread starred",
        "or is:read, is:quoted, is:noted, is:updated, is:hidden",
    ),
    (
        "after:2026-01 before:7d",
        "dates, or so long ago (h, d, w, m, y), today, yesterday",
    ),
];

/// The keys, each with other names for it.
pub const KEYS: &[(&str, &[&str])] = &[
    (
        "title",
        &["intitle", "headline", "subject", "titel", "titre"],
    ),
    ("by", &["author", "autor", "auteur", "byline", "inauthor"]),
    ("quote", &["quotes", "quotation", "words", "cite"]),
    ("said", &["speaker", "who", "says", "saidby"]),
    ("about", &["topic", "on"]),
    ("feed", &["source", "paper", "in", "feedtitle"]),
    ("from", &[]),
    (
        "tag",
        &["tags", "label", "labels", "category", "folder", "keyword"],
    ),
    (
        "link",
        &["url", "inurl", "site", "address", "domain", "href"],
    ),
    ("is", &["has", "state", "status"]),
    (
        "after",
        &["since", "newer", "date", "newerthan", "from-date"],
    ),
    ("before", &["until", "older", "till", "olderthan"]),
];

/// Where the language is understood.
pub const EVERYWHERE: &str =
    "The same in list, search, said, filter, saved queries, and after / and g/ in the reader.";

/// The page of help, a line for each example.
pub fn query_help() -> String {
    let mut help = String::from("A query:\n");
    for (example, meaning) in EXAMPLES {
        help.push_str(&format!("  {example:<24}{meaning}\n"));
    }
    help.push_str(EVERYWHERE);
    help
}

/// The same in sentences, for the ear.
pub fn spoken_query_help() -> String {
    let mut help = String::new();
    for (example, meaning) in EXAMPLES {
        help.push_str(&format!("{example}: {meaning}. "));
    }
    help.push_str(EVERYWHERE);
    help
}

/// The key that is called so, however it is written.
pub fn known_key(word: &str) -> Option<&'static str> {
    let keys = KEYS.iter().map(|(key, _)| *key);
    keys.into_iter().find(|key| key.eq_ignore_ascii_case(word))
}

/// The key that may be meant by a word that is none.
pub fn nearest_key(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let named = KEYS
        .iter()
        .find(|(_, others)| others.contains(&word.as_str()));
    let near = || {
        let all = KEYS.iter().map(|(key, _)| (slips(&word, key), *key));
        all.filter(|(slips, key)| *slips <= 2 && 2 * slips < key.len().max(word.chars().count()))
            .min()
    };
    named
        .map(|(key, _)| *key)
        .or_else(|| near().map(|(_, key)| key))
}

/// How many letters must be put in, taken out or changed to make one word of the other.
pub fn slips(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, b) in other.chars().enumerate() {
            let changed = before + usize::from(a != b);
            before = row[j + 1];
            row[j + 1] = changed.min(before + 1).min(row[j] + 1);
        }
    }
    row[row.len() - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_key_is_found() {
        let check = |word: &str, key: Option<&str>| assert_eq!(nearest_key(word), key, "{word}");
        check("autor", Some("by"));
        check("Titel", Some("title"));
        check("titl", Some("title"));
        check("qoute", Some("quote"));
        check("befor", Some("before"));
        check("taag", Some("tag"));
        check("since", Some("after"));
        check("storm", None);
        check("x", None);
    }

    #[test]
    fn every_key_is_in_the_help() {
        let help = query_help();
        for (key, _) in KEYS.iter().filter(|(key, _)| *key != "from") {
            assert!(help.contains(&format!("{key}:")), "{key}");
        }
        assert!(help.lines().all(|line| line.len() <= 120), "{help}");
    }
}

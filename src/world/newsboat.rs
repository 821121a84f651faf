//! newsboat's setup: where it keeps its files, what its `urls` and `config` say.
//!
//! Its query language is read in `query`, files that include others in `include`; what comes of it all is settled in `import`.

pub mod config;
pub mod include;
pub mod query;

use std::path::PathBuf;

use crate::ingest::feed_address;

/// A line of the `urls` file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The address as pullquote follows it; where it cannot, why.
    pub url: Result<String, String>,
    /// As newsboat's cache names it.
    pub known_as: String,
    /// The reader's name for it (`~Name`).
    pub name: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Out of newsboat's list of feeds (`!`).
    pub hidden: bool,
}

/// A query feed: its name, newsboat's expression, its tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryFeed {
    /// Its name.
    pub name: String,
    /// What it finds, in newsboat's language.
    pub expression: String,
    /// Its tags.
    pub tags: Vec<String>,
}

/// What a `urls` file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Urls {
    /// Its feeds.
    pub feeds: Vec<Followed>,
    /// Its query feeds.
    pub queries: Vec<QueryFeed>,
}

/// The folders in which newsboat keeps its files, the first the most likely.
pub fn folders() -> Vec<PathBuf> {
    let Ok(home) = etcetera::home_dir() else {
        return Vec::new();
    };
    vec![
        home.join(".newsboat"),
        home.join(".config/newsboat"),
        home.join(".local/share/newsboat"),
        home.join(".newsbeuter"),
    ]
}

/// Reads a `urls` file.
pub fn read_urls(text: &str) -> Urls {
    let mut urls = Urls::default();
    for line in text.lines() {
        let mut words = split(line, Some('#')).into_iter();
        let Some(first) = words.next() else { continue };
        if let Some(query) = first.strip_prefix("query:") {
            let (name, expression) = query.split_once(':').unwrap_or((query, ""));
            urls.queries.push(QueryFeed {
                name: name.to_owned(),
                expression: expression.to_owned(),
                tags: words.collect(),
            });
            continue;
        }
        let mut feed = Followed {
            url: followed(&first),
            known_as: first,
            name: None,
            tags: Vec::new(),
            hidden: false,
        };
        for word in words {
            match word.strip_prefix('~') {
                Some(name) => feed.name = Some(name.to_owned()),
                None if word.starts_with('!') => feed.hidden = true,
                None => feed.tags.push(word),
            }
        }
        urls.feeds.push(feed);
    }
    urls
}

/// `filter:COMMAND:URL` becomes a command that fetches and filters, `exec:` stays: the file is the
/// reader's own.
fn followed(url: &str) -> Result<String, String> {
    let filter = url
        .strip_prefix("filter:")
        .and_then(|rest| rest.find(":http").map(|at| rest.split_at(at)));
    match filter {
        Some((command, address)) => {
            let address = address[1..].replace('\'', "%27");
            Ok(format!("exec:curl -fsSL '{address}' | {command}"))
        }
        None if url.starts_with("exec:") => Ok(url.to_owned()),
        None => feed_address(url),
    }
}

/// The words of a line: separated by blanks, joined by quotation marks; `remark` ends them.
fn split(line: &str, remark: Option<char>) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let (mut quoted, mut begun) = (false, false);
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                quoted = !quoted;
                begun = true;
            }
            '\\' if quoted => word.extend(letters.next()),
            other if !quoted && !begun && Some(other) == remark => break,
            blank if blank.is_whitespace() && !quoted => {
                if begun {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            other => {
                begun = true;
                word.push(other);
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_urls_file_is_read() {
        let ok = |feed: &Followed| feed.url.clone().unwrap_or_default();
        let urls = read_urls(
            "# mine\nhttps://herald.example/feed sea \"city news\" \"~The Herald\" !\n\n\
             \"query:Unread:unread = \\\"yes\\\"\" daily\n\"exec:cat feed.xml\" local # here\n\
             filter:~/bin/clean:https://a.example/x\nfeed://b.example/x !quiet\nftp://c.example/\n",
        );
        assert_eq!(urls.feeds.len(), 5);
        assert_eq!(urls.feeds[0].tags, ["sea", "city news"]);
        assert_eq!(urls.feeds[0].name.as_deref(), Some("The Herald"));
        assert!(urls.feeds[0].hidden && !urls.feeds[1].hidden);
        assert_eq!(ok(&urls.feeds[1]), "exec:cat feed.xml");
        assert_eq!(urls.feeds[1].tags, ["local"]);
        assert_eq!(
            ok(&urls.feeds[2]),
            "exec:curl -fsSL 'https://a.example/x' | ~/bin/clean"
        );
        assert_eq!(ok(&urls.feeds[3]), "http://b.example/x");
        assert!(urls.feeds[3].hidden && urls.feeds[3].tags.is_empty());
        assert!(urls.feeds[4].url.is_err());
        let query = QueryFeed {
            name: "Unread".into(),
            expression: "unread = \"yes\"".into(),
            tags: vec!["daily".into()],
        };
        assert_eq!(urls.queries, [query]);
    }
}

//! newsboat's setup: its `urls` file, its query language, where it keeps them.

use std::path::PathBuf;

/// A line of the `urls` file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// The address as pullquote follows it.
    pub url: String,
    /// As newsboat's cache names it.
    pub known_as: String,
    /// The reader's name for it (`~Name`).
    pub name: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
}

/// What a `urls` file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Urls {
    /// Its feeds.
    pub feeds: Vec<Followed>,
    /// Its query feeds: a name and newsboat's expression.
    pub queries: Vec<(String, String)>,
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
            urls.queries.push((name.to_owned(), expression.to_owned()));
            continue;
        }
        let mut feed = Followed {
            url: followed(&first),
            known_as: first,
            ..Followed::default()
        };
        for word in words {
            match word.strip_prefix('~') {
                Some(name) => feed.name = Some(name.to_owned()),
                None if word == "!" => {}
                None => feed.tags.push(word),
            }
        }
        urls.feeds.push(feed);
    }
    urls
}

/// `filter:COMMAND:URL` becomes a command that fetches and filters; the rest stays as it is.
fn followed(url: &str) -> String {
    let filter = url
        .strip_prefix("filter:")
        .and_then(|rest| rest.find(":http").map(|at| rest.split_at(at)));
    match filter {
        Some((command, address)) => {
            let address = address[1..].replace('\'', "%27");
            format!("exec:curl -fsSL '{address}' | {command}")
        }
        None => url.to_owned(),
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

/// newsboat's filter expression in pullquote's query language.
///
/// # Errors
/// The part that has no counterpart: parentheses, regular expressions, other attributes.
pub fn translate(expression: &str) -> Result<String, String> {
    if expression.contains(['(', ')']) {
        return Err("parentheses".to_owned());
    }
    let words = split(
        &expression.replace("=~", " =~ ").replace("!~", " !~ "),
        None,
    );
    let mut out = Vec::new();
    let mut words = words.into_iter();
    while let Some(attribute) = words.next() {
        match attribute.as_str() {
            "and" => continue,
            "or" => {
                out.push("OR".to_owned());
                continue;
            }
            _ => {}
        }
        let operator = words.next().unwrap_or_default();
        let value = words.next().unwrap_or_default();
        out.push(condition(&attribute, &operator, &value)?);
    }
    Ok(out.join(" "))
}

fn condition(attribute: &str, operator: &str, value: &str) -> Result<String, String> {
    let whole = || format!("{attribute} {operator} \"{value}\"");
    let not = if operator.starts_with('!') { "-" } else { "" };
    let plain = !value.contains(['|', '*', '+', '[', '^', '$', '\\', '?', '"']);
    let matches = matches!(operator, "=" | "==" | "=~" | "!=" | "!~") && plain;
    Ok(match (attribute, operator) {
        ("unread", "=" | "==") if value == "yes" => "unread".to_owned(),
        ("unread", "=" | "==") => "is:read".to_owned(),
        ("tags", "#" | "!#") => format!("{not}tag:\"{value}\""),
        ("flags", "#" | "!#") => format!("{not}tag:\"flag-{value}\""),
        ("title", _) if matches => format!("{not}title:\"{value}\""),
        ("author", _) if matches => format!("{not}by:\"{value}\""),
        ("content", _) if matches => format!("{not}\"{value}\""),
        ("feedtitle" | "rssurl" | "feedlink", _) if matches => format!("{not}feed:\"{value}\""),
        ("age", "<" | "<=") => format!("after:{}d", days(value).ok_or_else(whole)?),
        ("age", ">" | ">=") => format!("before:{}d", days(value).ok_or_else(whole)?),
        ("age", "between") => {
            let (from, to) = value.split_once(':').ok_or_else(whole)?;
            let (from, to) = (days(from).ok_or_else(whole)?, days(to).ok_or_else(whole)?);
            format!("after:{}d before:{}d", to.max(from) + 1, from.min(to))
        }
        _ => return Err(whole()),
    })
}

fn days(text: &str) -> Option<i64> {
    text.trim().parse().ok().filter(|days| *days >= 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_urls_file_is_read() {
        let urls = read_urls(
            "# mine\nhttps://herald.example/feed sea \"city news\" \"~The Herald\" !\n\n\
             \"query:Unread:unread = \\\"yes\\\"\"\n\"exec:cat feed.xml\" local # here\n\
             filter:~/bin/clean:https://a.example/x\n",
        );
        assert_eq!(urls.feeds.len(), 3);
        assert_eq!(urls.feeds[0].tags, ["sea", "city news"]);
        assert_eq!(urls.feeds[0].name.as_deref(), Some("The Herald"));
        assert_eq!(urls.feeds[1].url, "exec:cat feed.xml");
        assert_eq!(urls.feeds[1].tags, ["local"]);
        assert_eq!(
            urls.feeds[2].url,
            "exec:curl -fsSL 'https://a.example/x' | ~/bin/clean"
        );
        let query = ("Unread".to_owned(), "unread = \"yes\"".to_owned());
        assert_eq!(urls.queries, [query]);
    }

    #[test]
    fn queries_are_translated_or_named() {
        let check = |from: &str, to: &str| assert_eq!(translate(from).as_deref(), Ok(to));
        check("unread = \"yes\" and tags # \"sea\"", "unread tag:\"sea\"");
        check(
            "title =~ \"ferry\" or title!~\"boat\"",
            "title:\"ferry\" OR -title:\"boat\"",
        );
        check("age between 0:7", "after:8d before:0d");
        check("flags # \"s\"", "tag:\"flag-s\"");
        assert!(translate("(unread = \"yes\")").is_err());
        assert!(translate("title =~ \"a|b\"").is_err());
        assert!(translate("enclosure_url = \"x\"").is_err());
    }
}

//! newsboat's filter expressions in pullquote's query language.
//!
//! ```text
//! title =~ "ferry|quay" and (unread = "yes" or age < 7)
//! (title:"*ferry*" OR title:"*quay*") (unread OR after:7d)
//! ```
//! Its regular expressions find parts of words; the plain ones, and alternatives of plain ones, are
//! asked as such. What has no counterpart is named.

/// A piece of an expression.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Open,
    Close,
    /// An attribute, `and`, `or`, `between`, a number, a sign.
    Word(String),
    /// In quotation marks.
    Text(String),
}

/// The expression as a query.
///
/// # Errors
/// The part that has no counterpart, as it stands there.
pub fn translate(expression: &str) -> Result<String, String> {
    let tokens = tokens(expression);
    let mut rest = tokens.as_slice();
    let query = either(&mut rest, 0)?;
    match rest {
        [] => Ok(query),
        _ => Err(expression.to_owned()),
    }
}

/// Parentheses deeper than this are no query that somebody wrote.
const DEEPEST: usize = 50;

/// Terms with `or` between.
fn either(rest: &mut &[Token], depth: usize) -> Result<String, String> {
    let mut out = all(rest, depth)?;
    while is_next(rest, "or") {
        out.push_str(" OR ");
        out.push_str(&all(rest, depth)?);
    }
    Ok(out)
}

/// Terms with `and` between, which binds closer.
fn all(rest: &mut &[Token], depth: usize) -> Result<String, String> {
    let mut out = one(rest, depth)?;
    while is_next(rest, "and") {
        out.push(' ');
        out.push_str(&one(rest, depth)?);
    }
    Ok(out)
}

fn is_next(rest: &mut &[Token], word: &str) -> bool {
    match rest {
        [Token::Word(next), after @ ..] if next == word => {
            *rest = after;
            true
        }
        _ => false,
    }
}

/// A condition, or several in parentheses.
fn one(rest: &mut &[Token], depth: usize) -> Result<String, String> {
    match *rest {
        [Token::Open, after @ ..] if depth < DEEPEST => {
            *rest = after;
            let inside = either(rest, depth + 1)?;
            match *rest {
                [Token::Close, after @ ..] => *rest = after,
                _ => return Err("a parenthesis that is never closed".to_owned()),
            }
            Ok(format!("({inside})"))
        }
        [
            Token::Word(attribute),
            Token::Word(sign),
            Token::Word(value) | Token::Text(value),
            after @ ..,
        ] => {
            *rest = after;
            condition(attribute, sign, value)
        }
        [Token::Word(word) | Token::Text(word), ..] => Err(word.clone()),
        _ => Err("an expression that breaks off".to_owned()),
    }
}

fn tokens(expression: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut letters = expression.chars().peekable();
    let is_sign = |c: char| "=!~<>#".contains(c);
    while let Some(letter) = letters.next() {
        match letter {
            '(' => tokens.push(Token::Open),
            ')' => tokens.push(Token::Close),
            '"' => {
                let mut text = String::new();
                while let Some(letter) = letters.next().filter(|c| *c != '"') {
                    match letter {
                        // A backslash before anything but a quotation mark is the expression's own.
                        '\\' if letters.peek() == Some(&'"') => text.extend(letters.next()),
                        other => text.push(other),
                    }
                }
                tokens.push(Token::Text(text));
            }
            blank if blank.is_whitespace() => {}
            first => {
                let mut word = String::from(first);
                let more = |c: &char| {
                    is_sign(*c) == is_sign(first)
                        && !c.is_whitespace()
                        && !matches!(c, '(' | ')' | '"')
                };
                while let Some(letter) = letters.next_if(more) {
                    word.push(letter);
                }
                tokens.push(Token::Word(word));
            }
        }
    }
    tokens
}

fn condition(attribute: &str, sign: &str, value: &str) -> Result<String, String> {
    let whole = || format!("{attribute} {sign} \"{value}\"");
    let (turned, sign) = match sign.strip_prefix('!') {
        Some(sign) => (true, sign),
        None => (false, sign),
    };
    let not = if turned { "-" } else { "" };
    let is = matches!(sign, "=" | "==");
    let day = |text: &str| text.trim().parse().ok().filter(|days: &i64| *days >= 0);
    let days = || -> Result<i64, String> { day(value).ok_or_else(whole) };
    Ok(match (attribute, sign) {
        ("unread", _) if is => match (value == "yes") != turned {
            true => "unread".to_owned(),
            false => "is:read".to_owned(),
        },
        ("tags", "#") => format!("{not}tag:\"{value}\""),
        ("flags", "#") if value.chars().count() == 1 => format!("{not}tag:\"flag-{value}\""),
        ("flags", _) if is && turned && value.is_empty() => "starred".to_owned(),
        ("title", _) if is => format!("{not}title:\"{}\"", plain(value).ok_or_else(whole)?),
        ("author", _) if is => format!("{not}by:\"{}\"", plain(value).ok_or_else(whole)?),
        ("title", "~" | "=~") => parts("title:", value, turned, true).ok_or_else(whole)?,
        ("author", "~" | "=~") => parts("by:", value, turned, true).ok_or_else(whole)?,
        ("link", "~" | "=~") => parts("link:", value, turned, false).ok_or_else(whole)?,
        ("link", _) if is => format!("{not}link:\"{}\"", plain(value).ok_or_else(whole)?),
        ("content", "~" | "=~") => parts("", value, turned, true).ok_or_else(whole)?,
        ("feedtitle" | "rssurl" | "feedlink", "~" | "=~") => {
            parts("feed:", value, turned, false).ok_or_else(whole)?
        }
        ("feedtitle" | "rssurl", _) if is => {
            format!("{not}feed:\"{}\"", plain(value).ok_or_else(whole)?)
        }
        // newsboat counts whole days.
        ("age", "<") if !turned => format!("after:{}d", days()?),
        ("age", "<=") if !turned => format!("after:{}d", days()? + 1),
        ("age", ">") if !turned => format!("before:{}d", days()? + 1),
        ("age", ">=") if !turned => format!("before:{}d", days()?),
        ("age", _) if is && !turned => {
            let days = days()?;
            format!("after:{}d before:{days}d", days + 1)
        }
        ("age", "between") => {
            let (from, to) = value.split_once(':').ok_or_else(whole)?;
            let (from, to) = (day(from).ok_or_else(whole)?, day(to).ok_or_else(whole)?);
            format!("after:{}d before:{}d", to.max(from) + 1, from.min(to))
        }
        _ => return Err(whole()),
    })
}

/// What can stand in quotation marks.
fn plain(value: &str) -> Option<&str> {
    (!value.contains('"') && value.chars().any(char::is_alphanumeric)).then_some(value)
}

/// A regular expression that is plain words, or some with `|` between, asked as parts of words.
fn parts(key: &str, expression: &str, turned: bool, starred: bool) -> Option<String> {
    let inner = expression
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .unwrap_or(expression);
    let alternatives = inner.split('|').map(literal).collect::<Option<Vec<_>>>()?;
    let not = if turned { "-" } else { "" };
    let star = if starred { "*" } else { "" };
    let asked: Vec<String> = alternatives
        .iter()
        .map(|words| format!("{not}{key}\"{star}{words}{star}\""))
        .collect();
    Some(match (asked.as_slice(), turned) {
        ([one], _) => one.clone(),
        (_, true) => asked.join(" "),
        (_, false) => format!("({})", asked.join(" OR ")),
    })
}

/// The words that a regular expression stands for when it has no signs with a meaning.
fn literal(expression: &str) -> Option<String> {
    let expression = expression.strip_prefix(".*").unwrap_or(expression);
    let expression = expression.strip_suffix(".*").unwrap_or(expression);
    let mut words = String::new();
    let mut letters = expression.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => words.push(letters.next().filter(|c| !c.is_alphanumeric())?),
            '.' | '*' | '+' | '?' | '[' | ']' | '(' | ')' | '{' | '}' | '^' | '$' => return None,
            other => words.push(other),
        }
    }
    plain(&words).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &str, to: &str) {
        assert_eq!(translate(from).as_deref(), Ok(to), "{from}");
    }

    fn named(from: &str, part: &str) {
        assert_eq!(translate(from), Err(part.to_owned()), "{from}");
    }

    #[test]
    fn queries_are_translated() {
        check("unread = \"yes\" and tags # \"sea\"", "unread tag:\"sea\"");
        check("unread != \"yes\"", "is:read");
        check(
            "title =~ \"ferry\" or title!~\"boat\"",
            "title:\"*ferry*\" OR -title:\"*boat*\"",
        );
        check("title = \"Ferry stays\"", "title:\"Ferry stays\"");
        check(
            "title =~ \"(ferry|quay)\"",
            "(title:\"*ferry*\" OR title:\"*quay*\")",
        );
        check("author !~ \"ruiz|berg\"", "-by:\"*ruiz*\" -by:\"*berg*\"");
        check("content =~ \"U\\.S\\.\"", "\"*U.S.*\"");
        check("link =~ \"/sport/\"", "link:\"/sport/\"");
        check("rssurl =~ \".*herald.*\"", "feed:\"herald\"");
        check("flags # \"s\"", "tag:\"flag-s\"");
        check("tags !# \"sea\"", "-tag:\"sea\"");
    }

    #[test]
    fn parentheses_group() {
        check(
            "(unread = \"yes\" or (age < 7)) and title =~ \"a\"",
            "(unread OR (after:7d)) title:\"*a*\"",
        );
        named("(unread = \"yes\"", "a parenthesis that is never closed");
        named("unread = \"yes\" )", "unread = \"yes\" )");
    }

    #[test]
    fn days_are_counted_as_newsboat_does() {
        check("age between 0:7", "after:8d before:0d");
        check("age <= 7", "after:8d");
        check("age > 7", "before:8d");
        check("age >= \"7\"", "before:7d");
        check("age = 0", "after:1d before:0d");
    }

    #[test]
    fn what_has_no_counterpart_is_named() {
        named("title =~ \"^Ferry\"", "title =~ \"^Ferry\"");
        named("title =~ \"a.c\"", "title =~ \"a.c\"");
        named(
            "unread = \"yes\" and enclosure_url = \"x\"",
            "enclosure_url = \"x\"",
        );
        named("age < soon", "age < \"soon\"");
        named("unread", "unread");
        named("", "an expression that breaks off");
        assert!(translate(&"(".repeat(10_000)).is_err());
    }
}

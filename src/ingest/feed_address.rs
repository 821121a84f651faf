//! Addresses of feeds as people and lists of feeds write them, made into such as can be asked.

use percent_encoding::percent_decode_str;
use url::{Host, Url};

/// Endings of files: a lone name that ends so is a file that is not there, not a host ("notes.md").
const FILES: &[&str] = &[
    "atom", "csv", "eml", "epub", "htm", "html", "json", "markdown", "md", "opml", "pdf", "rss",
    "txt", "xml",
];
/// Schemes that only say "this is a feed"; behind them stands a host, or a whole address.
const FEED: &[&str] = &["feed", "rss", "pcast", "podcast", "itpc", "itms-pcast"];
/// The same for feeds that are asked over a safe line.
const FEEDS: &[&str] = &["feeds", "itpcs"];
/// Signs without a shape that come along when an address is copied: blanks of no width, marks of direction and of byte order.
const UNSEEN: &[char] = &[
    '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{2060}', '\u{feff}',
];
/// What other programs put before an address.
const BEFORE: &[&str] = &["view-source:", "url:"];

/// The http or https address that is meant; the name of a file (`file:`) as it stands.
///
/// # Errors
/// Why it cannot be followed, as the end of a sentence that begins with the address.
pub fn feed_address(written: &str) -> Result<String, String> {
    let blank = |c: char| c.is_whitespace() || UNSEEN.contains(&c);
    let bare = written.trim_matches(blank);
    let bare = unquoted(bare).trim_matches(blank);
    let joined = unbroken(without(bare, BEFORE));
    let bare = joined.as_str();
    if bare.is_empty() {
        return Err("there is no address".to_owned());
    }
    let meant = match bare.split_once(':') {
        Some((scheme, rest)) => match scheme.to_ascii_lowercase().as_str() {
            web @ ("http" | "https") => whole(rest, web),
            short if FEED.contains(&short) => behind(rest, "http"),
            short if FEEDS.contains(&short) => behind(rest, "https"),
            "exec" | "filter" | "execurl" => {
                return Err("a list cannot make pullquote run a command; \
                     if you trust it, give it to `pullquote add` as exec:COMMAND"
                    .to_owned());
            }
            "file" => return Ok(bare.to_owned()),
            "query" => return Err("a query feed of newsboat's, not an address".to_owned()),
            _ if bare.starts_with("//") || is_host(bare) => behind(bare, "http"),
            scheme => {
                return Err(format!(
                    "{scheme}: cannot be followed; pullquote asks http and https addresses"
                ));
            }
        },
        None if bare.starts_with("http//") => whole(&bare["http//".len()..], "http"),
        None if bare.starts_with("https//") => whole(&bare["https//".len()..], "https"),
        None if bare.starts_with("//") || is_host(bare) => behind(bare, "http"),
        None => return Err("not a whole address; write it with https:// and its site".to_owned()),
    };
    match Url::parse(&meant) {
        Ok(url) if url.has_host() => Ok(one_case(&meant)),
        _ => Err("not an address that can be asked; look it up on its site".to_owned()),
    }
}

/// What stands between signs that set an address off.
fn unquoted(address: &str) -> &str {
    let pairs = [('<', '>'), ('"', '"'), ('\'', '\'')];
    let inside = |(open, close)| address.strip_prefix(open)?.strip_suffix(close);
    pairs.into_iter().find_map(inside).unwrap_or(address)
}

/// An address that was broken over lines, in one piece: a line's end is a blank by now, with others beside it.
fn unbroken(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let mut blanks = 0;
    for c in address.chars() {
        if c.is_whitespace() {
            blanks += if matches!(c, ' ') { 1 } else { 2 };
            continue;
        }
        if blanks == 1 {
            out.push(' ');
        }
        blanks = 0;
        out.push(c);
    }
    out
}

/// Whether `written` is the address of a feed with a scheme that only says so.
pub fn is_feed_scheme(written: &str) -> bool {
    let scheme = written.split_once(':').map(|(scheme, _)| scheme);
    let scheme = scheme.unwrap_or_default().to_ascii_lowercase();
    FEED.contains(&scheme.as_str()) || FEEDS.contains(&scheme.as_str())
}

/// Whether it begins with a host: `rss.example.org/feed`, `localhost:8080/feed`, `[::1]/feed`.
pub fn is_host(written: &str) -> bool {
    let host = written.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !host.ends_with(']') => (name, port),
        _ => (host, "80"),
    };
    let known = match Host::parse(name) {
        Ok(Host::Domain(name)) => {
            let last = name.rsplit('.').next().unwrap_or_default();
            let top = last.len() > 1 && last.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            let file = host == written && FILES.contains(&last.to_ascii_lowercase().as_str());
            name == "localhost" || name.contains('.') && top && !file
        }
        Ok(_) => true,
        Err(_) => false,
    };
    known && port.parse::<u16>().is_ok() && !written.contains(char::is_whitespace)
}

/// The address with its scheme and host in lower case: however they are written, they are the same
/// (RFC 3986, section 6.2.2.1).
fn one_case(address: &str) -> String {
    let start = address.find("://").map_or(0, |at| at + 3);
    let end = address[start..].find(['/', '?', '#']);
    let end = end.map_or(address.len(), |at| start + at);
    let host = address[start..end]
        .rfind('@')
        .map_or(start, |at| start + at + 1);
    [
        address[..start].to_ascii_lowercase().as_str(),
        &address[start..host],
        address[host..end].to_lowercase().as_str(),
        &address[end..],
    ]
    .concat()
}

/// What stands behind `http:`, with two slashes before it: a host, or a whole address once more.
fn whole(rest: &str, scheme: &str) -> String {
    let rest = rest.trim_start_matches(['/', '\\']);
    let begins = |word: &str| {
        let start = rest.get(..word.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    match begins("http://") || begins("https://") {
        true => rest.to_owned(),
        false => format!("{scheme}://{rest}"),
    }
}

/// What stands behind a scheme: a whole address, else a host that is asked with `scheme`.
fn behind(rest: &str, scheme: &str) -> String {
    let encoded = percent_decode_str(rest).decode_utf8_lossy();
    // A whole address that was given as a part of another.
    let rest = if rest.to_ascii_lowercase().contains("%3a%2f%2f") {
        &encoded
    } else {
        rest
    };
    let lower = rest.trim_start_matches('/').to_ascii_lowercase();
    if lower.starts_with("http:") || lower.starts_with("https:") {
        return rest.trim_start_matches('/').to_owned();
    }
    format!("{scheme}://{}", rest.trim_start_matches('/'))
}

/// The words without those of `before` that they begin with, however they are written.
fn without<'t>(text: &'t str, before: &[&str]) -> &'t str {
    let begins = |word: &&&str| {
        let start = text.get(..word.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    let word = before.iter().find(begins);
    word.map_or(text, |word| text[word.len()..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, meant: &str) {
        assert_eq!(feed_address(written).as_deref(), Ok(meant), "{written}");
    }

    fn refused(written: &str, reason: &str) {
        let why = feed_address(written).expect_err(written);
        assert!(why.contains(reason), "{written}: {why}");
    }

    #[test]
    fn what_is_meant_is_clear() {
        check("https://a.example/x?y=1", "https://a.example/x?y=1");
        check(" HTTP://A.Example/Feed ", "http://a.example/Feed");
        check("https://Ana:Pw@A.example", "https://Ana:Pw@a.example");
        check("feed:https%3A%2F%2Fa.example%2Fx", "https://a.example/x");
        check("feed://a.example/x", "http://a.example/x");
        check("feed:https://a.example/x", "https://a.example/x");
        check("Feed://http://a.example/x", "http://a.example/x");
        check("feed:a.example/x", "http://a.example/x");
        check("https//a.example/x", "https://a.example/x");
        check("https://a.example/a\n   b.xml", "https://a.example/ab.xml");
        check("https://a.example/?q=<x>", "https://a.example/?q=<x>");
        check("https:/a.example/x", "https://a.example/x");
        check("http:a.example/x", "http://a.example/x");
        check("http:///a.example/x", "http://a.example/x");
        check("http://https://a.example/x", "https://a.example/x");
        check(
            "\u{feff}https://a.example/x\u{200b} ",
            "https://a.example/x",
        );
        check("https://a.example/ä b.xml", "https://a.example/ä b.xml");
        check("feeds://a.example/x", "https://a.example/x");
        check("pcast://a.example/x.xml", "http://a.example/x.xml");
        check("itpc://a.example/x.xml", "http://a.example/x.xml");
        check("view-source:https://a.example/x", "https://a.example/x");
        check("<https://a.example/x>", "https://a.example/x");
        check("a.example/x.xml", "http://a.example/x.xml");
        check("//a.example/x.xml", "http://a.example/x.xml");
        check("a.example:8080/x.xml", "http://a.example:8080/x.xml");
        check("localhost:8080/x.xml", "http://localhost:8080/x.xml");
        check("127.0.0.1:8080/x.xml", "http://127.0.0.1:8080/x.xml");
        check("[::1]:8080/x", "http://[::1]:8080/x");
        check("file:///home/ana/feed.xml", "file:///home/ana/feed.xml");
        check("bücher.example/feed", "http://bücher.example/feed");
    }

    #[test]
    fn what_cannot_be_asked_is_told() {
        refused("exec:touch ran", "run a command");
        refused("EXEC:touch ran", "run a command");
        refused("filter:touch ran:http://a.example/x", "run a command");
        refused("/feed.xml", "not a whole address");
        refused("my feed", "not a whole address");
        refused("notes.md", "not a whole address");
        refused("javascript:alert(1)", "javascript: cannot");
        refused("mailto:ana@a.example", "mailto: cannot");
        refused("ftp://a.example/x", "ftp: cannot");
        refused("http://", "not an address");
        refused("feed:", "not an address");
        refused("  ", "no address");
    }
}

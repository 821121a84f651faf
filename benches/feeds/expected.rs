//! What a test says is in its feed, and whether that is found there.

use pullquote::ingest::{Hint, Ingested, ingest};
use pullquote::model::{Article, Feed, FeedItem, MarkKind};

/// The kind of fact that an expectation is about, for the count of those not compared.
pub fn asked(expected: &str) -> String {
    let bare = expected
        .trim_start_matches("not bozo")
        .trim_start()
        .trim_start_matches("and ");
    let end = bare.find("==").unwrap_or(bare.len().min(40));
    let path: String = bare
        .get(..end)
        .unwrap_or(bare)
        .trim()
        .chars()
        .filter(|c| !c.is_ascii_digit())
        .collect();
    path.replace("entries[]", "entry")
        .replace(['\'', '"', ']'], "")
        .replace('[', ".")
}

/// The comparisons in an expectation: a path such as `entries.0.title`, and the literal.
pub fn facts(expected: &str) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    for clause in expected.split(" and ") {
        let Some((path, literal)) = clause.split_once("==") else {
            continue;
        };
        let literal = literal.split("-->").next().unwrap_or(literal);
        let path = path
            .trim()
            .trim_start_matches('(')
            .replace("['", ".")
            .replace("[\"", ".")
            .replace('[', ".");
        let path = path.replace("']", "").replace("\"]", "").replace(']', "");
        facts.push((path.trim().to_string(), literal.trim().to_string()));
    }
    facts
}

/// The value of a string of Python.
pub fn string(literal: &str) -> Option<String> {
    let literal = literal.strip_prefix('u').unwrap_or(literal);
    let quote = literal.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let mut out = String::new();
    let mut rest = literal[1..].chars();
    while let Some(c) = rest.next() {
        if c == quote {
            return Some(out);
        }
        if c != '\\' {
            out.push(c);
            continue;
        }
        let digits = match rest.next()? {
            'x' => 2,
            'u' => 4,
            'n' => {
                out.push('\n');
                continue;
            }
            other => {
                out.push(other);
                continue;
            }
        };
        let code: String = rest.by_ref().take(digits).collect();
        out.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
    }
    None
}

/// Whether the feed has what is wanted; what it has instead; none when it keeps no such fact.
pub fn compare(feed: &Feed, path: &str, wanted: &str) -> Option<Result<(), String>> {
    let path: Vec<&str> = path.split('.').collect();
    let found = match path.as_slice() {
        ["len(entries)"] => return Some(same(&feed.items.len().to_string(), wanted)),
        ["len(feed", "tags)"] => return Some(same(&feed.tags.len().to_string(), wanted)),
        ["feed", rest @ ..] => of_feed(feed, rest)?,
        ["entries", number, rest @ ..] => match feed.items.get(number.parse::<usize>().ok()?) {
            Some(item) => of_item(item, rest)?,
            None => Found::Line(vec!["no such item".into()]),
        },
        _ => return None,
    };
    Some(match found {
        Found::Line(lines) => {
            let wanted = fold(&plain(&string(wanted)?));
            let is_address = wanted.starts_with("http");
            let fits = |line: &String| {
                let line = fold(line);
                line == wanted || is_address && line.eq_ignore_ascii_case(&wanted)
            };
            agree(lines.iter().any(fits), &lines)
        }
        Found::Date(date) => agree(
            date.as_deref().is_some_and(|date| same_time(date, wanted)),
            &date,
        ),
        Found::Content(article, also) => {
            let wanted = rendered(&string(wanted)?);
            let lines = [rendering(&article), also.unwrap_or_default()];
            agree(lines.contains(&wanted) || lines[1] == wanted.trim(), &lines)
        }
    })
}

fn agree(right: bool, found: &impl std::fmt::Debug) -> Result<(), String> {
    if right {
        Ok(())
    } else {
        Err(format!("{found:?}"))
    }
}

fn same(found: &str, wanted: &str) -> Result<(), String> {
    agree(found == wanted, &found)
}

/// A fact as the library keeps it.
enum Found {
    /// One of these lines.
    Line(Vec<String>),
    Date(Option<String>),
    /// Words with their links, or the line.
    Content(Box<Article>, Option<String>),
}

fn lines<'a>(facts: impl IntoIterator<Item = &'a Option<String>>) -> Found {
    Found::Line(facts.into_iter().flatten().cloned().collect())
}

/// One of several names, which are kept on one line.
fn nth_name(names: &Option<String>, at: &str) -> Option<Found> {
    let name = names.as_deref()?.split(", ").nth(at.parse().ok()?)?;
    Some(Found::Line(vec![name.to_string()]))
}

fn of_feed(feed: &Feed, path: &[&str]) -> Option<Found> {
    Some(match path {
        ["title"] | ["title_detail", "value"] => Found::Line(vec![feed.title.clone()]),
        ["link"] => lines([&feed.home]),
        ["links", "0", "href"] => lines([&feed.home, &feed.address, &feed.next, &feed.hub]),
        ["subtitle" | "tagline" | "description" | "info"]
        | [
            "subtitle_detail" | "tagline_detail" | "info_detail",
            "value",
        ] => lines([&feed.description]),
        ["language"] => lines([&feed.lang]),
        ["author"] | ["author_detail", "name"] => lines([&feed.author]),
        ["authors", at, "name"] => nth_name(&feed.author, at)?,
        ["category"] => Found::Line(feed.tags.iter().take(1).cloned().collect()),
        ["published" | "published_parsed" | "updated" | "updated_parsed" | "created_parsed"] => {
            Found::Date(feed.updated.clone())
        }
        ["tags", at, "term" | "label"] => Found::Line(
            feed.tags
                .get(at.parse::<usize>().ok()?)
                .cloned()
                .into_iter()
                .collect(),
        ),
        ["ttl"] => Found::Line(feed.ttl.iter().map(u32::to_string).collect()),
        _ => return None,
    })
}

fn of_item(item: &FeedItem, path: &[&str]) -> Option<Found> {
    let meta = &item.article.meta;
    Some(match path {
        ["title"] | ["title_detail", "value"] => Found::Line(vec![meta.title.clone()]),
        ["link"] => lines([&meta.url]),
        ["links", "0", "href"] => {
            let addresses = item.enclosures.iter().chain(&meta.url);
            Found::Line(addresses.cloned().collect())
        }
        ["enclosures", _, "href" | "url"] => Found::Line(item.enclosures.clone()),
        ["id" | "guid"] => Found::Line(vec![item.id.clone()]),
        ["author"] | ["author_detail", "name"] => lines([&meta.byline]),
        ["authors", at, "name"] => nth_name(&meta.byline, at)?,
        ["source", "title"] | ["source", "title_detail", "value"] => lines([&meta.site]),
        ["source", "author"] => lines([&meta.byline]),
        ["content", "0", "src"] => lines([&meta.url]),
        ["published" | "published_parsed" | "created_parsed"] => {
            Found::Date(meta.published.clone())
        }
        ["updated" | "updated_parsed"] => {
            Found::Date(item.updated.clone().or(meta.published.clone()))
        }
        ["tags", at, "term" | "label"] => Found::Line(
            item.tags
                .get(at.parse::<usize>().ok()?)
                .cloned()
                .into_iter()
                .collect(),
        ),
        ["content", "0", "value"] => Found::Content(Box::new(item.article.clone()), None),
        ["summary" | "description"] | ["summary_detail", "value"] => {
            Found::Content(Box::new(item.article.clone()), meta.excerpt.clone())
        }
        ["content", "0", "language"] => lines([&meta.lang]),
        _ => return None,
    })
}

fn fold(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a piece of markup, as this library reads them.
fn plain(markup: &str) -> String {
    if !markup.contains(['<', '&']) {
        return markup.to_string();
    }
    fold(&of_content(markup).text)
}

/// A piece of markup read as the content of an item.
fn of_content(markup: &str) -> Article {
    let escaped = markup.replace('&', "&amp;").replace('<', "&lt;");
    let feed = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='html'>{escaped}</content></entry></feed>"
    );
    match ingest(feed.as_bytes(), Hint::default()) {
        Ok(Ingested::Feed(feed)) => feed.items.into_iter().next().unwrap_or_default().article,
        _ => Article::default(),
    }
}

fn rendered(markup: &str) -> String {
    rendering(&of_content(markup))
}

/// Words and addresses of an article, for comparing.
fn rendering(article: &Article) -> String {
    let mut out = fold(&article.text);
    for mark in &article.marks {
        if let MarkKind::Link(to) | MarkKind::Image(to) = &mark.kind {
            out.push_str(&format!(" <{to}>"));
        }
    }
    out
}

/// Whether a date is the one that a string or a tuple of Python says.
fn same_time(date: &str, wanted: &str) -> bool {
    let numbers = |text: &str| -> Vec<u32> {
        let parts = text.split(|c: char| !c.is_ascii_digit());
        parts.filter_map(|part| part.parse().ok()).take(6).collect()
    };
    if wanted.starts_with('(') {
        let wanted = numbers(wanted);
        return numbers(date).iter().zip(&wanted).all(|(a, b)| a == b);
    }
    // As written; read as the date of an item it must be the same.
    let Some(written) = string(wanted) else {
        return false;
    };
    let feed = format!(
        "<rss><channel><item><title>t</title><pubDate>{written}</pubDate></item></channel></rss>"
    );
    match ingest(feed.as_bytes(), Hint::default()) {
        Ok(Ingested::Feed(feed)) => feed.items[0].article.meta.published.as_deref() == Some(date),
        _ => false,
    }
}

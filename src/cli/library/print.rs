//! Rows of the library as lines for reading and as JSON.

use serde_json::{Value, json};

use crate::export::{ArticleFormat, extracted, render_article, to_line};
use crate::model::{Article, ArticleId, ArticleRow, FeedRow, clean};
use crate::words::day;
use crate::world::clock;

/// One article a line: number, day, state, title, source, what else is known.
pub fn article_line(row: &ArticleRow) -> String {
    let mut line = format!("{:>6}  {}", row.id.0, clock::day(row.at));
    let state = match (row.starred, row.read) {
        (true, _) => "starred",
        (false, true) => "read",
        (false, false) => "unread",
    };
    line.push_str(&format!("  {state:<7}  {}", title(row)));
    let mut about = vec![row.source.clone()];
    if row.quotes > 0 {
        about.push(super::base::count(row.quotes as usize, "quote", "quotes"));
    }
    if row.others > 0 {
        let many = row.others >= ArticleRow::MOST_OTHERS;
        let least = if many { "at least " } else { "" };
        about.push(format!("{least}{} more on this story", row.others));
    }
    if row.changed {
        about.push("updated".to_owned());
    }
    if !row.tags.is_empty() {
        about.push(format!("tags {}", row.tags.join(", ")));
    }
    about.retain(|fact| !fact.is_empty());
    if !about.is_empty() {
        line.push_str(" · ");
        line.push_str(&about.join(" · "));
    }
    let mut line = clean(&line).into_owned();
    line.push('\n');
    if let Some(snippet) = &row.snippet {
        line.push_str(&format!("        {}\n", plain(snippet)));
    }
    line
}

/// The same as a JSON value.
pub fn article_json(row: &ArticleRow) -> Value {
    let mut value = json!({
        "id": row.id.0, "feed": row.feed.0, "source": row.source, "title": row.title,
        "byline": row.byline, "url": row.url, "published": row.published,
        "date": clock::iso(row.at), "unread": !row.read, "starred": row.starred,
        "updated": row.changed, "words": row.words, "quotes": row.quotes, "others": row.others,
        "tags": row.tags,
    });
    if let Some(snippet) = &row.snippet {
        value["snippet"] = plain(snippet).into();
    }
    value
}

/// A whole article in a row of several: JSON a line, else two blank lines between.
pub fn article(id: ArticleId, article: &Article, format: ArticleFormat, is_first: bool) -> String {
    match format {
        ArticleFormat::Json | ArticleFormat::JsonLines => {
            to_line(&extracted(&id.0.to_string(), article, None))
        }
        _ if is_first => render_article(article, format),
        _ => format!("\n\n{}", render_article(article, format)),
    }
}

/// One feed a line: number, unread of all, name, address, what else is known.
pub fn feed_line(feed: &FeedRow) -> String {
    let mut line = format!(
        "{:>4}  {:>6} unread of {:<6}  {}",
        feed.id.0, feed.unread, feed.total, feed.name
    );
    let every = feed
        .every
        .map(|every| format!("at most every {}", day::span(every)));
    let keep = feed.keep.map(|days| format!("kept {days} days"));
    let tags = (!feed.tags.is_empty()).then(|| format!("tags {}", feed.tags.join(", ")));
    let text = feed.full_text.then(|| "full text".to_owned());
    let url = (!feed.url.is_empty() && feed.url != feed.name).then(|| feed.url.clone());
    for fact in [url, tags, text, every, keep].into_iter().flatten() {
        line.push_str(" · ");
        line.push_str(&fact);
    }
    let mut line = clean(&line).into_owned();
    line.push('\n');
    if let Some(error) = &feed.error {
        line.push_str(&format!("      {}\n", clean(error)));
    }
    line
}

/// The same as a JSON value.
pub fn feed_json(feed: &FeedRow) -> Value {
    json!({
        "id": feed.id.0, "name": feed.name, "url": feed.url, "home": feed.home, "tags": feed.tags,
        "total": feed.total, "unread": feed.unread, "full_text": feed.full_text,
        "every": feed.every, "keep": feed.keep, "checked": feed.checked.map(clock::iso),
        "error": feed.error,
    })
}

fn title(row: &ArticleRow) -> &str {
    if row.title.is_empty() {
        "Untitled"
    } else {
        &row.title
    }
}

/// A snippet without the signs round the found words.
fn plain(snippet: &str) -> String {
    let words: Vec<&str> = snippet
        .split(|c: char| c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    clean(&words.join(" ")).into_owned()
}

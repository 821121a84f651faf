//! Who speaks how much, as a table: for reading, for a spreadsheet, for a program.

use std::iter;

use serde_json::{Map, Value, json};

use super::csv;
use crate::model::clean;

/// One row: what it is counted by, and the counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// One value for each column; an empty one is unclear.
    pub key: Vec<String>,
    /// Quotations.
    pub quotes: u32,
    /// Their words.
    pub words: usize,
    /// Articles.
    pub articles: usize,
    /// The feeds that they are in.
    pub feeds: Vec<String>,
    /// The day of the first article: `2026-11-06`.
    pub first: String,
    /// The day of the last one.
    pub last: String,
}

/// How wide the longest bar is, in columns.
const BAR: usize = 24;

/// For reading: words, quotes, days and what they are counted by; with `bars`, a bar for the words.
pub fn text(counts: &[Count], bars: bool) -> String {
    let most = counts.iter().map(|count| count.words).max().unwrap_or(0);
    let mut out = format!("{:>8} {:>7}  {:<23}  who\n", "words", "quotes", "from, to");
    for count in counts {
        let key: Vec<&str> = count.key.iter().map(|value| shown(value)).collect();
        let bar = if bars {
            format!("{:<BAR$}  ", bar(count.words, most))
        } else {
            String::new()
        };
        let line = format!(
            "{:>8} {:>7}  {}, {}  {bar}{}",
            count.words,
            count.quotes,
            count.first,
            count.last,
            clean(&key.join(" · "))
        );
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn shown(value: &str) -> &str {
    if value.is_empty() { "unclear" } else { value }
}

/// A bar in eighths of a column.
fn bar(words: usize, most: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (words * BAR * 8).div_ceil(most.max(1));
    let whole = "█".repeat(eighths / 8);
    format!("{whole}{}", PARTS.get(eighths % 8).unwrap_or(&""))
}

/// For a spreadsheet.
pub fn csv(columns: &[&str], counts: &[Count]) -> String {
    let header: Vec<&str> = columns.iter().copied().chain(COUNTS).collect();
    csv::table(
        &header,
        counts.iter().map(|count| {
            let numbers = [
                count.quotes.to_string(),
                count.words.to_string(),
                count.articles.to_string(),
                count.feeds.join("; "),
                count.first.clone(),
                count.last.clone(),
            ];
            count.key.iter().cloned().chain(numbers).collect()
        }),
    )
}

const COUNTS: [&str; 6] = ["quotes", "words", "articles", "feeds", "first", "last"];

/// For a program: a JSON array; what is unclear is null.
pub fn json(columns: &[&str], counts: &[Count]) -> String {
    let row = |count: &Count| {
        let known = |value: &String| (!value.is_empty()).then(|| value.clone());
        let keys = columns.iter().map(|name| (*name).to_string());
        let mut row: Map<String, Value> = keys
            .zip(count.key.iter().map(|value| json!(known(value))))
            .collect();
        let numbers = [
            json!(count.quotes),
            json!(count.words),
            json!(count.articles),
            json!(count.feeds),
            json!(count.first),
            json!(count.last),
        ];
        row.extend(iter::zip(COUNTS.map(String::from), numbers));
        Value::Object(row)
    };
    let rows: Vec<Value> = counts.iter().map(row).collect();
    let rows = serde_json::to_string_pretty(&rows).unwrap_or_default();
    format!("{rows}\n")
}

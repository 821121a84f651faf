//! Quotes as CSL-JSON items, the form that citation managers exchange.

use serde_json::{Map, Value, json};

use super::Quoted;

/// One item of type `article-newspaper` a quote, the words in `note`.
pub fn items(quotes: &[Quoted]) -> Vec<Value> {
    quotes
        .iter()
        .enumerate()
        .map(|(i, quote)| item(quote, i + 1))
        .collect()
}

fn item(quote: &Quoted, number: usize) -> Value {
    let source = &quote.article;
    let mut item = Map::new();
    item.insert("id".into(), json!(format!("quote-{number}")));
    item.insert("type".into(), json!("article-newspaper"));
    item.insert("title".into(), json!(source.title));
    if let Some(byline) = &source.byline {
        item.insert("author".into(), json!([{ "literal": byline }]));
    }
    if let Some(site) = &source.site {
        item.insert("container-title".into(), json!(site));
    }
    if let Some(url) = &source.url {
        item.insert("URL".into(), json!(url));
    }
    for (name, day) in [
        ("issued", &source.published),
        ("accessed", &source.retrieved),
    ] {
        if let Some(parts) = day.as_deref().and_then(date_parts) {
            item.insert(name.into(), json!({ "date-parts": [parts] }));
        }
    }
    item.insert(
        "note".into(),
        json!(format!("{}: {}", quote.who(), quote.words())),
    );
    Value::Object(item)
}

/// Year, month, day of an ISO 8601 date.
fn date_parts(date: &str) -> Option<Vec<u32>> {
    date.get(..10)?
        .split('-')
        .map(|part| part.parse().ok())
        .collect()
}

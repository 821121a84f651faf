//! What an entry of a list has under a key.

use serde_json::Value;

/// A text, or a number as one; empty where there is neither.
pub(super) fn text(item: &Value, key: &str) -> String {
    match item.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// A switch, as true, 1 or "1".
pub(super) fn is(item: &Value, key: &str) -> bool {
    match item.get(key) {
        Some(Value::Bool(on)) => *on,
        Some(Value::Number(number)) => number.as_i64() != Some(0),
        Some(Value::String(text)) => text == "1" || text == "true",
        _ => false,
    }
}

/// A list of texts, or of things that have them under `name`.
pub(super) fn texts(item: &Value, key: &str, name: &str) -> Vec<String> {
    let all = item.get(key).and_then(Value::as_array);
    let one = |it: &Value| match it {
        Value::String(text) => text.clone(),
        thing => text(thing, name),
    };
    all.into_iter().flatten().map(one).collect()
}

/// Highlights: their words and notes under these names.
pub(super) fn highlights(
    item: &Value,
    key: &str,
    words: &str,
    note: &str,
) -> Vec<(String, String)> {
    let all = item.get(key).and_then(Value::as_array);
    all.into_iter()
        .flatten()
        .map(|it| (text(it, words), text(it, note)))
        .collect()
}

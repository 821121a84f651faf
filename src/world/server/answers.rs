//! What all interfaces do with an answer: JSON or a refusal, clean lines, addresses.

use serde_json::Value;

use super::interface::Answer;
use crate::ingest::{Room, json};
use crate::model::{clean, shortened};
use crate::world::fetch::{Cause, Refusal};

/// Whether an address is one of the web.
pub(super) fn is_web(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

/// Bytes of the longest name of a feed or folder, or sentence of an error: a name goes to all that it is the name of.
const LONGEST: usize = 1000;

/// The most values of one answer.
const MOST: usize = 1_500_000;

/// One clean line.
pub(super) fn line(value: &Value) -> String {
    let text = shortened(value.as_str().unwrap_or_default(), LONGEST);
    clean(&text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What an answer in JSON says; none where it is not JSON.
pub(super) fn value(bytes: &[u8]) -> Option<Value> {
    let text = String::from_utf8_lossy(bytes);
    json(&text, &Room::new(MOST, MOST)).ok()
}

/// An answer that must be JSON.
pub(super) fn read(bytes: &[u8]) -> Answer<Value> {
    let value =
        value(bytes).ok_or_else(|| Refusal::new("answers what cannot be read; try again later"))?;
    // An error with the status of a success.
    let told = ["error", "error_message", "errors"]
        .iter()
        .find_map(|key| match &value[key] {
            Value::String(_) => Some(line(&value[key])),
            Value::Array(all) => all.first().map(line),
            _ => None,
        });
    match told {
        Some(told) => Err(Refusal::new(format!("answers with an error ({told})"))),
        None => Ok(value),
    }
}

/// For a query in an address.
pub(super) fn escaped(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// FreshRSS writes signs that mean something in HTML or in folders in their fullwidth forms
/// (`escapeToUnicodeAlternative` in its `lib_rss.php`). Between ideographs they are what they seem.
pub(super) fn narrow(text: &str) -> String {
    let wide =
        |c: char| matches!(u32::from(c), 0x2e80..=0x9fff | 0xac00..=0xd7ff | 0xf900..=0xfaff);
    if text.chars().any(wide) {
        return text.to_owned();
    }
    text.chars()
        .map(|c| match c {
            '＆' => '&',
            '＜' => '<',
            '＞' => '>',
            '？' => '?',
            '＂' => '"',
            '＇' => '\'',
            '＼' => '\\',
            '／' => '/',
            '，' => ',',
            '；' => ';',
            '＾' => '^',
            _ => c,
        })
        .collect()
}

/// The same of a text in an answer.
pub(super) fn narrowed(value: &Value) -> Value {
    value
        .as_str()
        .map_or(Value::Null, |text| Value::from(narrow(text)))
}

/// The server at `address` no longer takes the token for the password.
pub(super) fn unknown(address: &str) -> Refusal {
    Refusal {
        cause: Cause::Status(401),
        ..Refusal::new(format!(
            "no longer knows this login; log in again with `pullquote sync {address} --user NAME`"
        ))
    }
}

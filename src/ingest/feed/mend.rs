//! Damaged JSON of a feed: what is wrong with one item costs that item at most.
//!
//! Titles that were cut inside an emoji leave half a surrogate pair, careless programs leave line breaks
//! in strings, backslashes that mean nothing, commas too many; a download breaks off. First all strings
//! are mended ([`strings_mended`]); if the whole still cannot be read, each item is read by itself.

use serde_json::Value;

use super::bound::{MOST_ITEMS, room};
use crate::ingest::json::strings_mended;

/// An item ends among so many of the next places where one could end: the files and authors inside it
/// end as items do.
const ENDS: usize = 12;

/// What can be read of a feed that is not JSON, and how many items were left out.
pub fn mended(source: &str) -> (Value, usize) {
    let source = strings_mended(source);
    if let Ok(value) = room().read(&source) {
        return (value, 0);
    }
    let list = memchr::memmem::find(source.as_bytes(), b"\"items\"")
        .and_then(|key| Some(key + source[key..].find('[')? + 1));
    let (head, list) = source.split_at(list.unwrap_or(0));
    let (items, left_out) = items(list);
    let mut value = room().read(&format!("{head}]}}")).unwrap_or_default();
    value["items"] = items.into();
    (value, left_out)
}

/// The items of a list, each read by itself, and how many could not be. There are no more than are taken.
fn items(list: &str) -> (Vec<Value>, usize) {
    let ends: Vec<usize> = memchr::memchr_iter(b'}', list.as_bytes())
        .filter(|end| is_end(&list[end + 1..]))
        .map(|end| end + 1)
        .collect();
    let (mut items, mut left_out) = (Vec::new(), 0);
    let (mut start, mut next) = (0, 0);
    let room = room();
    while let Some(open) = list.get(start..).and_then(|rest| rest.find('{')) {
        let begin = start + open;
        let whole = (next..ends.len()).take(ENDS).find_map(|end| {
            let value = room.read(list.get(begin..ends[end])?).ok()?;
            Some((end, value))
        });
        let end = whole.as_ref().map_or(next, |(end, _)| *end);
        match whole {
            Some((_, value)) if is_item(&value) => items.push(value),
            Some(_) => {}
            None => left_out += 1,
        }
        let Some(end) = ends.get(end) else { break };
        if room.is_full() || items.len() > MOST_ITEMS {
            break;
        }
        start = *end;
        next = ends.partition_point(|end| *end <= start);
    }
    (items, left_out)
}

/// Whether an object may end before `rest`: another follows, or the list ends.
fn is_end(rest: &str) -> bool {
    let rest = rest.trim_start();
    match rest.strip_prefix(',') {
        Some(rest) => rest.trim_start().starts_with(['{', ']']),
        None => rest.starts_with([']', '{']) || rest.is_empty(),
    }
}

/// Whether it is an item, and no author or file of one.
fn is_item(value: &Value) -> bool {
    ["id", "content_html", "content_text", "title", "summary"]
        .iter()
        .any(|key| value.get(key).is_some())
        && value.get("mime_type").is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, ids: &str, left_out: usize) {
        let (value, lost) = mended(source);
        let items = value["items"].as_array().cloned().unwrap_or_default();
        let found: Vec<String> = (items.iter())
            .map(|item| item["id"].as_str().unwrap_or("?").to_owned())
            .collect();
        assert_eq!(
            (found.join(" ").as_str(), lost),
            (ids, left_out),
            "{source}"
        );
    }

    #[test]
    fn damage_to_one_item_costs_that_item() {
        let list = |odd: &str| {
            format!(
                r#"{{"title":"The Lamp","items":[{{"id":"a","authors":[{{"name":"Jo"}},{{"name":"Al"}}]}},{odd},{{"id":"c","attachments":[{{"url":"u","mime_type":"m"}}]}}],"x":1}}"#
            )
        };
        check(&list(r#"{"id":"b","title":"cut \ud83d"}"#), "a b c", 0);
        check(
            &list(r#"{"id":"b","title":"cut \udc00\ud83d\ude00 \q \u12"}"#),
            "a b c",
            0,
        );
        check(
            &list("{\"id\":\"b\",\"content_text\":\"two\nlines\u{1}\",}"),
            "a b c",
            0,
        );
        check(&list(r#"{"id":"b","title":"a "word" too many"}"#), "a c", 1);
        check(&list(r#"{"id":"b","n":NaN}"#), "a c", 1);
        check(&list(r#"{"id":"b" "title":1}"#), "a c", 1);
        let cut = list(r#"{"id":"b"}"#);
        check(&cut[..cut.find("attach").unwrap()], "a b", 1);
        check("", "", 0);
        check("{\"items\":[{", "", 1);
    }

    #[test]
    fn the_head_is_kept() {
        let (value, _) = mended(r#"{"title":"Caf\ud83d","items":[{"id":"a"} {"id":"b"}]}"#);
        assert_eq!(value["title"], "Caf\u{fffd}");
        assert_eq!(value["items"].as_array().map(Vec::len), Some(2));
    }
}

//! Bookmarks as JSON: Firefox's backup, and Chrome's own file.

use serde_json::Value;

use super::fields::text;
use crate::ingest::folders;
use crate::ingest::later::entry::{Entry, tags};
use crate::model::clean;

/// The bookmarks in a tree of folders, in its order, each with its folder as a tag; none where `value` is none.
pub fn read(value: &Value) -> Option<Vec<Entry>> {
    let roots: Vec<&Value> = match value.get("roots").and_then(Value::as_object) {
        Some(roots) => roots.values().collect(),
        None => vec![value],
    };
    if !roots
        .iter()
        .any(|root| root.get("children").is_some_and(Value::is_array))
    {
        return None;
    }
    let mut entries: Vec<Entry> = Vec::new();
    // A root stands in no folder.
    let mut todo: Vec<(&Value, Option<String>)> =
        roots.into_iter().rev().map(|root| (root, None)).collect();
    while let Some((node, folder)) = todo.pop() {
        // The folders that every browser has say nothing of what is in them.
        let built_in = folder.is_none() || node.get("root").is_some();
        let folder = folder.unwrap_or_default();
        let name = [text(node, "name"), text(node, "title")].concat();
        let Some(children) = node.get("children").and_then(Value::as_array) else {
            let url = [text(node, "url"), text(node, "uri")].concat();
            if !url.is_empty() {
                let mut all = tags(&text(node, "tags"));
                all.push(folder);
                entries.push(Entry {
                    url,
                    title: name,
                    saved: [text(node, "date_added"), text(node, "dateAdded")].concat(),
                    tags: all,
                    ..Entry::default()
                });
            }
            continue;
        };
        let name = clean(&name);
        let name = if built_in { "" } else { name.trim() };
        let inside = folders::within(&folder, name).unwrap_or(folder);
        todo.extend(
            children
                .iter()
                .rev()
                .map(|child| (child, Some(inside.clone()))),
        );
    }
    for (at, entry) in entries.iter_mut().enumerate() {
        entry.at = format!("entry {}", at + 1);
    }
    Some(entries)
}

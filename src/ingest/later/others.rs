//! A table of another service, or of somebody's own: an address, and whatever else its columns say.

use super::entry::{Entry, tags};
use super::row::Row;

/// The names under which tables of others have an article's address, title, dates and tags, the best first.
pub(super) const ADDRESS: [&str; 5] = ["url", "link", "address", "href", "uri"];
const TITLE: [&str; 9] = [
    "title",
    "titel",
    "titre",
    "título",
    "titolo",
    "tytuł",
    "название",
    "name",
    "description",
];
const SAVED: [&str; 9] = [
    "saved",
    "time_added",
    "timestamp",
    "saved date",
    "date added",
    "date_added",
    "created",
    "created_at",
    "date",
];
const TAGS: [&str; 10] = [
    "tags",
    "labels",
    "schlagwörter",
    "étiquettes",
    "etiquetas",
    "etichette",
    "document tags",
    "folder",
    "collection",
    "category",
];
const SUMMARY: [&str; 4] = ["selection", "excerpt", "summary", "note"];

/// An article by whichever of these columns the table has.
pub(super) fn entry(row: &Row<'_>) -> Entry {
    let yes = |columns: &[&str]| {
        let value = row.first(columns).trim().to_lowercase();
        matches!(value.as_str(), "1" | "true" | "yes" | "x")
    };
    let put_away = ["status", "state", "folder", "location"];
    let mut all = tags(&row.first(&TAGS).replace(['|', ';'], ","));
    all.retain(|tag| !["unread", "archive", "starred"].contains(&tag.to_lowercase().as_str()));
    Entry {
        url: row.first(&ADDRESS),
        title: row.first(&TITLE),
        byline: row.first(&["author", "byline"]),
        saved: row.first(&SAVED),
        summary: row.first(&SUMMARY),
        read: yes(&["read", "archived", "is_archived"])
            || put_away.iter().any(|column| {
                let value = row.get(column).trim().to_lowercase();
                matches!(value.as_str(), "read" | "archive" | "archived")
            }),
        starred: yes(&[
            "starred",
            "favorite",
            "favourite",
            "favorited",
            "is_starred",
        ]) || row.is("folder", "starred"),
        tags: all,
        ..Entry::default()
    }
}

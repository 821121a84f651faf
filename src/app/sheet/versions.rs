//! What a story changed, told paragraph by paragraph.

use super::{Body, Sheet, SheetKind, SheetRow};
use crate::compare::{Change, changes};
use crate::config::Settings;
use crate::model::{Article, Version};
use crate::speech;
use crate::words;
use crate::words::day;

/// What a story changed, the newest change first.
pub fn sheet(article: &Article, found: &[Version], settings: &Settings) -> Sheet {
    let later = found.iter().skip(1).map(|version| &version.article);
    let later: Vec<&Article> = later.chain([article]).collect();
    let mut rows = Vec::new();
    for (version, later) in found.iter().zip(later).rev() {
        let day = day::of(version.until);
        let mut first = Some(format!("Updated {}", day::spoken(&day, &settings.today)));
        for change in changes(&version.article, later) {
            let head = first.take().unwrap_or_default();
            let words = speech::rows::change(&change);
            rows.push(SheetRow {
                spoken: match head.is_empty() {
                    true => words,
                    false => format!("{head}. {words}"),
                },
                head,
                body: match change {
                    Change::Pair(pair) => Body::Pair(pair),
                    Change::Unchanged(count) => Body::Unchanged(count),
                },
                ..SheetRow::default()
            });
        }
    }
    let facts = words::count(found.len() + 1, "version");
    let title = words::title(&article.meta.title).to_owned();
    Sheet::new(SheetKind::Versions, title, facts, rows)
}

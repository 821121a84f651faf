//! What stands under a headline: who wrote the article, where and when, how long it is, what was found in it.

use super::{capital, day, details, found, known, language};
use crate::model::{Details, Meta, Notes};

/// What is known of an article.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// What its page says.
    pub meta: &'a Meta,
    /// What was found in it.
    pub notes: &'a Notes,
    /// Whether it was looked at.
    pub noted: bool,
    /// What the library knows.
    pub details: &'a Details,
    /// How many minutes it takes to read; none until all of it is here.
    pub minutes: Option<usize>,
    /// Its source has a row of its own.
    pub source_row: bool,
}

impl Head<'_> {
    /// The rows under the headline: byline and source, then day, minutes and what was found. Without a byline the source stands
    /// with the others where there is room, and so does the language. `fits` tells whether a row has room.
    pub fn rows(&self, fits: impl Fn(&str) -> bool) -> Vec<String> {
        let source = source(self.meta);
        let byline = self.meta.byline.as_ref().map(|by| format!("By {by}"));
        let (first, source) = match byline {
            Some(byline) => (known(" · ", [Some(byline), source]), None),
            None if self.source_row => (source.unwrap_or_default(), None),
            None => (String::new(), source),
        };
        let length = self.minutes.map(length);
        let language = language(self.notes);
        let found = self.noted.then(|| found(self.notes));
        // Where there is no room for all that was found, the quotes alone are told.
        let quotes = found.as_deref().and_then(|found| found.split(',').next());
        let row = |found: Option<&str>, language: Option<&str>| {
            let day = [source.clone(), day_of(self.meta), length.clone()];
            let more = [found, language].map(|it| it.map(str::to_owned));
            known(" · ", day.into_iter().chain(more))
        };
        let (found, language) = (found.as_deref(), language.as_deref());
        // "Hebrew: quotations by their marks alone" is "Hebrew" where there is little.
        let name = language.and_then(|language| language.split(':').next());
        let ways = [
            (found, language),
            (quotes, language),
            (found, name),
            (quotes, name),
            (found, None),
        ];
        let fitting = ways
            .into_iter()
            .find(|(found, language)| fits(&row(*found, *language)));
        let (found, beside) = fitting.unwrap_or((quotes, None));
        let last = row(found, beside);
        let alone = language.filter(|_| beside.is_none());
        let mut rows = match first.is_empty() {
            true => vec![last],
            false => vec![first, last],
        };
        let details = details(self.details);
        if !details.is_empty() {
            rows.push(capital(&details.join(" · ")));
        }
        rows.extend(alone.map(str::to_owned));
        rows
    }
}

/// Whether the source wants a row of its own. Quotes may still be looked for, and no row moves when they are found: their number
/// has its room before.
pub fn wants_source_row(meta: &Meta, minutes: usize, fits: impl Fn(&str) -> bool) -> bool {
    let Some(source) = source(meta) else {
        return false;
    };
    let quotes = Some("000 quotes".to_owned());
    let whole = [Some(source), day_of(meta), Some(length(minutes)), quotes];
    meta.byline.is_none() && !fits(&known(" · ", whole))
}

fn source(meta: &Meta) -> Option<String> {
    meta.site.clone().filter(|site| !site.is_empty())
}

fn day_of(meta: &Meta) -> Option<String> {
    meta.published.as_deref().map(day::long)
}

fn length(minutes: usize) -> String {
    format!("{minutes} min")
}

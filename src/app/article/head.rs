//! What stands under the headline: who wrote the article, where and when, how long it is, what was found in it.

use crate::app::article::reader::ReaderPane;
use crate::layout::width;
use crate::words;
use crate::words::day;

impl ReaderPane {
    /// The rows under the headline: byline and source, then day, minutes and what was found. Without
    /// a byline the source stands with the others where there is room, and so does the language.
    pub fn facts(&self) -> Vec<String> {
        let meta = &self.article.meta;
        let room = usize::from(self.column.width);
        let source = meta.site.clone().filter(|site| !site.is_empty());
        let byline = meta.byline.as_ref().map(|by| format!("By {by}"));
        let (first, source) = match byline {
            Some(byline) => (words::known(" · ", [Some(byline), source]), None),
            None if self.source_row => (source.unwrap_or_default(), None),
            None => (String::new(), source),
        };
        let length = (!self.begun).then(|| self.length());
        let language = words::language(&self.notes);
        let found = self.noted.then(|| words::found(&self.notes));
        // Where there is no room for all that was found, the quotes alone are told.
        let quotes = found.as_deref().and_then(|found| found.split(',').next());
        let row = |found: Option<&str>, language: Option<&str>| {
            let day = [source.clone(), self.day(), length.clone()];
            let known = [found, language].map(|it| it.map(str::to_owned));
            words::known(" · ", day.into_iter().chain(known))
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
            .find(|(found, language)| width::of(&row(*found, *language)) <= room);
        let (found, beside) = fitting.unwrap_or((quotes, None));
        let last = row(found, beside);
        let alone = language.filter(|_| beside.is_none());
        let mut rows = match first.is_empty() {
            true => vec![last],
            false => vec![first, last],
        };
        let details = words::details(&self.details);
        if !details.is_empty() {
            rows.push(words::capital(&details.join(" · ")));
        }
        rows.extend(alone.map(str::to_owned));
        rows
    }

    fn day(&self) -> Option<String> {
        self.article.meta.published.as_deref().map(day::long)
    }

    fn length(&self) -> String {
        format!("{} min", self.minutes(0))
    }

    /// Whether the source wants a row of its own. Quotes may still be looked for, and no row moves when
    /// they are found: their number has its room before.
    pub(super) fn wants_source_row(&self) -> bool {
        let meta = &self.article.meta;
        let Some(source) = meta.site.clone().filter(|site| !site.is_empty()) else {
            return false;
        };
        let quotes = Some("000 quotes".to_owned());
        let whole = words::known(
            " · ",
            [Some(source), self.day(), Some(self.length()), quotes],
        );
        meta.byline.is_none() && width::of(&whole) > usize::from(self.column.width)
    }
}

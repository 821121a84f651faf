//! What the library knows of an article beside its text.

use crate::model::Remark;
use crate::words;
use crate::words::day;

/// What the library knows of an article beside its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// When its feed changed it last, as an ISO 8601 day.
    pub updated: Option<String>,
    /// How many older texts there are.
    pub versions: usize,
    /// The reader's notes on passages.
    pub notes: Vec<Remark>,
    /// The sources of the other articles that tell its story.
    pub elsewhere: Vec<String>,
}

impl Details {
    /// "Updated 3 November 2026, 2 versions", "also in The Lamp, 2 more".
    pub fn facts(&self) -> Vec<String> {
        let updated = self
            .updated
            .as_deref()
            .filter(|_| self.versions > 0)
            .map(|at| {
                let versions = words::count(self.versions + 1, "version");
                format!("Updated {}, {versions}", day::long(at))
            });
        let elsewhere = match self.elsewhere.as_slice() {
            [] => None,
            [one] => Some(format!("also in {one}")),
            [one, other] => Some(format!("also in {one} and {other}")),
            [one, rest @ ..] => Some(format!("also in {one}, {} more", rest.len())),
        };
        let gone = self.notes.iter().filter(|it| it.span.is_none()).count();
        let gone = (gone > 0).then(|| {
            let passages = words::count(gone, "passage");
            let are = if gone == 1 { "is" } else { "are" };
            format!("{passages} that you marked {are} no longer in the text")
        });
        updated.into_iter().chain(elsewhere).chain(gone).collect()
    }
}

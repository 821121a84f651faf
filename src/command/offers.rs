//! What the line that is typed can be completed to, of what the library and the article know: commands, tags, feeds, people.

use crate::command::prompt::{Prompt, PromptKind};
use crate::command::table::Command;
use crate::model::{Selection, SelectionKind};

impl Prompt {
    /// Whether it can be completed to people.
    pub fn names_people(&self) -> bool {
        matches!(self.kind, PromptKind::Who | PromptKind::Command) || self.asks()
    }

    /// What it can be completed to, from the rows of feeds and the people who may be meant; none where nothing is known
    /// beforehand.
    pub fn offers_of(
        &self,
        rows: &[Selection],
        people: impl Fn() -> Vec<String>,
    ) -> Option<Vec<String>> {
        let named = |kind| {
            let rows = rows.iter().filter(move |row| row.kind == kind);
            rows.map(|row| row.name.as_str())
        };
        let tags = || named(SelectionKind::Tag);
        Some(match self.kind {
            PromptKind::Tag | PromptKind::FeedTags => tags().map(str::to_owned).collect(),
            PromptKind::Who => people(),
            PromptKind::Filter if self.asks() => {
                let tags = tags().map(|tag| term("tag", tag));
                let feeds = named(SelectionKind::Feed).map(|feed| term("feed", feed));
                let said = people().into_iter().map(|who| term("said", &who));
                tags.chain(feeds).chain(said).collect()
            }
            PromptKind::Command => {
                let tag = Command::Tag.row().name;
                let said = Command::SaidEverywhere.row().name;
                let tags = tags().map(|name| format!("{tag} {name}"));
                let people = people().into_iter().map(|who| format!("{said} {who}"));
                tags.chain(people).collect()
            }
            _ => return None,
        })
    }
}

/// A term of the query language.
fn term(name: &str, value: &str) -> String {
    if value.contains(char::is_whitespace) {
        format!("{name}:\"{value}\"")
    } else {
        format!("{name}:{value}")
    }
}

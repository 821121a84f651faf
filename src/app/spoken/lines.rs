//! The line that is typed, as it is heard, and lines cut to rows.

use crate::app::command::prompt::{Prompt, PromptKind};
use crate::layout;
use crate::model::spoken_query_help;

/// What is said when a line is to be typed.
pub const fn label(kind: PromptKind) -> &'static str {
    match kind {
        PromptKind::Search => "Search for:",
        PromptKind::Filter => "Show articles with:",
        PromptKind::Find => "Go to the name with:",
        PromptKind::Command => "Command:",
        PromptKind::Tag => "Tag:",
        PromptKind::Who => "Everything said by:",
        PromptKind::FeedName => "Name of the feed:",
        PromptKind::FeedTags => "Tags, with commas between:",
        PromptKind::FeedInterval => "Ask at most every, for example 6h:",
        PromptKind::FeedKeep => "Days to keep what was read:",
        PromptKind::Note => "Note:",
        PromptKind::Speaker => "Said by:",
        PromptKind::Merge => "Is the same as:",
        PromptKind::Add => "Address or file to add:",
        PromptKind::Save => "Save as:",
        PromptKind::Pipe => "Give to the command:",
        PromptKind::Share => "Share with:",
        PromptKind::Mark => "Letter for this place:",
        PromptKind::GoToMark => "Go to the place of the letter:",
    }
}

/// "1 Anna Berg, 2 Sean Okafor, 3 nobody. Type a number or a name.", or the help that was asked for. None
/// where there is neither.
pub fn choices(prompt: &Prompt) -> Option<String> {
    if prompt.is_helped() {
        return Some(spoken_query_help());
    }
    let names = prompt.choices().iter().enumerate();
    let names: Vec<String> = names
        .map(|(at, name)| format!("{} {name}", at + 1))
        .collect();
    (!names.is_empty()).then(|| format!("{}. Type a number or a name.", names.join(", ")))
}

/// Rows that screen-reader mode keeps free at the top for a message.
pub fn message_rows(columns: u16) -> u16 {
    160 / columns.max(20) + 1
}

/// A line cut at words to rows of at most `width` columns.
pub fn wrap(line: &str, width: usize) -> Vec<String> {
    let width = u16::try_from(width).unwrap_or(u16::MAX);
    let rows = layout::wrap_words(line, width, usize::MAX);
    rows.into_iter()
        .map(|row| row.of(line).trim_end().to_owned())
        .collect()
}

//! The line that is typed, as it is heard, and lines cut to rows.

use crate::command::prompt::Prompt;
use crate::layout;
use crate::model::spoken_query_help;

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

/// What is known of a quote and why, without the signs that only the eye reads.
pub fn why(known: [&str; 3], why: &str) -> String {
    let known = known.map(|fact| fact.replace(" · ", ", ").replace(" %", " percent"));
    let known: Vec<String> = known.into_iter().filter(|fact| !fact.is_empty()).collect();
    let why = why.replacen("stands with “", "stands with the words “", 1);
    format!("{}. {}", known.join(", "), why.replace(['“', '”'], ""))
}

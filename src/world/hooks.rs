//! Commands that wait for articles, such as one that sends a message when somebody is quoted.

use super::clock;
use super::command;
use super::fetch::Limits;
use crate::error::{Error, Result};
use crate::export::{annotated, to_line};
use crate::library::Library;
use crate::model::ArticleId;

/// Runs the commands of filters (`run:COMMAND`) that wait for some of the new articles, one after
/// another, each once: it reads a line of JSON an article, as `annotate` prints them, whose `id` is
/// the article's number. Gives a sentence for each that failed.
///
/// # Errors
/// When the library cannot be read.
pub fn run(library: &Library, new: &[ArticleId], limits: Limits) -> Result<Vec<Error>> {
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let mut failed = Vec::new();
    for (command, ids) in library.awaited(new, clock::now().as_second())? {
        let mut lines = String::new();
        for id in ids {
            if let Some(stored) = library.article(id)? {
                let (article, notes) = (&stored.article, &stored.notes);
                let number = id.0.to_string();
                let line = annotated(&number, &article.text, Some(&article.meta), notes);
                lines.push_str(&to_line(&line));
            }
        }
        if let Err(refusal) = command::hand(&command, lines.into_bytes(), limits) {
            failed.push(Error::no_article(command, refusal.why));
        }
    }
    Ok(failed)
}

//! What commands copy: in which form, and what is said then.

use crate::command::Command;
use crate::words::citation::Form;

/// The form that a command copies, and what is said then.
pub(in crate::app) const fn form_of(command: Command) -> (Form, &'static str) {
    match command {
        Command::CopyQuote => (Form::Attributed, "Copied the quote with its speaker."),
        Command::CopyWords => (Form::Bare, "Copied the words of the quote."),
        Command::CopyMarkdown => (Form::Markdown, "Copied the quote as Markdown."),
        _ => (Form::Citation, "Copied the citation."),
    }
}

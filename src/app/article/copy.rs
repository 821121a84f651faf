//! What is put into the clipboard: a quote with its source, bare, as Markdown; a citation.

use crate::app::article::reader::ReaderPane;
use crate::command::Command;
use crate::model::{Article, Quote, tag_of};
use crate::words;
use crate::words::citation::{self, Form};

/// The text to copy; none when the form needs a quote and none is chosen.
pub fn text(reader: &ReaderPane, form: Form, unclear: f32) -> Option<String> {
    let article = &reader.article;
    let tag = tag_of(reader.notes.lang.as_deref(), article.meta.lang.as_deref());
    if form == Form::Citation {
        return Some(citation::article(&article.meta, tag));
    }
    quote_text(reader, reader.quote()?, form, unclear)
}

/// A quote of the article in that form.
pub(in crate::app) fn quote_text(
    reader: &ReaderPane,
    index: usize,
    form: Form,
    unclear: f32,
) -> Option<String> {
    let article = &reader.article;
    let tag = tag_of(reader.notes.lang.as_deref(), article.meta.lang.as_deref());
    let quote = reader.notes.quotes.get(index)?;
    let quoted = words::quoted(article, quote);
    let speaker = reader.notes.speakers_named(&article.text, quote);
    let sure = quote.sure().is_some_and(|sure| sure >= unclear);
    let role = reader.notes.role(quote);
    let who = match (speaker, sure, role) {
        (Some(name), true, Some(role)) => format!("{name}, {role}"),
        (Some(name), true, None) => name.into_owned(),
        (Some(name), false, _) => format!("perhaps {name}"),
        (None, ..) => "unclear who".to_owned(),
    };
    Some(citation::quote(&quoted, &who, &article.meta, tag, form))
}

/// The words of a quote, its parts joined.
pub fn joined(article: &Article, quote: &Quote) -> String {
    let parts = quote.parts.iter().map(|part| part.of(&article.text));
    parts.collect::<Vec<_>>().join(" ")
}

/// The form that a command copies, and what is said then.
pub(in crate::app) const fn form_of(command: Command) -> (Form, &'static str) {
    match command {
        Command::CopyQuote => (Form::Attributed, "Copied the quote with its speaker."),
        Command::CopyWords => (Form::Bare, "Copied the words of the quote."),
        Command::CopyMarkdown => (Form::Markdown, "Copied the quote as Markdown."),
        _ => (Form::Citation, "Copied the citation."),
    }
}

//! What is put into the clipboard: a quote with its source, bare, as Markdown; a citation.

use crate::app::article::reader::ReaderPane;
use crate::app::words::day;
use crate::app::{Command, words};
use crate::model::{
    Article, ArticleRow, Meta, Quote, Said, Span, between_marks, clean_block, tag_of,
};

/// The forms in which something is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The quote, who said it and where.
    Attributed,
    /// The words of the quote.
    Bare,
    /// The quote as a Markdown block quote with its source.
    Markdown,
    /// Author, title, paper, day, address of the article.
    Citation,
}

/// The text to copy; none when the form needs a quote and none is chosen.
pub fn text(reader: &ReaderPane, form: Form, unclear: f32) -> Option<String> {
    let article = &reader.article;
    let tag = tag_of(reader.notes.lang.as_deref(), article.meta.lang.as_deref());
    if form == Form::Citation {
        return Some(clean_block(&citation(&article.meta, tag)).into_owned());
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
    let role = reader.role(index);
    let who = match (speaker, sure, role) {
        (Some(name), true, Some(role)) => format!("{name}, {role}"),
        (Some(name), true, None) => name.into_owned(),
        (Some(name), false, _) => format!("perhaps {name}"),
        (None, ..) => "unclear who".to_owned(),
    };
    let text = match form {
        Form::Bare => quoted,
        Form::Markdown => format!("> {quoted}\n>\n> — {who}, in {}", linked(&article.meta)),
        _ => format!("{quoted}\n— {who}, in {}", citation(&article.meta, tag)),
    };
    Some(clean_block(&text).into_owned())
}

/// A passage with its source.
pub fn passage(article: &Article, passage: Span) -> String {
    let words = passage.of(&article.text);
    let text = format!(
        "{words}\n— {}",
        citation(&article.meta, article.meta.lang.as_deref())
    );
    clean_block(&text).into_owned()
}

/// The words of a quote, its parts joined.
pub fn joined(article: &Article, quote: &Quote) -> String {
    let parts = quote.parts.iter().map(|part| part.of(&article.text));
    parts.collect::<Vec<_>>().join(" ")
}

/// A quotation of the library with its source.
pub fn said(said: &Said, form: Form) -> String {
    let meta = Meta {
        title: said.title.clone(),
        byline: said.byline.clone(),
        site: Some(said.source.clone()),
        published: Some(day::of(said.at)),
        url: said.url.clone(),
        ..Meta::default()
    };
    let quoted = words::one_line(&said.words);
    let who = said.who.as_deref().unwrap_or("unclear who");
    let text = match form {
        Form::Citation => citation(&meta, None),
        Form::Bare => quoted,
        Form::Markdown => format!("> {quoted}\n>\n> — {who}, in {}", linked(&meta)),
        Form::Attributed => format!("{quoted}\n— {who}, in {}", citation(&meta, None)),
    };
    clean_block(&text).into_owned()
}

/// The citation of an article of the list.
pub(in crate::app) fn row(row: &ArticleRow) -> String {
    let meta = Meta {
        title: row.title.clone(),
        byline: row.byline.clone(),
        site: Some(row.source.clone()),
        published: row.published.clone(),
        url: row.url.clone(),
        ..Meta::default()
    };
    clean_block(&citation(&meta, None)).into_owned()
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

/// Author, “title”, paper, day, address: what is known of them. `tag` is the language, which tells the marks.
fn citation(meta: &Meta, tag: Option<&str>) -> String {
    let parts = [
        meta.byline.clone(),
        Some(between_marks(&meta.title, tag)),
        meta.site.clone(),
        meta.published.as_deref().map(day::long),
        meta.url.clone(),
    ];
    words::known(", ", parts)
}

/// The title as a Markdown link, paper and day.
fn linked(meta: &Meta) -> String {
    let title = meta.title.replace(['[', ']'], "");
    let title = match &meta.url {
        Some(url) => format!("[{title}](<{}>)", url.replace(['<', '>'], "")),
        None => format!("*{title}*"),
    };
    let parts = [
        Some(title),
        meta.site.clone(),
        meta.published.as_deref().map(day::long),
    ];
    words::known(", ", parts)
}

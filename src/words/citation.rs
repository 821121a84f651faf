//! Where words come from: a quotation or a passage with its source, as it is copied; a citation of an article.

use super::{day, known, one_line, quoted, speaker};
use crate::model::{
    Article, ArticleRow, Meta, Notes, Said, Span, between_marks, clean_block, tag_of,
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

/// A passage with its source.
pub fn passage(article: &Article, passage: Span) -> String {
    let words = passage.of(&article.text);
    let text = format!(
        "{words}\n— {}",
        of(&article.meta, article.meta.lang.as_deref())
    );
    clean_block(&text).into_owned()
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
    let who = said.who.as_deref().unwrap_or("unclear who");
    quote(&one_line(&said.words), who, &meta, None, form)
}

/// Words that somebody said in the article of `meta`, in that form; `tag` is its language.
pub fn quote(words: &str, who: &str, meta: &Meta, tag: Option<&str>, form: Form) -> String {
    let text = match form {
        Form::Citation => of(meta, tag),
        Form::Bare => words.to_owned(),
        Form::Markdown => format!("> {words}\n>\n> — {who}, in {}", linked(meta)),
        Form::Attributed => format!("{words}\n— {who}, in {}", of(meta, tag)),
    };
    clean_block(&text).into_owned()
}

/// A quote of an article with its source, by its number; a speaker who is less sure than `unclear` is doubtful.
pub fn of_quote(
    from: &Article,
    notes: &Notes,
    index: usize,
    form: Form,
    unclear: f32,
) -> Option<String> {
    let it = notes.quotes.get(index)?;
    let role = notes.role(it);
    let who = match (speaker(from, notes, index, unclear), role) {
        (Some((name, true)), Some(role)) => format!("{name}, {role}"),
        (Some((name, true)), None) => name.into_owned(),
        (Some((name, false)), _) => format!("perhaps {name}"),
        (None, _) => "unclear who".to_owned(),
    };
    Some(quote(
        &quoted(from, it),
        &who,
        &from.meta,
        tag(from, notes),
        form,
    ))
}

/// The citation of an article with its notes.
pub fn of_article(from: &Article, notes: &Notes) -> String {
    article(&from.meta, tag(from, notes))
}

/// The language of an article, as its page or its notes tell it.
fn tag<'a>(article: &'a Article, notes: &'a Notes) -> Option<&'a str> {
    tag_of(notes.lang.as_deref(), article.meta.lang.as_deref())
}

/// The citation of an article.
pub fn article(meta: &Meta, tag: Option<&str>) -> String {
    clean_block(&of(meta, tag)).into_owned()
}

/// The same of an article of the list.
pub fn row(row: &ArticleRow) -> String {
    let meta = Meta {
        title: row.title.clone(),
        byline: row.byline.clone(),
        site: Some(row.source.clone()),
        published: row.published.clone(),
        url: row.url.clone(),
        ..Meta::default()
    };
    article(&meta, None)
}

/// Author, “title”, paper, day, address: what is known of them. `tag` is the language, which tells the marks.
fn of(meta: &Meta, tag: Option<&str>) -> String {
    let parts = [
        meta.byline.clone(),
        Some(between_marks(&meta.title, tag)),
        meta.site.clone(),
        meta.published.as_deref().map(day::long),
        meta.url.clone(),
    ];
    known(", ", parts)
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
    known(", ", parts)
}

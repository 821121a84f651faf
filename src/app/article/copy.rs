//! What is put into the clipboard: a quote with its source, bare, as Markdown; a citation.

use crate::app::article::jump::{Lack, Target};
use crate::app::article::reader::ReaderPane;
use crate::app::words::day;
use crate::app::{Command, Effect, State, words};
use crate::model::{Article, MarkKind, Meta, Quote, Said, clean, clean_block, may_be_opened};

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
    if form == Form::Citation {
        return Some(clean_block(&citation(&article.meta)).into_owned());
    }
    quote_text(reader, reader.quote()?, form, unclear)
}

/// A quote of the article in that form.
fn quote_text(reader: &ReaderPane, index: usize, form: Form, unclear: f32) -> Option<String> {
    let article = &reader.article;
    let quote = reader.notes.quotes.get(index)?;
    let quoted = words::quoted(article, quote);
    let speaker = reader.notes.speakers_named(&article.text, quote);
    let sure = quote.sure().is_some_and(|sure| sure >= unclear);
    let role = quote
        .speaker()
        .filter(|_| quote.speakers.len() == 1)
        .and_then(|speaker| reader.notes.entity(speaker.entity?)?.role.as_deref());
    let who = match (speaker, sure, role) {
        (Some(name), true, Some(role)) => format!("{name}, {role}"),
        (Some(name), true, None) => name.into_owned(),
        (Some(name), false, _) => format!("perhaps {name}"),
        (None, ..) => "unclear who".to_owned(),
    };
    let text = match form {
        Form::Bare => quoted,
        Form::Markdown => format!("> {quoted}\n>\n> — {who}, in {}", linked(&article.meta)),
        _ => format!("{quoted}\n— {who}, in {}", citation(&article.meta)),
    };
    Some(clean_block(&text).into_owned())
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
        Form::Citation => citation(&meta),
        Form::Bare => quoted,
        Form::Markdown => format!("> {quoted}\n>\n> — {who}, in {}", linked(&meta)),
        Form::Attributed => format!("{quoted}\n— {who}, in {}", citation(&meta)),
    };
    clean_block(&text).into_owned()
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

/// Author, “title”, paper, day, address: what is known of them.
fn citation(meta: &Meta) -> String {
    [
        meta.byline.clone(),
        Some(format!("“{}”", meta.title)),
        meta.site.clone(),
        meta.published.as_deref().map(day::long),
        meta.url.clone(),
    ]
    .into_iter()
    .flatten()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(", ")
}

/// The title as a Markdown link, paper and day.
fn linked(meta: &Meta) -> String {
    let title = meta.title.replace(['[', ']'], "");
    let title = match &meta.url {
        Some(url) => format!("[{title}](<{}>)", url.replace(['<', '>'], "")),
        None => format!("*{title}*"),
    };
    [
        Some(title),
        meta.site.clone(),
        meta.published.as_deref().map(day::long),
    ]
    .into_iter()
    .flatten()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(", ")
}

impl State {
    /// Copies and says so.
    pub(in crate::app) fn copy(&mut self, command: Command, effects: &mut Vec<Effect>) {
        let (form, sentence) = form_of(command);
        let Some(reader) = &self.reader else {
            return;
        };
        match text(reader, form, self.settings.unclear) {
            Some(text) => self.copy_text(text, sentence, effects),
            None => self.choose_first(Lack::Quote),
        }
    }

    /// Copies all quotes of the article, each with its source.
    pub(in crate::app) fn copy_all(&mut self, effects: &mut Vec<Effect>) {
        let Some(reader) = &self.reader else {
            return;
        };
        let all = 0..reader.notes.quotes.len();
        let quotes: Vec<String> = all
            .filter_map(|index| quote_text(reader, index, Form::Markdown, self.settings.unclear))
            .collect();
        if quotes.is_empty() {
            return self.fail("No quotes in this article.");
        }
        let sentence = format!(
            "Copied {} as Markdown.",
            words::count(quotes.len(), "quote")
        );
        self.copy_text(quotes.join("\n\n"), &sentence, effects);
    }

    /// Puts text into the clipboard.
    pub(in crate::app) fn copy_text(
        &mut self,
        text: String,
        sentence: &str,
        effects: &mut Vec<Effect>,
    ) {
        effects.push(Effect::Copy(text));
        self.copied(sentence);
    }

    /// Says that something was copied, unless who did it will say so.
    fn copied(&mut self, sentence: &str) {
        match &mut self.spoken {
            Some(spoken) => spoken.wait(),
            None => self.say(sentence),
        }
    }

    /// The address of the chosen link, else of the article; opened or copied.
    pub(in crate::app) fn address(&mut self, command: Command, effects: &mut Vec<Effect>) {
        let Some(reader) = &self.reader else {
            return;
        };
        let chosen = match reader.target {
            Some(Target::Link(mark)) => reader.article.marks.get(mark).map(|mark| &mark.kind),
            _ => None,
        };
        let address = match chosen {
            Some(MarkKind::Link(address)) => Some(address.clone()),
            _ => reader.article.meta.url.clone(),
        };
        let Some(address) = address else {
            return self.fail("No address is known of this article.");
        };
        self.open_or_copy(address, command != Command::CopyAddress, effects);
    }

    /// Opens an address in the browser, if it is one of the web or of mail, or copies it.
    pub(in crate::app) fn open_or_copy(
        &mut self,
        address: String,
        open: bool,
        effects: &mut Vec<Effect>,
    ) {
        let address = clean(&address).into_owned();
        let safe = may_be_opened(&address);
        match open {
            false => {
                self.copied(&format!("Copied {}.", words::shown_address(&address)));
                effects.push(Effect::Copy(address));
            }
            true if safe => {
                self.say(format!("Opening {}.", words::shown_address(&address)));
                effects.push(Effect::Browse(address));
            }
            true => self.fail(format!(
                "Not opened, only web and mail addresses are: {address}"
            )),
        }
    }
}

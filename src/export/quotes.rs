//! Quotes quoted out of their articles, with all that a citation needs.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{QuoteFormat, bibtex, csl, csv, markdown, w3c};
use crate::model::{Act, Article, Meta, Notes, Quote, QuoteKind, Span, between_marks, tag_of};

/// How many characters before and after the words anchor them (W3C Web Annotation, section 4.2.4).
const CONTEXT: usize = 32;

/// A quote that stands without its article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quoted {
    /// The words, part by part, with their quotation marks.
    pub parts: Vec<String>,
    /// Between marks, reported, or both.
    pub kind: QuoteKind,
    /// Said, thought or found.
    #[serde(default)]
    pub act: Act,
    /// Whether the article says that it was not said.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub denied: bool,
    /// The speaker's fullest name, else how the article calls them; none when unclear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The speaker's role as the article gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Who passed the words on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub through: Option<String>,
    /// The reporting words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
    /// Of the speaker, 0 to 1; of the quote where there is no speaker.
    pub confidence: f32,
    /// Up to 32 characters before the words.
    pub prefix: String,
    /// From the first word to the last as the article has them, the attribution between included.
    pub exact: String,
    /// Up to 32 characters after the words.
    pub suffix: String,
    /// Where the words stand in the article's text, in code points.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// Title, author, date and address of the article.
    pub article: Source,
}

/// The article that a quote was quoted from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Its headline.
    pub title: String,
    /// Its author.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// Its paper or site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Its address; for a file its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When its text was fetched or read, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retrieved: Option<String>,
    /// Its language as BCP 47, where that is not English: it tells the marks around the title.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub lang: Option<String>,
    /// SHA-256 of its text, in hexadecimal digits.
    pub sha256: String,
}

impl Source {
    /// The article's facts; `retrieved` is the day or time at which its text was read.
    pub fn of(article: &Article, retrieved: Option<&str>) -> Self {
        let Meta {
            title,
            byline,
            site,
            published,
            url,
            ..
        } = article.meta.clone();
        let digest = Sha256::digest(article.text.as_bytes());
        let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Source {
            title,
            byline,
            site,
            published,
            url,
            retrieved: retrieved.map(String::from),
            lang: None,
            sha256,
        }
    }
}

/// The quotes of one article. A speaker less sure than `threshold` is left out: a wrong name is
/// worse than none.
pub fn quotes_of(
    article: &Article,
    notes: &Notes,
    retrieved: Option<&str>,
    threshold: f32,
) -> Vec<Quoted> {
    let mut source = Source::of(article, retrieved);
    let tag = tag_of(notes.lang.as_deref(), article.meta.lang.as_deref());
    source.lang = tag.filter(|tag| !tag.starts_with("en")).map(String::from);
    let points = super::CodePoints::new(&article.text);
    let one = |quote: &Quote| {
        let text = &article.text;
        let sure = quote.sure().is_some_and(|sure| sure >= threshold);
        let speaker = quote
            .speaker()
            .filter(|_| sure && quote.speakers.len() == 1);
        let names = notes.speakers_named(text, quote).filter(|_| sure);
        let entity = speaker
            .and_then(|s| s.entity)
            .and_then(|id| notes.entity(id));
        let Span { start, end } = quote.span();
        Quoted {
            parts: quote
                .parts
                .iter()
                .map(|part| part.of(text).to_string())
                .collect(),
            kind: quote.kind,
            act: quote.act,
            denied: quote.denied,
            speaker: names.map(Cow::into_owned),
            role: entity.and_then(|entity| entity.role.clone()),
            through: (quote.through.as_ref())
                .and_then(|through| notes.name_of(text, through))
                .map(String::from),
            cue: quote.cue.map(|cue| cue.of(text).to_string()),
            confidence: quote.sure().unwrap_or(quote.confidence),
            prefix: last_chars(&text[..start]),
            exact: quote.span().of(text).to_string(),
            suffix: text[end..].chars().take(CONTEXT).collect(),
            start: points.at(start),
            end: points.at(end),
            article: source.clone(),
        }
    };
    notes.quotes.iter().map(one).collect()
}

fn last_chars(text: &str) -> String {
    let from = text
        .char_indices()
        .rev()
        .take(CONTEXT)
        .last()
        .map_or(text.len(), |(i, _)| i);
    text[from..].to_string()
}

impl Quoted {
    /// The words on one line, parts divided by " … ".
    pub fn words(&self) -> String {
        let line = |part: &String| part.split_whitespace().collect::<Vec<_>>().join(" ");
        self.parts.iter().map(line).collect::<Vec<_>>().join(" … ")
    }

    /// The speaker, or that nobody is sure; and whether they said it at all.
    pub fn who(&self) -> Cow<'_, str> {
        let who = self.speaker.as_deref().unwrap_or("speaker unclear");
        match (self.denied, self.act) {
            (true, _) => Cow::Owned(format!("not said by {who}")),
            (false, Act::Said) => Cow::Borrowed(who),
            (false, act) => Cow::Owned(format!("{who} ({})", act.word())),
        }
    }
}

/// One line that gives the words their source: `Ana Ruiz, harbour master, in "Title", Site, 2026-11-06, URL`.
pub fn attribution(quote: &Quoted) -> String {
    let mut line = quote.who().to_string();
    if let Some(role) = &quote.role {
        line.push_str(&format!(", {role}"));
    }
    let source = &quote.article;
    if !source.title.is_empty() {
        let title = between_marks(&source.title, source.lang.as_deref());
        line.push_str(&format!(", in {title}"));
    }
    let day = source
        .published
        .as_ref()
        .map(|date| date.chars().take(10).collect::<String>());
    for fact in [&source.site, &day, &source.url].into_iter().flatten() {
        line.push_str(&format!(", {fact}"));
    }
    line
}

/// Quotes, of one article or of many, in `format`; ends with a line feed unless there is nothing.
pub fn render(quotes: &[Quoted], format: QuoteFormat) -> String {
    match format {
        QuoteFormat::Text => text(quotes),
        QuoteFormat::Markdown => quotes
            .iter()
            .map(markdown_quote)
            .collect::<Vec<_>>()
            .join("\n"),
        QuoteFormat::Csv => csv_rows(quotes),
        QuoteFormat::Json => super::json::pretty(&quotes),
        QuoteFormat::JsonLines => quotes.iter().map(super::json::to_line).collect(),
        QuoteFormat::Bibtex => bibtex::render(quotes),
        QuoteFormat::CslJson => super::json::pretty(&csl::items(quotes)),
        QuoteFormat::W3c => super::json::pretty(&w3c::annotations(quotes)),
    }
}

/// A heading for each article, a line for the speaker and one for the words of each quote.
fn text(quotes: &[Quoted]) -> String {
    let mut out = String::new();
    for (number, group) in quotes.chunk_by(|a, b| a.article == b.article).enumerate() {
        if number > 0 {
            out.push('\n');
        }
        if let Some(first) = group.first() {
            let title = &first.article.title;
            out.push_str(if title.is_empty() { "Untitled" } else { title });
            out.push_str(&format!(
                " ({} {})\n",
                group.len(),
                if group.len() == 1 { "quote" } else { "quotes" }
            ));
        }
        for quote in group {
            let role = quote
                .role
                .as_ref()
                .map_or(String::new(), |role| format!(", {role}"));
            let (who, kind, words) = (quote.who(), quote.kind.word(), quote.words());
            out.push_str(&format!("\n{who}{role} ({kind})\n  {words}\n"));
        }
    }
    out
}

/// One quote as a Markdown block quote with its source under it; ends with a line feed.
fn markdown_quote(quote: &Quoted) -> String {
    format!(
        "> {}\n>\n> — {}\n",
        markdown::escape(&quote.words()),
        markdown::escape(&attribution(quote))
    )
}

fn csv_rows(quotes: &[Quoted]) -> String {
    let header = [
        "quote",
        "kind",
        "speaker",
        "role",
        "cue",
        "confidence",
        "title",
        "byline",
        "site",
        "published",
        "url",
        "retrieved",
        "sha256",
        "start",
        "end",
        "act",
        "through",
    ];
    let rows = quotes.iter().map(|q| {
        let given = |value: &Option<String>| value.clone().unwrap_or_default();
        let a = &q.article;
        vec![
            q.words(),
            q.kind.word().to_string(),
            given(&q.speaker),
            given(&q.role),
            given(&q.cue),
            format!("{:.2}", q.confidence),
            a.title.clone(),
            given(&a.byline),
            given(&a.site),
            given(&a.published),
            given(&a.url),
            given(&a.retrieved),
            a.sha256.clone(),
            q.start.to_string(),
            q.end.to_string(),
            if q.denied { "not said" } else { q.act.word() }.to_string(),
            given(&q.through),
        ]
    });
    csv::table(&header, rows)
}

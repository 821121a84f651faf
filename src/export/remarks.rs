//! The reader's notes and highlights, each with its passage and the article that it stands in.

use serde_json::{Value, json};

use super::csv;
use super::json::to_line;
use super::markdown::escape;
use super::offsets::CodePoints;
use crate::model::{Article, ArticleId, Meta, Remark, between_marks};

/// How notes and highlights are given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemarkFormat {
    /// The passage as a block quote with its source, then the note.
    Markdown,
    /// One JSON object a line.
    JsonLines,
    /// A header row, then one a row (RFC 4180).
    Csv,
    /// W3C Web Annotations, one JSON array.
    W3c,
}

/// A note or a highlight with what is known of its article.
#[derive(Clone, Debug)]
pub struct Noted {
    article: ArticleId,
    meta: Meta,
    /// Where the passage stands, in code points; none when it is no longer there.
    place: Option<[usize; 2]>,
    remark: Remark,
    /// When, in ISO 8601.
    at: String,
}

impl Noted {
    /// A note on that article, made at that time in ISO 8601.
    pub fn new(id: ArticleId, article: &Article, remark: Remark, at: String) -> Self {
        let points = CodePoints::new(&article.text);
        Noted {
            article: id,
            meta: article.meta.clone(),
            place: remark.span.map(|span| points.pair(span)),
            remark,
            at,
        }
    }
}

/// All of them. Nothing for none, but for the formats that have a beginning and an end.
pub fn render(all: &[Noted], format: RemarkFormat) -> String {
    match format {
        RemarkFormat::Markdown => {
            let all: Vec<String> = all.iter().map(markdown).collect();
            all.join("\n")
        }
        RemarkFormat::JsonLines => all.iter().map(line).collect(),
        RemarkFormat::Csv => csv::table(&HEADER, all.iter().map(row)),
        RemarkFormat::W3c => to_line(&Value::Array(all.iter().map(annotation).collect())),
    }
}

/// The place counts in code points of the text; null when the passage is no longer there.
fn line(noted: &Noted) -> String {
    let Noted { meta, remark, .. } = noted;
    to_line(&json!({
        "note": remark.words, "passage": remark.exact, "place": noted.place, "noted": noted.at,
        "highlighted": remark.lit, "prefix": remark.prefix, "suffix": remark.suffix,
        "article": noted.article.0, "title": meta.title, "byline": meta.byline, "site": meta.site,
        "published": meta.published, "url": meta.url,
    }))
}

const HEADER: [&str; 11] = [
    "passage",
    "note",
    "highlighted",
    "start",
    "end",
    "noted",
    "article",
    "title",
    "site",
    "published",
    "url",
];

fn row(noted: &Noted) -> Vec<String> {
    let Noted { meta, remark, .. } = noted;
    let place = |edge: usize| {
        noted
            .place
            .map_or_else(String::new, |it| it[edge].to_string())
    };
    vec![
        remark.exact.clone(),
        remark.words.clone(),
        remark.lit.to_string(),
        place(0),
        place(1),
        noted.at.clone(),
        noted.article.0.to_string(),
        meta.title.clone(),
        meta.site.clone().unwrap_or_default(),
        meta.published.clone().unwrap_or_default(),
        meta.url.clone().unwrap_or_default(),
    ]
}

fn markdown(noted: &Noted) -> String {
    let Noted { meta, remark, .. } = noted;
    let passage: Vec<String> = remark
        .exact
        .lines()
        .map(|line| format!("> {}", escape(line)).trim_end().to_owned())
        .collect();
    let title =
        (!meta.title.is_empty()).then(|| between_marks(&escape(&meta.title), meta.lang.as_deref()));
    let by = meta.byline.as_ref().map(|by| escape(by));
    let site = meta.site.as_ref().map(|site| escape(site));
    let day = meta
        .published
        .as_ref()
        .map(|at| at.chars().take(10).collect());
    let url = meta.url.as_ref().map(|url| format!("<{url}>"));
    let source: Vec<String> = [by, title, site, day, url].into_iter().flatten().collect();
    let (passage, source) = (passage.join("\n"), source.join(", "));
    let note = match remark.words.as_str() {
        "" => String::new(),
        words => format!("\n{}\n", escape(words)),
    };
    format!("{passage}\n>\n> — {source}\n{note}")
}

/// A Web Annotation (<https://www.w3.org/TR/annotation-model/>).
fn annotation(noted: &Noted) -> Value {
    let Noted { meta, remark, .. } = noted;
    let id = noted.article.0;
    let source = meta
        .url
        .clone()
        .unwrap_or_else(|| format!("urn:pullquote:article:{id}"));
    let mut selectors = vec![json!({
        "type": "TextQuoteSelector",
        "exact": remark.exact, "prefix": remark.prefix, "suffix": remark.suffix,
    })];
    selectors.extend(
        noted.place.map(
            |[start, end]| json!({ "type": "TextPositionSelector", "start": start, "end": end }),
        ),
    );
    let mut value = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "motivation": if remark.words.is_empty() { "highlighting" } else { "commenting" },
        "created": noted.at,
        "target": { "source": source, "selector": selectors },
    });
    if !remark.words.is_empty() {
        let body = json!({ "type": "TextualBody", "value": remark.words, "format": "text/plain" });
        value["body"] = body;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn all() -> Vec<Noted> {
        let mut article = Article::default();
        article.meta.title = "Boats".into();
        article.meta.url = Some("https://quay.example/boats".into());
        article.text = "Élan: the boats are full, said Ana Ruiz.".into();
        let remark = |exact: &str, words: &str, lit| {
            let start = article.text.find(exact);
            let remark = Remark {
                span: start.map(|start| Span::new(start, start + exact.len())),
                exact: exact.into(),
                prefix: "Élan: ".into(),
                suffix: ", said".into(),
                words: words.into(),
                lit,
                ..Remark::default()
            };
            Noted::new(
                ArticleId(3),
                &article,
                remark,
                "2026-11-09T00:00:00Z".into(),
            )
        };
        vec![
            remark("the boats are full", "", true),
            remark("=gone", "Count, them", false),
        ]
    }

    #[test]
    fn each_format_has_passage_note_and_source() {
        let all = all();
        let text = render(&all, RemarkFormat::Markdown);
        let first = "> the boats are full\n>\n> — “Boats”, <https://quay.example/boats>\n\n> ";
        assert!(text.starts_with(first), "{text}");
        let text = render(&all, RemarkFormat::Csv);
        let rows: Vec<&str> = text.lines().collect();
        assert!(
            rows[1].starts_with("the boats are full,,true,6,24,2026-11-09T00:00:00Z,3,Boats,,,")
        );
        assert!(
            rows[2].starts_with("'=gone,\"Count, them\",false,,,"),
            "{text}"
        );
        let text = render(&all, RemarkFormat::W3c);
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value[0]["motivation"], "highlighting");
        assert_eq!(value[0]["target"]["selector"][0]["prefix"], "Élan: ");
        assert_eq!(value[0]["target"]["selector"][1]["start"], 6);
        assert_eq!(value[1]["body"]["value"], "Count, them");
        assert_eq!(value[1]["target"]["selector"].as_array().unwrap().len(), 1);
        assert_eq!(render(&[], RemarkFormat::W3c), "[]\n");
        assert_eq!(render(&[], RemarkFormat::Markdown), "");
    }
}

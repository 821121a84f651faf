//! The reader's notes for other programs: each with its passage and the article that it stands in.

use serde_json::json;

use super::args::NoteForm;
use crate::cli::output::Output;
use crate::error::Result;
use crate::export::{CodePoints, escape, to_line};
use crate::library::{Library, Query};
use crate::model::{Article, ArticleId, Remark};
use crate::world::clock;

/// Prints the notes on the articles that `query` means, those of the newest article first.
pub fn export(library: &Library, query: &Query, form: NoteForm, output: &mut Output) -> Result<()> {
    let noted = Query::parse("is:noted", clock::now().as_second())?.and(query);
    let mut first = true;
    for id in library.ids(&noted)? {
        if output.closed() {
            break;
        }
        let Some(stored) = library.article(id)? else {
            continue;
        };
        for note in library.remarks(id, &stored.article)? {
            let text = match form {
                NoteForm::Jsonl => line(id, &stored.article, &note),
                NoteForm::Markdown if first => markdown(&stored.article, &note),
                NoteForm::Markdown => format!("\n{}", markdown(&stored.article, &note)),
            };
            output.write(&text)?;
            first = false;
        }
    }
    Ok(())
}

/// The passage's place counts in code points of the text; null when it is no longer there.
fn line(id: ArticleId, article: &Article, note: &Remark) -> String {
    let meta = &article.meta;
    let points = CodePoints::new(&article.text);
    let place = note.span.map(|span| points.pair(span));
    to_line(&json!({
        "note": note.words, "passage": note.exact, "place": place, "noted": clock::iso(note.at),
        "article": id.0, "title": meta.title, "byline": meta.byline, "site": meta.site,
        "published": meta.published, "url": meta.url,
    }))
}

fn markdown(article: &Article, note: &Remark) -> String {
    let meta = &article.meta;
    let passage: Vec<String> = note
        .exact
        .lines()
        .map(|line| format!("> {}", escape(line)).trim_end().to_owned())
        .collect();
    let title = (!meta.title.is_empty()).then(|| format!("“{}”", escape(&meta.title)));
    let by = meta.byline.as_ref().map(|by| escape(by));
    let site = meta.site.as_ref().map(|site| escape(site));
    let day = meta
        .published
        .as_ref()
        .map(|at| at.chars().take(10).collect());
    let url = meta.url.as_ref().map(|url| format!("<{url}>"));
    let source: Vec<String> = [by, title, site, day, url].into_iter().flatten().collect();
    let (passage, source) = (passage.join("\n"), source.join(", "));
    format!("{passage}\n>\n> — {source}\n\n{}\n", escape(&note.words))
}

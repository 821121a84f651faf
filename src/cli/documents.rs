//! The commands that read INPUTs and print what is in them: extract, quotes, entities, annotate.
//!
//! Inputs are read and worked on by all cores, a few at a time, and printed in their order. One that
//! cannot be read costs a sentence and the exit code, never the others.

use std::ffi::OsString;
use std::mem;

use rayon::prelude::*;

use super::explain;
use super::output::Output;
use crate::error::{Error, FAULT, Result};
use crate::export::{
    ArticleFormat, EntityFormat, Named, QuoteFormat, Quoted, annotated, extracted, failed,
    quotes_of, render_article, render_entities, render_quotes, to_line,
};
use crate::ingest::Ingested;
use crate::ingest::warc::{Record, Records};
use crate::model::{Article, DOUBT, Feed, FeedItem, Notes, clean};
use crate::world::guard::guarded;
use crate::world::inputs::{Source, sources};
use crate::world::threads::share;
use crate::world::{clock, fault};

/// An article with the INPUT that it came from and, in a feed, what else its item says.
struct Document {
    input: String,
    article: Article,
    item: Option<FeedItem>,
}

/// The notes of an article; a panic costs the article, see [`each`].
fn note(article: &Article) -> Notes {
    fault::in_annotator(&article.text);
    crate::annotate::annotate(article)
}

/// `extract`.
pub fn extract(
    inputs: &[OsString],
    url: Option<&str>,
    format: ArticleFormat,
    output: &mut Output,
) -> Result<()> {
    let json = matches!(format, ArticleFormat::Json | ArticleFormat::JsonLines);
    let mut first = true;
    let print = |document: &Document| match format {
        ArticleFormat::Json | ArticleFormat::JsonLines => to_line(&extracted(
            &document.input,
            &document.article,
            document.item.as_ref(),
        )),
        _ => render_article(&document.article, format),
    };
    each(
        inputs,
        url,
        print,
        output,
        |input, printed, output| match printed {
            Ok(articles) => articles.iter().try_for_each(|article| {
                let gap = if json || mem::take(&mut first) {
                    ""
                } else {
                    "\n\n"
                };
                output.write(gap)?;
                output.write(article)
            }),
            Err(error) => {
                output.complain(&error);
                if json {
                    output.write(&to_line(&failed(input, &error.to_string())))
                } else {
                    Ok(())
                }
            }
        },
    )
}

/// `quotes`.
pub fn quotes(
    inputs: &[OsString],
    format: QuoteFormat,
    thoughts: bool,
    output: &mut Output,
) -> Result<()> {
    let now = clock::now_iso();
    let found = gather(inputs, output, |document| {
        let mut article = document.article.clone();
        let notes = note(&article);
        let notes = if thoughts { notes.with_unsaid() } else { notes };
        article
            .meta
            .url
            .get_or_insert_with(|| clean(&document.input).into_owned());
        quotes_of(&article, &notes, Some(&now), DOUBT)
    })?;
    let quotes: Vec<Quoted> = found.into_iter().flatten().collect();
    output.write(&render_quotes(&quotes, format))
}

/// `entities`.
pub fn entities(inputs: &[OsString], format: EntityFormat, output: &mut Output) -> Result<()> {
    let found = gather(inputs, output, |document| {
        Named::all(&document.article, &note(&document.article))
    })?;
    let names: Vec<Named> = found.into_iter().flatten().collect();
    output.write(&render_entities(&names, format))
}

/// `annotate` with INPUTs.
pub fn annotate(inputs: &[OsString], output: &mut Output) -> Result<()> {
    let print = |document: &Document| {
        let article = &document.article;
        to_line(&annotated(
            &document.input,
            &article.text,
            Some(&article.meta),
            &note(article),
        ))
    };
    each(
        inputs,
        None,
        print,
        output,
        |_, printed, output| match printed {
            Ok(lines) => lines.iter().try_for_each(|line| output.write(line)),
            Err(error) => {
                output.complain(&error);
                Ok(())
            }
        },
    )
}

/// `annotate --explain`.
pub fn explain(inputs: &[OsString], output: &mut Output) -> Result<()> {
    let explained = gather(inputs, output, |document| {
        explain::explained(&document.article)
    })?;
    output.write(&explained.join("\n"))
}

/// What `find` makes of every article, in order.
fn gather<T: Send>(
    inputs: &[OsString],
    output: &mut Output,
    find: impl Fn(&Document) -> T + Sync,
) -> Result<Vec<T>> {
    let mut found = Vec::new();
    each(inputs, None, find, output, |_, made, output| {
        match made {
            Ok(made) => found.extend(made),
            Err(error) => output.complain(&error),
        }
        Ok(())
    })?;
    Ok(found)
}

/// Reads every input on all cores, makes something of each of its articles, and hands it on in order.
fn each<T: Send>(
    inputs: &[OsString],
    url: Option<&str>,
    make: impl Fn(&Document) -> T + Sync,
    output: &mut Output,
    mut take: impl FnMut(&str, Result<Vec<T>>, &mut Output) -> Result<()>,
) -> Result<()> {
    share()?;
    let sources = sources(inputs);
    let make = &|document: &Document| guarded(|| make(document));
    let mut served = 0;
    let mut passed_over = 0;
    let mut left = sources.as_slice();
    while let Some(source) = left.first() {
        if let Ok(source) = source
            && let Some(records) = source.archive()
        {
            served += 1;
            stream(&source.name(), records, make, output, &mut take)?;
            left = left.get(1..).unwrap_or_default();
        } else {
            let most = left.len().min(4 * rayon::current_num_threads());
            let archive = |source: &Result<Source>| source.as_ref().is_ok_and(Source::is_archive);
            let end = (1..most).find(|at| archive(&left[*at])).unwrap_or(most);
            let (chunk, rest) = left.split_at(end);
            left = rest;
            let made: Vec<(String, Option<Result<Served<T>>>)> = chunk
                .par_iter()
                .map(|source| (name_of(source), serve(source, url, make)))
                .collect();
            for (name, made) in made {
                let Some(made) = made else {
                    passed_over += 1;
                    continue;
                };
                served += 1;
                let (fault, damage) = match &made {
                    Ok(made) => (made.fault, made.damage.clone()),
                    Err(_) => (false, None),
                };
                take(&name, made.map(|made| made.articles), output)?;
                tell(&name, fault, damage, output);
            }
        }
        output.flush()?;
        if output.closed() {
            return Ok(());
        }
    }
    if served == 0 && passed_over > 0 {
        let files = if passed_over == 1 {
            "1 file".to_string()
        } else {
            format!("{passed_over} files")
        };
        let reason = format!(
            "no article among its {files}; pullquote reads text, HTML, Markdown, feeds, e-mail, EPUB, PDF and WARC"
        );
        let names: Vec<_> = inputs.iter().map(|it| it.to_string_lossy()).collect();
        return Err(Error::no_article(names.join(", "), reason));
    }
    Ok(())
}

/// Says on stderr what was wrong with an input that was read nevertheless.
fn tell(name: &str, fault: bool, damage: Option<String>, output: &mut Output) {
    if fault {
        output.complain(&Error::no_article(name, FAULT));
    }
    if let Some(damage) = damage {
        output.warn(&Error::no_article(name, damage.trim_end_matches('.')));
    }
}

/// Makes something of the pages of a web archive as they come: a few megabytes at a time go to all
/// cores, so memory does not grow with the archive.
fn stream<T: Send>(
    name: &str,
    mut records: Records<'_>,
    make: impl Fn(&Document) -> Option<T> + Sync,
    output: &mut Output,
    take: &mut impl FnMut(&str, Result<Vec<T>>, &mut Output) -> Result<()>,
) -> Result<()> {
    const BUNDLE: usize = 8 << 20;
    let mut any = false;
    let mut fault = false;
    loop {
        let mut size = 0;
        let mut bundle: Vec<Record> = Vec::new();
        for record in records.by_ref() {
            size += record.body.len();
            bundle.push(record);
            if size >= BUNDLE {
                break;
            }
        }
        if bundle.is_empty() {
            break;
        }
        let made: Vec<Option<Option<T>>> = bundle
            .par_iter()
            .map(|record| {
                let item = guarded(|| record.article())?;
                match item {
                    Some(mut item) => {
                        let article = mem::take(&mut item.article);
                        let document = Document {
                            input: name.to_string(),
                            article,
                            item: Some(item),
                        };
                        make(&document).map(Some)
                    }
                    None => Some(None),
                }
            })
            .collect();
        fault |= made.iter().any(Option::is_none);
        let articles: Vec<T> = made.into_iter().flatten().flatten().collect();
        any |= !articles.is_empty();
        take(name, Ok(articles), output)?;
        output.flush()?;
        if output.closed() {
            return Ok(());
        }
    }
    if !any {
        take(
            name,
            Err(Error::no_article(
                name,
                "is a web archive without words to read",
            )),
            output,
        )?;
    }
    tell(name, fault, records.damage, output);
    Ok(())
}

fn name_of(source: &Result<Source>) -> String {
    source.as_ref().map(Source::name).unwrap_or_default()
}

/// What was made of one input.
struct Served<T> {
    articles: Vec<T>,
    /// The program failed on one of its articles; those beside it are here.
    fault: bool,
    /// Where it could not be read as it was meant: one sentence.
    damage: Option<String>,
}

/// None for a file that was only found in a folder and holds no article.
fn serve<T>(
    source: &Result<Source>,
    url: Option<&str>,
    make: impl Fn(&Document) -> Option<T>,
) -> Option<Result<Served<T>>> {
    let source = match source {
        Ok(source) => source,
        Err(error) => return Some(Err(error.clone())),
    };
    let read = source.read(url).and_then(|ingested| match ingested {
        Ingested::Feed(feed) if feed.items.is_empty() => {
            let damage = feed.damage.map(|damage| format!(" ({damage})"));
            let reason = format!("a feed without items{}", damage.unwrap_or_default());
            Err(Error::no_article(source.name(), reason))
        }
        ingested => Ok(ingested),
    });
    match read {
        Ok(ingested) => {
            let damage = match &ingested {
                Ingested::Article(article) => article.meta.damage.clone(),
                Ingested::Feed(feed) => feed.damage.clone(),
            };
            let documents = documents(source.name(), ingested);
            let articles: Vec<T> = documents.iter().filter_map(make).collect();
            Some(Ok(Served {
                fault: articles.len() < documents.len(),
                articles,
                damage,
            }))
        }
        Err(_) if matches!(source, Source::Found(_)) => None,
        Err(error) => Some(Err(error)),
    }
}

fn documents(input: String, ingested: Ingested) -> Vec<Document> {
    match ingested {
        Ingested::Article(article) => vec![Document {
            input,
            item: None,
            article: *article,
        }],
        Ingested::Feed(feed) => {
            let Feed { items, .. } = *feed;
            let one = |mut item: FeedItem| Document {
                input: input.clone(),
                article: mem::take(&mut item.article),
                item: Some(item),
            };
            items.into_iter().map(one).collect()
        }
    }
}

//! PDF with a text layer: press releases, reports, papers.
//!
//! A page says where pieces of text are painted (`page`). These become lines, in the order in which columns are read
//! (`order`), without running heads and page numbers; and the lines paragraphs (`flow`). `lopdf` reads the file.

mod cmap;
mod codes;
mod flow;
mod font;
mod glyphs;
mod order;
mod page;

use std::collections::HashMap;

use lopdf::{Dictionary, Document, LoadOptions, ObjectId, decode_text_string};

use self::font::{Fonts, MOST_STEPS, MOST_UNPACKED};
use self::order::Line;
use crate::error::Result;
use crate::ingest::builder::ArticleBuilder;
use crate::ingest::hint::{Hint, Ingested, refusal};
use crate::model::{Article, BlockKind, Meta, SortSmall, clean};

/// Pages that are read.
const MOST_PAGES: usize = 3000;

const LOCKED: &str = "is a PDF with a password; save it without one first";
const PICTURES: &str = "is a PDF of pictures without words; try a program that recognises text in pictures, such as ocrmypdf";

/// Whether bytes are a PDF; some have a few bytes before their head.
pub fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    bytes.starts_with(b"%PDF-")
        || head.starts_with(b"%!PS-Adobe-N.n PDF")
        || (head.first() != Some(&b'<') && memchr::memmem::find(head, b"\n%PDF-1.").is_some())
}

/// The article that a PDF is.
///
/// # Errors
/// One sentence where it is damaged, locked, or has pictures of text alone.
pub fn read(bytes: &[u8], hint: Hint<'_>) -> Result<Ingested> {
    let refuse = |why: &str| Err(refusal(hint, why.to_owned()));
    let options = LoadOptions {
        max_decompressed_size: Some(MOST_UNPACKED),
        ..LoadOptions::default()
    };
    let locked = memchr::memmem::find(bytes, b"/Encrypt").is_some();
    let document = match Document::load_mem_with_options(bytes, options) {
        Ok(document) if document.is_encrypted() => return refuse(LOCKED),
        Ok(document) => document,
        Err(_) if locked => return refuse(LOCKED),
        Err(_) => {
            return refuse(
                "is a damaged PDF; get it again, or try: pdftotext FILE - | pullquote -",
            );
        }
    };
    let pages: Vec<ObjectId> = document.page_iter().take(MOST_PAGES).collect();
    let mut left = MOST_STEPS;
    let mut fonts = Fonts::new(&document);
    let pages: Vec<Vec<Line>> = pages
        .into_iter()
        .map_while(|page| {
            let more = left > 0;
            more.then(|| order::lines(page::pieces(&document, page, &mut fonts, &mut left)))
        })
        .collect();
    let lines = without_running_heads(pages);
    let mut article = article(&document, &lines, hint);
    if left == 0 {
        let cut = "It takes more work than a PDF should; what follows is left out.";
        article.meta.damage.get_or_insert_with(|| cut.to_owned());
    }
    if article.text.trim().is_empty() {
        return refuse(if locked { LOCKED } else { PICTURES });
    }
    Ok(Ingested::Article(Box::new(article)))
}

fn article(document: &Document, lines: &[Line], hint: Hint<'_>) -> Article {
    let info = info(document);
    let text = |key: &[u8]| {
        let value = info.and_then(|info| info.get_deref(key, document).ok())?;
        let text = decode_text_string(value).ok()?;
        let text = clean(text.trim()).into_owned();
        (!text.is_empty()).then_some(text)
    };
    let blocks = flow::blocks(lines);
    let largest = || {
        let headings = blocks
            .iter()
            .filter(|block| block.page == 0 && block.is_heading);
        headings.max_by(|a, b| a.size.total_cmp(&b.size).then(b.nth.cmp(&a.nth)))
    };
    let title = text(b"Title").filter(|title| is_title(title));
    let title = title.or_else(|| largest().map(|block| block.text.clone()));
    let mut builder = ArticleBuilder::new(Meta {
        title: title.unwrap_or_else(|| super::parts::stem(hint.name).to_owned()),
        byline: text(b"Author"),
        published: text(b"CreationDate").and_then(|date| day(&date)),
        url: hint.url.map(str::to_owned),
        ..Meta::default()
    });
    for block in &blocks {
        let kind = match (block.is_heading, block.is_item) {
            (true, _) => BlockKind::Heading(2),
            (false, true) => BlockKind::Item(None),
            (false, false) => BlockKind::Paragraph,
        };
        builder.block(kind, u8::from(block.is_item));
        builder.words(&block.text);
    }
    let mut article = builder.finish();
    super::parts::without_title(&mut article);
    article
}

/// What the file says of itself.
fn info(document: &Document) -> Option<&Dictionary> {
    let info = document.trailer.get_deref(b"Info", document).ok()?;
    info.as_dict().ok()
}

/// Whether a title was given by somebody, not by a program from a file's name.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let endings = [
        ".doc", ".docx", ".odt", ".qxd", ".indd", ".pdf", ".tex", ".dvi", ".rtf", ".pub",
    ];
    !lower.starts_with("microsoft word")
        && !lower.starts_with("untitled")
        && !endings.iter().any(|ending| lower.ends_with(ending))
        && title.chars().any(char::is_alphabetic)
}

/// The day of a date as `D:20260131120000+01'00'`.
fn day(date: &str) -> Option<String> {
    let digits = date.strip_prefix("D:").unwrap_or(date).get(..8)?;
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let is_day =
        (1900..3000).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_day.then(|| format!("{year}-{month:02}-{day:02}"))
}

/// Lines at the edge of a page that may be its running head or foot.
const EDGE: usize = 2;

/// The lines of all pages, without those at the edges that come again with another number, and without numbers of pages.
fn without_running_heads(pages: Vec<Vec<Line>>) -> Vec<Line> {
    let key = |text: &str| -> String {
        let words = text
            .chars()
            .map(|c| if c.is_ascii_digit() { '#' } else { c });
        words
            .collect::<String>()
            .replace("##", "#")
            .replace("##", "#")
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for lines in &pages {
        for edge in edges(lines) {
            *counts.entry(key(&lines[edge].text)).or_default() += 1;
        }
    }
    let several = pages.len() > 1;
    // What is larger than the text is a heading, and stays.
    let body = flow::usual_size(pages.iter().flatten());
    let least = 2.max(pages.len() / 4);
    let mut all = Vec::new();
    for (number, mut lines) in pages.into_iter().enumerate() {
        let gone: Vec<usize> = edges(&lines)
            .into_iter()
            .filter(|at| {
                let text = &lines[*at].text;
                let again = || counts.get(&key(text)).is_some_and(|n| *n >= least);
                let small = lines[*at].size <= flow::LARGER * body;
                several && small && (is_number(text) || again())
            })
            .collect();
        let mut at = 0;
        lines.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
        all.extend(lines.into_iter().map(|line| Line {
            page: number,
            ..line
        }));
    }
    all
}

/// The numbers of the lines nearest to the upper and the lower edge.
fn edges(lines: &[Line]) -> Vec<usize> {
    let mut by_height: Vec<usize> = (0..lines.len()).collect();
    by_height.sort_small_by(|a, b| lines[*b].y.total_cmp(&lines[*a].y));
    let rows = |order: &mut dyn Iterator<Item = usize>| -> Vec<usize> {
        let (mut rows, mut found, mut last) = (0, Vec::new(), f64::INFINITY);
        for at in order {
            if (lines[at].y - last).abs() > 1.0 {
                rows += 1;
                last = lines[at].y;
            }
            if rows > EDGE {
                break;
            }
            found.push(at);
        }
        found
    };
    let mut found = rows(&mut by_height.iter().copied());
    found.extend(rows(&mut by_height.iter().rev().copied()));
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a line is the number of its page: "7", "- 7 -", "Page 7 of 9", "vii".
fn is_number(text: &str) -> bool {
    let text = text.to_lowercase();
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let (mut any, mut all) = (false, true);
    for word in words {
        let number = word.chars().all(|c| c.is_ascii_digit())
            || word.len() <= 6 && word.chars().all(|c| "ivxlc".contains(c));
        any |= number;
        all &= number || ["page", "p", "of", "seite", "von", "sur"].contains(&word);
    }
    any && all && text.chars().count() <= 20
}

#[cfg(test)]
mod tests;

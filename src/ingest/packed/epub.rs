//! Books (EPUB 2 and 3): each document of the reading order is an article, named as the contents name it.
//!
//! The format: a ZIP archive; `META-INF/container.xml` names the package document, whose manifest
//! lists the files, whose spine orders them, and which points to the contents (EPUB 3.3, sections 4 to 6).

mod package;
mod paths;

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use self::package::{contents, find, manifest, of_package, spine};
use self::paths::{inside, joined};
use super::parts::{MOST_OF_ALL, MOST_OF_ONE, gathered, stem, without_title};
use crate::error::Result;
use crate::ingest::feed::xml::{self, Element};
use crate::ingest::feed::{settled, with_short_names};
use crate::ingest::hint::{Hint, Ingested, refusal};
use crate::ingest::html::Base;
use crate::ingest::{builder::ArticleBuilder, charset, html};
use crate::model::{BlockKind, FeedItem, MarkKind, Meta, clean, without_escapes};

/// The most files that an archive may list: the list alone takes memory.
const MOST_FILES: usize = 20_000;
/// All of a book unpacked may be so many times its file, where that is more than two of its files may be: words pack
/// to a third or a tenth.
const MOST_RATIO: usize = 50;
/// Bytes of a file without a heading that may be a dedication, and is no part of the chapter before.
const SHORT: usize = 300;
const CONTAINER: &str = "META-INF/container.xml";

/// Whether bytes are a book: a ZIP archive that begins with its kind, or lists a container.
pub fn is_book(bytes: &[u8]) -> bool {
    let kind = || bytes.get(30..58) == Some(b"mimetypeapplication/epub+zip");
    let listed = || memchr::memmem::rfind(bytes, CONTAINER.as_bytes()).is_some();
    bytes.starts_with(b"PK\x03\x04") && (kind() || listed())
}

/// Reads a book as a feed of its chapters.
///
/// # Errors
/// One sentence when the archive is broken or holds no words.
pub fn read(bytes: &[u8], hint: Hint<'_>) -> Result<Ingested> {
    let damaged = || {
        refusal(
            hint,
            "is a damaged EPUB book; its files cannot be found".into(),
        )
    };
    if has_too_many(bytes) {
        let reason = format!("is an archive of more than {MOST_FILES} files, not a book");
        return Err(refusal(hint, reason));
    }
    let mut book = Book {
        archive: ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?,
        left: (bytes.len().saturating_mul(MOST_RATIO)).clamp(2 * MOST_OF_ONE, MOST_OF_ALL),
        damage: None,
        notes: HashMap::new(),
    };
    let container = book.document(CONTAINER).ok_or_else(damaged)?;
    let package_path = find(&container, "rootfile").and_then(|file| file.attr("full-path"));
    let package_path = package_path.ok_or_else(damaged)?.to_string();
    let package = book.document(&package_path).ok_or_else(damaged)?;
    let mut feed = with_short_names(of_package(&package));
    if feed.title.is_empty() {
        feed.title = clean(stem(hint.name)).into_owned();
    }
    let id = find(&package, "identifier").map(|id| id.text.trim().to_string());
    let manifest = manifest(&package, &package_path);
    let names = contents(&package, &manifest, |path| book.text(path));
    let mut goes_on = false;
    for path in spine(&package, &manifest) {
        let Some(markup) = book.text(path) else {
            continue;
        };
        let mut out = ArticleBuilder::new(Meta::default());
        html::fragment(
            &without_escapes(&with_ends(&markup)),
            &Base::default(),
            &mut out,
        );
        if !out.is_empty() {
            book.add_notes(path, &markup, &mut out);
        }
        let mut article = out.finish();
        if article.text.is_empty() {
            continue;
        }
        let heading = article.blocks.first();
        let heading = heading.filter(|block| matches!(block.kind, BlockKind::Heading(_)));
        let heading = heading.map(|block| block.span.of(&article.text));
        let title = names.get(path).map(String::as_str).or(heading);
        let title = match (title, feed.items.last()) {
            (Some(title), _) => title.to_owned(),
            // A chapter that goes on in another file.
            (None, Some(before)) if goes_on && article.text.len() > SHORT => {
                next_part(&before.article.meta.title)
            }
            (None, _) => String::new(),
        };
        for mark in &mut article.marks {
            match &mut mark.kind {
                MarkKind::Image(address) if !address.contains(':') => {
                    *address = joined(path, address);
                }
                MarkKind::Link(address) => {
                    if let Some(inside) = inside(path, address) {
                        *address = inside;
                    }
                }
                _ => {}
            }
        }
        article.meta = settled(Meta {
            title,
            byline: feed.author.clone(),
            site: Some(feed.title.clone()),
            published: feed.updated.clone(),
            lang: feed.lang.clone(),
            ..Meta::default()
        });
        without_title(&mut article);
        goes_on |= names.contains_key(path);
        feed.items.push(FeedItem {
            id: clean(&format!("{}#{path}", id.as_deref().unwrap_or_default())).into_owned(),
            article,
            ..FeedItem::default()
        });
    }
    feed.damage = book.damage;
    gathered(feed, hint, "a book")
}

/// The title of what goes on with something: "Salt", "Salt (2)", "Salt (3)".
fn next_part(title: &str) -> String {
    let numbered = title
        .strip_suffix(')')
        .and_then(|title| title.rsplit_once(" ("));
    let numbered = numbered.and_then(|(title, part)| Some((title, part.parse::<u32>().ok()?)));
    match numbered {
        Some((title, part @ 2..1000)) => format!("{title} ({})", part + 1),
        _ => format!("{title} (2)"),
    }
}

/// The bytes of a file of a book, by its path there; none where they are no book, or the file is not there, damaged or
/// too large.
pub fn in_book(bytes: &[u8], path: &str) -> Option<Vec<u8>> {
    files_in_book(bytes, [path]).next().map(|(_, file)| file)
}

/// The same of several files, each with its path; those that cannot be had are passed over.
pub fn files_in_book<'p>(
    bytes: &[u8],
    paths: impl IntoIterator<Item = &'p str>,
) -> impl Iterator<Item = (&'p str, Vec<u8>)> {
    let whole = is_book(bytes) && !has_too_many(bytes);
    let archive = whole.then(|| ZipArchive::new(Cursor::new(bytes)).ok());
    let mut archive = archive.flatten();
    paths.into_iter().filter_map(move |path| {
        let mut file = Vec::new();
        let most = MOST_OF_ONE as u64;
        let read = archive.as_mut()?.by_name(path).ok()?.take(most + 1);
        { read }.read_to_end(&mut file).ok()?;
        (file.len() <= MOST_OF_ONE).then_some((path, file))
    })
}

/// Whether an archive lists more files than is allowed.
fn has_too_many(bytes: &[u8]) -> bool {
    memchr::memmem::find_iter(bytes, b"PK\x01\x02").count() > MOST_FILES
}

/// An open archive, and how much of it may still be unpacked.
struct Book<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    left: usize,
    damage: Option<String>,
    /// The words at the places of files that notes stand in.
    notes: HashMap<String, HashMap<String, String>>,
}

/// Files of notes that are read.
const NOTE_FILES: usize = 50;

impl Book<'_> {
    /// Appends the notes of a chapter that stand in other files of the book, each behind its sign.
    fn add_notes(&mut self, path: &str, markup: &str, out: &mut ArticleBuilder) {
        for sign in html::notes::signs(markup) {
            let file = joined(path, &sign.file);
            if !self.notes.contains_key(&file) && self.notes.len() < NOTE_FILES {
                let places = self
                    .text(&file)
                    .map(|text| html::notes::places(&with_ends(&text)));
                self.notes.insert(file.clone(), places.unwrap_or_default());
            }
            let words = self
                .notes
                .get(&file)
                .and_then(|places| places.get(&sign.place));
            let words = words.map(|words| html::notes::bare(words, &sign.name));
            if let Some(words) = words.filter(|words| !words.is_empty()) {
                out.block(BlockKind::Paragraph, 0);
                out.words(&format!("[{}] {words}", sign.name));
            }
        }
    }

    /// The text of a file, if it is there, whole, and not too large.
    fn text(&mut self, path: &str) -> Option<String> {
        let most = self.left.min(MOST_OF_ONE);
        let mut bytes = Vec::new();
        let limit = u64::try_from(most).unwrap_or(u64::MAX) + 1;
        let read = match self.archive.by_name(path) {
            Ok(file) => file.take(limit).read_to_end(&mut bytes),
            Err(_) => return None,
        };
        let what = match read {
            Ok(_) if bytes.len() > most => "is larger than a book's should be and left out",
            Ok(_) => "",
            Err(_) if bytes.is_empty() => "is damaged and left out",
            Err(_) => "is damaged and breaks off",
        };
        if !what.is_empty() {
            let name = clean(path).into_owned();
            self.damage
                .get_or_insert_with(|| format!("The chapter {name} {what}."));
        }
        self.left = self.left.saturating_sub(bytes.len());
        (bytes.len() <= most).then(|| charset::decode(&bytes, None).into_owned())
    }

    fn document(&mut self, path: &str) -> Option<Element> {
        self.text(path).map(|text| xml::parse(&text).root)
    }
}

/// Elements that have no end in HTML either.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// XHTML as HTML reads it: `<title/>` would open an element that swallows the rest.
fn with_ends(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len() + 64);
    let mut rest = markup;
    while let Some(at) = rest.find("/>") {
        let (before, after) = rest.split_at(at);
        let tag = before.rfind('<').and_then(|open| before.get(open + 1..));
        let name = tag.map(|tag| {
            let end = tag
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(tag.len());
            tag.get(..end).unwrap_or_default()
        });
        out.push_str(before);
        match name.filter(|name| !name.is_empty() && tag.is_some_and(|tag| !tag.contains('>'))) {
            Some(name) if !VOID.contains(&name.to_ascii_lowercase().as_str()) => {
                out.push_str("></");
                out.push_str(name);
                out.push('>');
            }
            _ => out.push_str("/>"),
        }
        rest = after.get(2..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

//! Books (EPUB 2 and 3): each document of the reading order is an article, named as the contents name it.
//!
//! The format: a ZIP archive; `META-INF/container.xml` names the package document, whose manifest
//! lists the files, whose spine orders them, and which points to the contents (EPUB 3.3, sections 4 to 6).

use std::collections::HashMap;
use std::io::{Cursor, Read};

use percent_encoding::percent_decode_str;
use zip::ZipArchive;

use super::parts::{MOST_OF_ALL, MOST_OF_ONE, gathered, stem, without_title};
use crate::error::Result;
use crate::ingest::feed::xml::{self, Element};
use crate::ingest::feed::{plain, settled, with_short_names};
use crate::ingest::hint::{Hint, Ingested, refusal};
use crate::ingest::html::Base;
use crate::ingest::{builder::ArticleBuilder, charset, dates, html};
use crate::model::{BlockKind, Feed, FeedItem, MarkKind, Meta, clean, without_escapes};

/// The most files that an archive may list: the list alone takes memory.
const MOST_FILES: usize = 20_000;
/// All of a book unpacked may be so many times its file, where that is more than two of its files may be: words pack
/// to a third or a tenth.
const MOST_RATIO: usize = 50;
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
    let names = contents(&package, &manifest, &mut book);
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
            title: title.unwrap_or_default().to_string(),
            byline: feed.author.clone(),
            site: Some(feed.title.clone()),
            published: feed.updated.clone(),
            lang: feed.lang.clone(),
            ..Meta::default()
        });
        without_title(&mut article);
        feed.items.push(FeedItem {
            id: clean(&format!("{}#{path}", id.as_deref().unwrap_or_default())).into_owned(),
            article,
            ..FeedItem::default()
        });
    }
    feed.damage = book.damage;
    gathered(feed, hint, "a book")
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

/// What the package says of the book.
fn of_package(package: &Element) -> Feed {
    let line = |name: &str| {
        let found = find(package, name).map(|element| plain(&element.text));
        found.filter(|line| !line.is_empty())
    };
    let mut authors = Vec::new();
    each(package, &mut |element| {
        let name = plain(&element.text);
        if local(element) == "creator" && !name.is_empty() && authors.len() < 10 {
            authors.push(name);
        }
    });
    Feed {
        title: line("title").unwrap_or_default(),
        author: (!authors.is_empty()).then(|| authors.join(", ")),
        lang: line("language"),
        updated: line("date").and_then(|date| dates::parse(&date)),
        description: line("description"),
        ..Feed::default()
    }
}

/// A file that the package lists.
struct Listed {
    path: String,
    media: String,
    is_contents: bool,
}

/// The files of the package by their ids.
fn manifest(package: &Element, package_path: &str) -> HashMap<String, Listed> {
    let mut files = HashMap::new();
    each(package, &mut |element| {
        if local(element) == "item"
            && let (Some(id), Some(href)) = (element.attr("id"), element.attr("href"))
        {
            let listed = Listed {
                path: joined(package_path, href),
                media: element
                    .attr("media-type")
                    .unwrap_or_default()
                    .to_ascii_lowercase(),
                is_contents: element
                    .attr("properties")
                    .is_some_and(|all| all.split_ascii_whitespace().any(|one| one == "nav")),
            };
            files.entry(id.to_string()).or_insert(listed);
        }
    });
    files
}

/// The paths of the documents in reading order, each once.
fn spine<'m>(package: &Element, manifest: &'m HashMap<String, Listed>) -> Vec<&'m str> {
    let mut paths: Vec<&str> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    each(package, &mut |element| {
        if local(element) == "itemref"
            && let Some(listed) = element.attr("idref").and_then(|id| manifest.get(id))
            && !listed.is_contents
            && !listed.media.starts_with("image/")
            && seen.insert(listed.path.as_str())
        {
            paths.push(&listed.path);
        }
    });
    paths
}

/// What the contents call each document: the first entry that points into it.
fn contents(
    package: &Element,
    manifest: &HashMap<String, Listed>,
    book: &mut Book<'_>,
) -> HashMap<String, String> {
    let named = find(package, "spine").and_then(|spine| spine.attr("toc"));
    let old = named.and_then(|id| manifest.get(id));
    let old = old.or_else(|| manifest.values().find(|file| file.media.contains("dtbncx")));
    let new = manifest.values().find(|file| file.is_contents);
    let mut names = HashMap::new();
    for file in new.into_iter().chain(old) {
        let Some(source) = book.text(&file.path) else {
            continue;
        };
        let words =
            |element: &Element| plain(source.get(element.inner.clone()).unwrap_or_default());
        each(&xml::parse(&source).root, &mut |element| {
            let (href, name) = match local(element) {
                "a" => (element.attr("href"), words(element)),
                "navpoint" => {
                    let content = element.child("content");
                    let label = element.child("navlabel");
                    let href = content.and_then(|content| content.attr("src"));
                    (href, label.map(words).unwrap_or_default())
                }
                _ => return,
            };
            if let Some(href) = href
                && !name.is_empty()
            {
                names.entry(joined(&file.path, href)).or_insert(name);
            }
        });
    }
    names
}

/// `href` as a file of `path` gives it, as a path of the archive; its fragment goes.
fn joined(path: &str, href: &str) -> String {
    let href = href.split(['#', '?']).next().unwrap_or_default();
    let href = percent_decode_str(href).decode_utf8_lossy();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    let whole = if href.starts_with('/') { "" } else { folder };
    for part in whole.split('/').chain(href.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Where a link of the file at `path` leads inside the book: the path of a file, with the place in it, or a place of the
/// same file. None for what leads elsewhere.
fn inside(path: &str, address: &str) -> Option<String> {
    let (file, place) = address.split_once('#').unwrap_or((address, ""));
    if file.is_empty() || file.contains(':') {
        return None;
    }
    let file = joined(path, file);
    match place {
        // Decoded, it would say something else than it does.
        _ if file.contains([':', '#']) => None,
        "" => Some(file),
        place if file == path => Some(format!("#{place}")),
        place => Some(format!("{file}#{place}")),
    }
}

/// The name of an element without its prefix.
fn local(element: &Element) -> &str {
    element.name.rsplit(':').next().unwrap_or_default()
}

/// The first element of that name, in the order of the document.
fn find<'e>(element: &'e Element, name: &str) -> Option<&'e Element> {
    if local(element) == name {
        return Some(element);
    }
    element.children.iter().find_map(|child| find(child, name))
}

/// Visits an element and all in it, in order. The reader of XML keeps the depth small.
fn each(element: &Element, visit: &mut impl FnMut(&Element)) {
    visit(element);
    for child in &element.children {
        each(child, visit);
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

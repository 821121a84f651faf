//! The package of a book: what it says of itself, its files, their order, and what the contents call them.

use std::collections::{HashMap, HashSet};

use super::paths::joined;
use crate::ingest::dates;
use crate::ingest::feed::plain;
use crate::ingest::feed::xml::{self, Element};
use crate::model::{Feed, shortened};

/// Entries of the contents that are read, and bytes of the name of one.
const MOST_NAMES: usize = 20_000;
const LONGEST_NAME: usize = 500;
/// People who have made a book that are named.
const MOST_PEOPLE: usize = 10;

/// What the package says of the book.
pub fn of_package(package: &Element) -> Feed {
    let line = |name: &str| {
        let found = find(package, name).map(|element| plain(&element.text));
        found.filter(|line| !line.is_empty())
    };
    // Who wrote it, else who has made it otherwise: translated, drawn.
    let (mut authors, mut others) = (Vec::new(), Vec::new());
    each(package, &mut |element| {
        if local(element) != "creator" || authors.len() + others.len() == MOST_PEOPLE {
            return;
        }
        let name = plain(&element.text);
        if name.is_empty() {
            return;
        }
        match role(package, element) {
            None | Some("aut") => authors.push(name),
            Some(_) => others.push(name),
        }
    });
    if authors.is_empty() {
        authors = others;
    }
    Feed {
        title: line("title").unwrap_or_default(),
        author: (!authors.is_empty()).then(|| authors.join(", ")),
        lang: line("language"),
        updated: line("date").and_then(|date| dates::parse(&date)),
        description: line("description"),
        ..Feed::default()
    }
}

/// What a person did for the book, by the codes of libraries: `aut`, `trl`. In an attribute (EPUB 2), or told of the id
/// elsewhere (EPUB 3).
fn role<'e>(package: &'e Element, person: &'e Element) -> Option<&'e str> {
    let told = || {
        let id = person.attr("id")?;
        let metadata = find(package, "metadata")?;
        let role = metadata.children.iter().find(|it| {
            let of = it.attr("refines").and_then(|of| of.strip_prefix('#'));
            it.attr("property") == Some("role") && of == Some(id)
        })?;
        Some(role.text.trim())
    };
    person.attr("role").or_else(told)
}

/// A file that the package lists.
pub struct Listed {
    /// Its place in the archive.
    pub path: String,
    media: String,
    is_contents: bool,
}

/// The files of the package by their ids.
pub fn manifest(package: &Element, package_path: &str) -> HashMap<String, Listed> {
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
pub fn spine<'m>(package: &Element, manifest: &'m HashMap<String, Listed>) -> Vec<&'m str> {
    let mut paths: Vec<&str> = Vec::new();
    let mut seen = HashSet::new();
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
pub fn contents(
    package: &Element,
    manifest: &HashMap<String, Listed>,
    mut text: impl FnMut(&str) -> Option<String>,
) -> HashMap<String, String> {
    let named = find(package, "spine").and_then(|spine| spine.attr("toc"));
    let old = named.and_then(|id| manifest.get(id));
    let old = old.or_else(|| manifest.values().find(|file| file.media.contains("dtbncx")));
    let new = manifest.values().find(|file| file.is_contents);
    let mut names = HashMap::new();
    for file in new.into_iter().chain(old) {
        let Some(source) = text(&file.path) else {
            continue;
        };
        // An entry may have others in it: what it is called stands at its beginning.
        let words = |element: &Element| {
            let inner = source.get(element.inner.clone()).unwrap_or_default();
            plain(&shortened(inner, LONGEST_NAME))
        };
        let root = xml::parse(&source).root;
        // Beside the contents there may be lists of pages and of where to begin.
        each(table(&root).unwrap_or(&root), &mut |element| {
            let (href, name) = match local(element) {
                "a" => (element.attr("href"), Some(element)),
                "navpoint" => {
                    let href = element.child("content").and_then(|it| it.attr("src"));
                    (href, element.child("navlabel"))
                }
                _ => return,
            };
            let (Some(href), Some(name)) = (href, name) else {
                return;
            };
            let path = joined(&file.path, href);
            if !names.contains_key(&path) && names.len() < MOST_NAMES {
                let name = words(name);
                if !name.is_empty() {
                    names.insert(path, name);
                }
            }
        });
    }
    names
}

/// The table of contents of a document that says which of its lists that is.
fn table(element: &Element) -> Option<&Element> {
    if local(element) == "nav" && element.attr("type") == Some("toc") {
        return Some(element);
    }
    element.children.iter().find_map(table)
}

/// The name of an element without its prefix.
fn local(element: &Element) -> &str {
    element.name.rsplit(':').next().unwrap_or_default()
}

/// The first element of that name, in the order of the document.
pub fn find<'e>(element: &'e Element, name: &str) -> Option<&'e Element> {
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

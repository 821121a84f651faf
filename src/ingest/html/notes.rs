//! Footnotes of a book that stand in another of its files: which signs lead there, and the words there.

use std::collections::HashMap;

use dom_query::NodeRef;

use super::elements::is_block;
use super::raised::is_note;
use super::tree;
use crate::model::one_line;

/// Signs of one document that are followed.
const SIGNS: usize = 2_000;
/// Bytes that are read of all places of a document.
const MOST: usize = 16 << 20;
/// The longest note, in characters.
const LONGEST: usize = 8_000;

/// The sign of a note in another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSign {
    /// The sign without its brackets.
    pub name: String,
    /// The file as the link gives it.
    pub file: String,
    /// The name of the place in that file.
    pub place: String,
}

/// The signs of a document whose notes stand in other files, in order.
pub fn signs(markup: &str) -> Vec<NoteSign> {
    // Most documents have none, and need no tree.
    if !markup.contains("noteref") && !markup.contains("<sup") {
        return Vec::new();
    }
    let doc = tree::parse(markup).doc;
    let links = doc.select("a[href]");
    let found = links.nodes().iter().filter_map(|link| {
        let href = link.attr_or("href", "");
        let (file, place) = href.split_once('#')?;
        let name = link.text();
        let name = name.trim().trim_matches(['[', ']', '(', ')']);
        let short = (1..=4).contains(&name.chars().count());
        let raised = || {
            link.ancestors_it(Some(3))
                .any(|above| above.has_name("sup"))
        };
        let raises = || link.descendants_it().any(|inner| inner.has_name("sup"));
        let elsewhere = !file.is_empty() && !place.is_empty() && !file.contains(':');
        let sign = elsewhere && short && (is_note(link) || raised() || raises());
        sign.then(|| NoteSign {
            name: name.to_owned(),
            file: file.to_owned(),
            place: place.to_owned(),
        })
    });
    found.take(SIGNS).collect()
}

/// The words at each named place of a document: of a place within a paragraph, those of the paragraph.
pub fn places(markup: &str) -> HashMap<String, String> {
    let doc = tree::parse(markup).doc;
    let named = doc.select("[id]");
    let mut places = HashMap::new();
    let mut read = 0;
    for node in named.nodes() {
        let block = |node: &NodeRef<'_>| is_block(&node.node_name().unwrap_or_default());
        let around = || node.ancestors_it(Some(6)).find(block);
        let whole = if block(node) { None } else { around() };
        let words = whole.as_ref().unwrap_or(node).text();
        // Places within places are read again and again.
        read += words.len();
        if read > MOST {
            break;
        }
        let words: String = words.chars().take(LONGEST).collect();
        let words = one_line(&words).into_owned();
        places.insert(node.attr_or("id", "").to_string(), words);
    }
    places
}

/// A note's words without its sign before them and the sign that leads back.
pub fn bare<'w>(words: &'w str, name: &str) -> &'w str {
    let words = words
        .trim()
        .trim_end_matches(['↩', '↑', '↵', '⏎', '\u{fe0e}', ' ']);
    let unsigned = words.trim_start_matches(['[', '(']).strip_prefix(name);
    match unsigned.filter(|rest| !rest.starts_with(char::is_alphanumeric)) {
        Some(rest) => rest.trim_start_matches([']', ')', '.', ':', ' ']),
        None => words,
    }
}

//! What is said where there is nothing, or something cannot be done.

use crate::error::FAULT;

/// For an article on which the annotator failed.
pub fn unnoted() -> String {
    format!("No quotes could be looked for in this article: {FAULT}.")
}

/// What can be added to an empty library, each with what it may be.
pub const OFFERS: [(&str, &str); 3] = [
    ("an address", "a page or a feed"),
    ("a file", "an article, OPML"),
    ("newsboat", "all its feeds"),
];

/// The same as a sentence.
pub fn offer(add: &str) -> String {
    let [address, file, newsboat] = OFFERS.map(|(what, _)| what);
    format!(
        "Nothing of your own yet. Press {add} to add {address}, {file}, a list of feeds, or the \
         feeds of {newsboat}."
    )
}

/// What is said of acts on a page that was followed and is not kept.
pub const NOT_KEPT: &str = "This page is not in the library. The command keep puts it there.";

/// The same of articles of files.
pub const ELSEWHERE: &str = "This is for articles of the library: pullquote add keeps them there.";

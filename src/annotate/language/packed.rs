//! What is built in deflated, and the lists of `assets/lexicon/en` that are.

use std::sync::LazyLock;

use crate::model::inflated;

/// The text of a list of `assets/lexicon/en`, by the name of its file; empty for one that `assets/build.rs` does not pack.
pub fn english(file: &str) -> &'static str {
    // Each file's name and its text, zero bytes between.
    static ALL: LazyLock<String> =
        LazyLock::new(|| text(include_bytes!(concat!(env!("OUT_DIR"), "/en.z"))));
    let mut lists = ALL.split('\0');
    while let (Some(name), Some(text)) = (lists.next(), lists.next()) {
        if name == file {
            return text;
        }
    }
    ""
}

/// The text of a deflated file; none of one that is damaged.
pub fn text(deflated: &[u8]) -> String {
    String::from_utf8(inflated(deflated)).unwrap_or_default()
}

//! `languages`: the languages that have a pack, what is in it, and what was measured with it.

use std::fmt::Write;

use crate::annotate::packs;
use crate::model::language_name;

/// A line for each pack; every other language is read by its marks alone.
pub fn table() -> String {
    let mut out = String::new();
    for pack in packs() {
        let size = pack.bytes.div_ceil(1024);
        let more = match pack.phrases {
            0 => "rules and a tagger of its own".to_owned(),
            phrases => format!("{phrases} phrases"),
        };
        let _ = writeln!(
            out,
            "{}  {}: {} words, {} verb forms, {more}, {size} kB, written for pullquote (MIT OR Apache-2.0)",
            pack.code,
            language_name(pack.code),
            pack.words,
            pack.forms,
        );
        if !pack.measured.is_empty() {
            let _ = writeln!(out, "    {}", pack.measured);
        }
    }
    out.push_str("\nOther languages are read by their quotation marks alone: nobody is named as the speaker.\n");
    out
}

//! `languages`: the languages that have a pack, what is in it, and what was measured with it.

use std::fmt::Write;

use crate::annotate::packs;
use crate::model::language_name;

/// A line for each pack; every other language is read by its marks alone.
pub fn table() -> String {
    let mut out =
        String::from("en  English: rules, lists and a tagger; scores in assets/model/README.md\n");
    for pack in packs() {
        let size = pack.bytes.div_ceil(1024);
        let _ = writeln!(
            out,
            "{}  {}: {} words, {} verb forms, {} phrases, {size} kB, written for pullquote (MIT OR Apache-2.0)",
            pack.code,
            language_name(pack.code),
            pack.words,
            pack.forms,
            pack.phrases,
        );
        if !pack.measured.is_empty() {
            let _ = writeln!(out, "    {}", pack.measured);
        }
    }
    out.push_str("\nOther languages are read by their quotation marks alone: nobody is named as the speaker.\n");
    out
}

//! What is generated is current: README's list of keys is the command table's.

#![allow(clippy::expect_used, reason = "tests say what they expect")]

mod golden;

use pullquote::command::Keymap;
use pullquote::command::keys;

const BEGIN: &str = "<!-- keys -->\n";
const END: &str = "<!-- end of keys -->";

#[test]
fn readme_has_the_keys_of_the_command_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).expect("README.md is there");
    let (before, rest) = readme
        .split_once(BEGIN)
        .expect("README.md has a place for the keys");
    let (_, after) = rest
        .split_once(END)
        .expect("README.md says where the keys end");
    let keys = keys::as_text(&Keymap::default());
    golden::check(
        "README.md",
        &format!("{before}{BEGIN}```text\n{keys}```\n{END}{after}"),
    );
}

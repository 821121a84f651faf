//! The map at the head of `src/lib.rs` names files that are there.

use std::collections::BTreeSet;

use super::{all_files, file};

#[test]
fn the_map_names_files_that_are_there() {
    let files = all_files();
    let map = files.iter().find(|(path, _)| path == "lib.rs");
    let strays = strays(map.map_or("", |(_, code)| code), &files);
    assert!(strays.is_empty(), "not there: {}", strays.join(", "));
    let tree = [file("mill/meal.rs", ""), file("mill/grain/mod.rs", "")];
    let map = "//! `mill/meal.rs` and `flour.rs`, `mill/grain`\n//! `mill/oats`, `tests/tidy`.\n// `husk.rs`";
    assert_eq!(self::strays(map, &tree), ["flour.rs", "mill/oats"]);
}

/// Files and folders that a map names and that are not there. A file may be named alone, behind another of its folder.
fn strays(map: &str, files: &[(String, String)]) -> Vec<String> {
    let mut there: BTreeSet<&str> = BTreeSet::new();
    for (path, _) in files {
        there.extend(path.rsplit('/').next());
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        there.extend(folders.chain([path.as_str(), path.trim_end_matches(".rs")]));
    }
    let lines: Vec<&str> = map.lines().filter(|line| line.starts_with("//!")).collect();
    let text = lines.join("\n");
    let named = text.split('`').skip(1).step_by(2);
    let is_path = |name: &&str| {
        (name.ends_with(".rs") || name.contains('/')) && !name.contains(char::is_whitespace)
    };
    named
        .filter(is_path)
        .filter(|name| !there.contains(name) && !std::path::Path::new(name).exists())
        .map(str::to_owned)
        .collect()
}

//! Rules that the compiler does not keep: who may import whom, circles, panes, what every file begins with, and that
//! only the builder makes articles.

mod imports;
mod locks;
mod map;
mod panes;

use std::fs;
use std::path::{Path, PathBuf};

use imports::Imports;

/// What each module may use beside itself. The order is the flow of the data.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("error", &["model"]),
    ("ingest", &["model", "error"]),
    ("annotate", &["model"]),
    ("layout", &["model"]),
    ("compare", &["model"]),
    ("library", &["model", "error"]),
    ("config", &["model", "error", "layout"]),
    ("theme", &["model", "error", "config"]),
    ("export", &["model", "error", "config"]),
    ("words", &["model", "error"]),
    ("command", &["model", "words"]),
    ("message", &["model", "command", "config"]),
    (
        "speech",
        &["model", "layout", "compare", "words", "command", "config"],
    ),
    (
        "app",
        &[
            "model", "layout", "compare", "config", "error", "words", "command", "message",
            "speech",
        ],
    ),
    ("terminal", &["app", "message", "command", "error"]),
    (
        "tui",
        &[
            "app", "message", "speech", "words", "command", "layout", "compare", "model",
            "terminal", "theme", "config", "error",
        ],
    ),
    (
        "plain",
        &[
            "app", "message", "speech", "words", "command", "layout", "compare", "model",
            "terminal", "theme", "config", "error",
        ],
    ),
    (
        "world",
        &[
            "library", "ingest", "annotate", "model", "words", "command", "message", "error",
            "config", "export",
        ],
    ),
];

#[test]
fn modules_import_only_what_they_may() {
    let breaches = import_breaches(&all_files());
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
    let tree = [
        file(
            "layout/mill.rs",
            "//! Meal.\n// crate::app is above.\nuse crate::model::Span;",
        ),
        file("layout/tests.rs", "use crate::app::State;"),
        file(
            "model/mill.rs",
            "fn grind() {\n    crate::layout::width::of(\"\");\n}",
        ),
    ];
    let seen = import_breaches(&tree);
    assert_eq!(seen, ["model/mill.rs:2: model must not know layout"]);
}

/// Uses of a module by one that may not know it. Tests do not count.
fn import_breaches(files: &[(String, String)]) -> Vec<String> {
    let mut breaches = Vec::new();
    for (path, code) in files.iter().filter(|(path, _)| !path.ends_with("tests.rs")) {
        let module = module_of(path);
        let Some((_, may)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            continue;
        };
        for (number, line) in numbered(code) {
            for used in line
                .match_indices("crate::")
                .filter_map(|(at, _)| first_word(&line[at + 7..]))
            {
                let known = MAY_USE.iter().any(|(name, _)| *name == used);
                if known && used != module && !may.contains(&used) {
                    breaches.push(format!("{path}:{number}: {module} must not know {used}"));
                }
            }
        }
    }
    breaches
}

/// The folders of `annotate`: none knows one that comes after it.
const STEPS: &[&str] = &[
    "language",
    "text",
    "tagger",
    "entities",
    "attribution",
    "decide",
    "polyglot",
];

/// The folders of `app`: none knows one that comes after it.
const ROOMS: &[&str] = &["article", "shelf", "sheet", "spoken", "update"];

#[test]
fn no_folder_has_files_that_import_each_other_in_a_circle() {
    let mut wrong = Vec::new();
    for (folder, _) in MAY_USE.iter().chain(&[("cli", [].as_slice())]) {
        let circle = Imports::read(&format!("crate::{folder}"), &files_of(folder)).circle();
        wrong.extend(circle.map(|files| format!("{folder}: {}", files.join(" > "))));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn folders_know_only_what_comes_before_them() {
    for (folder, order) in [("annotate", STEPS), ("app", ROOMS)] {
        let imports = Imports::read(&format!("crate::{folder}"), &files_of(folder));
        let breaches = imports.breaches(order);
        assert!(breaches.is_empty(), "{}", breaches.join("\n"));
    }
}

/// The files of a folder of `src`, each with its path inside and its code; tests do not count.
fn files_of(folder: &str) -> Vec<(String, String)> {
    let root = format!("src/{folder}");
    let is_test = |path: &Path| {
        path.ends_with("tests.rs") || path.components().any(|part| part.as_os_str() == "tests")
    };
    let files = sources(&root).into_iter().filter(|path| !is_test(path));
    files
        .filter_map(|path| {
            let inside = path.strip_prefix(&root).ok()?.to_str()?;
            Some((inside.to_owned(), read(&path)))
        })
        .collect()
}

#[test]
fn a_circle_and_a_breach_are_seen() {
    let tree = |files: &[(&str, &str)]| {
        let files: Vec<(String, String)> = files
            .iter()
            .map(|(path, code)| ((*path).to_owned(), (*code).to_owned()))
            .collect();
        Imports::read("crate::mill", &files)
    };
    let sound = tree(&[
        (
            "mod.rs",
            "mod grain;\npub mod meal;\nuse meal::Meal;\nfn mill() {}",
        ),
        ("grain/mod.rs", "pub mod rye;\npub use rye::Rye;"),
        (
            "grain/rye.rs",
            "use super::oats::{Oats, Husk};\nuse std::fmt;\npub struct Rye;",
        ),
        ("grain/oats.rs", "pub struct Oats;"),
        (
            "meal.rs",
            "use crate::mill::grain::Rye;\n#[cfg(test)]\nmod tests {\n    use super::super::mill;\n}",
        ),
    ]);
    assert_eq!(sound.circle(), None);
    assert!(sound.breaches(&["grain", "bread"]).is_empty());
    let round = tree(&[
        ("grain/rye.rs", "use super::{\n    oats::{self, Oats},\n};"),
        ("grain/oats.rs", "use super::husk::Husk;"),
        ("grain/husk.rs", "use crate::mill::grain::rye;"),
    ]);
    let circle = [
        "grain/husk.rs",
        "grain/rye.rs",
        "grain/oats.rs",
        "grain/husk.rs",
    ];
    assert_eq!(round.circle(), Some(circle.map(str::to_owned).to_vec()));
    // Without a `use` line: a path in the code, and a parent that calls its child.
    let inline = tree(&[
        ("mill.rs", "mod grain;\nfn mill() {\n    grain::rye();\n}"),
        (
            "mill/grain.rs",
            "pub(in crate::mill) fn rye() {\n    super::mill();\n}",
        ),
    ]);
    let circle = ["mill.rs", "mill/grain.rs", "mill.rs"];
    assert_eq!(inline.circle(), Some(circle.map(str::to_owned).to_vec()));
    let breach = tree(&[
        ("grain/rye.rs", "use crate::mill::bread::Loaf;"),
        ("bread/mod.rs", "mod loaf;\npub use loaf::Loaf;"),
    ]);
    let expected = ["grain/rye.rs imports bread/mod.rs"];
    assert_eq!(breach.breaches(&["grain", "bread"]), expected);
    assert!(breach.breaches(&["bread", "grain"]).is_empty());
}

/// Modules that are pure: what they give depends on what they are given alone.
const PURE: &[&str] = &[
    "model", "error", "ingest", "annotate", "layout", "compare", "config", "theme", "export",
    "words", "command", "message", "speech", "app", "tui", "plain",
];

#[test]
fn only_the_edge_touches_the_machine() {
    let breaches = machine_breaches(&all_files());
    assert!(
        breaches.is_empty(),
        "files, clocks, processes and threads belong to the edge:\n{}",
        breaches.join("\n")
    );
    let tree = [
        file("app/mill.rs", "// std::fs is not here.\nuse std::fs;"),
        file(
            "app/meal.rs",
            "fn mill() {}\n\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}",
        ),
        file("world/mill.rs", "use std::fs;"),
    ];
    assert_eq!(machine_breaches(&tree), ["app/mill.rs:2: std::fs"]);
}

/// What pure modules use of the machine. Tests do not count.
fn machine_breaches(files: &[(String, String)]) -> Vec<String> {
    let machine = [
        "std::fs",
        "std::process",
        "std::env",
        "SystemTime",
        "Instant::now",
        "Timestamp::now",
        "thread::",
    ];
    let mut breaches = Vec::new();
    for (path, code) in files {
        if path.ends_with("tests.rs") || !PURE.contains(&module_of(path)) {
            continue;
        }
        let code = code.split("#[cfg(test)]\nmod tests {").next();
        for (number, line) in numbered(code.unwrap_or_default()) {
            if let Some(used) = machine.iter().find(|word| line.contains(**word)) {
                breaches.push(format!("{path}:{number}: {used}"));
            }
        }
    }
    breaches
}

#[test]
fn every_file_begins_by_saying_what_it_is_for() {
    let files = ["src", "tests", "benches"].into_iter().flat_map(sources);
    let files: Vec<_> = files
        .map(|path| (path.display().to_string(), read(&path)))
        .collect();
    let silent = silent_files(&files);
    assert!(silent.is_empty(), "no `//!` head: {}", silent.join(", "));
    let tree = [file("mill.rs", "//! Grinds."), file("meal.rs", "// Meal.")];
    assert_eq!(silent_files(&tree), ["meal.rs"]);
}

fn silent_files(files: &[(String, String)]) -> Vec<&str> {
    let silent = files.iter().filter(|(_, code)| !code.starts_with("//! "));
    silent.map(|(path, _)| path.as_str()).collect()
}

#[test]
fn only_the_builder_makes_articles() {
    let files = all_files();
    let others = makers(&files);
    assert!(
        others.is_empty(),
        "articles are made by ArticleBuilder alone: {}",
        others.join(", ")
    );
    let tree = [
        file("ingest/builder.rs", "    Article {"),
        file("model/article.rs", "pub struct Article {\nimpl Article {"),
        file("ingest/mill.rs", "fn grind() -> Article {\n    Article {"),
    ];
    assert_eq!(makers(&tree), ["ingest/mill.rs"]);
}

/// Files that make articles, but for the builder and the library, which gives back what the builder made.
fn makers(files: &[(String, String)]) -> Vec<&str> {
    let may = ["ingest/builder.rs", "library/pack.rs"];
    // The parts of the builder's own file are the builder, too.
    let others = files
        .iter()
        .filter(|(path, _)| !may.contains(&path.as_str()) && !path.starts_with("ingest/builder/"));
    let others = others.filter(|(_, code)| code.lines().any(begins_an_article));
    others.map(|(path, _)| path.as_str()).collect()
}

/// Whether a literal of the struct begins at the line's end.
fn begins_an_article(line: &str) -> bool {
    let code = line.trim();
    let Some(before) = code.strip_suffix("Article {") else {
        return false;
    };
    let names = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let declares = ["struct", "impl", "for", "->"]
        .iter()
        .any(|word| before.trim_end().ends_with(word));
    !before.ends_with(names) && !declares && !code.starts_with("//")
}

/// A made-up file.
fn file(path: &str, code: &str) -> (String, String) {
    (path.to_owned(), code.to_owned())
}

/// All files of `src`, each with its path inside and its code.
fn all_files() -> Vec<(String, String)> {
    let files = sources("src").into_iter().filter_map(|path| {
        let inside = path.strip_prefix("src").ok()?.to_str()?;
        Some((inside.to_owned(), read(&path)))
    });
    files.collect()
}

/// The lines of some code that are no comments, each with its number.
fn numbered(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = code.lines().enumerate().map(|(at, line)| (at + 1, line));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn module_of(path: &str) -> &str {
    let first = path.split('/').next().unwrap_or_default();
    first.trim_end_matches(".rs")
}

fn first_word(code: &str) -> Option<&str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        .filter(|word| !word.is_empty())
}

fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder) else {
            continue;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

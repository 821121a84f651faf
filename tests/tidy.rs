//! Rules that the compiler does not keep: who may import whom, what every file begins with, and that
//! only the builder makes articles.

mod imports;

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
    ("library", &["model", "error"]),
    ("config", &["model", "error"]),
    ("theme", &["model", "error", "config"]),
    ("export", &["model", "error", "config"]),
    ("app", &["model", "layout", "config", "error"]),
    ("terminal", &["app", "error"]),
    (
        "tui",
        &[
            "app", "layout", "model", "terminal", "theme", "config", "error",
        ],
    ),
    (
        "plain",
        &[
            "app", "layout", "model", "terminal", "theme", "config", "error",
        ],
    ),
    (
        "world",
        &[
            "library", "ingest", "annotate", "model", "app", "error", "config", "export",
        ],
    ),
];

#[test]
fn modules_import_only_what_they_may() {
    let mut breaches = Vec::new();
    for path in sources("src")
        .into_iter()
        .filter(|path| !path.ends_with("tests.rs"))
    {
        let Some(module) = module_of(&path) else {
            continue;
        };
        let Some((_, may)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            continue;
        };
        for (number, line) in read(&path).lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for used in line
                .match_indices("crate::")
                .filter_map(|(at, _)| first_word(&line[at + 7..]))
            {
                let known = MAY_USE.iter().any(|(name, _)| *name == used);
                if known && used != module && !may.contains(&used) {
                    breaches.push(format!(
                        "{}:{}: {module} must not know {used}",
                        path.display(),
                        number + 1
                    ));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
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

#[test]
fn the_annotator_has_no_circles_and_keeps_the_order_of_its_steps() {
    let files: Vec<(String, String)> = sources("src/annotate")
        .iter()
        .filter(|path| {
            !path.ends_with("tests.rs")
                && !path.components().any(|part| part.as_os_str() == "tests")
        })
        .filter_map(|path| {
            let inside = path.strip_prefix("src/annotate").ok()?.to_str()?;
            Some((inside.to_owned(), read(path)))
        })
        .collect();
    let imports = Imports::read("crate::annotate", &files);
    assert_eq!(imports.circle(), None);
    let breaches = imports.breaches(STEPS);
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
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
    "model", "error", "ingest", "annotate", "layout", "config", "theme", "export", "app", "tui",
    "plain",
];

#[test]
fn only_the_edge_touches_the_machine() {
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
    for path in sources("src")
        .into_iter()
        .filter(|path| !path.ends_with("tests.rs"))
    {
        if module_of(&path).is_none_or(|module| !PURE.contains(&module.as_str())) {
            continue;
        }
        let text = read(&path);
        let code = text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        for (number, line) in code
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            if let Some(used) = machine.iter().find(|word| line.contains(**word)) {
                breaches.push(format!("{}:{}: {used}", path.display(), number + 1));
            }
        }
    }
    assert!(
        breaches.is_empty(),
        "files, clocks, processes and threads belong to the edge:\n{}",
        breaches.join("\n")
    );
}

#[test]
fn every_file_begins_by_saying_what_it_is_for() {
    let silent: Vec<String> = sources("src")
        .into_iter()
        .chain(sources("tests"))
        .chain(sources("benches"))
        .filter(|path| !read(path).starts_with("//! "))
        .map(|path| path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "no `//!` head: {}", silent.join(", "));
}

#[test]
fn only_the_builder_makes_articles() {
    // The library gives back what the builder made.
    let makers = ["ingest/builder.rs", "library/pack.rs"];
    let others: Vec<String> = sources("src")
        .into_iter()
        .filter(|path| !makers.iter().any(|maker| path.ends_with(maker)))
        .filter(|path| read(path).lines().any(begins_an_article))
        .map(|path| path.display().to_string())
        .collect();
    assert!(
        others.is_empty(),
        "articles are made by ArticleBuilder alone: {}",
        others.join(", ")
    );
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

fn module_of(path: &Path) -> Option<String> {
    let inside = path.strip_prefix("src").ok()?;
    let first = inside.components().next()?.as_os_str().to_str()?;
    Some(first.trim_end_matches(".rs").to_string())
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

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
    ("compare", &["model"]),
    ("library", &["model", "error"]),
    ("config", &["model", "error"]),
    ("theme", &["model", "error", "config"]),
    ("export", &["model", "error", "config"]),
    ("app", &["model", "layout", "compare", "config", "error"]),
    ("terminal", &["app", "error"]),
    (
        "tui",
        &[
            "app", "layout", "compare", "model", "terminal", "theme", "config", "error",
        ],
    ),
    (
        "plain",
        &[
            "app", "layout", "compare", "model", "terminal", "theme", "config", "error",
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

/// The folders of `app`: none knows one that comes after it.
const ROOMS: &[&str] = &[
    "words", "command", "article", "shelf", "sheet", "spoken", "update",
];

/// Where `impl State` may stand: what the panes want of each other is done there, and nowhere else.
const STATES: &[&str] = &["state.rs", "update/"];

/// Folders whose files do not even name the state.
const STATELESS: &[&str] = &["words/", "command/", "article/", "shelf/", "sheet/"];

/// The panes and what lies on top of them: their fields are their own.
const PANES: &[&str] = &[
    "ListPane",
    "FeedsPane",
    "ReaderPane",
    "Panel",
    "Sheet",
    "Spoken",
    "Prompt",
    "Help",
    "Trail",
];

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
fn the_fields_of_panes_are_private() {
    let (wrong, met) = open_fields(&files_of("app"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(met, PANES.len(), "a pane of the list is not found");
}

#[test]
fn an_open_field_of_a_pane_is_seen() {
    let pane = |field: &str| {
        let code = format!(
            "pub struct Panel {{\n    /// Rows.\n    {field}\n}}\npub struct Row {{\n    pub at: usize,\n}}"
        );
        open_fields(&[("article/panel.rs".to_owned(), code)])
    };
    assert_eq!(pane("rows: Vec<Row>,"), (Vec::new(), 1));
    assert_eq!(pane("pub(super) rows: Vec<Row>,"), (Vec::new(), 1));
    for field in ["pub rows: Vec<Row>,", "pub(in crate::app) rows: Vec<Row>,"] {
        assert_eq!(pane(field).0, [format!("article/panel.rs: Panel: {field}")]);
    }
}

/// Fields of panes that are seen beyond the folder of the pane, and how many panes were met.
fn open_fields(files: &[(String, String)]) -> (Vec<String>, usize) {
    let (mut wrong, mut met) = (Vec::new(), 0);
    for (path, code) in files {
        for pane in PANES {
            let Some((_, rest)) = code.split_once(&format!("pub struct {pane} {{\n")) else {
                continue;
            };
            met += 1;
            let fields = rest.lines().take_while(|line| *line != "}").map(str::trim);
            let open =
                fields.filter(|line| line.starts_with("pub") && !line.starts_with("pub(super)"));
            wrong.extend(open.map(|field| format!("{path}: {pane}: {field}")));
        }
    }
    (wrong, met)
}

#[test]
fn folders_know_only_what_comes_before_them() {
    for (folder, order) in [("annotate", STEPS), ("app", ROOMS)] {
        let imports = Imports::read(&format!("crate::{folder}"), &files_of(folder));
        let breaches = imports.breaches(order);
        assert!(breaches.is_empty(), "{}", breaches.join("\n"));
    }
}

#[test]
fn panes_do_not_know_the_state() {
    let wrong = state_breaches(&files_of("app"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_pane_that_knows_the_state_is_seen() {
    let tree = |path: &str, code: &str| state_breaches(&[(path.to_owned(), code.to_owned())]);
    let empty: Vec<String> = Vec::new();
    assert_eq!(tree("state.rs", "impl State {\n}"), empty);
    assert_eq!(
        tree("update/list.rs", "use crate::app::State;\nimpl State {\n}"),
        empty
    );
    assert_eq!(
        tree("shelf/list.rs", "/// Not the State.\nstruct Stateless;"),
        empty
    );
    assert_eq!(
        tree("spoken/mod.rs", "use crate::app::{Pane, State};"),
        empty
    );
    assert_eq!(
        tree("spoken/mod.rs", "impl State {\n}"),
        ["spoken/mod.rs: impl State"]
    );
    assert_eq!(
        tree("spoken/mod.rs", "fn follow(state: &mut State) {}"),
        ["spoken/mod.rs changes State"]
    );
    assert_eq!(
        tree("shelf/list.rs", "use crate::app::{Pane, State};"),
        ["shelf/list.rs names State"]
    );
}

/// Files of `app`, each with its code, that implement the state, change it or name it where they may not. Tests do not count.
fn state_breaches(files: &[(String, String)]) -> Vec<String> {
    let in_any = |path: &str, places: &[&str]| places.iter().any(|place| path.starts_with(place));
    let mut wrong = Vec::new();
    for (path, code) in files {
        let code = code
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        let code: Vec<&str> = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        if !in_any(path, STATES) && code.iter().any(|line| line.starts_with("impl State")) {
            wrong.push(format!("{path}: impl State"));
        }
        let word = |c: char| !c.is_alphanumeric() && c != '_';
        let names = |line: &&str| line.split(word).any(|name| name == "State");
        if in_any(path, STATELESS) && code.iter().any(names) {
            wrong.push(format!("{path} names State"));
        }
        if !in_any(path, STATES) && code.iter().any(|line| line.contains("&mut State")) {
            wrong.push(format!("{path} changes State"));
        }
    }
    wrong
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
    "app", "tui", "plain",
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

//! `assets/licences.txt`, which `pullquote licences` prints, tells of every crate that is built in, as Cargo knows them.
//!
//! `SNAPSHOTS=overwrite cargo test --test licences` writes it anew after a change of dependencies.

#![allow(clippy::expect_used, reason = "tests say what they expect")]

mod golden;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The licences that we take where a crate offers several, the first first, and where each text stands: a crate, its
/// file, and the words at which the text begins (the lines above are that crate's own copyright).
const TEXTS: [(&str, &str, &str, &str); 9] = [
    ("MIT", "mio", "LICENSE", "Permission is hereby granted"),
    (
        "Apache-2.0",
        "pullquote",
        "LICENSE-APACHE",
        "Apache License",
    ),
    (
        "BSD-3-Clause",
        "subtle",
        "LICENSE",
        "Redistribution and use",
    ),
    ("ISC", "untrusted", "LICENSE.txt", "Permission to use"),
    ("Zlib", "foldhash", "LICENSE", "This software is provided"),
    ("BSL-1.0", "ryu", "LICENSE-BOOST", "Boost Software License"),
    (
        "Unicode-3.0",
        "icu_properties",
        "LICENSE",
        "Permission is hereby granted",
    ),
    (
        "CDLA-Permissive-2.0",
        "webpki-roots",
        "LICENSE",
        "Community Data License",
    ),
    ("MPL-2.0", "cssparser", "LICENSE", "Mozilla Public License"),
];

const HEAD: &str = "\
pullquote is licensed under MIT or Apache-2.0, as you like.

Built in: SQLite (public domain), and what follows, each under the licence named. Every crate's source is in the public
registry of Rust under its name and version; those under MPL-2.0 are used unchanged.

The tagger learned from, and its lists hold: Groningen Meaning Bank (public domain); GUM news, interviews, academic and court
(CC BY 2.5 and 4.0, A. Zeldes and others); WikiGold (CC BY 4.0, D. Balasuriya and others); Broad Twitter Corpus and WNUT 2017
(CC BY 4.0, L. Derczynski and others); SEC filings (CC BY 3.0, J. C. Salinas Alvarado and others); re3d (Open Government
Licence, Defence Science and Technology Laboratory, UK); word classes from all-MiniLM-L6-v2 (Apache-2.0); GeoNames
(CC BY 4.0); names of the US Census (public domain); a list of companies (MIT).

";

struct Crate {
    name: String,
    version: String,
    licence: String,
    authors: Vec<String>,
    folder: PathBuf,
}

#[test]
fn the_licences_of_all_that_is_built_in_are_told() {
    let crates = built_in();
    let mut page = String::from(HEAD);
    let mut used = BTreeSet::new();
    for it in crates.values().filter(|it| it.name != "pullquote") {
        let taken = taken(&it.licence);
        let _ = writeln!(page, "{} {}: {}", it.name, it.version, taken.join(" and "));
        for line in copyright(it) {
            let _ = writeln!(page, "    {line}");
        }
        used.extend(taken);
    }
    for (licence, name, file, begins) in TEXTS {
        if !used.contains(licence) {
            continue;
        }
        let of = crates.values().find(|it| it.name == name);
        let text = read(&of.expect("the crate is built in").folder.join(file));
        let at = text.find(begins).expect("the text begins so");
        let _ = write!(
            page,
            "\n\n---- {licence} ----\n\n{}\n",
            text[at..].trim_end()
        );
    }
    golden::check("assets/licences.txt", &page);
}

/// What a licence expression binds us to: of each choice the one that stands first in [`TEXTS`].
///
/// # Panics
/// When it offers none of them: a licence that nobody has agreed to.
fn taken(expression: &str) -> Vec<&'static str> {
    let all = expression.replace('/', " OR ").replace(['(', ')'], "");
    let choose = |choice: &str| {
        let offered: Vec<&str> = choice.split(" OR ").map(str::trim).collect();
        let mut ours = TEXTS.iter().map(|(name, ..)| *name);
        ours.find(|name| offered.contains(name))
            .unwrap_or_else(|| panic!("no licence of `{expression}` is known to this test"))
    };
    all.split(" AND ").map(choose).collect()
}

/// The lines of copyright in a crate's licence files, or its authors where it has none.
fn copyright(it: &Crate) -> Vec<String> {
    let mut files: Vec<PathBuf> = fs::read_dir(&it.folder)
        .expect("the crate's source is here, as it was built")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && is_licence(path))
        .collect();
    files.sort();
    let mut lines: Vec<String> = Vec::new();
    for line in files.iter().flat_map(|file| {
        let text = read(file);
        text.lines()
            .map(|line| line.trim().to_string())
            .collect::<Vec<_>>()
    }) {
        let small = line.to_lowercase();
        let claims = ["copyright (c)", "copyright ©", "copyright 1", "copyright 2"];
        let gap = line.contains(['[', '{']);
        if claims.iter().any(|it| small.starts_with(it)) && !gap && !lines.contains(&line) {
            lines.push(line);
        }
    }
    if lines.is_empty() && !it.authors.is_empty() {
        lines.push(format!("by {}", it.authors.join(", ")));
    }
    lines
}

fn is_licence(path: &Path) -> bool {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_uppercase();
    ["LICEN", "COPYING", "NOTICE"]
        .iter()
        .any(|it| name.starts_with(it))
}

fn read(path: &Path) -> String {
    let bytes = fs::read(path).expect("a licence file can be read");
    String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
}

/// The crates of a build for Linux with the default features, those that run while it builds included, by name and version.
fn built_in() -> BTreeMap<(String, String), Crate> {
    let platform = "x86_64-unknown-linux-gnu";
    let tree = cargo(&[
        "tree",
        "--edges=normal",
        "--prefix=none",
        "--format={p}",
        "--target",
        platform,
    ]);
    let here: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.next()?, words.next()?.strip_prefix('v')?))
        })
        .collect();
    let told = cargo(&[
        "metadata",
        "--format-version=1",
        "--filter-platform",
        platform,
    ]);
    let told: Value = serde_json::from_str(&told).expect("cargo metadata prints JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    (told["packages"].as_array().into_iter().flatten())
        .map(|package| Crate {
            name: text(&package["name"]),
            version: text(&package["version"]),
            licence: text(&package["license"]),
            authors: (package["authors"].as_array().into_iter().flatten())
                .map(text)
                .collect(),
            folder: Path::new(package["manifest_path"].as_str().unwrap_or_default())
                .parent()
                .map(Path::to_path_buf)
                .unwrap_or_default(),
        })
        .filter(|it| here.contains(&(it.name.as_str(), it.version.as_str())))
        .map(|it| ((it.name.clone(), it.version.clone()), it))
        .collect()
}

fn cargo(arguments: &[&str]) -> String {
    let answer = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let words = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "cargo {}: {words}", arguments[0]);
    String::from_utf8_lossy(&answer.stdout).into_owned()
}

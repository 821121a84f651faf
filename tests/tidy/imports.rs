//! Which file of a folder uses which, read from its `use` lines and from the paths in its code: circles, and breaches of the
//! order of folders.

use std::collections::{BTreeMap, BTreeSet};

/// The imports between the files of one folder and those below it.
#[derive(Debug, Default)]
pub struct Imports {
    /// For each file, the others that it imports from.
    edges: BTreeMap<String, BTreeSet<String>>,
    /// Each `mod.rs` that only hands names on: it closes no circle.
    hands_on: BTreeSet<String>,
}

impl Imports {
    /// Reads the files, each with its path inside the folder ("text/layer.rs") and its code; `root` is how the code
    /// calls the folder ("crate::annotate"). Tests do not count.
    pub fn read(root: &str, files: &[(String, String)]) -> Self {
        let hands_on = files
            .iter()
            .filter(|(path, code)| path.ends_with("mod.rs") && only_hands_on(code))
            .map(|(path, _)| path.clone())
            .collect();
        let known: BTreeSet<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        let root: Vec<&str> = root.split("::").collect();
        let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (path, code) in files {
            let here = module(path);
            let targets = edges.entry(path.clone()).or_default();
            for used in uses(code) {
                let Some(wanted) = absolute(&root, &here, &used) else {
                    continue;
                };
                let file = (0..=wanted.len())
                    .rev()
                    .find_map(|len| file_of(&wanted[..len], &known))
                    .filter(|file| file != path);
                targets.extend(file);
            }
        }
        Imports { edges, hands_on }
    }

    /// Files that import each other in a circle, the first met again at the end; None if there are none.
    pub fn circle(&self) -> Option<Vec<String>> {
        let mut done = BTreeSet::new();
        self.edges
            .keys()
            .find_map(|file| self.walk(file, &mut Vec::new(), &mut done))
    }

    fn walk<'i>(
        &'i self,
        file: &'i str,
        way: &mut Vec<&'i str>,
        done: &mut BTreeSet<&'i str>,
    ) -> Option<Vec<String>> {
        if let Some(at) = way.iter().position(|one| *one == file) {
            let circle = way[at..].iter().chain([&file]);
            return Some(circle.map(|one| (*one).to_owned()).collect());
        }
        if !done.contains(file) && !self.hands_on.contains(file) {
            way.push(file);
            for next in self.edges.get(file).into_iter().flatten() {
                if let Some(circle) = self.walk(next, way, done) {
                    return Some(circle);
                }
            }
            way.pop();
            done.insert(file);
        }
        None
    }

    /// Imports of a folder from one that comes after it in `order`, as "file imports file".
    pub fn breaches(&self, order: &[&str]) -> Vec<String> {
        let place = |file: &str| {
            let (folder, _) = file.split_once('/')?;
            order.iter().position(|one| *one == folder)
        };
        let mut found = Vec::new();
        for (file, targets) in &self.edges {
            for target in targets {
                if let (Some(here), Some(there)) = (place(file), place(target))
                    && here < there
                {
                    found.push(format!("{file} imports {target}"));
                }
            }
        }
        found
    }
}

/// The modules that lead to a file: "a/b.rs" and "a/b/mod.rs" are a, b.
fn module(path: &str) -> Vec<String> {
    let stem = path.trim_end_matches(".rs");
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    match stem {
        "mod" => Vec::new(),
        _ => stem.split('/').map(str::to_owned).collect(),
    }
}

fn file_of(module: &[String], known: &BTreeSet<&str>) -> Option<String> {
    let path = module.join("/");
    let folder = if path.is_empty() {
        "mod.rs".to_owned()
    } else {
        format!("{path}/mod.rs")
    };
    [format!("{path}.rs"), folder]
        .into_iter()
        .find(|file| known.contains(file.as_str()))
}

/// A path of a `use` line from the folder's root on; None for one that leads out of the folder. What begins with
/// neither `super` nor `crate` is a module below the file's own, or another crate.
fn absolute(root: &[&str], here: &[String], used: &[String]) -> Option<Vec<String>> {
    if used.first().is_some_and(|word| word == "crate") {
        let rest = used.get(root.len()..)?;
        let inside = root.iter().zip(used).all(|(one, other)| one == other);
        return inside.then(|| rest.to_vec());
    }
    let ups = used.iter().take_while(|word| *word == "super").count();
    let base = here.get(..here.len().checked_sub(ups)?)?;
    Some([base, &used[ups..]].concat())
}

/// The paths that some code names in its `use` lines and elsewhere; tests at its end do not count.
fn uses(code: &str) -> Vec<Vec<String>> {
    let code = code.split("\nmod tests {").next().unwrap_or(code);
    let mut found = Vec::new();
    for statement in statements(code) {
        let words = statement.split_once("use ").map_or("", |(_, rest)| rest);
        spread(&[], words, &mut found);
    }
    let children: Vec<&str> = code.lines().filter_map(child).collect();
    let mut in_use = false;
    for line in code.lines() {
        in_use |= begins_use(line);
        if !in_use && !line.trim_start().starts_with("//") {
            found.extend(paths(line, &children));
        }
        in_use &= !line.contains(';');
    }
    found
}

/// The module that a line declares, in a file of its own.
fn child(line: &str) -> Option<&str> {
    let line = line.trim().strip_suffix(';')?;
    let declared = line.starts_with("mod ") || line.starts_with("pub");
    line.split_once("mod ")
        .filter(|_| declared)
        .map(|(_, name)| name)
}

/// The paths in a line that begin with `super`, `crate`, `self` or the name of a child; `pub(in crate::app)` is none.
fn paths(line: &str, children: &[&str]) -> Vec<Vec<String>> {
    let in_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let words = line.split(|c: char| !in_path(c));
    let paths = words.filter(|word| word.contains("::"));
    let paths = paths.map(|path| path.split("::").collect::<Vec<_>>());
    paths
        .filter(|path| {
            let first = path[0];
            ["super", "crate", "self"].contains(&first) || children.contains(&first)
        })
        .filter(|path| !line.contains(&format!("(in {})", path.join("::"))))
        .map(|path| {
            let names = path
                .into_iter()
                .filter(|name| !name.is_empty() && *name != "self");
            names.map(str::to_owned).collect()
        })
        .collect()
}

/// The `use` statements of some code, without their ends.
fn statements(code: &str) -> impl Iterator<Item = &str> {
    code.lines()
        .filter(|line| begins_use(line))
        .map(move |line| {
            let at = line.as_ptr() as usize - code.as_ptr() as usize;
            let rest = &code[at..];
            &rest[..rest.find(';').unwrap_or(rest.len())]
        })
}

fn begins_use(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("use ") || line.starts_with("pub") && line.contains(" use ")
}

/// "a::{b, c::d}" as a::b and a::c::d.
fn spread(before: &[String], words: &str, found: &mut Vec<Vec<String>>) {
    let words = words.trim();
    let Some(open) = words.find('{') else {
        let path = words.split(" as ").next().unwrap_or_default();
        let names = path
            .split("::")
            .map(str::trim)
            .filter(|name| !name.is_empty() && *name != "self");
        found.push(
            before
                .iter()
                .cloned()
                .chain(names.map(str::to_owned))
                .collect(),
        );
        return;
    };
    let names = words[..open]
        .split("::")
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let before: Vec<String> = before
        .iter()
        .cloned()
        .chain(names.map(str::to_owned))
        .collect();
    let inner = words[open + 1..]
        .trim_end()
        .strip_suffix('}')
        .unwrap_or_default();
    let (mut depth, mut from) = (0, 0);
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                spread(&before, &inner[from..at], found);
                from = at + 1;
            }
            _ => {}
        }
    }
    if !inner[from..].trim().is_empty() {
        spread(&before, &inner[from..], found);
    }
}

/// Whether a `mod.rs` has nothing but modules and names that it hands on.
fn only_hands_on(code: &str) -> bool {
    !["fn ", "struct ", "enum ", "impl ", "const ", "impl<"]
        .iter()
        .any(|word| {
            code.lines()
                .any(|line| !line.trim_start().starts_with("//") && line.contains(word))
        })
}

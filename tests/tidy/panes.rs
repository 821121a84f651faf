//! Panes that do not know the state, and whose fields are their own.

use super::files_of;

/// Where `impl State` may stand: what the panes want of each other is done there, and nowhere else.
const STATES: &[&str] = &["state.rs", "update/"];

/// Folders whose files do not even name the state.
const STATELESS: &[&str] = &["article/", "shelf/", "sheet/"];

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

#[test]
fn the_fields_of_panes_are_private() {
    let files = [files_of("app"), files_of("command")].concat();
    let (wrong, met) = open_fields(&files);
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

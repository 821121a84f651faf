//! Lists and searches, marks and undo, what an update changed.

use crate::place::{FERRY, Place};

#[test]
fn queries_are_the_same_for_every_command() {
    let place = Place::new("queries");
    place.says(&["add", "ferry.txt", "later.txt"]);
    for query in [
        &["-council"][..],
        &["ferry", "-council", "ferry"],
        &["NOT", "council"],
        &["-(council", "OR", "mayor)"],
        &["ferry", "&", "-council"],
    ] {
        let with = |command: &[&str], options: &[&str]| {
            let words = [command, query, options].concat();
            place.run(&words).stdout
        };
        let none = (
            with(&["list"], &["--json"]),
            with(&["search"], &["--newest", "--json"]),
        );
        assert_eq!(none, (Vec::new(), Vec::new()), "{query:?}");
        assert!(
            with(&["said", "Okafor"], &["--limit", "3"]).is_empty(),
            "{query:?}"
        );
        assert!(
            with(&["export", "articles"], &["--format", "text"]).is_empty(),
            "{query:?}"
        );
    }
    place.says(&["filter", "hide", "-boats"]);
    assert!(place.says(&["filter"]).contains("hide        -boats"));
    place.says(&["search", "-nothing", "--save", "All", "--limit", "1"]);
    assert_eq!(place.says(&["list", "all", "--count"]), "2\n");
    let wrong = |arguments: &[&str]| place.fails(arguments, 1);
    for command in [
        &["list"][..],
        &["search"],
        &["said", "Okafor"],
        &["filter", "hide"],
        &["export", "notes"],
    ] {
        let sentence = wrong(&[command, &["autor:Ruiz"]].concat());
        assert!(
            sentence.contains("did you mean by:?"),
            "{command:?}: {sentence}"
        );
    }
    let help = place.says(&["help", "search"]);
    assert!(
        help.contains("NOT strike") && help == place.says(&["search", "--help"]),
        "{help}"
    );
}

#[test]
fn marks_and_undo_across_runs() {
    let place = Place::new("marks");
    place.says(&["add", "ferry.txt", "later.txt"]);
    place.says(&["mark", "read", "1"]);
    assert_eq!(place.says(&["list", "--unread", "--count"]), "1\n");
    place.says(&["undo"]);
    assert_eq!(place.says(&["list", "--unread", "--count"]), "2\n");
    place.says(&["redo"]);
    place.says(&["tag", "harbour", "--all", "ferry"]);
    assert_eq!(place.says(&["list", "--tag", "harbour", "--count"]), "2\n");
    place.says(&["tag", "harbour", "--remove", "1"]);
    assert_eq!(place.says(&["list", "tag:harbour", "--count"]), "1\n");
    place.says(&["search", "--save", "Unread ferries", "ferry unread"]);
    assert_eq!(place.says(&["list", "unread ferries", "--count"]), "1\n");
}

#[test]
fn an_updated_file_shows_what_it_changed() {
    let place = Place::new("changes");
    place.says(&["add", "ferry.txt"]);
    std::fs::write(
        place.0.join("ferry.txt"),
        FERRY.replace("ten years", "six months"),
    )
    .unwrap();
    assert!(place.says(&["add", "ferry.txt"]).contains("kept, updated"));
    let changes = place.says(&["show", "1", "--changes"]);
    assert!(changes.contains("- The city council voted on Tuesday to keep the harbour ferry running for another ten years."), "{changes}");
    assert!(changes.contains("+ The city council voted on Tuesday to keep the harbour ferry running for another six months."), "{changes}");
    assert_eq!(changes.lines().count(), 4, "{changes}");
}

#[test]
fn what_has_no_headline_is_called_by_its_file_when_it_is_added() {
    let place = Place::new("nameless");
    place.file("note.txt", "The ferry sails. “It floats,” said Ana Ruiz.\n");
    assert_eq!(place.says(&["add", "note.txt"]), "1  kept  note.txt\n");
}

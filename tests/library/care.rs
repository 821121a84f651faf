//! What goes wrong has a sentence and a code; `doctor` looks for it.

use crate::place::Place;

#[test]
fn the_settings_are_checked_with_the_library() {
    let place = Place::new("settings");
    place.set("[keys]\nbrowse = ['w', 'e']\n");
    let keys = place.says(&["keys"]);
    assert!(
        keys.lines()
            .any(|line| line.starts_with("  e  w  ") && line.contains(" browse ")),
        "{keys}"
    );
    place.set("[keys]\ndown = ['g']\n");
    let told = place.says(&["doctor"]);
    assert!(told.contains("note: keys: g (down) hides g"), "{told}");
    place.set("[keys]\ndown = ['w']\nup = ['w']\n");
    for command in ["doctor", "keys"] {
        let told = place.fails(&[command], 1);
        assert!(
            told.contains("config.toml: keys: w is given to both down and up"),
            "{told}"
        );
    }
}

#[test]
fn mistakes_have_their_sentence_and_code() {
    let place = Place::new("mistakes");
    assert!(
        place
            .fails(&["show", "9"], 1)
            .contains("no article has this number")
    );
    assert!(
        place
            .fails(&["list", "--feed", "nowhere"], 1)
            .contains("no feed is called so")
    );
    assert!(
        place
            .fails(&["search", "after:soon"], 1)
            .contains("not a date")
    );
    assert!(
        place
            .fails(&["search", "ferry", "--limit", "few"], 2)
            .contains("invalid value 'few'")
    );
    assert!(
        place
            .fails(&["mark", "read"], 1)
            .contains("which articles?")
    );
    assert!(
        place
            .fails(&["filter", "burn", "ferry"], 1)
            .contains("a filter can hide")
    );
    assert!(
        place
            .fails(&["import", "newsboat", "no/urls"], 1)
            .contains("no/urls")
    );
    place.fails(&["tag"], 2);
    assert!(place.says(&["doctor"]).contains("all is well: 0 articles"));
    std::fs::write(
        place.0.join("library.db"),
        "not a database at all ".repeat(400),
    )
    .unwrap();
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(place.0.join(format!("library.db{end}")));
    }
    assert!(place.fails(&["list"], 1).contains("pullquote doctor"));
    let sentence = place.fails(&["doctor", "--repair"], 1);
    assert!(sentence.contains("no library of pullquote's"), "{sentence}");
    std::fs::remove_file(place.0.join("library.db")).unwrap();
    assert_eq!(place.says(&["list", "--count"]), "0\n");
}

//! Names, keys and sentences of the table.

use super::*;
use crate::command::chord::chords;
use std::collections::BTreeSet;

#[test]
fn names_are_unique_and_find_their_command() {
    for row in COMMANDS {
        assert_eq!(Command::named(row.name), Some(row.command), "{}", row.name);
        assert_eq!(row.command.row(), row);
    }
}

#[test]
fn no_key_is_bound_twice_where_it_can_be_pressed() {
    for scope in [Scope::List, Scope::Reader, Scope::Passage] {
        let mut seen = BTreeSet::new();
        for row in COMMANDS {
            if !row.scope.meets(scope) {
                continue;
            }
            for key in row.keys {
                assert!(seen.insert(chords(key)), "{key} twice in {scope:?}");
            }
        }
    }
}

#[test]
fn no_key_is_the_beginning_of_another() {
    let keys = |row: &'static Row| {
        let keys = row.keys.iter();
        keys.map(|key| (row.scope, chords(key).unwrap_or_default()))
    };
    let all: Vec<_> = COMMANDS.iter().flat_map(keys).collect();
    for (at, long) in &all {
        for (scope, short) in all.iter().filter(|(scope, _)| scope.meets(*at)) {
            let is_begun = long != short && long.starts_with(short);
            assert!(!is_begun, "{short:?} in {scope:?}");
        }
    }
}

#[test]
fn every_command_has_a_key_and_a_sentence() {
    for row in COMMANDS {
        assert!(!row.keys.is_empty(), "{}", row.name);
        assert!(row.keys.iter().all(|key| chords(key).is_some()));
        assert!(row.help().ends_with('.'), "{}", row.name);
    }
}

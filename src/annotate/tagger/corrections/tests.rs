//! Names as they come out of a line.

use crate::annotate::blocks_of;
use crate::annotate::tagger;

fn check(text: &str, names: &[&str]) {
    let layer = tagger::read(text, &blocks_of(text));
    let found = layer.names.iter().map(|name| {
        let words = layer.span(&name.tokens).of(text);
        format!("{words} {}", name.kind.code())
    });
    assert_eq!(found.collect::<Vec<_>>(), names);
}

#[test]
fn titles_stay_outside() {
    check(
        "They met General Ana Ruiz in London.",
        &["Ana Ruiz PER", "London LOC"],
    );
    check(
        "Mr. Okafor's boat sank off Norway.",
        &["Okafor PER", "Norway LOC"],
    );
}

#[test]
fn a_person_of_a_place_is_two_names() {
    check(
        "Helle Strand of Lower Quay said so.",
        &["Helle Strand PER", "Lower Quay LOC"],
    );
    check("Joan of Arc left.", &["Joan of Arc PER"]);
}

#[test]
fn nicknames_stand_inside() {
    let text = "Mary “Molly” Hale met William \"Bill\" Berger.";
    check(
        text,
        &["Mary “Molly” Hale PER", "William \"Bill\" Berger PER"],
    );
}

#[test]
fn the_chair_is_nobody() {
    check(
        "“Mr. Speaker, the boat sank,” said Ana Ruiz.",
        &["Ana Ruiz PER"],
    );
}

#[test]
fn a_title_makes_a_person() {
    check("They met King Gyanendra there.", &["Gyanendra PER"]);
    check(
        "General Motors and Duke University paid.",
        &["General Motors ORG", "Duke University ORG"],
    );
}

#[test]
fn neighbours_are_two_names() {
    let text = "The Harbour Union President Tomas Berger left.";
    check(text, &["Harbour Union ORG", "Tomas Berger PER"]);
    let text = "The envoy to Iraq Tomas Berger left on Friday.";
    check(text, &["Iraq LOC", "Tomas Berger PER"]);
}

#[test]
fn two_names_with_and_between_are_two() {
    check(
        "They met Okafor and Berger, and then Ana Ruiz and Hale.",
        &["Okafor PER", "Berger PER", "Ana Ruiz PER", "Hale PER"],
    );
    check(
        "They asked the Fish and Tide Administration and the Ministry of Ports and Harbours.",
        &[
            "Fish and Tide Administration ORG",
            "Ministry of Ports and Harbours ORG",
        ],
    );
    check(
        "She flew to Bosnia and Herzegovina.",
        &["Bosnia and Herzegovina LOC"],
    );
}

#[test]
fn what_is_on_the_map_is_a_place() {
    check(
        "The Okafor Islands lie in the Selian Sea.",
        &["Okafor Islands LOC", "Selian Sea LOC"],
    );
    check("Write to ana@example.org by Tuesday.", &[]);
}

#[test]
fn treaties_are_no_bodies() {
    check(
        "Norway signed the Oslo Treaty.",
        &["Norway LOC", "Oslo Treaty MISC"],
    );
}

#[test]
fn small_letters_name_nobody() {
    check("the boat sank and nobody came", &[]);
    check("", &[]);
}

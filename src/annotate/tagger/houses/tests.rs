//! Names of houses, and of owners that are none.

use crate::annotate::blocks_of;
use crate::annotate::tagger;

fn check(text: &str, names: &[&str]) {
    let layer = tagger::read(text, &blocks_of(text));
    let found = layer.names.iter().map(|name| {
        let words = layer.span(&name.tokens).of(text);
        format!("{words} {}", name.kind.code())
    });
    assert_eq!(found.collect::<Vec<_>>(), names, "{text}");
}

#[test]
fn a_house_of_somebody_is_one_name() {
    let check = |house: &str| {
        check(
            &format!("She has worked for {house} for years."),
            &[&format!("{house} ORG")],
        );
    };
    check("St. Anne's Hospital");
    check("St Anne’s Hospital");
    check("Saint Mary's Primary School");
    check("St. Francis Xavier's Church");
    check("King's College Hospital");
    check("Queen's University");
}

#[test]
fn a_house_keeps_its_place() {
    check(
        "The Children's Hospital of Larton opened in St. Peter's Square.",
        &[
            "Children's Hospital of Larton ORG",
            "St. Peter's Square LOC",
        ],
    );
    check(
        "The Church of St. Anne in Larton burned.",
        &["Church of St. Anne ORG", "Larton LOC"],
    );
}

#[test]
fn an_owner_without_a_house_keeps_the_name() {
    check("Kessler's hospital bag was found.", &["Kessler PER"]);
    check(
        "Ana Ruiz's school is in St. Louis.",
        &["Ana Ruiz PER", "St. Louis LOC"],
    );
}

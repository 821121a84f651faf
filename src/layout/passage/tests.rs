//! Passages that grow from one word of an article.

use super::*;
use crate::app::tests::{article, notes};
use crate::layout::{self, Layout};

fn check(steps: &[(By, bool)], begun: bool, expected: &str) {
    let article = article();
    let notes = notes(&article);
    let layers = Layers::new(&article, &notes);
    let layout: Layout = layout::layout(&article, 37);
    let on = Ground {
        article: &article,
        notes: &notes,
        layers: &layers,
        layout: &layout,
    };
    let mut choosing = Choosing::at(&article.text, article.text.find("rough").unwrap()).unwrap();
    if begun {
        choosing.begin();
    }
    for (by, forward) in steps {
        choosing.grow(*by, *forward, &on);
    }
    assert_eq!(choosing.span.of(&article.text), expected, "{steps:?}");
}

#[test]
fn a_word_moves_and_then_the_passage_grows() {
    use By::*;
    check(&[], false, "rough");
    check(&[(Word, true)], false, "all");
    check(&[(Word, false), (Word, false)], false, "had");
    check(&[(Word, true), (Word, true)], true, "rough all the");
    check(&[(Word, true), (Word, false)], true, "rough");
    check(&[(Word, false)], true, "rough");
    let whole = "The sea had been rough all the way to Lower Quay.";
    check(&[(Paragraph, true)], false, whole);
    check(&[(Row, true)], true, "rough all the way to Lower Quay");
    let two = format!("{whole}\n\n“Never again,” someone shouted.");
    check(&[(Paragraph, true), (Paragraph, true)], false, &two);
    check(
        &[(Row, true), (Word, true), (Word, true), (Quote, true)],
        true,
        "rough all the way to Lower Quay.\n\n“Never again,”",
    );
    check(&[(Quote, true)], false, "rough");
    // Over the empty row between two paragraphs, and back.
    check(&[(Row, true), (Row, true)], false, "Never");
    check(&[(Row, true), (Row, true), (Row, false)], false, "Lower");
}

//! Sentences for a voice.

use super::aloud;
use crate::app::tests::{article, notes};
use crate::layout::layers::Layers;
use crate::model::Span;

#[test]
fn speakers_are_announced_where_their_quotes_begin() {
    let article = article();
    let notes = notes(&article);
    let layers = Layers::new(&article, &notes);
    let check = |words: &str, said: &str| {
        let start = article.text.find(words).unwrap();
        let sentence = Span::new(start, start + words.len());
        let heard = aloud(&article, &notes, &layers.quotes, sentence, 0.8);
        assert_eq!(heard, said);
    };
    check(
        "“We won,” said Ana Ruiz, the captain.",
        "Ana Ruiz: “We won,” said Ana Ruiz, the captain.",
    );
    check("“It was hard.”", "Ana Ruiz: “It was hard.”");
    check("On the water", "On the water");
    check(
        "“Never again,” someone shouted.",
        "“Never again,” someone shouted.",
    );
}

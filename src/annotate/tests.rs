//! What holds for any text.

use proptest::prelude::*;

use super::{Memory, annotate_on, annotate_text, blocks_of, tagger};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]
    #[test]
    fn tokens_and_sentences_tile_any_text(text in "\\PC{0,200}|([A-Z'\"“”.,!?’ \n-]|Mr\\. |U\\.S\\. |Ana |said ){0,80}") {
        let layer = tagger::read(&text, &blocks_of(&text));
        let mut end = 0;
        for token in &layer.tokens {
            prop_assert!(end <= token.span().start && !token.span().of(&text).is_empty());
            prop_assert!(text[end..token.span().start].trim().is_empty());
            end = token.span().end;
        }
        prop_assert!(text[end..].trim().is_empty());
        let mut next = 0;
        for sentence in &layer.sentences {
            prop_assert!(sentence.start == next && !sentence.is_empty());
            next = sentence.end;
        }
        prop_assert_eq!(next, layer.tokens.len());
        let mut next = 0;
        for name in &layer.names {
            prop_assert!(name.tokens.start >= next && !name.tokens.is_empty());
            prop_assert!((0.0..=1.0).contains(&name.confidence));
            next = name.tokens.end;
        }
    }

    #[test]
    fn notes_are_the_same_each_time(text in "([A-Z][a-z]{1,6}|[a-z]{1,5}|[.,\"“”]| ){0,60}") {
        let blocks = blocks_of(&text);
        let notes = annotate_text(&text, &blocks);
        for entity in &notes.entities {
            for mention in &entity.mentions {
                prop_assert!(!mention.of(&text).is_empty());
            }
        }
        let mut memory = Memory::default();
        let other = "ANA RUIZ SAID SO. Said Hale: “Ana was in York.”";
        annotate_on(other, &blocks_of(other), &mut memory);
        annotate_on(&text, &blocks, &mut memory);
        prop_assert_eq!(&notes, &annotate_on(&text, &blocks, &mut memory));
        prop_assert_eq!(notes, annotate_text(&text, &blocks));
    }
}

#[test]
fn a_word_of_many_parts_in_another_language_takes_no_stack() {
    let french = "Le maire a dit que la ville et les habitants de l'île ne sont pas contre le port, selon le conseil.\n\n";
    for part in ["l'", "d’", "Ã±"] {
        let text = format!("{}{}\n\n{french}", french.repeat(4), part.repeat(100_000));
        let notes = annotate_text(&text, &blocks_of(&text));
        assert!(!notes.sentences.is_empty(), "{part}");
    }
}

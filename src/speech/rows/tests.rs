//! Rows as they are read out.

use super::*;
use crate::compare::changes;
use crate::ingest::builder::ArticleBuilder;
use crate::model::{Article, BlockKind, Meta};

fn story(paragraphs: &[&str]) -> Article {
    let mut builder = ArticleBuilder::new(Meta::default());
    for words in paragraphs {
        builder.block(BlockKind::Paragraph, 0);
        builder.words(words);
    }
    builder.finish()
}

#[test]
fn changes_of_a_story_are_told_paragraph_by_paragraph() {
    let old = story(&["One vote decided it.", "Gone now.", "It rained all day."]);
    let new = story(&["Two votes decided it.", "It rained all day.", "A new end."]);
    let told: Vec<String> = changes(&old, &new).iter().map(change).collect();
    assert_eq!(
        told,
        [
            "Changed: was: One vote, now: Two votes, decided it.",
            "Taken out: Gone now.",
            "1 paragraph unchanged.",
            "New: A new end.",
        ]
    );
}

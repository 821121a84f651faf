//! Which sign leads to which note.

use super::*;
use crate::ingest::builder::ArticleBuilder;
use crate::model::Meta;

/// The signs of an article, each with the beginning of its note. Lines with a number and a dot are items.
fn check(blocks: &[&str], expected: &[(&str, &str)]) {
    let mut builder = ArticleBuilder::new(Meta::default());
    for words in blocks {
        match words
            .split_once(". ")
            .and_then(|(n, rest)| Some((n.parse().ok()?, rest)))
        {
            Some((number, words)) => {
                builder.block(BlockKind::Item(Some(number)), 1);
                builder.words(words);
            }
            None => {
                builder.block(BlockKind::Paragraph, 0);
                builder.words(words);
            }
        }
    }
    let article = builder.finish();
    let found = footnotes(&article);
    let found: Vec<_> = found
        .iter()
        .map(|it| {
            let note = article.blocks[it.note].span.of(&article.text);
            (it.sign.of(&article.text), note)
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_sign_leads_to_the_paragraph_or_item_of_its_name() {
    check(
        &[
            "They had alerts,[22] and lamps.[*]",
            "[22] Not all.",
            "[*] Oil lamps.",
        ],
        &[("[22]", "[22] Not all."), ("[*]", "[*] Oil lamps.")],
    );
    check(
        &["The boat¹ is old.²", "Notes", "1. Alma.", "2. Built 1961."],
        &[("¹", "Alma."), ("²", "Built 1961.")],
    );
    check(
        &[
            "1. Row.",
            "2. Rest.",
            "It sank.[2]",
            "1. So they say.",
            "2. See Berg.",
        ],
        &[("[2]", "See Berg.")],
    );
}

#[test]
fn a_paragraph_behind_the_text_may_begin_with_its_number() {
    check(
        &[
            "It was 1961.[1] It sank.[2]",
            "1 So they say.",
            "2) See Berg.",
        ],
        &[("[1]", "1 So they say."), ("[2]", "2) See Berg.")],
    );
}

#[test]
fn what_is_no_sign_or_has_no_note_leads_nowhere() {
    check(
        &["She said [sic] so, on 30 km², 10⁶ times.[7]", "1. A list."],
        &[],
    );
    check(&["[1] See [1] and note[1] here."], &[]);
    check(&["a[b", "[", "x[]", "[[1]]"], &[]);
}

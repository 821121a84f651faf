//! The builder's promises, on cases and on random calls.

use proptest::prelude::*;

use super::*;

#[test]
fn blocks_are_joined_by_blank_lines_and_white_space_is_folded() {
    let mut b = ArticleBuilder::new(Meta::default());
    b.block(BlockKind::Heading(2), 0);
    b.words("  A \n heading ");
    b.block(BlockKind::Paragraph, 0);
    b.block(BlockKind::Paragraph, 0);
    b.words("one ");
    b.open(MarkKind::Emphasis);
    b.words(" two\u{1b}[2J ");
    b.close();
    b.words("three");
    let article = b.finish();
    assert_eq!(article.text, "A heading\n\none two three");
    assert_eq!(article.blocks.len(), 2);
    assert_eq!(article.marks[0].span.of(&article.text), "two");
}

#[test]
fn code_keeps_its_lines_and_indents() {
    let mut b = ArticleBuilder::new(Meta::default());
    b.block(BlockKind::Code, 0);
    b.words("\r\n\n  if x:\r\n\ty()\n\n");
    b.block(BlockKind::Paragraph, 0);
    b.words("after");
    let article = b.finish();
    assert_eq!(article.text, "  if x:\n    y()\n\nafter");
    assert_eq!(article.blocks[0].span.of(&article.text), "  if x:\n    y()");
}

#[test]
fn cells_may_be_empty_and_rows_are_lines() {
    let mut b = ArticleBuilder::new(Meta::default());
    b.block(BlockKind::Table, 0);
    for row in [["Quay", "Ships"], ["North", ""], ["", "3"]] {
        b.line_break();
        for (n, cell) in row.iter().enumerate() {
            if n > 0 {
                b.cell_gap();
            }
            b.open(MarkKind::Cell { header: false });
            b.words(cell);
            b.close();
        }
    }
    let article = b.finish();
    assert_eq!(article.text, "Quay | Ships\nNorth |\n | 3");
    assert_eq!(article.marks.len(), 6);
}

#[test]
fn a_mark_begun_among_trimmed_spaces_begins_at_what_is_left() {
    let mut b = ArticleBuilder::new(Meta::default());
    b.block(BlockKind::Code, 0);
    b.words(" \t");
    b.open(MarkKind::Emphasis);
    b.cell_gap();
    b.words("ﹶx");
    let article = b.finish();
    assert_eq!(article.text, " | ﹶx");
    assert_eq!(article.marks[0].span.of(&article.text), "| ﹶx");
}

#[test]
fn rules_stand_only_between_blocks() {
    use BlockKind::{Paragraph, Rule};
    let mut b = ArticleBuilder::new(Meta::default());
    for word in ["", "one", "", "", "two", ""] {
        b.block(Rule, 0);
        b.words(word);
    }
    let article = b.finish();
    let kinds: Vec<_> = article.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [Paragraph, Rule, Paragraph]);
}

/// One call to the builder.
#[derive(Clone, Debug)]
enum Call {
    Block(BlockKind),
    Words(String),
    Open(MarkKind),
    Close,
    Break,
    Gap,
}

fn call() -> impl Strategy<Value = Call> {
    let kind = prop::sample::select(vec![
        BlockKind::Paragraph,
        BlockKind::Code,
        BlockKind::Table,
        BlockKind::Image,
        BlockKind::Rule,
        BlockKind::Item(Some(2)),
    ]);
    let mark = prop::sample::select(vec![
        MarkKind::Emphasis,
        MarkKind::Image("x".into()),
        MarkKind::Cell { header: true },
    ]);
    let words = prop_oneof!["[a-c \n\t\r]{0,6}", "\\PC{0,4}", any::<String>()];
    prop_oneof![
        kind.prop_map(Call::Block),
        words.prop_map(Call::Words),
        mark.prop_map(Call::Open),
        Just(Call::Close),
        Just(Call::Break),
        Just(Call::Gap),
    ]
}

/// What every article promises.
pub fn check_promises(article: &Article) {
    let text = &article.text;
    assert!(text.chars().all(|c| c == '\n' || !is_unsafe(c)), "{text:?}");
    let mut end = None;
    for block in &article.blocks {
        let start = end.map_or(0, |end| end + JOIN.len());
        assert_eq!(block.span.start, start);
        assert!(text.get(block.span.start..block.span.end).is_some());
        assert_eq!(
            &text[end.unwrap_or(0)..start],
            if end.is_some() { JOIN } else { "" }
        );
        end = Some(block.span.end);
    }
    assert_eq!(end.unwrap_or(0), text.len());
    for mark in &article.marks {
        assert!(text.get(mark.span.start..mark.span.end).is_some());
        assert!(
            article
                .blocks
                .iter()
                .any(|block| block.span.covers(mark.span))
        );
    }
    let order = |m: &Mark| (m.span.start, std::cmp::Reverse(m.span.end));
    assert!(article.marks.is_sorted_by_key(order));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]
    #[test]
    fn every_article_keeps_its_promises(calls in prop::collection::vec(call(), 0..40)) {
        let mut b = ArticleBuilder::new(Meta::default());
        for call in calls {
            match call {
                Call::Block(kind) => b.block(kind, 1),
                Call::Words(words) => b.words(&words),
                Call::Open(kind) => b.open(kind),
                Call::Close => b.close(),
                Call::Break => b.line_break(),
                Call::Gap => b.cell_gap(),
            }
        }
        check_promises(&b.finish());
    }
}

#[test]
fn words_copied_together_are_as_words_taken_one_by_one() {
    // What is odd comes at every place in and behind the bytes that are looked at together.
    for odd in [
        "  ",
        " \n",
        "\u{1b}",
        "\u{a0}",
        " \u{a0}",
        "é",
        "“ ”",
        "\t",
        " \u{200b} ",
        "\u{85}",
    ] {
        for before in 0..70 {
            let words = format!(
                "{}{odd}{}",
                "ab cd-ef ".repeat(9)[..before].trim_start(),
                "gh i, ".repeat(12)
            );
            let mut together = ArticleBuilder::new(Meta::default());
            together.words(&words);
            let mut one_by_one = ArticleBuilder::new(Meta::default());
            words
                .chars()
                .for_each(|c| one_by_one.words(c.encode_utf8(&mut [0; 4])));
            assert_eq!(
                together.finish().text,
                one_by_one.finish().text,
                "{words:?}"
            );
        }
    }
}

#[test]
fn there_is_an_end_to_blocks_lines_cells_and_marks() {
    let mut out = ArticleBuilder::new(Meta::default());
    for _ in 0..LINES + 1000 {
        out.block(BlockKind::Paragraph, 0);
        out.words("a");
    }
    let article = out.finish();
    assert_eq!(article.blocks.len(), LINES + 1);
    let damage = article.meta.damage.unwrap();
    assert_eq!(
        damage,
        "There are more than 250,000 lines; the rest is left out."
    );

    let mut out = ArticleBuilder::new(Meta::default());
    for _ in 0..LINES + 1000 {
        out.words("a");
        out.line_break();
    }
    out.words("The end");
    let article = out.finish();
    assert_eq!(article.text.lines().count(), LINES + 1);
    assert!(article.meta.damage.is_some());

    let mut out = ArticleBuilder::new(Meta::default());
    out.block(BlockKind::Table, 0);
    for _ in 0..150_000 {
        out.open(MarkKind::Cell { header: false });
        out.words("c");
        out.close();
        out.cell_gap();
    }
    let article = out.finish();
    assert_eq!(article.marks.len(), 100_000);
    assert!(article.meta.damage.unwrap().contains("cells"));

    let mut out = ArticleBuilder::new(Meta::default());
    for n in 0..300_000 {
        if n % 1000 == 0 {
            out.block(BlockKind::Paragraph, 0);
        }
        out.open(MarkKind::Strong);
        out.words("b");
        out.close();
    }
    let article = out.finish();
    assert_eq!(
        (article.marks.len(), article.text.replace('\n', "").len()),
        (250_000, 300_000)
    );
    assert!(article.meta.damage.unwrap().contains("links"));
}

#[test]
fn pages_of_one_article_become_one() {
    let page = |paragraphs: &[&str]| {
        let mut builder = ArticleBuilder::new(Meta {
            title: "Boats".into(),
            ..Meta::default()
        });
        for words in paragraphs {
            builder.block(BlockKind::Paragraph, 0);
            let (plain, strong) = words.split_once('*').unwrap_or((words, ""));
            builder.words(plain);
            builder.open(MarkKind::Strong);
            builder.words(strong);
            builder.close();
        }
        builder.finish()
    };
    let mut whole = page(&["Intro.", "One *boat."]);
    assert!(append(
        &mut whole,
        &page(&["Boats", "Intro.", "Two *ships."])
    ));
    assert_eq!(whole.text, "Intro.\n\nOne boat.\n\nTwo ships.");
    let marked: Vec<&str> = whole
        .marks
        .iter()
        .map(|it| it.span.of(&whole.text))
        .collect();
    assert_eq!(marked, ["boat.", "ships."]);
    assert!(
        whole
            .blocks
            .iter()
            .all(|it| !it.span.of(&whole.text).contains('\n'))
    );
    let before = whole.clone();
    assert!(!append(&mut whole, &page(&["Two *ships.", "Intro."])));
    assert_eq!(whole, before);
}

#[test]
fn a_title_and_addresses_take_no_more_than_their_room() {
    let mut b = ArticleBuilder::new(Meta {
        title: "a ".repeat(1 << 20),
        ..Meta::default()
    });
    let address = format!("https://almery.example/{}", "x".repeat(1 << 20));
    for _ in 0..100 {
        b.open(MarkKind::Link(address.clone()));
        b.words("one ");
        b.close();
    }
    let article = b.finish();
    assert!(article.meta.title.len() < 17_000);
    assert!((50..80).contains(&article.marks.len()));
    assert_eq!(article.text.split(' ').count(), 100);
    let damage = article.meta.damage.unwrap_or_default();
    assert!(damage.contains("addresses"), "{damage}");
}

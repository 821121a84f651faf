//! Every character finds its cell and every cell its character, whatever the text and the width.

mod filled;
mod right;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::*;
use crate::ingest::builder::ArticleBuilder;
use crate::model::{Article, BlockKind, MarkKind, Meta};

const PROSE: &str = "The harbour master, who had seen forty winters, said the six-plus-two ferries \
    “are a lifeline” — and meant it. Ça va? 日本語の文章は空白なしで続く。 👩\u{200d}🔬 ❤\u{fe0f} e\u{301}tude. \
    שלום עולם said 12 people (מאה) and went home. مرحبا بالعالم. \
    https://example.org/a/very/long/address/that/does/not/end-anywhere/soon?query=1";

fn article(make: impl Fn(&mut ArticleBuilder)) -> Article {
    let mut builder = ArticleBuilder::new(Meta::default());
    make(&mut builder);
    builder.finish()
}

/// One of every kind of block.
fn sampler() -> Article {
    article(|b| {
        b.block(BlockKind::Heading(2), 0);
        b.words("On the water");
        b.block(BlockKind::Paragraph, 0);
        b.words(PROSE);
        b.block(BlockKind::Item(None), 1);
        b.words("first of the list, with more words than fit");
        b.block(BlockKind::Item(Some(10)), 2);
        b.words("tenth of another");
        b.block(BlockKind::BlockQuote, 1);
        b.words(PROSE);
        b.block(BlockKind::Code, 0);
        b.words("fn main() {\n    let long = \"a line that is longer than most screens are wide\";\n\n}\n");
        b.block(BlockKind::Rule, 0);
        b.block(BlockKind::Paragraph, 0);
        b.words("שלום עולם, כך כותבים מימין לשמאל עם 2026 בפנים.");
        table(b);
    })
}

fn table(b: &mut ArticleBuilder) {
    b.block(BlockKind::Table, 0);
    for (index, row) in [
        ["Boat", "Built", "Captain"],
        ["Alma", "1961", "Ines Holt"],
        ["Kittiwake", "98", "?"],
    ]
    .iter()
    .enumerate()
    {
        if index > 0 {
            b.line_break();
        }
        for (column, cell) in row.iter().enumerate() {
            if column > 0 {
                b.cell_gap();
            }
            b.open(MarkKind::Cell { header: index == 0 });
            b.words(cell);
            b.close();
        }
    }
}

/// Draws every row as the screen does and compares with what the layout says of each character.
fn check(article: &Article, width: u16) {
    let layout = layout(article, width);
    let text = &article.text;
    let mut seen = 0;
    for (row, line) in layout.lines.iter().enumerate() {
        if line.block().is_some() {
            assert!(line.span.start >= seen, "lines in order at width {width}");
            seen = line.span.end;
        }
        let mut drawn = Buffer::empty(Rect::new(0, 0, width * 4 + 200, 1));
        for glyph in layout.glyphs(text, row) {
            let offset = glyph.offset;
            assert_eq!(
                layout.cell_of(text, offset),
                (row, glyph.column),
                "{:?} at width {width}",
                glyph.symbol
            );
            assert_eq!(layout.offset_at(text, row, glyph.column), offset);
            let (end, _) = drawn.set_stringn(glyph.column, 0, glyph.symbol, 9, Style::new());
            assert_eq!(end - glyph.column, glyph.width);
            if !glyph.symbol.trim().is_empty() {
                assert!(
                    glyph.column + glyph.width <= layout.width.max(glyph.width + line.indent),
                    "{:?} inside {width}",
                    glyph.symbol
                );
            }
        }
    }
    for block in &article.blocks {
        assert!(
            layout
                .lines
                .iter()
                .any(|l| l.span.start == block.span.start),
            "every block begins a line"
        );
    }
}

/// All words of the article that the rows show, in order.
fn shown(article: &Article, width: u16) -> String {
    let layout = layout(article, width);
    (0..layout.lines.len())
        .flat_map(|row| layout.glyphs(&article.text, row))
        .map(|glyph| glyph.symbol)
        .filter(|symbol| !symbol.trim().is_empty() && *symbol != "|")
        .collect()
}

#[test]
fn characters_and_cells_agree_at_every_width() {
    let article = sampler();
    for width in 1..=120 {
        check(&article, width);
    }
}

#[test]
fn no_word_is_lost_at_any_width() {
    let article = sampler();
    let wide = shown(&article, 200);
    for width in 4..=120 {
        assert_eq!(shown(&article, width), wide, "width {width}");
    }
}

/// The rows as text, for tests that show them.
fn rows(article: &Article, width: u16) -> Vec<String> {
    let layout = layout(article, width);
    (0..layout.lines.len())
        .map(|row| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 1));
            for glyph in layout.glyphs(&article.text, row) {
                buffer.set_stringn(glyph.column, 0, glyph.symbol, 9, Style::new());
            }
            let row: String = buffer.content().iter().map(|cell| cell.symbol()).collect();
            row.trim_end().to_owned()
        })
        .collect()
}

#[test]
fn a_table_stands_in_columns_with_its_numbers_to_the_right() {
    let article = article(table);
    assert_eq!(
        rows(&article, 40),
        [
            "Boat      | Built | Captain",
            "Alma      |  1961 | Ines Holt",
            "Kittiwake |    98 | ?",
        ]
    );
}

#[test]
fn a_line_is_small() {
    // A text of twenty megabytes has three hundred thousand.
    assert!(size_of::<Line>() <= 32);
}

/// Lines of a table with the names of columns before their cells, as the screen shows them.
fn records(article: &Article, width: u16) -> Vec<String> {
    let layout = layout(article, width);
    let rows = rows(article, width).into_iter().zip(&layout.lines);
    let row = |(row, line): (String, &Line)| match layout.label(line) {
        Some(label) => format!("{}: {}", label.of(&article.text), row.trim_start()),
        None => row,
    };
    rows.map(row).collect()
}

#[test]
fn a_table_that_is_too_wide_gives_each_row_lines_of_its_own() {
    assert_eq!(
        records(&article(table), 20),
        [
            "Boat | Built |",
            "Captain",
            "",
            "Boat: Alma",
            "Built: 1961",
            "Captain: Ines Holt",
            "",
            "Boat: Kittiwake",
            "Built: 98",
            "Captain: ?",
        ]
    );
}

#[test]
fn a_cell_without_words_has_no_line() {
    let rows = [
        ["", "Built", "Captain"],
        ["Alma", "", "Ines Holt"],
        ["", "1961", ""],
        ["", "", ""],
        ["Kittiwake", "", ""],
    ];
    let table = |header: bool| {
        article(move |b| {
            b.block(BlockKind::Table, 0);
            for (index, cells) in rows.iter().enumerate() {
                if index > 0 {
                    b.line_break();
                }
                for (column, cell) in cells.iter().enumerate() {
                    if column > 0 {
                        b.cell_gap();
                    }
                    b.open(MarkKind::Cell {
                        header: header && index == 0,
                    });
                    b.words(cell);
                    b.close();
                }
            }
        })
    };
    for header in [true, false] {
        for width in 1..40 {
            check(&table(header), width);
        }
    }
    let lines = records(&table(true), 16);
    let filled: Vec<&str> = lines
        .iter()
        .map(|line| line.trim_matches(['|', ' ']))
        .collect();
    assert_eq!(
        filled,
        [
            "Built",
            "Captain",
            "",
            "Alma",
            "Captain: Ines",
            "Holt",
            "",
            "Built: 1961",
            "",
            "Kittiwake",
        ]
    );
}

/// A row as it is drawn, without the spaces behind it.
fn drawn(layout: &Layout, text: &str, row: usize) -> String {
    let mut cells = vec![" ".to_string(); usize::from(layout.width)];
    for glyph in layout.glyphs(text, row) {
        if let Some(cell) = cells.get_mut(usize::from(glyph.column)) {
            *cell = glyph.symbol.to_string();
        }
    }
    cells.concat().trim_end().to_string()
}

#[test]
fn an_empty_article_has_no_lines() {
    assert_eq!(layout(&Article::default(), 40).lines, []);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn random_text_agrees(text in "(\\PC{0,12}[ \n]?){0,20}", width in 1u16..100) {
        let article = article(|b| b.words(&text));
        check(&article, width);
    }
}

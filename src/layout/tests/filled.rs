//! Where rows end, and how they are filled.

use super::*;

#[test]
fn a_row_ends_after_the_hyphen_of_a_compound() {
    let article = article(|b| b.words("the six-plus-two talks"));
    assert_eq!(rows(&article, 10), ["the six-", "plus-two", "talks"]);
}

/// The rows in a manner, with the hyphens behind them.
fn filled(article: &Article, cut: &mut Cut, width: u16, manner: Manner) -> Vec<String> {
    cut.go_on(article, article.text.len());
    let layout = Layout::filled(article, cut, width, manner);
    for (row, line) in layout.lines.iter().enumerate() {
        for glyph in layout.glyphs(&article.text, row) {
            assert_eq!(
                layout.cell_of(&article.text, glyph.offset),
                (row, glyph.column)
            );
            for column in glyph.column..glyph.column + glyph.width {
                assert_eq!(layout.offset_at(&article.text, row, column), glyph.offset);
            }
        }
        assert!(line.span.start <= line.span.end);
    }
    let rows = (0..layout.lines.len()).map(|row| {
        let mut shown = drawn(&layout, &article.text, row);
        if layout.lines[row].parted {
            shown.push('-');
        }
        shown
    });
    rows.collect()
}

const LONG: &str = "An extraordinary administration representative “unfortunately” reconsidered \
    the international-agreements, https://example.org/extraordinary and NATO-like WORKSHOPS.";

#[test]
fn words_are_parted_by_the_patterns_of_their_language() {
    let prose = article(|b| b.words(LONG));
    let parted = |language: &str, width| {
        filled(
            &prose,
            &mut Cut::parting(language),
            width,
            Manner::default(),
        )
    };
    assert_eq!(
        parted("en-GB", 22)[..4],
        [
            "An extraordinary ad-",
            "ministration represen-",
            "tative “unfortunately”",
            "reconsidered the",
        ]
    );
    let german = article(|b| b.words("Die Wiederherstellung der Bahnverbindungen dauert."));
    let german = filled(&german, &mut Cut::parting("de"), 12, Manner::default());
    assert!(german.iter().any(|row| row.ends_with('-')), "{german:?}");
    for language in ["xx", "", "e", "english", "\u{e9}\u{e9}"] {
        assert_eq!(parted(language, 22), rows(&prose, 22), "{language}");
    }
    // The same words at every width; the rows have room for their hyphens.
    for width in 4..80 {
        let rows = parted("en", width);
        let whole: String = rows.iter().map(|row| row.trim_end_matches('-')).collect();
        let bare = |text: &str| text.replace([' ', '-'], "");
        assert_eq!(bare(&whole), bare(LONG), "{width}");
        assert!(
            rows.iter().all(|row| width::of(row) <= usize::from(width)),
            "{width}"
        );
    }
}

#[test]
fn justified_rows_end_at_one_column_but_for_the_last() {
    let manner = Manner {
        pictures: 0,
        justified: true,
        ..Manner::default()
    };
    let prose = article(|b| b.words("One two three four five six seven eight nine ten eleven."));
    assert_eq!(
        filled(&prose, &mut Cut::default(), 20, manner),
        [
            "One  two  three four",
            "five six seven eight",
            "nine ten eleven."
        ]
    );
    let sampler = sampler();
    for width in 1..100 {
        filled(&sampler, &mut Cut::parting("en"), width, manner);
    }
}

#[test]
fn long_rows_of_code_and_tables_stay_whole_to_be_scrolled() {
    let manner = Manner {
        pictures: 0,
        sideways: true,
        ..Manner::default()
    };
    let both = article(|b| {
        b.block(BlockKind::Code, 0);
        b.words("let long = \"a line that is long\";\nend\n");
        table(b);
    });
    let layout = Layout::filled(&both, &Cut::new(&both), 12, manner);
    assert_eq!(layout.lines.len(), 6);
    let far = both.text.find("Captain").unwrap();
    assert_eq!(layout.cell_of(&both.text, far), (3, 20));
    for width in 1..60 {
        let layout = Layout::filled(&both, &Cut::new(&both), width, manner);
        let shown: usize = (0..6).map(|row| layout.glyphs(&both.text, row).len()).sum();
        assert!(shown + 8 > both.text.len());
    }
}

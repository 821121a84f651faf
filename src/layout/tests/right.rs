//! Letters that read from the right: where words, brackets, lists and tables stand.

use super::*;

#[test]
fn words_that_read_from_the_right_stand_at_the_right() {
    let article = article(|b| b.words("שלום עולם"));
    assert_eq!(rows(&article, 12), ["   םלוע םולש"]);
}

#[test]
fn brackets_face_their_words_and_rows_end_at_one_column() {
    let article = article(|b| {
        b.words("אב (גד) [ה] <ו> «ז» https://almery.example/a?b=1 סוף");
        b.block(BlockKind::Paragraph, 0);
        b.words("Said (אב) and (go).");
    });
    let layout = layout(&article, 34);
    assert_eq!(
        drawn(&layout, &article.text, 0).trim_start(),
        "«ז» <ו> [ה] (דג) בא"
    );
    let second = drawn(&layout, &article.text, 1);
    assert!(second.trim_start().starts_with("ףוס https://"), "{second}");
    for row in [0, 1] {
        assert_eq!(
            drawn(&layout, &article.text, row).chars().count(),
            34,
            "row {row}"
        );
    }
    assert_eq!(drawn(&layout, &article.text, 3), "Said (בא) and (go).");
    // Wherever a bracket is drawn, it is still the one of the text.
    let open = article.text.find('(').unwrap();
    let (row, column) = layout.cell_of(&article.text, open);
    assert_eq!(layout.offset_at(&article.text, row, column), open);
}

#[test]
fn lists_and_tables_that_read_from_the_right_begin_there() {
    let article = article(|b| {
        b.block(BlockKind::Item(None), 1);
        b.words("אב גד");
        b.block(BlockKind::Table, 0);
        for (row, cells) in [["אב", "גדה"], ["ו", "90"]].into_iter().enumerate() {
            if row > 0 {
                b.line_break();
            }
            for (column, cell) in cells.into_iter().enumerate() {
                if column > 0 {
                    b.cell_gap();
                }
                b.open(MarkKind::Cell { header: row == 0 });
                b.words(cell);
                b.close();
            }
        }
    });
    for width in 1..60 {
        check(&article, width);
    }
    assert_eq!(
        rows(&article, 20),
        [
            "             דג בא",
            "",
            "            הדג | בא",
            "             90 |  ו",
        ]
    );
}
